#include "engine/expression.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "engine/message.hpp"
#include "engine/sql_text.hpp"

namespace assay::engine {
namespace {

constexpr auto kNowhere = std::string_view::npos;

/// A person's SQL inside a generated statement.
struct Written {
    std::string_view sql;
    std::string_view where;
    int lines_before;  // lines of the statement above it
    const std::vector<std::string>* names;
};

std::size_t start_of_line(std::string_view sql, int line) {
    std::size_t at = 0;
    for (; line > 1 && at < sql.size(); --line) {
        at = std::min(sql.find('\n', at), sql.size() - 1) + 1;
    }
    return at;
}

// Where the message points: its own caret, else the name that it quotes.
std::size_t place_of(const Written& written, const std::string& message) {
    const auto place = position(message);
    const int line = place.line - written.lines_before;
    const auto lines = 1 + std::ranges::count(written.sql, '\n');
    if (place.line > 0 && line > lines) {
        return written.sql.find_last_not_of(" \n\t") + 1;
    }
    if (place.line > 0 && line >= 1) {
        // A long line is shown in part; the part is found again in the whole.
        auto shown = std::string_view(place.text);
        const bool cut = shown.starts_with("...");
        shown.remove_prefix(cut ? 3 : 0);
        shown.remove_suffix(shown.ends_with("...") ? 3 : 0);
        const auto start = written.sql.find(shown, start_of_line(written.sql, line));
        const auto column = place.column - (cut ? std::min<std::size_t>(3, place.column) : 0);
        return start == kNowhere ? kNowhere : start + column;
    }
    const auto name = subject(message);
    const auto at = name.empty() ? kNowhere : find_word(written.sql, name);
    return at == kNowhere && !name.empty() ? written.sql.find(name) : at;
}

// The commonest mistakes in assay's words; the rest in the engine's.
Error in_words(const Written& written, const Error& raw) {
    const auto& message = raw.what;
    const auto name = subject(message);
    const auto sentence = [&](std::string what, std::string hint) {
        return Error{raw.code, fmt::format("{}: {}", written.where, what), std::move(hint)};
    };
    if (message.find("GROUP BY clause") != std::string::npos) {
        return sentence("an aggregate gives one value for the whole table, not one for each row",
                        "write avg(x) OVER () for the mean of all rows");
    }
    if (message.find("Referenced column") != std::string::npos) {
        auto missing =
            sentence(fmt::format("there is no column \"{}\"", name), suggest(name, *written.names));
        missing.code = ErrorCode::NotFound;
        return missing;
    }
    if (message.find("Function with name") != std::string::npos) {
        const auto meant = candidate(message);
        return sentence(fmt::format("there is no function {}", name),
                        meant.empty() ? "" : fmt::format("did you mean {}?", meant));
    }
    if (message.find("UNNEST not supported") != std::string::npos ||
        message.find("STAR expression") != std::string::npos) {
        return sentence("it gives several values for one row",
                        "write one condition or number for each row");
    }
    const auto place = position(message);
    const auto lines = 1 + std::ranges::count(written.sql, '\n');
    if (message.starts_with("Parser Error") && place.line - written.lines_before > lines) {
        return sentence("it ends too early", "something is missing at its end");
    }
    if (message.find("an explicit cast is required") != std::string::npos) {
        return sentence(gist(message), "cast one side, as in CAST(column AS DOUBLE)");
    }
    return explain(raw, written.where);
}

Error explain_sql(const Written& written, const Error& raw) {
    if (raw.code != ErrorCode::InvalidInput) {
        return explain(raw, written.where);
    }
    auto error = in_words(written, raw);
    const auto at = place_of(written, raw.what);
    error.what += at == kNowhere ? fmt::format("\n  {}", written.sql) : pointed(written.sql, at);
    return error;
}

// The source's columns without its rows: an expression is checked without touching the file.
std::string empty_relation(const std::vector<Described>& columns) {
    std::string list;
    for (const auto& column : columns) {
        list += fmt::format("{}CAST(NULL AS {}) AS {}", list.empty() ? "" : ", ", column.type,
                            quoted_name(column.name));
    }
    return fmt::format("(SELECT {} WHERE false) AS data", list);
}

std::vector<std::string> names_of(const std::vector<Described>& columns) {
    std::vector<std::string> out;
    for (const auto& column : columns) {
        out.push_back(column.name);
    }
    return out;
}

bool is_number_or_truth(const std::optional<Projected>& column) {
    return column && (column->target.type == Type::Boolean ||
                      column->target.type == Type::Integer || column->target.type == Type::Real);
}

// A truth stays one; whatever kind of number it is becomes a double.
void as_double(Projected& column, const std::string& sql) {
    auto& target = column.target;
    if (target.type == Type::Boolean) {
        return;
    }
    column.sql = fmt::format("CAST((\n{}\n) AS DOUBLE)", sql);
    target.type = target.wide ? Type::Real : target.type;
    target.wide = false;
}

}  // namespace

Result<Projected> check_expression(Connection& connection, const Expression& expression,
                                   const std::vector<Described>& columns) {
    if (const auto sound = check_fragment(expression.sql); !sound) {
        const auto& error = sound.error();
        return fail(error.code,
                    fmt::format("{}: {}\n  {}", expression.where, error.what, expression.sql),
                    error.hint);
    }
    const auto data = empty_relation(columns);
    const auto names = names_of(columns);
    const Written written{
        .sql = expression.sql, .where = expression.where, .lines_before = 2, .names = &names};
    // QUALIFY takes what gives one value for each row, windows included: aggregates, lists that
    // unfold into rows, and stars are refused there.
    const auto by_row = columns_of(
        connection, fmt::format("(SELECT * FROM {} QUALIFY row_number() OVER () > 0 OR\n(\n{}\n)\n"
                                "IS NULL)",
                                data, expression.sql));
    if (!by_row) {
        return tl::unexpected(explain_sql(written, by_row.error()));
    }
    const auto described = columns_of(
        connection, fmt::format("(SELECT\n(\n{}\n)\nAS value FROM {})", expression.sql, data));
    if (!described) {
        return tl::unexpected(explain_sql(written, described.error()));
    }
    auto column =
        project(expression.name, described->front().type, fmt::format("(\n{}\n)", expression.sql));
    if (!is_number_or_truth(column)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: neither true or false nor a number, but {}\n  {}",
                                expression.where, described->front().type, expression.sql),
                    "write a condition, as in \"delay >= 15\", or a number for each row");
    }
    as_double(*column, expression.sql);
    return *std::move(column);
}

Error explain_expression(const Expression& expression, const Error& raw) {
    auto error = explain(raw, expression.where);
    error.what += "\n  " + expression.sql;
    return error;
}

Error explain_query(const std::string& sql, const Error& raw, std::string_view where,
                    const std::vector<std::string>& names) {
    return explain_sql({.sql = sql, .where = where, .lines_before = 1, .names = &names}, raw);
}

}  // namespace assay::engine
