#pragma once

#include <optional>
#include <vector>

#include "stats/learning_curve.hpp"
#include "study/curve.hpp"
#include "study/metric.hpp"
#include "study/pricing.hpp"
#include "study/verdict_rule.hpp"

// From measurements to worlds: one Poisson weight for each cluster, shared by all options, the
// metric and every re-pricing; one draw of each cost range; one rank of the learning curve.

namespace assay::study {

/// The money side of a product, which "what would change it" moves about.
struct Terms {
    Economics economics;
    Amount decisions, model_per_month, build, label;
    double labels_per_month = 0;
    double horizon = 12;
    double deadline = 12;
    double margin_share = 0.01;
    std::optional<double> smallest_gain;
};
Terms terms_of(const Product& product, double deadline_months);

/// All that was measured, once; pricing it anew needs nothing else.
struct Measured {
    const Problem* problem = nullptr;
    const Splits* splits = nullptr;
    Tested tested;
    std::vector<OptionScores> options;
    std::size_t model = 0;  // the chosen rung
    stats::Parts parts;
    std::optional<Target> target;
    std::optional<MetricMoments> metric;  // of the chosen rung, when the target is a metric
    MeasuredCurve curve;
    stats::LearningCurve metric_forecast;  // at {1, 2, 4, 8} x rows_now
    stats::LearningCurve money_forecast;
    Shift metric_shift;   // with time: to today's rows
    double rows_now = 0;  // training rows today
    double rows_labelled = 0;
    double rows_per_training_row = 1;   // labelled rows needed for one training row
    std::vector<std::uint8_t> weights;  // Poisson, draws x groups
    std::size_t draws = 0;
    std::uint64_t seed = 0;
    double certainty = 0.8;
    bool can_decide = true;
    /// Expected metric of the chosen rung with today's rows; `metric` is there.
    double metric_today() const { return metric->mean + metric_shift.gain; }
};

/// Prices the decision table and draws `draws` (at most measured.draws) worlds. `rows_factor`
/// shrinks the noise as if that many times the rows had been tested.
struct PricedWorlds {
    Priced priced;
    ValueMoments moments;
    Shift money_shift;
    Worlds worlds;
};
PricedWorlds worlds_at(const Measured& measured, const Terms& terms, std::size_t draws,
                       double rows_factor = 1);

}  // namespace assay::study
