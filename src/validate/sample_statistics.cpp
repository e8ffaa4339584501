#include <fmt/format.h>

#include <cmath>

#include "base/text.hpp"
#include "stats/resampling.hpp"
#include "validate/sample.hpp"

namespace assay::validate {
namespace {

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

stats::Interval around_logit(double share, double reach) {
    const double logit = std::log(share / (1 - share));
    return {.low = logistic(logit - reach), .high = logistic(logit + reach)};
}

}  // namespace

Statistic mean_of(const Sample& sample, std::span<const double> values,
                  std::span<const double> member) {
    const auto counts = [&](std::size_t row) {
        return member.empty() || member[row] > 0 ? sample.weight_of(row) : 0.0;
    };
    double mass = 0;
    double sum = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        mass += counts(row);
        sum += counts(row) > 0 ? counts(row) * values[row] : 0;
    }
    Statistic out{.value = sum / mass, .influence = std::vector<double>(values.size(), 0.0)};
    for (std::size_t row = 0; row < values.size() && mass > 0; ++row) {
        out.influence[row] = counts(row) > 0 ? counts(row) * (values[row] - out.value) / mass : 0.0;
    }
    return out;
}

Statistic ratio_of(const Sample& sample, std::span<const double> numerator,
                   std::span<const double> denominator) {
    double above = 0;
    double below = 0;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        above += sample.weight_of(row) * numerator[row];
        below += sample.weight_of(row) * denominator[row];
    }
    Statistic out{.value = above / below, .influence = std::vector<double>(sample.size(), 0.0)};
    for (std::size_t row = 0; row < sample.size() && below != 0; ++row) {
        out.influence[row] =
            sample.weight_of(row) * (numerator[row] - out.value * denominator[row]) / below;
    }
    return out;
}

Statistic average(std::span<const Statistic> statistics) {
    Statistic out{.value = 0,
                  .influence = std::vector<double>(statistics.front().influence.size())};
    const auto share = 1 / static_cast<double>(statistics.size());
    for (const auto& each : statistics) {
        out.value += share * each.value;
        for (std::size_t row = 0; row < out.influence.size(); ++row) {
            out.influence[row] += share * each.influence[row];
        }
    }
    return out;
}

Statistic difference(Statistic first, const Statistic& second) {
    first.value -= second.value;
    for (std::size_t row = 0; row < first.influence.size(); ++row) {
        first.influence[row] -= second.influence[row];
    }
    return first;
}

Mean robust(const Sample& sample, const Statistic& statistic, std::span<const double> member) {
    ClusterMeans means(sample.ties());
    const auto rows = all_rows(sample.size());
    const auto spread = means.spread(
        rows,
        [&](std::uint32_t row) {
            return member.empty() || member[row] > 0 ? sample.weight_of(row) : 0.0;
        },
        [&](std::uint32_t row) { return statistic.influence[row]; });
    return {.value = statistic.value,
            .variance = spread.variance,
            .clusters = spread.clusters,
            .rows = static_cast<std::int64_t>(sample.size())};
}

stats::Estimate estimate(const Sample& sample, const Statistic& statistic, double confidence,
                         double scale) {
    return mean_estimate(robust(sample, statistic), confidence, scale);
}

stats::Estimate at_least_zero(stats::Estimate estimate) {
    // A comparison with NaN is false: what cannot be told stays so.
    estimate.low = estimate.low < 0 ? 0 : estimate.low;
    estimate.low_50 = estimate.low_50 < 0 ? 0 : estimate.low_50;
    return estimate;
}

stats::Estimate loss_estimate(const Sample& sample, const Statistic& statistic, double confidence,
                              double scale) {
    return at_least_zero(estimate(sample, statistic, confidence, scale));
}

stats::Estimate share_estimate(const Sample& sample, const Statistic& statistic,
                               double confidence) {
    const Mean mean = robust(sample, statistic);
    const double slope = mean.value * (1 - mean.value);
    if (!std::isfinite(mean.variance) || !(slope > 0)) {
        return {.value = mean.value,
                .confidence = confidence,
                .method = slope > 0 ? "cannot tell: fewer than two clusters"
                                    : "cannot tell: at the end of its range"};
    }
    const double sd = std::sqrt(mean.variance) / slope;
    const int degrees = mean.clusters - 1;
    const auto wide =
        around_logit(mean.value, sd * stats::t_quantile(0.5 + confidence / 2, degrees));
    const auto half = around_logit(mean.value, sd * stats::t_quantile(0.75, degrees));
    return {.value = mean.value,
            .low = wide.low,
            .high = wide.high,
            .low_50 = half.low,
            .high_50 = half.high,
            .confidence = confidence,
            .method = "cluster-robust by influence, logit scale"};
}

double p_of(const Mean& mean) {
    if (!std::isfinite(mean.variance)) {
        return std::nan("");
    }
    if (!(mean.variance > 0)) {
        return mean.value == 0 ? 1.0 : std::nan("");
    }
    return 2 * stats::t_cdf(-std::abs(mean.value) / std::sqrt(mean.variance), mean.clusters - 1);
}

std::string range_words(const stats::Estimate& estimate, double scale) {
    return std::isnan(estimate.low) ? std::string()
                                    : fmt::format(" [{} to {}]", figure(estimate.low * scale),
                                                  figure(estimate.high * scale));
}

std::string in_100(double share) {
    return figure(share * 100, std::abs(share) < 0.01 ? 1 : 2) + " in 100";
}

}  // namespace assay::validate
