#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// What assay itself reads of a CSV file: its first line, to decide how the rest is read, and, when
// the engine could not read it, the first place that is wrong.

namespace assay::engine {

/// The delimiter that stands most often in a header outside quotes: comma, tab, semicolon or bar;
/// a comma when there is none.
char delimiter_of(std::string_view header);

/// The fields of one line, unquoted.
std::vector<std::string> fields_of(std::string_view line, char delimiter);

/// The column names of a header. InvalidInput when a name stands twice (in any case, because SQL
/// does not tell Late from late), or when all are numbers: then the header is missing.
Result<std::vector<std::string>> check_header(std::string_view header, char delimiter,
                                              const std::string& file);

/// The first place where a file stops being CSV in UTF-8: a byte that is not UTF-8, a line with
/// more or fewer fields than the header, a quote that is never closed. None when all is well or
/// the file cannot be read as plain text.
std::optional<Error> first_fault(const std::filesystem::path& file, char delimiter);

}  // namespace assay::engine
