#include <gtest/gtest.h>

#include "stats/rate.hpp"
#include "stats/resampling.hpp"
#include "validate/robust.hpp"
#include "validate/test_sample.hpp"

namespace assay::validate {
namespace {

TestSample four_rows() {
    TestSample sample;
    sample.add(0.9, 1, 1, 3);
    sample.add(0.8, 1, 0, -1);
    sample.add(0.3, 0.5, 1, 3);
    sample.add(0.1, 0, 0, -1);
    return sample;
}

TEST(Confusion, CountsSharesOfSeedsAndWeights) {
    TestSample sample = four_rows();
    const Confusion plain = confusion(sample.decisions());
    EXPECT_EQ(plain.true_positive, 1.5);
    EXPECT_EQ(plain.false_positive, 1);
    EXPECT_EQ(plain.false_negative, 0.5);
    EXPECT_EQ(plain.true_negative, 1);
    sample.weight = {2, 1, 4, 3};
    const Confusion weighted = confusion(sample.decisions());
    EXPECT_EQ(weighted.true_positive, 4);
    EXPECT_EQ(weighted.false_negative, 2);
    EXPECT_EQ(weighted.true_negative, 3);
}

TEST(ActRates, AreRatiosOfWeightedCounts) {
    TestSample sample = four_rows();
    sample.weight = {2, 1, 4, 3};
    const ActRates rates = act_rates(sample.decisions(), 0.9);
    EXPECT_NEAR(rates.acts.value, 5.0 / 10, 1e-15);
    EXPECT_NEAR(rates.precision.value, 4.0 / 5, 1e-15);
    EXPECT_NEAR(rates.recall.value, 4.0 / 6, 1e-15);
    EXPECT_LE(rates.recall.low, rates.recall.low_50);
    EXPECT_LE(rates.recall.low_50, rates.recall.value);
    EXPECT_LE(rates.recall.value, rates.recall.high_50);
    EXPECT_LE(rates.recall.high_50, rates.recall.high);
    EXPECT_GE(rates.recall.low, 0);
    EXPECT_LE(rates.recall.high, 1);
}

TEST(ActRates, WhatHasNoDenominatorIsNoNumber) {
    TestSample sample;
    sample.add(0.1, 0, 0, -1);
    sample.add(0.2, 0, 0, -1);
    const ActRates rates = act_rates(sample.decisions(), 0.9);
    EXPECT_EQ(rates.acts.value, 0);
    EXPECT_TRUE(std::isnan(rates.precision.value));
    EXPECT_TRUE(std::isnan(rates.recall.value));
    EXPECT_EQ(rates.precision.method, "cannot tell: nothing is acted on");
    EXPECT_EQ(rates.recall.method, "cannot tell: no row is positive");
}

TEST(ActRates, AreWilsonsWhereRowsAreIndependent) {
    const TestSample sample = calibrated_sample(2000, 1);
    const Confusion counts = confusion(sample.decisions());
    const auto wilson = stats::wilson_estimate(
        {.hits = std::lround(counts.true_positive),
         .trials = std::lround(counts.true_positive + counts.false_negative)},
        0.9);
    const auto ours = act_rates(sample.decisions(), 0.9).recall;
    EXPECT_NEAR(ours.value, wilson.value, 1e-15);
    EXPECT_NEAR(ours.low, wilson.low, 2e-4);
    EXPECT_NEAR(ours.high, wilson.high, 2e-4);
    EXPECT_NEAR(ours.low_50, wilson.low_50, 2e-4);
}

TEST(ClusterMeans, HaveTheVarianceOfTheStatisticsModule) {
    TestSample sample = calibrated_sample(500, 2);
    Random random(3, "clusters");
    sample.clusters = 40;
    for (auto& cluster : sample.cluster) {
        cluster = static_cast<std::int32_t>(random.below(40));
        sample.weight.push_back(0.5 + random.uniform());
    }
    const Decisions decisions = sample.decisions();
    ClusterMeans means(decisions.ties());
    for (int again = 0; again < 2; ++again) {
        const Mean mean = means.mean(all_rows(sample.size()), [&](std::uint32_t row) {
            return decisions.gain_if_acted[row];
        });
        EXPECT_NEAR(mean.variance,
                    stats::cluster_variance(sample.gain, sample.cluster, 40, sample.weight), 1e-15);
        EXPECT_EQ(mean.clusters, 40);
    }
}

TEST(RateEstimate, OneClusterTellsNothing) {
    TestSample sample = four_rows();
    sample.cluster = {0, 0, 0, 0};
    const auto acts = act_rates(sample.decisions(), 0.9).acts;
    EXPECT_EQ(acts.value, 0.625);
    EXPECT_TRUE(std::isnan(acts.low));
    EXPECT_EQ(acts.method, "cannot tell: fewer than two clusters");
}

/// Share of 2,000 simulated truths that the 90 % interval of recall holds.
double coverage(int clusters, int per_cluster, double spread, double truth) {
    constexpr int kTruths = 2000;
    int held = 0;
    for (int i = 0; i < kTruths; ++i) {
        Random random(7, "coverage", static_cast<std::uint64_t>(i));
        TestSample sample;
        for (int cluster = 0; cluster < clusters; ++cluster) {
            const double rate = truth + (random.uniform() < 0.5 ? spread : -spread);
            for (int row = 0; row < per_cluster; ++row) {
                const double act = random.uniform() < rate ? 1 : 0;
                sample.add(0, act, 1, 1);
                sample.cluster.back() = cluster;
            }
        }
        sample.clusters = clusters;
        sample.probability.clear();
        const auto recall = act_rates(sample.decisions(), 0.9).recall;
        held += recall.low <= truth && truth <= recall.high ? 1 : 0;
    }
    return held / static_cast<double>(kTruths);
}

TEST(RateEstimate, CoversItsShareOfTheTruth) {
    EXPECT_NEAR(coverage(200, 1, 0.0, 0.3), 0.9, 0.02);
    EXPECT_NEAR(coverage(30, 20, 0.15, 0.3), 0.9, 0.02);
    EXPECT_NEAR(coverage(60, 5, 0.2, 0.5), 0.9, 0.02);
}

}  // namespace
}  // namespace assay::validate
