#pragma once

#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "engine/engine.hpp"
#include "validate/validate.hpp"

// For tests: rows that own what Decisions only looks at.

namespace assay::validate {

struct TestSample {
    std::vector<double> probability, act, gain, weight;
    std::vector<std::uint8_t> label;
    std::vector<std::int32_t> cluster;
    std::vector<std::int64_t> time;
    std::int32_t clusters = 0;

    std::size_t size() const { return label.size(); }
    Decisions decisions() const {
        return {.probability = probability,
                .act = act,
                .label = label,
                .gain_if_acted = gain,
                .weight = weight,
                .cluster = cluster,
                .clusters = clusters,
                .time = time};
    }
    /// A row in a cluster of its own; acting gains `gain_now`.
    void add(double p, double acts, int labelled, double gain_now) {
        probability.push_back(p);
        act.push_back(acts);
        label.push_back(static_cast<std::uint8_t>(labelled));
        gain.push_back(gain_now);
        cluster.push_back(clusters++);
    }
};

/// Calibrated probabilities, acting from 0.25 on, +3 for a hit and -1 for a false alarm.
inline TestSample calibrated_sample(std::size_t rows, std::uint64_t seed) {
    TestSample sample;
    Random random(seed, "calibrated sample");
    for (std::size_t i = 0; i < rows; ++i) {
        const double p = 0.02 + 0.9 * std::pow(random.uniform(), 2);
        const int label = random.uniform() < p ? 1 : 0;
        sample.add(p, p >= 0.25 ? 1 : 0, label, label != 0 ? 3 : -1);
    }
    return sample;
}

template <class T>
std::vector<T> reordered(const std::vector<T>& values, const std::vector<std::size_t>& order) {
    std::vector<T> out;
    for (const std::size_t at : order) {
        if (at < values.size()) {
            out.push_back(values[at]);
        }
    }
    return out;
}

inline std::vector<std::size_t> shuffled(std::size_t rows, std::uint64_t seed) {
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random(seed, "row order").shuffle(order);
    return order;
}

inline TestSample reordered(const TestSample& sample, const std::vector<std::size_t>& order) {
    return {.probability = reordered(sample.probability, order),
            .act = reordered(sample.act, order),
            .gain = reordered(sample.gain, order),
            .weight = reordered(sample.weight, order),
            .label = reordered(sample.label, order),
            .cluster = reordered(sample.cluster, order),
            .time = reordered(sample.time, order),
            .clusters = sample.clusters};
}

inline engine::Column text_column(std::string name, std::vector<std::string> levels,
                                  std::vector<std::int32_t> codes) {
    engine::Column column;
    column.name = std::move(name);
    column.type = engine::Type::Text;
    column.levels = std::move(levels);
    column.codes = std::move(codes);
    return column;
}

inline engine::Column number_column(std::string name, std::vector<double> numbers,
                                    engine::Type type = engine::Type::Real) {
    engine::Column column;
    column.name = std::move(name);
    column.type = type;
    column.numbers = std::move(numbers);
    return column;
}

/// The rows 0 … count - 1 of a table.
inline std::vector<std::int32_t> table_rows(std::size_t count) {
    std::vector<std::int32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

}  // namespace assay::validate
