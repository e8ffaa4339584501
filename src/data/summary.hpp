#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "data/compared.hpp"
#include "stats/depth_histogram.hpp"

// What is kept of a table that arrives in files, so that a later file is held against the earlier
// ones without reading them again. Summaries of parts merge into that of the whole, in any order:
// exactly in all counts, levels and hashes, and for numbers within an error that is counted.

namespace assay::data {

/// 64-bit hashes, rising, each as often as it occurs: all of them, or of a great many the lowest
/// ("bottom k": Cohen & Kaplan 2007), which are a sample that meets the samples of other tables.
struct HashSample {
    static constexpr std::size_t kMost = std::size_t{1} << 24U;
    static constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

    std::vector<std::uint64_t> hashes;
    std::uint64_t up_to = kAll;  // all hashes up to and with this one are here

    bool operator==(const HashSample&) const = default;
    /// Share of all hashes that are here; 1 = all.
    double share() const;
};
HashSample hash_sample(std::vector<std::uint64_t> hashes, std::size_t most = HashSample::kMost);

/// How many values are distinct, from the lowest hashes of the distinct values (Bar-Yossef et al.
/// 2002; the estimator (k - 1) / k-th lowest of Beyer et al. 2007): exact below 1,024 values, and
/// with a standard error of 3.2 % from there on.
struct DistinctCount {
    static constexpr std::size_t kMost = 1024;

    std::vector<std::uint64_t> lowest;  // rising

    bool operator==(const DistinctCount&) const = default;
    std::int64_t count() const;
};

struct LevelCount {
    std::string level;
    std::int64_t rows = 0;
    bool operator==(const LevelCount&) const = default;
};

struct ColumnSummary {
    static constexpr std::size_t kMostLevels = 1000;

    std::string name;
    engine::Type type = engine::Type::Real;
    std::int64_t rows = 0;
    std::int64_t missing = 0;
    DistinctCount distinct;
    stats::DepthHistogram values;    // all but text: finite values, as an ordered column has them
    Signature signature{};           // text: of the levels
    bool all_levels = true;          // text: false beyond kMostLevels, and `levels` is then empty
    std::vector<LevelCount> levels;  // text, by level

    bool operator==(const ColumnSummary&) const = default;
};

struct TableSummary {
    std::int64_t rows = 0;
    std::vector<ColumnSummary> columns;     // in the table's order; of a merged one, by name
    std::vector<std::uint64_t> row_shapes;  // rows are compared only where their columns agree
    HashSample row_hashes;                  // of all columns but the key
    HashSample key_hashes;                  // of the rows with a key; none without

    bool operator==(const TableSummary&) const = default;
};

/// Rows [first, end) of a table.
struct RowRange {
    std::size_t first = 0, end = 0;
};

/// A hash of each row's content, of all columns but the key; text counts by content, so that tables
/// can be compared.
std::vector<std::uint64_t> row_hashes(const engine::Table& table, std::string_view key);
/// Of the key alone; 0 for a row without one.
std::vector<std::uint64_t> key_hashes(const engine::Column& key);

/// One summary a range, on two threads. `key` may be "".
std::vector<TableSummary> summarize(const engine::Table& table, std::span<const RowRange> ranges,
                                    std::string_view key);

/// Of all rows together. Columns of one name are told apart where one is text, one a number, one a
/// time; else the wider type holds both.
TableSummary merge(std::span<const TableSummary> parts);

/// As find_schema_changes() and find_unit_change() take it.
Outline outline_of(const ColumnSummary& column);

/// Compact, in the byte order of this machine's kind (little endian).
std::string to_bytes(const TableSummary& summary);
/// InvalidInput on anything that to_bytes() has not written in this version.
Result<TableSummary> summary_from_bytes(std::string_view bytes);

/// Changes whenever summaries are made or written in another way.
inline constexpr std::string_view kSummaryFormat = "assay.summary/1";

}  // namespace assay::data
