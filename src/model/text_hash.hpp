#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Words and n-grams of a text as hashed buckets (Weinberger et al. 2009): no vocabulary to keep,
// and a text scores the same in any process. A word is a run of ASCII letters, digits and bytes
// beyond ASCII (so UTF-8 words of any script stay whole); ASCII letters are folded to lower case.

namespace assay::model {

inline constexpr std::uint32_t kTextBuckets = 1U << 18U;

/// The text's words, folded, each between two spaces: " late " " flight ".
std::vector<std::string> padded_words(std::string_view text);

/// Buckets of the words, in order, repeats kept: XXH3-64 with seed 1 of the padded word, modulo the
/// number of buckets.
void word_buckets(std::string_view text, std::vector<std::uint32_t>& out);

/// Buckets of words and pairs of neighbouring words (seed 1), and of runs of 3 to 5 characters
/// (code points) within padded words (seed 2).
void gram_buckets(std::string_view text, std::vector<std::uint32_t>& out);

}  // namespace assay::model
