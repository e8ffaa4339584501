#pragma once

#include <string>
#include <vector>

#include "base/random.hpp"
#include "validate/evaluation.hpp"
#include "validate/test_sample.hpp"

// For tests: an evaluation's input that owns its columns.

namespace assay::validate {

struct Predictions {
    std::vector<std::uint8_t> label;
    std::vector<double> score, decision, other, weight;
    std::vector<std::int32_t> cluster, entity, id;
    std::vector<double> if_positive{3}, if_negative{-1};
    std::vector<engine::Column> columns;

    std::size_t size() const { return label.size(); }
    void add(double p, int labelled) {
        score.push_back(p);
        label.push_back(static_cast<std::uint8_t>(labelled));
    }
    EvaluationInput input() const {
        EvaluationInput out;
        out.models.push_back(
            {.name = "p", .label = "the model", .score = score, .decision = decision});
        if (!other.empty()) {
            out.models.push_back({.name = "q", .label = "the old model", .score = other});
            out.against_second = true;
        }
        out.label = label;
        out.weight = weight;
        out.cluster = cluster;
        out.entity = entity;
        out.id = id;
        out.entity_name = "customer";
        out.id_name = "visit";
        out.if_positive = if_positive;
        out.if_negative = if_negative;
        for (const auto& column : columns) {
            out.groups.push_back(&column);
            out.slices.push_back(&column);
        }
        return out;
    }
};

/// Chances that hold, skewed towards rare positives; a second score that knows less.
inline Predictions predictions(std::size_t rows, std::uint64_t seed) {
    Predictions out;
    Random random(seed, "predictions");
    for (std::size_t i = 0; i < rows; ++i) {
        const double p = 0.02 + 0.9 * std::pow(random.uniform(), 2);
        out.add(p, random.uniform() < p ? 1 : 0);
        out.other.push_back(std::min(1.0, std::max(0.0, p + 0.25 * random.normal())));
    }
    return out;
}

}  // namespace assay::validate
