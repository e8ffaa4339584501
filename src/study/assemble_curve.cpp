#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "study/assemble.hpp"

namespace assay::study {
namespace {

constexpr double kConfidence = 0.9;

/// The curve is measured on few test parts, with time on the newest. Its shape stands at the level
/// that all parts give: what is to be added to each of its values. The forecast for today's rows
/// tells where the curve itself would stand, or the largest size where nothing is forecast.
double lift_of(const Measured& measured, double level) {
    const auto& forecasts = measured.metric_forecast.forecasts;
    if (!forecasts.empty()) {
        return level - forecasts.front().at(0.5);
    }
    const auto& largest = measured.curve.metric.back();
    return level - std::accumulate(largest.begin(), largest.end(), 0.0) /
                       static_cast<double>(largest.size());
}

void add_points(const Measured& measured, double lift, LearningCurve& out) {
    for (const auto& point : curve_points(measured.curve.rows, measured.curve.metric)) {
        double mean = 0;
        for (const double each : point.values) {
            mean += each / static_cast<double>(point.values.size());
        }
        out.points.push_back(
            {point.rows, stats::mean_estimate(mean + lift,
                                              {.variance = point.noise_variance,
                                               .degrees = 0,
                                               .method = "repeats, level of each taken out"},
                                              kConfidence)});
    }
}

double within_bounds(const Metric& metric, double value) {
    return metric.is_share() ? std::clamp(value, 0.0, 1.0) : std::max(0.0, value);
}

/// Chance that the expected metric at one size meets the target, without test noise.
double chance_at(const Target& target, const stats::CurveForecast& size, double lift) {
    constexpr int kRanks = 200;
    int hits = 0;
    for (int r = 0; r < kRanks; ++r) {
        const double value = lift + size.at((r + 0.5) / kRanks);
        hits += (target.at_least ? value >= target.bar : value <= target.bar) ? 1 : 0;
    }
    return hits / static_cast<double>(kRanks);
}

void add_rows_needed(const Measured& measured, double lift, LearningCurve& out) {
    const auto set = [](std::optional<double>& slot, double rows, bool reached) {
        if (!slot && reached) {
            slot = rows;
        }
    };
    for (const auto& each : measured.metric_forecast.forecasts) {
        const double chance = chance_at(*measured.target, each, lift);
        const double rows = each.rows * measured.rows_per_training_row;
        set(out.rows_needed.p05, rows, chance >= 0.05);
        set(out.rows_needed.p50, rows, chance >= 0.50);
        set(out.rows_needed.p95, rows, chance >= 0.95);
    }
    out.p_reach = chance_at(*measured.target, measured.metric_forecast.forecasts.back(), lift);
}

}  // namespace

LearningCurve assemble_curve(const Facts& facts, const Metric& shown, double level) {
    const auto& measured = facts.measured;
    const auto& forecast = measured.metric_forecast;
    LearningCurve out;
    out.option = measured.options[measured.model].name;
    out.metric = shown.text();
    out.rows_now = measured.rows_now;
    out.refused = forecast.refused;
    out.method = forecast.method;
    const double lift = lift_of(measured, level);
    add_points(measured, lift, out);
    for (const auto& each : forecast.forecasts) {
        const auto at = [&](double rank) { return within_bounds(shown, each.at(rank) + lift); };
        out.forecast.push_back({each.rows, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)});
    }
    if (!measured.metric) {
        return out;
    }
    out.target = measured.target->bar;
    if (forecast.forecasts.empty()) {
        return out;
    }
    add_rows_needed(measured, lift, out);
    if (out.rows_needed.p50 && facts.product.label_given) {
        out.labels_cost = std::max(0.0, *out.rows_needed.p50 - measured.rows_labelled) *
                          facts.terms.label.middle();
    }
    return out;
}

}  // namespace assay::study
