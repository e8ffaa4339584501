#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/cuts.hpp"
#include "validate/paired.hpp"

namespace assay::validate {
namespace {

MetricDifference auc_difference(const Prepared& prepared, std::span<const double> first,
                                std::span<const double> second, double confidence) {
    auto out = as_difference("auc", prepared, auc_of(prepared, first), auc_of(prepared, second),
                             confidence);
    out.difference.method = "paired, cluster-robust by influence";
    if (prepared.independent()) {
        if (auto paired = stats::auc_delong_paired(first, second, prepared.label, confidence)) {
            out.difference = std::move(paired->difference);
            out.p = paired->p;
        }
    }
    return out;
}

std::vector<MetricDifference> differences(const EvaluationInput& input, const Prepared& prepared,
                                          std::span<const double> first_act,
                                          std::span<const double> second_act) {
    const auto& first = prepared.models[0];
    const auto& second = prepared.models[1];
    const double confidence = input.confidence;
    std::vector<MetricDifference> out;
    if (!first.score.empty() && !second.score.empty()) {
        out.push_back(auc_difference(prepared, first.score, second.score, confidence));
        out.push_back(as_difference("average_precision", prepared,
                                    average_precision_of(prepared, first.score),
                                    average_precision_of(prepared, second.score), confidence));
    }
    if (first.kind == Kind::Probability && second.kind == Kind::Probability) {
        out.push_back(as_difference("brier", prepared, brier_of(prepared, first.score),
                                    brier_of(prepared, second.score), confidence));
        out.push_back(as_difference("log_loss", prepared, log_loss_of(prepared, first.score),
                                    log_loss_of(prepared, second.score), confidence));
    }
    out.push_back(as_difference("accuracy", prepared, accuracy_of(prepared, first_act),
                                accuracy_of(prepared, second_act), confidence));
    out.push_back(as_difference("value_per_month", prepared, value_of(prepared, first_act),
                                value_of(prepared, second_act), confidence,
                                input.decisions_per_month));
    return out;
}

std::string sentence(const Comparison& out, const EvaluationInput& input) {
    const auto& money_gap = out.metrics.back();
    std::string text = fmt::format(
        "Against {}, {} {} in money: {} a month{}.", out.against, out.model, verb(money_gap, true),
        money(money_gap.difference.value, input.currency), range_words(money_gap.difference));
    if (out.metrics.front().metric == "auc") {
        const auto& auc = out.metrics.front();
        text += fmt::format(" Its AUC {}: {} against {}, a difference of {}{}.", verb(auc, true),
                            figure(auc.first), figure(auc.second), figure(auc.difference.value),
                            range_words(auc.difference));
    }
    return text + " " + capitalised(flip_words(out.flips)) +
           fmt::format(" (McNemar mid-p {}).", p_words(out.decisions.mid_p));
}

bool in_part(std::span<const double> act) {
    return std::ranges::any_of(act, [](double each) { return each > 0 && each < 1; });
}

}  // namespace

/// A row that acts in part, for want of capacity, counts as acted on.
std::vector<std::uint8_t> right_of(const Prepared& prepared, std::span<const double> act) {
    std::vector<std::uint8_t> out;
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        out.push_back((act[row] > 0) == (prepared.label[row] != 0) ? 1 : 0);
    }
    return out;
}

DecisionTest decision_test(const Prepared& prepared, std::span<const double> first,
                           std::span<const double> second, std::span<const double> member) {
    return decision_test(right_of(prepared, first), right_of(prepared, second), member);
}

Comparison compare(const EvaluationInput& input, const Prepared& prepared,
                   std::span<const double> first_act, std::span<const double> second_act,
                   std::span<const SliceColumn> columns) {
    Comparison out{.model = prepared.models[0].label, .against = prepared.models[1].label};
    out.metrics = differences(input, prepared, first_act, second_act);
    out.decisions = decision_test(prepared, first_act, second_act);
    std::vector<std::uint8_t> differs;
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        differs.push_back((first_act[row] > 0) != (second_act[row] > 0) ? 1 : 0);
    }
    FlipCounter counter(prepared, differs, right_of(prepared, first_act),
                        right_of(prepared, second_act));
    out.flips = counter.count(all_rows(prepared.size()), input.confidence);
    out.flips.sentence = capitalised(flip_words(out.flips)) + ".";
    out.by_slice = flips_by_part(counter, columns, input.confidence);
    out.sentence = sentence(out, input);
    out.note = paired_note(prepared);
    if (in_part(first_act) || in_part(second_act)) {
        out.note += "; flips and McNemar's test are of the decisions before the capacity";
    }
    return out;
}

}  // namespace assay::validate
