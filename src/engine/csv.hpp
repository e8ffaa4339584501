#pragma once

#include <string>

#include "engine/adbc.hpp"
#include "engine/source.hpp"

namespace assay::engine {

/// read_csv over the files. The first line names the columns; the delimiter is what that line
/// holds most of; quotes are doubled; nothing is skipped and nothing is a comment.
Result<std::string> csv_relation(Connection& connection, const Files& files, bool sample_all);

}  // namespace assay::engine
