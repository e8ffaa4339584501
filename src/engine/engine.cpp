#include "engine/engine.hpp"

#include <fmt/format.h>

#include <map>

#include "base/text.hpp"
#include "engine/adbc.hpp"
#include "engine/arrow_reader.hpp"
#include "engine/arrow_writer.hpp"
#include "engine/expression.hpp"
#include "engine/message.hpp"
#include "engine/projection.hpp"
#include "engine/source.hpp"
#include "engine/sql_text.hpp"

namespace assay::engine {

struct Engine::Handles {
    Connection connection;
    std::map<std::string, std::string> files = {};  // by the names that were given them

    /// The source where its rows are; errors say its name.
    Source named(const Source& given) const {
        Source out = given;
        if (const auto found = files.find(given.location); found != files.end()) {
            out.location = found->second;
        }
        out.said = given.location;
        return out;
    }
};

namespace {

constexpr std::string_view kQuery = "the query";

Result<> check_sql(const std::string& sql, std::string_view where) {
    const auto sound = check_query(sql);
    if (!sound) {
        return fail(sound.error().code, fmt::format("{}: {}", where, sound.error().what),
                    sound.error().hint);
    }
    return {};
}

/// One piece of work on a connection: cancelled apart from others, and nothing held after it.
class Work {
  public:
    explicit Work(Connection& connection) : connection_(&connection) { connection.begin(); }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    ~Work() { forget(*connection_); }

  private:
    Connection* connection_;
};

/// A source that is ready to be selected from.
struct Opened {
    Files files;
    std::string relation;
    std::string query;  // empty: the relation itself
    std::vector<Described> columns;
};

Error explain_read(Connection& connection, const Opened& source, const Error& raw) {
    // A query may be wrong over sound files; its own mistakes never mention a file.
    const bool of_query = !source.query.empty() &&
                          raw.what.find("Error on Line") == std::string::npos &&
                          raw.what.find("file") == std::string::npos;
    return of_query ? explain_query(source.query, raw, "[data] query")
                    : explain_files(connection, source.files, raw);
}

Result<> look_at_columns(Connection& connection, Opened& source) {
    auto columns = columns_of(connection, source.relation);
    if (!columns) {
        return tl::unexpected(explain_read(connection, source, columns.error()));
    }
    source.columns = *std::move(columns);
    return {};
}

Result<Opened> open_files(Connection& connection, const Files& files, bool sample_all) {
    Opened out{.files = files, .relation = {}, .query = {}, .columns = {}};
    out.relation = TRY(relation_of(connection, files, sample_all));
    TRY(look_at_columns(connection, out));
    return out;
}

// The query sees the files as the table `data`.
Result<Opened> open_source(Connection& connection, const Source& source, bool sample_all) {
    auto files = TRY(find_files(source.location));
    if (!source.said.empty()) {
        files.said = source.said;
    }
    if (!source.files.empty()) {
        files.paths.assign(source.files.begin(), source.files.end());
    }
    files.file_column = source.file_column;
    auto out = TRY(open_files(connection, files, sample_all));
    if (!source.query.empty()) {
        TRY(check_sql(source.query, "[data] query"));
        TRY(connection.execute(fmt::format(
            "CREATE OR REPLACE TEMPORARY VIEW data AS SELECT * FROM {}", out.relation)));
        out.query = source.query;
        out.relation = fmt::format("(\n{}\n)", source.query);
        TRY(look_at_columns(connection, out));
    }
    return out;
}

std::vector<Projected> columns_to_read(const std::vector<Described>& columns,
                                       std::vector<std::string>* skipped) {
    std::vector<Projected> out;
    if (skipped != nullptr) {
        skipped->clear();
    }
    for (const auto& column : columns) {
        if (auto one = project(column.name, column.type, quoted_name(column.name))) {
            out.push_back(std::move(*one));
        } else if (skipped != nullptr) {
            skipped->push_back(column.name);
        }
    }
    return out;
}

Result<Table> read_rows(Connection& connection, const std::vector<Projected>& columns,
                        const std::string& relation) {
    if (columns.empty()) {
        return fail(ErrorCode::InvalidInput, "Binder Error: there is no column that can be read",
                    "lists, structs and maps have no column form: unpack them in a query");
    }
    return fetch(connection, select(columns, relation), targets(columns));
}

/// One attempt at a source; a failure to read rows is the engine's own message.
struct Attempt {
    Opened opened;
    std::vector<Projected> columns;      // of the source
    std::vector<Projected> expressions;  // beside them
    Result<Table> rows;
};

Result<Attempt> attempt(Connection& connection, const Source& source,
                        std::span<const Expression> expressions, std::vector<std::string>* skipped,
                        bool sample_all) {
    Attempt out{.opened = TRY(open_source(connection, source, sample_all)),
                .columns = {},
                .expressions = {},
                .rows = Table{}};
    out.columns = columns_to_read(out.opened.columns, skipped);
    for (const auto& expression : expressions) {
        out.expressions.push_back(
            TRY(check_expression(connection, expression, out.opened.columns)));
    }
    auto all = out.columns;
    all.insert(all.end(), out.expressions.begin(), out.expressions.end());
    out.rows = read_rows(connection, all, out.opened.relation);
    return out;
}

// Rows may break an expression that was sound on paper, a cast say. It is the culprit when the
// columns alone can be read and it alone cannot.
Error blame(Connection& connection, const Attempt& tried, std::span<const Expression> expressions) {
    const auto& raw = tried.rows.error();
    const auto& relation = tried.opened.relation;
    const bool by_rows = raw.code == ErrorCode::InvalidInput && !expressions.empty() &&
                         connection.execute(select(tried.columns, relation)).has_value();
    for (std::size_t i = 0; by_rows && i < expressions.size(); ++i) {
        const auto alone = connection.execute(select({tried.expressions[i]}, relation));
        if (!alone) {
            return explain_expression(expressions[i], alone.error());
        }
    }
    return explain_read(connection, tried.opened, raw);
}

}  // namespace

Engine::Engine(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const EngineOptions& options) {
    auto handles = std::make_unique<Handles>();
    TRY(handles->connection.open(options));
    return Engine(std::move(handles));
}

void Engine::name_file(const std::string& name, const std::string& file) {
    handles_->files[name] = file;
}

std::string Engine::file_of(const std::string& location) const {
    const auto found = handles_->files.find(location);
    return found == handles_->files.end() ? location : found->second;
}

Result<std::vector<std::string>> Engine::files(const std::string& location) {
    std::vector<std::string> out;
    for (const auto& path : TRY(find_files(location)).paths) {
        out.push_back(path.string());
    }
    return out;
}

Result<std::vector<ColumnInfo>> Engine::describe(const Source& given) {
    const Source source = handles_->named(given);
    auto& connection = handles_->connection;
    const Work work(connection);
    const auto opened = TRY(open_source(connection, source, false));
    std::vector<ColumnInfo> out;
    for (const auto& column : columns_to_read(opened.columns, nullptr)) {
        out.push_back({column.target.name, column.target.type});
    }
    return out;
}

Result<Table> Engine::read(const Source& given, std::span<const Expression> expressions,
                           std::vector<std::string>* skipped) {
    const Source source = handles_->named(given);
    auto& connection = handles_->connection;
    const Work work(connection);
    auto tried = TRY(attempt(connection, source, expressions, skipped, false));
    const auto no_longer_fits = [](const Result<Table>& rows) {
        return !rows && rows.error().what.starts_with("Conversion Error");
    };
    // A later row of a CSV did not fit the types of its sample: look at every row.
    if (tried.opened.files.format == Format::Csv && no_longer_fits(tried.rows)) {
        tried = TRY(attempt(connection, source, expressions, skipped, true));
    }
    if (!tried.rows) {
        return tl::unexpected(blame(connection, tried, expressions));
    }
    return std::move(tried.rows);
}

Result<Table> Engine::query(const std::string& sql) {
    auto& connection = handles_->connection;
    connection.begin();
    TRY(check_sql(sql, kQuery));
    const auto relation = fmt::format("(\n{}\n)", sql);
    const auto columns = columns_of(connection, relation);
    if (!columns) {
        return tl::unexpected(explain_query(sql, columns.error(), kQuery));
    }
    auto rows = read_rows(connection, columns_to_read(*columns, nullptr), relation);
    if (!rows) {
        return tl::unexpected(explain_query(sql, rows.error(), kQuery));
    }
    return rows;
}

Result<> Engine::write(const Table& table, const std::filesystem::path& file) {
    handles_->connection.begin();
    return write_table(handles_->connection, table, file);
}

Result<> Engine::cancel() {
    return handles_->connection.cancel();
}

Result<std::string> Engine::version() {
    const auto table = TRY(query("SELECT version() AS version"));
    auto number = table.columns[0].levels[0];
    number.erase(0, number.starts_with('v') ? 1 : 0);
    return "DuckDB " + number;
}

}  // namespace assay::engine
