#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/adbc.hpp"
#include "engine/engine.hpp"

// Arrow batches into columns: one pass, column by column, never row by row.

namespace assay::engine {

/// What one column of the result is to become.
struct Target {
    std::string name;
    Type type = Type::Real;
    /// Whole numbers wider than 64 bits arrive as text and become numbers where they fit.
    bool wide = false;
};

/// Runs one statement and reads its rows to the end. With `targets`, one for each column, names and
/// types are theirs; without, they follow from Arrow. Fails with the engine's own message when the
/// stream breaks off, and with Internal on an Arrow type that the generated SQL should have cast.
Result<Table> fetch(Connection& connection, const std::string& sql,
                    const std::vector<Target>& targets = {});

}  // namespace assay::engine
