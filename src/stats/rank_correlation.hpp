#pragma once

#include <span>

namespace assay::stats {

/// Spearman's rank correlation (Spearman 1904), ties at their mid-ranks: in [-1, 1], NaN where one
/// side is constant or there are fewer than two values. `x` and `y` have one entry a row, without
/// NaN. O(n).
double rank_correlation(std::span<const double> x, std::span<const double> y);

}  // namespace assay::stats
