#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/quantile_sketch.hpp"

// A column of numbers in some thousand bins that hold about equally many rows each, small enough to
// be kept in a file. Exact up to 4,096 distinct values. Beyond, neighbouring values go into one bin
// that stands at its weighted median, so no share of rows below a value is off by more than half a
// bin (equi-depth histograms: Piatetsky-Shapiro & Connell 1984; merged from those of parts, with
// errors that add up, as quantile summaries are in Greenwald & Khanna 2004). Values that are
// frequent have a bin of their own. QuantileSketch, which keeps a million rows, is for columns in
// memory.

namespace assay::stats {

struct DepthHistogram {
    static constexpr std::size_t kMostBins = 4096;

    std::vector<double> values;      // rising; where each bin stands
    std::vector<std::int64_t> bins;  // rows of each bin
    std::int64_t rows = 0;
    std::int64_t error_rows = 0;  // most that the number of rows below any value is off; 0 = exact
    double lowest = 0, highest = 0;

    bool operator==(const DepthHistogram&) const = default;
    /// In order with shares, for distances() and wasserstein().
    Ranked ranked() const;
    /// Value at a share of the rows, the lowest such that at least so many lie up to and with it;
    /// NaN of no rows.
    double quantile(double share) const;
    /// Of the bins' values; NaN below two rows.
    double standard_deviation() const;
};

/// Of finite values that rise.
DepthHistogram depth_histogram(std::span<const double> sorted);

/// Of the rows of all parts. The order of the parts makes no difference. The error is the parts'
/// errors together, and at most rows / 4,096 more; so many parts are merged at once, not in turns.
DepthHistogram merge(std::span<const DepthHistogram* const> parts);

}  // namespace assay::stats
