#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "data/base_form.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// Text that was written in one encoding and read in another.

namespace assay::data {
namespace {

enum class Trouble : std::uint8_t { None, Replaced, Misread, Control };

// What the second byte of a two-byte letter becomes when it is read as Latin-1 or Windows-1252.
bool was_continuation(char32_t letter) {
    static constexpr std::u32string_view kWindows = U"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    return (letter >= 0x80 && letter <= 0xBF) || kWindows.find(letter) != std::u32string_view::npos;
}

// First bytes of UTF-8 as Latin-1 letters: Â Ã Ä Å for Latin, Î Ï for Greek, Ð Ñ for Cyrillic,
// â for signs.
bool was_first(char32_t letter) {
    static constexpr std::u32string_view kFirst = U"ÂÃÄÅÎÏÐÑâ";
    return kFirst.find(letter) != std::u32string_view::npos;
}

// Lower-case â stands before such signs in no language but with a second one behind it in none at
// all; the capitals must not be inside a word that is all capitals, as in "CÃO".
bool misread_at(const std::vector<char32_t>& points, std::size_t at) {
    if (at + 1 >= points.size() || !was_first(points[at]) || !was_continuation(points[at + 1])) {
        return false;
    }
    const bool three = points[at] == U'â';
    return !three || (at + 2 < points.size() && was_continuation(points[at + 2]));
}

Trouble trouble_of(const std::vector<char32_t>& points) {
    auto out = Trouble::None;
    for (std::size_t at = 0; at < points.size(); ++at) {
        if (points[at] == 0xFFFD) {
            return Trouble::Replaced;
        }
        const bool control = (points[at] < 0x20 && points[at] != U'\t' && points[at] != U'\n' &&
                              points[at] != U'\r') ||
                             (points[at] >= 0x7F && points[at] < 0xA0);
        out = misread_at(points, at)            ? Trouble::Misread
              : control && out == Trouble::None ? Trouble::Control
                                                : out;
    }
    return out;
}

bool plain_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

struct Forms {
    std::int64_t composed = 0, combined = 0;  // rows
};

Forms forms_of(const std::vector<char32_t>& points, std::int64_t rows) {
    Forms out;
    for (std::size_t at = 0; at < points.size(); ++at) {
        out.composed = without_accent(points[at]) != points[at] ? rows : out.composed;
        out.combined = at > 0 && is_combining(points[at]) ? rows : out.combined;
    }
    return out;
}

struct Seen {
    std::array<std::int64_t, 4> rows{};
    std::array<std::string, 4> example;
    Forms forms;
    std::set<std::string_view> broken, combined;
};

Seen look(const engine::Column& column, const Distribution& values) {
    Seen seen;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        const auto& level = column.levels[code];
        const auto rows = values.level_rows[code];
        if (rows == 0 || plain_ascii(level)) {
            continue;
        }
        const auto points = code_points(level);
        const auto trouble = trouble_of(points);
        if (trouble != Trouble::None) {
            const auto kind = static_cast<std::size_t>(trouble);
            seen.rows[kind] += rows;
            seen.example[kind] = seen.example[kind].empty() ? level : seen.example[kind];
            seen.broken.insert(level);
        }
        const auto forms = forms_of(points, rows);
        seen.forms.composed += forms.composed;
        seen.forms.combined += forms.combined;
        if (forms.combined > 0) {
            seen.combined.insert(level);
        }
    }
    return seen;
}

std::vector<std::string> kinds_said(const Seen& seen) {
    static constexpr std::array<std::string_view, 4> kSaid{
        "", "letters lost to the replacement sign", "UTF-8 read as Latin-1", "control characters"};
    std::vector<std::string> said;
    for (std::size_t kind = 1; kind < kSaid.size(); ++kind) {
        if (seen.rows[kind] > 0) {
            said.push_back(fmt::format("{} in {} (\"{}\")", kSaid[kind],
                                       counted(seen.rows[kind], "row"),
                                       cut(seen.example[kind], 40)));
        }
    }
    return said;
}

}  // namespace

void find_encoding(const engine::Column& column, const Distribution& values, Issues& issues) {
    if (is_ordered(column)) {
        return;
    }
    const auto seen = look(column, values);
    const auto broken = seen.rows[1] + seen.rows[2] + seen.rows[3];
    if (broken > 0) {
        issues.push_back(
            {.code = "broken-encoding",
             .severity = seen.rows[1] + seen.rows[2] > 0 ? Severity::Warning : Severity::Question,
             .column = column.name,
             .rows = broken,
             .sentence = fmt::format(
                 "{} was written in one encoding and read in another in {} ({}): {}. The same word "
                 "stands there in two forms, and joins and categories miss it.",
                 column.name, counted(broken, "row"), share_text(broken, values.rows),
                 listed(kinds_said(seen))),
             .fix = "Read the source again in the encoding in which it was written; what is lost "
                    "to the replacement sign comes back from nowhere else.",
             .at = first_rows_of(
                 column, [&](const std::string& level) { return seen.broken.contains(level); })});
    }
    if (seen.forms.composed > 0 && seen.forms.combined > 0) {
        const auto name = quoted_name(column.name);
        issues.push_back(
            {.code = "mixed-normal-forms",
             .severity = Severity::Warning,
             .column = column.name,
             .rows = seen.forms.combined,
             .sentence = fmt::format(
                 "{} has accents as signs behind their letter in {} ({}), and as one letter in {}. "
                 "They look alike and are not equal, so joins and categories miss them.",
                 column.name, counted(seen.forms.combined, "row"),
                 share_text(seen.forms.combined, values.rows), counted(seen.forms.composed, "row")),
             .fix = fmt::format("SELECT * REPLACE (nfc_normalize({0}) AS {0}) FROM data", name),
             .at = first_rows_of(
                 column, [&](const std::string& level) { return seen.combined.contains(level); })});
    }
}

}  // namespace assay::data
