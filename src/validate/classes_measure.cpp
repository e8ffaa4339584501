#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "validate/classes_prepared.hpp"

// One metric of the judged model beside what is reached without it.

namespace assay::validate {
namespace {

bool of_chances(const std::string& metric) {
    return metric == "macro_auc" || metric == "log_loss" || metric == "brier";
}

bool lower_is_better(const std::string& metric) {
    return metric == "log_loss" || metric == "brier";
}

Statistic statistic_of(const std::string& metric, const PreparedClasses& prepared,
                       const PreparedClassesModel& model) {
    if (metric == "macro_auc") {
        return macro_auc_of(prepared, model);
    }
    if (metric == "log_loss") {
        return log_loss_of(prepared, model);
    }
    if (metric == "brier") {
        return brier_of(prepared, model);
    }
    if (metric == "value_per_month") {
        return value_of(prepared, model.decided);
    }
    return metric == "accuracy" ? accuracy_of(prepared, model.decided)
                                : macro_of(prepared, model.decided,
                                           metric == "macro_precision" ? precision_of
                                           : metric == "macro_recall"  ? recall_of
                                                                       : f1_of);
}

/// What needs no model: the shares of the classes as chances, or one class for all.
PreparedClassesModel trivial(const std::string& metric, const PreparedClasses& prepared) {
    PreparedClassesModel out;
    if (!of_chances(metric)) {
        const auto best = best_constant(prepared);
        out.label = "always \"" + prepared.classes[static_cast<std::size_t>(best)] + "\"";
        out.decided.assign(prepared.size(), best);
        return out;
    }
    out.label = "a constant guess at the shares of the classes";
    for (std::size_t of = 0; of < prepared.classes.size(); ++of) {
        double share = 0;
        for (std::size_t row = 0; row < prepared.size(); ++row) {
            const bool is = prepared.label[row] == static_cast<std::int32_t>(of);
            share += is ? prepared.weight_of(row) : 0;
        }
        out.probability.emplace_back(prepared.size(), share / static_cast<double>(prepared.size()));
    }
    return out;
}

/// What is reached without the model: the trivial guess, or an option that does better.
struct Best {
    std::string words;
    Statistic value;
};
Best best_other(const MulticlassInput& input, const std::string& metric,
                const PreparedClasses& prepared) {
    const auto guess = trivial(metric, prepared);
    Best best{.words = guess.label, .value = statistic_of(metric, prepared, guess)};
    const double sign = lower_is_better(metric) ? -1 : 1;
    for (std::size_t i = input.against_second ? 2 : 1; i < prepared.models.size(); ++i) {
        const auto& option = prepared.models[i];
        if (of_chances(metric) && option.probability.empty()) {
            continue;
        }
        auto value = statistic_of(metric, prepared, option);
        if (sign * value.value > sign * best.value.value) {
            best = {.words = option.label, .value = std::move(value)};
        }
    }
    return best;
}

stats::Estimate estimate_of(const std::string& metric, const PreparedClasses& prepared,
                            const Statistic& value, double confidence, double scale) {
    if (lower_is_better(metric)) {
        return loss_estimate(prepared, value, confidence, scale);
    }
    if (metric == "value_per_month") {
        return estimate(prepared, value, confidence, scale);
    }
    if (metric == "macro_auc") {
        return share_estimate(prepared, value, confidence);
    }
    return metric == "accuracy" ? rate_estimate(robust(prepared, value), confidence)
                                : macro_estimate(prepared, value, confidence);
}

Result<> check_asked(const std::string& metric, const PreparedClasses& prepared) {
    const auto& model = prepared.models.front();
    if (of_chances(metric) && model.probability.empty()) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{} is asked of {}, which gives no probabilities", metric, model.label),
            "give --probs, or claim an accuracy");
    }
    return metric == "value_per_month" && prepared.money.empty()
               ? fail(ErrorCode::InvalidInput, "value_per_month is asked, and no money is given",
                      "give --cost-matrix FILE.csv")
               : Result<>{};
}

}  // namespace

Result<Measured> measure(const MulticlassInput& input, const std::string& metric, double /*none*/,
                         double confidence) {
    std::vector<Finding> ignored;
    const auto prepared = TRY(prepare(input, ignored));
    TRY(check_asked(metric, prepared));
    const double scale = metric == "value_per_month" ? input.decisions_per_month : 1;
    const auto value = statistic_of(metric, prepared, prepared.models.front());
    const auto best = best_other(input, metric, prepared);
    auto gap = difference(value, best.value);
    gap.value = lower_is_better(metric) ? -gap.value : gap.value;
    return Measured{.value = estimate_of(metric, prepared, value, confidence, scale),
                    .baseline = best.words,
                    .baseline_value = best.value.value * scale,
                    .gap = estimate(prepared, gap, confidence, scale)};
}

}  // namespace assay::validate
