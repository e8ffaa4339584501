#include "stats/expected_performance.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"
#include "stats/golden/golden.hpp"

namespace assay::stats {
namespace {

TEST(ExpectedPerformance, IsNannyMLs) {
    for (const Json& each : golden::cases("drift", "expected")) {
        const auto rows = each["rows"].get<std::size_t>();
        const double steps = each["steps"];
        std::vector<double> chances(rows);
        std::vector<double> scores(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            chances[i] = (static_cast<double>(i) + 0.5) / 2000;
            scores[i] =
                steps > 0 ? std::nearbyint(chances[i] * steps) / steps : chances[i] * chances[i];
        }
        const auto ours = expected_performance(scores, chances, each["cut"]);
        EXPECT_NEAR(ours.accuracy, each["accuracy"], 1e-9);
        EXPECT_NEAR(ours.precision, each["precision"], 1e-9);
        EXPECT_NEAR(ours.recall, each["recall"], 1e-9);
        EXPECT_NEAR(ours.f1, each["f1"], 1e-9);
        if (!each["auc"].is_null()) {
            EXPECT_NEAR(ours.auc, each["auc"], 1e-9);
        }
    }
}

TEST(ExpectedPerformance, OfKnownOutcomesIsTheRealOne) {
    const std::vector<double> scores{0.9, 0.8, 0.8, 0.2};
    const std::vector<double> outcomes{1, 0, 1, 0};
    const auto told = expected_performance(scores, outcomes, 0.5);
    EXPECT_DOUBLE_EQ(told.accuracy, 0.75);
    EXPECT_DOUBLE_EQ(told.precision, 2.0 / 3);
    EXPECT_DOUBLE_EQ(told.recall, 1);
    EXPECT_DOUBLE_EQ(told.auc, (1 + 1 + 0.5 + 1) / 4);
}

TEST(ExpectedPerformance, TellsNoPrecisionWhereNothingIsActedOn) {
    const std::vector<double> scores{0.1, 0.2};
    EXPECT_TRUE(std::isnan(expected_performance(scores, scores, 0.9).precision));
}

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

/// Rows of one world: x is normal, its chance logistic(x); scores say it, or half of its log-odds.
struct World {
    std::vector<double> scores;
    std::vector<double> chances;
    std::vector<std::uint8_t> labels;

    World(std::size_t rows, double mean, double trust, Random& random) {
        for (std::size_t i = 0; i < rows; ++i) {
            const double x = mean + 1.5 * random.normal();
            scores.push_back(logistic(trust * x));
            chances.push_back(logistic(x));
            labels.push_back(random.uniform() < chances.back() ? 1 : 0);
        }
    }
};

/// Share of 90 % intervals that hold the truth, for each metric and for its change.
void expect_coverage(double trust) {
    constexpr int kTimes = 200;
    Random truth_random(1, "truth");
    const World before(200'000, -0.5, trust, truth_random);
    const World now(200'000, 0.4, trust, truth_random);
    const auto real = [](const World& world) {
        const auto p = expected_performance(world.scores, world.chances, 0.5);
        return std::vector<double>{p.accuracy, p.precision, p.recall, p.f1, p.auc};
    };
    const auto was = real(before);
    const auto is = real(now);
    std::vector<int> held(5, 0);
    std::vector<int> change_held(5, 0);
    for (int time = 0; time < kTimes; ++time) {
        Random random(2, "world", static_cast<std::uint64_t>(time));
        const World reference(3000, -0.5, trust, random);
        const World current(2000, 0.4, trust, random);
        const auto told = performance_outlook({.reference_scores = reference.scores,
                                               .reference_labels = reference.labels,
                                               .current_scores = current.scores,
                                               .cut = 0.5,
                                               .replicates = 300,
                                               .confidence = 0.9,
                                               .seed = static_cast<std::uint64_t>(time)});
        ASSERT_TRUE(told);
        for (std::size_t m = 0; m < 5; ++m) {
            const auto& each = told->metrics[m];
            held[m] += each.expected.low <= is[m] && is[m] <= each.expected.high ? 1 : 0;
            const double change = is[m] - was[m];
            change_held[m] += each.change.low <= change && change <= each.change.high ? 1 : 0;
        }
    }
    for (std::size_t m = 0; m < 5; ++m) {
        EXPECT_GE(held[m], 0.88 * kTimes) << "metric " << m;
        EXPECT_GE(change_held[m], 0.88 * kTimes) << "change of metric " << m;
    }
}

TEST(PerformanceOutlook, HoldsTheTruthUnderACovariateShiftInSimulation) {
    expect_coverage(1);
}

TEST(PerformanceOutlook, CalibratesScoresThatAreTooTimidInSimulation) {
    expect_coverage(0.5);
}

TEST(PerformanceOutlook, LeavesCalibratedScoresAndRefusesOneClass) {
    Random random(3, "timid");
    World reference(4000, 0, 0.4, random);
    const World current(1000, 0, 0.4, random);
    OutlookInput input{.reference_scores = reference.scores,
                       .reference_labels = reference.labels,
                       .current_scores = current.scores};
    const auto told = performance_outlook(input);
    ASSERT_TRUE(told);
    EXPECT_TRUE(told->calibrated);
    EXPECT_LT(told->error_calibrated, told->error_as_is);
    reference.labels.assign(reference.labels.size(), 1);
    input.reference_labels = reference.labels;
    EXPECT_FALSE(performance_outlook(input));
    input.current_scores = {};
    EXPECT_FALSE(performance_outlook(input));
}

TEST(ShiftedPositiveRate, HoldsTheRateNineTimesInTenInSimulation) {
    constexpr int kTimes = 400;
    constexpr double kRate = 0.35;
    int held = 0;
    for (int time = 0; time < kTimes; ++time) {
        Random random(5, "shift", static_cast<std::uint64_t>(time));
        const auto drawn = [&](std::int64_t trials, double chance) {
            Rate rate{.hits = 0, .trials = trials};
            for (std::int64_t i = 0; i < trials; ++i) {
                rate.hits += random.uniform() < chance ? 1 : 0;
            }
            return rate;
        };
        const Rate recall = drawn(300, 0.7);
        const Rate alarms = drawn(900, 0.2);
        const Rate acted = drawn(800, kRate * 0.7 + (1 - kRate) * 0.2);
        const auto told = shifted_positive_rate(recall, alarms, acted, 0.9);
        held += told.low <= kRate && kRate <= told.high ? 1 : 0;
    }
    EXPECT_GE(held, 0.87 * kTimes);
    EXPECT_LE(held, 0.94 * kTimes);
}

TEST(ShiftedPositiveRate, CannotTellWhenScoresTellNothing) {
    const auto told = shifted_positive_rate({30, 100}, {300, 1000}, {50, 100}, 0.9);
    EXPECT_TRUE(std::isnan(told.value));
    EXPECT_TRUE(told.method.starts_with("cannot tell"));
}

}  // namespace
}  // namespace assay::stats
