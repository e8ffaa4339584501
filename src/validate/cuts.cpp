#include "validate/cuts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/text.hpp"

namespace assay::validate {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();
constexpr double kShareSlack = 1e-12;  // sums of weights are not exact

void add_row(const Prepared& prepared, std::size_t row, CutTotals& totals) {
    const double weight = prepared.weight_of(row);
    totals.acted += weight;
    ++totals.rows;
    totals.gain += weight * prepared.gain[row];
    if (prepared.label[row] != 0) {
        totals.positive += weight;
        totals.benefit += weight * prepared.if_positive[row];
    }
}

/// Expected money of acting on a row at its chance.
double expected(const Prepared& prepared, std::size_t row, double chance) {
    return chance * prepared.if_positive[row] + (1 - chance) * prepared.if_negative[row];
}

/// The chance from which acting pays where all rows have the same money; NaN where there is none.
double cost_cut(const Prepared& prepared) {
    const double hit = prepared.if_positive[0];
    const double miss = prepared.if_negative[0];
    const bool crosses = prepared.same_money && hit > 0 && miss < 0;
    return crosses ? miss / (miss - hit) : std::nan("");
}

Acting act_by_costs(const EvaluationInput& input, const Prepared& prepared,
                    const PreparedModel& model) {
    Acting out{.act = std::vector<double>(prepared.size()),
               .chosen_by = prepared.same_money ? "costs" : "costs by row",
               .by_costs = cost_cut(prepared)};
    Cut capacity{.at = -kNone};
    if (input.capacity_share < 1) {
        const stats::RankedScores ranked(model.score, prepared.label);
        capacity = fullest_cut(cut_totals(prepared, ranked, model.score, Side::Both),
                               input.capacity_share);
    }
    bool limited = false;
    const bool single = std::isfinite(out.by_costs);
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        const double chance = model.score[row];
        const bool pays = single ? chance >= out.by_costs : expected(prepared, row, chance) > 0;
        out.act[row] = pays ? capacity.act(chance) : 0.0;
        limited = limited || (pays && out.act[row] < 1);
    }
    if (limited) {
        out.chosen_by = "capacity";
    }
    out.cut = single ? std::max(out.by_costs, capacity.lowest()) : std::nan("");
    return out;
}

Acting act_by_best_cut(const EvaluationInput& input, const Prepared& prepared,
                       const PreparedModel& model) {
    const stats::RankedScores ranked(model.score, prepared.label);
    std::array<Cut, 2> cuts{};
    for (const Side side : kSides) {
        cuts[static_cast<std::size_t>(side)] =
            best_cut(cut_totals(prepared, ranked, model.score, side), input.capacity_share);
    }
    Acting out{.act = cross_fitted(prepared, model.score, cuts), .chosen_by = "best value"};
    out.seen =
        best_cut(cut_totals(prepared, ranked, model.score, Side::Both), input.capacity_share);
    out.cut = out.seen.lowest();
    serve_within(prepared, input.capacity_share, out);
    return out;
}

/// The tie at the first score whose rows do not all fit, in part.
struct PartOfTie {
    Cut cut;
    double gain = 0;
};
std::optional<PartOfTie> part_of_tie(const CutTotals& before, const CutTotals& beyond,
                                     double room) {
    constexpr double kLeast = 1e-9;
    // A hair less, so that no rounding of sums exceeds the capacity.
    const double part = (1 - kShareSlack) * (room - before.acted) / (beyond.acted - before.acted);
    if (beyond.rows - before.rows < 2 || part < kLeast) {
        return std::nullopt;  // a row alone is acted on or not
    }
    return PartOfTie{.cut = {.at = before.at, .tied = beyond.score, .part = part},
                     .gain = before.gain + part * (beyond.gain - before.gain)};
}

std::string cut_words(double cut) {
    return std::isfinite(cut) ? "from " + figure(cut) + " on"
                              : std::string(cut > 0 ? "on nobody" : "on all");
}

std::string cut_sentence(const CutChoice& cut, const EvaluationInput& input) {
    const double per_month = cut.value_per_month.value;
    std::string out = fmt::format(
        "Acting {} would have earned most here. A cut chosen like that earns {} a month{} on rows "
        "that did not choose it",
        cut_words(cut.best), money(per_month, input.currency), range_words(cut.value_per_month));
    const double flattery = cut.seen_value_per_month - per_month;
    if (flattery > 0) {
        out += fmt::format("; on those that did it seems {} more", money(flattery, input.currency));
    }
    const auto& gain = cut.against_decisions;
    if (std::isnan(gain.value)) {
        return out + ".";
    }
    if (gain.low > 0) {
        return out + fmt::format(". That is {} more than the decisions in use{}.",
                                 money(gain.value, input.currency), range_words(gain));
    }
    if (gain.high < 0) {
        return out + fmt::format(". The decisions in use earn {} more{}.",
                                 money(-gain.value, input.currency),
                                 fmt::format(" [{} to {}]", figure(-gain.high), figure(-gain.low)));
    }
    return out + ". Against the decisions in use that may be chance.";
}

}  // namespace

std::vector<CutTotals> cut_totals(const Prepared& prepared, std::span<const double> score,
                                  std::span<const std::uint32_t> falling) {
    std::vector<CutTotals> out{{.at = kNone}};
    for (std::size_t i = 0; i < falling.size(); ++i) {
        const bool tied = i > 0 && score[falling[i]] == score[falling[i - 1]];
        if (!tied) {
            out.push_back(out.back());
            if (i > 0) {
                out[out.size() - 2].at = (score[falling[i]] + score[falling[i - 1]]) / 2;
            }
        }
        add_row(prepared, falling[i], out.back());
        out.back().score = score[falling[i]];
    }
    out.back().at = falling.empty() ? kNone : -kNone;
    return out;
}

std::vector<CutTotals> cut_totals(const Prepared& prepared, const stats::RankedScores& ranked,
                                  std::span<const double> score, Side side) {
    std::vector<std::uint32_t> falling;
    falling.reserve(ranked.order().size());
    for (const auto row : ranked.order()) {
        if (chooses(prepared, side, row)) {
            falling.push_back(row);
        }
    }
    return cut_totals(prepared, score, falling);
}

Cut best_cut(const std::vector<CutTotals>& totals, double share) {
    const double room = share * totals.back().acted * (1 + kShareSlack);
    Cut best{.at = totals.front().at};
    double most = totals.front().gain;
    for (std::size_t i = 1; i < totals.size(); ++i) {
        if (totals[i].acted > room) {
            const auto tie = part_of_tie(totals[i - 1], totals[i], share * totals.back().acted);
            return tie && tie->gain > most ? tie->cut : best;
        }
        if (totals[i].gain > most) {
            most = totals[i].gain;
            best = {.at = totals[i].at};
        }
    }
    return best;
}

Cut fullest_cut(const std::vector<CutTotals>& totals, double share) {
    const double room = share * totals.back().acted * (1 + kShareSlack);
    Cut fullest{.at = totals.front().at};
    for (std::size_t i = 1; i < totals.size(); ++i) {
        if (totals[i].acted > room) {
            const auto tie = part_of_tie(totals[i - 1], totals[i], share * totals.back().acted);
            return tie ? tie->cut : fullest;
        }
        fullest = {.at = totals[i].at};
    }
    return fullest;
}

std::vector<double> act_above(std::span<const double> score, const Cut& cut) {
    std::vector<double> out(score.size());
    std::ranges::transform(score, out.begin(), [&](double each) { return cut.act(each); });
    return out;
}

std::vector<double> cross_fitted(const Prepared& prepared, std::span<const double> score,
                                 const std::array<Cut, 2>& cuts) {
    std::vector<double> out(score.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = cuts[1U - prepared.half[row]].act(score[row]);
    }
    return out;
}

void serve_within(const Prepared& prepared, double share, Acting& acting) {
    const double wanted = mean_of(prepared, acting.act).value;
    if (wanted <= share * (1 + kShareSlack)) {
        return;
    }
    acting.wanted = wanted;
    for (double& each : acting.act) {
        each *= share / wanted;
    }
}

Acting acting(const EvaluationInput& input, const Prepared& prepared, const PreparedModel& model) {
    if (!model.decision.empty()) {
        Acting out{.act = model.decision,
                   .chosen_by = "its decisions",
                   .by_costs = model.kind == Kind::Probability ? cost_cut(prepared) : std::nan("")};
        if (!model.within_capacity) {
            serve_within(prepared, input.capacity_share, out);
        }
        return out;
    }
    return model.kind == Kind::Probability ? act_by_costs(input, prepared, model)
                                           : act_by_best_cut(input, prepared, model);
}

CutChoice cut_choice(const EvaluationInput& input, const Prepared& prepared,
                     const PreparedModel& model, const Acting& acting) {
    constexpr int kCuts = 80;
    const double scale = input.decisions_per_month;
    CutChoice out{.chosen_by = acting.chosen_by,
                  .at = acting.cut,
                  .by_costs = acting.by_costs,
                  .capacity_share = input.capacity_share};
    const Acting fitted = act_by_best_cut(input, prepared, model);
    out.best = fitted.cut;
    const auto seen = value_of(prepared, act_above(model.score, fitted.seen));
    out.seen_value_per_month = seen.value * scale;
    const auto value = value_of(prepared, fitted.act);
    out.value_per_month = estimate(prepared, value, input.confidence, scale);
    out.value_per_month.method += "; cut chosen on the other half";
    if (fitted.act == acting.act) {
        out.against_decisions.method = "the same decisions";
    } else {
        out.against_decisions = estimate(
            prepared, difference(value, value_of(prepared, acting.act)), input.confidence, scale);
    }
    out.curve = threshold_curve(prepared.decisions(model.score, acting.act), scale, kCuts,
                                input.confidence);
    out.sentence = cut_sentence(out, input);
    return out;
}

}  // namespace assay::validate
