#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// Text that is mostly numbers or dates, and words in it that stand for "nothing here".

namespace assay::data {
namespace {

using Reads = bool (*)(std::string_view);

struct Reading {
    std::int64_t rows = 0;              // rows that read as the kind
    std::int64_t rest = 0;              // rows that do not
    std::int64_t nothing = 0;           // of the rest: words for nothing
    std::vector<std::int32_t> strange;  // levels of the rest, most frequent first, at most 3
};

Reading read_levels(const engine::Column& column, const Distribution& values, Reads reads) {
    Reading out;
    std::vector<Level> strange;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        const auto rows = values.level_rows[code];
        if (rows == 0) {
            continue;
        }
        if (reads(column.levels[code])) {
            out.rows += rows;
            continue;
        }
        out.rest += rows;
        out.nothing += reads_as_nothing(column.levels[code]) ? rows : 0;
        strange.push_back({static_cast<std::int32_t>(code), rows});
    }
    const auto shown = std::min<std::size_t>(3, strange.size());
    std::ranges::partial_sort(strange, strange.begin() + static_cast<std::ptrdiff_t>(shown),
                              [](const Level& a, const Level& b) {
                                  return a.rows == b.rows ? a.code < b.code : a.rows > b.rows;
                              });
    for (std::size_t i = 0; i < shown; ++i) {
        out.strange.push_back(strange[i].code);
    }
    return out;
}

std::string shortened(std::string_view text) {
    constexpr std::size_t kLongest = 24;
    if (text.size() <= kLongest) {
        return std::string(text);
    }
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end)) + "…";
}

std::string examples(const engine::Column& column, const std::vector<std::int32_t>& levels) {
    std::vector<std::string> said;
    for (const auto code : levels) {
        const auto row = std::ranges::find(column.codes, code) - column.codes.begin();
        said.push_back(fmt::format("\"{}\" (row {})",
                                   shortened(column.levels[static_cast<std::size_t>(code)]),
                                   count(row + 1)));
    }
    return listed(said);
}

std::string with_point(std::string_view text) {
    std::string out(text);
    std::ranges::replace(out, ',', '.');
    return out;
}

/// "0,5" and "12", but not "1.000,5".
bool reads_as_comma_number(std::string_view text) {
    return text.find('.') == std::string_view::npos && reads_as_number(with_point(text));
}

/// Sure to be no mark of thousands.
bool has_decimal_comma(std::string_view text) {
    constexpr std::size_t kThousands = 3;
    const auto comma = text.find(',');
    return comma != std::string_view::npos && text.size() - comma - 1 != kThousands;
}

/// What a column's text is to be read as.
struct Kind {
    std::string_view plural;
    std::string_view sql_type;  // "" when no cast reads it
    Reads reads;
};
constexpr Kind kNumbers{.plural = "numbers", .sql_type = "DOUBLE", .reads = reads_as_number};
constexpr Kind kDates{.plural = "dates", .sql_type = "TIMESTAMP", .reads = reads_as_date};
constexpr Kind kCommaNumbers{
    .plural = "numbers with a decimal comma", .sql_type = "", .reads = reads_as_comma_number};
constexpr Kind kLocalDates{.plural = "dates", .sql_type = "", .reads = reads_as_date};

/// SQL that reads the text, with `cast` CAST or TRY_CAST.
std::string reading_fix(const engine::Column& column, Kind kind, std::string_view cast) {
    const auto name = quoted_name(column.name);
    if (kind.reads == reads_as_comma_number) {
        return fmt::format(
            "SELECT * REPLACE (CAST(replace({0}, ',', '.') AS DOUBLE) AS {0}) FROM "
            "data",
            name);
    }
    return kind.sql_type.empty()
               ? fmt::format(
                     "Say in [data] query how to read it, for example SELECT * REPLACE "
                     "(try_strptime({0}, '%m/%d/%Y %H:%M') AS {0}) FROM data",
                     name)
               : fmt::format("SELECT * REPLACE ({1}({0} AS {2}) AS {0}) FROM data", name, cast,
                             kind.sql_type);
}

void say_mixed(const engine::Column& column, const Reading& reading, Kind kind, Issues& issues) {
    const auto all = reading.rows + reading.rest;
    std::string sentence =
        fmt::format("{} is text, but {} of its values read as {}; {} not, such as {}.", column.name,
                    share_text(reading.rows, all), kind.plural,
                    reading.rest == 1 ? "1 row does" : counted(reading.rest, "row") + " do",
                    examples(column, reading.strange));
    if (reading.nothing == reading.rest) {
        sentence += " All of these look like missing values.";
    }
    sentence += fmt::format(
        " As text, each value is a category of its own and their order is lost to every model.");
    issues.push_back({.code = "mixed-types",
                      .severity = Severity::Warning,
                      .column = column.name,
                      .rows = reading.rest,
                      .sentence = std::move(sentence),
                      .fix = reading_fix(column, kind, "TRY_CAST"),
                      .at = first_rows_of(
                          column, [&](const std::string& level) { return !kind.reads(level); })});
}

/// Text that is all numbers or all dates: no value is lost, but its order is.
void say_all_alike(const engine::Column& column, const Reading& reading, Kind kind,
                   Issues& issues) {
    issues.push_back({.code = "mixed-types",
                      .severity = Severity::Info,
                      .column = column.name,
                      .rows = reading.rows,
                      .sentence = fmt::format(
                          "{} is text, but all of its values read as {}. As text, each value "
                          "is a category of its own and their order is lost to every model.",
                          column.name, kind.plural),
                      .fix = reading_fix(column, kind, "CAST")});
}

/// A double would not keep its digits: it names something.
bool has_many_digits(std::string_view text) {
    constexpr std::ptrdiff_t kKept = 15;
    return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) > kKept;
}

bool has_leading_zero(std::string_view text) {
    return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

void say_null_words(const engine::Column& column, const Distribution& values, Issues& issues) {
    std::int64_t rows = 0;
    std::set<std::string> words;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        if (values.level_rows[code] > 0 && reads_as_nothing(column.levels[code])) {
            rows += values.level_rows[code];
            words.insert(plain(column.levels[code]));
        }
    }
    if (rows == 0) {
        return;
    }
    std::vector<std::string> said, literals;
    for (const auto& word : words) {
        said.push_back(word.empty() ? "nothing but blanks" : "\"" + word + "\"");
        literals.push_back(quoted_text(word));
    }
    const auto name = quoted_name(column.name);
    issues.push_back(
        {.code = "sentinel",
         .severity = Severity::Question,
         .column = column.name,
         .rows = rows,
         .sentence = fmt::format("{} says {} in {} ({}). If that means \"no value\", these rows "
                                 "are counted as a category and not as missing.",
                                 column.name, listed(said), counted(rows, "row"),
                                 share_text(rows, values.rows)),
         .fix = fmt::format("SELECT * REPLACE (CASE WHEN lower(trim({0})) IN ({1}) THEN NULL ELSE "
                            "{0} END AS {0}) FROM data",
                            name, fmt::join(literals, ", ")),
         .at = first_rows_of(column,
                             [](const std::string& level) { return reads_as_nothing(level); })});
}

}  // namespace

void find_mixed_types(const engine::Column& column, const Distribution& values, Issues& issues) {
    if (is_ordered(column) || values.present() == 0) {
        return;
    }
    const auto mostly = [&](const Reading& reading) {
        return reading.rest > 0 && reading.rows >= reading.rest;
    };
    const auto numbers = read_levels(column, values, reads_as_number);
    const auto dates = read_levels(column, values, reads_as_date);
    const bool year_first = std::ranges::any_of(column.levels, reads_as_iso_date);
    const Kind date_kind = year_first ? kDates : kLocalDates;
    const bool coded = std::ranges::any_of(column.levels, has_leading_zero) ||
                       std::ranges::any_of(column.levels, has_many_digits);
    if (mostly(numbers)) {
        say_mixed(column, numbers, kNumbers, issues);
    } else if (mostly(dates)) {
        say_mixed(column, dates, date_kind, issues);
    } else if (numbers.rest == 0 && !coded) {
        say_all_alike(column, numbers, kNumbers, issues);
    } else if (dates.rest == 0) {
        say_all_alike(column, dates, date_kind, issues);
    } else if (const auto commas = read_levels(column, values, reads_as_comma_number);
               commas.rest == 0 && std::ranges::any_of(column.levels, has_decimal_comma)) {
        say_all_alike(column, commas, kCommaNumbers, issues);
    } else {
        say_null_words(column, values, issues);
    }
}

}  // namespace assay::data
