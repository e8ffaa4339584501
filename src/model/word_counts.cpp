#include "model/word_counts.hpp"

#include <algorithm>

#include "model/text_hash.hpp"

namespace assay::model {
namespace {

constexpr std::size_t kMostColumns = 200;
constexpr std::int64_t kFewestRows = 5;

struct Presence {
    std::int64_t positives = 0;
    std::int64_t all = 0;
};

/// In how many texts each bucket occurs, and in how many of the positive ones.
std::vector<Presence> count_presence(const Feature& feature, std::span<const std::uint8_t> labels,
                                     RowIndices rows) {
    std::vector<Presence> presence(kWordBuckets);
    std::vector<std::uint32_t> buckets;
    for (const std::int32_t row : rows) {
        const std::int32_t code = feature.codes[at(row)];
        if (code < 0) {
            continue;
        }
        word_buckets(feature.levels[at(code)], buckets);
        std::sort(buckets.begin(), buckets.end());
        buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
        for (const std::uint32_t bucket : buckets) {
            ++presence[bucket].all;
            presence[bucket].positives += labels[at(row)];
        }
    }
    return presence;
}

/// Pearson's chi-squared of a bucket's presence and the outcome.
double chi_squared(const Presence& present, double positives, double rows) {
    const auto all = static_cast<double>(present.all);
    const double expected = all * positives / rows;
    const double off = static_cast<double>(present.positives) - expected;
    const double variance = expected * (1 - positives / rows) * (1 - all / rows);
    return variance > 0 ? off * off / variance : 0;
}

}  // namespace

WordCounts WordCounts::fit(const Feature& feature, std::span<const std::uint8_t> labels,
                           RowIndices rows) {
    const auto presence = count_presence(feature, labels, rows);
    double positives = 0;
    for (const std::int32_t row : rows) {
        positives += labels[at(row)];
    }
    std::vector<std::pair<double, std::uint32_t>> ranked;
    for (std::uint32_t bucket = 0; bucket < kWordBuckets; ++bucket) {
        if (presence[bucket].all >= kFewestRows) {
            const double strength =
                chi_squared(presence[bucket], positives, static_cast<double>(rows.size()));
            ranked.emplace_back(-strength, bucket);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min(ranked.size(), kMostColumns));
    WordCounts counts;
    for (const auto& [strength, bucket] : ranked) {
        counts.buckets_.push_back(bucket);
    }
    std::sort(counts.buckets_.begin(), counts.buckets_.end());
    return counts;
}

void WordCounts::write(std::string_view text, std::span<float> out) const {
    std::vector<std::uint32_t> words;
    word_buckets(text, words);
    std::fill(out.begin(), out.end(), 0.0F);
    out[0] = static_cast<float>(words.size());
    for (const std::uint32_t word : words) {
        const auto found = std::lower_bound(buckets_.begin(), buckets_.end(), word);
        if (found != buckets_.end() && *found == word) {
            out[static_cast<std::size_t>(found - buckets_.begin()) + 1] += 1;
        }
    }
}

Json WordCounts::describe() const {
    return buckets_;
}

}  // namespace assay::model
