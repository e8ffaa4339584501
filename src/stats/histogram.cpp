#include "stats/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay::stats {
namespace {

std::vector<double> edges_of_width(double low, double high, double width) {
    const double bins = width > 0 ? std::ceil((high - low) / width) : 1;
    return equal_width_edges(low, high, static_cast<std::size_t>(std::max(1.0, bins)));
}

/// Rows / (1 + log2 n + …), as far as the number of rows goes.
double sturges_bins(std::int64_t rows) {
    return std::log2(static_cast<double>(rows)) + 1;
}

}  // namespace

std::vector<double> equal_width_edges(double low, double high, std::size_t bins) {
    if (low == high) {
        low -= 0.5;
        high += 0.5;
    }
    const double step = (high - low) / static_cast<double>(bins);
    std::vector<double> edges(bins + 1);
    for (std::size_t i = 0; i < bins; ++i) {
        edges[i] = static_cast<double>(i) * step + low;
    }
    edges.back() = high;
    return edges;
}

std::vector<double> sturges_edges(double low, double high, std::int64_t rows, bool whole) {
    const double width = (high - low) / sturges_bins(rows);
    return edges_of_width(low, high, whole && width > 0 ? std::max(width, 1.0) : width);
}

std::vector<double> doane_edges(std::span<const double> sorted) {
    const double low = sorted.front();
    const double high = sorted.back();
    const auto n = static_cast<double>(sorted.size());
    double mean = 0;
    for (const double value : sorted) {
        mean += value / n;
    }
    double squares = 0;
    double cubes = 0;
    for (const double value : sorted) {
        const double off = value - mean;
        squares += off * off;
        cubes += off * off * off;
    }
    const double sd = std::sqrt(squares / n);
    if (sorted.size() <= 2 || !(sd > 0)) {
        return equal_width_edges(low, high, 1);
    }
    const double skewness = cubes / n / (sd * sd * sd);
    const double skewness_sd = std::sqrt(6.0 * (n - 2) / ((n + 1) * (n + 3)));
    const double bins = 1 + std::log2(n) + std::log2(1 + std::abs(skewness) / skewness_sd);
    return edges_of_width(low, high, (high - low) / bins);
}

std::vector<double> decile_edges(std::span<const double> sorted) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::vector<double> edges{-kInfinity};
    for (int tenth = 1; tenth < 10; ++tenth) {
        const double at = static_cast<double>(sorted.size() - 1) * tenth / 10;
        const auto below = static_cast<std::size_t>(at);
        const auto above = std::min(below + 1, sorted.size() - 1);
        const double edge = sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]);
        if (edge > edges.back()) {
            edges.push_back(edge);
        }
    }
    edges.push_back(kInfinity);
    return edges;
}

std::vector<std::int64_t> count_in(std::span<const double> sorted, std::span<const double> edges) {
    std::vector<std::int64_t> counts(edges.size() - 1);
    auto from = std::ranges::lower_bound(sorted, edges.front());
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        const double upper = edges[bin + 1];
        const auto to = bin + 1 == counts.size() ? std::upper_bound(from, sorted.end(), upper)
                                                 : std::lower_bound(from, sorted.end(), upper);
        counts[bin] = to - from;
        from = to;
    }
    return counts;
}

std::vector<double> shares_of(std::span<const std::int64_t> counts, std::int64_t rows) {
    std::vector<double> shares(counts.size());
    std::ranges::transform(counts, shares.begin(), [&](std::int64_t count) {
        return static_cast<double>(count) / static_cast<double>(rows);
    });
    return shares;
}

void fill_empty(std::span<double> shares) {
    constexpr double kFill = 1e-4;
    double smallest = std::numeric_limits<double>::infinity();
    for (const double share : shares) {
        smallest = share > 0 ? std::min(smallest, share) : smallest;
    }
    std::ranges::replace(shares, 0.0, smallest <= kFill ? smallest / 1e6 : kFill);
}

}  // namespace assay::stats
