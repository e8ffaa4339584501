#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/features.hpp"

// Weights of hashed n-grams in a text: (1 + log count) x (1 + log((1 + texts) / (1 + texts with
// it))), words and characters each scaled to length 1 (Salton & Buckley 1988). Grams of a single
// training text are dropped: they cannot be told from chance, and are more than half of all.

namespace assay::model {

class Tfidf {
  public:
    static Tfidf fit(const Feature& feature, RowIndices rows);

    std::size_t size() const { return buckets_.size(); }
    std::uint32_t bucket(std::size_t gram) const { return buckets_[gram]; }
    struct Weight {
        std::size_t gram;
        double value;
    };
    /// The weights of a text's grams, ascending by gram.
    std::vector<Weight> weigh(std::string_view text) const;
    Json describe() const;

  private:
    bool is_word(std::size_t gram) const;

    std::vector<std::uint32_t> buckets_;  // ascending
    std::vector<float> rarity_;           // inverse document frequency of each
    std::vector<std::int32_t> gram_of_;   // by bucket; -1 = dropped
};

}  // namespace assay::model
