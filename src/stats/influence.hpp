#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/ranking.hpp"

// How much each row moves a ranking metric: its weight times the metric's derivative by that weight
// (the infinitesimal jackknife; Efron 1982). The sum of squared cluster totals is then a
// cluster-robust variance, which for the AUC is that of Obuchowski (1997), and for rows that are
// independent nearly that of DeLong. Both sum to zero, and the influence on a difference of two
// scores is the difference of their influences.

namespace assay::stats {

/// A metric of all rows, and one influence a row in the rows' own order. NaN and zeros where a
/// class has no weight.
struct Influence {
    double value;
    std::vector<double> rows;
};

/// Area under the ROC curve, ties half. `labels` and `weights` (empty = 1 each) are those of the
/// rows that `ranked` was built from.
Influence auc_influence(const RankedScores& ranked, std::span<const std::uint8_t> labels,
                        std::span<const double> weights = {});

/// Average precision as scikit-learn has it, ties together.
Influence average_precision_influence(const RankedScores& ranked,
                                      std::span<const std::uint8_t> labels,
                                      std::span<const double> weights = {});

}  // namespace assay::stats
