#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/learning_curve.hpp"

// The model-based half of a learning curve: the families, weighted by how well they forecast the
// largest sizes, and a predictive distribution by parametric bootstrap. Private to stats; the
// conformal table was learned on what this returns. Scores are turned so that learning goes up.

namespace assay::stats {

/// Mean scores in order of size. Their noise is split by a two-way layout (sizes x seeds): what
/// moves one size alone, and what moves all sizes together because they share rows and seeds.
struct CurveData {
    std::vector<double> rows;
    std::vector<double> score;
    std::vector<double> total_variance;
    std::vector<double> own_variance;
    double shared_variance = 0;
};

/// Points must be complete: at least one, each with equally many values. Any order of sizes.
CurveData curve_data(std::span<const CurvePoint> points, bool higher_is_better);

/// What the families say about one size.
struct ModelForecast {
    double rows;
    std::vector<double> draws;  // one a bootstrap replicate, replicates in the same order
    double median;
    double deviation;  // standard deviation of the draws
};

struct ModelFit {
    std::vector<ModelForecast> forecasts;
    double held_out_error;      // mean over families of their error at the held-out sizes
    double slope_per_doubling;  // median gain from half the largest size to the largest
};

/// Needs at least four sizes. Same seed, same draws.
ModelFit fit_families(const CurveData& data, std::span<const double> sizes, std::uint64_t seed);

/// What one unit of the conformal table is worth at one size: the spread of the mixture, what it
/// missed on the sizes held out, and the noise that all points share.
double conformal_scale(const CurveData& data, const ModelFit& fit, const ModelForecast& forecast);

}  // namespace assay::stats
