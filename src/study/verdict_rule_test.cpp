#include "study/verdict_rule.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace assay::study {
namespace {

/// Worlds that are all alike: nothing, a rule and a model with the given money a month.
Worlds alike(double rule, double model, double model_cost = 0, std::size_t draws = 100) {
    Worlds worlds;
    worlds.draws = draws;
    worlds.option_names = {"nothing", "rule", "boosted"};
    worlds.value = stats::Matrix(draws, 3);
    worlds.per_month = {0, 0, 0};
    worlds.simple = {0, 1};
    worlds.model = 2;
    worlds.model_cost.assign(draws, model_cost);
    worlds.decisions.assign(draws, 1000.0);
    worlds.label_price.assign(draws, 0.0);
    worlds.margin = 10;
    for (std::size_t b = 0; b < draws; ++b) {
        worlds.value.at(b, 1) = rule;
        worlds.value.at(b, 2) = model;
    }
    return worlds;
}

/// The same with a target of 0.7 and a forecast that gains by the multiple of the rows.
Worlds with_target(Worlds worlds, double metric, double metric_gain, double value_gain) {
    worlds.metric.assign(worlds.draws, metric);
    worlds.bar = 0.7;
    worlds.forecast = true;
    for (std::size_t m = 0; m < kMultiples.size(); ++m) {
        worlds.metric_gain[m].assign(worlds.draws, metric_gain);
        worlds.value_gain[m].assign(worlds.draws, value_gain);
        worlds.rows_to_label[m] = 1000 * kMultiples[m];
        worlds.months_to_label[m] = kMultiples[m] / 2;
    }
    return worlds;
}

VerdictName verdict(const Worlds& worlds) {
    return judge(worlds, 0.8, true).name;
}

TEST(Verdict, TheModelMustBeatTheRuleByTheMarginAndItsCost) {
    EXPECT_EQ(verdict(alike(100, 111)), VerdictName::Build);
    EXPECT_EQ(verdict(alike(100, 109)), VerdictName::RuleSuffices);
    EXPECT_EQ(verdict(alike(100, 150, 45)), VerdictName::RuleSuffices);
    EXPECT_EQ(verdict(alike(100, 150, 30)), VerdictName::Build);
}

TEST(Verdict, NothingWinsTiesAndPennies) {
    EXPECT_EQ(verdict(alike(5, 9)), VerdictName::Dont);
    EXPECT_EQ(verdict(alike(-50, -20)), VerdictName::Dont);
}

TEST(Verdict, AMissedTargetStopsBuilding) {
    EXPECT_EQ(verdict(with_target(alike(100, 200), 0.75, 0, 0)), VerdictName::Build);
    // Missed, and no number of rows reaches it: the rule.
    EXPECT_EQ(verdict(with_target(alike(100, 200), 0.6, 0.01, 0)), VerdictName::RuleSuffices);
}

TEST(Verdict, CollectingPaysWhereRowsReachTheTarget) {
    EXPECT_EQ(verdict(with_target(alike(100, 200), 0.6, 0.2, 50)), VerdictName::Collect);
    auto dear = with_target(alike(100, 200), 0.6, 0.2, 50);
    dear.label_price.assign(dear.draws, 10.0);
    EXPECT_EQ(verdict(dear), VerdictName::RuleSuffices);
    dear.still_rising = true;  // earns, misses, may yet reach: open
    EXPECT_EQ(verdict(dear), VerdictName::Undecided);
}

TEST(Verdict, ARefusedCurveLeavesAMissedTargetOpen) {
    auto worlds = with_target(alike(100, 200), 0.6, 0, 0);
    worlds.forecast = false;
    const auto outcome = judge(worlds, 0.8, true);
    EXPECT_DOUBLE_EQ(outcome.probability.at("open"), 1.0);
    EXPECT_EQ(outcome.name, VerdictName::Undecided);
}

TEST(Verdict, TooFewBlocksNeverDecide) {
    EXPECT_EQ(judge(alike(100, 500), 0.8, false).name, VerdictName::Undecided);
}

TEST(Verdict, ProbabilitiesAddUpAndLossesAreThoseOfTheOtherChoice) {
    auto worlds = alike(100, 150, 0, 200);
    for (std::size_t b = 0; b < 60; ++b) {
        worlds.value.at(b, 2) = 20;  // in three of ten worlds the model is bad
    }
    const auto outcome = judge(worlds, 0.8, true);
    double sum = 0;
    for (const auto& [line, p] : outcome.probability) {
        sum += p;
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(outcome.probability.at("BUILD"), 0.7, 1e-12);
    EXPECT_EQ(outcome.name, VerdictName::Undecided);
    EXPECT_NEAR(outcome.expected_loss.at("BUILD"), 0.3 * 80, 1e-9);
    EXPECT_NEAR(outcome.expected_loss.at("RULE_SUFFICES"), 0.7 * 50, 1e-9);
    EXPECT_NEAR(outcome.information_value, 0.3 * 80, 1e-9);
}

TEST(Verdict, ACloseCallSaysSo) {
    auto worlds = alike(100, 150, 0, 100);
    for (std::size_t b = 0; b < 18; ++b) {
        worlds.value.at(b, 2) = 20;
    }
    const auto outcome = judge(worlds, 0.8, true);
    EXPECT_EQ(outcome.name, VerdictName::Build);
    EXPECT_TRUE(outcome.close_call);
}

TEST(Verdict, BuildAndCollectTogetherMeanCollect) {
    const std::map<std::string, double> split{
        {"BUILD", 0.55}, {"COLLECT", 0.3}, {"RULE_SUFFICES", 0.15}, {"DONT", 0}, {"open", 0}};
    EXPECT_EQ(verdict_of(split, 0.8), VerdictName::Collect);
    const std::map<std::string, double> little{
        {"BUILD", 0.75}, {"COLLECT", 0.1}, {"RULE_SUFFICES", 0.15}, {"DONT", 0}, {"open", 0}};
    EXPECT_EQ(verdict_of(little, 0.8), VerdictName::Undecided);
}

}  // namespace
}  // namespace assay::study
