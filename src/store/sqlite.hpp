#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

// SQLite with owned handles and Results: only what the workspace needs. A database that another
// process holds is Conflict, a disk that fails or is full is Unavailable.

namespace assay::store {

/// One prepared statement. Parameters count from 1, columns from 0.
class Statement {
  public:
    /// The text must outlive the statement's steps.
    void set(int parameter, std::string_view text);
    void set(int parameter, std::int64_t number);

    /// True when a row is there to be read, false at the end.
    Result<bool> step();
    /// Makes the statement ready to run again, its parameters kept.
    void reset();

    std::string text(int column) const;
    std::int64_t number(int column) const;

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
  public:
    /// Opens or makes the file; waits up to `patience_ms` for a lock that another process holds.
    static Result<Database> open(const std::filesystem::path& file, int patience_ms);

    Result<> execute(const char* sql) const;
    /// Runs SQL that makes the database ready. SQLite answers at once, without its own patience,
    /// when another process is just switching a new database to WAL, so this tries again.
    Result<> set_up(const char* sql) const;
    Result<Statement> prepare(std::string_view sql) const;

  private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    Database(sqlite3* database, int patience_ms) : database_(database), patience_ms_(patience_ms) {}
    std::unique_ptr<sqlite3, Close> database_;
    int patience_ms_;
};

/// A transaction that takes the write lock at once and is rolled back unless it was committed.
class Transaction {
  public:
    static Result<Transaction> begin(const Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<> commit();

  private:
    explicit Transaction(const Database& database) : database_(&database) {}
    const Database* database_;
};

}  // namespace assay::store
