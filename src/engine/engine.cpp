#include "engine/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "engine/adbc.hpp"
#include "engine/arrow_reader.hpp"
#include "engine/arrow_writer.hpp"
#include "engine/message.hpp"
#include "engine/projection.hpp"
#include "engine/source.hpp"
#include "engine/statement.hpp"

namespace assay::engine {

struct Engine::Handles {
    Connection connection;
};

namespace {

template <class T>
Result<T> explained(Result<T> result, std::string_view subject) {
    if (!result) {
        return tl::unexpected(explain(result.error(), subject));
    }
    return result;
}

/// A source that is ready to be selected from.
struct Opened {
    std::string relation;
    std::string subject;  // opens the sentence of an error
    std::vector<Described> columns;
};

Result<Opened> open_source(Connection& connection, const Source& source, bool sample_all) {
    const auto files = TRY(find_files(source.location));
    Opened out{.relation = TRY(relation_of(connection, files, sample_all)),
               .subject = files.said,
               .columns = {}};
    out.columns = TRY(explained(columns_of(connection, out.relation), out.subject));
    if (!source.query.empty()) {
        TRY(check_query(source.query));
        TRY(connection.execute(fmt::format(
            "CREATE OR REPLACE TEMPORARY VIEW data AS SELECT * FROM {}", out.relation)));
        out.relation = fmt::format("(\n{}\n)", source.query);
        out.subject = "[data] query";
        out.columns = TRY(explained(columns_of(connection, out.relation), out.subject));
    }
    return out;
}

std::vector<Projected> columns_to_read(const Opened& source, std::vector<std::string>* skipped) {
    std::vector<Projected> out;
    for (const auto& column : source.columns) {
        if (auto one = project(column.name, column.type, quoted_name(column.name))) {
            out.push_back(std::move(*one));
        } else if (skipped != nullptr) {
            skipped->push_back(column.name);
        }
    }
    return out;
}

Result<Table> read_rows(Connection& connection, const std::vector<Projected>& columns,
                        const Opened& source) {
    if (columns.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} has no column that can be read", source.subject),
                    "lists, structs and maps have no column form: unpack them in a query");
    }
    auto stream = TRY(connection.run(select(columns, source.relation)));
    return read_all(stream.value, targets(columns));
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

Result<std::vector<ColumnInfo>> Engine::describe(const Source& source) {
    auto& connection = handles_->connection;
    connection.begin();
    const auto opened = TRY(open_source(connection, source, false));
    std::vector<ColumnInfo> out;
    for (const auto& column : columns_to_read(opened, nullptr)) {
        out.push_back({column.target.name, column.target.type});
    }
    return out;
}

Result<Table> Engine::read(const Source& source, std::span<const Expression> expressions,
                           std::vector<std::string>* skipped) {
    auto& connection = handles_->connection;
    connection.begin();
    const auto opened = TRY(open_source(connection, source, false));
    auto columns = columns_to_read(opened, skipped);
    for (const auto& expression : expressions) {
        columns.push_back(TRY(check_expression(connection, expression, opened.columns)));
    }
    return explained(read_rows(connection, columns, opened), opened.subject);
}

Result<Table> Engine::query(const std::string& sql) {
    auto& connection = handles_->connection;
    connection.begin();
    TRY(check_query(sql));
    Opened opened{.relation = fmt::format("(\n{}\n)", sql), .subject = "the query", .columns = {}};
    opened.columns = TRY(explained(columns_of(connection, opened.relation), opened.subject));
    return explained(read_rows(connection, columns_to_read(opened, nullptr), opened),
                     opened.subject);
}

Result<> Engine::write(const Table& table, const std::filesystem::path& file) {
    handles_->connection.begin();
    return write_table(handles_->connection, table, file);
}

Result<> Engine::cancel() {
    return handles_->connection.cancel();
}

Result<std::string> Engine::version() {
    handles_->connection.begin();
    const auto table = TRY(query("SELECT version() AS version"));
    auto number = table.columns[0].levels[0];
    number.erase(0, number.starts_with('v') ? 1 : 0);
    return "DuckDB " + number;
}

}  // namespace assay::engine
