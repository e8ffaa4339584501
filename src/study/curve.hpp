#pragma once

#include <cstdint>
#include <vector>

#include "base/progress.hpp"
#include "stats/learning_curve.hpp"
#include "study/ladder.hpp"
#include "study/metric.hpp"
#include "study/pricing.hpp"

// The learning curve of the chosen rung: the same test rows, growing training parts, the ladder's
// own fits as the largest size. In money (what collecting pays) and in the target's metric.

namespace assay::study {

struct MeasuredCurve {
    std::vector<double> rows;                 // training rows, rising
    std::vector<std::vector<double>> money;   // value per decision, one a repeat
    std::vector<std::vector<double>> metric;  // the metric, one a repeat; NaN without one
    double largest() const { return rows.empty() ? 0 : rows.back(); }
};

struct CurveRequest {
    model::Kind kind = model::Kind::Boosted;
    Metric metric;  // shown, and the target's where there is one
    double share_at_k = 1;
    Economics economics;
    std::uint64_t seed = 0;
    int threads = 2;
};

Result<MeasuredCurve> measure_curve(const Problem& problem, const model::Features& features,
                                    const Splits& splits, const OptionScores& chosen,
                                    const CurveRequest& request, const Progress& progress);

/// Points for the fit: values by repeat, and the noise of their mean once the level of each repeat
/// is taken out (the same test rows serve every size).
std::vector<stats::CurvePoint> curve_points(const std::vector<double>& rows,
                                            const std::vector<std::vector<double>>& values);

/// What a mean over parts gains when its training rows grow from those of the parts to `rows_now`:
/// least squares of the value on log2(rows), shrunk by its noise; up or down, zero without a slope
/// to tell.
struct Shift {
    double gain = 0;
    double variance = 0;
};
Shift shift_to(const std::vector<double>& rows, const std::vector<std::vector<double>>& values,
               const Splits& splits, const Tested& tested, double rows_now);

}  // namespace assay::study
