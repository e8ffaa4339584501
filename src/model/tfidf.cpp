#include "model/tfidf.hpp"

#include <algorithm>
#include <cmath>

#include "model/text_hash.hpp"

namespace assay::model {

bool Tfidf::is_word(std::size_t gram) const {
    return buckets_[gram] < kWordBuckets;
}

Tfidf Tfidf::fit(const Feature& feature, RowIndices rows) {
    std::vector<std::int32_t> texts_with(kGramBuckets, 0);
    std::vector<std::uint32_t> grams;
    double texts = 0;
    for (const std::int32_t row : rows) {
        const std::int32_t code = feature.codes[at(row)];
        if (code < 0) {
            continue;
        }
        texts += 1;
        gram_buckets(feature.levels[at(code)], grams);
        std::sort(grams.begin(), grams.end());
        grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
        for (const std::uint32_t gram : grams) {
            ++texts_with[gram];
        }
    }
    Tfidf out;
    out.gram_of_.assign(kGramBuckets, -1);
    for (std::uint32_t bucket = 0; bucket < kGramBuckets; ++bucket) {
        if (texts_with[bucket] >= 2) {
            out.gram_of_[bucket] = static_cast<std::int32_t>(out.buckets_.size());
            out.buckets_.push_back(bucket);
            out.rarity_.push_back(
                static_cast<float>(1 + std::log((1 + texts) / (1.0 + texts_with[bucket]))));
        }
    }
    return out;
}

std::vector<Tfidf::Weight> Tfidf::weigh(std::string_view text) const {
    std::vector<std::uint32_t> grams;
    gram_buckets(text, grams);
    std::erase_if(grams, [&](std::uint32_t bucket) { return gram_of_[bucket] < 0; });
    std::sort(grams.begin(), grams.end());
    std::vector<Weight> weights;
    double squares[2] = {0, 0};
    for (std::size_t i = 0; i < grams.size();) {
        const std::size_t first = i;
        while (i < grams.size() && grams[i] == grams[first]) {
            ++i;
        }
        const auto gram = at(gram_of_[grams[first]]);
        const double value =
            (1 + std::log(static_cast<double>(i - first))) * static_cast<double>(rarity_[gram]);
        weights.push_back({.gram = gram, .value = value});
        squares[is_word(gram) ? 0 : 1] += value * value;
    }
    for (Weight& weight : weights) {
        weight.value /= std::sqrt(squares[is_word(weight.gram) ? 0 : 1]);
    }
    return weights;
}

Json Tfidf::describe() const {
    Json out;
    out["buckets"] = buckets_;
    Json rarity = Json::array();
    for (const float each : rarity_) {
        rarity.push_back(to_json(static_cast<double>(each)));
    }
    out["inverse_document_frequency"] = std::move(rarity);
    return out;
}

}  // namespace assay::model
