#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/json.hpp"
#include "validate/kinds_sample_test.hpp"

namespace assay::validate {
namespace {

std::string failure(const ClassRows& rows) {
    const auto made = evaluate(rows.input());
    return made ? std::string() : made.error().what;
}

bool has(const std::vector<Finding>& findings, const std::string& code) {
    return std::ranges::find(findings, code, &Finding::code) != findings.end();
}

TEST(Multiclass, RefusesWhatIsNoProbability) {
    auto rows = class_rows(60, 1);
    rows.probability[1][7] += 0.3;
    EXPECT_EQ(failure(rows), "the probabilities of the model sum to 1.3 in row 8, not to 1");
    rows.probability[1][7] = 1.5;
    EXPECT_EQ(failure(rows), "the probability of \"b\" by the model is 1.5 in row 8");
}

TEST(Multiclass, RefusesOneClassAndLabelsOutsideTheClasses) {
    auto rows = class_rows(60, 2);
    std::ranges::fill(rows.label, 1);
    EXPECT_NE(failure(rows).find("all 60 rows with a label and a prediction are \"b\""),
              std::string::npos);
    rows.label[4] = 3;
    EXPECT_EQ(failure(rows), "the label of row 5 is class number 3, there are 3");
    rows.label.pop_back();
    EXPECT_NE(failure(rows), "");
}

TEST(Multiclass, SaysWhatIsMissing) {
    auto rows = class_rows(200, 3);
    for (auto& each : rows.label) {
        each = each == 2 ? 0 : each;
    }
    rows.label[0] = kNoClass;
    rows.probability[0][1] = std::nan("");
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made) << made.error().what;
    EXPECT_EQ(made->rows, 198);
    EXPECT_TRUE(has(made->integrity, "missing-class"));
    EXPECT_TRUE(has(made->integrity, "no-label"));
    EXPECT_TRUE(has(made->integrity, "no-score"));
    EXPECT_TRUE(std::isnan(made->models[0].classes[2].auc.value));
    EXPECT_TRUE(std::isnan(made->models[0].classes[2].recall.value));
    EXPECT_TRUE(std::isfinite(made->models[0].macro_auc.value));
}

TEST(Multiclass, DoesNotTrustTheLabelItself) {
    auto rows = class_rows(100, 4);
    rows.probability = {{}, {}, {}};
    rows.decision = rows.label;
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made);
    EXPECT_EQ(made->integrity.front().code, "is-the-label");
    EXPECT_EQ(made->integrity.front().severity, Severity::Error);
    EXPECT_NE(made->headline.find("cannot be trusted"), std::string::npos);
}

TEST(Multiclass, FindsIdsThatRepeat) {
    auto rows = class_rows(100, 5);
    for (std::int32_t row = 0; row < 100; ++row) {
        rows.id.push_back(row / 2);
    }
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made);
    EXPECT_TRUE(has(made->integrity, "conflicting-ids"));
}

ClassRows shuffled(const ClassRows& rows, const std::vector<std::size_t>& order) {
    ClassRows out = rows;
    const auto pick = [&](const auto& from, auto& to) {
        for (std::size_t row = 0; row < from.size(); ++row) {
            to[row] = from[order[row]];
        }
    };
    pick(rows.label, out.label);
    pick(rows.other, out.other);
    for (std::size_t k = 0; k < 3; ++k) {
        pick(rows.probability[k], out.probability[k]);
    }
    return out;
}

TEST(Multiclass, DoesNotDependOnTheOrderOfRows) {
    auto rows = class_rows(300, 6);
    rows.money = {3, -1, -2, -1, 2, -1, -4, 0, 5};
    std::vector<std::size_t> order(rows.label.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random(1, "mix").shuffle(order);
    const auto one = evaluate(rows.input());
    const auto two = evaluate(shuffled(rows, order).input());
    ASSERT_TRUE(one && two);
    EXPECT_EQ(dump(to_json(*one)), dump(to_json(*two)));
}

TEST(Multiclass, DoesNotDependOnNamesAndOrderOfClasses) {
    const auto rows = class_rows(300, 7);
    ClassRows renamed = rows;
    const std::array<std::int32_t, 3> to{2, 0, 1};  // a is now the last
    renamed.classes = {"y", "z", "x"};
    for (std::size_t k = 0; k < 3; ++k) {
        renamed.probability[static_cast<std::size_t>(to[k])] = rows.probability[k];
    }
    for (auto* column : {&renamed.label, &renamed.other}) {
        for (auto& each : *column) {
            each = to[static_cast<std::size_t>(each)];
        }
    }
    const auto one = evaluate(rows.input());
    const auto two = evaluate(renamed.input());
    ASSERT_TRUE(one && two);
    const auto& first = one->models.front();
    const auto& second = two->models.front();
    const auto same = [](const stats::Estimate& a, const stats::Estimate& b) {
        EXPECT_NEAR(a.value, b.value, 1e-12);
        EXPECT_NEAR(a.low, b.low, 1e-12);
        EXPECT_NEAR(a.high, b.high, 1e-12);
    };
    same(first.accuracy, second.accuracy);
    same(first.macro_f1, second.macro_f1);
    same(first.macro_auc, second.macro_auc);
    same(first.log_loss, second.log_loss);
    same(first.brier, second.brier);
    for (std::size_t k = 0; k < 3; ++k) {
        const auto& moved = second.classes[static_cast<std::size_t>(to[k])];
        same(first.classes[k].recall, moved.recall);
        same(first.classes[k].precision, moved.precision);
        same(first.classes[k].auc, moved.auc);
    }
    EXPECT_NEAR(one->comparison->homogeneity.p, two->comparison->homogeneity.p, 1e-12);
    EXPECT_EQ(one->comparison->decisions.only_first_right,
              two->comparison->decisions.only_first_right);
}

TEST(Multiclass, TakesTheClassThatEarnsMostNotTheLikeliest) {
    auto rows = class_rows(600, 8);
    // To call a "c" anything else costs so much that it pays to decide for it early.
    rows.money = {1, 0, 0, 0, 1, 0, -20, -20, 1};
    const auto by_costs = evaluate(rows.input());
    ASSERT_TRUE(by_costs && by_costs->decision);
    rows.money.clear();
    const auto likeliest = evaluate(rows.input());
    ASSERT_TRUE(likeliest);
    EXPECT_GT(by_costs->models[0].classes[2].recall.low,
              likeliest->models[0].classes[2].recall.high);
    EXPECT_LT(by_costs->models[0].accuracy.high, likeliest->models[0].accuracy.low);
    EXPECT_FALSE(likeliest->has_costs);
    EXPECT_TRUE(std::isnan(likeliest->models[0].value_per_month.value));
}

TEST(Multiclass, FindsTheSliceAndTheGroupThatFail) {
    auto rows = class_rows(2000, 9);
    engine::Column region{.name = "region",
                          .type = engine::Type::Text,
                          .numbers = {},
                          .codes = {},
                          .levels = {"north", "south"},
                          .times = {}};
    Random random(2, "regions");
    for (std::size_t row = 0; row < rows.label.size(); ++row) {
        const bool north = row % 4 == 0;
        region.codes.push_back(north ? 0 : 1);
        if (north) {
            rows.label[row] = static_cast<std::int32_t>(random.uniform() * 3);
        }
    }
    rows.probability = {{}, {}, {}};
    rows.decision = rows.label;
    for (std::size_t row = 0; row < rows.label.size(); ++row) {
        const double wrong = row % 4 == 0 ? 0.6 : 0.1;
        if (random.uniform() < wrong) {
            rows.decision[row] = (rows.label[row] + 1) % 3;
        }
    }
    rows.columns.push_back(std::move(region));
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made) << made.error().what;
    ASSERT_FALSE(made->slices.empty());
    EXPECT_TRUE(made->slices.front().confirmed);
    EXPECT_EQ(made->slices.front().conditions.front().is, "= north");
    EXPECT_NE(made->slices.front().sentence.find("go wrong in"), std::string::npos);
    const auto& gap = made->groups.front().gaps.front();
    EXPECT_EQ(gap.metric, "accuracy");
    EXPECT_EQ(gap.lowest, "north");
    EXPECT_GT(gap.gap.low, 0.3);
}

TEST(Multiclass, MeasuresAClaimAgainstOneClassForAll) {
    const auto rows = class_rows(500, 10);
    const auto made = evaluate(rows.input());
    const auto measured = measure(rows.input(), "accuracy", 0, 0.9);
    ASSERT_TRUE(made && measured);
    EXPECT_EQ(measured->value.value, made->models[0].accuracy.value);
    EXPECT_EQ(measured->baseline, made->baseline);
    EXPECT_NEAR(measured->gap.value, made->models[0].accuracy_against_baseline.value, 1e-12);
    const auto chances = measure(rows.input(), "log_loss", 0, 0.9);
    ASSERT_TRUE(chances);
    EXPECT_GT(chances->gap.value, 0);
    EXPECT_FALSE(measure(rows.input(), "value_per_month", 0, 0.9));
}

}  // namespace
}  // namespace assay::validate
