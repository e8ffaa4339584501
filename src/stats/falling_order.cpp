#include "stats/falling_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <utility>

#include "base/result.hpp"

namespace assay::stats {
namespace {

// Three digits of 11 bits, below the first bit in which keys differ, tell nearly all of them apart;
// what they leave together is sorted by comparison. An item is those 33 bits above 31 of the row.
constexpr unsigned kDigitBits = 11;
constexpr unsigned kKeyBits = 3 * kDigitBits;
constexpr unsigned kRowBits = 64 - kKeyBits;
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;
constexpr std::uint64_t kRowMask = (std::uint64_t{1} << kRowBits) - 1;

/// A number that rises as the score falls.
std::uint64_t falling_key(double score) {
    const auto bits = std::bit_cast<std::uint64_t>(score + 0.0);  // -0 becomes 0
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
    return (bits & kSign) != 0 ? bits : ~(bits | kSign);
}

/// Moves the items into the order of the digit at `shift`; stable.
void spread(const std::vector<std::uint64_t>& from, std::vector<std::uint64_t>& to,
            unsigned shift) {
    const auto digit = [&](std::uint64_t item) { return (item >> shift) & (kBuckets - 1); };
    std::array<std::uint32_t, kBuckets> places{};
    for (const std::uint64_t item : from) {
        ++places[digit(item)];
    }
    std::uint32_t start = 0;
    for (std::uint32_t& place : places) {
        start += std::exchange(place, start);
    }
    for (const std::uint64_t item : from) {
        to[places[digit(item)]++] = item;
    }
}

/// Orders neighbours that the digits do not tell apart.
void finish(std::vector<std::uint32_t>& order, const std::vector<std::uint64_t>& items,
            std::span<const double> scores) {
    for (std::size_t first = 0; first < order.size();) {
        bool differ = false;
        std::size_t last = first + 1;
        for (; last < order.size() && items[last] >> kRowBits == items[first] >> kRowBits; ++last) {
            differ = differ || scores[order[last]] != scores[order[first]];
        }
        if (differ) {
            std::sort(&order[first], &order[last - 1] + 1, [&](std::uint32_t a, std::uint32_t b) {
                return scores[a] > scores[b] || (scores[a] == scores[b] && a < b);
            });
        }
        first = last;
    }
}

}  // namespace

std::vector<std::uint32_t> falling_order(std::span<const double> scores) {
    ASSAY_CHECK(scores.size() <= kRowMask);
    std::vector<std::uint64_t> items(scores.size());
    std::uint64_t different = 0;
    for (std::size_t row = 0; row < items.size(); ++row) {
        items[row] = falling_key(scores[row]);
        different |= items[row] ^ items[0];
    }
    const auto width = static_cast<unsigned>(std::bit_width(different));
    const unsigned lowest = width > kKeyBits ? width - kKeyBits : 0;
    for (std::size_t row = 0; row < items.size(); ++row) {
        // What is above the differing bits is shifted out.
        items[row] = ((items[row] >> lowest) << kRowBits) | row;
    }
    std::vector<std::uint64_t> other(items.size());
    for (unsigned shift = kRowBits; shift < kRowBits + width - lowest; shift += kDigitBits) {
        spread(items, other, shift);
        items.swap(other);
    }
    std::vector<std::uint32_t> order(items.size());
    std::ranges::transform(items, order.begin(), [](std::uint64_t item) {
        return static_cast<std::uint32_t>(item & kRowMask);
    });
    if (lowest > 0) {
        finish(order, items, scores);
    }
    return order;
}

}  // namespace assay::stats
