#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/adbc.hpp"
#include "engine/engine.hpp"

// A source's location as something SQL can select from.

namespace assay::engine {

enum class Format : std::uint8_t { Csv, Parquet, JsonLines, Json, Arrow };

/// The files behind a location and how they are read.
struct Files {
    std::vector<std::filesystem::path> paths;  // sorted; one unless the location is a glob
    Format format = Format::Csv;
    std::string said;         // the location as the person wrote it
    std::string file_column;  // names the file of each row; "" for none
};

/// Finds the files. NotFound names near ones; a folder, an empty file, a database URI and an
/// ending that is no table are each answered by one sentence.
Result<Files> find_files(const std::string& location);

/// ", filename = 'name'", which readers of files take, or "".
std::string file_option(const Files& files);

/// Table function over the files, with everything decided: a second use reads the same columns.
/// `sample_all` looks at every row of a CSV before it chooses types. Errors are in words already.
Result<std::string> relation_of(Connection& connection, const Files& files, bool sample_all);

/// Lets go of what a reading leaves in the engine: the rows of Arrow files, and the view `data`.
void forget(Connection& connection);

/// What is wrong with files that the engine could not read, in words that name file and line.
Error explain_files(Connection& connection, const Files& files, const Error& raw);

}  // namespace assay::engine
