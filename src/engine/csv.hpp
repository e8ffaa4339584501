#pragma once

#include <string>

#include "engine/adbc.hpp"
#include "engine/source.hpp"

namespace assay::engine {

/// read_csv over the files with every choice made, so that a second use reads the same columns.
///
/// The first line names the columns, its most frequent delimiter divides them; quotes are doubled,
/// or escaped by a backslash; no line is skipped and none is a comment. Types follow from the first
/// 20,480 rows, or from all with `sample_all`, and from all as well where a column is empty in
/// those. Only true and false are booleans: yes, no, t and f stay text. A real number may be inf;
/// a whole number too long for 64 bits stays text. '', NA, N/A, NULL, null, NaN and nan are
/// missing.
Result<std::string> csv_relation(Connection& connection, const Files& files, bool sample_all);

/// What is wrong with a CSV that the engine could not read, by file and line.
Error explain_csv(Connection& connection, const Files& files, const Error& raw);

}  // namespace assay::engine
