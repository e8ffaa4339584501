#include "stats/depth_histogram.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay::stats {
namespace {

struct Bin {
    double value;
    std::int64_t rows;
};

void add(std::vector<Bin>& bins, double value, std::int64_t rows) {
    if (!bins.empty() && bins.back().value == value) {
        bins.back().rows += rows;
    } else {
        bins.push_back({value, rows});
    }
}

/// One bin for several neighbours, at the value that half of the rows lie up to.
Bin joined(std::span<const Bin> bins, std::int64_t rows) {
    std::int64_t before = 0;
    for (const auto& bin : bins) {
        before += bin.rows;
        if (2 * before >= rows) {
            return {bin.value, rows};
        }
    }
    return {bins.back().value, rows};
}

/// Neighbours join while together they hold no more than a 2,048th of the rows. Of two bins that
/// follow one another the rows exceed that, so no more than 4,096 remain. Rows below a value are
/// miscounted only in the bin that it falls into, and there by half of it.
std::vector<Bin> fewer(const std::vector<Bin>& bins, std::int64_t rows, std::int64_t& error) {
    const std::int64_t most = rows / static_cast<std::int64_t>(DepthHistogram::kMostBins / 2);
    std::vector<Bin> out;
    for (std::size_t first = 0; first < bins.size();) {
        std::int64_t held = bins[first].rows;
        std::size_t end = first + 1;
        while (end < bins.size() && held + bins[end].rows <= most) {
            held += bins[end++].rows;
        }
        if (end - first > 1) {
            error = std::max(error, (held + 1) / 2);
        }
        out.push_back(joined(std::span(bins).subspan(first, end - first), held));
        first = end;
    }
    return out;
}

DepthHistogram histogram_of(std::vector<Bin> bins, std::int64_t rows, std::int64_t error_before) {
    std::int64_t error = 0;
    if (bins.size() > DepthHistogram::kMostBins) {
        bins = fewer(bins, rows, error);
    }
    DepthHistogram out;
    out.rows = rows;
    out.error_rows = error_before + error;
    for (const auto& bin : bins) {
        out.values.push_back(bin.value);
        out.bins.push_back(bin.rows);
    }
    return out;
}

}  // namespace

DepthHistogram depth_histogram(std::span<const double> sorted) {
    std::vector<Bin> bins;
    for (const double value : sorted) {
        add(bins, value, 1);
    }
    auto out = histogram_of(std::move(bins), std::ssize(sorted), 0);
    if (!sorted.empty()) {
        out.lowest = sorted.front();
        out.highest = sorted.back();
    }
    return out;
}

DepthHistogram merge(std::span<const DepthHistogram* const> parts) {
    std::vector<Bin> all;
    std::int64_t rows = 0;
    std::int64_t error = 0;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const auto* part : parts) {
        for (std::size_t i = 0; i < part->values.size(); ++i) {
            all.push_back({part->values[i], part->bins[i]});
        }
        rows += part->rows;
        error += part->error_rows;
        if (part->rows > 0) {
            lowest = std::min(lowest, part->lowest);
            highest = std::max(highest, part->highest);
        }
    }
    std::ranges::sort(all, {}, &Bin::value);
    std::vector<Bin> bins;
    for (const auto& bin : all) {
        add(bins, bin.value, bin.rows);
    }
    auto out = histogram_of(std::move(bins), rows, error);
    if (rows > 0) {
        out.lowest = lowest;
        out.highest = highest;
    }
    return out;
}

Ranked DepthHistogram::ranked() const {
    Ranked out;
    out.values = values;
    out.rows = rows;
    out.lowest = lowest;
    out.highest = highest;
    const auto all = static_cast<double>(rows);
    std::int64_t sum = 0;
    for (const auto bin : bins) {
        sum += bin;
        out.up_to.push_back(static_cast<double>(sum) / all);
    }
    out.error = rows > 0 ? static_cast<double>(error_rows) / all : 0;
    return out;
}

double DepthHistogram::quantile(double share) const {
    const double wanted = share * static_cast<double>(rows);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        sum += bins[i];
        if (static_cast<double>(sum) >= wanted) {
            return values[i];
        }
    }
    return bins.empty() ? std::numeric_limits<double>::quiet_NaN() : values.back();
}

double DepthHistogram::standard_deviation() const {
    if (rows < 2) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double sum = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        sum += values[i] * static_cast<double>(bins[i]);
    }
    const double mean = sum / static_cast<double>(rows);
    double squares = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        squares += (values[i] - mean) * (values[i] - mean) * static_cast<double>(bins[i]);
    }
    return std::sqrt(squares / static_cast<double>(rows - 1));
}

}  // namespace assay::stats
