#include "stats/rate.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "stats/golden/golden.hpp"

namespace assay::stats {
namespace {

Rate rate_of(const Json& pair) {
    return {.hits = pair[0].get<std::int64_t>(), .trials = pair[1].get<std::int64_t>()};
}

Rate any_rate() {
    const auto trials = *rc::gen::inRange<std::int64_t>(1, 5000);
    return {.hits = *rc::gen::inRange<std::int64_t>(0, trials + 1), .trials = trials};
}

TEST(Rates, WilsonAndClopperPearsonAreStatsmodels) {
    for (const Json& each : golden::cases("rate", "rates")) {
        const Rate rate{.hits = each["hits"], .trials = each["trials"]};
        const auto score = wilson(rate, each["confidence"]);
        const auto exact = clopper_pearson(rate, each["confidence"]);
        ASSERT_TRUE(score && exact);
        EXPECT_NEAR(score->low, each["wilson"][0], 1e-12);
        EXPECT_NEAR(score->high, each["wilson"][1], 1e-12);
        EXPECT_NEAR(exact->low, each["clopper_pearson"][0], 1e-12);
        EXPECT_NEAR(exact->high, each["clopper_pearson"][1], 1e-12);
    }
}

TEST(Rates, NewcombeIsStatsmodels) {
    for (const Json& each : golden::cases("rate", "differences")) {
        const auto between = newcombe(rate_of(each["a"]), rate_of(each["b"]), each["confidence"]);
        ASSERT_TRUE(between);
        EXPECT_NEAR(between->low, each["newcombe"][0], 1e-12);
        EXPECT_NEAR(between->high, each["newcombe"][1], 1e-12);
    }
}

TEST(Rates, NewcombeIsTheExampleOfItsPaper) {
    // Newcombe (1998), table II, (a) 56/70 - 48/80 by method 10.
    const auto between = newcombe({56, 70}, {48, 80}, 0.95);
    ASSERT_TRUE(between);
    EXPECT_NEAR(between->low, 0.0524, 5e-5);
    EXPECT_NEAR(between->high, 0.3339, 5e-5);
}

TEST(Rates, McNemarIsStatsmodelsAndScipy) {
    for (const Json& each : golden::cases("rate", "paired")) {
        const auto test = mcnemar(each["only_first"], each["only_second"]);
        ASSERT_TRUE(test);
        EXPECT_NEAR(test->exact_p, each["exact_p"], 1e-12);
        EXPECT_NEAR(test->mid_p, each["mid_p"], 1e-12);
    }
}

TEST(Rates, NoDiscordantPairsAreNoEvidence) {
    EXPECT_EQ(mcnemar(0, 0)->exact_p, 1);
    EXPECT_EQ(mcnemar(0, 0)->mid_p, 1);
}

TEST(Rates, WrongInputsAreRefused) {
    EXPECT_EQ(wilson({0, 0}, 0.9).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(wilson({3, 2}, 0.9).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(wilson({-1, 2}, 0.9).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(wilson({1, 2}, 1.0).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(clopper_pearson({1, 2}, 0.0).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(newcombe({1, 2}, {0, 0}, 0.9).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(mcnemar(-1, 2).error().code, ErrorCode::InvalidInput);
    EXPECT_FALSE(clears({0, 0}, 0.5, 0.9));
}

TEST(Rates, AnEstimateOfNoTrialsSaysSo) {
    const Estimate estimate = wilson_estimate({0, 0}, 0.9);
    EXPECT_TRUE(std::isnan(estimate.value) && std::isnan(estimate.low));
    EXPECT_EQ(estimate.method, "cannot tell: no trials");
}

TEST(Clears, AGoodShareOfFewTrialsIsNotYetEvidence) {
    EXPECT_FALSE(*clears({.hits = 9, .trials = 10}, 0.8, 0.95));
    EXPECT_TRUE(*clears({.hits = 900, .trials = 1000}, 0.8, 0.95));
}

RC_GTEST_PROP(RateProperties, IntervalsHoldTheShareInsideTheUnit, ()) {
    const Rate rate = any_rate();
    const double share = static_cast<double>(rate.hits) / static_cast<double>(rate.trials);
    const auto score = *wilson(rate, 0.9);
    const auto exact = *clopper_pearson(rate, 0.9);
    RC_ASSERT(0 <= score.low && score.low <= share && share <= score.high && score.high <= 1);
    RC_ASSERT(0 <= exact.low && exact.low <= share && share <= exact.high && exact.high <= 1);
}

RC_GTEST_PROP(RateProperties, MissesMirrorHits, ()) {
    const Rate rate = any_rate();
    const Rate misses{.hits = rate.trials - rate.hits, .trials = rate.trials};
    RC_ASSERT(std::abs(wilson(rate, 0.9)->low - (1 - wilson(misses, 0.9)->high)) < 1e-12);
    RC_ASSERT(std::abs(clopper_pearson(rate, 0.9)->low - (1 - clopper_pearson(misses, 0.9)->high)) <
              1e-12);
}

RC_GTEST_PROP(RateProperties, HalfIntervalsLieInsideWideOnes, ()) {
    const Estimate estimate = wilson_estimate(any_rate(), 0.9);
    RC_ASSERT(estimate.low <= estimate.low_50 && estimate.low_50 <= estimate.value);
    RC_ASSERT(estimate.value <= estimate.high_50 && estimate.high_50 <= estimate.high);
}

RC_GTEST_PROP(RateProperties, SwappedRatesSwapTheDifference, ()) {
    const Rate a = any_rate();
    const Rate b = any_rate();
    const auto forth = *newcombe(a, b, 0.9);
    const auto back = *newcombe(b, a, 0.9);
    RC_ASSERT(std::abs(forth.low + back.high) < 1e-12 && std::abs(forth.high + back.low) < 1e-12);
    RC_ASSERT(-1 <= forth.low && forth.low <= forth.high && forth.high <= 1);
}

}  // namespace
}  // namespace assay::stats
