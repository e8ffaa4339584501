#include "engine/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <span>
#include <sstream>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "engine/arrow_reader.hpp"
#include "engine/csv_text.hpp"
#include "engine/message.hpp"

namespace assay::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSample = 20'480;
constexpr std::string_view kMissing = "['', 'NA', 'N/A', 'NULL', 'null', 'NaN', 'nan']";

struct CsvColumn {
    std::string name;
    std::string type;
    bool seen = true;  // has a value in the sample, else its type is a guess
};

/// How one file, or several alike, is read.
struct Dialect {
    char delimiter = ',';
    char escape = '"';
    std::string date_format, timestamp_format;  // empty: the engine's own
    std::vector<CsvColumn> columns;
};

std::string cell(const Column& column, std::size_t row) {
    const auto code = column.codes[row];
    return code == kMissingCode ? std::string() : column.levels[static_cast<std::size_t>(code)];
}

std::string fixed_options(const Dialect& dialect) {
    return fmt::format(
        "delim = {}, quote = '\"', escape = {}, skip = 0, comment = '', header = true, nullstr = "
        "{}",
        quoted_text(std::string(1, dialect.delimiter)), quoted_text(std::string(1, dialect.escape)),
        kMissing);
}

bool packed(const fs::path& file) {
    return file.extension() == ".gz" || file.extension() == ".zst";
}

// The engine unpacks; the delimiter given here is a control character that no text holds.
Result<std::string> unpacked_line(Connection& connection, const fs::path& file) {
    const auto table = TRY(fetch(
        connection,
        fmt::format(
            "SELECT line FROM read_csv({}, columns = {{'line': 'VARCHAR'}}, auto_detect = false, "
            "header = false, delim = '\x01', quote = '', escape = '', strict_mode = false) LIMIT 1",
            quoted_text(file.string()))));
    return table.rows == 0 ? std::string() : cell(table.columns[0], 0);
}

Result<std::string> first_line(Connection& connection, const fs::path& file) {
    std::string line;
    if (packed(file)) {
        line = TRY(unpacked_line(connection, file));
    } else {
        std::ifstream in(file, std::ios::binary);
        std::getline(in, line);
    }
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    line.erase(0, line.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    line.erase(line.find_last_not_of('\r') + 1);
    return line;
}

Result<Dialect> sniff_with(Connection& connection, const fs::path& file, Dialect dialect,
                           bool sample_all) {
    const auto table = TRY(
        fetch(connection,
              fmt::format(
                  "SELECT c.name, c.type, d, t FROM (SELECT unnest(Columns) AS c, DateFormat AS d, "
                  "TimestampFormat AS t FROM sniff_csv({}, {}, sample_size = {}))",
                  quoted_text(file.string()), fixed_options(dialect), sample_all ? -1 : kSample)));
    for (std::size_t row = 0; row < table.rows; ++row) {
        dialect.columns.push_back(
            {.name = cell(table.columns[0], row), .type = cell(table.columns[1], row)});
        dialect.date_format = cell(table.columns[2], row);
        dialect.timestamp_format = cell(table.columns[3], row);
    }
    return dialect;
}

// Doubled quotes are the rule (RFC 4180); some databases write a backslash.
Result<Dialect> sniff(Connection& connection, const fs::path& file, char delimiter,
                      bool sample_all) {
    Dialect dialect;
    dialect.delimiter = delimiter;
    const auto sniffed = sniff_with(connection, file, dialect, sample_all);
    if (sniffed) {
        return sniffed;
    }
    dialect.escape = '\\';
    const auto again = sniff_with(connection, file, dialect, sample_all);
    return again ? again : sniffed;
}

std::string relation_text(const std::string& paths, const Dialect& dialect, bool all_text) {
    std::string columns;
    for (const auto& column : dialect.columns) {
        columns += fmt::format("{}{}: {}", columns.empty() ? "" : ", ", quoted_text(column.name),
                               quoted_text(all_text ? "VARCHAR" : column.type));
    }
    const auto format = [&](std::string_view key, const std::string& value) {
        return value.empty() || all_text ? std::string()
                                         : fmt::format(", {} = {}", key, quoted_text(value));
    };
    return fmt::format("read_csv([{}], auto_detect = false, {}, columns = {{{}}}{}{})", paths,
                       fixed_options(dialect), columns, format("dateformat", dialect.date_format),
                       format("timestampformat", dialect.timestamp_format));
}

bool is_moment(const std::string& type) {
    return type == "DATE" || type.starts_with("TIME");
}

// Rows of the sample that speak against a column's sniffed type; for text, that it may be real. The
// engine takes an infinity for a date where nothing else stands in the column.
std::string doubt(const CsvColumn& column) {
    constexpr std::string_view kLong = "[+-]?[0-9]{17,}";
    constexpr std::string_view kReal =
        "[+-]?((0|[1-9][0-9]{0,15})([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?"
        "|[+-]?(inf|Inf|INF|infinity|Infinity)";
    constexpr std::string_view kInfinity = "[+-]?(inf|Inf|INF|infinity|Infinity)";
    const auto name = quoted_name(column.name);
    if (is_moment(column.type)) {
        return fmt::format("count({0}) FILTER (regexp_full_match({0}, '{1}'))", name, kInfinity);
    }
    if (column.type == "BOOLEAN") {
        return fmt::format("count({0}) FILTER (lower({0}) NOT IN ('true', 'false'))", name);
    }
    if (column.type == "DOUBLE") {
        return fmt::format("count({0}) FILTER (regexp_full_match({0}, '{1}'))", name, kLong);
    }
    if (column.type == "VARCHAR") {
        return fmt::format(
            "count({0}) FILTER (NOT regexp_full_match({0}, '{1}') OR TRY_CAST({0} AS DOUBLE) IS "
            "NULL)",
            name, kReal);
    }
    return "0";
}

/// What the sample says about one column.
struct Seen {
    std::int64_t rows, present, doubted;
};

Result<> look_at(Connection& connection, const std::string& sample,
                 std::span<const CsvColumn> columns, std::vector<Seen>& out) {
    std::string sql = "SELECT count(*)";
    for (const auto& column : columns) {
        sql += fmt::format(", count({}), {}", quoted_name(column.name), doubt(column));
    }
    const auto table = TRY(fetch(connection, sql + sample));
    const auto number = [&](std::size_t i) {
        return static_cast<std::int64_t>(table.columns[i].numbers[0]);
    };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out.push_back({number(0), number(2 * i + 1), number(2 * i + 2)});
    }
    return {};
}

// Few columns at a time: the engine plans thousands of sums in one query for minutes.
Result<std::vector<Seen>> look(Connection& connection, const fs::path& file, const Dialect& dialect,
                               bool sample_all) {
    constexpr std::size_t kAtATime = 200;
    const auto sample = fmt::format(" FROM (SELECT * FROM {}{})",
                                    relation_text(quoted_text(file.string()), dialect, true),
                                    sample_all ? "" : fmt::format(" LIMIT {}", kSample));
    const std::span<const CsvColumn> columns(dialect.columns);
    std::vector<Seen> out;
    for (std::size_t from = 0; from < columns.size(); from += kAtATime) {
        const auto some = std::min(kAtATime, columns.size() - from);
        TRY(look_at(connection, sample, columns.subspan(from, some), out));
    }
    return out;
}

void settle(CsvColumn& column, const Seen& seen) {
    const bool doubted = seen.doubted > 0;
    column.seen = seen.present > 0;
    if (is_moment(column.type) && doubted) {
        column.type = seen.doubted == seen.present ? "DOUBLE" : "VARCHAR";
        return;
    }
    if ((column.type == "BOOLEAN" || column.type == "DOUBLE") && doubted) {
        column.type = "VARCHAR";
    } else if (column.type == "VARCHAR" && seen.present > 0 && !doubted) {
        column.type = "DOUBLE";
    }
}

Result<Dialect> dialect_of(Connection& connection, const fs::path& file, char delimiter,
                           bool sample_all) {
    auto dialect = TRY(sniff(connection, file, delimiter, sample_all));
    const auto seen = TRY(look(connection, file, dialect, sample_all));
    const bool unseen = std::ranges::any_of(
        seen, [](const Seen& each) { return each.present == 0 && each.rows >= kSample; });
    if (unseen && !sample_all) {
        return dialect_of(connection, file, delimiter, true);
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        settle(dialect.columns[i], seen[i]);
    }
    return dialect;
}

// Files of one glob may differ in what their samples look like; the wider type holds both. A column
// without a value in one of them is what it is in the other.
CsvColumn wider(const CsvColumn& a, const CsvColumn& b) {
    const auto number = [](const std::string& type) {
        return type == "BIGINT" || type == "DOUBLE";
    };
    if (a.type == b.type || !b.seen) {
        return a;
    }
    if (!a.seen) {
        return b;
    }
    return {.name = a.name, .type = number(a.type) && number(b.type) ? "DOUBLE" : "VARCHAR"};
}

bool nothing_seen(const Dialect& dialect) {
    return std::ranges::none_of(dialect.columns, &CsvColumn::seen);
}

Result<> join(Dialect& all, const Dialect& one, const fs::path& first, const fs::path& file) {
    const bool alike =
        std::ranges::equal(all.columns, one.columns, {}, &CsvColumn::name, &CsvColumn::name);
    if (!alike || all.escape != one.escape) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} has other columns than {}", file.string(), first.string()),
                    "name files that have the same header");
    }
    if (nothing_seen(one)) {
        return {};
    }
    if (nothing_seen(all)) {
        all = one;
        return {};
    }
    const bool same_times =
        all.date_format == one.date_format && all.timestamp_format == one.timestamp_format;
    for (std::size_t i = 0; i < all.columns.size(); ++i) {
        auto& column = all.columns[i];
        column = wider(column, one.columns[i]);
        if (is_moment(column.type) && !same_times) {
            column.type = "VARCHAR";
        }
    }
    return {};
}

// The engine's own account, for packed files: "CSV Error on Line: 7", then what was expected.
Error explain_line(const Error& raw, std::string_view said) {
    if (raw.what.find("Error when sniffing file") != std::string::npos) {
        return {ErrorCode::InvalidInput, fmt::format("{} does not hold together as CSV", said),
                "look at its quotes and at what divides its fields, or save it as Parquet"};
    }
    constexpr std::string_view kMark = "CSV Error on Line: ";
    const auto at = raw.what.find(kMark);
    if (at == std::string::npos) {
        return explain(raw, said);
    }
    std::vector<std::string> lines;
    std::istringstream text(raw.what.substr(at + kMark.size()));
    for (std::string line; lines.size() < 3 && std::getline(text, line);) {
        lines.push_back(line);
    }
    lines.resize(3);
    return {ErrorCode::InvalidInput, fmt::format("{}, line {}: {}", said, lines[0], gist(lines[2])),
            "mend that line, or export the file again"};
}

char delimiter_in(std::string_view header, const fs::path& file) {
    const auto ending = (packed(file) ? file.stem() : file).extension();
    return ending == ".tsv" || ending == ".tab" ? '\t' : delimiter_of(header);
}

Error explain_file(const fs::path& file, char delimiter, const Error& raw) {
    if (raw.code == ErrorCode::InvalidInput && !packed(file)) {
        if (auto fault = first_fault(file, delimiter)) {
            return *fault;
        }
    }
    return explain_line(raw, file.string());
}

Result<Dialect> read_dialect(Connection& connection, const fs::path& file, bool sample_all) {
    const auto header = first_line(connection, file);
    if (!header) {
        return tl::unexpected(explain_line(header.error(), file.string()));
    }
    const char delimiter = delimiter_in(*header, file);
    TRY(check_header(*header, delimiter, file.string()));
    auto dialect = dialect_of(connection, file, delimiter, sample_all);
    if (!dialect) {
        return tl::unexpected(explain_file(file, delimiter, dialect.error()));
    }
    return dialect;
}

}  // namespace

Result<std::string> csv_relation(Connection& connection, const Files& files, bool sample_all) {
    Dialect all;
    std::string paths;
    for (const auto& file : files.paths) {
        auto one = TRY(read_dialect(connection, file, sample_all));
        if (paths.empty()) {
            all = std::move(one);
        } else {
            TRY(join(all, one, files.paths.front(), file));
        }
        paths += (paths.empty() ? "" : ", ") + quoted_text(file.string());
    }
    auto relation = relation_text(paths, all, false);
    relation.insert(relation.size() - 1, file_option(files));
    return relation;
}

Error explain_csv(Connection& connection, const Files& files, const Error& raw) {
    for (const auto& file : files.paths) {
        const auto header = first_line(connection, file);
        auto error = explain_file(file, delimiter_in(header.value_or(""), file), raw);
        if (files.paths.size() == 1 || !error.what.starts_with(file.string() + ": ")) {
            return error;
        }
    }
    return explain_line(raw, files.said);
}

}  // namespace assay::engine
