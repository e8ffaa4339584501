#include "stats/sampling.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "stats/inputs.hpp"
#include "stats/resampling.hpp"

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

double t_between(double degrees, double confidence) {
    const double tail = 0.5 + confidence / 2;
    return degrees < 1e6 ? boost::math::quantile(boost::math::students_t(degrees), tail)
                         : normal_quantile(tail);
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

double total_of(std::span<const PlannedStratum> strata) {
    double out = 0;
    for (const auto& each : strata) {
        out += as_real(each.population);
    }
    return out;
}

std::int64_t fewest_of(const PlannedStratum& stratum) {
    return std::min<std::int64_t>(2, stratum.population);
}

/// What each stratum should get of the rows, before it is whole.
std::vector<double> weights(std::span<const PlannedStratum> strata, Allocation allocation) {
    std::vector<double> out;
    for (const auto& each : strata) {
        const double spread = allocation == Allocation::Neyman ? each.deviation : 1;
        out.push_back(as_real(each.population) * spread);
    }
    const bool flat = std::ranges::all_of(out, [](double each) { return each <= 0; });
    return flat && allocation == Allocation::Neyman ? weights(strata, Allocation::Proportional)
                                                    : out;
}

/// Shares out rows by weight. Strata whose part lies beyond their bounds take the bound, and the
/// others share what is left, until none is beyond.
class BoundedParts {
  public:
    BoundedParts(std::span<const PlannedStratum> strata, std::vector<double> weight, double rows)
        : strata_(strata),
          weight_(std::move(weight)),
          rows_(rows),
          part_(strata.size(), 0),
          fixed_(strata.size(), false) {}

    std::vector<double> find() {
        do {
            share_what_is_left();
        } while (fix_those_beyond());
        return part_;
    }

  private:
    double bound_of(std::size_t i) const {
        return std::clamp(part_[i], as_real(fewest_of(strata_[i])), as_real(strata_[i].population));
    }
    void share_what_is_left() {
        double left = rows_;
        double sum = 0;
        for (std::size_t i = 0; i < part_.size(); ++i) {
            left -= fixed_[i] ? part_[i] : 0;
            sum += fixed_[i] ? 0 : weight_[i];
        }
        for (std::size_t i = 0; i < part_.size(); ++i) {
            const double share = sum > 0 ? weight_[i] / sum : 0;
            part_[i] = fixed_[i] ? part_[i] : left * share;
        }
    }
    /// Fixes the side that the bounds ask more of in sum, or both where they balance: the other
    /// side may come back inside once that is settled.
    bool fix_those_beyond() {
        double surplus = 0;
        for (std::size_t i = 0; i < part_.size(); ++i) {
            surplus += fixed_[i] ? 0 : bound_of(i) - part_[i];
        }
        bool changed = false;
        for (std::size_t i = 0; i < part_.size(); ++i) {
            const double off = fixed_[i] ? 0 : bound_of(i) - part_[i];
            if (off != 0 && off * surplus >= 0) {
                part_[i] += off;
                fixed_[i] = true;
                changed = true;
            }
        }
        return changed;
    }

    std::span<const PlannedStratum> strata_;
    std::vector<double> weight_;
    double rows_;
    std::vector<double> part_;
    std::vector<bool> fixed_;
};

double width_of(std::span<const PlannedStratum> strata, std::span<const std::int64_t> rows,
                double confidence) {
    const double population = total_of(strata);
    double variance = 0;
    double degrees = 0;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const double n = as_real(rows[i]);
        const double weight = as_real(strata[i].population) / population;
        const double left = 1 - n / as_real(strata[i].population);
        variance += weight * weight * left * strata[i].deviation * strata[i].deviation / n;
        degrees += n - 1;
    }
    return variance > 0 ? 2 * t_between(std::max(1.0, degrees), confidence) * std::sqrt(variance)
                        : 0;
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
    const double wide = mean->degrees > 0 ? error * t_between(mean->degrees, confidence) : 0;
    const double half = mean->degrees > 0 ? error * t_between(mean->degrees, 0.5) : 0;
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
    return {.value = share,
            .low = wide.low,
            .high = wide.high,
            .low_50 = half.low,
            .high_50 = half.high,
            .confidence = confidence,
            .method = "Wilson score at the effective sample size"};
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

Result<std::vector<std::int64_t>> allocate(std::span<const PlannedStratum> strata,
                                           std::int64_t rows, Allocation allocation) {
    std::int64_t fewest = 0;
    std::int64_t population = 0;
    for (const auto& each : strata) {
        fewest += fewest_of(each);
        population += each.population;
    }
    if (rows > population) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(rows) + " rows are more than the " + std::to_string(population) +
                        " there are",
                    "ask for fewer");
    }
    if (rows < fewest) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(rows) + (rows == 1 ? " row is" : " rows are") + " too few for " +
                        std::to_string(strata.size()) +
                        (strata.size() == 1 ? " stratum" : " strata"),
                    "two rows of each are needed to tell how it varies: ask for " +
                        std::to_string(fewest) + " or more");
    }
    const auto parts = BoundedParts(strata, weights(strata, allocation), as_real(rows)).find();
    std::vector<std::int64_t> out;
    std::vector<std::size_t> order(strata.size());
    std::iota(order.begin(), order.end(), 0);
    std::int64_t left = rows;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const auto whole = static_cast<std::int64_t>(std::floor(parts[i] + 1e-9));
        out.push_back(std::clamp(whole, fewest_of(strata[i]), strata[i].population));
        left -= out.back();
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return parts[i] - std::floor(parts[i] + 1e-9); });
    for (std::size_t at = 0; left > 0; at = (at + 1) % order.size()) {
        const auto i = order[at];
        const bool room = out[i] < strata[i].population;
        out[i] += room ? 1 : 0;
        left -= room ? 1 : 0;
    }
    return out;
}

Result<double> expected_width(std::span<const PlannedStratum> strata, std::int64_t rows,
                              Allocation allocation, double confidence) {
    TRY(check_confidence(confidence));
    return width_of(strata, TRY(allocate(strata, rows, allocation)), confidence);
}

Result<std::int64_t> rows_for_width(std::span<const PlannedStratum> strata, double width,
                                    Allocation allocation, double confidence) {
    TRY(check_confidence(confidence));
    if (!(width > 0)) {
        return fail(ErrorCode::InvalidInput, "a width of " + std::to_string(width),
                    "ask for a width above 0");
    }
    std::int64_t low = 0;
    std::int64_t high = 0;
    for (const auto& each : strata) {
        low += fewest_of(each);
        high += each.population;
    }
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (TRY(expected_width(strata, middle, allocation, confidence)) <= width) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return high;
}

double planning_deviation(double deviation, std::int64_t rows) {
    return deviation * std::sqrt(1 + 2 / as_real(std::max<std::int64_t>(1, rows)));
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

std::vector<std::size_t> draw_rows(std::size_t population, std::size_t rows, Random& random) {
    std::vector<std::size_t> out;
    out.reserve(rows);
    for (std::size_t at = 0; at < population && out.size() < rows; ++at) {
        const auto left = static_cast<double>(population - at);
        if (random.uniform() * left < static_cast<double>(rows - out.size())) {
            out.push_back(at);
        }
    }
    return out;
}

}  // namespace assay::stats
