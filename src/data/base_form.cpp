#include "data/base_form.hpp"

#include <algorithm>
#include <array>

namespace assay::data {
namespace {

bool is_digit(char32_t letter) {
    return letter >= U'0' && letter <= U'9';
}

bool is_blank(char32_t letter) {
    return letter == U' ' || letter == U'\t' || letter == U'\n' || letter == U'\r' ||
           letter == 0xA0 || letter == 0x200B || letter == 0xFEFF;
}

bool is_punctuation(char32_t letter) {
    static constexpr std::u32string_view kMarks = U"-_.,'\"/\\;:()[]‐‑–—‘’“”";
    return kMarks.find(letter) != std::u32string_view::npos;
}

// Latin-1 letters from U+00C0 on; a dot stands for one that has no plain form.
constexpr std::string_view kLatinOne =
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y";
// Latin Extended-A, from U+0100 on.
constexpr std::string_view kExtended =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllllnnnnnn"
    "...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";

char32_t lower(char32_t letter) {
    const bool ascii = letter >= U'A' && letter <= U'Z';
    const bool latin = letter >= 0xC0 && letter <= 0xDE && letter != 0xD7;
    const bool greek = letter >= 0x391 && letter <= 0x3A9;
    const bool cyrillic = letter >= 0x410 && letter <= 0x42F;
    return ascii || latin || greek || cyrillic ? letter + 0x20 : letter;
}

/// A mark that can be left out without another meaning: not between digits, no minus at an end.
bool can_go(const std::vector<char32_t>& points, std::size_t at) {
    const bool first = at == 0;
    const bool last = at + 1 == points.size();
    if (points[at] == U'-' && (first || last)) {
        return false;
    }
    return first || last || !is_digit(points[at - 1]) || !is_digit(points[at + 1]);
}

}  // namespace

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (length == 1 || first < 0xC0 || at + length > text.size()) {
            out.push_back(first);
            ++at;
            continue;
        }
        char32_t point = first & (0xFFU >> (length + 1));
        for (std::size_t i = 1; i < length; ++i) {
            point = point << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        }
        out.push_back(point);
        at += length;
    }
    return out;
}

char32_t without_accent(char32_t letter) {
    char plain = '.';
    if (letter >= 0xC0 && letter - 0xC0 < kLatinOne.size()) {
        plain = kLatinOne[letter - 0xC0];
    } else if (letter >= 0x100 && letter - 0x100 < kExtended.size()) {
        plain = kExtended[letter - 0x100];
    }
    return plain == '.' ? letter : static_cast<char32_t>(plain);
}

bool is_combining(char32_t letter) {
    return letter >= 0x300 && letter <= 0x36F;
}

std::u32string base_form(std::string_view text) {
    auto points = code_points(text);
    while (!points.empty() && is_blank(points.back())) {
        points.pop_back();
    }
    points.erase(points.begin(), std::ranges::find_if_not(points, is_blank));
    std::u32string out;
    for (std::size_t at = 0; at < points.size(); ++at) {
        const auto letter = points[at];
        const bool gone = is_blank(letter) || is_combining(letter) ||
                          (is_punctuation(letter) && can_go(points, at));
        if (!gone) {
            out.push_back(without_accent(lower(letter)));
        }
    }
    return out;
}

bool one_edit_apart(std::u32string_view a, std::u32string_view b) {
    if (a.size() > b.size()) {
        std::swap(a, b);
    }
    if (b.size() - a.size() > 1 || a == b) {
        return false;
    }
    std::size_t at = 0;
    while (at < a.size() && a[at] == b[at]) {
        ++at;
    }
    const bool digit = is_digit(b[at]) || (at < a.size() && is_digit(a[at]));
    if (digit) {
        return false;
    }
    if (a.size() < b.size()) {
        return a.substr(at) == b.substr(at + 1);
    }
    const bool exchanged = a.substr(at + 1) == b.substr(at + 1);
    const bool swapped = at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
                         !is_digit(a[at + 1]) && a.substr(at + 2) == b.substr(at + 2);
    return exchanged || swapped;
}

}  // namespace assay::data
