#pragma once

#include <optional>
#include <string>

#include "data/chunks.hpp"
#include "data/comparison.hpp"
#include "data/paired_column.hpp"

// One column of two tables: how far it moved, how far chance would move it, and the words for it.

namespace assay::data {

/// What judge() found; p values are not yet adjusted for the other columns.
struct JudgedColumn {
    ColumnDrift told;
    std::string words;             // from what to what
    int dealings = 0;              // of chunks, for p
    std::optional<Issue> instead;  // what makes a comparison meaningless
};

/// The bars that columns are judged by.
DriftMethod drift_method(const ChunkPlan& plan, std::uint64_t seed);

/// `most_dealings`: for columns that are far apart, so that p is small enough among all tests.
JudgedColumn judge(const PairedColumn& column, const ChunkPlan& plan, const DriftMethod& method,
                   int most_dealings, double confidence);

/// The finding of a column whose `moved` is set, or of its missing values; what was tested where.
Issue drift_issue(const JudgedColumn& column, std::int64_t rows);
Issue missing_issue(const JudgedColumn& column, std::int64_t rows, bool warning);

/// The answer of a comparison, from its findings.
std::string sentence_of(const DriftReport& report);

}  // namespace assay::data
