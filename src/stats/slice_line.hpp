#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace assay::stats {

/// A column cut into levels 0 … levels - 1; -1 is missing and never part of a slice.
struct LevelColumn {
    std::span<const std::int16_t> level;
    int levels;
};

struct SliceLineOptions {
    double alpha = 0.95;
    std::int64_t support = 0;  // smallest slice; 0: max(32, rows / 100)
    int depth = 3;             // conditions at most
    int top = 10;
};

struct Condition {
    int column;
    int level;
    bool operator==(const Condition&) const = default;
};

struct FoundSlice {
    std::vector<Condition> conditions;
    double score;
    std::int64_t rows;
    double error_sum;
    double error_max;
};

/// The top slices by score α((se/s)/ē − 1) − (1−α)(n/s − 1), exact, all conjunctions up to `depth`
/// (Sagadeeva & Boehm 2021), with their pruning bounds taken at n = rows; published
/// implementations use the number of one-hot columns there, which is slow or wrong. Errors are
/// >= 0, one a row. Slices with a score <= 0 are left out; ties are broken by fewer conditions,
/// then by column and level, so that the answer does not depend on the order of rows.
/// Fails on negative or non-finite errors and on columns of unequal length.
Result<std::vector<FoundSlice>> slice_line(std::span<const LevelColumn> columns,
                                           std::span<const double> errors,
                                           const SliceLineOptions& options);

}  // namespace assay::stats
