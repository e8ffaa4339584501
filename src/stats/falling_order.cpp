#include "stats/falling_order.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "base/result.hpp"
#include "stats/sorted_values.hpp"

namespace assay::stats {
namespace {

// An item is the bits of a key that tell most keys apart, above 31 of the row; what they leave
// together is sorted by comparison.
constexpr unsigned kRowBits = 64 - kRadixBits;
constexpr std::uint64_t kRowMask = (std::uint64_t{1} << kRowBits) - 1;

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
        items[row] = ~key_of(scores[row]);
        different |= items[row] ^ items[0];
    }
    const auto width = static_cast<unsigned>(std::bit_width(different));
    const unsigned lowest = width > kRadixBits ? width - kRadixBits : 0;
    for (std::size_t row = 0; row < items.size(); ++row) {
        // What is above the differing bits is shifted out.
        items[row] = ((items[row] >> lowest) << kRowBits) | row;
    }
    sort_bits(items, different >> lowest << kRowBits, kRowBits);
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
