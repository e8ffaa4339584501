#include "stats/ranking.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "stats/golden/golden.hpp"
#include "stats/rate.hpp"

namespace assay::stats {
namespace {

struct Scored {
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
    std::vector<double> weights;  // whole numbers, 0 to 3

    std::size_t rows() const { return scores.size(); }
    void add(double score, std::uint8_t label, double weight) {
        scores.push_back(score);
        labels.push_back(label);
        weights.push_back(weight);
    }
    bool both_classes() const {
        return std::count(labels.begin(), labels.end(), 1) > 0 &&
               std::count(labels.begin(), labels.end(), 0) > 0;
    }
};

// Few distinct scores, so that ties are common.
Scored any_scored() {
    const auto rows = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::tuple<int, bool, int>>>(rc::gen::tuple(
            rc::gen::inRange(0, 9), rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 4))));
    Scored out;
    for (const auto& [score, label, weight] : rows) {
        out.add(score / 10.0, label ? 1 : 0, weight);
    }
    return out;
}

bool same(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) < 1e-12;
}

bool same_metrics(const RankedScores& a, std::span<const double> weights_a, const RankedScores& b,
                  std::span<const double> weights_b) {
    return same(a.auc(weights_a), b.auc(weights_b)) &&
           same(a.average_precision(weights_a), b.average_precision(weights_b)) &&
           same(a.recall_at_precision(0.6, weights_a), b.recall_at_precision(0.6, weights_b)) &&
           same(a.precision_at_recall(0.5, weights_a), b.precision_at_recall(0.5, weights_b)) &&
           same(a.recall_at_fpr(0.1, weights_a), b.recall_at_fpr(0.1, weights_b)) &&
           same(a.precision_at_k(5, weights_a), b.precision_at_k(5, weights_b));
}

void expect_metrics(const Json& theirs, const Scored& rows, std::span<const double> weights) {
    const RankedScores ranked(rows.scores, rows.labels);
    EXPECT_NEAR(ranked.auc(weights), theirs["auc"], 1e-12);
    EXPECT_NEAR(ranked.average_precision(weights), theirs["average_precision"], 1e-12);
    EXPECT_NEAR(ranked.recall_at_precision(0.6, weights), theirs["recall_at_precision_06"], 1e-12);
    EXPECT_NEAR(ranked.precision_at_recall(0.5, weights), theirs["precision_at_recall_05"], 1e-12);
    EXPECT_NEAR(ranked.recall_at_fpr(0.1, weights), theirs["recall_at_fpr_01"], 1e-12);
    EXPECT_NEAR(brier(rows.scores, rows.labels, weights), theirs["brier"], 1e-12);
    EXPECT_NEAR(log_loss(rows.scores, rows.labels, weights), theirs["log_loss"], 1e-12);
}

TEST(Ranking, MetricsAreScikitLearns) {
    for (const Json& each : golden::cases("ranking", "cases")) {
        const Scored rows{.scores = golden::numbers(each["scores"]),
                          .labels = golden::labels(each["labels"]),
                          .weights = golden::numbers(each["weights"])};
        expect_metrics(each["plain"], rows, {});
        expect_metrics(each["weighted"], rows, rows.weights);
    }
}

TEST(Ranking, DeLongIsItsDefinitionOverAllPairs) {
    for (const Json& each : golden::cases("ranking", "cases")) {
        const auto labels = golden::labels(each["labels"]);
        const auto one = auc_delong(golden::numbers(each["scores"]), labels, 0.9);
        ASSERT_TRUE(one);
        EXPECT_NEAR(one->value, each["delong"]["area"], 1e-12);
        EXPECT_NEAR(one->low, each["delong"]["low"], 1e-12);
        EXPECT_NEAR(one->high, each["delong"]["high"], 1e-12);
        EXPECT_TRUE(one->low < one->low_50 && one->high_50 < one->high);

        const auto two = auc_delong_paired(golden::numbers(each["scores"]),
                                           golden::numbers(each["second"]), labels, 0.9);
        ASSERT_TRUE(two);
        EXPECT_NEAR(two->difference.value, each["paired"]["difference"], 1e-12);
        EXPECT_NEAR(two->difference.low, each["paired"]["low"], 1e-12);
        EXPECT_NEAR(two->difference.high, each["paired"]["high"], 1e-12);
        EXPECT_NEAR(two->p, each["paired"]["p"], 1e-12);
    }
}

TEST(Ranking, LogLossClipsCertainty) {
    EXPECT_NEAR(log_loss(std::vector<double>{0.0}, std::vector<std::uint8_t>{1}),
                -std::log(0x1p-52), 1e-12);
    EXPECT_NEAR(log_loss(std::vector<double>{1.0}, std::vector<std::uint8_t>{1}), 0, 1e-15);
}

TEST(Ranking, OneClassHasNoOrder) {
    const RankedScores ranked(std::vector<double>{1, 2}, std::vector<std::uint8_t>{1, 1});
    EXPECT_TRUE(std::isnan(ranked.auc()));
    EXPECT_TRUE(std::isnan(ranked.recall_at_fpr(0.1)));
    EXPECT_EQ(ranked.average_precision(), 1);
    const RankedScores negatives(std::vector<double>{1, 2}, std::vector<std::uint8_t>{0, 0});
    EXPECT_TRUE(std::isnan(negatives.average_precision()));
    EXPECT_TRUE(std::isnan(negatives.precision_at_recall(0.5)));
    EXPECT_TRUE(std::isnan(negatives.recall_at_precision(0.5)));
}

TEST(Ranking, TiesAtTheEdgeOfTheFirstKCountByTheirShare) {
    const RankedScores ranked(std::vector<double>{9, 5, 5, 5, 1},
                              std::vector<std::uint8_t>{1, 1, 0, 0, 1});
    EXPECT_DOUBLE_EQ(ranked.precision_at_k(1), 1);
    EXPECT_DOUBLE_EQ(ranked.precision_at_k(2), (1 + 1.0 / 3) / 2);
    EXPECT_DOUBLE_EQ(ranked.precision_at_k(4), 2.0 / 4);
    EXPECT_DOUBLE_EQ(ranked.precision_at_k(50), 3.0 / 5);
    EXPECT_TRUE(std::isnan(ranked.precision_at_k(0)));
}

TEST(DeLong, RefusesOneClassAndWrongRows) {
    const std::vector<double> scores{1, 2};
    EXPECT_EQ(auc_delong(scores, std::vector<std::uint8_t>{1, 1}, 0.9).error().code,
              ErrorCode::InvalidInput);
    EXPECT_FALSE(auc_delong(scores, std::vector<std::uint8_t>{1}, 0.9));
    EXPECT_FALSE(auc_delong(scores, std::vector<std::uint8_t>{1, 2}, 0.9));
    EXPECT_FALSE(
        auc_delong(std::vector<double>{1, std::nan("")}, std::vector<std::uint8_t>{1, 0}, 0.9));
    EXPECT_FALSE(auc_delong(scores, std::vector<std::uint8_t>{1, 0}, 0));
}

TEST(DeLong, OnePositiveCannotTell) {
    const std::vector<double> scores{3, 1, 2};
    const auto found = auc_delong(scores, std::vector<std::uint8_t>{1, 0, 0}, 0.9);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->value, 1);
    EXPECT_TRUE(std::isnan(found->low));
    EXPECT_EQ(found->method.find("cannot tell"), 0U);
    const auto paired = auc_delong_paired(scores, scores, std::vector<std::uint8_t>{1, 0, 0}, 0.9);
    ASSERT_TRUE(paired);
    EXPECT_TRUE(std::isnan(paired->p));
}

TEST(DeLong, PerfectOrderIsBoundedByTheSmallerClass) {
    const std::vector<double> scores{9, 8, 7, 1, 2};
    const auto best = auc_delong(scores, std::vector<std::uint8_t>{1, 1, 1, 0, 0}, 0.9);
    ASSERT_TRUE(best);
    EXPECT_EQ(best->high, 1);
    EXPECT_NEAR(best->low, clopper_pearson({2, 2}, 0.9)->low, 1e-15);
    const auto worst = auc_delong(scores, std::vector<std::uint8_t>{0, 0, 0, 1, 1}, 0.9);
    ASSERT_TRUE(worst);
    EXPECT_EQ(worst->low, 0);
    EXPECT_NEAR(worst->high, 1 - best->low, 1e-12);
}

TEST(DeLong, TheSameScoresDoNotDiffer) {
    const std::vector<double> scores{3, 1, 2, 5};
    const std::vector<std::uint8_t> labels{1, 0, 1, 0};
    const auto found = auc_delong_paired(scores, scores, labels, 0.9);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->difference.value, 0);
    EXPECT_EQ(found->difference.low, 0);
    EXPECT_EQ(found->p, 1);
}

TEST(DeLong, OppositeExtremesDifferByAnUnknownError) {
    const std::vector<double> up{4, 3, 2, 1};
    const std::vector<double> down{1, 2, 3, 4};
    const std::vector<std::uint8_t> labels{1, 1, 0, 0};
    const auto found = auc_delong_paired(up, down, labels, 0.9);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->difference.value, 1);
    EXPECT_TRUE(std::isnan(found->difference.low) && std::isnan(found->p));
}

TEST(RocCurve, EndsAtTheCornerAndKeepsItsShape) {
    Random random(3, "roc");
    Scored rows;
    for (int i = 0; i < 5000; ++i) {
        const std::uint8_t label = random.uniform() < 0.3 ? 1 : 0;
        rows.add(random.normal() + label, label, 1);
    }
    const RankedScores ranked(rows.scores, rows.labels);
    const auto all = roc_curve(ranked, rows.scores, rows.labels, 1'000'000);
    const auto few = roc_curve(ranked, rows.scores, rows.labels, 100);
    EXPECT_EQ(all.size(), 5000U);
    EXPECT_LE(few.size(), 100U);
    EXPECT_EQ(few.back().true_positive_rate, 1);
    EXPECT_EQ(few.back().false_positive_rate, 1);
    EXPECT_EQ(few.back().share_acted, 1);
    EXPECT_NEAR(few.back().precision, 0.3, 0.03);
    for (const RocPoint& cut : all) {
        const bool near_a_kept_cut = std::any_of(few.begin(), few.end(), [&](const RocPoint& kept) {
            return std::abs(kept.false_positive_rate - cut.false_positive_rate) +
                       std::abs(kept.true_positive_rate - cut.true_positive_rate) <=
                   2.0 / 100 + 1e-12;
        });
        EXPECT_TRUE(near_a_kept_cut);
    }
}

RC_GTEST_PROP(RankingProperties, RowOrderDoesNotMatter, (std::uint64_t seed)) {
    const Scored rows = any_scored();
    std::vector<std::size_t> order(rows.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random random(seed, "order");
    random.shuffle(order);
    Scored shuffled;
    for (const std::size_t row : order) {
        shuffled.add(rows.scores[row], rows.labels[row], rows.weights[row]);
    }
    const RankedScores before(rows.scores, rows.labels);
    const RankedScores after(shuffled.scores, shuffled.labels);
    RC_ASSERT(same_metrics(before, {}, after, {}));
    RC_ASSERT(same_metrics(before, rows.weights, after, shuffled.weights));
}

RC_GTEST_PROP(RankingProperties, MonotoneTransformsLeaveTheOrderAlone, ()) {
    const Scored rows = any_scored();
    std::vector<double> stretched;
    for (const double score : rows.scores) {
        stretched.push_back(std::exp(3 * score) - 100);
    }
    RC_ASSERT(same_metrics(RankedScores(rows.scores, rows.labels), rows.weights,
                           RankedScores(stretched, rows.labels), rows.weights));
}

RC_GTEST_PROP(RankingProperties, RepeatedRowsAreWholeWeights, ()) {
    const Scored rows = any_scored();
    Scored repeated;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        for (int copy = 0; copy < static_cast<int>(rows.weights[row]); ++copy) {
            repeated.add(rows.scores[row], rows.labels[row], 1);
        }
    }
    RC_ASSERT(same_metrics(RankedScores(rows.scores, rows.labels), rows.weights,
                           RankedScores(repeated.scores, repeated.labels), {}));
    RC_ASSERT(same(brier(rows.scores, rows.labels, rows.weights),
                   brier(repeated.scores, repeated.labels)));
    RC_ASSERT(same(log_loss(rows.scores, rows.labels, rows.weights),
                   log_loss(repeated.scores, repeated.labels)));
}

RC_GTEST_PROP(RankingProperties, TurnedScoresMirrorTheArea, ()) {
    const Scored rows = any_scored();
    std::vector<double> turned;
    for (const double score : rows.scores) {
        turned.push_back(-score);
    }
    RC_ASSERT(same(RankedScores(rows.scores, rows.labels).auc(),
                   1 - RankedScores(turned, rows.labels).auc()));
}

RC_GTEST_PROP(RankingProperties, DeLongStaysInsideTheUnit, ()) {
    const Scored rows = any_scored();
    RC_PRE(rows.both_classes());
    const Estimate found = *auc_delong(rows.scores, rows.labels, 0.9);
    RC_ASSERT(same(found.value, RankedScores(rows.scores, rows.labels).auc()));
    RC_ASSERT(std::isnan(found.low) || (0 <= found.low && found.low <= found.value &&
                                        found.value <= found.high && found.high <= 1));
}

}  // namespace
}  // namespace assay::stats
