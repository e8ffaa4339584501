#include "engine/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "engine/message.hpp"

namespace assay::engine {
namespace {

// Walks SQL text past quotes and comments; stands on each character that is neither.
class Scanner {
  public:
    explicit Scanner(std::string_view sql) : sql_(sql) {}

    /// Position of the next plain character, or npos.
    std::size_t next() {
        while (at_ < sql_.size()) {
            const auto end = skip_end();
            if (end == at_) {
                return at_++;
            }
            at_ = end;
        }
        return std::string_view::npos;
    }

  private:
    // Where the quote or comment that starts here ends; `at_` when none starts here.
    std::size_t skip_end() const {
        const auto rest = sql_.substr(at_);
        if (rest.front() == '\'' || rest.front() == '"') {
            return past(rest.substr(0, 1), 1);
        }
        if (rest.starts_with("--")) {
            return past("\n", 2);
        }
        if (rest.starts_with("/*")) {
            return past("*/", 2);
        }
        if (rest.front() == '$') {
            const auto close = rest.find('$', 1);
            const bool tag =
                close != std::string_view::npos &&
                rest.substr(1, close - 1).find_first_of(" \n\t(),;") == std::string_view::npos;
            return tag ? past(rest.substr(0, close + 1), close + 1) : at_;
        }
        return at_;
    }

    std::size_t past(std::string_view close, std::size_t opened) const {
        const auto found = sql_.find(close, at_ + opened);
        return found == std::string_view::npos ? sql_.size() : found + close.size();
    }

    std::string_view sql_;
    std::size_t at_ = 0;
};

bool blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// The first word of the statement, in upper case; comments before it do not count.
std::string first_word(std::string_view sql) {
    std::string word;
    Scanner scanner(sql);
    for (auto at = scanner.next(); at != std::string_view::npos; at = scanner.next()) {
        const char c = sql[at];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter) {
            word += static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
        } else if (!word.empty() || !(blank(c) || c == '(')) {
            break;
        }
    }
    return word;
}

bool second_statement(std::string_view sql) {
    bool ended = false;
    Scanner scanner(sql);
    for (auto at = scanner.next(); at != std::string_view::npos; at = scanner.next()) {
        if (ended && !blank(sql[at]) && sql[at] != ';') {
            return true;
        }
        ended = ended || sql[at] == ';';
    }
    return false;
}

}  // namespace

Result<> check_query(std::string_view sql) {
    const auto word = first_word(sql);
    if (word != "SELECT" && word != "WITH" && word != "FROM") {
        return fail(ErrorCode::InvalidInput,
                    word.empty() ? std::string("the query is empty")
                                 : fmt::format("the query starts with {}", word),
                    "a query starts with SELECT, WITH or FROM");
    }
    if (second_statement(sql)) {
        return fail(ErrorCode::InvalidInput, "the query holds more than one statement",
                    "keep one SELECT; a step before it can be a WITH");
    }
    return {};
}

namespace {

// The source's columns without its rows: an expression is checked without touching the file.
std::string empty_relation(const std::vector<Described>& columns) {
    std::string list;
    for (const auto& column : columns) {
        list += fmt::format("{}CAST(NULL AS {}) AS {}", list.empty() ? "" : ", ", column.type,
                            quoted_name(column.name));
    }
    return fmt::format("(SELECT {} WHERE false) AS data", list);
}

// A message without a place still names the column; the caret then stands below it.
std::string pointed(const Expression& expression, const std::string& message) {
    constexpr int kBefore = 2;  // lines of generated SQL before the person's
    auto place = position(message);
    if (place.line <= kBefore) {
        return "\n  " + expression.sql;
    }
    return fmt::format("\n  {}\n  {}^", place.text, std::string(place.column, ' '));
}

Error wrong_expression(const Expression& expression, const Error& raw) {
    auto error = explain(raw, expression.where);
    error.what += pointed(expression, raw.what);
    return error;
}

}  // namespace

Result<Projected> check_expression(Connection& connection, const Expression& expression,
                                   const std::vector<Described>& columns) {
    const auto relation = fmt::format("(SELECT\n(\n{}\n)\nAS value FROM {})", expression.sql,
                                      empty_relation(columns));
    const auto described = columns_of(connection, relation);
    if (!described) {
        return tl::unexpected(wrong_expression(expression, described.error()));
    }
    auto column =
        project(expression.name, described->front().type, fmt::format("(\n{}\n)", expression.sql));
    if (!column) {
        return fail(ErrorCode::InvalidInput,
                    expression.where + ": neither true or false nor a number",
                    "write a condition or a number for each row");
    }
    return *column;
}

}  // namespace assay::engine
