#include "data/bins.hpp"

#include <algorithm>
#include <cmath>

namespace assay::data {
namespace {

std::vector<double> quantile_uppers(std::span<const double> sorted, std::size_t most) {
    std::vector<double> uppers;
    for (std::size_t bin = 1; bin <= most; ++bin) {
        const double upper = sorted[(bin * sorted.size() + most - 1) / most - 1];
        if (uppers.empty() || upper > uppers.back()) {
            uppers.push_back(upper);
        }
    }
    return uppers;
}

std::vector<double> distinct_uppers(std::span<const double> sorted) {
    std::vector<double> uppers(sorted.begin(), sorted.end());
    uppers.erase(std::ranges::unique(uppers).begin(), uppers.end());
    return uppers;
}

/// The first upper that is not below `value`, among uppers of which the last is not. A standard
/// lower_bound mispredicts every other branch here; this one has none and takes a third of its
/// time.
std::size_t first_not_below(std::span<const double> uppers, double value) {
    std::size_t at = 0;
    for (std::size_t left = uppers.size(); left > 1;) {
        const std::size_t half = left / 2;
        at += static_cast<std::size_t>(uppers[at + half - 1] < value) * half;
        left -= half;
    }
    return at;
}

Bins bin_ordered(const engine::Column& column, const Distribution& values, std::size_t most) {
    Bins bins;
    bins.uppers = values.distinct <= static_cast<std::int64_t>(most)
                      ? distinct_uppers(values.sorted)
                      : quantile_uppers(values.sorted, most);
    bins.count = bins.uppers.size() + 1;
    bins.row.resize(column.size());
    for (std::size_t row = 0; row < bins.row.size(); ++row) {
        const double value = value_at(column, row);
        const auto found = first_not_below(bins.uppers, value) + 1;
        bins.row[row] = std::isnan(value) ? 0 : static_cast<std::uint32_t>(found);
    }
    return bins;
}

Bins bin_levels(const engine::Column& column, const Distribution& values, std::size_t most) {
    Bins bins;
    std::vector<std::uint32_t> of_level(column.levels.size());
    if (column.levels.size() <= most) {
        for (std::size_t code = 0; code < of_level.size(); ++code) {
            of_level[code] = static_cast<std::uint32_t>(code + 1);
        }
        bins.count = of_level.size() + 1;
    } else {
        std::ranges::fill(of_level, static_cast<std::uint32_t>(most));
        std::uint32_t next = 1;
        for (const auto& level : most_frequent_levels(values, most - 1)) {
            of_level[static_cast<std::size_t>(level.code)] = next++;
        }
        bins.count = most + 1;
    }
    bins.row.resize(column.codes.size());
    for (std::size_t row = 0; row < bins.row.size(); ++row) {
        const auto code = column.codes[row];
        bins.row[row] = code == engine::kMissingCode ? 0 : of_level[static_cast<std::size_t>(code)];
    }
    return bins;
}

}  // namespace

Bins bin(const engine::Column& column, const Distribution& values, std::size_t most) {
    return is_ordered(column) ? bin_ordered(column, values, most)
                              : bin_levels(column, values, most);
}

}  // namespace assay::data
