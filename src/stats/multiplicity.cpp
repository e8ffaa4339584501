#include "stats/multiplicity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "stats/inputs.hpp"

namespace assay::stats {
namespace {

std::vector<std::size_t> rising(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    return order;
}

struct PairBand {
    double difference;  // absolute
    double standard_error;
};

// 1 / variance of the difference of each pair (i, j < i), row by row; 0 where neither has noise.
std::vector<double> pair_precisions(std::span<const GroupMean> groups) {
    std::vector<double> precisions;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double variance = groups[i].standard_error * groups[i].standard_error +
                                    groups[j].standard_error * groups[j].standard_error;
            precisions.push_back(variance > 0 ? 1 / variance : 0.0);
        }
    }
    return precisions;
}

// Largest studentised difference of each draw, rising, under equal means.
std::vector<double> largest_studentised(std::span<const GroupMean> groups, int draws,
                                        std::uint64_t seed) {
    Random random(seed, "largest gap");
    const std::vector<double> precisions = pair_precisions(groups);
    std::vector<double> noise(groups.size());
    std::vector<double> largest(static_cast<std::size_t>(draws), 0.0);
    for (double& most : largest) {
        const double* precision = precisions.data();
        for (std::size_t i = 0; i < groups.size(); ++i) {
            noise[i] = groups[i].standard_error * random.normal();
            for (std::size_t j = 0; j < i; ++j, ++precision) {
                const double difference = noise[i] - noise[j];
                most = std::max(most, difference * difference * *precision);
            }
        }
        most = std::sqrt(most);
    }
    std::sort(largest.begin(), largest.end());
    return largest;
}

double quantile_of(std::span<const double> sorted, double probability) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(probability * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

Interval gap_bounds(std::span<const PairBand> pairs, double critical) {
    Interval bounds{.low = 0, .high = 0};
    for (const PairBand& pair : pairs) {
        bounds.low = std::max(bounds.low, pair.difference - critical * pair.standard_error);
        bounds.high = std::max(bounds.high, pair.difference + critical * pair.standard_error);
    }
    return bounds;
}

std::vector<PairBand> pairs_of(std::span<const GroupMean> groups) {
    std::vector<PairBand> pairs;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            pairs.push_back(
                {.difference = std::abs(groups[i].mean - groups[j].mean),
                 .standard_error = std::hypot(groups[i].standard_error, groups[j].standard_error)});
        }
    }
    return pairs;
}

Result<> check_groups(std::span<const GroupMean> groups, int draws) {
    std::size_t noisy = 0;
    for (const GroupMean& group : groups) {
        if (!std::isfinite(group.mean) || !std::isfinite(group.standard_error) ||
            group.standard_error < 0) {
            return fail(ErrorCode::InvalidInput, "a group's mean or standard error is not known",
                        "leave groups with too few rows out");
        }
        noisy += group.standard_error > 0 ? 1 : 0;
    }
    if (noisy < 2) {
        return fail(ErrorCode::InvalidInput,
                    "a gap needs two groups whose standard error is above zero");
    }
    if (draws < 1) {
        return fail(ErrorCode::InvalidInput, "a gap needs at least one draw");
    }
    return {};
}

}  // namespace

std::vector<double> holm(std::span<const double> p) {
    std::vector<double> adjusted(p.size());
    double floor = 0;
    double left = static_cast<double>(p.size());
    for (const std::size_t i : rising(p)) {
        floor = std::max(floor, std::min(1.0, left * p[i]));
        adjusted[i] = floor;
        --left;
    }
    return adjusted;
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
    std::vector<double> adjusted(p.size());
    const auto order = rising(p);
    const auto count = static_cast<double>(p.size());
    double ceiling = 1;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        const std::size_t i = order[rank - 1];
        ceiling = std::min(ceiling, p[i] * count / static_cast<double>(rank));
        adjusted[i] = ceiling;
    }
    return adjusted;
}

Result<Gap> largest_gap(std::span<const GroupMean> groups, double confidence, int draws,
                        std::uint64_t seed) {
    TRY(check_confidence(confidence));
    TRY(check_groups(groups, draws));

    const auto by_mean = [](const GroupMean& a, const GroupMean& b) { return a.mean < b.mean; };
    const auto highest = std::max_element(groups.begin(), groups.end(), by_mean);
    const auto lowest = std::min_element(groups.begin(), groups.end(), by_mean);
    const auto largest = largest_studentised(groups, draws, seed);
    const auto pairs = pairs_of(groups);
    const Interval wide = gap_bounds(pairs, quantile_of(largest, confidence));
    const Interval half = gap_bounds(pairs, quantile_of(largest, 0.5));
    return Gap{.gap = {.value = highest->mean - lowest->mean,
                       .low = wide.low,
                       .high = wide.high,
                       .low_50 = half.low,
                       .high_50 = half.high,
                       .confidence = confidence,
                       .method = "simultaneous max-T bands of all pairs"},
               .highest = static_cast<std::size_t>(highest - groups.begin()),
               .lowest = static_cast<std::size_t>(lowest - groups.begin())};
}

}  // namespace assay::stats
