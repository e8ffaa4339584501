#include "data/near_texts.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/random.hpp"
#include "data/minhash.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kMostTexts = 100'000;
constexpr std::size_t kShingle = 3;
constexpr std::size_t kBandRows = 4;  // 32 bands of 4: a pair at 0.7 is a candidate in 99.98 %
constexpr double kNear = 0.7;

/// Levels in use, at most kMostTexts of them, drawn without replacement, in rising order.
std::vector<std::int32_t> sampled_levels(const Distribution& values, std::uint64_t seed) {
    std::vector<std::int32_t> out;
    for (std::size_t code = 0; code < values.level_rows.size(); ++code) {
        if (values.level_rows[code] > 0) {
            out.push_back(static_cast<std::int32_t>(code));
        }
    }
    if (out.size() > kMostTexts) {
        Random random(seed, "near texts");
        random.shuffle(out);
        out.resize(kMostTexts);
        std::ranges::sort(out);
    }
    return out;
}

/// Sets that grow together (union by path halving).
class Unions {
  public:
    explicit Unions(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t root(std::size_t item) {
        while (parent_[item] != item) {
            parent_[item] = parent_[parent_[item]];
            item = parent_[item];
        }
        return item;
    }
    void join(std::size_t a, std::size_t b) {
        const auto first = root(a);
        const auto second = root(b);
        parent_[std::max(first, second)] = std::min(first, second);
    }

  private:
    std::vector<std::size_t> parent_;
};

// In each bucket of a band every text is held against the first one: buckets that a template fills
// then cost no more than their size.
void join_band(const std::vector<Signature>& signatures, std::size_t band, Unions& near) {
    std::unordered_map<std::uint64_t, std::size_t> first;
    first.reserve(signatures.size());
    for (std::size_t text = 0; text < signatures.size(); ++text) {
        std::uint64_t key = band;
        for (std::size_t at = band * kBandRows; at < (band + 1) * kBandRows; ++at) {
            key = (key ^ signatures[text][at]) * 0x9E3779B97F4A7C15ULL;
            key ^= key >> 29U;
        }
        const auto [place, is_new] = first.try_emplace(key, text);
        if (!is_new && near.root(place->second) != near.root(text) &&
            overlap(signatures[place->second], signatures[text]) >= kNear) {
            near.join(place->second, text);
        }
    }
}

}  // namespace

bool is_prose(const engine::Column& column, const Distribution& values) {
    constexpr double kLongerThanNames = 30;
    if (is_ordered(column) || values.distinct < 2) {
        return false;
    }
    const auto prose = prose_of(column, values);
    return prose.has_spaces && prose.mean_length >= kLongerThanNames;
}

NearTexts near_texts(const engine::Column& column, const Distribution& values, std::uint64_t seed) {
    NearTexts out;
    out.group.assign(column.levels.size(), -1);
    const auto levels = sampled_levels(values, seed);
    out.sampled = static_cast<std::int64_t>(levels.size()) < values.distinct;
    std::vector<Signature> signatures;
    std::vector<std::int32_t> of;
    for (const auto level : levels) {
        const auto parts = shingles(column.levels[static_cast<std::size_t>(level)], kShingle);
        if (parts.size() >= 2) {
            signatures.push_back(minhash(parts));
            of.push_back(level);
        }
    }
    Unions near(signatures.size());
    for (std::size_t band = 0; band < kSignature / kBandRows; ++band) {
        join_band(signatures, band, near);
    }
    std::vector<std::int32_t> size(signatures.size(), 0);
    for (std::size_t text = 0; text < signatures.size(); ++text) {
        ++size[near.root(text)];
    }
    std::vector<std::int32_t> name(signatures.size(), -1);
    for (std::size_t text = 0; text < signatures.size(); ++text) {
        const auto root = near.root(text);
        if (size[root] > 1) {
            name[root] = name[root] < 0 ? out.groups++ : name[root];
            out.group[static_cast<std::size_t>(of[text])] = name[root];
        }
    }
    return out;
}

}  // namespace assay::data
