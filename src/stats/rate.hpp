#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "stats/estimate.hpp"

namespace assay::stats {

/// How often something happened. Kept as counts, so that its uncertainty cannot be lost on the way.
struct Rate {
    std::int64_t hits;
    std::int64_t trials;
};

/// Wilson (1927) score interval of a rate.
///
/// Preferred to the normal interval because it stays inside [0, 1] and keeps its coverage at the
/// small counts that slices have. Fails with InvalidInput on no trials, on hits outside
/// [0, trials], and on a confidence outside (0, 1).
Result<Interval> wilson(Rate rate, double confidence);

/// Wilson interval as an Estimate; NaN with a reason when there are no trials.
Estimate wilson_estimate(Rate rate, double confidence);

/// Clopper & Pearson (1934) exact interval. Conservative: covers at least its confidence.
Result<Interval> clopper_pearson(Rate rate, double confidence);

/// Newcombe (1998) hybrid score interval of the difference a - b of two independent rates.
Result<Interval> newcombe(Rate a, Rate b, double confidence);

/// McNemar test of paired yes/no answers from the two discordant counts: exact and mid-p
/// (Fagerland, Lydersen & Laake 2013), two-sided.
struct McNemar {
    double exact_p;
    double mid_p;
};
Result<McNemar> mcnemar(std::int64_t only_first, std::int64_t only_second);

/// True when the whole interval lies above the bar: "good enough, and we can show it".
Result<bool> clears(Rate rate, double bar, double confidence);

}  // namespace assay::stats
