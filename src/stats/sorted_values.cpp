#include "stats/sorted_values.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::stats {
namespace {

constexpr unsigned kDigitBits = 11;
constexpr unsigned kDigits = 6;
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

std::size_t digit(std::uint64_t key, unsigned place) {
    return static_cast<std::size_t>(key >> (place * kDigitBits)) & (kBuckets - 1);
}

}  // namespace

void sort_keys(std::vector<std::uint64_t>& keys) {
    constexpr std::size_t kSmall = 2048;
    if (keys.size() < kSmall) {
        std::ranges::sort(keys);
        return;
    }
    std::vector<std::array<std::size_t, kBuckets>> counts(kDigits);
    for (const auto key : keys) {
        for (unsigned place = 0; place < kDigits; ++place) {
            ++counts[place][digit(key, place)];
        }
    }
    std::vector<std::uint64_t> other(keys.size());
    for (unsigned place = 0; place < kDigits; ++place) {
        auto& starts = counts[place];
        if (starts[digit(keys[0], place)] == keys.size()) {
            continue;
        }
        std::size_t sum = 0;
        for (auto& start : starts) {
            sum += std::exchange(start, sum);
        }
        for (const auto key : keys) {
            other[starts[digit(key, place)]++] = key;
        }
        keys.swap(other);
    }
}

std::vector<double> sorted_values(std::vector<double> values) {
    std::vector<std::uint64_t> keys(values.size());
    std::ranges::transform(values, keys.begin(), key_of);
    sort_keys(keys);
    std::ranges::transform(keys, values.begin(), number_of);
    return values;
}

}  // namespace assay::stats
