#include "data/contract_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/moment.hpp"
#include "base/text.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

using engine::Type;

std::string select(const std::string& condition) {
    return "SELECT * FROM data WHERE " + condition;
}

std::string of_all(std::int64_t rows, const engine::Column& column) {
    return fmt::format("{} of {} rows", count(rows),
                       count(static_cast<std::int64_t>(column.size())));
}

/// ": "a", "b" and more"; what was seen, at most three.
std::string examples(const std::vector<std::string>& seen) {
    std::vector<std::string> quoted;
    for (const auto& each : seen) {
        quoted.push_back(fmt::format("\"{}\"", each));
    }
    return seen.empty() ? "" : ", such as " + listed(quoted);
}

/// A promised value in SQL: numbers and truths bare, times and text quoted.
std::string literal(const std::string& value, const engine::Column& column) {
    return column.type == Type::Text || is_time(column) ? quoted_text(value) : value;
}

/// A number that is no number is missing here, but not to SQL.
std::string missing_condition(const engine::Column& column) {
    const auto name = quoted_name(column.name);
    return column.type == Type::Real ? fmt::format("({0} IS NULL OR isnan({0}))", name)
                                     : fmt::format("{} IS NULL", name);
}

std::string range_words(const ColumnContract& promised) {
    if (!promised.max) {
        return promised.min->text + " or more";
    }
    return promised.min ? fmt::format("{} to {}", promised.min->text, promised.max->text)
                        : promised.max->text + " or less";
}

std::string below(const std::string& name, const Bound& min) {
    return min.is_day ? fmt::format("{} < DATE {}", name, quoted_text(min.text))
                      : fmt::format("{} < {}", name, min.text);
}

std::string above(const std::string& name, const Bound& max) {
    return max.is_day ? fmt::format("{} >= DATE {} + INTERVAL 1 DAY", name, quoted_text(max.text))
                      : fmt::format("{} > {}", name, max.text);
}

std::string range_condition(const ColumnContract& promised, const engine::Column& column) {
    const auto name = quoted_name(column.name);
    std::string out = promised.min ? below(name, *promised.min) : "";
    if (promised.max) {
        out += (out.empty() ? "" : " OR ") + above(name, *promised.max);
    }
    // SQL counts what is not a number among the largest.
    return column.type == Type::Real ? fmt::format("({}) AND NOT isnan({})", out, name) : out;
}

std::string type_condition(Type wanted, const engine::Column& column) {
    const auto name = quoted_name(column.name);
    const auto cast = [&](std::string_view type) {
        return fmt::format("TRY_CAST({} AS {})", name, type);
    };
    switch (wanted) {
        case Type::Boolean:
            return column.type == Type::Text
                       ? fmt::format("lower(trim({})) NOT IN ('true', 'false')", name)
                       : fmt::format("{} NOT IN (0, 1)", name);
        case Type::Integer:
            return fmt::format("{0} IS NOT NULL AND ({1} IS NULL OR {1} <> floor({1}))", name,
                               cast("DOUBLE"));
        case Type::Real:
            return fmt::format("{} IS NOT NULL AND {} IS NULL", name, cast("DOUBLE"));
        case Type::Date:
            return fmt::format("{0} IS NOT NULL AND ({1} IS NULL OR {1} <> {2})", name,
                               cast("TIMESTAMP"), cast("DATE"));
        case Type::Timestamp:
            return fmt::format("{} IS NOT NULL AND {} IS NULL", name, cast("TIMESTAMP"));
        case Type::Text:
            break;
    }
    return {};
}

}  // namespace

Breach BreachWords::about(std::string_view code, std::string_view column, std::string_view key,
                          const BrokenRows& rows) const {
    const bool of_table = column.empty();
    return {.code = std::string(code),
            .column = std::string(column),
            .rows = rows.count,
            .first_rows = rows.first,
            .seen = rows.seen,
            .expected = {},
            .clause = contract_.where(of_table ? "table" : column, key),
            .sentence = {},
            .sql = {}};
}

Breach BreachWords::missing_column(const ColumnContract& promised,
                                   const engine::Table& table) const {
    auto out = about("missing-column", promised.name, "", {});
    out.expected =
        promised.type ? "a column of type " + std::string(type_name(*promised.type)) : "a column";
    std::vector<std::string> others;
    for (const auto& name : table.names()) {
        if (contract_.find(name) == nullptr) {
            others.push_back(name);
        }
    }
    const auto renamed = nearest(promised.name, others);
    out.sentence = fmt::format("There is no column {}{}.", promised.name,
                               renamed.empty() ? "" : ", but there is " + renamed);
    return out;
}

Breach BreachWords::unknown_column(const engine::Column& column) const {
    auto out = about("unknown-column", "", "other_columns", {});
    out.column = column.name;
    out.severity = contract_.other_columns ? Severity::Info : Severity::Error;
    out.expected = contract_.other_columns ? "" : "no other columns";
    out.sentence =
        fmt::format("Column {} ({}) is not in the contract.", column.name, type_name(column.type));
    return out;
}

Breach BreachWords::volume(std::int64_t rows) const {
    const auto low = contract_.rows_at_least.value_or(0);
    const bool few = rows < low;
    auto out = about("volume", "", few ? "rows_at_least" : "rows_at_most", {});
    out.severity = Severity::Warning;
    out.rows = rows;
    out.seen = {std::to_string(rows)};
    out.expected = few ? fmt::format("{} rows or more", count(low))
                       : fmt::format("{} rows or fewer", count(*contract_.rows_at_most));
    out.sentence =
        fmt::format("The table has {}; the contract says {}.", counted(rows, "row"), out.expected);
    return out;
}

Breach BreachWords::key(const engine::Table& table, const BrokenRows& rows,
                        std::int64_t groups) const {
    auto out = about("key", "", "key", rows);
    const auto first = static_cast<std::size_t>(rows.first.front() - 1);
    std::vector<std::string> values;
    std::string names;
    for (const auto& name : contract_.key) {
        values.push_back(fmt::format("{} = {}", name, text_at(*table.find(name), first)));
        names += (names.empty() ? "" : ", ") + quoted_name(name);
    }
    out.seen = {listed(values)};
    out.expected = "each row once by " + listed(contract_.key);
    out.sentence = fmt::format(
        "The key ({}) should name each row once; {} of {} rows share {}, such as {}.",
        listed(contract_.key), count(rows.count), count(static_cast<std::int64_t>(table.rows)),
        counted(groups, "key"), listed(values));
    out.sql = select(
        fmt::format("({0}) IN (SELECT {0} FROM data GROUP BY {0} HAVING count(*) > 1)", names));
    return out;
}

Breach BreachWords::stale(const engine::Column& column, std::int64_t newest,
                          std::int64_t age) const {
    auto out = about("stale", "", "max_age", {});
    out.column = column.name;
    out.seen = {iso_time(newest, column.type == Type::Date)};
    out.expected = span_text(*contract_.max_age) + " old or younger";
    out.sentence = fmt::format("The newest {} is {}, {} ago; the contract allows {}.", column.name,
                               out.seen.front(), span_text(age), span_text(*contract_.max_age));
    return out;
}

Breach BreachWords::no_time(const engine::Column& column) const {
    auto out = about("stale", "", "time", {});
    out.column = column.name;
    out.expected = "a date or time in some row";
    out.sentence =
        fmt::format("{} holds no date or time, so that nobody can tell how fresh the table is.",
                    capitalised(column.name));
    return out;
}

Breach BreachWords::type(const ColumnContract& promised, const engine::Column& column,
                         const BrokenRows& rows) const {
    auto out = about("type", column.name, "type", rows);
    const auto wanted = type_name(*promised.type);
    out.expected = wanted;
    if (rows.count > 0) {
        out.sentence = fmt::format("{} is {}, not {}: {} do not read as one{}.", column.name,
                                   type_name(column.type), wanted, of_all(rows.count, column),
                                   examples(rows.seen));
        out.sql = select(type_condition(*promised.type, column));
        return out;
    }
    out.severity = Severity::Question;
    out.seen = {std::string(type_name(column.type))};
    out.sentence = fmt::format("{} is stored as {}, though every value also reads as {}.",
                               column.name, type_name(column.type), wanted);
    return out;
}

Breach BreachWords::missing(const ColumnContract& promised, const engine::Column& column,
                            const BrokenRows& rows) const {
    auto out =
        about("missing", column.name, promised.nullable ? "missing_at_most" : "nullable", rows);
    out.expected = promised.nullable
                       ? "missing in at most " + percent(*promised.missing_at_most) + " of the rows"
                       : "never missing";
    out.sentence = fmt::format(
        "{} is missing in {} ({}); the contract says {}.", column.name, of_all(rows.count, column),
        share_text(rows.count, static_cast<std::int64_t>(column.size())), out.expected);
    out.sql = select(missing_condition(column));
    return out;
}

Breach BreachWords::range(const ColumnContract& promised, const engine::Column& column,
                          const BrokenRows& rows, double furthest) const {
    const bool low = promised.min && furthest < promised.min->value;
    auto out = about("range", column.name, low ? "min" : "max", rows);
    out.expected = range_words(promised);
    const auto far = value_text(column, furthest);
    if (std::ranges::find(out.seen, far) == out.seen.end()) {
        out.seen.resize(std::min(out.seen.size(), kValuesNamed - 1));
        out.seen.push_back(far);
    }
    out.sentence = fmt::format("{} is not {} in {}; the furthest is {}.", column.name, out.expected,
                               of_all(rows.count, column), far);
    out.sql = select(range_condition(promised, column));
    return out;
}

Breach BreachWords::set(const ColumnContract& promised, const engine::Column& column,
                        const BrokenRows& rows) const {
    auto out = about("set", column.name, "values", rows);
    out.expected = "one of " + listed(promised.values);
    out.sentence = fmt::format("{} holds values outside of its set in {}{}.", column.name,
                               of_all(rows.count, column), examples(rows.seen));
    std::string known;
    for (const auto& value : promised.values) {
        known += (known.empty() ? "" : ", ") + literal(value, column);
    }
    out.sql = select(fmt::format("{} NOT IN ({})", quoted_name(column.name), known));
    return out;
}

Breach BreachWords::unique(const ColumnContract&, const engine::Column& column,
                           const BrokenRows& rows, std::int64_t groups) const {
    auto out = about("unique", column.name, "unique", rows);
    out.expected = "no value twice";
    out.sentence =
        fmt::format("{} should hold no value twice; {} share {}{}.", column.name,
                    of_all(rows.count, column), counted(groups, "value"), examples(rows.seen));
    const auto name = quoted_name(column.name);
    out.sql =
        select(fmt::format("{0} IN (SELECT {0} FROM data GROUP BY {0} HAVING count(*) > 1)", name));
    return out;
}

Breach BreachWords::reference(const ColumnContract& promised, const engine::Column& column,
                              const BrokenRows& rows) const {
    const auto& reference = *promised.references;
    auto out = about("reference", column.name, "references", rows);
    out.expected = fmt::format("a {} of {}", reference.column, reference.table);
    out.sentence =
        fmt::format("{} is not known to {} (column {}) in {}{}.", column.name, reference.table,
                    reference.column, of_all(rows.count, column), examples(rows.seen));
    const auto other = quoted_name(reference.column);
    out.sql = select(fmt::format("{0} NOT IN (SELECT {1} FROM {2} WHERE {1} IS NOT NULL)",
                                 quoted_name(column.name), other, quoted_text(reference.table)));
    return out;
}

}  // namespace assay::data
