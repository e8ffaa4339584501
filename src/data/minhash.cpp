#include "data/minhash.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <string>

#include "base/digest.hpp"

namespace assay::data {
namespace {

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
}

std::vector<std::uint64_t> words(std::string_view text) {
    std::vector<std::uint64_t> out;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) {
            out.push_back(fast_hash(word));
            word.clear();
        }
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0) {
            word.push_back(static_cast<char>(std::tolower(byte)));
        } else {
            end_word();
        }
    }
    end_word();
    return out;
}

}  // namespace

Signature minhash(std::span<const std::uint64_t> items) {
    Signature out;
    out.fill(std::numeric_limits<std::uint32_t>::max());
    for (const auto item : items) {
        // Two independent hashes make all others (Kirsch & Mitzenmacher 2006).
        const auto first = mixed(item);
        const auto second = mixed(item ^ 0x9E3779B97F4A7C15ULL) | 1U;
        auto hash = first;
        for (auto& lowest : out) {
            lowest = std::min(lowest, static_cast<std::uint32_t>(hash >> 32U));
            hash += second;
        }
    }
    return out;
}

double overlap(const Signature& a, const Signature& b) {
    std::size_t equal = 0;
    for (std::size_t at = 0; at < kSignature; ++at) {
        equal += a[at] == b[at] ? 1 : 0;
    }
    return static_cast<double>(equal) / kSignature;
}

std::vector<std::uint64_t> shingles(std::string_view text, std::size_t length) {
    const auto hashes = words(text);
    const std::size_t taken = std::min(length, hashes.size());
    std::vector<std::uint64_t> out;
    for (std::size_t first = 0; taken > 0 && first + taken <= hashes.size(); ++first) {
        std::uint64_t sum = 0;
        for (std::size_t at = first; at < first + taken; ++at) {
            sum = mixed(sum * 31 + hashes[at]);
        }
        out.push_back(sum);
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

}  // namespace assay::data
