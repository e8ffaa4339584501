#include "validate/regression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/group_measures.hpp"
#include "validate/numbers_prepared.hpp"

namespace assay::validate {
namespace {

constexpr int kBoth = 2;

stats::Estimate not_told(const char* why, double confidence) {
    return {.confidence = confidence, .method = why};
}

/// The same number in every row.
PreparedNumbersModel constant_model(const PreparedNumbers& prepared, const char* name,
                                    std::string label, double value) {
    return {.name = name,
            .label = std::move(label),
            .prediction = std::vector<double>(prepared.size(), value)};
}

std::vector<PreparedNumbersModel> references(const RegressionInput& input,
                                             const PreparedNumbers& prepared) {
    std::vector<PreparedNumbersModel> out;
    out.push_back(constant_model(prepared, "mean", "always the mean",
                                 mean_of(prepared, prepared.label).value));
    out.push_back(constant_model(prepared, "median", "always the median",
                                 quantile_of(prepared, prepared.label, 0.5)));
    if (input.costs) {
        const std::vector<double> zero(prepared.size(), 0.0);
        out.push_back(constant_model(prepared, "constant", "the best constant",
                                     best_shift(prepared, zero, *input.costs, kBoth)));
    }
    return out;
}

std::string range_sentence(const RangeCoverage& range) {
    const auto& inside = range.inside;
    const std::string share = in_100(inside.value) + range_words(inside, 100);
    if (std::isnan(inside.low)) {
        return fmt::format("Its ranges should hold {} and hold {}.", in_100(range.nominal), share);
    }
    if (inside.high < range.nominal) {
        return fmt::format("Its ranges are too narrow: they should hold {} and hold {}.",
                           in_100(range.nominal), share);
    }
    if (inside.low > range.nominal) {
        return fmt::format(
            "Its ranges are wider than they need be: they should hold {} and hold "
            "{}.",
            in_100(range.nominal), share);
    }
    return fmt::format("Its ranges hold as they should: {} where {} were said.", share,
                       in_100(range.nominal));
}

void fill_quantiles(const RegressionInput& input, const PreparedNumbers& prepared,
                    const PreparedNumbersModel& model, RegressionModel& out) {
    const double confidence = input.confidence;
    for (const auto& each : model.quantiles) {
        out.quantiles.push_back(
            {.level = each.level,
             .loss = loss_estimate(prepared, pinball_of(prepared, each), confidence),
             .below = below_estimate(prepared, each, confidence)});
    }
    if (model.quantiles.size() < 2) {
        return;
    }
    const auto& low = model.quantiles.front();
    const auto& high = model.quantiles.back();
    RangeCoverage range{.from = low.level, .to = high.level, .nominal = high.level - low.level};
    range.inside = rate_estimate(robust(prepared, inside_of(prepared, model)), confidence);
    std::vector<double> width(prepared.size());
    for (std::size_t row = 0; row < width.size(); ++row) {
        width[row] = high.values[row] - low.values[row];
    }
    range.width = estimate(prepared, mean_of(prepared, width), confidence);
    range.sentence = range_sentence(range);
    out.range = std::move(range);
}

void fill_money(const RegressionInput& input, const PreparedNumbers& prepared, Numbers prediction,
                Numbers constant, RegressionModel& out) {
    const double confidence = input.confidence;
    if (!input.costs) {
        out.within_tolerance = out.cost_per_1000 = out.cost_per_month = out.saved_against_baseline =
            not_told("not applicable: it was not said what errors cost", confidence);
        return;
    }
    std::vector<double> within = absolute(errors_of(prepared, prediction));
    for (double& each : within) {
        each = each <= input.costs->tolerance ? 1 : 0;
    }
    out.within_tolerance = rate_estimate(robust(prepared, mean_of(prepared, within)), confidence);
    const auto cost = cost_of(prepared, prediction, *input.costs);
    const double scale = input.decisions_per_month;
    out.cost_per_1000 = estimate(prepared, cost, confidence, 1000);
    out.cost_per_month = estimate(prepared, cost, confidence, scale);
    out.saved_against_baseline = estimate(
        prepared, difference(cost_of(prepared, constant, *input.costs), cost), confidence, scale);
}

RegressionModel evaluate_model(const RegressionInput& input, const PreparedNumbers& prepared,
                               const PreparedNumbersModel& model,
                               const std::vector<PreparedNumbersModel>& constants) {
    const double confidence = input.confidence;
    const Numbers prediction = model.prediction;
    const auto mae = mae_of(prepared, prediction);
    RegressionModel out{.name = model.name, .label = model.label};
    out.mae = loss_estimate(prepared, mae, confidence);
    out.rmse = rmse_estimate(prepared, prediction, confidence);
    out.r2 = r2_estimate(prepared, prediction, confidence);
    const auto errors = errors_of(prepared, prediction);
    out.median_absolute_error = median_estimate(prepared, absolute(errors), confidence);
    out.bias = estimate(prepared, mean_of(prepared, errors), confidence);
    out.mae_against_baseline =
        estimate(prepared, difference(mae, mae_of(prepared, constants[1].prediction)), confidence);
    fill_quantiles(input, prepared, model, out);
    fill_money(input, prepared, prediction, constants.back().prediction, out);
    return out;
}

void look_at_models(const RegressionInput& input, const PreparedNumbers& prepared,
                    RegressionEvaluation& out) {
    const auto constants = references(input, prepared);
    for (std::size_t i = 0; i < prepared.models.size(); ++i) {
        out.models.push_back(evaluate_model(input, prepared, prepared.models[i], constants));
        out.models.back().role = i == 0                           ? "judged"
                                 : i == 1 && input.against_second ? "against"
                                                                  : "option";
    }
    for (const auto& each : constants) {
        out.models.push_back(evaluate_model(input, prepared, each, constants));
        out.models.back().role = "reference";
    }
    out.baseline = constants[1].label;
}

Result<> look_at_parts(const RegressionInput& input, const PreparedNumbers& prepared,
                       RegressionEvaluation& out) {
    const auto errors = errors_of(prepared, prepared.models.front().prediction);
    const auto misses = absolute(errors);
    const auto columns = slice_columns(input, prepared);
    const auto found = TRY(loss_slices(
        {.loss = misses, .gain = {}, .ties = prepared.ties(), .time = prepared.time, .scale = 1},
        columns, {.confidence = input.confidence, .top = 5, .seed = input.seed, .currency = {}},
        {.rows = "predictions", .lose = "miss by", .per = "", .currency = {}}));
    for (const auto& each : found) {
        out.slices.push_back({.conditions = each.conditions,
                              .rows = each.rows,
                              .mae = each.loss_per_1000,
                              .against_all = each.against_all,
                              .confirmed = each.confirmed,
                              .p_adjusted = each.p_adjusted,
                              .sentence = each.sentence});
    }
    const auto all = [](std::uint32_t) { return 1.0; };
    const std::vector<GroupMeasure> measures{
        {.name = "mae",
         .words = "The mean absolute error",
         .share = false,
         .unit = "units",
         .value = [&](std::uint32_t row) { return misses[row]; },
         .weight = all},
        {.name = "bias",
         .words = "The mean of prediction less label",
         .share = false,
         .unit = "units",
         .value = [&](std::uint32_t row) { return errors[row]; },
         .weight = all}};
    out.groups = measured_groups(input, prepared, measures);
    out.deciles = deciles_of(input, prepared);
    if (input.costs) {
        out.shift = shift_choice(input, prepared);
    }
    if (input.against_second) {
        out.comparison = compare(input, prepared, columns);
    }
    return {};
}

std::vector<std::string> not_run(const RegressionInput& input) {
    return not_looked_at({
        {input.models.front().quantiles.empty(), "do its ranges hold: give --quantile"},
        {!input.costs, "what errors cost: give --under-cost, --over-cost and --tolerance"},
        {input.id.empty(), "duplicated ids: give --id"},
        {input.groups.empty(), "gaps between groups: give --groups"},
        {!input.against_second, "comparison in pairs: give --against"},
    });
}

std::vector<std::string> methods(const PreparedNumbers& prepared) {
    return {
        independence_words(prepared),
        "An error is prediction less label. Mean absolute error, bias, pinball loss and money by "
        "Student's t on clusters.",
        "RMSE and R² by leaving out each cluster in turn, on the logarithmic scale, with the "
        "skewness of squared errors removed (Hall 1992) and Student's t on as many degrees of "
        "freedom as their kurtosis leaves; the median by the share below it (Woodruff 1952).",
        "Shares by Wilson's score at the effective number of rows (Korn & Graubard 1998).",
        "Mean and median of the same rows are the baseline: R² is measured against the mean.",
        "The shift is chosen on one half of the clusters and valued on the other.",
        "Slices by SliceLine on the absolute error (Sagadeeva & Boehm 2021), found on one half, "
        "confirmed on the other (Holm 1979); gaps between groups with simultaneous max-T bands.",
    };
}

LabelSummary summary_of(const PreparedNumbers& prepared) {
    const auto [least, most] = std::ranges::minmax_element(prepared.label);
    LabelSummary out{.mean = mean_of(prepared, prepared.label).value,
                     .median = quantile_of(prepared, prepared.label, 0.5),
                     .least = *least,
                     .most = *most};
    const std::vector<double> mean(prepared.size(), out.mean);
    out.sd = rmse_of(prepared, mean).value;
    return out;
}

std::string headline(const RegressionEvaluation& out) {
    const auto& model = out.models.front();
    if (auto grave = distrust_words(out.integrity); !grave.empty()) {
        return grave;
    }
    const auto& gap = model.mae_against_baseline;
    std::string text =
        fmt::format("{} misses by {} on average{}, {} {} {}{}.", capitalised(model.label),
                    figure(model.mae.value), range_words(model.mae), figure(std::abs(gap.value)),
                    gap.value <= 0 ? "less than" : "more than", out.baseline, chance_words(gap));
    text += fmt::format(" It explains {} of the variance{}.", in_100(model.r2.value),
                        range_words(model.r2, 100));
    if (out.costs) {
        text += fmt::format(" Its errors cost {} a month{}.",
                            money(model.cost_per_month.value, out.currency),
                            range_words(model.cost_per_month));
    }
    return text;
}

}  // namespace

Result<RegressionEvaluation> evaluate(const RegressionInput& input) {
    RegressionEvaluation out;
    const auto prepared = TRY(prepare(input, out.integrity));
    check_integrity(input, prepared, out.integrity);
    out.rows = static_cast<std::int64_t>(prepared.size());
    out.clusters = prepared.clusters;
    out.label = summary_of(prepared);
    out.currency = input.currency;
    out.costs = input.costs;
    out.decisions_per_month = input.decisions_per_month;
    look_at_models(input, prepared, out);
    TRY(look_at_parts(input, prepared, out));
    out.not_run = not_run(input);
    out.methods = methods(prepared);
    out.headline = headline(out);
    return out;
}

Result<std::vector<Headline>> headlines(const RegressionInput& input, double confidence) {
    std::vector<Finding> ignored;
    const auto prepared = TRY(prepare(input, ignored));
    const Numbers prediction = prepared.models.front().prediction;
    std::vector<Headline> out;
    out.push_back({.metric = "mae",
                   .estimate = loss_estimate(prepared, mae_of(prepared, prediction), confidence)});
    out.push_back({.metric = "rmse", .estimate = rmse_estimate(prepared, prediction, confidence)});
    out.push_back({.metric = "r2", .estimate = r2_estimate(prepared, prediction, confidence)});
    if (input.costs) {
        out.push_back({.metric = "cost_per_month",
                       .estimate = estimate(prepared, cost_of(prepared, prediction, *input.costs),
                                            confidence, input.decisions_per_month)});
    }
    return out;
}

}  // namespace assay::validate
