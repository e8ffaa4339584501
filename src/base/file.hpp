#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace assay {

/// Whole content of a file. NotFound when it is not there, Unavailable when it cannot be read.
Result<std::string> read_file(const std::filesystem::path& file);

/// Writes a file whole or not at all: into a temporary neighbour, synced, then renamed over it.
Result<> write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace assay
