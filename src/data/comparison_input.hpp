#pragma once

#include "data/comparison.hpp"

namespace assay::data {

/// Fails with InvalidInput on an empty table, on names that a table does not have, on scores that
/// are no numbers, and on scores without labels.
Result<> check_compared(const engine::Table& current, const engine::Table& reference,
                        const CompareOptions& options);

}  // namespace assay::data
