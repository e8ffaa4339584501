#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// SQL on tables. The engine room is the only one that speaks ADBC: it opens DuckDB inside the
// process, in memory, over files, and hands back columns. It never hands back rows, and nothing
// above it knows Arrow. Its SQL is a small portable core, so that PostgreSQL and Spark can stand in
// DuckDB's place.
//
// One Engine is used by one thread at a time; cancel() may be called from any thread.

namespace assay::engine {

/// What a column holds. Whole numbers and booleans are numbers too.
enum class Type : std::uint8_t { Boolean, Integer, Real, Text, Date, Timestamp };

constexpr std::int32_t kMissingCode = -1;
constexpr std::int64_t kMissingTime = std::numeric_limits<std::int64_t>::min();

/// One column, dense, of one kind of storage:
/// Boolean, Integer, Real: `numbers` (NaN = missing; infinities are kept as they are);
/// Text: `codes` into `levels` (kMissingCode = missing; levels in order of first appearance);
/// Date, Timestamp: `times`, microseconds since 1970 UTC (kMissingTime = missing).
/// A whole-number column with a value beyond 2^53 comes as Text, so that no digit is lost.
struct Column {
    std::string name;
    Type type = Type::Real;
    std::vector<double> numbers;
    std::vector<std::int32_t> codes;
    std::vector<std::string> levels;
    std::vector<std::int64_t> times;

    std::size_t size() const;
    bool missing(std::size_t row) const;
    std::int64_t missing_count() const;
};

struct Table {
    std::vector<Column> columns;
    std::size_t rows = 0;

    const Column* find(std::string_view name) const;
    std::vector<std::string> names() const;
};

struct EngineOptions {
    std::filesystem::path library;  // libduckdb.so; empty: beside the program
    std::string memory_limit = "2GB";
    int threads = 2;
};

/// Where rows come from: a file (CSV, TSV, Parquet, JSON lines, JSON, Arrow IPC; .gz and .zst are
/// seen through where DuckDB can), or a glob over several. A database URI is recognised and
/// answered with one sentence until that engine exists.
///
/// The first line of a CSV names its columns. Empty cells, NA, N/A, NULL and NaN are missing; only
/// true and false are booleans; a number with leading zeros or too many digits stays text.
struct Source {
    std::string location;
    std::string query;      // optional SELECT over the table `data`; one statement
    std::string said = {};  // what errors call it; empty: the location
    /// Of the files that the location matches, these alone; empty: all.
    std::vector<std::string> files = {};
    /// Adds a text column of this name: the file that each row came from. Rows of one file follow
    /// one another, in the order of the files. "" for none.
    std::string file_column = {};
};

/// A boolean or numeric SQL expression over a source's columns, with the words for its errors.
struct Expression {
    std::string name;   // column name in the result
    std::string sql;    // as the person wrote it
    std::string where;  // "product.toml, line 21, [rule] sql"
};

/// One named column with its type, without reading the rows.
struct ColumnInfo {
    std::string name;
    Type type;
};

/// True when a piece of SQL names the column, bare or in double quotes, outside of texts and
/// comments; letters of either case.
bool names_column(std::string_view sql, std::string_view column);

class Engine {
  public:
    static Result<Engine> open(const EngineOptions& options);
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

    /// From now on a source at `name` is read from this file; errors still say the name.
    void name_file(const std::string& name, const std::string& file);
    /// The file that was given this name, or the location itself.
    std::string file_of(const std::string& location) const;
    /// The files that a location matches, sorted; one unless it is a glob. Same errors as read().
    static Result<std::vector<std::string>> files(const std::string& location);

    /// Names and types of the source's columns. Same errors as read().
    Result<std::vector<ColumnInfo>> describe(const Source& source);

    /// All rows of a source in their order, with `expressions` evaluated as further columns.
    ///
    /// Errors name the file and, for CSV, the line and the column of the broken cell; a Parquet
    /// file that is cut, text that is not UTF-8, and an expression that does not parse (with the
    /// engine's message and position) are InvalidInput; a missing file is NotFound. Types that
    /// have no column form (lists, structs, maps, intervals) are left out and named in `skipped`.
    Result<Table> read(const Source& source, std::span<const Expression> expressions = {},
                       std::vector<std::string>* skipped = nullptr);

    /// Result of one SELECT. More than one statement is refused.
    Result<Table> query(const std::string& sql);

    /// Writes a table as Parquet (or CSV by its ending), whole or not at all.
    Result<> write(const Table& table, const std::filesystem::path& file);

    /// Ends the running statement from another thread; it then fails with Cancelled.
    Result<> cancel();

    /// Name and version of the engine, "DuckDB 1.5.6".
    Result<std::string> version();

  private:
    struct Handles;
    explicit Engine(std::unique_ptr<Handles> handles);
    std::unique_ptr<Handles> handles_;
};

}  // namespace assay::engine
