#include "data/model_drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/words.hpp"
#include "stats/expected_performance.hpp"
#include "stats/rate.hpp"
#include "stats/resampling.hpp"

namespace assay::data {
namespace {

// What a change must be at least, and how sure, before it is a warning. Five metrics and the labels
// are tested.
constexpr double kLeastFall = 0.02;
constexpr double kLeastShift = 0.05;
constexpr double kSure = 1 - 0.05 / 6;

struct Scored {
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
};

Scored scored(const engine::Column& column, std::span<const std::uint8_t> labels) {
    Scored out;
    for (std::size_t row = 0; row < column.numbers.size(); ++row) {
        const bool known = labels.empty() || labels[row] != kNoLabel;
        if (known && std::isfinite(column.numbers[row])) {
            out.scores.push_back(column.numbers[row]);
            out.labels.push_back(labels.empty() ? std::uint8_t{0} : labels[row]);
        }
    }
    return out;
}

stats::Rate acted(const Scored& side, double cut) {
    return {.hits = std::ranges::count_if(side.scores, [&](double s) { return s >= cut; }),
            .trials = std::ssize(side.scores)};
}

stats::Rate acted_of(const Scored& side, double cut, std::uint8_t label) {
    stats::Rate out{.hits = 0, .trials = 0};
    for (std::size_t row = 0; row < side.scores.size(); ++row) {
        if (side.labels[row] == label) {
            ++out.trials;
            out.hits += side.scores[row] >= cut ? 1 : 0;
        }
    }
    return out;
}

std::string with_range(const stats::Estimate& estimate) {
    return fmt::format("{} ({} to {})", figure(estimate.value), figure(estimate.low),
                       figure(estimate.high));
}

std::string with_range_in_percent(const stats::Estimate& estimate) {
    return fmt::format("{} ({} to {})", percent(estimate.value), percent(estimate.low),
                       percent(estimate.high));
}

std::string metric_word(const std::string& metric) {
    return metric == "auc" ? "AUC" : metric == "f1" ? "F1" : metric;
}

std::string expectation(const ModelDrift& drift) {
    std::vector<std::string> parts;
    for (const auto& each : drift.metrics) {
        if (each.metric == "accuracy" || each.metric == "f1" || each.metric == "auc") {
            parts.push_back(std::isnan(each.expected.value)
                                ? metric_word(each.metric) + " cannot be told"
                                : fmt::format("{} {}, was {}", metric_word(each.metric),
                                              with_range(each.expected),
                                              figure(each.reference.value)));
        }
    }
    return fmt::format(
        "If a score still means the same chance ({}), expect now: {}. Labels that come in later "
        "will tell whether it does.",
        drift.calibrated ? "calibrated on the reference" : "taken as it is", listed(parts));
}

std::string label_expectation(const ModelDrift& drift) {
    if (std::isnan(drift.shifted_positive_rate.value)) {
        return "What share of rows is positive now cannot be told from the scores: " +
               drift.shifted_positive_rate.method.substr(std::string("cannot tell: ").size()) + ".";
    }
    return fmt::format(
        "{} of the rows lie at or above the cut of {:g}, and {} did. If positives and negatives "
        "still "
        "score as they did, {} are positive now, and {} were.",
        percent(drift.acted_current.value), drift.cut, percent(drift.acted_reference.value),
        with_range_in_percent(drift.shifted_positive_rate), percent(drift.positive_rate.value));
}

/// Whether the change differs from nothing at kSure, by the width of its range.
bool sure(const stats::Estimate& change) {
    const double sd =
        (change.high - change.low) / 2 / stats::normal_quantile(0.5 + change.confidence / 2);
    const double reach = stats::normal_quantile(0.5 + kSure / 2) * sd;
    return std::abs(change.value) > reach;
}

}  // namespace

Result<ModelDrift> model_drift(const ModelInput& input) {
    const auto reference = scored(*input.reference_scores, input.reference_labels);
    const auto current = scored(*input.current_scores, {});
    const auto outlook = TRY(stats::performance_outlook({.reference_scores = reference.scores,
                                                         .reference_labels = reference.labels,
                                                         .current_scores = current.scores,
                                                         .cut = input.cut,
                                                         .confidence = input.confidence,
                                                         .seed = input.seed}));
    ModelDrift out;
    out.scores = input.reference_scores->name;
    out.target = input.target;
    out.cut = input.cut;
    out.calibrated = outlook.calibrated;
    out.error_as_is = outlook.error_as_is;
    out.error_calibrated = outlook.error_calibrated;
    for (const auto& each : outlook.metrics) {
        out.metrics.push_back({each.metric, each.reference, each.expected, each.change});
    }
    const auto positives = std::ranges::count(reference.labels, std::uint8_t{1});
    out.positive_rate = stats::wilson_estimate(
        {.hits = positives, .trials = std::ssize(reference.labels)}, input.confidence);
    out.acted_reference = stats::wilson_estimate(acted(reference, input.cut), input.confidence);
    out.acted_current = stats::wilson_estimate(acted(current, input.cut), input.confidence);
    out.shifted_positive_rate = stats::shifted_positive_rate(
        acted_of(reference, input.cut, 1), acted_of(reference, input.cut, 0),
        acted(current, input.cut), input.confidence);
    out.sentence = expectation(out);
    out.label_sentence = label_expectation(out);
    return out;
}

std::vector<Issue> model_issues(const ModelDrift& drift, std::int64_t rows) {
    std::vector<Issue> out;
    const MetricDrift* worst = nullptr;
    for (const auto& each : drift.metrics) {
        const bool falls = each.change.value <= -kLeastFall && sure(each.change);
        if (falls && (worst == nullptr || each.change.value < worst->change.value)) {
            worst = &each;
        }
    }
    if (worst != nullptr) {
        out.push_back({.code = "performance-falls",
                       .severity = Severity::Warning,
                       .column = drift.scores,
                       .rows = rows,
                       .sentence = fmt::format(
                           "The model is expected to lose: {} falls by {} ({} to {}). {}",
                           metric_word(worst->metric), figure(-worst->change.value),
                           figure(-worst->change.high), figure(-worst->change.low), drift.sentence),
                       .fix = "Label a sample of the current rows, and train anew if it holds."});
    }
    const auto& now = drift.shifted_positive_rate;
    const double shift = now.value - drift.positive_rate.value;
    stats::Estimate change = now;
    change.value = shift;
    if (!std::isnan(shift) && std::abs(shift) >= kLeastShift && sure(change)) {
        out.push_back({.code = "label-shift",
                       .severity = Severity::Warning,
                       .column = drift.target,
                       .rows = rows,
                       .sentence = drift.label_sentence,
                       .fix = "Label a sample of the current rows; if it holds, move the cut or "
                              "weigh the training rows."});
    }
    return out;
}

}  // namespace assay::data
