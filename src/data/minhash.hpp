#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// MinHash (Broder 1997): the share of equal places in two signatures estimates how much two sets
// overlap (Jaccard), with a standard error of at most 0.045.

namespace assay::data {

constexpr std::size_t kSignature = 128;
using Signature = std::array<std::uint32_t, kSignature>;

/// Signature of a set of hashed items; all places at their highest for an empty set.
Signature minhash(std::span<const std::uint64_t> items);

/// Estimated overlap of the two sets, 0 to 1.
double overlap(const Signature& a, const Signature& b);

/// Hashes of all runs of `length` words, case and punctuation aside; of fewer words, one of all.
std::vector<std::uint64_t> shingles(std::string_view text, std::size_t length);

}  // namespace assay::data
