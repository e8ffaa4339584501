#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "validate/multiclass.hpp"
#include "validate/regression.hpp"

// For tests: inputs of classes and of numbers that own their columns.

namespace assay::validate {

struct ClassRows {
    std::vector<std::string> classes{"a", "b", "c"};
    std::vector<std::int32_t> label, decision, other, cluster, id;
    std::vector<std::vector<double>> probability{{}, {}, {}};
    std::vector<double> weight, money;
    std::vector<engine::Column> columns;

    MulticlassInput input() const {
        MulticlassInput out;
        out.models.push_back({.name = "m", .label = "the model", .decision = decision});
        for (const auto& each : probability) {
            if (!each.empty()) {
                out.models[0].probability.emplace_back(each);
            }
        }
        if (!other.empty()) {
            out.models.push_back({.name = "o", .label = "the old model", .decision = other});
            out.against_second = true;
        }
        out.classes = classes;
        out.label = label;
        out.weight = weight;
        out.cluster = cluster;
        out.id = id;
        out.id_name = "visit";
        out.money = money;
        for (const auto& column : columns) {
            out.groups.push_back(&column);
            out.slices.push_back(&column);
        }
        return out;
    }
};

struct NumberRows {
    std::vector<double> label, predicted, other, low, high, weight;
    std::vector<std::int32_t> cluster, id;
    std::optional<ErrorCosts> costs;
    std::vector<engine::Column> columns;

    RegressionInput input() const {
        RegressionInput out;
        out.models.push_back({.name = "m", .label = "the model", .prediction = predicted});
        if (!low.empty()) {
            out.models[0].quantiles = {{.level = 0.1, .values = low},
                                       {.level = 0.9, .values = high}};
        }
        if (!other.empty()) {
            out.models.push_back({.name = "o", .label = "the old model", .prediction = other});
            out.against_second = true;
        }
        out.label_name = "price";
        out.label = label;
        out.weight = weight;
        out.cluster = cluster;
        out.id = id;
        out.id_name = "visit";
        out.costs = costs;
        for (const auto& column : columns) {
            out.groups.push_back(&column);
            out.slices.push_back(&column);
        }
        return out;
    }
};

/// A class of a row from its chances.
inline std::int32_t drawn(const std::array<double, 3>& chance, double uniform) {
    return uniform < chance[0] ? 0 : uniform < chance[0] + chance[1] ? 1 : 2;
}

/// Three classes whose chances hold.
inline ClassRows class_rows(std::size_t rows, std::uint64_t seed) {
    ClassRows out;
    Random random(seed, "class rows");
    for (std::size_t row = 0; row < rows; ++row) {
        std::array<double, 3> chance{random.uniform() + 0.3, random.uniform(), random.uniform()};
        const double sum = chance[0] + chance[1] + chance[2];
        for (std::size_t k = 0; k < 3; ++k) {
            chance[k] /= sum;
            out.probability[k].push_back(chance[k]);
        }
        out.label.push_back(drawn(chance, random.uniform()));
        out.other.push_back(drawn(chance, random.uniform()));
    }
    return out;
}

/// A label that is predicted with an error of sd 1.
inline NumberRows number_rows(std::size_t rows, std::uint64_t seed) {
    NumberRows out;
    Random random(seed, "number rows");
    for (std::size_t row = 0; row < rows; ++row) {
        const double signal = 3 * random.normal();
        out.predicted.push_back(signal);
        out.label.push_back(signal + random.normal());
        out.other.push_back(signal + 2 * random.normal());
    }
    return out;
}

}  // namespace assay::validate
