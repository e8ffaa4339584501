#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "data/data.hpp"
#include "data/summary.hpp"

// All 25 issues that a table can have, looked for in one call: what was found, what is clean, and
// what could not be looked for, because something was not given.

namespace assay::data {

/// A finding, with the number of its issue and the rows where it begins.
struct Finding {
    std::int64_t number = 0;
    std::string issue;  // its name
    std::string code;
    Severity severity = Severity::Info;
    std::string column;
    std::int64_t rows = 0;
    double cost = 0;  // share of rows x how much the column tells the target, 0 to 1
    std::vector<std::string> ids;
    std::string sentence;
    std::string fix;

    static constexpr auto fields() {
        using F = Finding;
        return std::tuple{
            field("number", &F::number, "number of the issue, 1 to 25"),
            field("issue", &F::issue, "name of the issue"),
            field("code", &F::code, "stable name of the finding"),
            field("severity", &F::severity, "info, question, warning or error"),
            field("column", &F::column, "column concerned, or empty"),
            field("rows", &F::rows, "rows concerned"),
            field("cost", &F::cost,
                  "what orders findings of one severity: share of the rows times how much the "
                  "column tells the target, 0 to 1"),
            field("ids", &F::ids, "the first ten rows concerned: their keys, else row numbers"),
            field("sentence", &F::sentence, "what was found"),
            field("fix", &F::fix, "what to do about it, or empty")};
    }
};

/// An issue that could not be looked for, or not in all its parts.
struct NotRun {
    std::int64_t number = 0;
    std::string issue;
    std::string needs;  // "give --against"

    static constexpr auto fields() {
        return std::tuple{field("number", &NotRun::number, "number of the issue, 1 to 25"),
                          field("issue", &NotRun::issue, "name of the issue"),
                          field("needs", &NotRun::needs, "what it cannot be looked for without")};
    }
};

/// An issue that was looked for and not found.
struct Clean {
    std::int64_t number = 0;
    std::string issue;

    static constexpr auto fields() {
        return std::tuple{field("number", &Clean::number, "number of the issue, 1 to 25"),
                          field("issue", &Clean::issue, "name of the issue")};
    }
};

/// One file of a table that arrives in files.
struct PartitionFile {
    std::string file;
    std::string sha256;
    std::int64_t rows = 0;
    bool known = false;

    static constexpr auto fields() {
        using F = PartitionFile;
        return std::tuple{
            field("file", &F::file, "where it lies"),
            field("sha256", &F::sha256, "of its content, by which it is known again"),
            field("rows", &F::rows, "rows"),
            field("known", &F::known, "true where it was checked before and was not read")};
    }
};

/// Which files of a table were read, and which were checked before.
struct Partitions {
    std::int64_t known = 0, fresh = 0;
    std::int64_t known_rows = 0;
    std::vector<PartitionFile> files;

    static constexpr auto fields() {
        using P = Partitions;
        return std::tuple{
            field("known", &P::known, "files that were checked before and were not read"),
            field("new", &P::fresh, "files that were read and checked"),
            field("known_rows", &P::known_rows, "rows of the known files"),
            field("files", &P::files, "all files, in their order")};
    }
};

struct Inspection {
    std::string schema = "assay.check/1";
    std::string source;
    std::string against;  // "" without one
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::string sentence;
    std::vector<Finding> findings;
    std::vector<NotRun> not_run;
    std::vector<Clean> clean;
    std::optional<Partitions> partitions = std::nullopt;

    static constexpr auto fields() {
        using I = Inspection;
        return std::tuple{
            field("schema", &I::schema, "name and version of this document"),
            field("source", &I::source, "where the table came from"),
            field("against", &I::against, "table it was held against, or empty"),
            field("rows", &I::rows, "rows"),
            field("columns", &I::columns, "columns"),
            field("sentence", &I::sentence, "the whole in one sentence"),
            field("findings", &I::findings, "what was found, the costliest first"),
            field("not_run", &I::not_run, "what could not be looked for, or not in all parts"),
            field("clean", &I::clean, "what was looked for and not found"),
            field("partitions", &I::partitions,
                  "the files of the table, where only new ones were read; else null")};
    }
};

/// Another table's column that a column's values must be found in.
struct KeyReference {
    const engine::Table* table = nullptr;
    std::string source;
    std::string column;  // theirs
    std::string own;     // ours
};

/// A table that arrives in files, of which the new ones are checked.
struct Deliveries {
    std::vector<TableSummary> known;  // of the files checked before, in the order of the files
    std::vector<TableSummary> fresh;  // of the new ones, whose rows the table holds
    Partitions partitions;            // for the document
};

struct InspectionInput {
    const engine::Table* table = nullptr;
    const engine::Table* against = nullptr;  // what it was before; null without
    std::string source, against_source;
    /// As CheckInput has them; empty without a target, and where only `against` has its column.
    std::span<const std::uint8_t> labels;
    std::span<const std::uint8_t> against_labels;  // of `against`; empty without scores
    std::string target, time, key, split, entity;  // columns; "" where none is named
    std::vector<std::string> groups;               // columns
    std::string scores;                            // of a model, in both tables
    double cut = 0.5;                              // acted on at or above
    std::vector<std::string> probs;    // columns of a model's chances, one a class of the target
    std::vector<std::string> classes;  // names of the classes in that order; may be empty
    std::string item, annotator;       // what was labelled, and by whom
    std::vector<KeyReference> references;
    const Deliveries* deliveries = nullptr;   // instead of `against`; null without
    std::int64_t now = engine::kMissingTime;  // microseconds since 1970 UTC
    std::uint64_t seed = 0;
};

/// Looks for all issues that the input allows. InvalidInput on a column that is not there (with the
/// nearest name), a time without times, a split with less than two parts, a named column without
/// any value, a table to hold against that shares no column, scores that are no numbers, and labels
/// and chances that do not belong together.
Result<Inspection> inspect(const InspectionInput& input, const Progress& progress = {});

/// The document where no file is new.
Inspection nothing_new(const std::string& source, Partitions partitions);

}  // namespace assay::data
