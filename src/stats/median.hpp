#pragma once

#include <vector>

#include "stats/estimate.hpp"

namespace assay::stats {

/// Median with the distribution-free interval between two order statistics (Thompson 1936), and
/// conservative for it: nothing is assumed of the values. With too few values for the confidence
/// the interval is their whole range, and the method says so. NaN of none.
Estimate median_estimate(std::vector<double> values, double confidence);

}  // namespace assay::stats
