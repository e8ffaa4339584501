#include "study/worlds.hpp"

#include <algorithm>
#include <cmath>

#include "base/random.hpp"

namespace assay::study {
namespace {

using stats::Matrix;

/// A range [low, high] is read as the 5 and 95 % points of a normal distribution.
double draw_of(const Amount& amount, double z) {
    constexpr double kZ95 = 1.6448536269514722;
    return amount.middle() + z * (amount.high - amount.low) / (2 * kZ95);
}

bool is_metric_target(const Measured& measured) {
    return measured.metric.has_value();
}

/// Correlation of an option's value with the metric, from what each group does to both.
double correlation(const ValueMoments& moments, std::size_t option,
                   const std::vector<double>& influence) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t g = 0; g < influence.size(); ++g) {
        const double x = moments.influence.at(g, option);
        xy += x * influence[g];
        xx += x * x;
        yy += influence[g] * influence[g];
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

/// Values of all options and, behind them, the metric of the chosen rung.
stats::JointInput joint_input(const Measured& measured, const ValueMoments& moments,
                              const Shift& money_shift, double rows_factor) {
    const auto options = moments.means.size();
    const auto count = options + (is_metric_target(measured) ? 1 : 0);
    stats::JointInput input;
    input.means = moments.means;
    input.influence = Matrix(moments.influence.rows, count);
    input.covariance = Matrix(count, count);
    input.degrees = moments.degrees;
    for (std::size_t o = 0; o < options; ++o) {
        if (o == measured.model) {
            input.means[o] += money_shift.gain;
        }
        for (std::size_t g = 0; g < input.influence.rows; ++g) {
            input.influence.at(g, o) = moments.influence.at(g, o);
        }
        for (std::size_t p = 0; p < options; ++p) {
            const double own = o == measured.model && p == o ? money_shift.variance : 0;
            input.covariance.at(o, p) = (moments.covariance.at(o, p) + own) / rows_factor;
        }
    }
    if (!is_metric_target(measured)) {
        return input;
    }
    const auto& metric = *measured.metric;
    const double variance = metric.variance.variance + measured.metric_shift.variance;
    input.means.push_back(measured.metric_today());
    input.covariance.at(options, options) = variance / rows_factor;
    for (std::size_t g = 0; g < metric.influence.size(); ++g) {
        input.influence.at(g, options) = metric.influence[g];
    }
    for (std::size_t o = 0; o < options; ++o) {
        const double shared = correlation(moments, o, metric.influence) *
                              std::sqrt(moments.covariance.at(o, o) * variance) / rows_factor;
        input.covariance.at(o, options) = shared;
        input.covariance.at(options, o) = shared;
    }
    return input;
}

/// What a draw of the cost ranges adds to each option's value per decision.
void add_cost_ranges(Worlds& worlds, const Priced& priced, const Prices& prices, Random random) {
    const auto off = [&](const Amount& amount) {
        return draw_of(amount, random.normal()) - amount.middle();
    };
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        const double positive = off(prices.true_positive) - off(prices.false_negative);
        const double negative = off(prices.false_positive) - off(prices.true_negative);
        for (std::size_t o = 0; o < priced.options.size(); ++o) {
            worlds.value.at(b, o) += positive * priced.options[o].acts_positive +
                                     negative * priced.options[o].acts_negative;
        }
    }
}

std::vector<double> drawn(const Amount& amount, std::size_t draws, Random random, double floor) {
    std::vector<double> out(draws);
    for (auto& each : out) {
        each = std::max(floor, draw_of(amount, random.normal()));
    }
    return out;
}

/// What a curve gains over today at each multiple of the rows, for one rank a draw.
std::array<std::vector<double>, kMultiples.size()> gains_at(const stats::LearningCurve& curve,
                                                            const std::vector<double>& rank) {
    std::array<std::vector<double>, kMultiples.size()> out;
    for (std::size_t m = 0; m < out.size(); ++m) {
        out[m].reserve(rank.size());
        for (const double u : rank) {
            out[m].push_back(curve.forecasts[m + 1].at(u) - curve.forecasts[0].at(u));
        }
    }
    return out;
}

void add_forecast(Worlds& worlds, const Measured& measured, Random random) {
    const auto& money = measured.money_forecast;
    const auto& metric = measured.metric_forecast;
    const bool need_metric = is_metric_target(measured);
    worlds.steepening = money.steepening || (need_metric && metric.steepening);
    worlds.forecast = !money.forecasts.empty() && (!need_metric || !metric.forecasts.empty());
    if (!worlds.forecast) {
        return;
    }
    std::vector<double> rank(worlds.draws);
    for (auto& each : rank) {
        each = random.uniform();
    }
    worlds.value_gain = gains_at(measured.money_forecast, rank);
    for (auto& each : worlds.value_gain) {
        for (std::size_t b = 0; b < worlds.draws; ++b) {
            each[b] *= worlds.decisions[b];
        }
    }
    if (!need_metric) {
        return;
    }
    // One rank for both: a lucky world is lucky in money and in the metric.
    if (!measured.target->metric.higher_is_better()) {
        for (auto& each : rank) {
            each = 1 - each;
        }
    }
    worlds.metric_gain = gains_at(metric, rank);
}

void add_target(Worlds& worlds, const Measured& measured, const Matrix& draws) {
    if (!measured.target || !measured.target->has_bar) {
        return;
    }
    worlds.bar = measured.target->bar;
    worlds.at_least = measured.target->at_least;
    worlds.metric.resize(worlds.draws);
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        worlds.metric[b] = is_metric_target(measured) ? draws.at(b, draws.columns - 1)
                                                      : worlds.value.at(b, measured.model);
    }
}

void finish_target(Worlds& worlds, const Measured& measured) {
    if (worlds.metric.empty() || !worlds.forecast) {
        return;
    }
    if (!is_metric_target(measured)) {
        worlds.metric_gain = worlds.value_gain;
    }
    constexpr double kMayReach = 0.05;
    double reached = 0;
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        const double later = worlds.metric[b] + worlds.metric_gain.back()[b];
        reached += (worlds.at_least ? later >= worlds.bar : later <= worlds.bar) ? 1 : 0;
    }
    worlds.still_rising = reached / static_cast<double>(worlds.draws) > kMayReach;
}

void add_labels(Worlds& worlds, const Measured& measured, const Terms& terms) {
    const double a_month =
        terms.labels_per_month > 0 ? terms.labels_per_month : terms.decisions.middle();
    for (std::size_t m = 0; m < kMultiples.size(); ++m) {
        const double wanted = kMultiples[m] * measured.rows_now * measured.rows_per_training_row;
        // Where training is capped, more rows than it takes are there already.
        worlds.rows_to_label[m] =
            measured.splits->capped ? 0 : std::max(0.0, wanted - measured.rows_labelled);
        worlds.months_to_label[m] = worlds.rows_to_label[m] / a_month;
    }
    worlds.horizon = terms.horizon;
    worlds.deadline = terms.deadline;
}

double margin_of(const Priced& priced, const Measured& measured, const Terms& terms) {
    if (terms.smallest_gain) {
        return *terms.smallest_gain;
    }
    double best_simple = 0;
    for (std::size_t o = 0; o < measured.options.size(); ++o) {
        if (measured.options[o].simple) {
            best_simple = std::max(best_simple, priced.options[o].mean);
        }
    }
    return terms.margin_share * std::max(0.0, priced.perfect - best_simple) *
           terms.decisions.middle();
}

}  // namespace

Terms terms_of(const Product& product, double deadline_months) {
    Terms terms;
    terms.economics.prices = {.true_positive = product.true_positive.amount,
                              .false_positive = product.false_positive.amount,
                              .false_negative = product.false_negative.amount,
                              .true_negative = product.true_negative.amount};
    if (product.review_capacity) {
        terms.economics.capacity_share =
            std::min(1.0, *product.review_capacity / product.decisions_per_month.middle());
    }
    terms.decisions = product.decisions_per_month;
    terms.model_per_month = product.model_per_month;
    terms.build = product.build;
    terms.label = product.label;
    terms.labels_per_month = product.labels_per_month.value_or(0);
    terms.horizon = product.settings.horizon_months;
    terms.deadline = deadline_months;
    terms.margin_share = product.settings.margin;
    if (product.target_criterion) {
        terms.smallest_gain = product.target_criterion->smallest_gain_per_month;
    }
    return terms;
}

PricedWorlds worlds_at(const Measured& measured, const Terms& terms, std::size_t draws,
                       double rows_factor) {
    PricedWorlds out;
    const auto& problem = *measured.problem;
    const auto gains = problem.gains(terms.economics.prices);
    out.priced = price(problem, measured.tested, measured.options, terms.economics);
    out.moments =
        moments(problem, measured.tested, measured.options, out.priced, gains, measured.parts);
    if (measured.parts.by_time && !measured.curve.rows.empty()) {
        out.money_shift = shift_to(measured.curve.rows, measured.curve.money, *measured.splits,
                                   measured.tested, measured.rows_now);
        // Nothing earns more than perfect decisions do.
        out.money_shift.gain = std::min(
            out.money_shift.gain, out.priced.perfect - out.priced.options[measured.model].mean);
    }
    const auto groups = static_cast<std::size_t>(measured.tested.groups);
    const auto joint =
        stats::joint_draws(joint_input(measured, out.moments, out.money_shift, rows_factor),
                           std::span(measured.weights).first(draws * groups), measured.seed);

    auto& worlds = out.worlds;
    worlds.draws = draws;
    worlds.model = measured.model;
    worlds.value = Matrix(draws, measured.options.size());
    for (std::size_t o = 0; o < measured.options.size(); ++o) {
        worlds.option_names.push_back(measured.options[o].name);
        worlds.per_month.push_back(measured.options[o].per_month);
        if (measured.options[o].simple) {
            worlds.simple.push_back(o);
        }
        for (std::size_t b = 0; b < draws; ++b) {
            worlds.value.at(b, o) = joint.at(b, o);
        }
    }
    add_cost_ranges(worlds, out.priced, terms.economics.prices, Random(measured.seed, "costs"));
    worlds.decisions = drawn(terms.decisions, draws, Random(measured.seed, "decisions"), 0);
    for (std::size_t b = 0; b < draws; ++b) {
        for (std::size_t o = 0; o < measured.options.size(); ++o) {
            worlds.value.at(b, o) *= worlds.decisions[b];
        }
    }
    const auto running =
        drawn(terms.model_per_month, draws, Random(measured.seed, "running"), -1e300);
    const auto build = drawn(terms.build, draws, Random(measured.seed, "build"), -1e300);
    worlds.model_cost.resize(draws);
    for (std::size_t b = 0; b < draws; ++b) {
        worlds.model_cost[b] = running[b] + build[b] / terms.horizon;
    }
    worlds.label_price = drawn(terms.label, draws, Random(measured.seed, "label"), 0);
    worlds.margin = margin_of(out.priced, measured, terms);
    add_labels(worlds, measured, terms);
    add_target(worlds, measured, joint);
    add_forecast(worlds, measured, Random(measured.seed, "rank"));
    finish_target(worlds, measured);
    return out;
}

}  // namespace assay::study
