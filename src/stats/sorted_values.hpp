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

/// Keys by their bits from `from` on, rising and stable: the bits below are carried along. The keys
/// differ in no bits beside those of `different`. One buffer as large as they are.
void sort_bits(std::vector<std::uint64_t>& keys, std::uint64_t different, unsigned from);

/// Bits that a radix sort looks at: three digits, below the first bit in which keys differ, tell
/// nearly all keys apart.
inline constexpr unsigned kRadixBits = 33;

/// Sorts keys, rising, with one buffer as large as they are.
void sort_keys(std::vector<std::uint64_t>& keys);

/// The numbers, rising; NaN is not allowed, infinities are.
std::vector<double> sorted_values(std::vector<double> values);

}  // namespace assay::stats
