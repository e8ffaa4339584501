#pragma once

#include <cstdint>
#include <vector>

#include "base/json.hpp"
#include "model/features.hpp"

// One column cut into a few bins: the levels of a category, up to 20 quantile bins of a number or
// of a text's number of words, the hours or the weekdays of a time. Bin 0 is for missing values and
// unseen levels.

namespace assay::model {

enum class BinBy : std::uint8_t { Level, Value, Words, Hour, Weekday };

class Bins {
  public:
    static Bins fit(const Feature& feature, BinBy by, RowIndices rows);

    BinBy by() const { return by_; }
    std::size_t count() const;
    /// The bin of each row.
    std::vector<std::int32_t> of(const Feature& feature, RowIndices rows) const;
    /// How to find a value's bin.
    Json describe() const;

  private:
    std::vector<std::int32_t> by_level(const Feature& feature, RowIndices rows) const;
    std::vector<std::int32_t> by_edge(const Feature& feature, RowIndices rows) const;
    BinBy by_ = BinBy::Value;
    LevelTable levels_;
    std::vector<double> edges_;  // bin b > 0 holds edges[b - 2] <= value < edges[b - 1]
};

/// The ways to bin a column of this kind.
std::vector<BinBy> ways_to_bin(FeatureKind kind);

}  // namespace assay::model
