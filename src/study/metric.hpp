#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/joint.hpp"
#include "stats/resampling.hpp"
#include "study/ladder.hpp"
#include "study/pricing.hpp"
#include "study/product.hpp"

namespace assay::study {

/// Labels and weights of one part's tested rows, in the part's order.
struct PartTruth {
    std::vector<std::uint8_t> label;
    std::vector<double> weight;
};
std::vector<PartTruth> part_truths(const Problem& problem, const Tested& tested);

/// A metric of probabilities on one part. `share_at_k` is k over decisions a month, for
/// precision_at_k. NaN when the part has one class only. value_per_month is not a metric of
/// probabilities and is NaN.
double metric_value(const Metric& metric, std::span<const float> probability,
                    const PartTruth& truth, double share_at_k, std::span<const double> weights);

/// A metric as the mean within test parts, weighted by rows (scores of different fits are never
/// pooled for ranks), with its variance by the one rule; the clusters' part is the delete-a-group
/// jackknife over at most `groups` groups.
struct MetricMoments {
    double mean = 0;
    std::vector<double> part_means;
    std::vector<double> influence;  // one a group
    stats::MeanVariance variance{};
};
MetricMoments metric_moments(const Metric& metric, const OptionScores& option, const Tested& tested,
                             const std::vector<PartTruth>& truths, const stats::Parts& parts,
                             double share_at_k, std::int32_t groups);

}  // namespace assay::study
