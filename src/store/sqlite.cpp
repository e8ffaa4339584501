#include "store/sqlite.hpp"

#include <sqlite3.h>

#include <utility>

namespace assay::store {
namespace {

tl::unexpected<Error> failure(sqlite3* database) {
    const int code = sqlite3_errcode(database);
    const char* name = sqlite3_db_filename(database, "main");
    const std::string file = name == nullptr || *name == '\0' ? "the records" : name;
    const std::string reason = sqlite3_errmsg(database);
    switch (code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fail(ErrorCode::Conflict, file + " is held by another process",
                        "wait for it to finish, or stop it, and try again");
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_NOMEM:
            return fail(ErrorCode::Unavailable, "cannot use " + file + ": " + reason,
                        "look at the free space and the permissions of its folder");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return fail(ErrorCode::Unavailable, file + " is damaged: " + reason,
                        "restore it from a backup");
        default:
            return fail(ErrorCode::Internal, file + ": " + reason);
    }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

void Statement::set(int parameter, std::string_view text) {
    // A null pointer would be stored as NULL rather than as empty text.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    sqlite3_bind_text64(statement_.get(), parameter, bytes, text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
}

void Statement::set(int parameter, std::int64_t number) {
    sqlite3_bind_int64(statement_.get(), parameter, number);
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        return code == SQLITE_ROW;
    }
    return failure(sqlite3_db_handle(statement_.get()));
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
}

std::string Statement::text(int column) const {
    const auto* bytes = sqlite3_column_text(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::string()
                            : std::string(reinterpret_cast<const char*>(bytes), size);
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::filesystem::path& file, int patience_ms) {
    sqlite3* raw = nullptr;
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(file.c_str(), &raw, kFlags, nullptr);
    Database database(raw, patience_ms);
    if (code != SQLITE_OK) {
        return fail(ErrorCode::Unavailable,
                    "cannot open " + file.string() + ": " + sqlite3_errmsg(raw),
                    "look at the free space and the permissions of its folder");
    }
    sqlite3_busy_timeout(raw, patience_ms);
    return database;
}

Result<> Database::execute(const char* sql) const {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failure(database_.get());
    }
    return {};
}

Result<> Database::set_up(const char* sql) const {
    constexpr int kPauseMs = 10;
    auto done = execute(sql);
    for (int waited = 0; waited < patience_ms_; waited += kPauseMs) {
        if (done || done.error().code != ErrorCode::Conflict) {
            break;
        }
        sqlite3_sleep(kPauseMs);
        done = execute(sql);
    }
    return done;
}

Result<Statement> Database::prepare(std::string_view sql) const {
    sqlite3_stmt* raw = nullptr;
    const int size = static_cast<int>(sql.size());
    if (sqlite3_prepare_v2(database_.get(), sql.data(), size, &raw, nullptr) != SQLITE_OK) {
        return failure(database_.get());
    }
    return Statement(raw);
}

Result<Transaction> Transaction::begin(const Database& database) {
    TRY(database.execute("BEGIN IMMEDIATE"));
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    if (database_ != nullptr) {
        // Nothing is left to be done when even this fails: the next opening rolls back.
        static_cast<void>(database_->execute("ROLLBACK"));
    }
}

Result<> Transaction::commit() {
    TRY(database_->execute("COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace assay::store
