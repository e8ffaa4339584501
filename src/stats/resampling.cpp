#include "stats/resampling.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "stats/inputs.hpp"

namespace assay::stats {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Extended precision would give the same 13 digits and more at several times the cost.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, InDouble>;
using StudentsT = boost::math::students_t_distribution<double, InDouble>;

double sample_variance(std::span<const double> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return squares / (count - 1);
}

// Sums of neighbouring blocks of `length` values; a shorter rest is left out.
std::vector<double> block_sums(std::span<const double> values, std::size_t length) {
    std::vector<double> sums(values.size() / length, 0.0);
    for (std::size_t i = 0; i < sums.size() * length; ++i) {
        sums[i / length] += values[i];
    }
    return sums;
}

double lag_one_autocorrelation(std::span<const double> values) {
    // Deviations below this share of the values are rounding: equal days do not hang together.
    constexpr double kRounding = 1e-24;
    const double mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double squares = 0;
    double products = 0;
    double size = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double off = values[i] - mean;
        squares += off * off;
        products += i > 0 ? off * (values[i - 1] - mean) : 0.0;
        size += values[i] * values[i];
    }
    return squares > kRounding * size ? products / squares : 0.0;
}

}  // namespace

double normal_quantile(double probability) {
    return boost::math::quantile(Normal{}, probability);
}

double normal_cdf(double z) {
    return boost::math::cdf(Normal{}, z);
}

double t_quantile(double probability, int degrees) {
    if (degrees <= 0) {
        return normal_quantile(probability);
    }
    return boost::math::quantile(StudentsT(degrees), probability);
}

double t_cdf(double t, int degrees) {
    if (degrees <= 0) {
        return normal_cdf(t);
    }
    return boost::math::cdf(StudentsT(degrees), t);
}

double resampled_variance(std::span<const double> part_means, double test_to_train) {
    if (part_means.size() < 2) {
        return kUnknown;
    }
    const auto parts = static_cast<double>(part_means.size());
    return (1 / parts + test_to_train) * sample_variance(part_means);
}

double block_variance(std::span<const double> block_means) {
    if (block_means.size() < 2) {
        return kUnknown;
    }
    const auto blocks = static_cast<double>(block_means.size());
    return (1 / blocks + 1 / (blocks - 1)) * sample_variance(block_means);
}

double cluster_variance(std::span<const double> values, std::span<const std::int32_t> clusters,
                        std::int32_t count, std::span<const double> weights) {
    double mass = 0;
    double sum = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        mass += weight_of(weights, row);
        sum += weight_of(weights, row) * values[row];
    }
    const double mean = sum / mass;

    std::vector<double> totals(static_cast<std::size_t>(count), 0.0);
    std::vector<bool> seen(totals.size(), false);
    for (std::size_t row = 0; row < values.size(); ++row) {
        const auto cluster = static_cast<std::size_t>(clusters[row]);
        totals[cluster] += weight_of(weights, row) * (values[row] - mean);
        seen[cluster] = seen[cluster] || weight_of(weights, row) > 0;
    }
    const auto present = static_cast<double>(std::count(seen.begin(), seen.end(), true));
    if (present < 2) {
        return kUnknown;
    }
    double squares = 0;
    for (const double total : totals) {
        squares += total * total;
    }
    return present / (present - 1) * squares / (mass * mass);
}

MeanVariance mean_variance(std::span<const double> part_means, double cluster_variance,
                           const Parts& parts, bool trained) {
    if (!parts.by_time && !trained) {
        return {cluster_variance, 0, "cluster-robust variance of rows"};
    }
    // fmax passes over NaN: where one variance cannot be told, the other stands alone.
    const double between = parts.by_time ? block_variance(part_means)
                                         : resampled_variance(part_means, parts.test_to_train);
    const double variance = std::fmax(between, cluster_variance);
    if (!parts.by_time) {
        return {variance, 0,
                variance > between ? "cluster-robust variance of rows"
                                   : "corrected resampled variance (Nadeau & Bengio 2003)"};
    }
    return {variance, std::max(0, static_cast<int>(part_means.size()) - 1),
            variance > between ? "variance of day clusters, t over rolling blocks"
                               : "variance of rolling blocks, t"};
}

Estimate mean_estimate(double mean, const MeanVariance& variance, double confidence) {
    if (!std::isfinite(variance.variance)) {
        return {.value = mean,
                .confidence = confidence,
                .method = "cannot tell: too few parts and clusters"};
    }
    const double sd = std::sqrt(variance.variance);
    const double reach = sd * t_quantile(0.5 + confidence / 2, variance.degrees);
    const double reach_50 = sd * t_quantile(0.75, variance.degrees);
    return {.value = mean,
            .low = mean - reach,
            .high = mean + reach,
            .low_50 = mean - reach_50,
            .high_50 = mean + reach_50,
            .confidence = confidence,
            .method = variance.method};
}

int block_length(std::span<const double> daily_sums, int most) {
    for (int length = 1; length < most; ++length) {
        const auto sums = block_sums(daily_sums, static_cast<std::size_t>(length));
        const double band = 2 / std::sqrt(static_cast<double>(sums.size()));
        if (sums.size() < 3 || std::abs(lag_one_autocorrelation(sums)) <= band) {
            return length;
        }
    }
    return std::max(1, most);
}

}  // namespace assay::stats
