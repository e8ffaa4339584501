#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "data/comparison.hpp"
#include "stats/quantile_sketch.hpp"

// The small picture of a column, then and now: shares of the same bins in both tables.

namespace assay::data {

/// A bar for every value where there are few, else twenty equally wide ones between the 0.5 % and
/// 99.5 % of both sides; the outer ones hold what lies beyond. Both sides must have rows. `text`
/// writes a value.
ColumnShape shape_of_numbers(const stats::Ranked& reference, const stats::Ranked& current,
                             const std::function<std::string(double)>& text);

/// Rows by bin, bin 0 holding the missing; `names` are those of the bins from 1 on, the most
/// frequent first. Beyond eight bins the rest are one. Both sides must have rows with a value.
ColumnShape shape_of_levels(std::span<const double> reference, std::span<const double> current,
                            std::span<const std::string> names);

}  // namespace assay::data
