#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"

namespace assay::stats {

/// Platt's (1999) logistic curve p = 1 / (1 + exp(-(slope * score + offset))).
struct Platt {
    double slope = 1;
    double offset = 0;
    double operator()(double score) const;
};

/// Fits Platt's curve by Newton's method with his smoothed targets (Lin, Lin & Weng 2007).
/// Scores on the log-odds scale work best. Empty weights = 1 each. Fails on one class or no rows.
/// A slope below zero (scores that rank backwards) is returned as it is.
Result<Platt> fit_platt(std::span<const double> scores, std::span<const std::uint8_t> labels,
                        std::span<const double> weights = {});

/// Isotonic regression of labels on scores by pool-adjacent-violators, one value a row in the
/// rows' own order. Ties in score share one value.
std::vector<double> isotonic(std::span<const double> scores, std::span<const std::uint8_t> labels,
                             std::span<const double> weights = {});

/// CORP decomposition of the Brier score (Dimitriadis, Gneiting & Jordan 2021):
/// brier = miscalibration - discrimination + uncertainty, by isotonic recalibration.
struct Corp {
    double miscalibration, discrimination, uncertainty;
};
Result<Corp> corp(std::span<const double> probabilities, std::span<const std::uint8_t> labels,
                  std::span<const double> weights = {});

/// A bin of a reliability diagram: mean prediction, observed rate with Wilson interval, rows.
struct ReliabilityBin {
    double predicted;
    Estimate observed;
    std::int64_t rows;
    static constexpr auto fields() {
        return std::tuple{field("predicted", &ReliabilityBin::predicted, "mean predicted chance"),
                          field("observed", &ReliabilityBin::observed, "share that came true"),
                          field("rows", &ReliabilityBin::rows, "rows in the bin")};
    }
};

/// Bins of equal mass (quantiles of the predictions; ties stay together), at most `bins`.
std::vector<ReliabilityBin> reliability(std::span<const double> probabilities,
                                        std::span<const std::uint8_t> labels, int bins,
                                        double confidence);

/// Expected calibration error: mass-weighted mean |predicted - observed| over bins of equal width
/// (edges k/bins, right-closed, 0 in the first) or of equal mass.
enum class Binning : std::uint8_t { EqualWidth, EqualMass };
double expected_calibration_error(std::span<const double> probabilities,
                                  std::span<const std::uint8_t> labels, int bins, Binning binning);

}  // namespace assay::stats
