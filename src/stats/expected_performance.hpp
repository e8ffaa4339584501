#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"
#include "stats/rate.hpp"

// How good a model is on rows whose outcome is not known yet. Two ways, each with an assumption
// that these rows cannot prove: CBPE, that a score means the same chance as before (the mix of rows
// moved, not what they mean); BBSE, that rows of a class look as before (how frequent the classes
// are moved).

namespace assay::stats {

struct Performance {
    double accuracy, precision, recall, f1, auc;
};

/// Confidence-based performance estimation (NannyML's CBPE): what is expected of acting at or above
/// `cut` where each row is positive with its probability. The AUC is the area by the trapezoid rule
/// over cumulative chances by falling score; ties of a score count half. NaN where nothing is acted
/// on or expected.
Performance expected_performance(std::span<const double> scores,
                                 std::span<const double> probabilities, double cut);

struct OutlookInput {
    std::span<const double> reference_scores;
    std::span<const std::uint8_t> reference_labels;  // 0 or 1
    std::span<const double> current_scores;
    double cut = 0.5;
    int replicates = 400;
    double confidence = 0.9;
    std::uint64_t seed = 0;
};

/// One metric: as the reference's labels have it, as it is expected now, and the difference.
struct MetricOutlook {
    std::string metric;
    Estimate reference = {}, expected = {}, change = {};
};

/// CBPE with intervals. Scores become chances by isotonic regression where that lowers the expected
/// calibration error (ten bins of equal mass) on a half of the reference that it was not fitted on,
/// or where they lie outside [0, 1]. Intervals are percentiles over resampled rows of both tables,
/// the calibration fitted anew each time; rows are drawn as cells of like scores. Scores used as
/// they are get the noise of the reference's calibration above and below the cut instead. Fails
/// with InvalidInput on one class, fewer than 50 rows on a side, or scores that are not finite.
struct Outlook {
    bool calibrated = false;
    double error_as_is = 0, error_calibrated = 0;  // NaN where scores are no chances
    std::vector<MetricOutlook> metrics;            // accuracy, precision, recall, f1, auc
};
Result<Outlook> performance_outlook(const OutlookInput& input);

/// Black box shift estimation (Lipton, Wang & Smola 2018) for two classes: the share of positives
/// now, from the share acted on now and the reference's recall and false alarms; interval by the
/// delta method. NaN with the reason where recall and false alarms cannot be told apart at
/// `confidence`.
Estimate shifted_positive_rate(Rate recall, Rate false_alarms, Rate acted, double confidence);

}  // namespace assay::stats
