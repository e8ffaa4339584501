#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

// Files named by the SHA-256 of their content, compressed: evidence/ab/cdef….zst.

namespace assay::store {

/// Keeps the content and returns its hash. A file that is there and intact is left alone; one that
/// was damaged is replaced.
Result<std::string> keep(const std::filesystem::path& folder, std::string_view content);

/// Content by hash, checked against its name. NotFound, or InvalidInput when it is damaged.
Result<std::string> fetch(const std::filesystem::path& folder, std::string_view sha256);

}  // namespace assay::store
