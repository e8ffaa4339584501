#include <gtest/gtest.h>

#include "stats/ranking.hpp"
#include "stats/resampling.hpp"
#include "validate/test_sample.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

TestSample weighted_clusters(std::size_t rows) {
    TestSample sample = calibrated_sample(rows, 11);
    Random random(12, "clusters");
    sample.clusters = 50;
    for (std::size_t i = 0; i < rows; ++i) {
        sample.cluster[i] = static_cast<std::int32_t>(random.below(50));
        sample.weight.push_back(0.2 + random.uniform());
        sample.probability[i] = std::round(sample.probability[i] * 200) / 200;
    }
    return sample;
}

TEST(ThresholdCurve, EveryCutIsTheMeanOfActingThere) {
    const TestSample sample = weighted_clusters(700);
    constexpr double kScale = 1000;
    const auto curve = threshold_curve(sample.decisions(), kScale, 30, 0.9);
    ASSERT_GT(curve.size(), 20U);
    ASSERT_LE(curve.size(), 30U);
    const double mass = std::accumulate(sample.weight.begin(), sample.weight.end(), 0.0);
    for (const auto& cut : curve) {
        std::vector<double> value(sample.size());
        double sum = 0;
        double acted = 0;
        for (std::size_t i = 0; i < sample.size(); ++i) {
            const bool acts = sample.probability[i] >= cut.at;
            value[i] = acts ? sample.gain[i] : 0;
            sum += sample.weight[i] * value[i];
            acted += acts ? sample.weight[i] : 0;
        }
        const double sd = std::sqrt(
            stats::cluster_variance(value, sample.cluster, sample.clusters, sample.weight));
        const double reach = kScale * sd * stats::t_quantile(0.95, 49);
        EXPECT_NEAR(cut.acts, acted / mass, 1e-12);
        EXPECT_NEAR(cut.value_per_month.value, kScale * sum / mass, 1e-9);
        EXPECT_NEAR(cut.value_per_month.low, kScale * sum / mass - reach, 1e-8);
        EXPECT_NEAR(cut.value_per_month.high, kScale * sum / mass + reach, 1e-8);
    }
}

TEST(ThresholdCurve, RunsFromNobodyToEverybody) {
    const auto curve = threshold_curve(calibrated_sample(300, 1).decisions(), 1, 11, 0.9);
    ASSERT_EQ(curve.size(), 11U);
    EXPECT_EQ(curve.front().acts, 0);
    EXPECT_EQ(curve.front().at, 1);
    EXPECT_EQ(curve.front().value_per_month.value, 0);
    EXPECT_NEAR(curve.back().acts, 1, 1e-12);
    for (std::size_t i = 1; i < curve.size(); ++i) {
        EXPECT_NEAR(curve[i].acts, static_cast<double>(i) / 10, 0.004);
    }
}

TEST(ThresholdCurve, ACertainChanceStillLeavesNobodyAboveTheFirstCut) {
    TestSample sample;
    sample.add(1, 1, 1, 3);
    sample.add(0.5, 1, 0, -1);
    EXPECT_GT(threshold_curve(sample.decisions(), 1, 10, 0.9).front().at, 1);
}

TEST(ThresholdCurve, RulesAndNothingHaveNone) {
    TestSample sample = calibrated_sample(50, 1);
    sample.probability.clear();
    EXPECT_TRUE(threshold_curve(sample.decisions(), 1, 10, 0.9).empty());
    EXPECT_TRUE(ranking_curve(sample.decisions(), 10).empty());
    EXPECT_TRUE(threshold_curve(TestSample{}.decisions(), 1, 10, 0.9).empty());
}

TEST(RankingCurve, HoldsTheAreaOfTheScores) {
    const TestSample sample = weighted_clusters(2000);
    const auto curve = ranking_curve(sample.decisions(), 1'000'000);
    double area = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        area += (curve[i].false_positive_rate - curve[i - 1].false_positive_rate) *
                (curve[i].true_positive_rate + curve[i - 1].true_positive_rate) / 2;
    }
    const stats::RankedScores ranked(sample.probability, sample.label);
    EXPECT_NEAR(area, ranked.auc(sample.weight), 1e-12);
}

TEST(RankingCurve, KeepsEndsOrderAndItsLimit) {
    const auto curve = ranking_curve(calibrated_sample(5000, 3).decisions(), 40);
    ASSERT_LE(curve.size(), 40U);
    ASSERT_GE(curve.size(), 35U);
    EXPECT_EQ(curve.front().acts, 0);
    EXPECT_EQ(curve.front().precision, curve[1].precision);
    EXPECT_EQ(curve.back().true_positive_rate, 1);
    EXPECT_EQ(curve.back().false_positive_rate, 1);
    for (std::size_t i = 1; i < curve.size(); ++i) {
        EXPECT_LE(curve[i].threshold, curve[i - 1].threshold);
        EXPECT_GE(curve[i].true_positive_rate, curve[i - 1].true_positive_rate);
        EXPECT_GE(curve[i].acts, curve[i - 1].acts);
    }
}

TEST(RankingCurve, OneClassRanksNothing) {
    TestSample sample;
    sample.add(0.4, 1, 1, 1);
    sample.add(0.6, 1, 1, 1);
    EXPECT_TRUE(ranking_curve(sample.decisions(), 10).empty());
}

TEST(Curves, DoNotDependOnTheOrderOfRows) {
    const TestSample sample = weighted_clusters(900);
    const TestSample mixed = reordered(sample, shuffled(sample.size(), 5));
    const auto one = threshold_curve(sample.decisions(), 100, 20, 0.9);
    const auto other = threshold_curve(mixed.decisions(), 100, 20, 0.9);
    ASSERT_EQ(one.size(), other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].at, other[i].at);
        EXPECT_NEAR(one[i].value_per_month.low, other[i].value_per_month.low, 1e-9);
    }
}

}  // namespace
}  // namespace assay::validate
