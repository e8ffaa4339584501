#include "stats/sorted_values.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::stats {
namespace {

constexpr unsigned kDigitBits = kRadixBits / 3;
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

/// Moves the keys into the order of the digit at `shift`; stable.
void spread(const std::vector<std::uint64_t>& from, std::vector<std::uint64_t>& to,
            unsigned shift) {
    const auto digit = [&](std::uint64_t key) {
        return static_cast<std::size_t>(key >> shift) & (kBuckets - 1);
    };
    std::array<std::size_t, kBuckets> places{};
    for (const auto key : from) {
        ++places[digit(key)];
    }
    std::size_t start = 0;
    for (auto& place : places) {
        start += std::exchange(place, start);
    }
    for (const auto key : from) {
        to[places[digit(key)]++] = key;
    }
}

/// Sorts by comparison the neighbours that are equal above `lowest`.
void finish(std::vector<std::uint64_t>& keys, unsigned lowest) {
    for (std::size_t first = 0; first < keys.size();) {
        std::size_t end = first + 1;
        while (end < keys.size() && keys[end] >> lowest == keys[first] >> lowest) {
            ++end;
        }
        if (end - first > 1) {
            std::sort(keys.begin() + static_cast<std::ptrdiff_t>(first),
                      keys.begin() + static_cast<std::ptrdiff_t>(end));
        }
        first = end;
    }
}

}  // namespace

void sort_bits(std::vector<std::uint64_t>& keys, std::uint64_t different, unsigned from) {
    const auto width = static_cast<unsigned>(std::bit_width(different));
    std::vector<std::uint64_t> other(keys.size());
    for (unsigned shift = from; shift < width; shift += kDigitBits) {
        if ((different >> shift & (kBuckets - 1)) != 0) {
            spread(keys, other, shift);
            keys.swap(other);
        }
    }
}

void sort_keys(std::vector<std::uint64_t>& keys) {
    constexpr std::size_t kSmall = 2048;
    if (keys.size() < kSmall) {
        std::ranges::sort(keys);
        return;
    }
    std::uint64_t different = 0;
    for (const auto key : keys) {
        different |= key ^ keys[0];
    }
    const auto width = static_cast<unsigned>(std::bit_width(different));
    const unsigned lowest = width > kRadixBits ? width - kRadixBits : 0;
    sort_bits(keys, different, lowest);
    if (lowest > 0) {
        finish(keys, lowest);
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
