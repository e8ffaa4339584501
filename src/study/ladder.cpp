#include "study/ladder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "study/parallel.hpp"

namespace assay::study {
namespace {

using Rows = std::vector<std::int32_t>;

float chance_of(double log_odds) {
    return static_cast<float>(1 / (1 + std::exp(-log_odds)));
}

/// Inner out-of-fold scores: what calibration, capacity and early stopping learn from.
struct InnerScores {
    Rows rows;
    std::vector<double> scores;
    std::vector<int> rounds;
};

Result<InnerScores> inner_scores(const Problem& problem, const model::Features& features,
                                 const std::vector<Inner>& inners, model::FitOptions options,
                                 const Progress& progress,
                                 std::shared_ptr<const model::Model>* only) {
    InnerScores out;
    for (const auto& inner : inners) {
        auto model = TRY(model::fit(features, problem.label, problem.weight,
                                    {.train = inner.fit, .stop = inner.hold}, options, progress));
        const auto scores = TRY(model.score(features, inner.hold));
        out.rows.insert(out.rows.end(), inner.hold.begin(), inner.hold.end());
        out.scores.insert(out.scores.end(), scores.begin(), scores.end());
        out.rounds.push_back(model.rounds());
        if (inners.size() == 1) {
            *only = std::make_shared<const model::Model>(std::move(model));
        }
    }
    return out;
}

Result<stats::Platt> calibrate(const Problem& problem, const Rows& rows,
                               std::span<const double> scores) {
    std::vector<std::uint8_t> labels(rows.size());
    std::vector<double> weights(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        labels[i] = problem.label[static_cast<std::size_t>(rows[i])];
        weights[i] = problem.weight[static_cast<std::size_t>(rows[i])];
    }
    auto platt = TRY(stats::fit_platt(scores, labels, weights));
    if (platt.slope < 0) {
        // A score that ranks backwards out of fold has learned nothing: its rate is all it tells.
        const std::vector<double> flat(scores.size(), 0.0);
        platt = TRY(stats::fit_platt(flat, labels, weights));
        platt.slope = 0;
    }
    return platt;
}

void fill(PartScores& out, const stats::Platt& platt, std::span<const double> test_scores,
          const Rows& hold, std::span<const double> hold_scores) {
    out.calibration = platt;
    out.probability.reserve(test_scores.size());
    out.raw.reserve(test_scores.size());
    for (const double score : test_scores) {
        out.probability.push_back(static_cast<float>(platt(score)));
        out.raw.push_back(chance_of(score));
    }
    out.hold = hold;
    out.hold_probability.reserve(hold_scores.size());
    for (const double score : hold_scores) {
        out.hold_probability.push_back(static_cast<float>(platt(score)));
    }
}

OptionScores unscored(const Problem& problem, std::string name, std::string label, Role role,
                      double decision) {
    OptionScores option{.name = std::move(name),
                        .label = std::move(label),
                        .role = role,
                        .parts = {},
                        .decision = {}};
    option.decision.assign(problem.table.rows, decision);
    return option;
}

Result<OptionScores> fixed_option(const Problem& problem, const Fixed& fixed,
                                  const Splits& splits) {
    OptionScores option{.name = fixed.name,
                        .label = fixed.label,
                        .role = Role::Fixed,
                        .scored = fixed.is_score,
                        .per_month = fixed.per_month,
                        .parts = {},
                        .decision = {}};
    if (fixed.is_score) {
        for (const auto& part : splits.parts) {
            option.parts.push_back(TRY(fixed_part(problem, fixed, part)));
        }
        return option;
    }
    option.decision.reserve(fixed.values.size());
    for (const double value : fixed.values) {
        option.decision.push_back(std::isnan(value) || value == 0 ? 0.0 : 1.0);
    }
    return option;
}

struct Rung {
    model::Kind kind;
    Role role;
    const char* name;
    const char* label;
};
constexpr std::array kRungs{
    Rung{model::Kind::Average, Role::Average, "average", "best single column"},
    Rung{model::Kind::Linear, Role::Linear, "linear", "linear model"},
    Rung{model::Kind::Boosted, Role::Boosted, "boosted", "boosted model"},
};

}  // namespace

Result<PartScores> fit_part(const Problem& problem, const model::Features& features,
                            model::Kind kind, const Rows& train, const Rows& test,
                            std::uint64_t seed, const Progress& progress) {
    TRY(progress.check());
    const auto inners = inner_parts(problem, train, seed);
    model::FitOptions options{.kind = kind, .rounds = 0, .threads = 1, .seed = seed};
    PartScores out;
    const auto inner = TRY(inner_scores(problem, features, inners, options, progress, &out.model));
    if (!out.model) {
        auto rounds = inner.rounds;
        std::ranges::sort(rounds);
        options.rounds = std::max(1, rounds[rounds.size() / 2]);
        out.model = std::make_shared<const model::Model>(
            TRY(model::fit(features, problem.label, problem.weight, {.train = train, .stop = {}},
                           options, progress)));
    }
    const auto platt = TRY(calibrate(problem, inner.rows, inner.scores));
    const auto scores = TRY(out.model->score(features, test));
    fill(out, platt, scores, inner.rows, inner.scores);
    out.chosen_column = out.model->chosen_column();
    return out;
}

Result<PartScores> fixed_part(const Problem& problem, const Fixed& fixed, const Part& part) {
    // Any score that rises with the chance will do; a missing one counts as the lowest seen.
    double lowest = 0;
    bool any = false;
    for (const double value : fixed.values) {
        if (!std::isfinite(value)) {
            continue;
        }
        lowest = any ? std::min(lowest, value) : value;
        any = true;
    }
    const auto scores_of = [&](const Rows& rows) {
        std::vector<double> out;
        out.reserve(rows.size());
        for (const auto row : rows) {
            const double value = fixed.values[static_cast<std::size_t>(row)];
            out.push_back(std::isfinite(value) ? value : lowest);
        }
        return out;
    };
    const auto train = scores_of(part.train);
    const auto platt = TRY(calibrate(problem, part.train, train));
    PartScores out;
    fill(out, platt, scores_of(part.test), part.train, train);
    return out;
}

Result<std::vector<OptionScores>> climb(const Problem& problem, const model::Features& features,
                                        const Splits& splits, const LadderOptions& options,
                                        const Progress& progress) {
    std::vector<OptionScores> out;
    out.push_back(unscored(problem, "nothing", "do nothing", Role::Nothing, 0));
    out.push_back(unscored(problem, "everything", "act on all", Role::Everything, 1));
    for (const auto& fixed : problem.fixed) {
        out.push_back(TRY(fixed_option(problem, fixed, splits)));
    }
    const auto first = out.size();
    std::vector<Rung> rungs;
    std::ranges::copy_if(kRungs, std::back_inserter(rungs), [&](const Rung& rung) {
        return std::ranges::find(options.rungs, rung.kind) != options.rungs.end();
    });
    for (const auto& rung : rungs) {
        OptionScores option{.name = rung.name,
                            .label = rung.label,
                            .role = rung.role,
                            .simple = rung.role == Role::Average,
                            .trained = true,
                            .scored = true,
                            .parts = {},
                            .decision = {}};
        option.parts.resize(splits.parts.size());
        out.push_back(std::move(option));
    }
    const auto jobs = splits.parts.size() * rungs.size();
    std::atomic<std::size_t> done{0};
    TRY(in_parallel(jobs, options.threads, [&](std::size_t job) -> Result<> {
        const auto part_at = job / rungs.size();
        const auto rung_at = job % rungs.size();
        const auto& part = splits.parts[part_at];
        const auto seed = options.seed * 1000003 + part_at;
        out[first + rung_at].parts[part_at] = TRY(fit_part(problem, features, rungs[rung_at].kind,
                                                           part.train, part.test, seed, progress));
        const auto so_far = done.fetch_add(1) + 1;
        progress.say(fmt::format("fitting options, {} of {}", so_far, jobs),
                     static_cast<double>(so_far) / static_cast<double>(jobs));
        return {};
    }));
    return out;
}

}  // namespace assay::study
