#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace assay::stats {

/// Rows by falling score, equal scores by row; -0 and 0 are equal. Scores must not be NaN, and
/// there are fewer than 2^31. A radix sort (Knuth 1998, 5.2.5): O(n), the same on every machine.
std::vector<std::uint32_t> falling_order(std::span<const double> scores);

}  // namespace assay::stats
