#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/confident_learning.hpp"

namespace assay::stats {

/// The first `rows` of a ranking, and what share of them is expected to be labelled wrongly.
struct PrecisionCut {
    std::int64_t rows = 0;
    double margin = 0;  // of the last of them
    Estimate precision;
};

struct ExpectedErrors {
    std::vector<PrecisionCut> cuts;
    /// The same of the suspected rows, in which each pair of classes has an end of its own.
    PrecisionCut suspected;
    /// Share of all labels that are wrong, those included that nothing about the row shows.
    Estimate noise_rate;
};

/// Expected precision at each cut of a ranking by margin, and the share of wrong labels, without a
/// look at the truth.
///
/// A row given g that looks like j has twins: rows given j that look like j over g as strongly.
/// If labels are mistaken by class and not by look (class-conditional noise), rows of class j carry
/// label g in one proportion to those with label j, whatever they look like. The proportion is read
/// where class j looks most like itself, where no row of another class is expected (mutual
/// irreducibility; Scott, Blanchard & Handy 2013): in the strongest quarter, eighth or
/// sixteenth of the twins, the widest that no stricter one contradicts (Lepski 1990).
/// Errors expected down to a cut are that proportion of the twins down to it. Only the order of
/// chances counts, so a model that is too sure of itself does no harm; one that mistakes whole
/// groups of rows for another class does, and precision is then overstated.
///
/// Interval: gamma limits of a weighted sum of counts (Fay & Feuer 1997) and the Wilson limits of
/// the rows looked at, squared and added (Zou & Donner 2008); the upper limit is no less than what
/// the quarter says, since the choice of the part is itself a guess. `ranked` comes from
/// ranked_by_margin(); NaN with the reason where more than a tenth of the rows have a likely class
/// of which fewer than 20 rows agree with their label. `cuts` ascend, each from 1 to its length.
/// Twins beyond 10,000 a class are sampled evenly.
ExpectedErrors expected_errors(const ClassChances& chances, const LabelErrors& errors,
                               std::span<const std::int32_t> ranked,
                               std::span<const std::int64_t> cuts, double confidence);

}  // namespace assay::stats
