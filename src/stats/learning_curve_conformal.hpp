#pragma once

// Normalised errors of this module's own forecasts on LCDB (Mohr, Viering, Loog & van
// Rijn 2022): quantiles at kCurveRanks of (score - median) / conformal_scale, by factor
// of the largest size seen, in the direction of learning. Written by
// tools/conformal/make_table.py.

namespace assay::stats {

inline constexpr double kConformalFactors[] = {1, 2, 4, 8, 16};
inline constexpr double kConformal[5][9] = {
    {-1.887, -1.476, -1.176, -0.616, 0.000, 0.621, 1.192, 1.479, 1.917},
    {-2.472, -1.579, -1.217, -0.596, 0.000, 0.740, 1.407, 1.781, 2.844},
    {-3.253, -1.617, -1.199, -0.540, 0.087, 0.878, 1.666, 2.230, 4.903},
    {-4.026, -1.609, -1.121, -0.476, 0.140, 0.976, 1.939, 2.831, 7.487},
    {-5.078, -1.622, -1.104, -0.430, 0.212, 1.135, 2.376, 3.467, 10.080},
};

}  // namespace assay::stats
