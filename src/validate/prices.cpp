#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/cuts.hpp"
#include "validate/levels.hpp"

namespace assay::validate {
namespace {

enum class Constraint : std::uint8_t { SelectionRate, Tpr };

struct Member {
    std::string name;
    std::vector<std::uint32_t> falling;  // its rows by falling score
};

/// Groups with enough rows to be held alike; the others keep the common cut.
std::vector<Member> members_of(const Prepared& prepared, const stats::RankedScores& ranked,
                               const Levels& levels) {
    std::vector<Member> all(levels.levels.size());
    std::vector<std::int64_t> positives(all.size(), 0);
    for (const auto row : ranked.order()) {
        const auto level = static_cast<std::size_t>(levels.level[row]);
        all[level].falling.push_back(row);
        positives[level] += prepared.label[row];
    }
    std::vector<Member> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (enough_rows(std::ssize(all[i].falling), positives[i])) {
            all[i].name = levels.levels[i].text;
            out.push_back(std::move(all[i]));
        }
    }
    return out;
}

/// The cut of a group that comes nearest to `rate`, first from above.
const CutTotals& at_rate(const std::vector<CutTotals>& totals, Constraint constraint, double rate) {
    const bool tpr = constraint == Constraint::Tpr;
    const auto reached = [&](const CutTotals& each) {
        return tpr ? each.positive / totals.back().positive : each.acted / totals.back().acted;
    };
    const auto found = std::ranges::lower_bound(totals, rate - 1e-12, {}, reached);
    if (found == totals.end()) {
        return totals.back();
    }
    const bool nearer_below =
        found != totals.begin() && rate - reached(*(found - 1)) < reached(*found) - rate;
    return nearer_below ? *(found - 1) : *found;
}

/// Cuts by group that earn most while the rate is the same in each.
std::vector<double> equal_cuts(const Prepared& prepared, std::span<const double> score,
                               const std::vector<Member>& members, Side side, Constraint constraint,
                               double capacity) {
    constexpr int kSteps = 200;
    std::vector<std::vector<CutTotals>> totals;
    double mass = 0;
    for (const auto& member : members) {
        std::vector<std::uint32_t> rows;
        std::ranges::copy_if(member.falling, std::back_inserter(rows),
                             [&](std::uint32_t row) { return chooses(prepared, side, row); });
        totals.push_back(cut_totals(prepared, score, rows));
        mass += totals.back().back().acted;
    }
    std::vector<double> best;
    double most = -HUGE_VAL;
    for (int step = 0; step <= kSteps; ++step) {
        std::vector<double> cuts;
        double gain = 0;
        double acted = 0;
        for (const auto& each : totals) {
            const auto& cut = at_rate(each, constraint, static_cast<double>(step) / kSteps);
            cuts.push_back(cut.at);
            gain += cut.gain;
            acted += cut.acted;
        }
        if (gain > most && (acted <= capacity * mass * (1 + 1e-12) || step == 0)) {
            most = gain;
            best = std::move(cuts);
        }
    }
    return best;
}

/// Largest difference between groups in the rate that a constraint speaks of.
double gap_of(const Prepared& prepared, const std::vector<Member>& members,
              std::span<const double> act, Constraint constraint) {
    double low = 1;
    double high = 0;
    for (const auto& member : members) {
        double acted = 0;
        double all = 0;
        for (const auto row : member.falling) {
            if (constraint == Constraint::Tpr && prepared.label[row] == 0) {
                continue;
            }
            acted += prepared.weight_of(row) * act[row];
            all += prepared.weight_of(row);
        }
        low = std::min(low, acted / all);
        high = std::max(high, acted / all);
    }
    return high - low;
}

std::string sentence(const ConstraintPrice& price, const std::string& column,
                     const EvaluationInput& input) {
    const bool tpr = price.constraint == "tpr";
    const std::string wish =
        fmt::format("The same share of {} acted on in each {}", tpr ? "positives" : "rows", column);
    const std::string gaps =
        fmt::format("; the largest gap goes from {} to {} points",
                    figure(price.gap_before * 100, 2), figure(price.gap_after * 100, 2));
    const auto& cost = price.price_per_month;
    if (std::isnan(cost.low)) {
        return wish + " has a price that we cannot tell" + gaps + ".";
    }
    if (cost.low <= 0 && cost.high >= 0) {
        return fmt::format("{} costs nothing that could be told from chance ({} a month{}){}.",
                           wish, money(cost.value, input.currency), range_words(cost), gaps);
    }
    return fmt::format("{} costs {} a month{}{}.", wish, money(cost.value, input.currency),
                       range_words(cost), gaps);
}

class Pricer {
  public:
    Pricer(const EvaluationInput& input, const Prepared& prepared, const PreparedModel& model,
           const stats::RankedScores& ranked, const std::vector<Member>& members)
        : input_(input), prepared_(prepared), model_(model), members_(members) {
        std::array<Cut, 2> cuts{};  // without parts of ties, as the cuts by group
        for (const Side side : kSides) {
            cuts[static_cast<std::size_t>(side)].at =
                best_cut(cut_totals(prepared, ranked, model.score, side), input.capacity_share).at;
        }
        common_ = cross_fitted(prepared, model.score, cuts);
    }

    ConstraintPrice price(Constraint constraint, const std::string& column) const;

  private:
    const EvaluationInput& input_;
    const Prepared& prepared_;
    const PreparedModel& model_;
    const std::vector<Member>& members_;
    std::vector<double> common_;  // acts of the best common cut, cross-fitted
};

ConstraintPrice Pricer::price(Constraint constraint, const std::string& column) const {
    const auto cuts_of = [&](Side side) {
        return equal_cuts(prepared_, model_.score, members_, side, constraint,
                          input_.capacity_share);
    };
    const std::array<std::vector<double>, 2> cuts{cuts_of(Side::First), cuts_of(Side::Second)};
    const auto shown = cuts_of(Side::Both);
    std::vector<double> act = common_;
    ConstraintPrice out{.constraint = constraint == Constraint::Tpr ? "tpr" : "selection_rate"};
    for (std::size_t i = 0; i < members_.size(); ++i) {
        for (const auto row : members_[i].falling) {
            act[row] = model_.score[row] >= cuts[1U - prepared_.half[row]][i] ? 1.0 : 0.0;
        }
        out.cuts.push_back({.group = members_[i].name, .at = shown[i]});
    }
    const auto constrained = value_of(prepared_, act);
    out.value_per_month =
        estimate(prepared_, constrained, input_.confidence, input_.decisions_per_month);
    out.price_per_month = estimate(prepared_, difference(value_of(prepared_, common_), constrained),
                                   input_.confidence, input_.decisions_per_month);
    out.gap_before = gap_of(prepared_, members_, common_, constraint);
    out.gap_after = gap_of(prepared_, members_, act, constraint);
    out.sentence = sentence(out, column, input_);
    return out;
}

}  // namespace

std::vector<ConstraintPrice> constraint_prices(const EvaluationInput& input,
                                               const Prepared& prepared, const PreparedModel& model,
                                               const engine::Column& column) {
    const stats::RankedScores ranked(model.score, prepared.label);
    const auto members = members_of(prepared, ranked, group_levels(column, prepared.rows));
    if (members.size() < 2) {
        return {};
    }
    const Pricer pricer(input, prepared, model, ranked, members);
    return {pricer.price(Constraint::SelectionRate, column.name),
            pricer.price(Constraint::Tpr, column.name)};
}

}  // namespace assay::validate
