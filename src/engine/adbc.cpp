#include "engine/adbc.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <string_view>
#include <system_error>

#include "engine/message.hpp"

namespace assay::engine {
namespace {

struct Failure {
    AdbcError error = ADBC_ERROR_INIT;
    Failure() = default;
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;
    ~Failure() {
        if (error.release != nullptr) {
            error.release(&error);
        }
    }
};

template <class Call>
Result<> adbc(Call&& call) {
    Failure failure;
    if (call(&failure.error) == ADBC_STATUS_OK) {
        return {};
    }
    const char* text = failure.error.message;
    const std::string message = text == nullptr ? "the engine gave no reason" : text;
    return fail(classify(message), message);
}

struct Statement {
    AdbcStatement value{};
    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() {
        Failure ignored;
        if (value.private_data != nullptr) {
            AdbcStatementRelease(&value, &ignored.error);
        }
    }
};

Result<> set(AdbcDatabase* database, const char* key, const std::string& value) {
    return adbc([&](AdbcError* error) {
        return AdbcDatabaseSetOption(database, key, value.c_str(), error);
    });
}

Result<std::filesystem::path> library(const EngineOptions& options) {
    auto file = options.library;
    std::error_code failed;
    if (file.empty()) {
        const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
        file = program.parent_path() / "lib" / "libduckdb.so";
    }
    const auto absolute = std::filesystem::absolute(file, failed);
    if (!std::filesystem::exists(absolute, failed)) {
        return fail(ErrorCode::Unavailable,
                    fmt::format("the engine's library {} is not there", absolute.string()),
                    "install assay again: lib/libduckdb.so lies beside the program");
    }
    return absolute;
}

// What does not fit in memory goes to a folder of this engine's own: DuckDB's default is the
// person's current one, and two engines in one folder overwrite each other.
std::string spill_folder() {
    static std::atomic<int> opened = 0;
    std::error_code failed;
    auto folder = std::filesystem::temp_directory_path(failed);
    if (failed) {
        folder = "/tmp";
    }
    return (folder / fmt::format("assay-engine-{}-{}", ::getpid(), opened++)).string();
}

}  // namespace

Result<> Connection::open(const EngineOptions& options) {
    const auto file = TRY(library(options));
    threads_ = options.threads;
    TRY(adbc([&](AdbcError* error) { return AdbcDatabaseNew(&database_, error); }));
    // An extension that is not built in would be fetched from the network: no engine of assay does.
    const std::array<std::pair<const char*, std::string>, 8> settings{{
        {"driver", file.string()},
        {"entrypoint", "duckdb_adbc_init"},
        {"path", ":memory:"},
        {"memory_limit", options.memory_limit},
        {"threads", fmt::format("{}", options.threads)},
        {"temp_directory", spill_folder()},
        {"autoinstall_known_extensions", "false"},
        {"autoload_known_extensions", "false"},
    }};
    for (const auto& [key, value] : settings) {
        TRY(set(&database_, key, value));
    }
    TRY(adbc([&](AdbcError* error) { return AdbcDatabaseInit(&database_, error); }));
    TRY(adbc([&](AdbcError* error) { return AdbcConnectionNew(&connection_, error); }));
    return adbc(
        [&](AdbcError* error) { return AdbcConnectionInit(&connection_, &database_, error); });
}

Connection::~Connection() {
    Failure ignored;
    if (connection_.private_data != nullptr) {
        AdbcConnectionRelease(&connection_, &ignored.error);
    }
    if (database_.private_data != nullptr) {
        AdbcDatabaseRelease(&database_, &ignored.error);
    }
}

Result<> Connection::check() const {
    if (cancelled_) {
        return fail(ErrorCode::Cancelled, "stopped");
    }
    return {};
}

Result<Stream> Connection::run(const std::string& sql) {
    TRY(check());
    Statement statement;
    TRY(adbc(
        [&](AdbcError* error) { return AdbcStatementNew(&connection_, &statement.value, error); }));
    // Executing a statement whose text was refused aborts the process.
    TRY(adbc([&](AdbcError* error) {
        return AdbcStatementSetSqlQuery(&statement.value, sql.c_str(), error);
    }));
    Stream stream;
    TRY(adbc([&](AdbcError* error) {
        return AdbcStatementExecuteQuery(&statement.value, &stream.value, nullptr, error);
    }));
    // Text without a statement, a comment say, succeeds without a stream.
    if (stream.value.release == nullptr) {
        return fail(ErrorCode::InvalidInput, "Parser Error: there is no statement in the text");
    }
    return stream;
}

Result<> next(ArrowArrayStream& stream, ArrowArray& batch) {
    if (stream.get_next(&stream, &batch) == 0) {
        return {};
    }
    const char* text = stream.get_last_error(&stream);
    const std::string message = text == nullptr ? "the result broke off" : text;
    return fail(classify(message), message);
}

// When even this fails, the work is done again as it was.
void Connection::set_threads(int threads) {
    static_cast<void>(drain(fmt::format("SET threads = {}", threads)));
}

Result<> Connection::execute(const std::string& sql) {
    return steady([&] { return drain(sql); });
}

Result<> Connection::drain(const std::string& sql) {
    auto stream = TRY(run(sql));
    while (true) {
        Owned<ArrowArray> batch;
        TRY(next(stream.value, batch.value));
        if (batch.value.release == nullptr) {
            return check();
        }
    }
}

Result<std::int64_t> Connection::ingest(const std::string& table, ArrowArrayStream& rows) {
    TRY(check());
    Statement statement;
    TRY(adbc(
        [&](AdbcError* error) { return AdbcStatementNew(&connection_, &statement.value, error); }));
    const std::array<std::pair<const char*, const char*>, 3> settings{{
        {ADBC_INGEST_OPTION_TARGET_TABLE, table.c_str()},
        {ADBC_INGEST_OPTION_MODE, ADBC_INGEST_OPTION_MODE_CREATE},
        {ADBC_INGEST_OPTION_TEMPORARY, ADBC_OPTION_VALUE_ENABLED},
    }};
    for (const auto& [key, value] : settings) {
        TRY(adbc([&](AdbcError* error) {
            return AdbcStatementSetOption(&statement.value, key, value, error);
        }));
    }
    TRY(adbc(
        [&](AdbcError* error) { return AdbcStatementBindStream(&statement.value, &rows, error); }));
    std::int64_t arrived = -1;
    TRY(adbc([&](AdbcError* error) {
        return AdbcStatementExecuteQuery(&statement.value, nullptr, &arrived, error);
    }));
    return arrived;
}

Result<> Connection::cancel() {
    cancelled_ = true;
    return adbc([&](AdbcError* error) { return AdbcConnectionCancel(&connection_, error); });
}

}  // namespace assay::engine
