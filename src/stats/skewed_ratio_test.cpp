#include "stats/skewed_ratio.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

TEST(SkewedRatio, IsStudentsTOnTheLogarithmWhereTheClustersAreAlike) {
    // Values around 100 in pairs: no skewness to speak of, and a kurtosis that leaves all degrees.
    std::vector<ClusterShare> clusters;
    double squared = 0;
    for (int i = 0; i < 50; ++i) {
        for (const double sign : {-1.0, 1.0}) {
            clusters.push_back({.above = 100 + sign, .below = 1});
            squared += 1;
        }
    }
    const auto found = skewed_ratio_estimate(clusters, 0.9);
    EXPECT_DOUBLE_EQ(found.value, 100);
    const double error = std::sqrt(squared / (100.0 * 99.0)) / 100;
    EXPECT_NEAR(std::log(found.high / 100), t_quantile(0.95, 99) * error, 1e-6);
    EXPECT_NEAR(std::log(100 / found.low), t_quantile(0.95, 99) * error, 1e-6);
}

TEST(SkewedRatio, ReachesFurtherUpWhereFewClustersHoldMuch) {
    std::vector<ClusterShare> clusters(40, {.above = 1, .below = 1});
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        clusters[i].above += 0.01 * static_cast<double>(i % 7);
    }
    const auto even = skewed_ratio_estimate(clusters, 0.9);
    clusters[3].above = 9;
    clusters[20].above = 6;
    const auto skewed = skewed_ratio_estimate(clusters, 0.9);
    const auto lopsided = [](const Estimate& each) {
        return std::log(each.high / each.value) / std::log(each.value / each.low);
    };
    EXPECT_NEAR(lopsided(even), 1, 0.1);
    EXPECT_GT(lopsided(skewed), 2);
    EXPECT_LT(skewed.low, skewed.low_50);
    EXPECT_LT(skewed.low_50, skewed.value);
    EXPECT_LT(skewed.value, skewed.high_50);
    EXPECT_LT(skewed.high_50, skewed.high);
}

TEST(SkewedRatio, DoesNotDependOnUnitsOrOrder) {
    std::vector<ClusterShare> clusters;
    for (int i = 0; i < 30; ++i) {
        clusters.push_back({.above = 1.0 + i * i % 11, .below = 2.0 + i % 3});
    }
    const auto found = skewed_ratio_estimate(clusters, 0.9);
    std::ranges::reverse(clusters);
    for (auto& each : clusters) {
        each.above *= 1000;
    }
    const auto scaled = skewed_ratio_estimate(clusters, 0.9);
    EXPECT_NEAR(scaled.low / found.low, 1000, 1e-9);
    EXPECT_NEAR(scaled.high / found.high, 1000, 1e-9);
}

TEST(SkewedRatio, SaysWhyItCannotTell) {
    const std::vector<ClusterShare> two{{.above = 1, .below = 1}, {.above = 2, .below = 1}};
    EXPECT_TRUE(std::isnan(skewed_ratio_estimate(two, 0.9).low));
    EXPECT_EQ(skewed_ratio_estimate(two, 0.9).method, "cannot tell: fewer than three clusters");
    const std::vector<ClusterShare> one_holds_all{
        {.above = 1, .below = 1}, {.above = 0, .below = 1}, {.above = 0, .below = 1}};
    EXPECT_DOUBLE_EQ(skewed_ratio_estimate(one_holds_all, 0.9).value, 1.0 / 3);
    EXPECT_TRUE(std::isnan(skewed_ratio_estimate(one_holds_all, 0.9).high));
}

TEST(SkewedRatio, HasNoWidthWhereNothingVaries) {
    const std::vector<ClusterShare> same(5, {.above = 2, .below = 4});
    const auto found = skewed_ratio_estimate(same, 0.9);
    EXPECT_DOUBLE_EQ(found.low, 0.5);
    EXPECT_DOUBLE_EQ(found.high, 0.5);
}

}  // namespace
}  // namespace assay::stats
