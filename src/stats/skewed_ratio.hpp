#pragma once

#include <span>

#include "stats/estimate.hpp"

namespace assay::stats {

/// What one cluster adds above and below the line of a ratio.
struct ClusterShare {
    double above = 0;
    double below = 0;
};

/// Range of a ratio of two sums over independent clusters, both positive, whose terms are skewed:
/// a mean squared error, or that by the variance of the labels.
///
/// Its logarithm with the standard error of the delete-one-cluster jackknife (Quenouille 1956;
/// Tukey 1958), made symmetric by the cubic transformation of Hall (1992, "On the removal of
/// skewness by transformation") with the skewness of the jackknife's values, and Student's t on the
/// degrees of freedom that their kurtosis leaves the standard error (Satterthwaite 1946), at most
/// clusters - 1. Hall's coefficients are those of a mean: that the logarithm bends the other way
/// would take some of it back, and is left out because the skewness of few clusters is
/// underestimated. Chosen by simulation against t on the log scale, the bootstrap-t and BCa; with
/// few clusters of strongly skewed errors it still covers less than it says (docs/evaluate.md).
///
/// "cannot tell" below three clusters, and where a sum, or what is left of it without some cluster,
/// is not positive.
Estimate skewed_ratio_estimate(std::span<const ClusterShare> clusters, double confidence);

}  // namespace assay::stats
