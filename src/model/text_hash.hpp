#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Words and n-grams of a text as hashed buckets (Weinberger et al. 2009): no vocabulary to keep,
// and a text scores the same in any process. ASCII letters are folded to lower case; bytes beyond
// ASCII count as letters, so that UTF-8 words of any script stay whole.

namespace assay::model {

/// Buckets of words and word pairs; those of character runs follow them.
inline constexpr std::uint32_t kWordBuckets = 1U << 18U;
inline constexpr std::uint32_t kGramBuckets = 2 * kWordBuckets;

/// Buckets of the words (runs of letters and digits, each between two spaces), in order, repeats
/// kept: XXH3-64 with seed 1, modulo kWordBuckets.
void word_buckets(std::string_view text, std::vector<std::uint32_t>& out);

/// Buckets of the first 200 words and pairs of neighbouring words (seed 1), then of runs of 3 and 4
/// characters (code points) within the first 40 runs between white space, each between two spaces
/// (seed 2, behind the word buckets). Bounded, so that long texts cannot take all memory: words
/// carry them, short texts gain from the characters.
void gram_buckets(std::string_view text, std::vector<std::uint32_t>& out);

}  // namespace assay::model
