#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/cuts.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewOfAClass = 10;

struct Classes {
    std::int64_t positives = 0, negatives = 0;
    std::int64_t rarer() const { return std::min(positives, negatives); }
};

Classes classes_of(const Prepared& prepared) {
    Classes out;
    for (const auto label : prepared.label) {
        ++(label != 0 ? out.positives : out.negatives);
    }
    return out;
}

void find_few(const Classes& classes, std::vector<Finding>& findings) {
    if (classes.rarer() >= kFewOfAClass) {
        return;
    }
    findings.push_back({.code = "few-of-a-class",
                        .severity = Severity::Warning,
                        .rows = classes.rarer(),
                        .sentence = fmt::format(
                            "Only {} {} {}: every range is wide.", counted(classes.rarer(), "row"),
                            classes.rarer() == 1 ? "is" : "are",
                            classes.positives < classes.negatives ? "positive" : "negative"),
                        .fix = "evaluate on more rows of that class"});
}

bool equals_label(const Prepared& prepared, const std::vector<double>& values) {
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (values[row] != prepared.label[row]) {
            return false;
        }
    }
    return !values.empty();
}

Finding label_itself(const Prepared& prepared, const PreparedModel& model, const Classes& classes,
                     const char* what) {
    const bool sure = classes.rarer() >= kFewOfAClass;
    return {.code = "is-the-label",
            .severity = sure ? Severity::Error : Severity::Question,
            .column = model.name,
            .rows = static_cast<std::int64_t>(prepared.size()),
            .sentence = fmt::format(
                "The {} of {} equals the label in every row: {}.", what, model.label,
                sure ? "it is the label, not a prediction" : "with so few rows that may be luck"),
            .fix = "give what the model said before the outcome was known"};
}

Finding constant(const Prepared& prepared, const PreparedModel& model) {
    return {.code = "constant-score",
            .severity = Severity::Warning,
            .column = model.name,
            .rows = static_cast<std::int64_t>(prepared.size()),
            .sentence = fmt::format("The score of {} is {} in every row: it orders nothing.",
                                    model.label, figure(model.score.front())),
            .fix = "check the column, and that the model was applied"};
}

void find_order(const Prepared& prepared, const PreparedModel& model, const Classes& classes,
                std::vector<Finding>& findings) {
    const double auc = auc_of(prepared, model.score).value;
    if (auc >= 1 || auc <= 0) {
        const bool sure = classes.rarer() >= kFewOfAClass;
        findings.push_back(
            {.code = "knows-the-label",
             .severity = sure ? Severity::Error : Severity::Question,
             .column = model.name,
             .rows = static_cast<std::int64_t>(prepared.size()),
             .sentence = fmt::format(
                 "The score of {} tells positives and negatives apart without one mistake{}: {}.",
                 model.label, auc <= 0 ? ", backwards" : "",
                 sure ? "the answer was known to it" : "with so few rows that may be luck"),
             .fix = "look for the outcome, or something that follows from it, among its features"});
        return;
    }
    const auto interval = auc_estimate(prepared, model.score, 0.99);
    if (interval.high < 0.5) {
        findings.push_back(
            {.code = "runs-backwards",
             .severity = Severity::Warning,
             .column = model.name,
             .rows = static_cast<std::int64_t>(prepared.size()),
             .sentence = fmt::format("The score of {} falls where it should rise: its AUC is {}.",
                                     model.label, figure(auc)),
             .fix =
                 "give the score of the positive value, for example 1 - p, or check --positive"});
        return;
    }
    constexpr double kTooGood = 0.995;
    if (interval.low > kTooGood) {
        findings.push_back(
            {.code = "too-good",
             .severity = Severity::Question,
             .column = model.name,
             .rows = static_cast<std::int64_t>(prepared.size()),
             .sentence = fmt::format("The AUC of {} is {}: rare for an honest model.", model.label,
                                     figure(auc, 4)),
             .fix = "ask whether each feature was known at the moment of the decision"});
    }
}

/// A number of any size in a few characters.
std::string brief(double value) {
    constexpr double kLong = 1e9;
    return std::abs(value) < kLong ? figure(value) : fmt::format("{:.3g}", value);
}

void find_outside(const PreparedModel& model, std::vector<Finding>& findings) {
    if (model.kind != Kind::Score) {
        return;
    }
    const auto outside =
        std::ranges::count_if(model.score, [](double each) { return each < 0 || each > 1; });
    const auto [low, high] = std::ranges::minmax_element(model.score);
    findings.push_back(
        {.code = "not-a-probability",
         .severity = Severity::Info,
         .column = model.name,
         .rows = outside,
         .sentence = fmt::format(
             "The score of {} runs from {} to {}: {} outside [0, 1], so it is read as a score, not "
             "as a probability. Calibration, Brier score and log loss are left out, and the cut is "
             "chosen by value.",
             model.label, brief(*low), brief(*high), counted(outside, "row")),
         .fix = "give calibrated probabilities to have them judged"});
}

/// Rows whose decision no cut on the score explains, at the cut that explains most.
std::int64_t against_score(const PreparedModel& model, const stats::RankedScores& ranked) {
    std::int64_t acted = 0;
    for (const double each : model.decision) {
        acted += each > 0 ? 1 : 0;
    }
    // Nobody is acted on: every act is a miss. Each row above the cut then mends or adds one.
    std::int64_t misses = acted;
    std::int64_t fewest = misses;
    std::size_t position = 0;
    for (const auto end : ranked.group_ends()) {
        for (; position < end; ++position) {
            misses += model.decision[ranked.order()[position]] > 0 ? -1 : 1;
        }
        fewest = std::min(fewest, misses);
    }
    return fewest;
}

void find_disagreement(const Prepared& prepared, const PreparedModel& model,
                       std::vector<Finding>& findings) {
    if (model.decision.empty() || model.score.empty()) {
        return;
    }
    const auto rows = against_score(model, stats::RankedScores(model.score, prepared.label));
    if (rows == 0) {
        return;
    }
    findings.push_back(
        {.code = "decision-against-score",
         .severity = Severity::Question,
         .column = model.name,
         .rows = rows,
         .sentence = fmt::format(
             "{} decided against the score of {}: no single cut explains all its decisions.",
             rows == 1 ? "1 row is" : counted(rows, "row") + " are", model.label),
         .fix = "ask what else decides, or whether score and decision are of one version"});
}

}  // namespace

void check_integrity(const EvaluationInput& input, const Prepared& prepared,
                     std::vector<Finding>& findings) {
    const Classes classes = classes_of(prepared);
    find_few(classes, findings);
    find_ids(
        prepared, input.id_name,
        [&](std::size_t a, std::size_t b) { return prepared.label[a] != prepared.label[b]; },
        findings);
    for (const auto& model : prepared.models) {
        const bool is_label = equals_label(prepared, model.score);
        if (is_label || equals_label(prepared, model.decision)) {
            findings.push_back(
                label_itself(prepared, model, classes, is_label ? "score" : "decision"));
        }
        find_disagreement(prepared, model, findings);
        if (model.score.empty() || is_label) {
            continue;
        }
        const auto [low, high] = std::ranges::minmax_element(model.score);
        if (*low == *high) {
            findings.push_back(constant(prepared, model));
        } else {
            find_order(prepared, model, classes, findings);
        }
        find_outside(model, findings);
    }
    rank_findings(findings);
}

}  // namespace assay::validate
