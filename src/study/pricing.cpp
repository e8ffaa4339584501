#include "study/pricing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "base/random.hpp"

namespace assay::study {
namespace {

constexpr int kMostGroups = 400;
constexpr std::int64_t kLeastBeyondCut = 10;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// The probability at which acting starts to pay: NaN when costs differ by row or when acting pays
/// for no probability or for every one (then `always` or never).
struct CostCut {
    double cut = kNone;
    bool uniform = false;
    bool rising = true;  // acting pays above the cut
};

CostCut cost_cut(const Gains& gains) {
    if (!gains.uniform()) {
        return {};
    }
    const double hit = gains.if_positive[0];
    const double miss = gains.if_negative[0];
    if (hit >= 0 && miss >= 0) {
        return {.cut = 0, .uniform = true};
    }
    if (hit <= 0 && miss <= 0) {
        return {.cut = 2, .uniform = true};  // beyond any probability
    }
    return {.cut = miss / (miss - hit), .uniform = true, .rising = hit > 0};
}

/// True where acting has the higher expected value at probability p.
bool pays(const CostCut& cut, const Gains& gains, std::int32_t row, double p) {
    if (cut.uniform) {
        return cut.rising ? p >= cut.cut : p < cut.cut;
    }
    return p * gains.positive(at(row)) + (1 - p) * gains.negative(at(row)) > 0;
}

/// Smallest probability that the capacity allows: the (1 - share) quantile of the inner scores.
double capacity_cut(const std::vector<float>& hold, double share) {
    if (share >= 1 || hold.empty()) {
        return 0;
    }
    auto sorted = hold;
    const auto keep = static_cast<std::size_t>(
        std::max(0.0, std::floor(share * static_cast<double>(sorted.size()))));
    if (keep == 0) {
        return 2;
    }
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() - keep);
    std::nth_element(sorted.begin(), nth, sorted.end());
    return static_cast<double>(*nth);
}

struct RowSums {
    std::vector<double> act;  // summed over seeds
    std::vector<double> part_mean;
};

void add_part(RowSums& sums, const Problem& problem, const Tested& tested, std::size_t part,
              const std::vector<float>& act, double served, const Gains& gains) {
    double value = 0;
    double weight = 0;
    const auto& members = tested.parts[part];
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto t = at(members[i]);
        const auto row = at(tested.rows[t]);
        const double gain = problem.label[row] == 1 ? gains.positive(row) : gains.negative(row);
        const double acts = static_cast<double>(act[i]) * served;
        value += tested.weight[t] * acts * gain;
        weight += tested.weight[t];
        sums.act[t] += acts;
    }
    sums.part_mean.push_back(weight > 0 ? value / weight : 0);
}

/// A decision that no cut can lower is spread over the rows when it exceeds the capacity: a random
/// share of them can be served.
double served_share(const OptionScores& option, const Tested& tested, double capacity_share) {
    if (capacity_share >= 1) {
        return 1;
    }
    double acts = 0;
    double all = 0;
    for (std::size_t t = 0; t < tested.rows.size(); ++t) {
        acts += tested.weight[t] * option.decision[at(tested.rows[t])];
        all += tested.weight[t];
    }
    return acts > capacity_share * all ? capacity_share * all / acts : 1;
}

std::vector<float> fixed_decision(const OptionScores& option,
                                  const std::vector<std::int32_t>& rows) {
    std::vector<float> act;
    act.reserve(rows.size());
    for (const auto row : rows) {
        act.push_back(static_cast<float>(option.decision[at(row)]));
    }
    return act;
}

std::vector<std::int32_t> part_rows(const Tested& tested, std::size_t part) {
    std::vector<std::int32_t> rows;
    rows.reserve(tested.parts[part].size());
    for (const auto t : tested.parts[part]) {
        rows.push_back(tested.rows[at(t)]);
    }
    return rows;
}

void finish(PricedOption& out, const Problem& problem, const Tested& tested, const Gains& gains,
            RowSums sums) {
    out.part_means = std::move(sums.part_mean);
    out.act = std::move(sums.act);
    double all = 0;
    for (std::size_t t = 0; t < tested.rows.size(); ++t) {
        out.act[t] /= tested.times_tested[t];
        const auto row = at(tested.rows[t]);
        const bool positive = problem.label[row] == 1;
        const double acted = tested.weight[t] * out.act[t];
        out.mean += acted * (positive ? gains.positive(row) : gains.negative(row));
        (positive ? out.acts_positive : out.acts_negative) += acted;
        all += tested.weight[t];
    }
    out.mean /= all;
    out.acts_positive /= all;
    out.acts_negative /= all;
    out.acts = out.acts_positive + out.acts_negative;
}

PricedOption price_option(const Problem& problem, const Tested& tested, const OptionScores& option,
                          const Gains& gains, double capacity_share, Scores scores) {
    PricedOption out;
    RowSums sums{.act = std::vector<double>(tested.rows.size(), 0.0), .part_mean = {}};
    const double share = option.scored ? 1 : served_share(option, tested, capacity_share);
    double cuts = 0;
    for (std::size_t part = 0; part < tested.parts.size(); ++part) {
        const auto rows = part_rows(tested, part);
        PartDecision decision;
        if (option.scored) {
            decision = decide(option.parts[part], rows, gains, capacity_share, scores);
            double acted = 0;
            for (const float act : decision.act) {
                acted += static_cast<double>(act);
            }
            out.over_capacity = std::max(out.over_capacity,
                                         acted / static_cast<double>(rows.size()) - capacity_share);
        } else {
            decision.act = fixed_decision(option, rows);
            decision.cut = kNone;
        }
        cuts += decision.cut;
        out.parts_too_few += decision.too_few ? 1 : 0;
        out.parts_at_capacity += decision.at_capacity ? 1 : 0;
        add_part(sums, problem, tested, part, decision.act, share, gains);
    }
    out.cut = cuts / static_cast<double>(tested.parts.size());
    finish(out, problem, tested, gains, std::move(sums));
    return out;
}

/// Value per decision of acting on exactly the rows where it pays, the best first, within capacity.
double perfect_value(const Problem& problem, const Tested& tested, const Gains& gains,
                     double capacity_share) {
    std::vector<std::pair<double, double>> paying;  // gain, weight
    double all = 0;
    for (std::size_t t = 0; t < tested.rows.size(); ++t) {
        const auto row = at(tested.rows[t]);
        const double gain = problem.label[row] == 1 ? gains.positive(row) : gains.negative(row);
        all += tested.weight[t];
        if (gain > 0) {
            paying.emplace_back(gain, tested.weight[t]);
        }
    }
    if (capacity_share < 1) {
        std::ranges::sort(paying, std::greater<>());
    }
    double room = capacity_share * all;
    double value = 0;
    for (const auto& [gain, weight] : paying) {
        const double taken = std::min(weight, room);
        value += gain * taken;
        room -= taken;
        if (room <= 0) {
            break;
        }
    }
    return value / all;
}

}  // namespace

Tested tested_rows(const Problem& problem, const Splits& splits, std::uint64_t seed) {
    Tested out;
    std::vector<std::int32_t> times(problem.table.rows, 0);
    for (const auto& part : splits.parts) {
        for (const auto row : part.test) {
            ++times[at(row)];
        }
    }
    std::vector<std::int32_t> index(problem.table.rows, -1);
    std::unordered_map<std::int32_t, std::int32_t> clusters;
    for (const auto row : problem.labelled) {
        if (times[at(row)] == 0) {
            continue;
        }
        index[at(row)] = static_cast<std::int32_t>(out.rows.size());
        out.rows.push_back(row);
        out.weight.push_back(problem.weight[at(row)]);
        out.times_tested.push_back(times[at(row)]);
        const auto next = static_cast<std::int32_t>(clusters.size());
        out.cluster.push_back(clusters.try_emplace(problem.cluster[at(row)], next).first->second);
    }
    for (const auto& part : splits.parts) {
        auto& members = out.parts.emplace_back();
        members.reserve(part.test.size());
        for (const auto row : part.test) {
            members.push_back(index[at(row)]);
        }
    }
    out.clusters = static_cast<std::int32_t>(clusters.size());
    out.groups = std::min(out.clusters, kMostGroups);
    // Clusters are dealt at random, evenly, so that each group is a fair sample of them.
    std::vector<std::int32_t> deal(at(out.clusters));
    std::iota(deal.begin(), deal.end(), 0);
    Random random(seed, "groups");
    random.shuffle(deal);
    out.group.reserve(out.rows.size());
    for (const auto cluster : out.cluster) {
        out.group.push_back(deal[at(cluster)] % out.groups);
    }
    return out;
}

PartDecision decide(const PartScores& part, const std::vector<std::int32_t>& test_rows,
                    const Gains& gains, double capacity_share, Scores scores) {
    PartDecision out;
    const auto cut = cost_cut(gains);
    const double capacity = capacity_cut(part.hold_probability, capacity_share);
    std::int64_t beyond = 0;
    for (std::size_t i = 0; i < part.hold.size(); ++i) {
        const auto p = static_cast<double>(part.hold_probability[i]);
        beyond += pays(cut, gains, part.hold[i], p) ? 1 : 0;
    }
    const bool everything = cut.uniform && cut.cut <= 0 && cut.rising;
    out.too_few = !everything && beyond < kLeastBeyondCut;
    out.at_capacity = !out.too_few && capacity > 0 && (!cut.uniform || capacity > cut.cut);
    out.cut = cut.uniform ? std::max(cut.cut, capacity) : kNone;
    const auto& chance = scores == Scores::Raw ? part.raw : part.probability;
    out.act.resize(test_rows.size());
    for (std::size_t i = 0; i < test_rows.size(); ++i) {
        const auto p = static_cast<double>(chance[i]);
        const auto calibrated = static_cast<double>(part.probability[i]);
        const bool act =
            !out.too_few && calibrated >= capacity && pays(cut, gains, test_rows[i], p);
        out.act[i] = act ? 1.0F : 0.0F;
    }
    return out;
}

Priced price(const Problem& problem, const Tested& tested, const std::vector<OptionScores>& options,
             const Economics& economics, Scores scores) {
    const auto gains = problem.gains(economics.prices);
    Priced out;
    for (const auto& option : options) {
        out.options.push_back(
            price_option(problem, tested, option, gains, economics.capacity_share, scores));
    }
    out.perfect = perfect_value(problem, tested, gains, economics.capacity_share);
    double positives = 0;
    double all = 0;
    for (std::size_t t = 0; t < tested.rows.size(); ++t) {
        positives += problem.label[at(tested.rows[t])] == 1 ? tested.weight[t] : 0;
        all += tested.weight[t];
    }
    out.positive_rate = positives / all;
    return out;
}

std::vector<double> row_values(const Problem& problem, const Tested& tested,
                               const PricedOption& option, const Gains& gains) {
    std::vector<double> out(tested.rows.size());
    for (std::size_t t = 0; t < out.size(); ++t) {
        const auto row = at(tested.rows[t]);
        out[t] =
            option.act[t] * (problem.label[row] == 1 ? gains.positive(row) : gains.negative(row));
    }
    return out;
}

}  // namespace assay::study
