#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"
#include "stats/joint.hpp"

namespace assay::stats {

/// Holm (1979) adjusted p values, in the order given: controls the family-wise error.
std::vector<double> holm(std::span<const double> p);

/// Benjamini & Hochberg (1995) adjusted p values, in the order given: controls false discoveries.
std::vector<double> benjamini_hochberg(std::span<const double> p);

/// A group's mean with its standard error.
struct GroupMean {
    double mean;
    double standard_error;
};

/// Largest difference between group means, max - min as Fairlearn has it, with a simultaneous
/// interval from studentised max-T bands of all pairwise differences (independent groups):
/// [max(0, largest lower bound), largest upper bound]. Needs two groups with positive error.
struct Gap {
    Estimate gap;
    std::size_t highest, lowest;
};
Result<Gap> largest_gap(std::span<const GroupMean> groups, double confidence, const Matrix& noise);

/// Standard normals, groups x draws: the noise behind the bands of largest_gap(), which may be
/// shared by several statistics of the same groups. More groups than rows are refused.
Matrix gap_noise(std::size_t groups, std::size_t draws, std::uint64_t seed);

}  // namespace assay::stats
