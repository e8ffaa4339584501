#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adbc.hpp"
#include "engine/arrow_reader.hpp"

// From the engine's types to columns: what is cast in the generated SQL, and what has no column.

namespace assay::engine {

/// A column as DESCRIBE names it.
struct Described {
    std::string name;
    std::string type;  // "DECIMAL(18,3)"
};

/// Columns of a relation ("read_parquet('x')", "(SELECT …)"). Fails with the engine's message.
Result<std::vector<Described>> columns_of(Connection& connection, const std::string& relation);

/// How one column is selected, and what it becomes.
struct Projected {
    Target target;
    std::string sql;  // "CAST("price" AS DOUBLE)"
};

/// The projection of a value of one engine type, or none for lists, structs, maps, intervals,
/// blobs and other types without a column form. `value` is SQL: a quoted name or (expression).
std::optional<Projected> project(const std::string& name, std::string_view type,
                                 const std::string& value);

/// SELECT of the projected columns from a relation; result columns are named by position, so that
/// no name of the source can capture another.
std::string select(const std::vector<Projected>& columns, const std::string& relation);

/// The targets of a projection, for read_all().
std::vector<Target> targets(const std::vector<Projected>& columns);

}  // namespace assay::engine
