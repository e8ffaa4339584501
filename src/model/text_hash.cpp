#include "model/text_hash.hpp"

#include <algorithm>

#include "base/digest.hpp"

namespace assay::model {
namespace {

constexpr std::uint64_t kWordSeed = 1;
constexpr std::uint64_t kCharacterSeed = 2;
constexpr std::size_t kMostWords = 200;
constexpr std::size_t kMostCharacterWords = 40;

std::uint32_t word_bucket(std::string_view gram) {
    return static_cast<std::uint32_t>(fast_hash(gram, kWordSeed) % kWordBuckets);
}

bool is_letter(unsigned char byte) {
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

bool is_visible(unsigned char byte) {
    return byte != ' ' && (byte < '\t' || byte > '\r');
}

char folded(unsigned char byte) {
    return static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

/// The first runs of bytes that belong to words, folded, each between two spaces.
template <class Belongs>
std::vector<std::string> padded_runs(std::string_view text, Belongs belongs, std::size_t most) {
    std::vector<std::string> runs;
    bool inside = false;
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        const bool part = belongs(byte);
        if (part && !inside) {
            if (runs.size() == most) {
                return runs;
            }
            runs.emplace_back(" ");
        }
        if (part) {
            runs.back().push_back(folded(byte));
        } else if (inside) {
            runs.back().push_back(' ');
        }
        inside = part;
    }
    if (inside) {
        runs.back().push_back(' ');
    }
    return runs;
}

/// Where each code point of the word starts, and its end.
std::vector<std::size_t> code_points(std::string_view word) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if ((static_cast<unsigned char>(word[i]) & 0xC0U) != 0x80U) {
            starts.push_back(i);
        }
    }
    starts.push_back(word.size());
    return starts;
}

void character_buckets(std::string_view word, std::vector<std::uint32_t>& out) {
    constexpr std::size_t kShortest = 3;
    constexpr std::size_t kLongest = 4;
    const auto starts = code_points(word);
    for (std::size_t length = kShortest; length <= kLongest; ++length) {
        for (std::size_t i = 0; i + length < starts.size(); ++i) {
            const auto gram = word.substr(starts[i], starts[i + length] - starts[i]);
            out.push_back(kWordBuckets +
                          static_cast<std::uint32_t>(fast_hash(gram, kCharacterSeed) %
                                                     (kGramBuckets - kWordBuckets)));
        }
    }
}

}  // namespace

void word_buckets(std::string_view text, std::vector<std::uint32_t>& out) {
    out.clear();
    for (const std::string& word : padded_runs(text, is_letter, SIZE_MAX)) {
        out.push_back(word_bucket(word));
    }
}

void gram_buckets(std::string_view text, std::vector<std::uint32_t>& out) {
    out.clear();
    const auto words = padded_runs(text, is_letter, kMostWords);
    for (std::size_t i = 0; i < words.size(); ++i) {
        out.push_back(word_bucket(words[i]));
        if (i > 0) {
            out.push_back(word_bucket(words[i - 1] + words[i]));
        }
    }
    for (const std::string& run : padded_runs(text, is_visible, kMostCharacterWords)) {
        character_buckets(run, out);
    }
}

}  // namespace assay::model
