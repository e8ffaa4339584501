#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "data/label_guard.hpp"
#include "data/label_values.hpp"
#include "data/label_words.hpp"
#include "data/labelling.hpp"
#include "stats/label_precision.hpp"
#include "stats/rate.hpp"

namespace assay::data {
namespace {

using stats::Estimate;

constexpr std::size_t kCuts = 10;
constexpr std::size_t kMostFlows = 100;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Ten even steps down the ranking.
std::vector<std::int64_t> even_cuts(std::size_t ranked) {
    std::vector<std::int64_t> out;
    for (std::size_t step = 1; step <= kCuts; ++step) {
        const auto rows = static_cast<std::int64_t>(ranked * step / kCuts);
        if (rows > 0 && (out.empty() || rows > out.back())) {
            out.push_back(rows);
        }
    }
    return out;
}

std::vector<LabelClass> classes_of(const LabelTable& input, const stats::ConfidentJoint& joint,
                                   double confidence) {
    const std::size_t classes = input.classes.size();
    std::vector<LabelClass> out;
    for (std::size_t k = 0; k < classes; ++k) {
        std::int64_t confident = 0;
        for (std::size_t other = 0; other < classes; ++other) {
            confident += joint.counts[k * classes + other];
        }
        const std::int64_t rows = joint.label_counts[k];
        const stats::Rate rate{.hits = confident - joint.counts[k * classes + k],
                               .trials = rows > 0 ? confident : 0};
        out.push_back(
            {.name = input.classes[k],
             .rows = rows,
             .threshold = rows > 0 ? joint.thresholds[k] : std::numeric_limits<double>::quiet_NaN(),
             .doubted = stats::wilson_estimate(rate, confidence)});
    }
    return out;
}

std::vector<LabelFlow> flows_of(const LabelTable& input, const stats::ConfidentJoint& joint,
                                double confidence) {
    const std::size_t classes = input.classes.size();
    std::vector<LabelFlow> out;
    for (std::size_t given = 0; given < classes; ++given) {
        std::int64_t confident = 0;
        for (std::size_t k = 0; k < classes; ++k) {
            confident += joint.counts[given * classes + k];
        }
        for (std::size_t likely = 0; likely < classes; ++likely) {
            const std::size_t cell = given * classes + likely;
            if (given == likely || joint.counts[cell] == 0) {
                continue;
            }
            out.push_back({.given = input.classes[given],
                           .likely = input.classes[likely],
                           .rows = joint.joint[cell],
                           .share = stats::wilson_estimate(
                               {.hits = joint.counts[cell], .trials = confident}, confidence)});
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.rows > b.rows; });
    out.resize(std::min(out.size(), kMostFlows));
    return out;
}

/// Share of wrong labels among the first rows of the ranking whose true class is known.
Estimate measured(const LabelTable& input, std::span<const std::int32_t> ranked, std::int64_t rows,
                  double confidence) {
    stats::Rate rate{.hits = 0, .trials = 0};
    if (!input.checked.empty()) {
        for (const auto row : ranked.first(static_cast<std::size_t>(rows))) {
            const std::int32_t truth = input.checked[at(row)];
            rate.trials += truth >= 0 ? 1 : 0;
            rate.hits += truth >= 0 && truth != input.labels[at(row)] ? 1 : 0;
        }
    }
    auto out = stats::wilson_estimate(rate, confidence);
    if (rate.trials == 0) {
        out.method = input.checked.empty() ? "not run: give --reference"
                                           : "cannot tell: none of these rows has a reference";
    }
    return out;
}

std::vector<SuspectedLabel> suspects_of(const LabelTable& input, const stats::LabelErrors& errors,
                                        const std::vector<LabelCut>& cuts, std::size_t most) {
    const engine::Column* id = input.id.empty() ? nullptr : input.table.find(input.id);
    std::vector<SuspectedLabel> out;
    for (std::size_t i = 0; i < std::min(most, errors.ranked.size()); ++i) {
        const std::size_t row = at(errors.ranked[i]);
        const std::size_t given = at(input.labels[row]);
        const std::size_t suggested = at(errors.suggested[row]);
        const auto cut = std::find_if(cuts.begin(), cuts.end(), [&](const LabelCut& each) {
            return errors.margin[row] <= each.margin;
        });
        const std::size_t table_row = input.rows[row];
        out.push_back({.row = static_cast<std::int64_t>(table_row) + 1,
                       .id = row_name(id, table_row),
                       .given = input.classes[given],
                       .suggested = input.classes[suggested],
                       .margin = errors.margin[row],
                       .chance_given = input.chances[given][row],
                       .chance_suggested = input.chances[suggested][row],
                       .precision = cut == cuts.end() ? Estimate{} : cut->precision});
    }
    return out;
}

template <class Change>
Estimate changed(const Estimate& from, std::string method, const Change& change) {
    if (std::isnan(from.value)) {
        return from;
    }
    Estimate out = from;
    out.value = change(from.value);
    const double ends[] = {change(from.low), change(from.high)};
    const double halves[] = {change(from.low_50), change(from.high_50)};
    out.low = std::min(ends[0], ends[1]);
    out.high = std::max(ends[0], ends[1]);
    out.low_50 = std::min(halves[0], halves[1]);
    out.high_50 = std::max(halves[0], halves[1]);
    out.method = std::move(method);
    return out;
}

/// a + sign x b / rows at each end, cut to shares: both rest on the same counts, so ends meet ends.
Estimate moved(const Estimate& a, const Estimate& b, double sign, double rows, std::string method) {
    if (std::isnan(a.value) || std::isnan(b.value)) {
        return {.confidence = a.confidence, .method = std::isnan(a.value) ? a.method : b.method};
    }
    const auto at_end = [&](double first, double second) {
        return std::clamp(first + sign * second / rows, 0.0, 1.0);
    };
    Estimate out = a;
    out.value = at_end(a.value, b.value);
    out.low = std::min(at_end(a.low, b.low), out.value);
    out.high = std::max(at_end(a.high, b.high), out.value);
    out.low_50 = std::clamp(at_end(a.low_50, b.low_50), out.low, out.value);
    out.high_50 = std::clamp(at_end(a.high_50, b.high_50), out.value, out.high);
    out.method = std::move(method);
    return out;
}

FixEffect effect_of(const LabelErrorReport& report, const stats::PrecisionCut& suspected,
                    std::size_t rows, double confidence) {
    const auto all = static_cast<double>(rows);
    const auto looked = static_cast<double>(report.suspected);
    FixEffect out;
    out.review_rows = report.suspected;
    out.noise_before = report.noise_rate;
    const auto agreed = static_cast<std::int64_t>(rows) - report.doubted;
    out.accuracy_before = stats::wilson_estimate(
        {.hits = agreed, .trials = static_cast<std::int64_t>(rows)}, confidence);
    if (report.suspected == 0) {
        out.errors_found = {.value = 0,
                            .low = 0,
                            .high = 0,
                            .low_50 = 0,
                            .high_50 = 0,
                            .confidence = confidence,
                            .method = "no row is suspected"};
        out.noise_after = out.noise_before;
        out.accuracy_after = out.accuracy_before;
    } else {
        out.errors_found = changed(suspected.precision, suspected.precision.method,
                                   [&](double share) { return share * looked; });
        out.noise_after = moved(out.noise_before, out.errors_found, -1, all,
                                "errors left once those found are mended; ends meet ends");
        out.accuracy_after = moved(out.accuracy_before, out.errors_found, 1, all,
                                   "rows that agree, and errors found that then agree");
    }
    out.sentence = effect_sentence(out);
    return out;
}

/// What rests on a model that tells no class from another says nothing of the labels.
void forget_rates(stats::ExpectedErrors& expected, Estimate& confident_rate) {
    const auto forget = [](Estimate& estimate) {
        if (!std::isnan(estimate.value)) {
            estimate = {.confidence = estimate.confidence,
                        .method =
                            "cannot tell: the model is right no more often than the "
                            "commonest class alone would be"};
        }
    };
    forget(confident_rate);
    forget(expected.noise_rate);
    forget(expected.suspected.precision);
    for (auto& cut : expected.cuts) {
        forget(cut.precision);
    }
}

Issue blind_model(std::int64_t doubted) {
    return issue("model-tells-nothing", Severity::Warning, doubted,
                 "The model tells no class from another, being right no more often than the "
                 "commonest class alone would be: what follows cannot tell wrong labels from right "
                 "ones.",
                 "give chances of a model that has learned the classes, for rows that it was not "
                 "fitted on; look whether --probs are in the order of --classes");
}

Issue rare_rows(const ModelGuard& guard, std::int64_t doubted) {
    return issue("no-more-than-chance", Severity::Question, doubted,
                 "The model takes " + counted(doubted, "row") +
                     " for another class; its own chances allow for " +
                     count(std::llround(guard.allowed)) +
                     ", so these may be rare rows and not wrong labels.",
                 "look at the first rows of the ranking before trusting how many are wrong");
}

/// What the model's chances cannot say is taken out of the numbers; why stands before the rest.
void doubt_model(const ModelGuard& guard, const stats::LabelErrors& errors, std::int64_t doubted,
                 stats::ExpectedErrors& expected, Estimate& confident_rate,
                 std::vector<Issue>& issues) {
    if (!guard.tells_classes) {
        forget_rates(expected, confident_rate);
        issues.insert(issues.begin(), blind_model(doubted));
    } else if (!guard.beyond_chance && !errors.ranked.empty()) {
        issues.push_back(rare_rows(guard, doubted));
    }
}

}  // namespace

Result<JudgedLabels> judge_labels(const LabelTable& input, const LabellingOptions& options) {
    const stats::ClassChances chances{.labels = input.labels,
                                      .classes = {input.chances.begin(), input.chances.end()}};
    JudgedLabels out;
    out.errors = TRY(stats::label_errors(chances));
    const auto ranked = stats::ranked_by_margin(out.errors);
    auto expected = stats::expected_errors(chances, out.errors, ranked, even_cuts(ranked.size()),
                                           options.confidence);
    LabelErrorReport report;
    report.confident_rate = stats::noise_rate(out.errors.joint, options.confidence);
    out.document.issues = input.issues;
    const auto doubted = std::ssize(ranked);
    doubt_model(guard_of(input, doubted, options.confidence), out.errors, doubted, expected,
                report.confident_rate, out.document.issues);
    report.noise_rate = expected.noise_rate;
    report.suspected = static_cast<std::int64_t>(out.errors.ranked.size());
    report.doubted = static_cast<std::int64_t>(ranked.size());
    report.classes = classes_of(input, out.errors.joint, options.confidence);
    report.flows = flows_of(input, out.errors.joint, options.confidence);
    for (const auto& cut : expected.cuts) {
        report.cuts.push_back({.rows = cut.rows,
                               .margin = cut.margin,
                               .precision = cut.precision,
                               .measured = measured(input, ranked, cut.rows, options.confidence)});
    }
    report.suspects = suspects_of(input, out.errors, report.cuts, options.most);
    report.effect = effect_of(report, expected.suspected, input.labels.size(), options.confidence);
    report.sentences = error_sentences(report, input.labels.size());

    out.document.rows = static_cast<std::int64_t>(input.table.rows);
    out.document.classes = input.classes;
    out.document.sentence = report.sentences.front();
    out.document.errors = std::move(report);
    out.document.not_run = {"agreement of annotators: give --item and --annotator"};
    if (input.checked.empty()) {
        out.document.not_run.push_back("measured precision: give --reference");
    }
    return out;
}

}  // namespace assay::data
