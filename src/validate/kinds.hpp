#pragma once

#include <string>
#include <vector>

#include "base/describe.hpp"
#include "validate/evaluation_parts.hpp"
#include "validate/validate.hpp"

// What evaluations of classes and of numbers share beyond those of decisions.

namespace assay::validate {

struct MeasuredGroup {
    std::string value = {};
    std::int64_t rows = 0;
    bool enough = false;  // at least 30 rows
    std::vector<Headline> measures = {};
    static constexpr auto fields() {
        using G = MeasuredGroup;
        return std::tuple{field("value", &G::value, "the group"), field("rows", &G::rows, "rows"),
                          field("enough", &G::enough, "enough rows to say anything"),
                          field("measures", &G::measures, "what was measured there")};
    }
};

/// Groups of a column, and the gaps among those with enough rows.
struct MeasuredGroups {
    std::string column = {};
    std::vector<MeasuredGroup> values = {};
    std::vector<GroupGap> gaps = {};
    static constexpr auto fields() {
        using G = MeasuredGroups;
        return std::tuple{field("column", &G::column, "column that makes the groups"),
                          field("values", &G::values, "one entry a group, largest first"),
                          field("gaps", &G::gaps, "largest less smallest group, simultaneous")};
    }
};

}  // namespace assay::validate
