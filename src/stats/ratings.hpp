#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"

namespace assay::stats {

/// Who said what of which item: one entry a label, in columns of equal length.
struct Ratings {
    std::vector<std::int32_t> item = {}, annotator = {}, label = {};  // from 0
    std::int32_t items = 0, annotators = 0, classes = 0;
};

/// Fails with InvalidInput on columns of unequal length and on a number outside its range.
Result<> check_ratings(const Ratings& ratings);

/// Where each item's ratings lie: those of item i are order[first[i]] … order[first[i + 1] - 1], in
/// the order given.
struct ByItem {
    std::vector<std::size_t> first;
    std::vector<std::size_t> order;
};
ByItem by_item(const Ratings& ratings);

}  // namespace assay::stats
