#pragma once

#include <vector>

#include "base/progress.hpp"
#include "study/worlds.hpp"

namespace assay::study {

/// Value a month lost when a column is permuted by cluster within the test rows, collinear columns
/// (|correlation| >= 0.95) together; largest first, at most `most`. Interval: cluster-robust over
/// the paired differences (Breiman 2001 for the idea; values in money instead of error).
Result<std::vector<Driver>> drivers(const Measured& measured, const model::Features& features,
                                    const Terms& terms, std::size_t most, int threads,
                                    const Progress& progress);

}  // namespace assay::study
