#include "stats/influence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "stats/golden/golden.hpp"

namespace assay::stats {
namespace {

double total(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double squares(const std::vector<double>& values) {
    double sum = 0;
    for (const double each : values) {
        sum += each * each;
    }
    return sum;
}

TEST(Influence, IsTheDerivativeOfScikitLearnsMetric) {
    for (const Json& each : golden::cases("influence", "cases")) {
        const auto labels = golden::labels(each["labels"]);
        const RankedScores ranked(golden::numbers(each["scores"]), labels);
        const auto weights = golden::numbers(each["weights"]);
        const auto auc = auc_influence(ranked, labels, weights);
        const auto precision = average_precision_influence(ranked, labels, weights);
        EXPECT_NEAR(auc.value, each["auc"].get<double>(), 1e-12);
        EXPECT_NEAR(precision.value, each["average_precision"].get<double>(), 1e-12);
        golden::expect_all_near(auc.rows, golden::numbers(each["auc_rows"]), 1e-10);
        golden::expect_all_near(precision.rows, golden::numbers(each["average_precision_rows"]),
                                1e-10);
        EXPECT_NEAR(total(auc.rows), 0, 1e-13);
        EXPECT_NEAR(total(precision.rows), 0, 1e-13);
    }
}

TEST(Influence, GivesNearlyTheVarianceOfDeLong) {
    Random random(1, "influence");
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
    for (int row = 0; row < 2000; ++row) {
        labels.push_back(random.uniform() < 0.3 ? 1 : 0);
        scores.push_back(labels.back() + random.normal());
    }
    const auto found = auc_influence(RankedScores(scores, labels), labels);
    const auto delong =
        auc_delong_paired(scores, std::vector<double>(scores.size(), 0.0), labels, 0.9);
    ASSERT_TRUE(delong);
    const double sd = (delong->difference.high - delong->difference.low) / 2 / 1.6448536269514722;
    EXPECT_NEAR(std::sqrt(squares(found.rows)) / sd, 1, 0.002);
}

TEST(Influence, OneClassTellsNothing) {
    const std::vector<double> scores{0.1, 0.2};
    const std::vector<std::uint8_t> labels{0, 0};
    const RankedScores ranked(scores, labels);
    EXPECT_TRUE(std::isnan(auc_influence(ranked, labels).value));
    EXPECT_TRUE(std::isnan(average_precision_influence(ranked, labels).value));
    EXPECT_EQ(auc_influence(ranked, labels).rows, (std::vector<double>{0, 0}));
}

}  // namespace
}  // namespace assay::stats
