#include "validate/robust.hpp"

#include "stats/resampling.hpp"

namespace assay::validate {
namespace {

constexpr const char* kTooFew = "cannot tell: fewer than two clusters";

stats::Estimate untold(const Mean& mean, double confidence, double scale) {
    return {.value = mean.value * scale,
            .confidence = confidence,
            .method = std::isnan(mean.value) ? "cannot tell: no rows" : kTooFew};
}

/// Rows of a simple sample that would have this variance.
double effective_rows(const Mean& mean) {
    const double simple = mean.value * (1 - mean.value);
    return mean.variance > 0 && simple > 0 ? simple / mean.variance : mean.clusters;
}

stats::Interval wilson(double share, double trials, double quantile) {
    const double square = quantile * quantile;
    const double shrink = 1 + square / trials;
    const double centre = (share + square / (2 * trials)) / shrink;
    const double reach = quantile / shrink *
                         std::sqrt(share * (1 - share) / trials + square / (4 * trials * trials));
    return {.low = share <= 0 ? 0.0 : std::max(0.0, centre - reach),
            .high = share >= 1 ? 1.0 : std::min(1.0, centre + reach)};
}

}  // namespace

stats::Estimate mean_estimate(const Mean& mean, double confidence, double scale) {
    if (!std::isfinite(mean.variance)) {
        return untold(mean, confidence, scale);
    }
    return stats::mean_estimate(mean.value * scale,
                                {.variance = mean.variance * scale * scale,
                                 .degrees = mean.clusters - 1,
                                 .method = "cluster-robust, t"},
                                confidence);
}

stats::Estimate rate_estimate(const Mean& mean, double confidence) {
    if (!std::isfinite(mean.variance)) {
        return untold(mean, confidence, 1);
    }
    const double trials = effective_rows(mean);
    const auto wide =
        wilson(mean.value, trials, stats::t_quantile(0.5 + confidence / 2, mean.clusters - 1));
    const auto half = wilson(mean.value, trials, stats::t_quantile(0.75, mean.clusters - 1));
    return stats::with_intervals(mean.value, wide, half, confidence, "cluster-robust Wilson score");
}

double rate_error(const Mean& mean) {
    if (!std::isfinite(mean.variance) || mean.variance > 0) {
        return std::sqrt(mean.variance);
    }
    const auto one = wilson(mean.value, effective_rows(mean), 1);
    return (one.high - one.low) / 2;
}

std::vector<std::uint32_t> all_rows(std::size_t count) {
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

ClusterMeans::ClusterMeans(const Ties& ties)
    : ties_(ties), totals_(static_cast<std::size_t>(ties.clusters)), touched_(totals_.size() + 1) {}

ClusterMeans::Spread ClusterMeans::collect() {
    double squares = 0;
    for (const std::int32_t cluster : std::span(touched_).first(touched_count_)) {
        Total& total = totals_[static_cast<std::size_t>(cluster)];
        squares += total.influence * total.influence;
        total = {};
    }
    const auto clusters = static_cast<double>(touched_count_);
    touched_count_ = 0;
    const double factor =
        clusters > 1 ? clusters / (clusters - 1) : std::numeric_limits<double>::quiet_NaN();
    return {.variance = factor * squares, .clusters = static_cast<int>(clusters)};
}

}  // namespace assay::validate
