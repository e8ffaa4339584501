#include "validate/multiclass.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/classes_prepared.hpp"
#include "validate/cuts.hpp"

namespace assay::validate {
namespace {

stats::Estimate not_told(const char* why, double confidence) {
    return {.confidence = confidence, .method = why};
}

/// The model that always decides for one class.
PreparedClassesModel constant_model(const PreparedClasses& prepared) {
    const auto of = best_constant(prepared);
    const auto& name = prepared.classes[static_cast<std::size_t>(of)];
    PreparedClassesModel out{.name = "constant", .label = "always \"" + name + "\""};
    out.decided.assign(prepared.size(), of);
    out.decided_by =
        prepared.money.empty() ? "the most frequent class" : "the one class that earns most";
    return out;
}

void fill_chances(const PreparedClasses& prepared, const PreparedClassesModel& model,
                  double confidence, MulticlassModel& out) {
    if (model.probability.empty()) {
        out.macro_auc = out.log_loss = out.brier =
            not_told("not applicable: no probabilities", confidence);
        return;
    }
    out.macro_auc = share_estimate(prepared, macro_auc_of(prepared, model), confidence);
    out.log_loss = loss_estimate(prepared, log_loss_of(prepared, model), confidence);
    out.brier = loss_estimate(prepared, brier_of(prepared, model), confidence);
}

void fill_money(const MulticlassInput& input, const PreparedClasses& prepared, Classes decided,
                Classes baseline, MulticlassModel& out) {
    if (prepared.money.empty()) {
        out.value_per_1000 = out.value_per_month = out.against_baseline =
            not_told("not applicable: no table of money", input.confidence);
        return;
    }
    const auto value = value_of(prepared, decided);
    const double scale = input.decisions_per_month;
    out.value_per_1000 = estimate(prepared, value, input.confidence, 1000);
    out.value_per_month = estimate(prepared, value, input.confidence, scale);
    out.against_baseline = estimate(prepared, difference(value, value_of(prepared, baseline)),
                                    input.confidence, scale);
}

MulticlassModel evaluate_model(const MulticlassInput& input, const PreparedClasses& prepared,
                               const PreparedClassesModel& model, Classes baseline) {
    const double confidence = input.confidence;
    const Classes decided = model.decided;
    MulticlassModel out{.name = model.name, .label = model.label};
    out.kind = model.probability.empty() ? "decision" : "probability";
    out.decided_by = model.decided_by;
    const auto right = accuracy_of(prepared, decided);
    out.accuracy = rate_estimate(robust(prepared, right), confidence);
    // One decision a row: micro averages over all classes are the accuracy.
    out.micro_precision = out.micro_recall = out.micro_f1 = out.accuracy;
    out.macro_precision =
        macro_estimate(prepared, macro_of(prepared, decided, precision_of), confidence);
    out.macro_recall = macro_estimate(prepared, macro_of(prepared, decided, recall_of), confidence);
    out.macro_f1 = macro_estimate(prepared, macro_of(prepared, decided, f1_of), confidence);
    out.accuracy_against_baseline =
        estimate(prepared, difference(right, accuracy_of(prepared, baseline)), confidence);
    fill_chances(prepared, model, confidence, out);
    for (std::size_t of = 0; of < prepared.classes.size(); ++of) {
        out.classes.push_back(measures_of(prepared, model, of, confidence));
    }
    out.confusion = confusion_of(prepared, decided, confidence);
    fill_money(input, prepared, decided, baseline, out);
    return out;
}

void look_at_models(const MulticlassInput& input, const PreparedClasses& prepared,
                    MulticlassEvaluation& out) {
    const auto constant = constant_model(prepared);
    out.baseline = constant.label;
    for (std::size_t i = 0; i < prepared.models.size(); ++i) {
        out.models.push_back(evaluate_model(input, prepared, prepared.models[i], constant.decided));
        out.models.back().role = i == 0                           ? "judged"
                                 : i == 1 && input.against_second ? "against"
                                                                  : "option";
    }
    out.models.push_back(evaluate_model(input, prepared, constant, constant.decided));
    out.models.back().role = "reference";
}

/// Whether the chance of the likeliest class holds.
void look_at_chances(const MulticlassInput& input, const PreparedClasses& prepared,
                     MulticlassEvaluation& out) {
    const auto& model = prepared.models.front();
    out.calibration.option = model.name;
    if (model.probability.empty()) {
        out.calibration.sentence = "There are no probabilities to hold.";
        return;
    }
    const auto top = likeliest(model);
    std::vector<double> chance;
    for (std::size_t row = 0; row < top.size(); ++row) {
        chance.push_back(model.probability[static_cast<std::size_t>(top[row])][row]);
    }
    const Prepared right = prepared.right(top);
    const std::vector<double> nobody(top.size(), 0.0);
    out.calibration = calibration(model.name, right.decisions(chance, nobody), input.confidence);
    out.corp = corp_curve(right, chance, input.confidence, input.seed);
    if (!prepared.money.empty()) {
        out.decision = cost_decision(input, prepared);
    }
}

/// Money lost against the best decision for the true class, or 1 for a wrong one.
std::vector<double> losses_of(const PreparedClasses& prepared, Classes decided) {
    const auto classes = static_cast<std::int32_t>(prepared.classes.size());
    std::vector<double> out;
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        const auto is = prepared.label[row];
        if (prepared.money.empty()) {
            out.push_back(decided[row] == is ? 0.0 : 1.0);
            continue;
        }
        double best = prepared.money_of(is, 0);
        for (std::int32_t each = 1; each < classes; ++each) {
            best = std::max(best, prepared.money_of(is, each));
        }
        out.push_back(best - prepared.money_of(is, decided[row]));
    }
    return out;
}

Result<> look_at_parts(const MulticlassInput& input, const PreparedClasses& prepared,
                       MulticlassEvaluation& out) {
    auto columns = slice_columns(input, prepared);
    telling_columns(drop_telling(columns, prepared.label), "the label", out.integrity);
    telling_columns(drop_telling(columns, prepared.models.front().decided), "the decision",
                    out.integrity);
    rank_findings(out.integrity);
    const auto losses = losses_of(prepared, prepared.models.front().decided);
    SliceWords words{.currency = input.currency};
    if (prepared.money.empty()) {
        words = {.lose = "go wrong in"};
    }
    out.slices = TRY(loss_slices(
        {.loss = losses, .gain = {}, .ties = prepared.ties(), .time = prepared.time}, columns,
        {.confidence = input.confidence, .top = 5, .seed = input.seed, .currency = {}}, words));
    out.groups = groups_of(input, prepared);
    if (input.against_second) {
        out.comparison = compare(input, prepared, columns);
    }
    return {};
}

std::vector<std::string> not_run(const MulticlassInput& input) {
    return not_looked_at({
        {input.models.front().probability.empty(),
         "AUC, log loss, Brier score and calibration: give --probs"},
        {input.money.empty(), "what decisions earn: give --cost-matrix"},
        {input.id.empty(), "duplicated ids: give --id"},
        {input.groups.empty(), "gaps between groups: give --groups"},
        {!input.against_second, "comparison in pairs: give --against"},
    });
}

std::vector<std::string> methods(const PreparedClasses& prepared) {
    return {
        independence_words(prepared),
        "Accuracy, precision, recall, F1, their means over classes and cells of the confusion by "
        "Wilson's score at the effective number of rows (Korn & Graubard 1998), means and F1 "
        "linearised.",
        "Means over classes are over those seen among labels or decisions; what cannot be told "
        "of one counts as 0, as scikit-learn has it. Micro averages are the accuracy: each row "
        "has one class and one decision.",
        "AUC of a class against the rest as that of yes/no labels; their mean by the influence of "
        "each row, on the logit scale, over classes that have rows.",
        "Brier score summed over classes, from 0 to 2; log loss clipped at 2^-52.",
        "Decisions by expected money (Elkan 2001); powers of the probabilities are chosen on one "
        "half of the clusters and valued on the other.",
        "Slices by SliceLine (Sagadeeva & Boehm 2021), found on one half, confirmed on the other "
        "(Holm 1979); gaps between groups with simultaneous max-T bands.",
        "McNemar's test of who is right; the Stuart (1955) & Maxwell (1970) test of how often each "
        "class is decided for.",
    };
}

std::string headline(const MulticlassEvaluation& out) {
    const auto& model = out.models.front();
    if (auto grave = distrust_words(out.integrity); !grave.empty()) {
        return grave;
    }
    const auto& more = model.accuracy_against_baseline;
    std::string text =
        fmt::format("{} is right in {} of 100 decisions{}, {} points{} {} {}{}.",
                    capitalised(model.label), figure(model.accuracy.value * 100),
                    range_words(model.accuracy, 100), figure(std::abs(more.value) * 100, 2),
                    more.value < 0 ? std::string() : range_words(more, 100),
                    more.value < 0 ? "less than" : "more than", out.baseline, chance_words(more));
    if (out.has_costs) {
        const auto& gain = model.against_baseline;
        text += fmt::format(" Its decisions earn {} a month{} more than that{}.",
                            money(gain.value, out.currency), range_words(gain), chance_words(gain));
    }
    return text;
}

}  // namespace

Result<MulticlassEvaluation> evaluate(const MulticlassInput& input) {
    MulticlassEvaluation out;
    const auto prepared = TRY(prepare(input, out.integrity));
    check_integrity(input, prepared, out.integrity);
    out.rows = static_cast<std::int64_t>(prepared.size());
    out.clusters = prepared.clusters;
    for (std::size_t of = 0; of < prepared.classes.size(); ++of) {
        std::vector<double> is;
        for (const auto each : prepared.label) {
            is.push_back(each == static_cast<std::int32_t>(of) ? 1.0 : 0.0);
        }
        out.classes.push_back(
            {.name = prepared.classes[of],
             .rows = std::ranges::count(prepared.label, static_cast<std::int32_t>(of)),
             .share = rate_estimate(robust(prepared, mean_of(prepared, is)), input.confidence)});
    }
    out.currency = input.currency;
    out.has_costs = !prepared.money.empty();
    out.money = prepared.money;
    out.decisions_per_month = input.decisions_per_month;
    look_at_models(input, prepared, out);
    look_at_chances(input, prepared, out);
    TRY(look_at_parts(input, prepared, out));
    out.not_run = not_run(input);
    out.methods = methods(prepared);
    out.headline = headline(out);
    return out;
}

Result<std::vector<Headline>> headlines(const MulticlassInput& input, double confidence) {
    std::vector<Finding> ignored;
    const auto prepared = TRY(prepare(input, ignored));
    const auto& model = prepared.models.front();
    std::vector<Headline> out;
    out.push_back({.metric = "accuracy",
                   .estimate = rate_estimate(robust(prepared, accuracy_of(prepared, model.decided)),
                                             confidence)});
    out.push_back({.metric = "macro_f1",
                   .estimate = macro_estimate(prepared, macro_of(prepared, model.decided, f1_of),
                                              confidence)});
    if (!model.probability.empty()) {
        out.push_back(
            {.metric = "macro_auc",
             .estimate = share_estimate(prepared, macro_auc_of(prepared, model), confidence)});
    }
    if (!prepared.money.empty()) {
        out.push_back({.metric = "value_per_month",
                       .estimate = estimate(prepared, value_of(prepared, model.decided), confidence,
                                            input.decisions_per_month)});
    }
    return out;
}

}  // namespace assay::validate
