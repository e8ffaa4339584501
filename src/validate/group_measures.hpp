#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "validate/kinds.hpp"
#include "validate/sample.hpp"

namespace assay::validate {

/// A mean that is looked at group by group.
struct GroupMeasure {
    std::string name = {}, words = {};
    bool share = true;
    std::string unit = {};  // of a number that is no share: "units"
    std::function<double(std::uint32_t)> value = {};
    std::function<double(std::uint32_t)> weight = {};  // rows that it is about; times that of a row
};

/// Every measure in every group of the group columns, and the gaps among groups with enough rows.
std::vector<MeasuredGroups> measured_groups(const RowsInput& input, const Sample& sample,
                                            std::span<const GroupMeasure> measures);

}  // namespace assay::validate
