#pragma once

#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "engine/projection.hpp"

// SQL that a person wrote: checked before it runs, so that the error names the right piece.

namespace assay::engine {

/// One SELECT, WITH or FROM and nothing behind it, else InvalidInput.
Result<> check_query(std::string_view sql);

/// Checks an expression alone against a source's columns and says how it is selected. InvalidInput
/// opens with Expression::where, says what is wrong and shows the place with a caret.
Result<Projected> check_expression(Connection& connection, const Expression& expression,
                                   const std::vector<Described>& columns);

}  // namespace assay::engine
