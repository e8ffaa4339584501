#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

// Files named by the SHA-256 of their content, compressed: evidence/ab/cdef….zst; and derived ones,
// which are named by what they were computed from and begin with the SHA-256 of the rest.

namespace assay::store {

/// Keeps the content and returns its hash. A file that is there and intact is left alone; one that
/// was damaged is replaced.
Result<std::string> keep(const std::filesystem::path& folder, std::string_view content);

/// Content by hash, checked against its name. NotFound, or InvalidInput when it is damaged.
Result<std::string> fetch(const std::filesystem::path& folder, std::string_view sha256);

/// Keeps what was computed of other content under an id of 64 digits of 0-9 and a-f, in place of
/// what was there.
Result<> keep_derived(const std::filesystem::path& folder, std::string_view id,
                      std::string_view content);

/// What was kept under the id. NotFound, or InvalidInput when it is damaged: what was computed once
/// can be computed again.
Result<std::string> fetch_derived(const std::filesystem::path& folder, std::string_view id);

}  // namespace assay::store
