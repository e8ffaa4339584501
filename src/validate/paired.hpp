#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "validate/comparison.hpp"
#include "validate/sample.hpp"

// Two models on the same rows, whatever they predict.

namespace assay::validate {

MetricDifference as_difference(std::string metric, const Sample& sample, const Statistic& first,
                               const Statistic& second, double confidence, double scale = 1);

/// McNemar's test of who was right, over the rows where `member` is 1 (empty = all).
DecisionTest decision_test(std::span<const std::uint8_t> first,
                           std::span<const std::uint8_t> second,
                           std::span<const double> member = {});

/// What was measured of a part, and the paired effect that it is about.
template <class T>
struct PartMeasure {
    T found;
    Mean effect;
};
/// Flips of all rows or of a part.
class FlipCounter {
  public:
    /// One entry a row: whether the two decide differently, and who is right.
    FlipCounter(const Sample& sample, std::span<const std::uint8_t> differs,
                std::span<const std::uint8_t> first_right,
                std::span<const std::uint8_t> second_right);

    Flips count(Rows rows, double confidence);
    /// With the mean of the net effect.
    PartMeasure<Flips> measure(Rows rows, double confidence);

  private:
    Ties ties_;
    std::vector<double> good_, bad_, differs_, net_;
};
std::string flip_words(const Flips& flips);
/// Parts of the rows where flips help or harm, the surest first.
std::vector<Flips> flips_by_part(FlipCounter& counter, std::span<const SliceColumn> columns,
                                 double confidence);

/// A part of the rows: a column, and what it is there.
struct Part {
    std::string column, is;
    std::vector<std::uint32_t> rows;
};
/// The parts with enough rows to be looked at.
std::vector<Part> parts_of(std::span<const SliceColumn> columns);
/// p of each effect, Holm over all.
std::vector<double> adjusted_p(std::span<const Mean> effects);

/// Measures every part (`measure(rows)` gives a PartMeasure<T>) and returns the surest first, at
/// most ten. T has column, is and p_adjusted.
template <class T, class Measure>
std::vector<T> surest_parts(std::span<const SliceColumn> columns, const Measure& measure) {
    constexpr std::size_t kMost = 10;
    std::vector<T> found;
    std::vector<Mean> effects;
    for (auto& part : parts_of(columns)) {
        PartMeasure<T> each = measure(part.rows);
        each.found.column = std::move(part.column);
        each.found.is = std::move(part.is);
        found.push_back(std::move(each.found));
        effects.push_back(each.effect);
    }
    const auto p = adjusted_p(effects);
    std::vector<std::size_t> order(found.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
        found[i].p_adjusted = p[i];
    }
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return p[a] != p[b] ? p[a] < p[b] : std::abs(effects[a].value) > std::abs(effects[b].value);
    });
    std::vector<T> out;
    for (const auto i : std::span(order).first(std::min(order.size(), kMost))) {
        out.push_back(std::move(found[i]));
    }
    return out;
}

/// What is sure of a part, given its adjusted p: "; better beyond chance", or "".
std::string_view sure_words(double p_adjusted, bool better, double confidence);
std::string p_words(double p);
/// "is better", "is worse", "may be no different".
std::string verb(const MetricDifference& each, bool higher_is_better);
/// How the differences were made.
std::string paired_note(const Sample& sample);

}  // namespace assay::validate
