#include "study/verdict_rule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace assay::study {
namespace {

constexpr double kClose = 0.05;

/// Value of a simple option in one world, less what it costs to run.
double simple_net(const Worlds& worlds, std::size_t draw, std::size_t option) {
    return worlds.value.at(draw, option) - worlds.per_month[option];
}

/// The best simple option given one value for each, where a later one must beat the best earlier
/// one by the margin: ties and pennies go to the simpler option.
template <class Net>
std::size_t best_simple_of(const Worlds& worlds, Net&& net) {
    std::size_t best = 0;
    for (const auto o : worlds.simple) {
        if (net(o) > net(best) + worlds.margin) {
            best = o;
        }
    }
    return best;
}

double model_net(const Worlds& worlds, std::size_t draw) {
    return worlds.value.at(draw, worlds.model) - worlds.model_cost[draw];
}

bool meets(const Worlds& worlds, double metric) {
    return worlds.at_least ? metric >= worlds.bar : metric <= worlds.bar;
}

bool met_now(const Worlds& worlds, std::size_t draw) {
    return worlds.metric.empty() || meets(worlds, worlds.metric[draw]);
}

bool met_at(const Worlds& worlds, std::size_t draw, std::size_t m) {
    return worlds.metric.empty() ||
           meets(worlds, worlds.metric[draw] + worlds.metric_gain[m][draw]);
}

bool can_be_had(const Worlds& worlds, std::size_t m) {
    return worlds.forecast && worlds.rows_to_label[m] > 0 &&
           worlds.months_to_label[m] < std::min(worlds.horizon, worlds.deadline);
}

/// Money over the horizon that collecting gains over the best simple option.
double collect_gain(const Worlds& worlds, std::size_t draw, std::size_t m, double simple) {
    const double later = model_net(worlds, draw) + worlds.value_gain[m][draw];
    return (later - simple) * (worlds.horizon - worlds.months_to_label[m]) -
           worlds.label_price[draw] * worlds.rows_to_label[m];
}

bool collecting_pays(const Worlds& worlds, std::size_t draw, double simple) {
    for (std::size_t m = 0; m < kMultiples.size(); ++m) {
        if (can_be_had(worlds, m) && met_at(worlds, draw, m) &&
            collect_gain(worlds, draw, m, simple) > worlds.margin * worlds.horizon) {
            return true;
        }
    }
    return false;
}

Line line_of(const Worlds& worlds, std::size_t draw, std::size_t simple, bool model_best) {
    const double simple_value = simple_net(worlds, draw, simple);
    const bool met = met_now(worlds, draw);
    if (model_best && met) {
        return Line::Build;
    }
    if (collecting_pays(worlds, draw, simple_value)) {
        return Line::Collect;
    }
    if (model_best && !met && (!worlds.forecast || worlds.still_rising)) {
        return Line::Open;
    }
    if (worlds.steepening) {
        return Line::Open;
    }
    return simple == 0 ? Line::Dont : Line::RuleSuffices;
}

double mean_of(const Worlds& worlds, std::size_t option) {
    double sum = 0;
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        sum += worlds.value.at(b, option);
    }
    return sum / static_cast<double>(worlds.draws);
}

/// The multiple whose collecting gains most on average, if any can be had.
std::optional<std::size_t> best_multiple(const Worlds& worlds, std::size_t simple) {
    std::optional<std::size_t> best;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t m = 0; m < kMultiples.size(); ++m) {
        if (!can_be_had(worlds, m)) {
            continue;
        }
        double sum = 0;
        for (std::size_t b = 0; b < worlds.draws; ++b) {
            sum += collect_gain(worlds, b, m, simple_net(worlds, b, simple));
        }
        if (sum > most) {
            most = sum;
            best = m;
        }
    }
    return best;
}

/// Expected money a month lost by each choice against knowing the world.
void losses(const Worlds& worlds, Outcome& out) {
    std::vector<std::string> names{"DONT", "RULE_SUFFICES", "BUILD"};
    if (out.collect_at) {
        names.emplace_back("COLLECT");
    }
    std::vector<double> lost(names.size(), 0.0);
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        const double simple = simple_net(worlds, b, out.best_simple);
        std::vector<double> value{0, simple, model_net(worlds, b)};
        if (out.collect_at) {
            value.push_back(simple +
                            collect_gain(worlds, b, *out.collect_at, simple) / worlds.horizon);
        }
        const double best = *std::ranges::max_element(value);
        for (std::size_t c = 0; c < value.size(); ++c) {
            lost[c] += best - value[c];
        }
    }
    out.information_value = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < names.size(); ++c) {
        const double mean = lost[c] / static_cast<double>(worlds.draws);
        out.expected_loss[names[c]] = mean;
        out.information_value = std::min(out.information_value, mean);
    }
}

// Draws are counted and divided at last: a sum of shares would not end on a round one.
void divide(std::map<std::string, double>& counts, double draws) {
    for (auto& each : counts) {
        each.second /= draws;
    }
}

}  // namespace

VerdictName verdict_of(const std::map<std::string, double>& probability, double certainty) {
    const auto p = [&](const char* line) { return probability.at(line); };
    if (p("BUILD") >= certainty) {
        return VerdictName::Build;
    }
    if (p("RULE_SUFFICES") >= certainty) {
        return VerdictName::RuleSuffices;
    }
    if (p("COLLECT") >= certainty) {
        return VerdictName::Collect;
    }
    if (p("DONT") >= certainty) {
        return VerdictName::Dont;
    }
    if (p("BUILD") + p("COLLECT") >= certainty && p("COLLECT") >= 1 - certainty) {
        return VerdictName::Collect;
    }
    return VerdictName::Undecided;
}

Outcome judge(const Worlds& worlds, double certainty, bool can_decide) {
    Outcome out;
    for (const auto* name : kLineNames) {
        out.probability[name] = 0;
    }
    for (const auto& name : worlds.option_names) {
        out.best_by_money[name] = 0;
    }
    double target = 0;
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        const auto simple =
            best_simple_of(worlds, [&](std::size_t o) { return simple_net(worlds, b, o); });
        const bool model_best =
            model_net(worlds, b) > simple_net(worlds, b, simple) + worlds.margin;
        out.best_by_money[worlds.option_names[model_best ? worlds.model : simple]] += 1;
        target += met_now(worlds, b) ? 1 : 0;
        const auto line = line_of(worlds, b, simple, model_best);
        out.probability[kLineNames[static_cast<std::size_t>(line)]] += 1;
        out.lines.push_back(line);
    }
    const auto draws = static_cast<double>(worlds.draws);
    divide(out.probability, draws);
    divide(out.best_by_money, draws);
    if (!worlds.metric.empty()) {
        out.p_target = target / draws;
    }
    out.best_simple = best_simple_of(
        worlds, [&](std::size_t o) { return mean_of(worlds, o) - worlds.per_month[o]; });
    out.collect_at = best_multiple(worlds, out.best_simple);
    losses(worlds, out);
    out.name = can_decide ? verdict_of(out.probability, certainty) : VerdictName::Undecided;
    for (const auto* line : {"BUILD", "RULE_SUFFICES", "COLLECT", "DONT"}) {
        if (can_decide && std::abs(out.probability[line] - certainty) <= kClose) {
            out.close_call = true;
        }
    }
    return out;
}

}  // namespace assay::study
