#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/numbers_prepared.hpp"

// One metric of the judged model beside what the best constant, or an option, reaches.

namespace assay::validate {
namespace {

struct Asked {
    const RegressionInput& input;
    const PreparedNumbers& prepared;
    const std::string& metric;
    double confidence;
    double scale() const { return metric == "cost_per_month" ? input.decisions_per_month : 1; }
};

Statistic statistic_of(const Asked& asked, Numbers prediction) {
    if (asked.metric == "mae") {
        return mae_of(asked.prepared, prediction);
    }
    if (asked.metric == "rmse") {
        return rmse_of(asked.prepared, prediction);
    }
    if (asked.metric == "r2") {
        return r2_of(asked.prepared, prediction);
    }
    return cost_of(asked.prepared, prediction, *asked.input.costs);
}

stats::Estimate estimate_of(const Asked& asked, Numbers prediction) {
    return asked.metric == "rmse" ? rmse_estimate(asked.prepared, prediction, asked.confidence)
           : asked.metric == "r2" ? r2_estimate(asked.prepared, prediction, asked.confidence)
           : asked.metric == "mae"
               ? loss_estimate(asked.prepared, statistic_of(asked, prediction), asked.confidence)
               : estimate(asked.prepared, statistic_of(asked, prediction), asked.confidence,
                          asked.scale());
}

struct Constant {
    std::string words;
    std::vector<double> prediction;
};

Constant constant_for(const Asked& asked) {
    const auto& prepared = asked.prepared;
    const auto always = [&](std::string words, double value) {
        return Constant{std::move(words), std::vector<double>(prepared.size(), value)};
    };
    if (asked.metric == "cost_per_month") {
        const std::vector<double> zero(prepared.size(), 0.0);
        constexpr int kBoth = 2;
        return always("the best constant", best_shift(prepared, zero, *asked.input.costs, kBoth));
    }
    return asked.metric == "mae" || asked.metric == "median_absolute_error"
               ? always("always the median", quantile_of(prepared, prepared.label, 0.5))
               : always("always the mean", mean_of(prepared, prepared.label).value);
}

Measured measure_prediction(const Asked& asked) {
    const auto& prepared = asked.prepared;
    const Numbers judged = prepared.models.front().prediction;
    const auto value = statistic_of(asked, judged);
    auto best = constant_for(asked);
    auto other = statistic_of(asked, best.prediction);
    const double sign = asked.metric == "r2" ? 1 : -1;
    for (std::size_t i = asked.input.against_second ? 2 : 1; i < prepared.models.size(); ++i) {
        auto option = statistic_of(asked, prepared.models[i].prediction);
        if (sign * option.value > sign * other.value) {
            other = std::move(option);
            best.words = prepared.models[i].label;
        }
    }
    auto gap = difference(value, other);
    gap.value *= sign;
    return {.value = estimate_of(asked, judged),
            .baseline = best.words,
            .baseline_value = other.value * asked.scale(),
            .gap = estimate(prepared, gap, asked.confidence, asked.scale())};
}

/// Two medians have no influence of rows: the ends of both ranges bound their difference.
Measured measure_median(const Asked& asked) {
    const auto& prepared = asked.prepared;
    const auto constant = constant_for(asked);
    const auto of = [&](Numbers prediction) {
        return median_estimate(prepared, absolute(errors_of(prepared, prediction)),
                               asked.confidence);
    };
    Measured out{.value = of(prepared.models.front().prediction), .baseline = constant.words};
    const auto other = of(constant.prediction);
    out.baseline_value = other.value;
    out.gap = {.value = other.value - out.value.value,
               .low = other.low - out.value.high,
               .high = other.high - out.value.low,
               .low_50 = other.low_50 - out.value.high_50,
               .high_50 = other.high_50 - out.value.low_50,
               .confidence = asked.confidence,
               .method = "ends of both ranges, conservative"};
    return out;
}

Result<Measured> measure_pinball(const Asked& asked, double level) {
    const auto& prepared = asked.prepared;
    const auto& quantiles = prepared.models.front().quantiles;
    const auto found = std::ranges::find(quantiles, level, &PreparedQuantile::level);
    if (found == quantiles.end()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("pinball:{} is asked, and no column gives that quantile",
                                fmt::format("{}", level)),
                    fmt::format("give --quantile {}=COLUMN", fmt::format("{}", level)));
    }
    const PreparedQuantile constant{
        .level = level,
        .values =
            std::vector<double>(prepared.size(), quantile_of(prepared, prepared.label, level))};
    const auto value = pinball_of(prepared, *found);
    const auto other = pinball_of(prepared, constant);
    return Measured{.value = loss_estimate(prepared, value, asked.confidence),
                    .baseline = "always that quantile of the labels",
                    .baseline_value = other.value,
                    .gap = estimate(prepared, difference(other, value), asked.confidence)};
}

}  // namespace

Result<Measured> measure(const RegressionInput& input, const std::string& metric, double parameter,
                         double confidence) {
    std::vector<Finding> ignored;
    const auto prepared = TRY(prepare(input, ignored));
    if (metric == "cost_per_month" && !input.costs) {
        return fail(ErrorCode::InvalidInput,
                    "cost_per_month is asked, and no price of errors given",
                    "give --under-cost and --over-cost");
    }
    const Asked asked{input, prepared, metric, confidence};
    if (metric == "pinball") {
        return measure_pinball(asked, parameter);
    }
    return metric == "median_absolute_error" ? measure_median(asked) : measure_prediction(asked);
}

}  // namespace assay::validate
