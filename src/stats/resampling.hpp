#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"

// The variance of a mean over resampled test parts, in one rule (study method, section 3): that of
// the part means, which already hold test noise, never less than that of the clusters, and never
// the sum of both. All functions are pure; a difference of two options is a value like any other.

namespace assay::stats {

/// Quantile and distribution function of Student's t (0 degrees: normal), and of the normal.
double t_quantile(double probability, int degrees);
double t_cdf(double t, int degrees);
double normal_quantile(double probability);
double normal_cdf(double z);

/// Variance of the overall mean by Nadeau & Bengio (2003): (1/J + test/train) S² over the means of
/// J random re-splits that share training rows. NaN below two parts.
double resampled_variance(std::span<const double> part_means, double test_to_train);

/// Variance of the overall mean over B rolling time blocks: (1/B + 1/(B - 1)) S². NaN below two.
/// Empirical: no theory covers nested windows. At nominal .90 it covers .89-.98 where days are
/// independent or mildly alike, and too rarely where neighbouring days are strongly alike and the
/// model follows them (docs/coverage-intervals.md).
double block_variance(std::span<const double> block_means);

/// Cluster-robust variance of a mean over rows: cluster totals of (value - mean), squared, summed,
/// over rows², with the factor C / (C - 1). Equal to the limit of the cluster bootstrap.
/// `clusters` holds ids in [0, count). NaN below two clusters. Empty weights = 1 each.
double cluster_variance(std::span<const double> values, std::span<const std::int32_t> clusters,
                        std::int32_t count, std::span<const double> weights = {});

/// How the parts were made, which decides the rule.
struct Parts {
    bool by_time = false;
    double test_to_train = 0;  // without time
};

/// Variance and degrees of freedom of a mean by the one rule. `trained` is false for options that
/// are not fitted: without time their only noise is that of the rows, so the clusters decide.
/// With time, t on B - 1 degrees for either. Without time, the normal quantile: the factor of
/// Nadeau & Bengio already widens for the few parts, and t on J - 1 degrees on top of it covers
/// .95-.97 at nominal .90, the normal .88-.95 (docs/coverage-intervals.md).
struct MeanVariance {
    double variance;
    int degrees;  // 0: normal
    const char* method;
};
MeanVariance mean_variance(std::span<const double> part_means, double cluster_variance,
                           const Parts& parts, bool trained);

/// mean ± quantile x sd as an Estimate.
Estimate mean_estimate(double mean, const MeanVariance& variance, double confidence);

/// Length in days of the blocks that daily sums need to be nearly independent: the smallest L whose
/// block sums have a lag-one autocorrelation within ±2/sqrt(blocks), at most `most`.
int block_length(std::span<const double> daily_sums, int most);

}  // namespace assay::stats
