#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "study/measure.hpp"

// Studies of made tables whose truth is known: what the tests of the method and `make coverage`
// hold the intervals and verdicts against. A row has three columns; the chance of a positive is
// logistic in two of them, with an effect of its day where there are days.

namespace assay::study::simulated {

struct World {
    int rows = 600;
    int days = 0;           // 0: no time
    double effect = 1.0;    // of the first column; the second has half of it
    double day_effect = 0;  // standard deviation of a day's log-odds
    double offset = -1.0;
    bool permuted = false;  // labels that nothing tells
    bool rule_is_truth = false;
    bool with_rule = true;
    double true_positive = 5;
    double false_positive = -2;
};

inline double chance_of(const World& world, double a, double b, double day) {
    const double score = world.offset + day + world.effect * (a + b / 2);
    return 1 / (1 + std::exp(-score));
}

inline engine::Column numbers(std::string name, std::vector<double> values) {
    engine::Column column;
    column.name = std::move(name);
    column.type = engine::Type::Real;
    column.numbers = std::move(values);
    return column;
}

/// A problem as read_problem would make it, and nothing of it on disk.
inline Problem problem(const World& world, std::uint64_t seed) {
    Random random(seed, "world");
    const auto rows = static_cast<std::size_t>(world.rows);
    std::vector<double> a(rows);
    std::vector<double> b(rows);
    std::vector<double> c(rows);
    Problem out;
    out.table.rows = rows;
    std::vector<double> day_effects(static_cast<std::size_t>(std::max(1, world.days)));
    for (auto& each : day_effects) {
        each = world.day_effect * random.normal();
    }
    Fixed rule;
    rule.name = "rule";
    rule.label = "your rule";
    constexpr std::int64_t kDay = 86'400'000'000;
    for (std::size_t i = 0; i < rows; ++i) {
        a[i] = random.normal();
        b[i] = random.normal();
        c[i] = random.normal();
        const auto day = i * day_effects.size() / rows;
        const double chance = chance_of(world, a[i], b[i], day_effects[day]);
        const bool positive =
            random.uniform() < (world.permuted ? 1 / (1 + std::exp(-world.offset)) : chance);
        out.label.push_back(positive ? 1 : 0);
        out.labelled.push_back(static_cast<std::int32_t>(i));
        rule.values.push_back((world.rule_is_truth ? positive : a[i] > 0.5) ? 1.0 : 0.0);
        const auto unit = static_cast<std::int32_t>(world.days > 0 ? day : i);
        out.unit.push_back(unit);
        if (world.days > 0) {
            out.time.push_back(static_cast<std::int64_t>(day) * kDay);
        }
    }
    out.units = world.days > 0 ? world.days : world.rows;
    out.cluster = out.unit;
    out.clusters = out.units;
    out.cluster_days = world.days > 0 ? 1 : 0;
    out.weight.assign(rows, 1.0);
    out.prices.true_positive = Amount::exactly(world.true_positive);
    out.prices.false_positive = Amount::exactly(world.false_positive);
    if (world.with_rule) {
        out.fixed.push_back(std::move(rule));
    }
    out.table.columns = {numbers("a", std::move(a)), numbers("b", std::move(b)),
                         numbers("c", std::move(c))};
    out.feature_names = {"a", "b", "c"};
    out.positive_words = "y = 1";
    return out;
}

inline Product product(const World& world) {
    Product out;
    out.target = "y";
    out.source = "made";
    out.true_positive.amount = Amount::exactly(world.true_positive);
    out.false_positive.amount = Amount::exactly(world.false_positive);
    out.costs_given = true;
    return out;
}

/// One study of a world: what was measured, priced and judged. Nothing is forecast.
struct Studied {
    std::unique_ptr<Problem> problem;
    std::unique_ptr<Splits> splits;
    Measured measured;
    PricedWorlds worlds;
    Outcome outcome;
    std::size_t option(const std::string& name) const {
        for (std::size_t o = 0; o < measured.options.size(); ++o) {
            if (measured.options[o].name == name) {
                return o;
            }
        }
        return measured.options.size();
    }
};

inline Result<Studied> study(const World& world, std::uint64_t seed, std::vector<model::Kind> rungs,
                             std::size_t draws = 1000) {
    const auto product = simulated::product(world);
    StudyOptions asked;
    asked.seed = seed;
    asked.threads = 1;
    auto settings = settings_of(product, asked);
    settings.ladder.rungs = std::move(rungs);
    settings.draws = draws;
    Studied out;
    out.problem = std::make_unique<Problem>(problem(world, seed));
    out.splits = std::make_unique<Splits>(TRY(split(*out.problem, settings.split)));
    const auto terms = terms_of(product, product.settings.horizon_months);
    out.measured = TRY(
        measure(product, *out.problem, out.problem->features(), *out.splits, terms, settings, {}));
    out.worlds = worlds_at(out.measured, terms, draws);
    out.outcome = judge(out.worlds.worlds, out.measured.certainty, out.measured.can_decide);
    return out;
}

/// Expected value per decision on new rows of a model trained as in the study: over its parts'
/// models, on `fresh` new rows of days that nobody has seen, with the chance in the place of the
/// outcome.
inline Result<double> true_value(const World& world, const Studied& studied, std::uint64_t seed,
                                 int fresh) {
    World big = world;
    big.rows = fresh;
    big.days = world.days > 0 ? fresh / 10 : 0;
    const auto rows = problem(big, seed ^ 0xF4E5);
    std::vector<std::int32_t> all = rows.labelled;
    const auto gains = rows.gains(rows.prices);
    const auto& option = studied.measured.options[studied.measured.model];
    double sum = 0;
    for (const auto& part : option.parts) {
        PartScores scores;
        scores.hold = part.hold;
        scores.hold_probability = part.hold_probability;
        for (const double score : TRY(part.model->score(rows.features(), all))) {
            scores.probability.push_back(static_cast<float>(part.calibration(score)));
        }
        const auto decision = decide(scores, all, gains, 1, Scores::Calibrated);
        double value = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double gain = rows.label[i] == 1 ? gains.positive(i) : gains.negative(i);
            value += static_cast<double>(decision.act[i]) * gain;
        }
        sum += value / static_cast<double>(all.size());
    }
    return sum / static_cast<double>(option.parts.size());
}

/// Value per decision of the rule on new rows.
inline double true_rule_value(const World& world, std::uint64_t seed, int fresh) {
    World big = world;
    big.rows = fresh;
    big.days = world.days > 0 ? fresh / 10 : 0;
    const auto rows = problem(big, seed ^ 0xA11);
    double value = 0;
    for (std::size_t i = 0; i < rows.label.size(); ++i) {
        value += rows.fixed.front().values[i] *
                 (rows.label[i] == 1 ? world.true_positive : world.false_positive);
    }
    return value / static_cast<double>(fresh);
}

/// Interval of an option's value per decision, or of a difference, from the joint draws.
inline stats::Interval interval(const Studied& studied, std::size_t a, std::size_t b) {
    std::vector<double> draws;
    const auto& worlds = studied.worlds.worlds;
    for (std::size_t d = 0; d < worlds.draws; ++d) {
        draws.push_back((worlds.value.at(d, a) - worlds.value.at(d, b)) / worlds.decisions[d]);
    }
    std::ranges::sort(draws);
    const auto at = [&](double level) {
        return draws[static_cast<std::size_t>(level * static_cast<double>(draws.size() - 1))];
    };
    return {.low = at(0.05), .high = at(0.95)};
}

/// How often the 90 % intervals hold the truth, over many studies.
struct Coverage {
    double model_value = 0;
    double model_against_rule = 0;
    double mean_width = 0;
};

inline Result<Coverage> coverage(const World& world, int studies,
                                 const std::vector<model::Kind>& rungs) {
    constexpr int kFresh = 4000;
    constexpr int kFreshRule = 400000;
    const double rule = true_rule_value(world, 1, kFreshRule);
    std::vector<Studied> all;
    double truth = 0;
    for (int s = 0; s < studies; ++s) {
        const auto seed = static_cast<std::uint64_t>(s) + 1;
        all.push_back(TRY(study(world, seed, rungs)));
        truth += TRY(true_value(world, all.back(), seed, kFresh)) / studies;
    }
    Coverage out;
    for (const auto& each : all) {
        const auto model = each.measured.model;
        const auto alone = interval(each, model, 0);
        const auto gain = interval(each, model, each.option("rule"));
        const auto holds = [](const stats::Interval& range, double value) {
            return range.low <= value && value <= range.high ? 1.0 : 0.0;
        };
        out.model_value += holds(alone, truth) / studies;
        out.model_against_rule += holds(gain, truth - rule) / studies;
        out.mean_width += (gain.high - gain.low) / studies;
    }
    return out;
}

}  // namespace assay::study::simulated
