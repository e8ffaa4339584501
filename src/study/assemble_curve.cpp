#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/assemble.hpp"

namespace assay::study {
namespace {

constexpr double kConfidence = 0.9;

void add_points(const Measured& measured, LearningCurve& out) {
    for (const auto& point : curve_points(measured.curve.rows, measured.curve.metric)) {
        double mean = 0;
        for (const double each : point.values) {
            mean += each / static_cast<double>(point.values.size());
        }
        out.points.push_back(
            {point.rows, stats::mean_estimate(mean,
                                              {.variance = point.noise_variance,
                                               .degrees = 0,
                                               .method = "repeats, level of each taken out"},
                                              kConfidence)});
    }
}

/// Chance that the expected metric at one size meets the target, without test noise: today's mean
/// plus what the curve gains at each rank.
double chance_at(const Measured& measured, const stats::CurveForecast& size) {
    const auto& target = *measured.target;
    const double level = measured.metric->mean + measured.metric_shift.gain -
                         measured.metric_forecast.forecasts.front().at(0.5);
    constexpr int kRanks = 200;
    int hits = 0;
    for (int r = 0; r < kRanks; ++r) {
        const double value = level + size.at((r + 0.5) / kRanks);
        hits += (target.at_least ? value >= target.bar : value <= target.bar) ? 1 : 0;
    }
    return hits / static_cast<double>(kRanks);
}

void add_rows_needed(const Measured& measured, LearningCurve& out) {
    const auto set = [](std::optional<double>& slot, double rows, bool reached) {
        if (!slot && reached) {
            slot = rows;
        }
    };
    for (const auto& each : measured.metric_forecast.forecasts) {
        const double chance = chance_at(measured, each);
        const double rows = each.rows * measured.rows_per_training_row;
        set(out.rows_needed.p05, rows, chance >= 0.05);
        set(out.rows_needed.p50, rows, chance >= 0.50);
        set(out.rows_needed.p95, rows, chance >= 0.95);
    }
    out.p_reach = chance_at(measured, measured.metric_forecast.forecasts.back());
}

}  // namespace

LearningCurve assemble_curve(const Facts& facts, const Metric& shown) {
    const auto& measured = facts.measured;
    const auto& forecast = measured.metric_forecast;
    LearningCurve out;
    out.option = measured.options[measured.model].name;
    out.metric = shown.text();
    out.rows_now = measured.rows_now;
    out.refused = forecast.refused;
    out.method = forecast.method;
    add_points(measured, out);
    for (const auto& each : forecast.forecasts) {
        out.forecast.push_back(
            {each.rows, each.at(0.05), each.at(0.25), each.at(0.5), each.at(0.75), each.at(0.95)});
    }
    if (!measured.metric) {
        return out;
    }
    out.target = measured.target->bar;
    if (forecast.forecasts.empty()) {
        return out;
    }
    add_rows_needed(measured, out);
    if (out.rows_needed.p50 && facts.product.label_given) {
        out.labels_cost = std::max(0.0, *out.rows_needed.p50 - measured.rows_labelled) *
                          facts.terms.label.middle();
    }
    return out;
}

}  // namespace assay::study
