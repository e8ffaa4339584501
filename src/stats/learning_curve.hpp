#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"

// How a score grows with rows, and what it would be with more. Several families (power law with
// offset, exponential, log-power, MMF-4), each fitted to seeds x sizes with known noise, weighted
// by held-out error on the largest sizes. The band is conformal: widened by errors that the same
// procedure made on real curves (Viering & Loog 2022; Mohr et al. 2022, LCDB; measured coverage in
// docs/coverage-curves.md). Ill-shaped curves are refused, not fitted. Ask for at most 8 x the
// rows: the table behind the band ends at 16 x the largest point, where forecasts stay.

namespace assay::stats {

/// One measured point: the same score from several seeds or folds at one number of rows.
struct CurvePoint {
    double rows;
    std::vector<double> values;   // one a seed or fold, same order at every size
    double noise_variance = 0.0;  // of the mean of `values`, from the test set and the seeds
};

enum class CurveKind : std::uint8_t {
    Metric,  // conformal band
    Money,   // band by simulation, labelled model-based
};

/// Distribution of the expected score at one size, as quantiles at kCurveRanks.
inline constexpr double kCurveRanks[] = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99};
struct CurveForecast {
    double rows;
    std::vector<double> quantiles;  // one for each of kCurveRanks, never crossing
    /// Value at any rank in (0, 1), linear between the ranks, flat tails beyond.
    double at(double rank) const;
};

struct LearningCurve {
    std::vector<CurveForecast> forecasts;  // one for each asked size, in order
    double slope_per_doubling = 0;         // of the score at the largest size; below 0 for losses
    bool steepening = false;               // gains per doubling still grow
    std::optional<std::string> refused;    // a sentence: why nothing is forecast
    std::string method;
};

/// Fits and forecasts `sizes`. `higher_is_better` tells which way learning goes. Fewer than four
/// sizes, a curve that is not monotone beyond its noise, gains per doubling that still grow, and a
/// money curve that dips below zero first are refused (`refused` says why, forecasts are empty).
/// The band is for the expected score, and holds the noise of the points it saw: variation that
/// seeds share between sizes moves the level, the rest moves the shape. In the direction of
/// learning no quantile falls with size. A metric whose points all lie in [0, 1] is forecast there.
LearningCurve fit_learning_curve(std::span<const CurvePoint> points, std::span<const double> sizes,
                                 CurveKind kind, bool higher_is_better, std::uint64_t seed);

}  // namespace assay::stats
