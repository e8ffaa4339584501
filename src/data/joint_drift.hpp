#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "data/comparison.hpp"
#include "data/paired_column.hpp"

namespace assay::data {

struct JointInput {
    std::vector<const PairedColumn*> columns;  // numbers, lengths and levels
    std::size_t reference_rows = 0, current_rows = 0;
    std::int64_t most_rows = 100'000;
    std::function<std::string(std::size_t)> key_of;  // of a row of the current table; may be empty
    double confidence = 0.9;
    std::uint64_t seed = 0;
    int threads = 1;
};

/// A classifier between the tables (Lopez-Paz & Oquab 2017): boosted trees on a seeded sample, half
/// of it from each table where there are rows enough, scored on blocks of neighbouring rows that
/// they were not fitted on. Fails as model::fit does.
Result<JointDrift> joint_drift(const JointInput& input, const Progress& progress);

}  // namespace assay::data
