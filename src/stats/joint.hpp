#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"

// Joint draws of several means (values of options, metrics): Poisson weights on clusters, shared by
// all coordinates, then shaped so that each coordinate and each difference has its own variance.

namespace assay::stats {

/// Dense row-major matrix.
struct Matrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> cells;
    Matrix() = default;
    Matrix(std::size_t r, std::size_t c) : rows(r), columns(c), cells(r * c, 0.0) {}
    double& at(std::size_t r, std::size_t c) { return cells[r * columns + c]; }
    double at(std::size_t r, std::size_t c) const { return cells[r * columns + c]; }
    std::span<const double> row(std::size_t r) const { return {&cells[r * columns], columns}; }
};

/// Poisson(1) weights, draws x groups, made once for a study and shared by every re-pricing.
std::vector<std::uint8_t> poisson_weights(std::size_t draws, std::size_t groups,
                                          std::uint64_t seed);

struct JointInput {
    std::vector<double> means;  // one a coordinate
    Matrix influence;           // groups x coordinates: share of each group in the deviation
    Matrix covariance;          // target, coordinates x coordinates; need not be definite
    int degrees = 0;            // t degrees of freedom shared by a draw; 0 = normal
};

/// Draws x coordinates: means + deviations of the Poisson bootstrap of `influence`, linearly
/// shaped to have `covariance` as their sample covariance, and scaled by one sqrt(degrees / chi²) a
/// draw. A covariance that is not positive semi-definite is replaced by the nearest one with the
/// same variances; entries that are not finite count as 0. Directions that the bootstrap lacks are
/// normal. Coordinates without variance stay at their mean.
Matrix joint_draws(const JointInput& input, std::span<const std::uint8_t> weights,
                   std::uint64_t seed);

}  // namespace assay::stats
