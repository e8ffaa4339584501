#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

// Content hashes and compression. Evidence is named by SHA-256; XXH3 serves look-ups only.

namespace assay {

/// SHA-256 in lower-case hex, 64 characters.
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of a file's content, read in pieces. Fails with NotFound or Unavailable.
Result<std::string> sha256_file(const std::filesystem::path& file);

/// XXH3, 64 bit: fast, not for evidence.
std::uint64_t fast_hash(std::string_view bytes, std::uint64_t seed = 0);

/// zstd frame of the bytes, level 3.
Result<std::string> compress(std::string_view bytes);

/// The bytes of a zstd frame. Fails with InvalidInput on a frame that is cut or damaged.
Result<std::string> decompress(std::string_view frame);

}  // namespace assay
