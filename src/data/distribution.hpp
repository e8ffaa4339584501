#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/engine.hpp"

// One column, counted exactly and once. Profile, strength and every finding about a column read
// this instead of the column. Everything but text is ordered: booleans count as 0 and 1, times as
// microseconds.

namespace assay::data {

struct Distribution {
    std::int64_t rows = 0;
    std::int64_t missing = 0;
    std::int64_t distinct = 0;             // exact, missing not counted
    std::int64_t once = 0, twice = 0;      // values that stand in one row, and in two
    std::vector<double> sorted;            // ordered columns: present values, rising
    std::vector<std::int64_t> level_rows;  // text: rows by code

    std::int64_t present() const { return rows - missing; }
    /// The sorted values without infinities.
    std::span<const double> finite() const;
};

/// "boolean", "integer", …
std::string_view type_text(engine::Type type);

bool is_ordered(const engine::Column& column);
bool is_time(const engine::Column& column);

/// An ordered column's value in a row; NaN when missing.
inline double value_at(const engine::Column& column, std::size_t row) {
    if (!column.numbers.empty()) {
        return column.numbers[row];
    }
    const auto time = column.times[row];
    return time == engine::kMissingTime ? std::numeric_limits<double>::quiet_NaN()
                                        : static_cast<double>(time);
}

Distribution distribute(const engine::Column& column);

/// Rows that hold the same value as `row`, itself included.
std::int64_t rows_like(const engine::Column& column, const Distribution& values, std::size_t row);

/// Rows that hold `value`.
std::int64_t rows_with(const Distribution& values, double value);

/// Quantile of rising values by linear interpolation (Hyndman & Fan 1996, type 7); NaN of none.
double quantile(std::span<const double> sorted, double share);

struct Moments {
    double mean, sd;
};
/// Mean and sample standard deviation; NaN where there are too few values.
Moments moments(std::span<const double> values);

/// The k most frequent values of an ordered column, ties by value. Values of one row are told only
/// when no more than k are distinct.
struct Run {
    double value;
    std::int64_t rows;
};
std::vector<Run> most_frequent(const Distribution& values, std::size_t k);

/// The k most frequent levels of a text column, ties in order of appearance.
struct Level {
    std::int32_t code;
    std::int64_t rows;
};
std::vector<Level> most_frequent_levels(const Distribution& values, std::size_t k);

/// Microseconds since 1970 as ISO 8601: the date alone, or with the time of day in UTC.
std::string iso_time(std::int64_t microseconds, bool date_only);

/// A value of an ordered column as a person would write it.
std::string value_text(const engine::Column& column, double value);

}  // namespace assay::data
