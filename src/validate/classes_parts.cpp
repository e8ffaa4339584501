#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "validate/classes_prepared.hpp"
#include "validate/gaps.hpp"
#include "validate/group_measures.hpp"
#include "validate/paired.hpp"

// Costs, groups and the comparison of a multi-class evaluation.

namespace assay::validate {
namespace {

/// Powers of the probabilities that are tried: below 1 they are taken as too sure.
constexpr std::array<double, 5> kSharpness{0.5, 0.7, 1, 1.4, 2};

using Decided = std::vector<std::int32_t>;

std::size_t best_power(const PreparedClasses& prepared, const std::vector<Decided>& decided,
                       std::optional<std::uint8_t> half) {
    std::size_t best = 2;  // as they are, unless another is better
    double most = -std::numeric_limits<double>::infinity();
    for (const std::size_t power : {2U, 0U, 1U, 3U, 4U}) {
        double sum = 0;
        for (std::size_t row = 0; row < prepared.size(); ++row) {
            const bool counts = !half || prepared.half[row] == *half;
            sum += counts ? prepared.weight_of(row) *
                                prepared.money_of(prepared.label[row], decided[power][row])
                          : 0;
        }
        if (sum > most) {
            most = sum;
            best = power;
        }
    }
    return best;
}

std::string decision_sentence(const CostDecision& out, const std::string& currency) {
    std::string text =
        fmt::format("Deciding by expected money from its probabilities earns {} a month{}",
                    money(out.by_costs.value, currency), range_words(out.by_costs));
    const auto& gain = out.against_decisions;
    if (std::isfinite(gain.value)) {
        text += gain.low > 0    ? fmt::format(", {} more than the decisions in use{}",
                                              money(gain.value, currency), range_words(gain))
                : gain.high < 0 ? fmt::format(", {} less than the decisions in use",
                                              money(-gain.value, currency))
                                : std::string(
                                      ", and against the decisions in use that may be "
                                      "chance");
    }
    return text +
           fmt::format(". At the sharpness that the other half of the rows chose it is {}{}.",
                       money(out.cross_fitted.value, currency), range_words(out.cross_fitted));
}

std::vector<MetricDifference> differences(const MulticlassInput& input,
                                          const PreparedClasses& prepared) {
    const auto& first = prepared.models[0];
    const auto& second = prepared.models[1];
    const double confidence = input.confidence;
    std::vector<MetricDifference> out;
    const auto add = [&](const char* name, const Statistic& a, const Statistic& b,
                         double scale = 1) {
        out.push_back(as_difference(name, prepared, a, b, confidence, scale));
    };
    add("accuracy", accuracy_of(prepared, first.decided), accuracy_of(prepared, second.decided));
    add("macro_f1", macro_of(prepared, first.decided, f1_of),
        macro_of(prepared, second.decided, f1_of));
    add("macro_recall", macro_of(prepared, first.decided, recall_of),
        macro_of(prepared, second.decided, recall_of));
    if (!first.probability.empty() && !second.probability.empty()) {
        add("macro_auc", macro_auc_of(prepared, first), macro_auc_of(prepared, second));
        add("log_loss", log_loss_of(prepared, first), log_loss_of(prepared, second));
        add("brier", brier_of(prepared, first), brier_of(prepared, second));
    }
    if (!prepared.money.empty()) {
        add("value_per_month", value_of(prepared, first.decided),
            value_of(prepared, second.decided), input.decisions_per_month);
    }
    return out;
}

std::string sentence(const MulticlassComparison& out, const MulticlassInput& input) {
    const auto& accuracy = out.metrics.front();
    std::string text = fmt::format(
        "Against {}, {} {}: right in {} against {} of 100 decisions, a difference of {} points{}.",
        out.against, out.model, verb(accuracy, true), figure(accuracy.first * 100),
        figure(accuracy.second * 100), figure(accuracy.difference.value * 100, 2),
        range_words(accuracy.difference, 100));
    if (out.metrics.back().metric == "value_per_month") {
        const auto& gain = out.metrics.back();
        text +=
            fmt::format(" In money it {}: {} a month{}.", verb(gain, true),
                        money(gain.difference.value, input.currency), range_words(gain.difference));
    }
    return text + " " + capitalised(flip_words(out.flips)) +
           fmt::format(" (McNemar mid-p {}; Stuart-Maxwell p {}).", p_words(out.decisions.mid_p),
                       p_words(out.homogeneity.p));
}

}  // namespace

CostDecision cost_decision(const MulticlassInput& input, const PreparedClasses& prepared) {
    const auto& model = prepared.models.front();
    const double scale = input.decisions_per_month;
    const double confidence = input.confidence;
    std::vector<Decided> decided;
    for (const double each : kSharpness) {
        decided.push_back(by_costs(prepared, model, each));
    }
    const std::array<std::size_t, 2> chosen{best_power(prepared, decided, std::uint8_t{0}),
                                            best_power(prepared, decided, std::uint8_t{1})};
    Decided fitted(prepared.size());
    for (std::size_t row = 0; row < fitted.size(); ++row) {
        fitted[row] = decided[chosen[prepared.half[row] == 0 ? 1 : 0]][row];
    }
    const auto plain = value_of(prepared, decided[2]);
    const auto crossed = value_of(prepared, fitted);
    const std::size_t best = best_power(prepared, decided, std::nullopt);
    CostDecision out{.by_costs = estimate(prepared, plain, confidence, scale),
                     .cross_fitted = estimate(prepared, crossed, confidence, scale),
                     .sharpness = kSharpness[best],
                     .seen_value_per_month = value_of(prepared, decided[best]).value * scale};
    out.against_decisions = out.cross_fitted_against = {
        .confidence = confidence, .method = "not applicable: no other decisions are given"};
    if (!model.given.empty()) {
        const auto given = value_of(prepared, model.given);
        out.against_decisions = estimate(prepared, difference(plain, given), confidence, scale);
        out.cross_fitted_against =
            estimate(prepared, difference(crossed, given), confidence, scale);
    }
    out.sentence = decision_sentence(out, input.currency);
    return out;
}

MulticlassComparison compare(const MulticlassInput& input, const PreparedClasses& prepared,
                             std::span<const SliceColumn> columns) {
    const auto& first = prepared.models[0];
    const auto& second = prepared.models[1];
    MulticlassComparison out;
    out.model = first.label;
    out.against = second.label;
    out.metrics = differences(input, prepared);
    const auto first_right = prepared.right(first.decided).label;
    const auto second_right = prepared.right(second.decided).label;
    out.decisions = decision_test(first_right, second_right);
    const std::size_t classes = prepared.classes.size();
    std::vector<double> counts(classes * classes, 0.0);
    std::vector<std::uint8_t> differs;
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        const auto a = static_cast<std::size_t>(first.decided[row]);
        const auto b = static_cast<std::size_t>(second.decided[row]);
        counts[a * classes + b] += 1;
        differs.push_back(a != b ? 1 : 0);
    }
    if (const auto test = stats::stuart_maxwell(counts, classes)) {
        out.homogeneity = *test;
    }
    FlipCounter counter(prepared, differs, first_right, second_right);
    out.flips = counter.count(all_rows(prepared.size()), input.confidence);
    out.flips.sentence = capitalised(flip_words(out.flips)) + ".";
    out.by_slice = flips_by_part(counter, columns, input.confidence);
    out.sentence = sentence(out, input);
    out.note = paired_note(prepared);
    return out;
}

std::vector<MeasuredGroups> groups_of(const MulticlassInput& input,
                                      const PreparedClasses& prepared) {
    constexpr std::size_t kMostClasses = 12;
    const auto& decided = prepared.models.front().decided;
    std::vector<GroupMeasure> measures;
    const auto right = [&](std::uint32_t row) {
        return decided[row] == prepared.label[row] ? 1.0 : 0.0;
    };
    measures.push_back({.name = "accuracy",
                        .words = "The share of right decisions",
                        .value = right,
                        .weight = [](std::uint32_t) { return 1.0; }});
    for (std::size_t of = 0; of < std::min(prepared.classes.size(), kMostClasses); ++of) {
        measures.push_back(
            {.name = "recall of " + prepared.classes[of],
             .words = fmt::format("The share of \"{}\" that is found", prepared.classes[of]),
             .value = right,
             .weight = [&prepared, of](std::uint32_t row) {
                 const bool is = prepared.label[row] == static_cast<std::int32_t>(of);
                 return is ? 1.0 : 0.0;
             }});
    }
    return measured_groups(input, prepared, measures);
}

}  // namespace assay::validate
