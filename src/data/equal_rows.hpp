#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/distribution.hpp"

// Rows that are equal in a set of columns, and whether that is chance. Equality is judged by a
// 128-bit hash of the row. Rows may be equal by chance where columns are coarse; then the frequent
// patterns repeat. Copies repeat rare patterns as often as frequent ones.

namespace assay::data {

struct RowKey {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    bool operator==(const RowKey&) const = default;
    auto operator<=>(const RowKey&) const = default;
};

/// Adds one column to the keys of all rows. The order of columns does not matter; `place` tells
/// columns apart. Missing equals missing.
void add_to_keys(const engine::Column& column, std::uint64_t place, std::span<RowKey> keys);

/// The same with text counted by its content, so that keys of two tables can be compared.
void add_content_to_keys(const engine::Column& column, std::uint64_t place, std::span<RowKey> keys);

/// Groups of two or more equal rows, by first row; rows of a group rise.
struct EqualRows {
    std::vector<std::uint32_t> rows;
    std::vector<std::size_t> ends;  // one past each group's last entry in `rows`

    std::size_t groups() const { return ends.size(); }
    std::span<const std::uint32_t> group(std::size_t index) const;
};
EqualRows equal_rows(std::span<const RowKey> keys);

/// Judges groups of equal rows column by column. The surprise of a row is minus the logarithm of
/// its chance if columns were independent; rows of groups are held against rows in general. A group
/// counts as one row, or its copies would make its values look frequent.
class Coincidence {
  public:
    struct Surprise {
        double surprise = 0;      // from the share of rows with the row's values
        double log_repeated = 0;  // logarithm of the chance that another row has them all
        double log_others = 0;    // of that, from columns where further rows have the row's value
        int alone = 0;            // columns where no further row has it
    };

    Coincidence(const EqualRows& equal, std::size_t rows);
    /// What one column adds, one entry a judged row.
    std::vector<Surprise> part_of(const engine::Column& column, const Distribution& values) const;
    void add(std::span<const Surprise> part);
    /// True when the groups lie among rare patterns, more often than independent columns give.
    bool looks_copied() const;

  private:
    double log_repeated_alone(const engine::Column& column, const Distribution& values) const;

    struct Probe {
        std::uint32_t row;
        std::int64_t copies;  // further rows of its group
        Surprise sum = {};
    };
    double rows_;
    double equal_rows_;
    double group_count_;
    std::vector<Probe> groups_;
    std::vector<Probe> reference_;
};

}  // namespace assay::data
