#include "study/assemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace assay::study {
namespace {

constexpr double kConfidence = 0.9;
constexpr std::int32_t kMetricGroups = 100;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

std::string interval_method(const Facts& facts) {
    return facts.measured.parts.by_time
               ? fmt::format("joint draws; rolling blocks, t with {} degrees; 90 %",
                             facts.measured.tested.parts.size() - 1)
               : std::string("joint draws; resampled parts and clusters; 90 %");
}

/// A number that is so by definition.
Estimate constant(double value) {
    return {.value = value,
            .low = value,
            .high = value,
            .low_50 = value,
            .high_50 = value,
            .confidence = kConfidence,
            .method = "by definition"};
}

/// Mean value per decision at today's training rows.
double mean_value(const Facts& facts, std::size_t option) {
    return facts.worlds.moments.means[option] +
           (option == facts.measured.model ? facts.worlds.money_shift.gain : 0);
}

Estimate difference(const Facts& facts, std::size_t a, std::size_t b) {
    const auto& value = facts.worlds.worlds.value;
    if (difference_variance(facts.worlds.moments, a, b).variance == 0 &&
        mean_value(facts, a) == mean_value(facts, b)) {
        return constant(0);  // the same decisions on every row
    }
    std::vector<double> draws(value.rows);
    for (std::size_t d = 0; d < draws.size(); ++d) {
        draws[d] = value.at(d, a) - value.at(d, b);
    }
    return from_draws(
        (mean_value(facts, a) - mean_value(facts, b)) * facts.terms.decisions.middle(),
        std::move(draws), interval_method(facts));
}

Estimate metric_estimate(const Facts& facts, const std::vector<PartTruth>& truths,
                         const OptionScores& option, const char* name) {
    const auto moments =
        metric_moments({.name = name, .parameter = 0}, option, facts.measured.tested, truths,
                       facts.measured.parts, 1, kMetricGroups);
    return within_unit(stats::mean_estimate(moments.mean, moments.variance, kConfidence));
}

/// Decisions of one option on the tested rows, as the validate room takes them.
struct DecisionView {
    std::vector<double> probability, gain;
    std::vector<std::uint8_t> label;
    std::vector<std::int64_t> time;
    validate::Decisions decisions;
};

/// Mean calibrated chance of each tested row over the parts that test it.
std::vector<double> mean_probability(const Measured& measured, const OptionScores& option) {
    std::vector<double> out(measured.tested.rows.size(), 0.0);
    for (std::size_t p = 0; p < option.parts.size(); ++p) {
        const auto& members = measured.tested.parts[p];
        for (std::size_t i = 0; i < members.size(); ++i) {
            out[at(members[i])] += static_cast<double>(option.parts[p].probability[i]);
        }
    }
    for (std::size_t t = 0; t < out.size(); ++t) {
        out[t] /= measured.tested.times_tested[t];
    }
    return out;
}

void fill_view(const Facts& facts, std::size_t option, DecisionView& view) {
    const auto& measured = facts.measured;
    const auto& problem = *measured.problem;
    const auto gains = problem.gains(facts.terms.economics.prices);
    if (measured.options[option].scored) {
        view.probability = mean_probability(measured, measured.options[option]);
    }
    for (const auto row : measured.tested.rows) {
        const auto r = at(row);
        view.label.push_back(problem.label[r]);
        view.gain.push_back(problem.label[r] == 1 ? gains.positive(r) : gains.negative(r));
        if (problem.by_time()) {
            view.time.push_back(problem.time[r]);
        }
    }
    view.decisions = {.probability = view.probability,
                      .act = facts.worlds.priced.options[option].act,
                      .label = view.label,
                      .gain_if_acted = view.gain,
                      .weight = measured.tested.weight,
                      .cluster = measured.tested.cluster,
                      .clusters = measured.tested.clusters,
                      .time = view.time};
}

std::string role_of(const Facts& facts, std::size_t option) {
    if (option == facts.measured.model) {
        return "chosen";
    }
    if (option == facts.outcome.best_simple) {
        return "best";
    }
    return facts.measured.options[option].simple ? "simple" : "candidate";
}

std::string note_of(const Facts& facts, std::size_t option) {
    const auto& scores = facts.measured.options[option];
    const auto& priced = facts.worlds.priced.options[option];
    std::vector<std::string> notes;
    if (scores.role == Role::Average && !scores.parts.empty()) {
        notes.push_back(fmt::format("the column is \"{}\"", scores.parts.back().chosen_column));
    }
    if (priced.parts_too_few > 0) {
        notes.push_back(
            fmt::format("too few inner rows to place the cut in {} of {} parts: acts "
                        "on none there",
                        priced.parts_too_few, priced.part_means.size()));
    }
    if (option == facts.measured.model && facts.worlds.money_shift.gain != 0) {
        const double decisions = facts.terms.decisions.middle();
        notes.push_back(fmt::format(
            "{} a month on the tested rows; the learning curve adds {} for today's training rows",
            money(priced.mean * decisions, facts.product.currency),
            money(facts.worlds.money_shift.gain * decisions, facts.product.currency)));
    }
    if (priced.over_capacity > 0.005) {
        notes.push_back(fmt::format("exceeds the capacity by up to {} in 100 rows in a test part",
                                    figure(priced.over_capacity * 100, 2)));
    }
    return listed(notes);
}

Option assemble_option(const Facts& facts, const std::vector<PartTruth>& truths, const Priced& raw,
                       std::size_t o) {
    const auto& scores = facts.measured.options[o];
    Option out{.name = scores.name,
               .label = scores.label,
               .role = role_of(facts, o),
               .auc = {},
               .average_precision = {},
               .brier = {},
               .acts = {},
               .precision = {},
               .recall = {},
               .confusion = {},
               .value_per_1000 = {},
               .value_per_month = {},
               .raw_value_per_month = {},
               .beats = {},
               .note = note_of(facts, o)};
    if (scores.scored) {
        out.auc = metric_estimate(facts, truths, scores, "auc");
        out.average_precision = metric_estimate(facts, truths, scores, "average_precision");
        out.brier = metric_estimate(facts, truths, scores, "brier");
        out.raw_value_per_month.value = raw.options[o].mean * facts.terms.decisions.middle();
        out.raw_value_per_month.method = "uncalibrated scores, same cuts; point only";
    }
    DecisionView view;
    fill_view(facts, o, view);
    const auto rates = validate::act_rates(view.decisions, kConfidence);
    out.acts = scores.role == Role::Nothing || scores.role == Role::Everything
                   ? constant(rates.acts.value)
                   : rates.acts;
    out.precision = rates.precision;
    out.recall = rates.recall;
    out.confusion = validate::confusion(view.decisions);
    const auto& worlds = facts.worlds.worlds;
    auto draws = column(worlds.value, o);
    auto per_1000 = draws;
    for (std::size_t b = 0; b < draws.size(); ++b) {
        per_1000[b] = worlds.decisions[b] > 0 ? draws[b] / worlds.decisions[b] * 1000 : 0;
    }
    const double mean = mean_value(facts, o);
    out.value_per_1000 = from_draws(mean * 1000, std::move(per_1000), interval_method(facts));
    out.value_per_month =
        from_draws(mean * facts.terms.decisions.middle(), std::move(draws), interval_method(facts));
    for (std::size_t simpler = 1; simpler < o; ++simpler) {
        out.beats.push_back({facts.measured.options[simpler].name, difference(facts, o, simpler)});
    }
    return out;
}

/// Months until building has paid back: build cost over what a month gains.
Estimate payback(const Facts& facts) {
    const auto& worlds = facts.worlds.worlds;
    const double build = facts.terms.build.middle();
    std::vector<double> months;
    constexpr double kNever = 1e9;
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        const double running = worlds.model_cost[b] - build / worlds.horizon;
        const double gain = worlds.value.at(b, worlds.model) -
                            (worlds.value.at(b, facts.outcome.best_simple) -
                             worlds.per_month[facts.outcome.best_simple]) -
                            running;
        months.push_back(gain > 0 ? build / gain : kNever);
    }
    std::ranges::sort(months);
    const auto known = [&](double level) {
        const double value = quantile(months, level);
        return value < kNever / 2 ? value : std::numeric_limits<double>::quiet_NaN();
    };
    Estimate out{.value = known(0.5),
                 .low = known(0.05),
                 .high = known(0.95),
                 .low_50 = known(0.25),
                 .high_50 = known(0.75),
                 .confidence = kConfidence,
                 .method = {}};
    out.method = std::isnan(out.high)
                     ? "joint draws; an end without a value means that it may never pay back"
                     : "joint draws";
    return out;
}

}  // namespace

double quantile(const std::vector<double>& sorted, double level) {
    const double position = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const auto above = std::min(below + 1, sorted.size() - 1);
    const double share = position - static_cast<double>(below);
    return sorted[below] * (1 - share) + sorted[above] * share;
}

std::vector<double> column(const stats::Matrix& matrix, std::size_t c) {
    std::vector<double> out(matrix.rows);
    for (std::size_t b = 0; b < matrix.rows; ++b) {
        out[b] = matrix.at(b, c);
    }
    return out;
}

Estimate within_unit(Estimate estimate) {
    for (double* end : {&estimate.low, &estimate.high, &estimate.low_50, &estimate.high_50}) {
        *end = std::isnan(*end) ? *end : std::clamp(*end, 0.0, 1.0);
    }
    return estimate;
}

Estimate from_draws(double value, std::vector<double> draws, std::string method) {
    std::ranges::sort(draws);
    return {.value = value,
            .low = quantile(draws, 0.05),
            .high = quantile(draws, 0.95),
            .low_50 = quantile(draws, 0.25),
            .high_50 = quantile(draws, 0.75),
            .confidence = kConfidence,
            .method = std::move(method)};
}

std::vector<Option> assemble_options(const Facts& facts) {
    const auto truths = part_truths(*facts.measured.problem, facts.measured.tested);
    const auto raw = price(*facts.measured.problem, facts.measured.tested, facts.measured.options,
                           facts.terms.economics, Scores::Raw);
    std::vector<Option> out;
    for (std::size_t o = 0; o < facts.measured.options.size(); ++o) {
        out.push_back(assemble_option(facts, truths, raw, o));
    }
    return out;
}

Verdict assemble_verdict(const Facts& facts) {
    Verdict out;
    const auto& outcome = facts.outcome;
    out.name = outcome.name;
    out.close_call = outcome.close_call;
    out.probability = outcome.probability;
    out.best_by_money = outcome.best_by_money;
    out.p_target = outcome.p_target;
    out.expected_loss = outcome.expected_loss;
    out.information_value_per_month = outcome.information_value;
    out.payback_months = payback(facts);
    out.money.option = facts.measured.options[facts.measured.model].name;
    out.money.against = facts.measured.options[outcome.best_simple].name;
    out.money.per_month = difference(facts, facts.measured.model, outcome.best_simple);
    out.money.cost_per_month =
        facts.terms.model_per_month.middle() + facts.terms.build.middle() / facts.terms.horizon;
    return out;
}

Result<> assemble_views(const Facts& facts, const std::vector<std::string>& slice_order,
                        std::uint64_t seed, Document& document) {
    const auto& measured = facts.measured;
    const auto& problem = *measured.problem;
    const auto model = measured.model;
    DecisionView view;
    fill_view(facts, model, view);
    const auto& priced = facts.worlds.priced.options[model];
    const auto parts = static_cast<int>(priced.part_means.size());
    document.threshold.at = priced.cut;
    document.threshold.chosen_by = priced.parts_too_few * 2 > parts       ? "too few to place"
                                   : priced.parts_at_capacity * 2 > parts ? "capacity"
                                                                          : "costs";
    constexpr int kCuts = 80;
    document.threshold.curve = validate::threshold_curve(
        view.decisions, facts.terms.decisions.middle(), kCuts, kConfidence);
    document.calibration =
        validate::calibration(measured.options[model].name, view.decisions, kConfidence);
    document.ranking.option = measured.options[model].name;
    document.ranking.curve = validate::ranking_curve(view.decisions, kCuts);
    std::vector<validate::SliceColumn> columns;
    constexpr int kLevels = 8;
    for (const auto& name : slice_order) {
        const auto* found = problem.table.find(name);
        columns.push_back(validate::slice_column(*found, measured.tested.rows, kLevels));
    }
    std::span<const double> rule;
    if (!problem.fixed.empty() && problem.fixed.front().name == "rule") {
        rule = facts.worlds.priced.options[2].act;
    }
    document.slices = TRY(validate::slices(
        view.decisions, rule, columns,
        {.confidence = kConfidence, .top = 5, .seed = seed, .currency = document.currency}));
    for (const auto& name : facts.product.groups) {
        document.groups.push_back(validate::groups(view.decisions, *problem.table.find(name),
                                                   measured.tested.rows, kConfidence, seed));
    }
    return {};
}

}  // namespace assay::study
