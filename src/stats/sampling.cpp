#include "stats/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "stats/inputs.hpp"
#include "stats/resampling.hpp"
#include "stats/sampling_plan.hpp"

namespace assay::stats {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double as_real(std::int64_t count) {
    return static_cast<double>(count);
}

std::int64_t population_of(std::span<const Stratum> strata) {
    return std::accumulate(strata.begin(), strata.end(), std::int64_t{0},
                           [](auto sum, const auto& each) { return sum + each.population; });
}

Result<> check(std::span<const Stratum> strata) {
    for (const auto& each : strata) {
        if (each.sampled < 1) {
            return fail(ErrorCode::InvalidInput, "a stratum has no sampled row",
                        "sample two rows or more of each, or merge it with another");
        }
        if (each.sampled > each.population) {
            return fail(ErrorCode::InvalidInput, std::to_string(each.sampled) +
                                                     " rows were sampled from a stratum of " +
                                                     std::to_string(each.population));
        }
    }
    return strata.empty() ? Result<>(fail(ErrorCode::InvalidInput, "a sample of no strata"))
                          : Result<>();
}

bool is_complete(const Stratum& stratum) {
    return stratum.sampled == stratum.population;
}

/// Variance of a stratum's values; one with a single row takes the average of the others.
Result<std::vector<double>> variances(std::span<const Stratum> strata) {
    double sum = 0;
    double degrees = 0;
    for (const auto& each : strata) {
        sum += as_real(each.sampled - 1) * (each.sampled > 1 ? each.variance : 0);
        degrees += as_real(each.sampled - 1);
    }
    std::vector<double> out;
    for (const auto& each : strata) {
        if (each.sampled < 2 && !is_complete(each) && degrees == 0) {
            return fail(ErrorCode::InvalidInput, "one sampled row tells no variance",
                        "sample two rows or more");
        }
        out.push_back(each.sampled > 1 ? each.variance : degrees > 0 ? sum / degrees : 0);
    }
    return out;
}

/// Wilson (1927) interval at a number of trials that need not be whole.
Interval score_interval(double share, double trials, double confidence) {
    const double z = normal_quantile(0.5 + confidence / 2);
    const double shrink = 1 + z * z / trials;
    const double centre = (share + z * z / (2 * trials)) / shrink;
    const double reach =
        z / shrink * std::sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
    return {.low = share == 0 ? 0.0 : centre - reach, .high = share == 1 ? 1.0 : centre + reach};
}

/// Half a row of either answer is added where there are several strata.
double share_variance(std::span<const Stratum> strata) {
    const double population = as_real(population_of(strata));
    const double added = strata.size() > 1 ? 0.5 : 0;
    double out = 0;
    for (const auto& each : strata) {
        const double n = as_real(each.sampled);
        const double p = (each.mean * n + added) / (n + 2 * added);
        const double weight = as_real(each.population) / population;
        const double left =
            as_real(each.population - each.sampled) / std::max(1.0, as_real(each.population - 1));
        out += weight * weight * left * p * (1 - p) / n;
    }
    return out;
}

/// Trials of an endless population that tell a share as well as this sample does.
double effective_trials(std::span<const Stratum> strata, double share) {
    const double variance = share_variance(strata);
    if (variance > 0 && share > 0 && share < 1) {
        return share * (1 - share) / variance;
    }
    // All rows agree: the rows, corrected for those that are left.
    double sampled = 0;
    for (const auto& each : strata) {
        sampled += as_real(each.sampled);
    }
    const double population = as_real(population_of(strata));
    return sampled * (population - 1) / (population - sampled);
}

}  // namespace

Result<StratifiedMean> stratified_mean(std::span<const Stratum> strata) {
    TRY(check(strata));
    const auto spread = TRY(variances(strata));
    const double population = as_real(population_of(strata));
    StratifiedMean out;
    double squares = 0;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const auto& each = strata[i];
        const double n = as_real(each.sampled);
        const double weight = as_real(each.population) / population;
        const double part = weight * weight * (1 - n / as_real(each.population)) * spread[i] / n;
        out.value += weight * each.mean;
        out.variance += part;
        squares += n > 1 ? part * part / (n - 1) : part * part;
    }
    out.degrees = squares > 0 ? out.variance * out.variance / squares : 0;
    return out;
}

Estimate sampled_mean(std::span<const Stratum> strata, double confidence) {
    const auto mean = stratified_mean(strata);
    if (!mean || !check_confidence(confidence)) {
        return {.confidence = confidence,
                .method = "cannot tell: " +
                          (mean ? std::string("no such confidence") : mean.error().what)};
    }
    const double error = std::sqrt(mean->variance);
    const double wide = mean->degrees > 0 ? error * t_for_degrees(mean->degrees, confidence) : 0;
    const double half = mean->degrees > 0 ? error * t_for_degrees(mean->degrees, 0.5) : 0;
    return {.value = mean->value,
            .low = mean->value - wide,
            .high = mean->value + wide,
            .low_50 = mean->value - half,
            .high_50 = mean->value + half,
            .confidence = confidence,
            .method = "Student t, finite population correction"};
}

Estimate sampled_share(std::span<const Stratum> strata, double confidence) {
    const auto checked = check(strata);
    if (!checked || !check_confidence(confidence)) {
        return {.confidence = confidence,
                .method = "cannot tell: " +
                          (checked ? std::string("no such confidence") : checked.error().what)};
    }
    double share = 0;
    for (const auto& each : strata) {
        share += each.mean * as_real(each.population) / as_real(population_of(strata));
    }
    Interval wide{.low = share, .high = share};
    Interval half = wide;
    if (!std::ranges::all_of(strata, is_complete)) {
        const double trials = effective_trials(strata, share);
        wide = score_interval(share, trials, confidence);
        half = score_interval(share, trials, 0.5);
    }
    return with_intervals(share, wide, half, confidence,
                          "Wilson score at the effective sample size");
}

double design_effect(std::span<const Stratum> strata) {
    const auto mean = stratified_mean(strata);
    if (!mean) {
        return kNone;
    }
    const double population = as_real(population_of(strata));
    double square = 0;
    double sampled = 0;
    for (const auto& each : strata) {
        const double n = as_real(each.sampled);
        square += as_real(each.population) / population *
                  (each.mean * each.mean + (n - 1) / n * (n > 1 ? each.variance : 0));
        sampled += n;
    }
    const double spread =
        population / (population - 1) * (square - mean->value * mean->value + mean->variance);
    const double simple = (1 - sampled / population) * spread / sampled;
    return simple > 0 ? mean->variance / simple : kNone;
}

double rows_for_skewness(std::span<const double> values) {
    const double n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double second = 0;
    double third = 0;
    for (const double value : values) {
        const double off = value - mean;
        second += off * off / n;
        third += off * off * off / n;
    }
    return second > 0 ? 25 * third * third / (second * second * second) : 0;
}

}  // namespace assay::stats
