#pragma once

#include <cstdint>
#include <span>
#include <string>
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

/// Flips of all rows or of a part, and the mean behind their net effect.
class FlipCounter {
  public:
    /// One entry a row: whether the two decide differently, and who is right.
    FlipCounter(const Sample& sample, std::span<const std::uint8_t> differs,
                std::span<const std::uint8_t> first_right,
                std::span<const std::uint8_t> second_right);

    Flips count(Rows rows, double confidence, Mean* net = nullptr);

  private:
    Ties ties_;
    std::vector<double> good_, bad_, differs_, net_;
};
std::string flip_words(const Flips& flips);
/// Parts of the rows where flips help or harm, the surest first.
std::vector<Flips> flips_by_part(FlipCounter& counter, std::span<const SliceColumn> columns,
                                 double confidence);

std::string p_words(double p);
/// "is better", "is worse", "may be no different".
std::string verb(const MetricDifference& each, bool higher_is_better);
/// How the differences were made.
std::string paired_note(const Sample& sample);

}  // namespace assay::validate
