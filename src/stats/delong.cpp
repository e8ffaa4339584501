#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/inputs.hpp"
#include "stats/ranking.hpp"
#include "stats/rate.hpp"
#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

struct Classes {
    std::int64_t positives = 0;
    std::int64_t negatives = 0;
    std::int64_t smaller() const { return std::min(positives, negatives); }
};

Result<Classes> classes_of(std::span<const std::uint8_t> labels) {
    Classes classes;
    for (const std::uint8_t label : labels) {
        ++(label != 0 ? classes.positives : classes.negatives);
    }
    if (classes.smaller() == 0) {
        return fail(ErrorCode::InvalidInput,
                    "an AUC of one class: " + std::to_string(classes.positives) +
                        " positives and " + std::to_string(classes.negatives) + " negatives",
                    "give rows of both classes");
    }
    return classes;
}

// Placement of each row, in the rows' own order: for a positive the share of negatives below it,
// for a negative the share of positives above it, ties half.
std::vector<double> placements(std::span<const double> scores, std::span<const std::uint8_t> labels,
                               const Classes& classes) {
    const RankedScores ranked(scores, labels);
    std::vector<double> placement(scores.size());
    const auto positives = static_cast<double>(classes.positives);
    const auto negatives = static_cast<double>(classes.negatives);
    double positives_above = 0;
    double negatives_above = 0;
    std::size_t start = 0;
    for (const std::uint32_t end : ranked.group_ends()) {
        const auto ties = ranked.order().subspan(start, end - start);
        const auto hits = static_cast<double>(
            std::count_if(ties.begin(), ties.end(), [&](auto row) { return labels[row] != 0; }));
        const double misses = static_cast<double>(ties.size()) - hits;
        for (const std::uint32_t row : ties) {
            placement[row] = labels[row] != 0 ? 1 - (negatives_above + misses / 2) / negatives
                                              : (positives_above + hits / 2) / positives;
        }
        positives_above += hits;
        negatives_above += misses;
        start = end;
    }
    return placement;
}

struct MeanOfPlacements {
    double mean;
    double variance;  // of the mean; NaN with one row in a class
};

// DeLong, DeLong & Clarke-Pearson (1988), equations 3 to 5, for one statistic or a difference.
MeanOfPlacements delong(std::span<const double> placement, std::span<const std::uint8_t> labels,
                        const Classes& classes) {
    const auto positives = static_cast<double>(classes.positives);
    const auto negatives = static_cast<double>(classes.negatives);
    double mean = 0;
    double mean_negative = 0;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        (labels[row] != 0 ? mean : mean_negative) += placement[row];
    }
    mean /= positives;
    mean_negative /= negatives;
    double squares = 0;
    double squares_negative = 0;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const double off = placement[row] - (labels[row] != 0 ? mean : mean_negative);
        (labels[row] != 0 ? squares : squares_negative) += off * off;
    }
    return {.mean = mean,
            .variance = squares / ((positives - 1) * positives) +
                        squares_negative / ((negatives - 1) * negatives)};
}

Interval logit_interval(const MeanOfPlacements& area, double confidence) {
    const double z = normal_quantile(0.5 + confidence / 2);
    const double logit = std::log(area.mean / (1 - area.mean));
    const double reach = z * std::sqrt(area.variance) / (area.mean * (1 - area.mean));
    return {.low = 1 / (1 + std::exp(reach - logit)), .high = 1 / (1 + std::exp(-reach - logit))};
}

Result<Interval> perfect_interval(double area, const Classes& classes, double confidence) {
    const std::int64_t rows = classes.smaller();
    return clopper_pearson({.hits = area > 0.5 ? rows : 0, .trials = rows}, confidence);
}

Interval around(double centre, double reach) {
    return {.low = std::max(-1.0, centre - reach), .high = std::min(1.0, centre + reach)};
}

}  // namespace

Result<Estimate> auc_delong(std::span<const double> scores, std::span<const std::uint8_t> labels,
                            double confidence) {
    TRY(check_confidence(confidence));
    TRY(check_scored_labels(scores, labels));
    const Classes classes = TRY(classes_of(labels));
    const MeanOfPlacements area = delong(placements(scores, labels, classes), labels, classes);
    if (classes.smaller() == 1) {
        return Estimate{.value = area.mean,
                        .confidence = confidence,
                        .method = "cannot tell: one row alone in a class"};
    }
    if (area.mean <= 0 || area.mean >= 1) {
        return with_intervals(area.mean, TRY(perfect_interval(area.mean, classes, confidence)),
                              TRY(perfect_interval(area.mean, classes, 0.5)), confidence,
                              "Clopper-Pearson on the smaller class");
    }
    return with_intervals(area.mean, logit_interval(area, confidence), logit_interval(area, 0.5),
                          confidence, "DeLong on the logit scale");
}

Result<PairedAuc> auc_delong_paired(std::span<const double> first, std::span<const double> second,
                                    std::span<const std::uint8_t> labels, double confidence) {
    TRY(check_confidence(confidence));
    TRY(check_scored_labels(first, labels));
    TRY(check_scored_labels(second, labels));
    const Classes classes = TRY(classes_of(labels));
    std::vector<double> difference = placements(first, labels, classes);
    const std::vector<double> other = placements(second, labels, classes);
    for (std::size_t row = 0; row < difference.size(); ++row) {
        difference[row] -= other[row];
    }
    const MeanOfPlacements gap = delong(difference, labels, classes);
    const double sd = std::sqrt(gap.variance);
    // No spread at all and yet a difference: both orders are extreme, and nothing tells its error.
    if (classes.smaller() == 1 || (sd == 0 && gap.mean != 0)) {
        return PairedAuc{.difference = {.value = gap.mean,
                                        .confidence = confidence,
                                        .method = "cannot tell: too few rows that differ"},
                         .p = std::numeric_limits<double>::quiet_NaN()};
    }
    const double p = sd == 0 ? 1.0 : 2 * normal_cdf(-std::abs(gap.mean) / sd);
    return PairedAuc{.difference = with_intervals(
                         gap.mean, around(gap.mean, sd * normal_quantile(0.5 + confidence / 2)),
                         around(gap.mean, sd * normal_quantile(0.75)), confidence, "paired DeLong"),
                     .p = p};
}

}  // namespace assay::stats
