#pragma once

#include <filesystem>
#include <string>

#include "engine/adbc.hpp"

namespace assay::engine {

/// Copies an Arrow IPC file or stream (also Feather 2; packed by lz4 or zstd inside) into a new
/// temporary table. InvalidInput names the file and what is wrong with it.
Result<> ingest_arrow(Connection& connection, const std::filesystem::path& file,
                      const std::string& table);

}  // namespace assay::engine
