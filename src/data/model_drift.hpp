#pragma once

#include "data/comparison.hpp"

namespace assay::data {

struct ModelInput {
    const engine::Column* reference_scores = nullptr;
    const engine::Column* current_scores = nullptr;
    std::span<const std::uint8_t> reference_labels;  // kNoLabel where unknown
    std::string target;
    double cut = 0.5;
    double confidence = 0.9;
    std::uint64_t seed = 0;
};

/// What the scores of both tables say about the model now. Rows without a score or, in the
/// reference, without a label are left out.
Result<ModelDrift> model_drift(const ModelInput& input);

/// "performance-falls" and "label-shift", each beyond an effect that matters and sure among its
/// own.
std::vector<Issue> model_issues(const ModelDrift& drift, std::int64_t rows);

}  // namespace assay::data
