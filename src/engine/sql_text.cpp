#include "engine/sql_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace assay::engine {
namespace {

constexpr auto kNowhere = std::string_view::npos;

bool blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return upper(x) == upper(y); });
}

// Walks SQL past quotes and comments; stands on each character that is in neither.
class Scanner {
  public:
    explicit Scanner(std::string_view sql) : sql_(sql) {}

    std::size_t next() {
        while (at_ < sql_.size()) {
            const auto end = skip_end();
            if (end == at_) {
                return at_++;
            }
            at_ = end;
        }
        return kNowhere;
    }
    /// False when the text ended inside a quote or a comment with a close of its own.
    bool closed() const { return closed_; }

  private:
    // Where the quote or comment that starts here ends; `at_` when none starts here.
    std::size_t skip_end() {
        const auto rest = sql_.substr(at_);
        if (rest.front() == '\'' || rest.front() == '"') {
            return past(rest.substr(0, 1), 1);
        }
        if (rest.starts_with("--")) {
            return std::min(sql_.find('\n', at_), sql_.size());
        }
        if (rest.starts_with("/*")) {
            return past("*/", 2);
        }
        const auto tag = dollar_tag(rest);
        return tag.empty() ? at_ : past(tag, tag.size());
    }

    // $$ or $name$, which quote text until they stand again.
    static std::string_view dollar_tag(std::string_view rest) {
        const auto close = rest.front() == '$' ? rest.find('$', 1) : kNowhere;
        const bool tag =
            close != kNowhere && std::ranges::all_of(rest.substr(1, close - 1), of_word);
        return tag ? rest.substr(0, close + 1) : std::string_view();
    }

    std::size_t past(std::string_view close, std::size_t opened) {
        const auto found = sql_.find(close, at_ + opened);
        closed_ = closed_ && found != kNowhere;
        return found == kNowhere ? sql_.size() : found + close.size();
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    bool closed_ = true;
};

// The first word of a statement, in upper case; brackets and comments before it do not count.
std::string first_word(std::string_view sql) {
    std::string word;
    Scanner scanner(sql);
    for (auto at = scanner.next(); at != kNowhere; at = scanner.next()) {
        if (of_word(sql[at])) {
            word += upper(sql[at]);
        } else if (!word.empty() || !(blank(sql[at]) || sql[at] == '(')) {
            break;
        }
    }
    return word;
}

bool second_statement(std::string_view sql) {
    bool ended = false;
    Scanner scanner(sql);
    for (auto at = scanner.next(); at != kNowhere; at = scanner.next()) {
        if (ended && !blank(sql[at]) && sql[at] != ';') {
            return true;
        }
        ended = ended || sql[at] == ';';
    }
    return false;
}

// What is wrong with the brackets and quotes of a fragment, if anything.
std::optional<std::string> unclosed(std::string_view sql) {
    int depth = 0;
    Scanner scanner(sql);
    for (auto at = scanner.next(); at != kNowhere; at = scanner.next()) {
        depth += sql[at] == '(' ? 1 : 0;
        depth -= sql[at] == ')' ? 1 : 0;
        if (depth < 0) {
            return "a bracket closes that was never opened";
        }
    }
    if (!scanner.closed()) {
        return "a quote or comment opens and is never closed";
    }
    return depth > 0 ? std::optional<std::string>("a bracket opens and is never closed")
                     : std::nullopt;
}

// Past blanks and comments.
std::size_t next_token(std::string_view sql, std::size_t at) {
    while (at < sql.size()) {
        if (blank(sql[at])) {
            ++at;
        } else if (sql.substr(at).starts_with("--")) {
            at = std::min(sql.find('\n', at), sql.size());
        } else if (sql.substr(at).starts_with("/*")) {
            const auto close = sql.find("*/", at + 2);
            at = close == kNowhere ? sql.size() : close + 2;
        } else {
            break;
        }
    }
    return at;
}

// Whether a function is called, its name in quotes or not. Looks inside of text as well: what a
// quote hides from a scanner it may not hide from the engine.
bool calls(std::string_view sql, std::string_view name) {
    for (std::size_t at = 0; at + name.size() < sql.size(); ++at) {
        const bool starts = at == 0 || !of_word(sql[at - 1]);
        if (!starts || !same_word(sql.substr(at, name.size()), name)) {
            continue;
        }
        const auto end = at + name.size();
        const auto bracket = next_token(sql, sql[end] == '"' ? end + 1 : end);
        if (bracket < sql.size() && sql[bracket] == '(') {
            return true;
        }
    }
    return false;
}

// Functions of DuckDB that act when a SELECT calls them: they print, log to files, or run text as
// SQL, which would step around the other checks.
Result<> check_acts(std::string_view sql) {
    constexpr std::array<std::string_view, 12> kActs{
        "enable_logging", "disable_logging",  "truncate_duckdb_logs",
        "write_log",      "enable_profiling", "disable_profiling",
        "checkpoint",     "force_checkpoint", "json_execute_serialized_sql",
        "query",          "query_table",      "sleep_ms"};
    for (const auto name : kActs) {
        if (calls(sql, name)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{}() does something instead of reading", name),
                        "keep to what reads the data");
        }
    }
    return {};
}

}  // namespace

Result<> check_query(std::string_view sql) {
    const auto word = first_word(sql);
    if (word != "SELECT" && word != "WITH" && word != "FROM") {
        return fail(
            ErrorCode::InvalidInput,
            word.empty() ? std::string("it is empty") : fmt::format("it starts with {}", word),
            "a query starts with SELECT, WITH or FROM");
    }
    if (second_statement(sql)) {
        return fail(ErrorCode::InvalidInput, "it holds more than one statement",
                    "keep one SELECT; a step before it can be a WITH");
    }
    if (const auto wrong = unclosed(sql)) {
        return fail(ErrorCode::InvalidInput, *wrong);
    }
    return check_acts(sql);
}

Result<> check_fragment(std::string_view sql) {
    constexpr std::array<std::string_view, 10> kFickle{
        "random",       "uuid",         "gen_random_uuid",   "now",     "today",
        "current_date", "current_time", "current_timestamp", "setseed", "nextval"};
    Scanner scanner(sql);
    bool empty = true;
    for (auto at = scanner.next(); at != kNowhere; at = scanner.next()) {
        if (sql[at] == ';') {
            return fail(ErrorCode::InvalidInput, "it holds a semicolon",
                        "write one expression, without a semicolon");
        }
        empty = empty && blank(sql[at]);
    }
    if (empty && first_word(sql).empty() && sql.find_first_of("'\"$") == kNowhere) {
        return fail(ErrorCode::InvalidInput, "it is empty", "write a condition or a number");
    }
    if (const auto wrong = unclosed(sql)) {
        return fail(ErrorCode::InvalidInput, *wrong);
    }
    for (const auto word : kFickle) {
        if (find_word(sql, word) != kNowhere) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} gives another answer each time", word),
                        "use a column of the data, so that a second run says the same");
        }
    }
    return check_acts(sql);
}

std::size_t find_word(std::string_view sql, std::string_view word) {
    Scanner scanner(sql);
    for (auto at = scanner.next(); at != kNowhere; at = scanner.next()) {
        const bool starts = at == 0 || !of_word(sql[at - 1]);
        const auto end = at + word.size();
        const bool ends = end >= sql.size() || !of_word(sql[end]);
        if (starts && ends && same_word(sql.substr(at, word.size()), word)) {
            return at;
        }
    }
    return kNowhere;
}

bool names_column(std::string_view sql, std::string_view column) {
    return !column.empty() && find_word(sql, column) != kNowhere;
}

std::string pointed(std::string_view sql, std::size_t at) {
    at = std::min(at, sql.size());
    const auto feed = at == 0 ? kNowhere : sql.rfind('\n', at - 1);
    const auto start = feed == kNowhere ? 0 : feed + 1;
    const auto end = std::min(sql.find('\n', at), sql.size());
    return fmt::format("\n  {}\n  {}^", sql.substr(start, end - start),
                       std::string(at - start, ' '));
}

}  // namespace assay::engine
