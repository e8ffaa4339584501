#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/engine.hpp"

namespace assay::validate {

/// How a column becomes a few levels.
struct LevelRule {
    std::size_t most;          // values that are levels of their own, the most frequent first
    std::size_t parts;         // quantile ranges of a number or time with more values than most
    bool gather = false;       // the other values share the level "other"; else they have none
    bool unseen = false;       // values that no row has are levels too
    double missing_share = 0;  // missing is a level above this share
};

struct Level {
    enum class Kind : std::uint8_t { Value, Range, Missing, Other };
    Kind kind;
    std::string text;  // "AA", "[3, 7)", "missing", "other"
};

struct Levels {
    std::vector<std::int16_t> level;  // one entry a row; -1 has none
    std::vector<Level> levels;
};

/// Levels of `column` for the given rows of its table.
Levels levels_of(const engine::Column& column, std::span<const std::int32_t> rows,
                 const LevelRule& rule);

/// The levels that make groups: values, quartiles of numbers, and "other".
Levels group_levels(const engine::Column& column, std::span<const std::int32_t> rows);

/// Whether a group has enough rows to say anything: 30 rows, 10 positives and 10 negatives.
bool enough_rows(std::int64_t rows, std::int64_t positives);

}  // namespace assay::validate
