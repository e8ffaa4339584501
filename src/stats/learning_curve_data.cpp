#include <algorithm>
#include <numeric>

#include "stats/learning_curve_fit.hpp"

namespace assay::stats {
namespace {

using Table = std::vector<std::vector<double>>;  // by size, then seed

double mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Squared residuals of the two-way layout, averaged over the seeds of each size, as an unbiased
/// estimate of the variance of that size's mean.
std::vector<double> two_way_variance(const Table& score) {
    const std::size_t sizes = score.size();
    const std::size_t seeds = score.front().size();
    std::vector<double> seed_mean(seeds, 0.0);
    std::vector<double> size_mean;
    for (const auto& row : score) {
        size_mean.push_back(mean(row));
        for (std::size_t seed = 0; seed < seeds; ++seed) {
            seed_mean[seed] += row[seed] / static_cast<double>(sizes);
        }
    }
    const double grand = mean(size_mean);
    const double free = static_cast<double>(seeds - 1) * (1 - 1 / static_cast<double>(sizes));
    std::vector<double> out;
    for (std::size_t size = 0; size < sizes; ++size) {
        double square = 0;
        for (std::size_t seed = 0; seed < seeds; ++seed) {
            const double rest = score[size][seed] - size_mean[size] - seed_mean[seed] + grand;
            square += rest * rest;
        }
        out.push_back(square / free / static_cast<double>(seeds));
    }
    return out;
}

/// A few seeds tell little about one size: each size's own variance leans on that of all sizes as
/// if that were four more seeds, and never exceeds the noise that was measured.
void split_noise(CurveData& data, const Table& score) {
    data.own_variance = data.total_variance;
    const std::size_t seeds = score.front().size();
    if (seeds < 2 || score.size() < 2) {
        return;
    }
    const std::vector<double> own = two_way_variance(score);
    const double pooled = mean(own);
    const auto degrees = static_cast<double>(seeds - 1);
    for (std::size_t at = 0; at < own.size(); ++at) {
        const double leaning = (degrees * own[at] + 4 * pooled) / (degrees + 4);
        data.own_variance[at] = std::min(leaning, data.total_variance[at]);
    }
    data.shared_variance = data.total_variance.back() - data.own_variance.back();
}

}  // namespace

CurveData curve_data(std::span<const CurvePoint> points, bool higher_is_better) {
    std::vector<const CurvePoint*> sorted;
    for (const CurvePoint& point : points) {
        sorted.push_back(&point);
    }
    std::ranges::stable_sort(sorted, {}, [](const CurvePoint* point) { return point->rows; });
    CurveData data;
    Table score;
    for (const CurvePoint* point : sorted) {
        auto& values = score.emplace_back(point->values);
        for (double& value : values) {
            value = higher_is_better ? value : -value;
        }
        data.rows.push_back(point->rows);
        data.score.push_back(mean(values));
        data.total_variance.push_back(point->noise_variance);
    }
    split_noise(data, score);
    return data;
}

}  // namespace assay::stats
