#pragma once

#include <bit>
#include <cstdint>
#include <vector>

// Sorting of many numbers by their bits: a radix sort of the 33 bits below the first one in which
// they differ (Knuth 1998, 5.2.5), the rest by comparison. Digits that all share are skipped, which
// makes whole numbers cheap; a comparison sort takes several times as long on a million values.

namespace assay::stats {

inline constexpr std::uint64_t kSignBit = 1ULL << 63U;

/// Bits that sort as the numbers do: negatives are flipped whole, positives get the sign bit. Minus
/// zero becomes zero, so that the two are one value. Not for NaN.
inline std::uint64_t key_of(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
    return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}
inline double number_of(std::uint64_t key) {
    return std::bit_cast<double>((key & kSignBit) != 0 ? key ^ kSignBit : ~key);
}

/// Sorts keys, rising, with one buffer as large as they are.
void sort_keys(std::vector<std::uint64_t>& keys);

/// The numbers, rising; NaN is not allowed, infinities are.
std::vector<double> sorted_values(std::vector<double> values);

}  // namespace assay::stats
