#include "data/summary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/digest.hpp"
#include "data/equal_rows.hpp"
#include "data/two_threads.hpp"
#include "stats/sorted_values.hpp"

namespace assay::data {
namespace {

std::uint64_t hash_of(double value) {
    const auto bits = std::bit_cast<std::array<char, sizeof value>>(value == 0 ? 0.0 : value);
    return fast_hash({bits.data(), bits.size()});
}

/// Of distinct values' hashes.
DistinctCount distinct_of(std::vector<std::uint64_t> hashes) {
    const auto kept = std::min(hashes.size(), DistinctCount::kMost);
    std::ranges::partial_sort(hashes, hashes.begin() + static_cast<std::ptrdiff_t>(kept));
    hashes.resize(kept);
    return {std::move(hashes)};
}

void summarize_numbers(const engine::Column& column, RowRange range, ColumnSummary& out) {
    std::vector<double> present;
    for (std::size_t row = range.first; row < range.end; ++row) {
        const double value = value_at(column, row);
        if (!std::isnan(value)) {
            present.push_back(value);
        }
    }
    out.missing = out.rows - std::ssize(present);
    present = stats::sorted_values(std::move(present));
    std::vector<std::uint64_t> distinct;
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (i == 0 || present[i] != present[i - 1]) {
            distinct.push_back(hash_of(present[i]));
        }
    }
    out.distinct = distinct_of(std::move(distinct));
    std::erase_if(present, [](double value) { return std::isinf(value); });
    out.values = stats::depth_histogram(present);
}

void summarize_text(const engine::Column& column, RowRange range, ColumnSummary& out) {
    std::vector<std::int64_t> rows(column.levels.size());
    for (std::size_t row = range.first; row < range.end; ++row) {
        const auto code = column.codes[row];
        if (code == engine::kMissingCode) {
            ++out.missing;
        } else {
            ++rows[static_cast<std::size_t>(code)];
        }
    }
    std::vector<std::uint64_t> distinct;
    for (std::size_t code = 0; code < rows.size(); ++code) {
        if (rows[code] > 0) {
            distinct.push_back(fast_hash(column.levels[code]));
        }
    }
    out.signature = minhash(distinct);
    out.all_levels = distinct.size() <= ColumnSummary::kMostLevels;
    out.distinct = distinct_of(std::move(distinct));
    for (std::size_t code = 0; out.all_levels && code < rows.size(); ++code) {
        if (rows[code] > 0) {
            out.levels.push_back({column.levels[code], rows[code]});
        }
    }
    std::ranges::sort(out.levels, {}, &LevelCount::level);
}

ColumnSummary summarize_column(const engine::Column& column, RowRange range) {
    ColumnSummary out{.name = column.name,
                      .type = column.type,
                      .rows = static_cast<std::int64_t>(range.end - range.first),
                      .distinct = {},
                      .values = {},
                      .levels = {}};
    if (is_ordered(column)) {
        summarize_numbers(column, range, out);
    } else {
        summarize_text(column, range, out);
    }
    return out;
}

/// The columns that a row's hash is made of.
std::uint64_t row_shape(const engine::Table& table, std::string_view key) {
    std::uint64_t sum = 0;
    for (const auto& column : table.columns) {
        if (column.name != key) {
            sum += fast_hash(column.name, is_ordered(column) ? 1 : 2);
        }
    }
    return sum;
}

std::vector<std::uint64_t> part_of(std::span<const std::uint64_t> hashes, RowRange range) {
    const auto part = hashes.subspan(range.first, range.end - range.first);
    return {part.begin(), part.end()};
}

}  // namespace

double HashSample::share() const {
    return up_to == kAll ? 1 : std::ldexp(static_cast<double>(up_to), -64);
}

HashSample hash_sample(std::vector<std::uint64_t> hashes, std::size_t most) {
    stats::sort_keys(hashes);
    HashSample out;
    if (hashes.size() > most) {
        // Equal hashes stay or go together.
        out.up_to = hashes[most] - 1;
        hashes.erase(std::ranges::upper_bound(hashes, out.up_to), hashes.end());
    }
    out.hashes = std::move(hashes);
    return out;
}

std::int64_t DistinctCount::count() const {
    if (lowest.size() < kMost) {
        return std::ssize(lowest);
    }
    const double highest = std::ldexp(static_cast<double>(lowest.back()), -64);
    return std::llround(static_cast<double>(kMost - 1) / highest);
}

std::vector<std::uint64_t> row_hashes(const engine::Table& table, std::string_view key) {
    std::vector<RowKey> keys(table.rows);
    for (const auto& column : table.columns) {
        if (column.name != key) {
            add_content_to_keys(column, fast_hash(column.name), keys);
        }
    }
    std::vector<std::uint64_t> out(keys.size());
    std::ranges::transform(keys, out.begin(), &RowKey::high);
    return out;
}

std::vector<std::uint64_t> key_hashes(const engine::Column& key) {
    std::vector<std::uint64_t> levels(key.levels.size());
    std::ranges::transform(key.levels, levels.begin(),
                           [](const auto& level) { return fast_hash(level); });
    std::vector<std::uint64_t> out(key.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        if (!key.missing(row)) {
            out[row] = is_ordered(key) ? hash_of(value_at(key, row))
                                       : levels[static_cast<std::size_t>(key.codes[row])];
        }
    }
    return out;
}

std::vector<TableSummary> summarize(const engine::Table& table, std::span<const RowRange> ranges,
                                    std::string_view key) {
    std::vector<TableSummary> out(ranges.size());
    for (std::size_t at = 0; at < ranges.size(); ++at) {
        out[at].rows = static_cast<std::int64_t>(ranges[at].end - ranges[at].first);
        out[at].columns.resize(table.columns.size());
        out[at].row_shapes = {row_shape(table, key)};
    }
    const auto columns = table.columns.size();
    on_two_threads(columns * ranges.size(), [&](std::size_t at) {
        out[at / columns].columns[at % columns] =
            summarize_column(table.columns[at % columns], ranges[at / columns]);
    });
    const auto rows = row_hashes(table, key);
    const auto* key_column = table.find(key);
    const auto keys = key_column == nullptr ? rows : key_hashes(*key_column);
    for (std::size_t at = 0; at < ranges.size(); ++at) {
        out[at].row_hashes = hash_sample(part_of(rows, ranges[at]));
        if (key_column != nullptr) {
            auto present = part_of(keys, ranges[at]);
            std::erase(present, 0U);
            out[at].key_hashes = hash_sample(std::move(present));
        }
    }
    return out;
}

}  // namespace assay::data
