#pragma once

// Normalised errors of this module's own forecasts on LCDB (Mohr, Viering, Loog & van
// Rijn 2022): quantiles at kCurveRanks of (score - median) / conformal_scale, by factor
// of the largest size seen, in the direction of learning, stretched to their nominal
// coverage. Written by tools/conformal/make_table.py.

namespace assay::stats {

inline constexpr double kConformalFactors[] = {1, 2, 4, 8, 16};
inline constexpr double kConformal[5][9] = {
    {-2.254, -1.571, -1.133, -0.360, 0.006, 0.255, 0.810, 1.205, 1.779},
    {-3.883, -2.136, -1.554, -0.686, 0.034, 0.732, 1.461, 1.937, 3.661},
    {-5.499, -2.245, -1.583, -0.677, 0.110, 0.920, 1.825, 2.571, 6.513},
    {-7.757, -2.319, -1.549, -0.618, 0.166, 1.045, 2.167, 3.205, 11.197},
    {-10.527, -2.518, -1.561, -0.599, 0.232, 1.232, 2.670, 4.048, 17.013},
};

}  // namespace assay::stats
