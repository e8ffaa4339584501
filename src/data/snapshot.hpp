#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "engine/engine.hpp"

// A table at one moment, and what is different at another. A snapshot is named by its content: the
// same columns with the same values in the same order have the same id, whenever it was taken and
// whatever the file was. Two tables are compared by key, a few columns at a time.

namespace assay::data {

struct SnapshotColumn {
    std::string name, type;
    std::string sha256;  // of its values in order
    static constexpr auto fields() {
        using C = SnapshotColumn;
        return std::tuple{field("name", &C::name, "column"),
                          field("type", &C::type, "boolean, integer, real, text, date, timestamp"),
                          field("sha256", &C::sha256, "SHA-256 of its values in order")};
    }
};

/// Columns with the hash of their content, on two threads. A number is hashed as its IEEE 754 bits
/// (minus zero as zero, what is not a number as missing), text with its length, a time as
/// microseconds.
std::vector<SnapshotColumn> hash_columns(const engine::Table& table);

/// Id of a table's content: SHA-256 over the canonical JSON of its columns.
std::string content_id(std::span<const SnapshotColumn> columns);

/// One side of a comparison.
struct TableSide {
    std::string named;  // as the person named it
    std::int64_t rows = 0, columns = 0;
    static constexpr auto fields() {
        using S = TableSide;
        return std::tuple{field("named", &S::named, "file or snapshot"),
                          field("rows", &S::rows, "rows"),
                          field("columns", &S::columns, "columns")};
    }
};

struct ChangedValue {
    std::string key, before, after;  // "" where missing
    static constexpr auto fields() {
        using V = ChangedValue;
        return std::tuple{field("key", &V::key, "key of the row"),
                          field("before", &V::before, "value in the old table, empty if missing"),
                          field("after", &V::after, "value in the new table, empty if missing")};
    }
};

struct ColumnDiff {
    std::string column;
    std::int64_t changed = 0;  // rows of both tables with another value, of which
    std::int64_t emptied = 0;  // the value went missing
    std::int64_t filled = 0;   // a value came
    std::vector<ChangedValue> examples;
    static constexpr auto fields() {
        using D = ColumnDiff;
        return std::tuple{field("column", &D::column, "column"),
                          field("changed", &D::changed, "rows whose value is another"),
                          field("emptied", &D::emptied, "rows whose value went missing"),
                          field("filled", &D::filled, "rows that had no value and have one"),
                          field("examples", &D::examples, "the first of them, at most 5")};
    }
};

struct SchemaChange {
    std::string column, change, before, after;  // change: added, removed, type
    static constexpr auto fields() {
        using C = SchemaChange;
        return std::tuple{field("column", &C::column, "column"),
                          field("change", &C::change, "added, removed or type"),
                          field("before", &C::before, "type in the old table, or empty"),
                          field("after", &C::after, "type in the new table, or empty")};
    }
};

struct DataDiff {
    std::string schema = "assay.data-diff/1";
    TableSide before, after;
    std::vector<std::string> key;
    bool identical = false;  // no row and no column is different; rows may stand in another order
    std::int64_t added = 0, removed = 0, changed = 0, same = 0;  // rows
    std::vector<std::string> added_keys, removed_keys;           // the first, at most 5
    std::vector<ColumnDiff> columns;                             // those with changes, most first
    std::vector<SchemaChange> schema_changes;
    std::string sentence;

    static constexpr auto fields() {
        using D = DataDiff;
        return std::tuple{
            field("schema", &D::schema, "name and version of this document"),
            field("before", &D::before, "the old table"),
            field("after", &D::after, "the new table"),
            field("key", &D::key, "columns that name a row"),
            field("identical", &D::identical, "nothing is different but perhaps the rows' order"),
            field("added", &D::added, "rows whose key only the new table has"),
            field("removed", &D::removed, "rows whose key only the old table has"),
            field("changed", &D::changed, "rows of both with another value in some column"),
            field("same", &D::same, "rows of both with the same values"),
            field("added_keys", &D::added_keys, "keys of the first added rows"),
            field("removed_keys", &D::removed_keys, "keys of the first removed rows"),
            field("columns", &D::columns, "columns with changed values, most first"),
            field("schema_changes", &D::schema_changes, "columns that came, went or changed type"),
            field("sentence", &D::sentence, "what is different, in words")};
    }
};

struct NamedSource {
    std::string named;  // for messages
    engine::Source source;
};

/// What is different between two tables whose rows are named by `key`. Keys are matched by a
/// 128-bit hash; columns are read a few at a time, so that memory holds the keys and those few.
///
/// InvalidInput when a key is missing in some row, names rows twice (some are named), or is of
/// another kind on the two sides; NotFound when a table has no such column.
Result<DataDiff> diff_tables(engine::Engine& engine, const NamedSource& before,
                             const NamedSource& after, const std::vector<std::string>& key,
                             const Progress& progress);

}  // namespace assay::data
