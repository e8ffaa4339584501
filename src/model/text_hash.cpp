#include "model/text_hash.hpp"

#include "base/digest.hpp"

namespace assay::model {
namespace {

constexpr std::uint64_t kWordSeed = 1;
constexpr std::uint64_t kCharacterSeed = 2;

std::uint32_t bucket(std::string_view gram, std::uint64_t seed) {
    return static_cast<std::uint32_t>(fast_hash(gram, seed) % kTextBuckets);
}

bool is_word_byte(unsigned char byte) {
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

char folded(unsigned char byte) {
    return static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
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
    constexpr std::size_t kLongest = 5;
    const auto starts = code_points(word);
    for (std::size_t length = kShortest; length <= kLongest; ++length) {
        for (std::size_t i = 0; i + length < starts.size(); ++i) {
            out.push_back(
                bucket(word.substr(starts[i], starts[i + length] - starts[i]), kCharacterSeed));
        }
    }
}

}  // namespace

std::vector<std::string> padded_words(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (is_word_byte(byte)) {
            if (!inside) {
                words.emplace_back(" ");
            }
            words.back().push_back(folded(byte));
        } else if (inside) {
            words.back().push_back(' ');
        }
        inside = is_word_byte(byte);
    }
    if (inside) {
        words.back().push_back(' ');
    }
    return words;
}

void word_buckets(std::string_view text, std::vector<std::uint32_t>& out) {
    out.clear();
    for (const std::string& word : padded_words(text)) {
        out.push_back(bucket(word, kWordSeed));
    }
}

void gram_buckets(std::string_view text, std::vector<std::uint32_t>& out) {
    out.clear();
    const auto words = padded_words(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        out.push_back(bucket(words[i], kWordSeed));
        if (i > 0) {
            out.push_back(bucket(words[i - 1] + words[i], kWordSeed));
        }
        character_buckets(words[i], out);
    }
}

}  // namespace assay::model
