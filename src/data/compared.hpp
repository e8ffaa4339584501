#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "data/findings.hpp"
#include "data/minhash.hpp"

// What is asked of a column now against the column before: another table, or an earlier time.

namespace assay::data {

/// What is kept of a column to hold another against it.
struct Outline {
    std::string name;
    engine::Type type = engine::Type::Real;
    std::int64_t rows = 0;
    std::int64_t missing = 0;
    std::int64_t distinct = 0;
    std::array<double, 19> quantiles{};  // 5 % to 95 % of finite values; NaN for text
    double spread = 0;                   // robust standard deviation of a value's logarithm
    Signature values{};                  // of the levels of a text
};
Outline outline(const engine::Column& column, const Distribution& values);
/// Robust standard deviation of the logarithm of values with these quartiles; 0 at zero.
double log_spread(double lower_quartile, double upper_quartile);
/// Of some rows only.
Outline outline_of(const engine::Column& column, const std::vector<std::uint32_t>& rows);

/// A unit that explains how a column's values moved.
struct UnitChange {
    std::string said;  // "100 times larger", "from Celsius to Fahrenheit"
    std::string back;  // SQL that undoes it, with {} for the column
};
/// A constant ratio of quantiles near a known factor (or the two temperature scales), with the same
/// shape after rescaling; nothing when the values did not move, or moved otherwise.
std::optional<UnitChange> unit_change(const Outline& before, const Outline& now);

/// "unit-changed", where `when` says against what: "the table before", "the earlier half".
void find_unit_change(const Outline& before, const Outline& now, const std::string& when,
                      Issues& issues);

/// Types that are compared with one another.
enum class Family : std::uint8_t { Number, Text, Time };
Family family_of(engine::Type type);

/// "column-lost", "column-new", "column-renamed", "type-changed".
void find_schema_changes(const std::vector<Outline>& before, const std::vector<Outline>& now,
                         Issues& issues);

}  // namespace assay::data
