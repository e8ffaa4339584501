#include "cli/page.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace assay::cli {

namespace {

constexpr char kEscape = '\x1b';

struct Character {
    std::uint32_t point;
    std::size_t bytes;
};

/// The character at `at`; a byte that starts none is taken for one of its own.
Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size()
                   ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]))
                   : 0U;
    };
    const auto follow = [&](std::size_t i) { return byte(i) & 0x3FU; };
    const std::uint32_t first = byte(0);
    if (first >= 0xF0U && at + 3 < text.size()) {
        return {((first & 0x07U) << 18U) | (follow(1) << 12U) | (follow(2) << 6U) | follow(3), 4};
    }
    if (first >= 0xE0U && at + 2 < text.size()) {
        return {((first & 0x0FU) << 12U) | (follow(1) << 6U) | follow(2), 3};
    }
    if (first >= 0xC0U && at + 1 < text.size()) {
        return {((first & 0x1FU) << 6U) | follow(1), 2};
    }
    return {first, 1};
}

struct Span {
    std::uint32_t first, last;
};

bool within(std::uint32_t point, const auto& spans) {
    for (const auto& [first, last] : spans) {
        if (point >= first && point <= last) {
            return true;
        }
    }
    return false;
}

/// Unicode TR 11, the blocks that matter: CJK, Hangul, full-width forms, emoji.
int columns_of(std::uint32_t point) {
    constexpr std::array kNone{Span{0x300, 0x36F}, Span{0x200B, 0x200F}, Span{0x20D0, 0x20FF},
                               Span{0xFE00, 0xFE0F}};
    constexpr std::array kTwo{Span{0x1100, 0x115F},  Span{0x2E80, 0xA4CF},   Span{0xAC00, 0xD7A3},
                              Span{0xF900, 0xFAFF},  Span{0xFE30, 0xFE6F},   Span{0xFF00, 0xFF60},
                              Span{0xFFE0, 0xFFE6},  Span{0x1F300, 0x1F64F}, Span{0x1F900, 0x1F9FF},
                              Span{0x20000, 0x3FFFD}};
    if (within(point, kNone)) {
        return 0;
    }
    return within(point, kTwo) ? 2 : 1;
}

/// Past an escape sequence "ESC [ … letter" that starts at `at`.
std::size_t after_escape(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] != 'm') {
        ++at;
    }
    return at + 1;
}

struct Replacement {
    std::string_view from, to;
};
constexpr std::array kAscii{
    Replacement{"\u2212", "-"},   Replacement{"\u2013", "-"},  Replacement{"\u2014", "-"},
    Replacement{"\u2026", "..."}, Replacement{"\u2018", "'"},  Replacement{"\u2019", "'"},
    Replacement{"\u201C", "\""},  Replacement{"\u201D", "\""}, Replacement{"\u00D7", "x"},
    Replacement{"\u00B1", "+/-"}, Replacement{"\u2265", ">="}, Replacement{"\u2264", "<="},
    Replacement{"\u00A0", " "},   Replacement{"\u2192", "->"}, Replacement{"\u2500", "-"},
    Replacement{"\u2501", "="},   Replacement{"\u2502", "|"},  Replacement{"\u25CF", "o"},
    Replacement{"\u25CB", "o"},   Replacement{"\u25B2", "!"},  Replacement{"\u25A0", "#"},
    Replacement{"\u25C6", "*"},   Replacement{"\u2715", "x"},  Replacement{"\u00B7", "-"},
    Replacement{"\u25B8", ">"},   Replacement{"\u2588", "#"},  Replacement{"\u2591", "."},
    Replacement{"\u2581", "_"},   Replacement{"\u2582", "_"},  Replacement{"\u2583", "."},
    Replacement{"\u2584", "-"},   Replacement{"\u2585", "-"},  Replacement{"\u2586", "="},
    Replacement{"\u2587", "#"},   Replacement{"\u250A", ":"},
};

/// Where the word that starts at `at` ends. A number stays with its "%" and its "in 100".
std::size_t word_end(std::string_view text, std::size_t at) {
    auto end = std::min(text.find_first_of(" \n", at), text.size());
    while (end < text.size() && text[end] == ' ') {
        const auto next = text.substr(end + 1);
        if (!next.starts_with('%') && !next.starts_with("in 100")) {
            break;
        }
        const auto behind = next.starts_with('%') ? end + 1 : end + 4;
        end = std::min(text.find_first_of(" \n", behind), text.size());
    }
    return end;
}

/// Past the sentence that starts at `at`: its end mark, a closing quote or bracket, and a space,
/// with no small letter next, which would make the mark an abbreviation's.
std::size_t after_sentence(std::string_view text, std::size_t at) {
    for (auto mark = text.find_first_of(".?!", at); mark != std::string_view::npos;
         mark = text.find_first_of(".?!", mark + 1)) {
        const auto next = std::min(text.find_first_not_of("\")", mark + 1), text.size());
        if (next == text.size()) {
            break;
        }
        const char begins = next + 1 < text.size() ? text[next + 1] : ' ';
        if (text[next] == ' ' && (begins < 'a' || begins > 'z')) {
            return next + 1;
        }
    }
    return text.size();
}

}  // namespace

int columns(std::string_view text) {
    int total = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == kEscape) {
            at = after_escape(text, at);
            continue;
        }
        const auto [point, bytes] = character_at(text, at);
        total += columns_of(point);
        at += bytes;
    }
    return total;
}

std::vector<std::string> wrapped(std::string_view text, int width) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = word_end(text, at);
        const auto word = text.substr(at, end - at);
        const bool fits = line.empty() || columns(line) + 1 + columns(word) <= width;
        if (!fits) {
            lines.push_back(line);
            line.clear();
        }
        if (!word.empty()) {
            line += (line.empty() ? "" : " ") + std::string(word);
        }
        if (end < text.size() && text[end] == '\n') {
            lines.push_back(line);
            line.clear();
        }
        at = end + 1;
    }
    if (!line.empty()) {
        lines.push_back(line);
    }
    return lines;
}

std::string shortened(std::string_view text, int width, int most) {
    auto end = after_sentence(text, 0);
    while (end < text.size()) {
        const auto longer = after_sentence(text, end);
        if (wrapped(text.substr(0, longer), width).size() > static_cast<std::size_t>(most)) {
            break;
        }
        end = longer;
    }
    const auto last = text.substr(0, end).find_last_not_of(' ');
    return last == std::string_view::npos ? std::string() : std::string(text.substr(0, last + 1));
}

std::string fitted(std::string_view text, int width) {
    if (columns(text) <= width) {
        return std::string(text);
    }
    std::string out;
    int used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [point, bytes] = character_at(text, at);
        used += columns_of(point);
        if (used > width - 1) {
            break;
        }
        out += text.substr(at, bytes);
        at += bytes;
    }
    return out + "\u2026";
}

std::string left(std::string_view text, int width) {
    return std::string(text) +
           std::string(static_cast<std::size_t>(std::max(0, width - columns(text))), ' ');
}

std::string right(std::string_view text, int width) {
    return std::string(static_cast<std::size_t>(std::max(0, width - columns(text))), ' ') +
           std::string(text);
}

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto [point, bytes] = character_at(text, at);
        const bool layout = point == '\n' || point == '\t';
        const bool control = point < 0x20U || (point >= 0x7FU && point < 0xA0U);
        out += control && !layout ? std::string_view("?") : text.substr(at, bytes);
        at += bytes;
    }
    return out;
}

std::string ascii(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        bool replaced = false;
        for (const auto& [from, to] : kAscii) {
            if (text.starts_with(from)) {
                out += to;
                text.remove_prefix(from.size());
                replaced = true;
                break;
            }
        }
        if (!replaced) {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string Page::paint(Tone tone, std::string_view text) const {
    if (!terminal_.colour || tone == Tone::Plain || text.empty()) {
        return std::string(text);
    }
    constexpr std::array<std::string_view, 6> kCodes{"", "1", "2", "1;32", "1;33", "1;31"};
    return std::string("\x1b[") + std::string(kCodes[static_cast<std::size_t>(tone)]) + "m" +
           std::string(text) + "\x1b[0m";
}

void Page::line(std::string_view text) {
    const auto end = text.find_last_not_of(' ');
    out_ += end == std::string_view::npos ? std::string_view{} : text.substr(0, end + 1);
    out_ += '\n';
}

void Page::heading(std::string_view text, std::string_view note) {
    line();
    const std::string title = paint(Tone::Strong, text);
    constexpr int kIndent = 2;
    const bool beside = columns(text) + kIndent + columns(note) <= width();
    line(note.empty() || !beside ? title : title + "  " + paint(Tone::Faint, note));
    if (!beside) {
        paragraph(note, kIndent, Tone::Faint);
    }
}

void Page::paragraph(std::string_view text, int indent, Tone tone) {
    for (const auto& each : wrapped(text, width() - indent)) {
        line(std::string(static_cast<std::size_t>(indent), ' ') + paint(tone, each));
    }
}

void Page::item(std::string_view mark, std::string_view text, int most) {
    const int indent = columns(mark) + 3;
    const int room = width() - indent;
    std::string before = "  " + std::string(mark) + " ";
    for (const auto& each : wrapped(shortened(text, room, most), room)) {
        line(before + each);
        before.assign(static_cast<std::size_t>(indent), ' ');
    }
}

std::string Page::text() const {
    return terminal_.utf8 ? out_ : ascii(out_);
}

}  // namespace assay::cli
