#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/cuts.hpp"

namespace assay::validate {
namespace {

/// The two cuts: papers from the lower one, goods from the upper one.
struct TwoCuts {
    double papers = 0, goods = 0;
};

/// Money of checking the papers of all rows above a cut: each look costs, and a positive that it
/// finds is worth what acting on it is. Negatives cost the look alone.
double papers_gain(const CutTotals& totals, const PapersCheck& papers) {
    return papers.catches * totals.benefit - papers.cost * totals.acted;
}

/// At most so many cuts, evenly by share of rows, both ends among them.
std::vector<CutTotals> thinned(const std::vector<CutTotals>& totals) {
    constexpr double kMost = 400;
    std::vector<CutTotals> out{totals.front()};
    double next = 1;
    for (std::size_t i = 1; i < totals.size(); ++i) {
        const double position = totals[i].acted / totals.back().acted * kMost;
        if (position >= next || i + 1 == totals.size()) {
            out.push_back(totals[i]);
            next = std::floor(position) + 1;
        }
    }
    return out;
}

TwoCuts best_two(const std::vector<CutTotals>& all, const PapersCheck& papers, double capacity) {
    const auto totals = thinned(all);
    const double mass = totals.back().acted * (1 + 1e-12);
    TwoCuts best{.papers = totals.front().at, .goods = totals.front().at};
    double most = 0;
    for (std::size_t upper = 0; upper < totals.size(); ++upper) {
        const auto& goods = totals[upper];
        if (goods.acted > capacity * mass) {
            break;
        }
        for (std::size_t lower = upper; lower < totals.size(); ++lower) {
            const auto& checked = totals[lower];
            if (checked.acted - goods.acted > papers.capacity_share * mass) {
                break;
            }
            const double gain =
                goods.gain + papers_gain(checked, papers) - papers_gain(goods, papers);
            if (gain > most) {
                most = gain;
                best = {.papers = checked.at, .goods = goods.at};
            }
        }
    }
    return best;
}

/// What befalls each row under the cuts of the other half, or of all rows.
struct Treated {
    std::vector<double> papers, goods, caught, money;
};

Treated treat(const Prepared& prepared, std::span<const double> score, const PapersCheck& papers,
              const std::array<TwoCuts, 2>& cuts) {
    const std::size_t rows = prepared.size();
    Treated out{std::vector<double>(rows), std::vector<double>(rows), std::vector<double>(rows),
                std::vector<double>(rows)};
    for (std::size_t row = 0; row < rows; ++row) {
        const auto& cut = cuts[1U - prepared.half[row]];
        const bool positive = prepared.label[row] != 0;
        if (score[row] >= cut.goods) {
            out.goods[row] = 1;
            out.caught[row] = 1;
            out.money[row] = prepared.gain[row];
        } else if (score[row] >= cut.papers) {
            out.papers[row] = 1;
            out.caught[row] = papers.catches;
            out.money[row] =
                (positive ? papers.catches * prepared.if_positive[row] : 0) - papers.cost;
        }
    }
    return out;
}

Light light(const Prepared& prepared, std::string name, double from,
            const std::vector<double>& member, std::span<const double> positive,
            double confidence) {
    return {.name = std::move(name),
            .from = from,
            .share = rate_estimate(robust(prepared, mean_of(prepared, member)), confidence),
            .positives =
                rate_estimate(robust(prepared, mean_of(prepared, member, positive)), confidence)};
}

/// Where a light begins: a score, all, or nobody, whom only cuts of half the rows may give it.
std::string begins(double cut, bool none, double share) {
    if (none) {
        return share > 0 ? fmt::format(
                               "for nobody by the cut of all rows ({} of cases by those of "
                               "the halves)",
                               in_100(share))
                         : "for nobody";
    }
    return fmt::format("{} ({} of cases)",
                       std::isfinite(cut) ? "from " + figure(cut) : "for all others",
                       in_100(share));
}

std::string sentence(const Lights& lights, const TwoCuts& cuts, const EvaluationInput& input) {
    const bool no_goods = std::isinf(cuts.goods) && cuts.goods > 0;
    std::string out = fmt::format(
        "Goods {}, papers {}, the rest passes: {} of the positives are found{}, and it earns {} a "
        "month{}",
        begins(cuts.goods, no_goods, lights.lights[2].share.value),
        begins(cuts.papers, cuts.papers == cuts.goods, lights.lights[1].share.value),
        in_100(lights.caught.value), range_words(lights.caught, 100),
        money(lights.value_per_month.value, input.currency), range_words(lights.value_per_month));
    const auto& gain = lights.against_one_cut;
    if (gain.low > 0) {
        return out +
               fmt::format(", {} more than one cut alone.", money(gain.value, input.currency));
    }
    return out + (gain.high < 0 ? ", less than one cut alone." : ", no surer than one cut alone.");
}

}  // namespace

Lights lights(const EvaluationInput& input, const Prepared& prepared, const PreparedModel& model) {
    const PapersCheck& papers = *input.papers;
    const stats::RankedScores ranked(model.score, prepared.label);
    std::array<TwoCuts, 2> cuts{};
    std::array<Cut, 2> single{};
    for (const Side side : kSides) {
        const auto totals = cut_totals(prepared, ranked, model.score, side);
        const auto at = static_cast<std::size_t>(side);
        cuts[at] = best_two(totals, papers, input.capacity_share);
        single[at] = best_cut(totals, input.capacity_share);
    }
    const auto shown = best_two(cut_totals(prepared, ranked, model.score, Side::Both), papers,
                                input.capacity_share);
    const Treated treated = treat(prepared, model.score, papers, cuts);

    const std::size_t rows = prepared.size();
    std::vector<double> positive(rows);
    std::vector<double> passed(rows);
    std::vector<double> lost(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        positive[row] = prepared.label[row];
        passed[row] = 1 - treated.papers[row] - treated.goods[row];
        lost[row] = positive[row] * (1 - treated.caught[row]) * prepared.if_positive[row];
    }
    const double confidence = input.confidence;
    const double scale = input.decisions_per_month;
    const auto value = mean_of(prepared, treated.money);
    Lights out;
    out.lights = {light(prepared, "pass", std::nan(""), passed, positive, confidence),
                  light(prepared, "papers", shown.papers, treated.papers, positive, confidence),
                  light(prepared, "goods", shown.goods, treated.goods, positive, confidence)};
    out.caught =
        rate_estimate(robust(prepared, mean_of(prepared, treated.caught, positive)), confidence);
    out.value_per_month = estimate(prepared, value, confidence, scale);
    out.lost_per_month = estimate(prepared, mean_of(prepared, lost), confidence, scale);
    out.against_one_cut =
        estimate(prepared,
                 difference(value, value_of(prepared, cross_fitted(prepared, model.score, single))),
                 confidence, scale);
    out.sentence = sentence(out, shown, input);
    return out;
}

}  // namespace assay::validate
