#include "base/toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/text.hpp"

// The library asserts what it then reports as an error, such as the header `[=]`: the report stays,
// the abort goes, and no optimiser may assume it away. The driver manager brings a copy of its own
// with other settings, whose classes differ: another namespace keeps the linker from mixing them.
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#define TOML_EXCEPTIONS 0
#define toml toml_of_assay
#include <toml++/toml.hpp>

namespace assay {
namespace {

using Kind = TomlNode::Kind;

constexpr std::size_t kMostBytes = 1U << 20U;
// Every dot of a dotted key nests one table more, and toml++ frees nested tables by recursion.
constexpr std::ptrdiff_t kMostDots = 10'000;
constexpr int kMostDepth = 8;

std::string date_text(const toml::date& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

TomlNode scalar(const toml::node& node) {
    if (const auto* text = node.as_string()) {
        return {.kind = Kind::Text, .text = text->get()};
    }
    if (const auto* whole = node.as_integer()) {
        return {
            .kind = Kind::Whole, .whole = whole->get(), .real = static_cast<double>(whole->get())};
    }
    if (const auto* real = node.as_floating_point()) {
        return {.kind = Kind::Real, .real = real->get()};
    }
    if (const auto* flag = node.as_boolean()) {
        return {.kind = Kind::Flag, .flag = flag->get()};
    }
    if (const auto* date = node.as_date()) {
        return {.kind = Kind::Date, .text = date_text(date->get())};
    }
    if (const auto* moment = node.as_date_time()) {
        return {.kind = Kind::Date, .text = date_text(moment->get().date)};
    }
    return {.kind = Kind::Time};
}

TomlNode converted(const toml::node& node, int depth) {
    TomlNode out;
    if (const auto* list = node.as_array()) {
        out.kind = Kind::List;
        for (const auto& each : *list) {
            if (depth < kMostDepth) {
                out.items.push_back(converted(each, depth + 1));
            }
        }
    } else if (const auto* table = node.as_table()) {
        for (const auto& [key, each] : *table) {
            if (depth < kMostDepth) {
                out.items.push_back(converted(each, depth + 1));
                out.items.back().key = std::string(key.str());
                out.items.back().line = static_cast<int>(key.source().begin.line);
            }
        }
        // The library sorts keys by name; people read errors in the order of their file.
        std::ranges::stable_sort(out.items, {}, &TomlNode::line);
    } else {
        out = scalar(node);
    }
    out.line = static_cast<int>(node.source().begin.line);
    return out;
}

bool is_ascii(char byte) {
    return static_cast<unsigned char>(byte) < 0x80U;
}

/// True but for the second and later bytes of a UTF-8 character.
bool starts_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// Moves `at` from a backslash behind what it escapes: a character or, in a text of several lines,
/// the line's end with all space after it. False when a character beyond ASCII follows that space.
bool skip_escape(std::string_view text, bool several_lines, std::size_t& at) {
    const auto next = text.find_first_not_of(" \t\r\n", at + 1);
    const bool continued = several_lines && next > at + 1;
    at = std::min(continued ? next : at + 2, text.size());
    return !continued || at == text.size() || is_ascii(text[at]);
}

/// Moves `at` from a text's first quote behind its last. False, with `at` on the character, where a
/// line continued by a backslash goes on with one beyond ASCII.
bool skip_text(std::string_view text, std::size_t& at) {
    const char quote = text[at];
    const std::string triple(3, quote);
    const bool several_lines = text.substr(at, 3) == triple;
    const std::string_view close = several_lines ? std::string_view(triple) : text.substr(at, 1);
    at += close.size();
    while (at < text.size() && text.substr(at, close.size()) != close) {
        if (quote == '"' && text[at] == '\\') {
            if (!skip_escape(text, several_lines, at)) {
                return false;
            }
        } else if (text[at] == '\n' && !several_lines) {
            return true;
        } else {
            ++at;
        }
    }
    // Up to two quotes may belong to the text before the closing three.
    const std::size_t most = several_lines ? 5 : 1;
    at = std::min({text.find_first_not_of(quote, at), at + most, text.size()});
    return true;
}

/// Where the first character stands that is neither ASCII nor in a text or comment. There the
/// library runs into undefined behaviour (its table of spaces ends in an unreachable mark), and a
/// person most likely pasted curly quotes.
std::size_t stray_character(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (at < text.size()) {
        if (text[at] == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (text[at] == '"' || text[at] == '\'') {
            if (!skip_text(text, at)) {
                return at;
            }
        } else if (!is_ascii(text[at])) {
            return at;
        } else {
            ++at;
        }
    }
    return std::string_view::npos;
}

/// "product.toml, line 3, column 9".
std::string place(std::string_view text, std::size_t at, const std::string& file) {
    const std::string_view before = text.substr(0, at);
    const auto line_start = before.rfind('\n') + 1;
    return fmt::format("{}, line {}, column {}", file, std::ranges::count(before, '\n') + 1,
                       std::ranges::count_if(before.substr(line_start), starts_character) + 1);
}

Result<> check_characters(std::string_view text, const std::string& file) {
    std::size_t at = 0;
    if (!valid_utf8(text, &at)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: byte 0x{:02X} is not UTF-8", place(text, at, file),
                                static_cast<unsigned char>(text[at])),
                    "save the file as UTF-8");
    }
    at = stray_character(text);
    if (at != std::string_view::npos) {
        std::size_t end = at + 1;
        while (end < text.size() && !starts_character(text[end])) {
            ++end;
        }
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: '{}' outside of a text", place(text, at, file),
                                text.substr(at, end - at)),
                    "text stands between plain double quotes, \"like this\"");
    }
    return {};
}

}  // namespace

std::optional<double> TomlNode::finite() const {
    const bool number = kind == Kind::Whole || kind == Kind::Real;
    return number && std::isfinite(real) ? std::optional(real) : std::nullopt;
}

std::string TomlNode::seen() const {
    constexpr std::size_t kShown = 60;
    switch (kind) {
        case Kind::Text:
            return text.size() <= kShown ? fmt::format("the text \"{}\"", text)
                                         : fmt::format("a text of {} bytes", text.size());
        case Kind::Whole:
            return fmt::format("the number {}", whole);
        case Kind::Real:
            return fmt::format("the number {}", real);
        case Kind::Flag:
            return flag ? "true" : "false";
        case Kind::Date:
            return "the date " + text;
        case Kind::Time:
            return "a time of day";
        case Kind::List:
            return items.empty() ? "an empty list" : fmt::format("a list of {}", items.size());
        case Kind::Table:
            break;
    }
    return "a table";
}

Result<TomlNode> parse_toml(std::string_view text, const std::string& file, std::string_view kind) {
    const std::string name = file.empty() ? std::string(kind) : file;
    if (text.size() > kMostBytes || std::ranges::count(text, '.') > kMostDots) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: {} bytes are too many for a {}", name, text.size(), kind),
                    fmt::format("is this the data itself? A {} is written by people", kind));
    }
    TRY(check_characters(text, name));
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        const auto& at = parsed.error().source().begin;
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}, line {}, column {}: {}", name, at.line, at.column,
                                parsed.error().description()),
                    "TOML has one key = value a line; text stands in double quotes");
    }
    return converted(parsed.table(), 0);
}

bool is_date(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int end = 0;
    const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &end);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    return read == 3 && end == 10 && text.size() == 10 && date.ok();
}

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(byte));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string toml_list(std::span<const std::string> texts) {
    std::vector<std::string> quoted;
    for (const auto& text : texts) {
        quoted.push_back(toml_text(text));
    }
    return fmt::format("[{}]", fmt::join(quoted, ", "));
}

}  // namespace assay
