#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/features.hpp"

// Texts for trees: how many words, and how often each of the few hundred hashed words occurs that
// tell most about the outcome by a chi-squared test on the training rows.

namespace assay::model {

class WordCounts {
  public:
    static WordCounts fit(const Feature& feature, std::span<const std::uint8_t> labels,
                          RowIndices rows);

    std::size_t size() const { return buckets_.size(); }
    std::uint32_t bucket(std::size_t column) const { return buckets_[column]; }
    /// Number of words, then the count of each bucket; `out` has size() + 1 numbers.
    void write(std::string_view text, std::span<float> out) const;
    Json describe() const;

  private:
    std::vector<std::uint32_t> buckets_;  // ascending
};

}  // namespace assay::model
