#pragma once

#include <cstdint>
#include <span>

#include "base/result.hpp"
#include "stats/rate.hpp"

// Tests of "both samples come from one distribution". At many rows they find differences that mean
// nothing; the effect is what to judge by.

namespace assay::stats {

/// Survival function of the two-sided one-sample Kolmogorov-Smirnov statistic by Simard & L'Ecuyer
/// (2011): Marsaglia, Tsang & Wang (2003), Smirnov's sum, or Pelz & Good (1976).
double kolmogorov_survival(std::int64_t rows, double distance);

/// Share of all ways to order two samples of these sizes whose distance is at least this (Hodges
/// 1958); takes `first` x `second` steps.
double smirnov_exact(std::int64_t first, std::int64_t second, double distance);

/// Two-sided p of a two-sample Kolmogorov-Smirnov distance as SciPy's ks_2samp has it: exact where
/// both samples have at most 10,000 rows, else asymptotic. NaN where a side is empty.
double smirnov_p(std::int64_t first, std::int64_t second, double distance);

struct TestResult {
    double statistic, p;
};

/// Chi-squared test of homogeneity of two lists of counts (Pearson 1900), with Yates' correction
/// where there are two categories, as SciPy's chi2_contingency. Categories without rows are left
/// out. Fails with InvalidInput where fewer than two categories or a side without rows remain.
Result<TestResult> chi_squared(std::span<const std::int64_t> first,
                               std::span<const std::int64_t> second);

/// Two-proportion z test, pooled variance, two-sided. Fails with InvalidInput on no trials or where
/// all or none are hits.
Result<TestResult> two_proportions(Rate first, Rate second);

}  // namespace assay::stats
