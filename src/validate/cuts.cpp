#include "validate/cuts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace assay::validate {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();
constexpr double kShareSlack = 1e-12;  // sums of weights are not exact

void add_row(const Prepared& prepared, std::size_t row, CutTotals& totals) {
    const double weight = prepared.weight_of(row);
    totals.acted += weight;
    totals.gain += weight * prepared.gain[row];
    if (prepared.label[row] != 0) {
        totals.positive += weight;
        totals.benefit += weight * (prepared.if_positive[row] - prepared.if_negative[row]);
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
    double capacity = -kNone;
    if (input.capacity_share < 1) {
        const stats::RankedScores ranked(model.score, prepared.label);
        capacity =
            fullest_cut(cut_totals(prepared, ranked, model.score, Side::Both), input.capacity_share)
                .at;
    }
    bool limited = false;
    const bool single = std::isfinite(out.by_costs);
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        const double chance = model.score[row];
        const bool pays = single ? chance >= out.by_costs : expected(prepared, row, chance) > 0;
        limited = limited || (pays && chance < capacity);
        out.act[row] = pays && chance >= capacity ? 1.0 : 0.0;
    }
    if (limited) {
        out.chosen_by = "capacity";
    }
    out.cut = single ? std::max(out.by_costs, capacity) : std::nan("");
    return out;
}

Acting act_by_best_cut(const EvaluationInput& input, const Prepared& prepared,
                       const PreparedModel& model) {
    const stats::RankedScores ranked(model.score, prepared.label);
    std::array<double, 2> cuts{};
    for (const Side side : kSides) {
        cuts[static_cast<std::size_t>(side)] =
            best_cut(cut_totals(prepared, ranked, model.score, side), input.capacity_share).at;
    }
    return {
        .act = cross_fitted(prepared, model.score, cuts),
        .chosen_by = "best value",
        .cut = best_cut(cut_totals(prepared, ranked, model.score, Side::Both), input.capacity_share)
                   .at};
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

const CutTotals& best_cut(const std::vector<CutTotals>& totals, double share) {
    const double room = share * totals.back().acted * (1 + kShareSlack);
    const CutTotals* best = &totals.front();
    for (const auto& each : totals) {
        if (each.acted <= room && each.gain > best->gain) {
            best = &each;
        }
    }
    return *best;
}

const CutTotals& fullest_cut(const std::vector<CutTotals>& totals, double share) {
    const double room = share * totals.back().acted * (1 + kShareSlack);
    const CutTotals* fullest = &totals.front();
    for (const auto& each : totals) {
        if (each.acted <= room) {
            fullest = &each;
        }
    }
    return *fullest;
}

std::vector<double> act_above(std::span<const double> score, double cut) {
    std::vector<double> out(score.size());
    std::ranges::transform(score, out.begin(),
                           [&](double each) { return each >= cut ? 1.0 : 0.0; });
    return out;
}

std::vector<double> cross_fitted(const Prepared& prepared, std::span<const double> score,
                                 const std::array<double, 2>& cuts) {
    std::vector<double> out(score.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = score[row] >= cuts[1U - prepared.half[row]] ? 1.0 : 0.0;
    }
    return out;
}

Acting acting(const EvaluationInput& input, const Prepared& prepared, const PreparedModel& model) {
    if (!model.decision.empty()) {
        return {.act = model.decision,
                .chosen_by = "its decisions",
                .by_costs = model.kind == Kind::Probability ? cost_cut(prepared) : std::nan("")};
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
    const auto seen = value_of(prepared, act_above(model.score, fitted.cut));
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
