#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"
#include "stats/ratings.hpp"

// How far annotators agree beyond chance.

namespace assay::stats {

/// How far apart two labels are: Nominal, all the same; Ordinal, by how many labels lie between
/// (classes are in order); Interval, by the difference of their values.
enum class LabelDistance : std::uint8_t { Nominal, Ordinal, Interval };

struct AlphaOptions {
    LabelDistance distance = LabelDistance::Nominal;
    std::vector<double> values = {};  // of the classes; needed for Interval
    double confidence = 0.9;
    int replicates = 2000;
    std::uint64_t seed = 0;
};

/// Krippendorff's alpha (Krippendorff 1970, 2011): 1 - observed / expected disagreement over pairs
/// of labels of one item; missing labels are allowed, items with one label count for nothing.
///
/// Interval: bootstrap over items, by Poisson weights on the distinct sets of labels (equal to
/// resampling items, at the cost of the distinct sets), BCa (Efron 1987) with the jackknife in
/// closed form on the same cells. Not Krippendorff's own bootstrap, which draws pairs of labels as
/// if they were independent. NaN with the reason when no item has two labels or all labels are
/// equal. Fails with InvalidInput as check_ratings() does, and on Interval without values.
Result<Estimate> krippendorff_alpha(const Ratings& ratings, const AlphaOptions& options);

/// Cohen's (1960) kappa of two annotators on the items that both labelled. A person's second label
/// of one item is left out.
struct PairKappa {
    std::int32_t first = 0, second = 0;  // annotators
    std::int64_t items = 0;
    Estimate agreement = {};  // share of equal labels, Wilson
    /// Interval: the Wilson limits of the agreement, with agreement by chance held.
    Estimate kappa = {};
};

/// Every pair of annotators with an item in common, most items first, then by number.
Result<std::vector<PairKappa>> pairwise_kappa(const Ratings& ratings, double confidence);

/// Items with two labels or more, and those in which all are equal.
struct Unanimity {
    std::int64_t items = 0, unanimous = 0;
};
Unanimity unanimity(const Ratings& ratings);

}  // namespace assay::stats
