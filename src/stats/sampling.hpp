#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "stats/estimate.hpp"

// What a sample says about the table that it was drawn from, and how large it has to be. Rows are
// drawn without replacement, from the whole (one stratum) or within strata. After Cochran (1977),
// Sampling Techniques, 3rd edition; equation numbers are his.

namespace assay::stats {

/// One stratum of a sample that was drawn. `variance` is that of the sampled values (over n - 1);
/// of a yes/no column it is n p (1 - p) / (n - 1).
struct Stratum {
    std::int64_t population = 0;
    std::int64_t sampled = 0;
    double mean = 0;
    double variance = 0;
};

/// Mean over the population (5.1), the variance of that estimate with the finite population
/// correction (5.12), and its degrees of freedom (5.16, Satterthwaite 1946; 0: none are needed, all
/// rows were seen). A stratum with one sampled row, and more in the population, takes the average
/// variance of the others. InvalidInput when a stratum has no sampled row, more sampled rows than
/// population, or when no stratum tells a variance that is needed.
struct StratifiedMean {
    double value = 0;
    double variance = 0;
    double degrees = 0;
};
Result<StratifiedMean> stratified_mean(std::span<const Stratum> strata);

/// The mean with its Student t interval.
Estimate sampled_mean(std::span<const Stratum> strata, double confidence);

/// A share with the Wilson (1927) score interval at the effective sample size: as many rows as a
/// simple random sample of endless rows would need for the same variance (Dean & Pagano 2015,
/// J. Surv. Stat. Methodol. 3). Strata where all rows agree still vary: half a row of either
/// answer is added to each for the variance when there are several.
Estimate sampled_share(std::span<const Stratum> strata, double confidence);

/// Variance of the estimate over that of a simple random sample of as many rows (Kish 1965; the
/// population's variance is estimated from the strata, 5A.44). Below 1 the strata helped. NaN where
/// it cannot be told.
double design_effect(std::span<const Stratum> strata);

/// One stratum before it is sampled. `deviation` is the standard deviation of the values, of a
/// share p it is sqrt(p (1 - p)).
struct PlannedStratum {
    std::int64_t population = 0;
    double deviation = 0;
};

enum class Allocation : std::uint8_t { Proportional, Neyman };

/// Rows for each stratum. Proportional: to its population. Neyman (5.26): to population times
/// deviation, proportional where no stratum varies. Each gets at least two (or all of it), none
/// more than it has. InvalidInput when `rows` are more than the population, or too few for that.
Result<std::vector<std::int64_t>> allocate(std::span<const PlannedStratum> strata,
                                           std::int64_t rows, Allocation allocation);

/// Width that the interval of a mean will have with so many rows, as far as deviations are known.
Result<double> expected_width(std::span<const PlannedStratum> strata, std::int64_t rows,
                              Allocation allocation, double confidence);

/// Fewest rows whose expected width is at most `width`; the search knows the finite population
/// correction and the allocation. InvalidInput on a width of 0 or less.
Result<std::int64_t> rows_for_width(std::span<const PlannedStratum> strata, double width,
                                    Allocation allocation, double confidence);

/// Deviation to plan with, from a pilot of `rows` that showed `deviation`: widened by the factor
/// 1 + 2/rows on the variance, because a pilot may have been lucky (Cox 1952; Cochran 4.7).
double planning_deviation(double deviation, std::int64_t rows);

/// Fewest rows for which the t interval of a mean holds its promise on skewed values: 25 times the
/// squared skewness (Cochran 2.15). Below, it covers too rarely, on the side of the long tail
/// (docs/coverage-intervals.md).
double rows_for_skewness(std::span<const double> values);

/// `rows` of {0 … population - 1}, each set equally likely, rising (selection sampling, Fan, Muller
/// & Rezucha 1962).
std::vector<std::size_t> draw_rows(std::size_t population, std::size_t rows, Random& random);

}  // namespace assay::stats
