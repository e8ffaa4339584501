#include "stats/coverage_cases.hpp"
#include "stats/multiplicity.hpp"
#include "stats/rate.hpp"

namespace assay::stats::coverage {
namespace {

Rate draw_rate(Random& random, double chance, int trials) {
    Rate rate{.hits = 0, .trials = trials};
    for (int i = 0; i < trials; ++i) {
        rate.hits += random.uniform() < chance ? 1 : 0;
    }
    return rate;
}

double share_of(Rate rate) {
    return static_cast<double>(rate.hits) / static_cast<double>(rate.trials);
}

Estimate as_estimate(double value, Interval interval) {
    Estimate out;
    out.value = value;
    out.low = interval.low;
    out.high = interval.high;
    return out;
}

Row one_rate(int trials, double most) {
    const auto situation =
        std::to_string(trials) + " trials, rate uniform in 0 to " + (most < 1 ? "0.1" : "1");
    return simulate("Wilson", situation, Promise::Nominal, [&](Random& random) {
        const double truth = most * random.uniform();
        return Trial{wilson_estimate(draw_rate(random, truth, trials), kConfidence), truth};
    });
}

Row one_exact_rate(int trials) {
    return simulate("Clopper-Pearson", std::to_string(trials) + " trials, rate uniform in 0 to 1",
                    Promise::Conservative, [&](Random& random) {
                        const double truth = random.uniform();
                        const Rate rate = draw_rate(random, truth, trials);
                        return Trial{
                            as_estimate(share_of(rate), sure(clopper_pearson(rate, kConfidence))),
                            truth};
                    });
}

Row two_rates(int first, int second) {
    const auto situation = std::to_string(first) + " against " + std::to_string(second) +
                           " trials, both rates uniform";
    return simulate("Newcombe", situation, Promise::Nominal, [&](Random& random) {
        const double chance_a = random.uniform();
        const double chance_b = random.uniform();
        const Rate a = draw_rate(random, chance_a, first);
        const Rate b = draw_rate(random, chance_b, second);
        return Trial{as_estimate(share_of(a) - share_of(b), sure(newcombe(a, b, kConfidence))),
                     chance_a - chance_b};
    });
}

// Means of groups spread by `spread` standard errors; a group's standard error is 1 to 3.
Row gap_of(int groups, double spread, const std::string& how) {
    const auto situation = std::to_string(groups) + " groups, " + how;
    return simulate("largest gap", situation, Promise::Conservative, [&](Random& random) {
        std::vector<GroupMean> measured;
        double highest = -1e300;
        double lowest = 1e300;
        for (int group = 0; group < groups; ++group) {
            const double error = 1 + 2 * random.uniform();
            const double truth = spread * random.normal();
            highest = std::max(highest, truth);
            lowest = std::min(lowest, truth);
            measured.push_back({.mean = truth + error * random.normal(), .standard_error = error});
        }
        constexpr int kDraws = 500;
        return Trial{sure(largest_gap(measured, kConfidence,
                                      gap_noise(measured.size(), kDraws, random.next())))
                         .gap,
                     highest - lowest};
    });
}

}  // namespace

std::vector<Row> rates() {
    return {one_rate(10, 1),    one_rate(50, 1),    one_rate(500, 1),  one_rate(100, 0.1),
            one_exact_rate(10), one_exact_rate(50), two_rates(15, 20), two_rates(200, 300)};
}

std::vector<Row> gaps() {
    return {gap_of(2, 0, "equal means"), gap_of(2, 10, "far apart"), gap_of(5, 0, "equal means"),
            gap_of(5, 3, "apart"), gap_of(12, 3, "apart")};
}

}  // namespace assay::stats::coverage
