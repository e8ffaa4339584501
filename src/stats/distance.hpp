#pragma once

#include <cstdint>
#include <span>

// How far two distributions lie apart. Samples rise and hold no NaN; shares are parts of a whole,
// one entry a bin, the same bins on both sides. The name of a statistic alone says little: bins,
// fill and base of the logarithm move it by factors, so these functions take each of them apart.

namespace assay::stats {

enum class LogBase : std::uint8_t { Natural, Two };

/// A distribution on points: rising values, and the share of rows up to and with each of them.
struct Cumulative {
    std::span<const double> values;
    std::span<const double> up_to;
};

/// First Wasserstein distance: the area between the two distribution functions (Vallender 1974), in
/// the unit of the values. NaN where a side is empty.
double wasserstein(std::span<const double> first, std::span<const double> second);
double wasserstein(const Cumulative& first, const Cumulative& second);

/// Kolmogorov-Smirnov statistic: the largest distance between the two distribution functions. NaN
/// where a side is empty.
double kolmogorov_smirnov(std::span<const double> first, std::span<const double> second);
double kolmogorov_smirnov(const Cumulative& first, const Cumulative& second);

/// Jensen-Shannon divergence (Lin 1991); both sides are scaled to sum to one, as SciPy does. Its
/// square root is a metric (Endres & Schindelin 2003): the Jensen-Shannon distance.
double jensen_shannon_divergence(std::span<const double> first, std::span<const double> second,
                                 LogBase base);
double jensen_shannon_distance(std::span<const double> first, std::span<const double> second,
                               LogBase base);

/// Kullback-Leibler divergence of `first` from `second`, natural logarithm; both sides are scaled
/// to sum to one. Infinite where `second` has nothing and `first` something.
double kullback_leibler(std::span<const double> first, std::span<const double> second);

/// Population stability index, the sum of (a - b) ln(a / b), without scaling (Jeffreys 1946).
/// Infinite where only one side has something; a bin that is empty on both adds nothing.
double population_stability(std::span<const double> first, std::span<const double> second);

/// Hellinger distance, in [0, 1].
double hellinger(std::span<const double> first, std::span<const double> second);

/// Largest difference of a share.
double largest_difference(std::span<const double> first, std::span<const double> second);

}  // namespace assay::stats
