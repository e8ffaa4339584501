#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "model/model.hpp"

// What all three kinds of model ask of the columns: the rows that training may look at, the levels
// it saw, the hour and weekday of a time, and whether a column can teach anything at all.

namespace assay::model {

using RowIndices = std::span<const std::int32_t>;

/// Everything that fit() was given, checked.
struct Sample {
    const Features& features;
    std::span<const std::uint8_t> labels;
    std::span<const double> weights;
    RowIndices train;
    RowIndices stop;

    double weight(std::size_t row) const { return weights.empty() ? 1.0 : weights[row]; }
};

inline std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

inline constexpr std::int32_t kHours = 24;
inline constexpr std::int32_t kWeekdays = 7;
/// Hour of the day (UTC), 0 to 23; -1 when missing.
std::int32_t hour_of(std::int64_t time);
/// Day of the week (UTC), Monday = 0; -1 when missing.
std::int32_t weekday_of(std::int64_t time);

/// How many words a text has: runs of bytes between white space, so that a date is one word.
std::size_t word_count(std::string_view text);

/// The levels of a category that training saw at least `fewest` times, most frequent first (ties by
/// name), at most `most` of them. A level's code is its rank here, so codes depend on the training
/// rows alone.
class LevelTable {
  public:
    static LevelTable fit(const Feature& feature, RowIndices rows, std::int32_t fewest = 1,
                          std::size_t most = SIZE_MAX);

    std::span<const std::string> levels() const { return levels_; }
    std::size_t size() const { return levels_.size(); }
    /// For each level of a feature its code, or `unseen`.
    std::vector<std::int32_t> translate(std::span<const std::string> levels,
                                        std::int32_t unseen) const;

  private:
    std::vector<std::string> levels_;
};

/// True when two of the rows differ.
bool varies(const Feature& feature, RowIndices rows);

/// Fails with InvalidInput when spans, codes or row indices do not fit together.
Result<> check_features(const Features& features, RowIndices rows);

std::string_view kind_name(FeatureKind kind);

}  // namespace assay::model
