#include "stats/confident_joint.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace assay::stats {
namespace {

/// Sum in the order in which NumPy adds: eight partial sums, halves beyond 128 values. A cell that
/// ends on one half rounds up or down by the last bit of this sum.
double pairwise_sum(std::span<const double> values) {
    constexpr std::size_t kLanes = 8;
    constexpr std::size_t kWhole = 128;
    if (values.size() > kWhole) {
        const std::size_t half = values.size() / 2 / kLanes * kLanes;
        return pairwise_sum(values.first(half)) + pairwise_sum(values.subspan(half));
    }
    if (values.size() < kLanes) {
        return std::accumulate(values.begin(), values.end(), 0.0);
    }
    std::array<double, kLanes> sums{};
    std::size_t next = 0;
    for (; next + kLanes <= values.size(); next += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            sums[lane] += values[next + lane];
        }
    }
    double sum =
        ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    for (; next < values.size(); ++next) {
        sum += values[next];
    }
    return sum;
}

/// Rounds to whole numbers that keep the rounded sum: as many as it takes of those that rounding
/// moved furthest the other way; of equal ones the last goes up first, the first goes down first.
void round_keeping_sum(std::span<const double> values, std::span<std::int64_t> out) {
    std::vector<double> rounded(values.size());
    std::transform(values.begin(), values.end(), rounded.begin(),
                   [](double value) { return std::nearbyint(value); });
    const double wanted = std::nearbyint(pairwise_sum(values));
    for (double sum = std::accumulate(rounded.begin(), rounded.end(), 0.0); sum != wanted;
         sum = std::accumulate(rounded.begin(), rounded.end(), 0.0)) {
        std::vector<std::size_t> order(values.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return values[a] - rounded[a] < values[b] - rounded[b];
        });
        if (wanted > sum) {
            std::reverse(order.begin(), order.end());
        }
        const auto changes = static_cast<std::size_t>(std::abs(wanted - sum));
        for (std::size_t i = 0; i < std::min(changes, order.size()); ++i) {
            rounded[order[i]] += wanted > sum ? 1 : -1;
        }
    }
    std::transform(rounded.begin(), rounded.end(), out.begin(),
                   [](double value) { return static_cast<std::int64_t>(value); });
}

}  // namespace

void scale_to_labels(ConfidentJoint& joint) {
    const std::size_t classes = joint.label_counts.size();
    std::vector<double> scaled(joint.counts.size(), 0.0);
    std::vector<double> by_likely(joint.counts.size(), 0.0);  // the order in which cleanlab adds
    for (std::size_t given = 0; given < classes; ++given) {
        const auto row = std::span(joint.counts).subspan(given * classes, classes);
        const auto total = static_cast<double>(std::accumulate(row.begin(), row.end(), 0LL));
        for (std::size_t k = 0; k < classes; ++k) {
            scaled[given * classes + k] = static_cast<double>(row[k]) / total *
                                          static_cast<double>(joint.label_counts[given]);
            by_likely[k * classes + given] = scaled[given * classes + k];
        }
    }
    const double sum = pairwise_sum(by_likely);
    const auto rows = static_cast<double>(
        std::accumulate(joint.label_counts.begin(), joint.label_counts.end(), 0LL));
    for (double& cell : scaled) {
        cell = cell / sum * rows;
    }
    joint.joint.resize(scaled.size());
    for (std::size_t given = 0; given < classes; ++given) {
        round_keeping_sum(std::span(scaled).subspan(given * classes, classes),
                          std::span(joint.joint).subspan(given * classes, classes));
    }
}

}  // namespace assay::stats
