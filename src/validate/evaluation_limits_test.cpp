#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "validate/evaluation_sample_test.hpp"

// What an evaluation must not exceed: the capacity, the ends of a range, what a column may tell.

namespace assay::validate {
namespace {

TEST(EvaluationLimits, ATieBeyondTheCapacityIsShared) {
    Predictions rows;
    for (int row = 0; row < 1000; ++row) {
        rows.add(row < 500 ? 0.9 : 0.05, row % 2);
    }
    auto input = rows.input();
    input.capacity_share = 0.1;
    const auto made = evaluate(input);
    ASSERT_TRUE(made);
    const auto& model = made->models.front();
    EXPECT_NEAR(model.acts.value, 0.1, 1e-9);
    EXPECT_NEAR(model.value_per_month.value, 1000 * 0.1 * (0.5 * 3 - 0.5), 1e-9);
    EXPECT_NEAR(model.confusion.true_positive, 50, 1e-6);
    EXPECT_NE(model.note.find("acts in part"), std::string::npos);
    EXPECT_NEAR(made->cut.at, 0.9, 1e-12);
    // Scores that are no chances, whose cut is chosen on half of the rows.
    for (double& each : rows.score) {
        each *= 10;
    }
    input = rows.input();
    input.capacity_share = 0.1;
    const auto scores = evaluate(input);
    EXPECT_NEAR(scores->models.front().acts.value, 0.1, 0.02);
    EXPECT_LE(scores->models.front().acts.value, 0.1 + 1e-9);
}

TEST(EvaluationLimits, DecisionsBeyondTheCapacityActInPart) {
    auto rows = predictions(1000, 31);
    rows.other.clear();
    for (const double each : rows.score) {
        rows.decision.push_back(each > 0.25 ? 1 : 0);
    }
    const auto free = evaluate(rows.input());
    auto input = rows.input();
    input.capacity_share = 0.1;
    const auto made = evaluate(input);
    ASSERT_TRUE(free && made);
    const auto& all = free->models.front();
    const auto& part = made->models.front();
    EXPECT_NEAR(part.acts.value, 0.1, 1e-12);
    EXPECT_NEAR(part.value_per_month.value, all.value_per_month.value * 0.1 / all.acts.value, 1e-9);
    EXPECT_NEAR(part.precision.value, all.precision.value, 1e-12);
    EXPECT_NE(part.note.find("exceed the capacity"), std::string::npos);
    EXPECT_NEAR(made->models.back().value_per_month.value,
                free->models.back().value_per_month.value * 0.1, 1e-9);
    // What was decided under the capacity elsewhere is taken as it is.
    input.models.front().within_capacity = true;
    EXPECT_NEAR(evaluate(input)->models.front().acts.value, all.acts.value, 1e-12);
}

TEST(EvaluationLimits, FlipsAreOfTheDecisionsBeforeTheCapacity) {
    const auto rows = predictions(600, 32);
    std::vector<double> first;
    std::vector<double> second;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        first.push_back(rows.score[i] > 0.3 ? 1 : 0);
        second.push_back(rows.score[i] > 0.4 ? 1 : 0);
    }
    EvaluationInput input;
    input.models.push_back({.name = "a", .label = "a", .decision = first});
    input.models.push_back({.name = "b", .label = "b", .decision = second});
    input.against_second = true;
    input.label = rows.label;
    input.if_positive = {3};
    input.if_negative = {-1};
    const auto free = evaluate(input);
    input.capacity_share = 0.05;
    const auto made = evaluate(input);
    ASSERT_TRUE(free && made);
    EXPECT_EQ(made->comparison->decisions.only_first_right,
              free->comparison->decisions.only_first_right);
    EXPECT_NEAR(made->comparison->flips.share.value, free->comparison->flips.share.value, 1e-12);
    EXPECT_NE(made->comparison->note.find("before the capacity"), std::string::npos);
    EXPECT_EQ(free->comparison->note.find("before the capacity"), std::string::npos);
}

TEST(EvaluationLimits, DearerFalseAlarmsNeverMakeLightsEarnMore) {
    const auto rows = predictions(2000, 33);
    double before = HUGE_VAL;
    for (const double alarm : {-1.0, -3.0, -9.0}) {
        auto input = rows.input();
        input.if_negative = {alarm};
        input.papers = PapersCheck{.cost = 0.3, .catches = 0.6, .capacity_share = 1};
        const auto made = evaluate(input);
        ASSERT_TRUE(made && made->lights);
        EXPECT_LE(made->lights->value_per_month.value, before + 1e-9) << alarm;
        EXPECT_EQ(made->lights->sentence.find("infin"), std::string::npos);
        before = made->lights->value_per_month.value;
    }
}

TEST(EvaluationLimits, PapersThatFindAPositiveAreWorthTheirShareOfTheAct) {
    Predictions rows;
    for (int row = 0; row < 800; ++row) {
        const bool high = row < 400;
        rows.add(high ? 0.6 : 0.1, row % (high ? 2 : 20) == 0 ? 1 : 0);
    }
    auto input = rows.input();
    // The full act never pays. A look at the papers does where every second is positive: it finds
    // half of those, worth 2 each, for 0.1 a look; where every twentieth is, it does not.
    input.if_positive = {2};
    input.if_negative = {-1000};
    input.papers = PapersCheck{.cost = 0.1, .catches = 0.5, .capacity_share = 1};
    const auto made = evaluate(input);
    ASSERT_TRUE(made && made->lights);
    EXPECT_NEAR(made->lights->value_per_month.value, 1000 * 0.5 * (0.5 * 0.5 * 2 - 0.1), 1e-9);
    EXPECT_NEAR(made->lights->lost_per_month.value, 1000 * (0.5 * 0.25 * 2 + 0.025 * 2), 1e-9);
    EXPECT_EQ(made->lights->sentence.find("Goods for nobody, papers from 0.350 (50 in 100"), 0U)
        << made->lights->sentence;
}

TEST(EvaluationLimits, ColumnsThatFollowFromLabelOrDecisionMakeNoSlices) {
    auto rows = predictions(800, 34);
    std::vector<std::int32_t> label(rows.label.begin(), rows.label.end());
    std::vector<std::int32_t> acts;
    std::vector<std::int32_t> bolder;
    std::vector<std::int32_t> region;
    std::vector<double> paid;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        acts.push_back(rows.score[i] >= 0.25 ? 1 : 0);
        bolder.push_back(rows.score[i] >= 0.5 ? 1 : 0);
        region.push_back(static_cast<std::int32_t>(i % 2));
        paid.push_back(rows.label[i] != 0 ? 3 + rows.score[i] : -rows.score[i]);
    }
    rows.columns.push_back(text_column("outcome", {"bad", "good"}, label));
    rows.columns.push_back(text_column("acted", {"no", "yes"}, acts));
    rows.columns.push_back(text_column("bolder", {"no", "yes"}, bolder));
    rows.columns.push_back(number_column("paid", paid));
    rows.columns.push_back(text_column("region", {"north", "south"}, region));
    auto input = rows.input();
    input.groups.clear();
    const auto made = evaluate(input);
    ASSERT_TRUE(made) << made.error().what;
    for (const auto& slice : made->slices) {
        EXPECT_EQ(slice.sentence.find("outcome"), std::string::npos) << slice.sentence;
        EXPECT_EQ(slice.sentence.find("acted"), std::string::npos) << slice.sentence;
        EXPECT_EQ(slice.sentence.find("paid"), std::string::npos) << slice.sentence;
    }
    EXPECT_EQ(std::ranges::count(made->integrity, "not-a-slice", &Finding::code), 4);
}

TEST(EvaluationLimits, NoEndOfALossIsBelowZero) {
    Predictions rows;
    for (const double p : {0.02, 0.97, 0.95}) {
        rows.add(p, p > 0.96 ? 1 : 0);
    }
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made) << made.error().what;
    const auto& model = made->models.front();
    EXPECT_EQ(model.brier.low, 0);
    EXPECT_EQ(model.log_loss.low, 0);
    EXPECT_GE(model.brier.low_50, 0);
    EXPECT_LT(model.brier.low, model.brier.high);
}

TEST(EvaluationLimits, WithoutAnActThereIsNoPrecision) {
    auto rows = predictions(200, 35);
    rows.decision.assign(rows.size(), 0);
    const std::vector<double> all(rows.size(), 1.0);
    auto input = rows.input();
    input.scenarios.push_back(
        {.name = "all", .sql = "true", .metric = "precision", .bar = 0.5, .member = all});
    const auto made = evaluate(input);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->scenarios.front().sentence,
              "All (200 rows): cannot tell: nothing is acted on.");
}

}  // namespace
}  // namespace assay::validate
