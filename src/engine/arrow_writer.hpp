#pragma once

#include <filesystem>

#include "engine/adbc.hpp"
#include "engine/engine.hpp"

namespace assay::engine {

/// Writes a table through the engine into a temporary neighbour of `file`, then renames it.
Result<> write_table(Connection& connection, const Table& table, const std::filesystem::path& file);

}  // namespace assay::engine
