#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/engine.hpp"

namespace assay::api {

/// The column that a flag names; null where the flag was not given. InvalidInput, with the nearest
/// name, when the table has no such column.
Result<const engine::Column*> named_column(const engine::Table& table, const std::string& flag,
                                           const std::string& name);

/// 1 where the column holds the positive value, 0 where it holds another, data::kNoLabel where it
/// is missing. Without `positive` the column must have two values: true, the larger number, or the
/// later in the alphabet is positive. InvalidInput on more values, on one, or on an unknown value.
Result<std::vector<std::uint8_t>> labels(const engine::Column& column, const std::string& positive);

/// The same where a share is counted: one value is enough where it is 0, 1, true or false, or where
/// `positive` says which counts, and that it never occurs is an answer. InvalidInput where no row
/// has a value.
Result<std::vector<std::uint8_t>> hits(const engine::Column& column, const std::string& positive);

}  // namespace assay::api
