#include "stats/resampling.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/random.hpp"
#include "stats/golden/golden.hpp"

namespace assay::stats {
namespace {

TEST(Quantiles, AreScipys) {
    for (const Json& each : golden::cases("resampling", "quantiles")) {
        const double ours = t_quantile(each["probability"], each["degrees"]);
        const double theirs = each["quantile"];
        EXPECT_NEAR(ours, theirs, 1e-12 * std::abs(theirs));
        EXPECT_NEAR(t_cdf(theirs, each["degrees"]), each["probability"], 1e-12);
    }
    EXPECT_NEAR(normal_cdf(normal_quantile(0.3)), 0.3, 1e-15);
}

TEST(ClusterVariance, IsStatsmodels) {
    for (const Json& each : golden::cases("resampling", "clusters")) {
        const auto values = golden::numbers(each["values"]);
        const auto clusters = each["clusters"].get<std::vector<std::int32_t>>();
        const auto weights = golden::numbers(each["weights"]);
        EXPECT_NEAR(cluster_variance(values, clusters, each["count"], weights), each["variance"],
                    1e-12);
    }
}

TEST(ClusterVariance, OneClusterTellsNothing) {
    const std::vector<double> values{1, 2, 3};
    const std::vector<std::int32_t> clusters{1, 1, 1};
    EXPECT_TRUE(std::isnan(cluster_variance(values, clusters, 4)));
}

TEST(ClusterVariance, OneRowAClusterIsTheVarianceOfAMean) {
    const std::vector<double> values{1, 2, 3, 6};
    const std::vector<std::int32_t> clusters{0, 1, 2, 3};
    EXPECT_NEAR(cluster_variance(values, clusters, 4), (4 + 1 + 0 + 9) / 3.0 / 4, 1e-15);
}

TEST(PartVariances, FollowTheirFormulas) {
    const std::vector<double> means{1, 2, 3, 6};
    EXPECT_NEAR(resampled_variance(means, 0.25), (0.25 + 0.25) * 14 / 3, 1e-15);
    EXPECT_NEAR(block_variance(means), (0.25 + 1.0 / 3) * 14 / 3, 1e-15);
    EXPECT_TRUE(std::isnan(resampled_variance(std::vector<double>{1}, 0.25)));
    EXPECT_TRUE(std::isnan(block_variance(std::vector<double>{1})));
}

TEST(MeanVariance, TakesTheLargerAndNeverTheSum) {
    const std::vector<double> means{1, 2, 3, 6};
    const double resampled = resampled_variance(means, 0.25);
    const Parts random{.by_time = false, .test_to_train = 0.25};
    EXPECT_EQ(mean_variance(means, 1, random, true).variance, resampled);
    EXPECT_EQ(mean_variance(means, 100, random, true).variance, 100);
    EXPECT_EQ(mean_variance(means, 1, random, false).variance, 1);
    const Parts rolling{.by_time = true};
    EXPECT_EQ(mean_variance(means, 1, rolling, false).variance, block_variance(means));
    EXPECT_EQ(mean_variance(means, 100, rolling, true).variance, 100);
    EXPECT_EQ(mean_variance(means, 1, rolling, true).degrees, 3);
}

TEST(MeanVariance, WhatCannotBeToldLeavesTheOtherAlone) {
    const std::vector<double> one{1};
    const double unknown = std::nan("");
    EXPECT_EQ(mean_variance(one, 2, {.by_time = true}, true).variance, 2);
    EXPECT_TRUE(std::isnan(mean_variance(one, unknown, {.by_time = true}, true).variance));
    const Estimate estimate = mean_estimate(5, mean_variance(one, unknown, {}, true), 0.9);
    EXPECT_EQ(estimate.value, 5);
    EXPECT_TRUE(std::isnan(estimate.low) && std::isnan(estimate.high_50));
}

TEST(MeanEstimate, ReachesByTheQuantileOfItsDegrees) {
    const Estimate estimate = mean_estimate(10, {4, 3, "blocks"}, 0.9);
    EXPECT_NEAR(estimate.high - 10, 2 * t_quantile(0.95, 3), 1e-12);
    EXPECT_NEAR(10 - estimate.low_50, 2 * t_quantile(0.75, 3), 1e-12);
    EXPECT_EQ(estimate.method, "blocks");
}

TEST(BlockLength, IndependentDaysStandAlone) {
    Random random(1, "days");
    std::vector<double> days(300);
    for (double& day : days) {
        day = random.normal();
    }
    EXPECT_EQ(block_length(days, 30), 1);
    EXPECT_EQ(block_length(std::vector<double>(50, 3.0), 30), 1);
}

TEST(BlockLength, GrowsWithMemoryAndStopsAtMost) {
    Random random(1, "days");
    std::vector<double> days(2000);
    double state = 0;
    for (double& day : days) {
        state = 0.9 * state + random.normal();
        day = state;
    }
    const int length = block_length(days, 60);
    EXPECT_GT(length, 10);
    EXPECT_LE(length, 60);
    EXPECT_EQ(block_length(days, 2), 2);
    EXPECT_EQ(block_length(days, 0), 1);
}

RC_GTEST_PROP(ClusterVarianceProperties, RowOrderDoesNotMatter, ()) {
    const auto rows = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(-9, 10), rc::gen::inRange(0, 5)));
    std::vector<double> values;
    std::vector<std::int32_t> clusters;
    for (const auto& [value, cluster] : rows) {
        values.push_back(value);
        clusters.push_back(cluster);
    }
    const double forth = cluster_variance(values, clusters, 5);
    const std::vector<double> values_back(values.rbegin(), values.rend());
    const std::vector<std::int32_t> clusters_back(clusters.rbegin(), clusters.rend());
    const double back = cluster_variance(values_back, clusters_back, 5);
    RC_ASSERT((std::isnan(forth) && std::isnan(back)) || std::abs(forth - back) < 1e-12);
    RC_ASSERT(std::isnan(forth) || forth >= 0);
}

}  // namespace
}  // namespace assay::stats
