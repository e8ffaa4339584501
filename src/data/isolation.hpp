#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/findings.hpp"

// Rows that are odd by several columns together: isolation forest (Liu, Ting & Zhou 2008), 100
// trees of 256 rows each.

namespace assay::data {

/// Anomaly scores in (0, 1), one a row of `rows`; 0.5 is usual. `columns` are numbers; a missing
/// value counts as the median.
std::vector<double> isolation_scores(std::span<const engine::Column* const> columns,
                                     std::span<const std::uint32_t> rows, std::uint64_t seed);

/// "odd-rows": rows of a seeded sample of 100,000 that score far above all others.
void find_odd_rows(const CheckInput& input, std::uint64_t seed, Issues& issues);

/// A seeded sample of rows without replacement, rising; all rows where there are no more.
std::vector<std::uint32_t> sample_rows(std::size_t rows, std::size_t most, std::uint64_t seed);

}  // namespace assay::data
