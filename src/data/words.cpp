#include "data/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace assay::data {
namespace {

/// Blanks of a cell, which may hold several lines.
constexpr std::string_view kBlanks = " \t\r\n";

std::string folded(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Lengths of the runs of digits in text that is digits and one kind of separator, as in
/// 2024-01-31.
struct DateShape {
    std::array<std::size_t, 3> lengths{};
    bool valid = false;
};

DateShape date_shape(std::string_view text) {
    DateShape shape;
    std::size_t part = 0;
    char separator = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            ++shape.lengths[part];
            continue;
        }
        const bool separates = c == '-' || c == '/' || c == '.';
        if (!separates || (separator != 0 && c != separator) || part == 2) {
            return {};
        }
        separator = c;
        ++part;
    }
    shape.valid = part == 2;
    return shape;
}

bool strictly_rising(const engine::Column& column) {
    for (std::size_t row = 1; row < column.numbers.size(); ++row) {
        if (!(column.numbers[row] > column.numbers[row - 1])) {
            return false;
        }
    }
    return true;
}

bool dense(const Distribution& values) {
    // Whole numbers drawn from a range of three times their number would repeat almost surely.
    const double range = values.sorted.back() - values.sorted.front();
    return range < 3 * static_cast<double>(values.distinct);
}

}  // namespace

Prose prose_of(const engine::Column& column, const Distribution& values) {
    double bytes = 0;
    std::int64_t spaced = 0;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        const auto& level = column.levels[code];
        bytes += static_cast<double>(level.size()) * static_cast<double>(values.level_rows[code]);
        spaced += level.find(' ') == std::string::npos ? 0 : values.level_rows[code];
    }
    const auto present = static_cast<double>(std::max<std::int64_t>(values.present(), 1));
    return {.mean_length = bytes / present,
            .has_spaces = static_cast<double>(spaced) > 0.1 * present};
}

bool named_like_id(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kNames{"id", "uuid", "guid",   "key",  "code",
                                                            "no", "nr",   "number", "rowid"};
    const auto last_word = [&] {
        std::size_t at = name.size();
        while (at > 0 && std::isalnum(static_cast<unsigned char>(name[at - 1])) != 0) {
            --at;
            if (at > 0 && std::isupper(static_cast<unsigned char>(name[at])) != 0 &&
                std::islower(static_cast<unsigned char>(name[at - 1])) != 0) {
                break;
            }
        }
        return folded(name.substr(at));
    };
    return std::ranges::find(kNames, last_word()) != kNames.end();
}

bool looks_like_id(const engine::Column& column, const Distribution& values) {
    constexpr std::int64_t kFewest = 50;
    if (values.rows < kFewest || values.missing > 0 || values.distinct != values.rows) {
        return false;
    }
    if (column.type == engine::Type::Text) {
        const auto prose = prose_of(column, values);
        return !prose.has_spaces && prose.mean_length <= 64;
    }
    return column.type == engine::Type::Integer &&
           (dense(values) || strictly_rising(column) || named_like_id(column.name));
}

bool reads_as_number(std::string_view text) {
    text = trimmed(text, kBlanks);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && error == std::errc{} && end == text.data() + text.size() &&
           std::isfinite(value);
}

bool reads_as_date(std::string_view text) {
    text = trimmed(text, kBlanks);
    const auto day_end = text.find_first_of(" T");
    if (day_end != std::string_view::npos && text.find(':', day_end) == std::string_view::npos) {
        return false;
    }
    const auto shape = date_shape(text.substr(0, day_end));
    const auto day_or_month = [](std::size_t length) { return length == 1 || length == 2; };
    const auto& [first, middle, last] = shape.lengths;
    return shape.valid && day_or_month(middle) &&
           ((first == 4 && day_or_month(last)) ||
            (day_or_month(first) && (last == 4 || last == 2)));
}

bool reads_as_iso_date(std::string_view text) {
    text = trimmed(text, kBlanks);
    return reads_as_date(text) && std::ranges::all_of(text.substr(0, 4), is_digit);
}

bool all_dates(const engine::Column& column, const Distribution& values) {
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        if (values.level_rows[code] > 0 && !reads_as_date(column.levels[code])) {
            return false;
        }
    }
    return values.distinct > 0;
}

bool reads_as_nothing(std::string_view text) {
    static constexpr std::array<std::string_view, 15> kWords{
        "",  "na", "n/a", "n.a.", "#n/a", "nan",     "null",  "nil",
        "?", "-",  "--",  ".",    "<na>", "missing", "(null)"};
    return std::ranges::find(kWords, plain(text)) != kWords.end();
}

std::string plain(std::string_view text) {
    return folded(trimmed(text, kBlanks));
}

std::string percent(double share) {
    return figure(100 * share) + " %";
}

std::string share_text(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? "0 %" : percent(static_cast<double>(part) / static_cast<double>(whole));
}

const std::vector<std::string>& type_names() {
    static const std::vector<std::string> names{"boolean", "integer", "real",
                                                "text",    "date",    "timestamp"};
    return names;
}

std::string_view type_name(engine::Type type) {
    return type_names()[static_cast<std::size_t>(type)];
}

std::optional<engine::Type> type_named(std::string_view name) {
    const auto& names = type_names();
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<engine::Type>(found - names.begin()));
}

}  // namespace assay::data
