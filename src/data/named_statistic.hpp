#pragma once

#include <string_view>
#include <vector>

#include "data/comparison.hpp"
#include "data/paired_column.hpp"

namespace assay::data {

/// Statistics of one column by their names, of statistic_names(): exact, missing values and
/// infinities left out, with bins, fill and logarithm as the tool has them that gives the name.
std::vector<NamedStatistic> named_statistics(const PairedColumn& column,
                                             const std::vector<std::string>& names);

}  // namespace assay::data
