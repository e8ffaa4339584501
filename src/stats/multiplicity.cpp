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

// Largest studentised difference of each draw, under equal means: pairs outside and draws inside,
// so that no step waits for the one before.
std::vector<double> largest_studentised(std::span<const GroupMean> groups, const Matrix& noise) {
    std::vector<double> largest(noise.columns, 0.0);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double a = groups[i].standard_error;
            const double b = groups[j].standard_error;
            const double precision = a * a + b * b > 0 ? 1 / std::hypot(a, b) : 0.0;
            const auto first = noise.row(i);
            const auto second = noise.row(j);
            for (std::size_t draw = 0; draw < largest.size(); ++draw) {
                const double apart = std::abs(a * first[draw] - b * second[draw]) * precision;
                largest[draw] = std::max(largest[draw], apart);
            }
        }
    }
    return largest;
}

double quantile_of(std::vector<double>& values, double probability) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(probability * static_cast<double>(values.size())));
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(
                                         std::clamp<std::size_t>(rank, 1, values.size()) - 1);
    std::nth_element(values.begin(), at, values.end());
    return *at;
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

Result<> check_groups(std::span<const GroupMean> groups, const Matrix& noise) {
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
    if (noise.columns < 1 || noise.rows < groups.size()) {
        return fail(ErrorCode::InvalidInput, "a gap needs at least one draw for every group");
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

Matrix gap_noise(std::size_t groups, std::size_t draws, std::uint64_t seed) {
    Random random(seed, "largest gap");
    Matrix noise(groups, draws);
    std::ranges::generate(noise.cells, [&] { return random.normal(); });
    return noise;
}

Result<Gap> largest_gap(std::span<const GroupMean> groups, double confidence, const Matrix& noise) {
    TRY(check_confidence(confidence));
    TRY(check_groups(groups, noise));

    const auto by_mean = [](const GroupMean& a, const GroupMean& b) { return a.mean < b.mean; };
    const auto highest = std::max_element(groups.begin(), groups.end(), by_mean);
    const auto lowest = std::min_element(groups.begin(), groups.end(), by_mean);
    auto largest = largest_studentised(groups, noise);
    const auto pairs = pairs_of(groups);
    const Interval wide = gap_bounds(pairs, quantile_of(largest, confidence));
    const Interval half = gap_bounds(pairs, quantile_of(largest, 0.5));
    return Gap{.gap = with_intervals(highest->mean - lowest->mean, wide, half, confidence,
                                     "simultaneous max-T bands of all pairs"),
               .highest = static_cast<std::size_t>(highest - groups.begin()),
               .lowest = static_cast<std::size_t>(lowest - groups.begin())};
}

}  // namespace assay::stats
