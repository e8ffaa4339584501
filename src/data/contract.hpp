#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml_reader.hpp"
#include "data/data.hpp"
#include "engine/engine.hpp"

// A contract: what a table promises to those who read it. TOML, drafted from data, finished by a
// person, checked on each delivery, and compared between versions. Every error names file, line and
// key, and a contract that contradicts itself is one.

namespace assay::data {

/// An end of a range: a number, or a day (then in microseconds; an upper end holds the whole day).
struct Bound {
    double value = 0;
    std::string text;  // as a person wrote it
    bool is_day = false;
};

/// Where the values of a column must be known.
struct Reference {
    std::string table;  // a file, resolved against the contract's folder
    std::string column;
};

/// What is promised about one column.
struct ColumnContract {
    std::string name;
    std::string description;
    std::optional<engine::Type> type;  // empty: any
    bool required = true;              // the column is there
    bool nullable = true;
    std::optional<double> missing_at_most;  // share of rows
    bool unique = false;                    // among the values that are there
    std::optional<Bound> min, max;
    std::vector<std::string> values;  // the only ones; empty: any
    std::optional<Reference> references;
};

struct Contract {
    std::string file;  // as given; "" without one
    // [contract]
    std::string name, version, owner, description;
    // [table]
    std::string source;            // the file or glob that it speaks of, or ""
    std::vector<std::string> key;  // columns that together name a row once
    std::optional<std::int64_t> rows_at_least, rows_at_most;
    std::string time;                     // column whose newest value says how fresh the table is
    std::optional<std::int64_t> max_age;  // microseconds
    bool other_columns = true;            // columns beyond these are welcome
    std::vector<ColumnContract> columns;

    TomlLines lines;
    const ColumnContract* find(std::string_view column) const;
    /// Where a clause stands: "contract.toml, line 12, [columns.shop] values". An empty column
    /// means a table of the file, as in where("table", "key").
    std::string where(std::string_view column, std::string_view clause) const;
};

/// Reads a contract's text; `file` is for messages and for what lies beside it. InvalidInput on
/// what is no contract, and on one that contradicts itself.
Result<Contract> parse_contract(std::string_view text, const std::string& file);

/// Reads a contract file. NotFound when it is not there.
Result<Contract> read_contract(const std::string& file);

/// A clause that a table does not keep.
struct Breach {
    std::string code;  // missing-column, unknown-column, type, missing, range, set, unique, key,
                       // reference, volume, stale
    Severity severity = Severity::Error;
    std::string column;                    // "" when about the whole table
    std::int64_t rows = 0;                 // rows that break it
    std::vector<std::int64_t> first_rows;  // the first of them, counted from 1
    std::vector<std::string> seen;         // some of what they hold
    std::string expected;                  // what the contract says
    std::string clause;                    // where it says so
    std::string sentence;
    std::string sql;  // SELECT over the table `data` that shows the rows; "" when there are none

    static constexpr auto fields() {
        using B = Breach;
        return std::tuple{
            field("code", &B::code, "stable name of the kind of breach"),
            field("severity", &B::severity, "info, question, warning or error"),
            field("column", &B::column, "column concerned, or empty"),
            field("rows", &B::rows, "rows that break the clause"),
            field("first_rows", &B::first_rows, "the first of them, counted from 1, at most 5"),
            field("seen", &B::seen, "values seen there, at most 3"),
            field("expected", &B::expected, "what the contract says"),
            field("clause", &B::clause, "file, line and key of the clause"),
            field("sentence", &B::sentence, "the breach in words"),
            field("sql", &B::sql, "SELECT over the table `data` that shows the rows, or empty")};
    }
};

struct ContractCheck {
    std::string schema = "assay.contract-check/1";
    std::string contract, version, owner, source;
    std::int64_t rows = 0, columns = 0;
    std::int64_t clauses = 0;  // looked at
    std::string sentence;
    std::vector<Breach> breaches;  // worst first

    static constexpr auto fields() {
        using C = ContractCheck;
        return std::tuple{field("schema", &C::schema, "name and version of this document"),
                          field("contract", &C::contract, "name of the contract"),
                          field("version", &C::version, "version of the contract"),
                          field("owner", &C::owner, "who answers for the table"),
                          field("source", &C::source, "where the table came from"),
                          field("rows", &C::rows, "rows of the table"),
                          field("columns", &C::columns, "columns of the table"),
                          field("clauses", &C::clauses, "clauses that were looked at"),
                          field("sentence", &C::sentence, "how the table stands, in words"),
                          field("breaches", &C::breaches, "one entry a broken clause")};
    }
};

/// Holds a table against a contract, one pass a column on two threads. `now` is the moment that
/// freshness is counted from; `engine` reads the tables that are referred to, and fails as it does.
Result<ContractCheck> check_contract(const Contract& contract, const engine::Table& table,
                                     const std::string& source, engine::Engine& engine,
                                     std::int64_t now);

/// A contract drafted from a table. It holds on that table; what the table cannot support (a closed
/// set with values seen once, a range from few rows) is left out or stands in a comment.
struct ContractDraft {
    std::string toml;
    std::vector<std::string> open_questions;
    static constexpr auto fields() {
        using D = ContractDraft;
        return std::tuple{
            field("toml", &D::toml, "the drafted contract"),
            field("open_questions", &D::open_questions, "what a person must still say")};
    }
};
ContractDraft draft_contract(const engine::Table& table, const std::string& source,
                             std::int64_t now);

/// A product that reads a column, and how.
struct ColumnReader {
    std::string product, file, how;
    static constexpr auto fields() {
        using R = ColumnReader;
        return std::tuple{field("product", &R::product, "name of the product"),
                          field("file", &R::file, "its product file"),
                          field("how", &R::how, "what it uses the column for")};
    }
};

/// One change between two versions of a contract. Breaking is what takes a promise away from those
/// who read the table.
struct ContractChange {
    std::string column;  // "" when about the whole table
    std::string clause;  // column, type, nullable, missing_at_most, unique, min, max, values,
                         // references, required, key, rows_at_least, rows_at_most, max_age, …
    bool breaking = false;
    std::string before, after, sentence;
    std::vector<ColumnReader> products;  // of breaking changes; the caller's to fill

    static constexpr auto fields() {
        using C = ContractChange;
        return std::tuple{
            field("column", &C::column, "column concerned, or empty"),
            field("clause", &C::clause, "clause that changed"),
            field("breaking", &C::breaking, "readers can no longer rely on what was promised"),
            field("before", &C::before, "in the old contract"),
            field("after", &C::after, "in the new contract"),
            field("sentence", &C::sentence, "the change in words"),
            field("products", &C::products, "products that use the column, of breaking changes")};
    }
};

struct ContractDiff {
    std::string schema = "assay.contract-diff/1";
    std::string contract, old_version, new_version;
    std::int64_t breaking = 0, harmless = 0;
    bool announced = true;  // nothing breaks, or the major version rose
    std::int64_t products_searched = 0;
    std::string sentence;
    std::vector<ContractChange> changes;  // breaking ones first

    static constexpr auto fields() {
        using D = ContractDiff;
        return std::tuple{
            field("schema", &D::schema, "name and version of this document"),
            field("contract", &D::contract, "name of the contract"),
            field("old_version", &D::old_version, "version of the old contract"),
            field("new_version", &D::new_version, "version of the new contract"),
            field("breaking", &D::breaking, "breaking changes"),
            field("harmless", &D::harmless, "harmless changes"),
            field("announced", &D::announced, "nothing breaks, or the major version rose"),
            field("products_searched", &D::products_searched, "product files looked at"),
            field("sentence", &D::sentence, "what changed, in words"),
            field("changes", &D::changes, "one entry a change")};
    }
};
ContractDiff diff_contracts(const Contract& before, const Contract& after);

}  // namespace assay::data
