#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "engine/projection.hpp"

// A person's SQL against the engine: each piece is checked alone before it runs among others, so
// that an error names the right one, says what is wrong in a sentence and points at the place.

namespace assay::engine {

/// Checks an expression against a source's columns, without its rows, and says how it is selected.
/// Errors open with Expression::where. NotFound for a column that is not there; refused are text,
/// dates and lists, aggregates and whatever else does not give one number or truth for each row.
Result<Projected> check_expression(Connection& connection, const Expression& expression,
                                   const std::vector<Described>& columns);

/// The engine's message about an expression that failed on some row.
Error explain_expression(const Expression& expression, const Error& raw);

/// The engine's message about a whole query that stands in brackets on lines of its own; `names`
/// are the columns it may use, for the hint.
Error explain_query(const std::string& sql, const Error& raw, std::string_view where,
                    const std::vector<std::string>& names = {});

}  // namespace assay::engine
