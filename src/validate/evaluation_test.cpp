#include "validate/evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/json.hpp"
#include "validate/evaluation_sample_test.hpp"

namespace assay::validate {
namespace {

const Finding* found(const Evaluation& evaluation, std::string_view code) {
    const auto at = std::ranges::find(evaluation.integrity, code, &Finding::code);
    return at == evaluation.integrity.end() ? nullptr : &*at;
}

std::string failure(const EvaluationInput& input) {
    const auto made = evaluate(input);
    return made ? "" : made.error().what;
}

/// Three groups of customers who differ in how often they are positive.
void add_groups(Predictions& rows, std::uint64_t seed) {
    Random random(seed, "groups of predictions");
    std::vector<std::int32_t> codes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        codes.push_back(rows.score[i] + 0.3 * random.normal() > 0.4 ? 0
                        : random.uniform() < 0.6                    ? 1
                                                                    : 2);
    }
    rows.columns.push_back(text_column("region", {"north", "south", "west"}, codes));
}

Predictions mixed(const Predictions& rows, const std::vector<std::size_t>& order) {
    Predictions out = rows;
    out.label = reordered(rows.label, order);
    out.score = reordered(rows.score, order);
    out.other = reordered(rows.other, order);
    out.cluster = reordered(rows.cluster, order);
    out.entity = reordered(rows.entity, order);
    out.id = reordered(rows.id, order);
    for (auto& column : out.columns) {
        column.codes = reordered(column.codes, order);
    }
    return out;
}

TEST(Evaluation, DoesNotDependOnTheOrderOfRows) {
    auto rows = predictions(800, 1);
    add_groups(rows, 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows.cluster.push_back(static_cast<std::int32_t>(i % 160));
    }
    rows.entity = rows.cluster;
    auto input = rows.input();
    input.papers = PapersCheck{.cost = 0.3, .catches = 0.6, .capacity_share = 0.5};
    const auto before = evaluate(input);
    ASSERT_TRUE(before) << before.error().what;
    const auto moved = mixed(rows, shuffled(rows.size(), 3));
    auto moved_input = moved.input();
    moved_input.papers = input.papers;
    const auto after = evaluate(moved_input);
    ASSERT_TRUE(after);
    EXPECT_EQ(dump(to_json(*before)), dump(to_json(*after)));
}

TEST(Evaluation, KeepsTheNumbersOfItsParts) {
    const auto rows = predictions(3000, 2);
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made);
    const auto& model = made->models.front();
    EXPECT_EQ(model.kind, "probability");
    EXPECT_EQ(made->cut.chosen_by, "costs");
    EXPECT_NEAR(made->cut.by_costs, 0.25, 1e-12);
    double value = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        value += rows.score[i] >= 0.25 ? (rows.label[i] != 0 ? 3 : -1) : 0;
    }
    EXPECT_NEAR(model.value_per_month.value, value / 3000 * 1000, 1e-9);
    EXPECT_NEAR(model.confusion.true_positive + model.confusion.false_negative,
                static_cast<double>(made->positives), 1e-9);
    // The chances hold, so that no cut earns more than that of the costs but by luck.
    EXPECT_GT(made->cut.seen_value_per_month, made->cut.value_per_month.value);
    EXPECT_LT(made->cut.against_decisions.low, 0);
    EXPECT_EQ(made->integrity.size(), 0U);
    ASSERT_TRUE(made->comparison);
    EXPECT_EQ(made->comparison->metrics.front().metric, "auc");
    EXPECT_GT(made->comparison->metrics.front().difference.low, 0);
}

TEST(Evaluation, AMonotoneTransformationLeavesRanksAndBestCutAlone) {
    auto rows = predictions(1500, 3);
    const auto before = evaluate(rows.input());
    for (double& each : rows.score) {
        each = std::log(each / (1 - each)) * 5;
    }
    const auto after = evaluate(rows.input());
    ASSERT_TRUE(before && after);
    EXPECT_EQ(after->models.front().kind, "score");
    EXPECT_NEAR(before->models.front().auc.value, after->models.front().auc.value, 1e-12);
    EXPECT_NEAR(before->cut.seen_value_per_month, after->cut.seen_value_per_month, 1e-9);
    EXPECT_EQ(after->cut.chosen_by, "best value");
    EXPECT_TRUE(std::isnan(after->models.front().brier.value));
    const auto* said = found(*after, "not-a-probability");
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->severity, Severity::Info);
}

TEST(Evaluation, ClusteredRowsHaveTheirOwnInterval) {
    // Every row five times: the same numbers, and the intervals of the single rows.
    const auto single = predictions(400, 4);
    Predictions five = single;
    for (int copy = 0; copy < 4; ++copy) {
        five.label.insert(five.label.end(), single.label.begin(), single.label.end());
        five.score.insert(five.score.end(), single.score.begin(), single.score.end());
        five.other.insert(five.other.end(), single.other.begin(), single.other.end());
    }
    for (std::size_t i = 0; i < five.size(); ++i) {
        five.cluster.push_back(static_cast<std::int32_t>(i % 400));
    }
    const auto once = evaluate(single.input());
    const auto often = evaluate(five.input());
    ASSERT_TRUE(once && often);
    const auto& a = once->models.front();
    const auto& b = often->models.front();
    EXPECT_NEAR(a.value_per_month.low, b.value_per_month.low, 1e-9);
    EXPECT_NEAR(a.average_precision.low, b.average_precision.low, 1e-9);
    EXPECT_NEAR(a.auc.value, b.auc.value, 1e-12);
    EXPECT_NEAR(a.auc.high, b.auc.high, 0.002);  // DeLong and its clustered form
}

TEST(Evaluation, FindsTheLabelInThePlaceOfTheScore) {
    auto rows = predictions(200, 5);
    rows.other.clear();
    std::ranges::copy(rows.label, rows.score.begin());
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made);
    const auto* said = found(*made, "is-the-label");
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->severity, Severity::Error);
    EXPECT_EQ(made->headline.find("These predictions cannot be trusted"), 0U);

    for (double& each : rows.score) {
        each = 0.2 + 0.5 * each;
    }
    EXPECT_NE(found(*evaluate(rows.input()), "knows-the-label"), nullptr);
    for (double& each : rows.score) {
        each = 1 - each;
    }
    EXPECT_NE(found(*evaluate(rows.input()), "knows-the-label"), nullptr);
}

TEST(Evaluation, FindsConstantBackwardsAndContradictedScores) {
    auto rows = predictions(500, 6);
    rows.other.clear();
    EXPECT_EQ(found(*evaluate(rows.input()), "runs-backwards"), nullptr);
    for (double& each : rows.score) {
        each = 1 - each;
    }
    EXPECT_NE(found(*evaluate(rows.input()), "runs-backwards"), nullptr);
    for (const double each : rows.score) {
        rows.decision.push_back(each >= 0.5 ? 1 : 0);
    }
    EXPECT_EQ(found(*evaluate(rows.input()), "decision-against-score"), nullptr);
    const auto lowest = std::ranges::min_element(rows.score) - rows.score.begin();
    rows.decision[static_cast<std::size_t>(lowest)] = 1;
    const auto made = evaluate(rows.input());
    const auto* said = found(*made, "decision-against-score");
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->rows, 1);
    std::ranges::fill(rows.score, 0.5);
    EXPECT_NE(found(*evaluate(rows.input()), "constant-score"), nullptr);
}

TEST(Evaluation, FindsRepeatedIdsAndMissingRows) {
    auto rows = predictions(300, 7);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows.id.push_back(static_cast<std::int32_t>(i));
    }
    EXPECT_EQ(found(*evaluate(rows.input()), "duplicate-ids"), nullptr);
    rows.id[1] = 0;
    rows.label[1] = rows.label[0];
    const auto twice = evaluate(rows.input());
    ASSERT_NE(found(*twice, "duplicate-ids"), nullptr);
    EXPECT_EQ(found(*twice, "duplicate-ids")->rows, 2);
    rows.label[1] = rows.label[0] == 0 ? 1 : 0;
    EXPECT_NE(found(*evaluate(rows.input()), "conflicting-ids"), nullptr);

    rows.label[5] = kNoLabel;
    rows.score[6] = std::nan("");
    rows.other[7] = std::nan("");
    const auto made = evaluate(rows.input());
    EXPECT_EQ(made->rows, 297);
    EXPECT_EQ(found(*made, "no-label")->rows, 1);
    EXPECT_EQ(found(*made, "no-score")->rows, 2);
}

TEST(Evaluation, RefusesWhatHasNoAnswer) {
    auto rows = predictions(100, 8);
    auto input = rows.input();
    input.models[0].score = std::span(rows.score).first(99);
    EXPECT_EQ(failure(input), "the score of p has 99 rows, the labels 100");
    std::ranges::fill(rows.other, std::nan(""));
    EXPECT_EQ(failure(rows.input()), "the score of q is missing in all 100 rows");
    rows.other.clear();
    std::ranges::fill(rows.label, 1);
    EXPECT_EQ(failure(rows.input()),
              "all 100 rows with a label and a score have a positive label: one class alone cannot "
              "be told apart");
    std::ranges::fill(rows.label, kNoLabel);
    EXPECT_EQ(failure(rows.input()), "no row has both a label and a score");
    EXPECT_EQ(failure({}), "no model to evaluate");
}

TEST(Evaluation, AGroupOfOneRowIsListedAndNotPriced) {
    auto rows = predictions(600, 9);
    add_groups(rows, 9);
    auto& column = rows.columns.front();
    column.levels.push_back("alone");
    column.codes[0] = 3;
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made);
    const auto& view = made->groups.front();
    const auto alone = std::ranges::find(view.groups.values, "alone", &GroupValue::value);
    ASSERT_NE(alone, view.groups.values.end());
    EXPECT_EQ(alone->rows, 1);
    EXPECT_FALSE(alone->enough);
    ASSERT_EQ(view.prices.size(), 2U);
    EXPECT_EQ(view.prices.front().cuts.size(), 3U);
    for (const auto& price : view.prices) {
        EXPECT_LT(price.gap_after, price.gap_before) << price.constraint;
        EXPECT_LT(price.gap_after, 0.12) << price.constraint;
    }
    // Regions that differ by design cannot be treated alike for nothing.
    EXPECT_GT(view.prices.front().price_per_month.low, 0);
}

TEST(Evaluation, CapacityLimitsTheActs) {
    const auto rows = predictions(2000, 10);
    auto input = rows.input();
    input.capacity_share = 0.1;
    const auto made = evaluate(input);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->cut.chosen_by, "capacity");
    EXPECT_NEAR(made->models.front().acts.value, 0.1, 1e-9);
    EXPECT_LT(made->cut.value_per_month.value, evaluate(rows.input())->cut.value_per_month.value);
}

TEST(Evaluation, LightsBeatOneCutWhereTheCheapCheckIsGood) {
    const auto rows = predictions(4000, 11);
    auto input = rows.input();
    input.papers = PapersCheck{.cost = 0.05, .catches = 0.9, .capacity_share = 1};
    const auto made = evaluate(input);
    ASSERT_TRUE(made && made->lights);
    EXPECT_GT(made->lights->against_one_cut.low, 0);
    double share = 0;
    double positives = 0;
    for (const auto& each : made->lights->lights) {
        share += each.share.value;
        positives += each.positives.value;
    }
    EXPECT_NEAR(share, 1, 1e-12);
    EXPECT_NEAR(positives, 1, 1e-12);
    // A check that finds nothing is not used.
    input.papers = PapersCheck{.cost = 0.05, .catches = 0, .capacity_share = 1};
    const auto useless = evaluate(input);
    EXPECT_EQ(useless->lights->lights[1].share.value, 0);
}

TEST(Evaluation, CountsWhoGains) {
    Predictions rows;
    // Of ten customers two gain 3, one of them twice; one loses; the others see no act.
    for (int customer = 0; customer < 10; ++customer) {
        for (int row = 0; row < 2; ++row) {
            const bool acts = customer < 3;
            const bool positive = customer == 0 || (customer == 1 && row == 0);
            rows.add(acts ? 0.9 : 0.1, positive ? 1 : 0);
            rows.decision.push_back(acts ? 1 : 0);
            rows.entity.push_back(customer);
        }
    }
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made && made->reach);
    EXPECT_EQ(made->reach->entities, 10);
    EXPECT_NEAR(made->reach->helped.value, 0.2, 1e-12);
    EXPECT_NEAR(made->reach->harmed.value, 0.1, 1e-12);
    // 6 and 2 are gained; a tenth of two customers holds 0.2 x 6 of 8.
    EXPECT_NEAR(made->reach->top_share.value, 0.15, 1e-12);
}

TEST(Evaluation, HoldsScenariosAgainstTheirBar) {
    const auto rows = predictions(2000, 12);
    std::vector<double> member(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        member[i] = rows.score[i] > 0.2 ? 1 : 0;
    }
    const std::vector<double> nobody(rows.size(), 0.0);
    auto input = rows.input();
    input.scenarios = {
        {.name = "likely", .sql = "p > 0.2", .metric = "auc", .bar = 0.55, .member = member},
        {.name = "likely", .sql = "p > 0.2", .metric = "auc", .bar = 0.95, .member = member},
        {.name = "nobody", .sql = "false", .metric = "recall", .bar = 0.5, .member = nobody}};
    const auto made = evaluate(input);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->scenarios[0].outcome, "pass");
    EXPECT_EQ(made->scenarios[1].outcome, "fail");
    EXPECT_EQ(made->scenarios[2].outcome, "cannot tell");
}

TEST(Evaluation, HoldsTheModelAgainstAPerson) {
    const auto rows = predictions(2000, 13);
    std::vector<double> decided(rows.size());
    std::vector<double> seconds(rows.size(), 4.0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        decided[i] = i % 2 == 0 ? std::nan("") : rows.label[i];  // an oracle for half of the rows
    }
    auto input = rows.input();
    input.human = HumanInput{.name = "clerk", .decision = decided, .seconds = seconds};
    const auto made = evaluate(input);
    ASSERT_TRUE(made && made->human);
    EXPECT_EQ(made->human->rows, 1000);
    EXPECT_EQ(made->human->accuracy.value, 1);
    EXPECT_LT(made->human->difference.high, 0);
    EXPECT_EQ(made->human->decisions.only_first_right, 0);
    EXPECT_LT(made->human->decisions.mid_p, 1e-6);
    EXPECT_EQ(made->human->seconds.value, 4);
}

TEST(Measure, HoldsAMetricAgainstTheConstantGuess) {
    const auto rows = predictions(1500, 14);
    const auto auc = measure(rows.input(), "auc", 0, 0.9);
    ASSERT_TRUE(auc);
    EXPECT_EQ(auc->baseline_value, 0.5);
    EXPECT_NEAR(auc->gap.value, auc->value.value - 0.5, 1e-12);
    const auto brier = measure(rows.input(), "brier", 0, 0.9);
    ASSERT_TRUE(brier);
    EXPECT_GT(brier->gap.low, 0);  // lower is better, and the gap says better
    EXPECT_NEAR(brier->baseline_value - brier->value.value, brier->gap.value, 1e-12);
    const auto recall = measure(rows.input(), "recall_at_fpr", 0.1, 0.9);
    ASSERT_TRUE(recall);
    EXPECT_EQ(recall->baseline_value, 0);
    EXPECT_LT(recall->value.low, recall->value.value);
    EXPECT_GT(recall->value.high, recall->value.value);
    const auto money = measure(rows.input(), "value_per_month", 0, 0.9);
    ASSERT_TRUE(money);
    EXPECT_GT(money->gap.low, 0);
}

TEST(Headlines, WidenWithTheirConfidence) {
    const auto rows = predictions(1500, 15);
    const auto once = headlines(rows.input(), 0.9);
    const auto often = headlines(rows.input(), 0.99);
    ASSERT_TRUE(once && often);
    ASSERT_EQ(once->size(), 2U);
    for (std::size_t i = 0; i < once->size(); ++i) {
        EXPECT_EQ((*once)[i].estimate.value, (*often)[i].estimate.value);
        EXPECT_LT((*often)[i].estimate.low, (*once)[i].estimate.low);
        EXPECT_GT((*often)[i].estimate.high, (*once)[i].estimate.high);
    }
}

}  // namespace
}  // namespace assay::validate
