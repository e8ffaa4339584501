#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/engine.hpp"

// One column of two tables, brought to one scale: numbers, days, lengths of texts, or shared
// levels.

namespace assay::data {

enum class Measure : std::uint8_t { None, Numbers, Times, Lengths, Levels };

struct PairedSide {
    std::span<const double> numbers;      // NaN = missing
    std::span<const std::int32_t> codes;  // into PairedColumn::levels
    std::vector<double> own_numbers;      // what the spans look at, where it is not the table
    std::vector<std::int32_t> own_codes;

    std::size_t rows() const { return numbers.empty() ? codes.size() : numbers.size(); }
};

/// The tables must outlive it.
struct PairedColumn {
    std::string name;
    engine::Type type = engine::Type::Real;  // of the reference
    Measure measure = Measure::None;
    std::string why_not;              // where the measure is None
    std::string unit;                 // "days", "characters", or empty
    PairedSide reference, current;    // levels: codes; else: numbers
    std::vector<std::string> levels;  // of either table

    PairedColumn() = default;
    PairedColumn(PairedColumn&&) = default;
    PairedColumn& operator=(PairedColumn&&) = default;
    PairedColumn(const PairedColumn&) = delete;
    PairedColumn& operator=(const PairedColumn&) = delete;
};

bool all_missing(const engine::Column& column);

/// True when values of the two types can be held against each other: whole and other numbers, dates
/// and moments, and equal types.
bool comparable(engine::Type a, engine::Type b);

/// Columns of comparable types, or of which one is wholly missing.
PairedColumn pair_columns(const engine::Column& reference, const engine::Column& current);

/// Texts of two columns in one list of levels, current codes rewritten.
struct SharedLevels {
    std::vector<std::string> levels;
    std::vector<std::int32_t> current;  // codes
};
SharedLevels share_levels(const engine::Column& reference, const engine::Column& current);

}  // namespace assay::data
