#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/json.hpp"
#include "validate/kinds_sample_test.hpp"
#include "validate/test_sample.hpp"

namespace assay::validate {
namespace {

std::string failure(const RegressionInput& input) {
    const auto made = evaluate(input);
    return made ? std::string() : made.error().what;
}

bool has(const std::vector<Finding>& findings, const std::string& code) {
    return std::ranges::find(findings, code, &Finding::code) != findings.end();
}

TEST(Regression, TheMeanOfTheLabelsExplainsNothing) {
    const auto rows = number_rows(200, 1);
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made) << made.error().what;
    const auto mean = std::ranges::find(made->models, "mean", &RegressionModel::name);
    ASSERT_NE(mean, made->models.end());
    EXPECT_NEAR(mean->r2.value, 0, 1e-12);
    EXPECT_NEAR(mean->rmse.value, made->label.sd, 1e-12);
    const auto median = std::ranges::find(made->models, "median", &RegressionModel::name);
    EXPECT_EQ(median->mae_against_baseline.value, 0);
    EXPECT_LE(median->mae.value, mean->mae.value);
}

TEST(Regression, RefusesWhatCannotBeMeasured) {
    auto rows = number_rows(50, 2);
    rows.predicted[3] = std::numeric_limits<double>::infinity();
    EXPECT_EQ(failure(rows.input()), "the prediction of m is inf in row 4");
    rows = number_rows(50, 2);
    std::ranges::fill(rows.label, 7.0);
    EXPECT_EQ(failure(rows.input()),
              "the label \"price\" is 7 in all 50 rows: nothing can be "
              "explained");
    rows = number_rows(50, 2);
    rows.low = rows.high = rows.predicted;
    auto input = rows.input();
    input.models[0].quantiles[1].level = 1.5;
    EXPECT_EQ(failure(input), "the level of a quantile is 1.5, not between 0 and 1");
    rows.predicted.pop_back();
    EXPECT_NE(failure(rows.input()), "");
    rows = number_rows(50, 2);
    std::ranges::fill(rows.label, std::nan(""));
    EXPECT_EQ(failure(rows.input()), "no row has both a label and a prediction");
}

TEST(Regression, SaysWhatIsOdd) {
    auto rows = number_rows(60, 3);
    rows.label[0] = std::nan("");
    rows.predicted[1] = std::nan("");
    rows.low = rows.predicted;
    rows.high = rows.predicted;
    rows.low[5] += 1;
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made);
    EXPECT_EQ(made->rows, 58);
    EXPECT_TRUE(has(made->integrity, "no-label"));
    EXPECT_TRUE(has(made->integrity, "no-score"));
    EXPECT_TRUE(has(made->integrity, "crossing-quantiles"));
    rows = number_rows(60, 3);
    rows.predicted = rows.label;
    const auto same = evaluate(rows.input());
    ASSERT_TRUE(same);
    EXPECT_EQ(same->integrity.front().code, "is-the-label");
}

TEST(Regression, DoesNotDependOnTheOrderOfRows) {
    auto rows = number_rows(300, 4);
    rows.costs = ErrorCosts{.under = 3, .over = 1, .tolerance = 0.5};
    NumberRows mixed = rows;
    std::vector<std::size_t> order(rows.label.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random(1, "mix").shuffle(order);
    for (std::size_t row = 0; row < order.size(); ++row) {
        mixed.label[row] = rows.label[order[row]];
        mixed.predicted[row] = rows.predicted[order[row]];
        mixed.other[row] = rows.other[order[row]];
    }
    const auto one = evaluate(rows.input());
    const auto two = evaluate(mixed.input());
    ASSERT_TRUE(one && two);
    EXPECT_EQ(dump(to_json(*one)), dump(to_json(*two)));
}

TEST(Regression, ScalesWithItsUnits) {
    const auto rows = number_rows(300, 5);
    auto scaled = rows;
    for (auto* column : {&scaled.label, &scaled.predicted, &scaled.other}) {
        for (double& each : *column) {
            each = 100 * each + 7;
        }
    }
    const auto one = evaluate(rows.input());
    const auto two = evaluate(scaled.input());
    ASSERT_TRUE(one && two);
    EXPECT_NEAR(two->models[0].mae.high, 100 * one->models[0].mae.high, 1e-8);
    EXPECT_NEAR(two->models[0].rmse.low, 100 * one->models[0].rmse.low, 1e-8);
    EXPECT_NEAR(two->models[0].r2.low, one->models[0].r2.low, 1e-10);
}

TEST(Regression, FindsTheShiftThatSavesWhereTooLowIsDear) {
    auto rows = number_rows(2000, 6);
    rows.costs = ErrorCosts{.under = 9, .over = 1, .tolerance = 0};
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made && made->shift);
    // The .9 quantile of a standard normal error.
    EXPECT_NEAR(made->shift->best, 1.2816, 0.1);
    EXPECT_GT(made->shift->saved_per_month.low, 0);
    EXPECT_GE(made->shift->seen_saved_per_month, made->shift->saved_per_month.value);
    EXPECT_GT(made->models[0].saved_against_baseline.low, 0);
}

TEST(Regression, JudgesRangesByHowOftenTheyHold) {
    auto rows = number_rows(2000, 7);
    for (const double each : rows.predicted) {
        rows.low.push_back(each - 1.2816);
        rows.high.push_back(each + 1.2816);
    }
    const auto honest = evaluate(rows.input());
    ASSERT_TRUE(honest && honest->models[0].range);
    EXPECT_NEAR(honest->models[0].range->nominal, 0.8, 1e-12);
    EXPECT_LE(honest->models[0].range->inside.low, 0.8);
    EXPECT_GE(honest->models[0].range->inside.high, 0.8);
    for (std::size_t row = 0; row < rows.low.size(); ++row) {
        rows.low[row] = rows.predicted[row] - 0.5;
        rows.high[row] = rows.predicted[row] + 0.5;
    }
    const auto narrow = evaluate(rows.input());
    EXPECT_NE(narrow->models[0].range->sentence.find("too narrow"), std::string::npos);
}

TEST(Regression, ComparesInPairsAndByDecile) {
    const auto rows = number_rows(1000, 8);
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made && made->comparison);
    EXPECT_LT(made->comparison->metrics[0].difference.high, 0);
    EXPECT_GT(made->comparison->closer.low, 0.5);
    ASSERT_EQ(made->deciles.size(), 10U);
    std::int64_t sum = 0;
    for (const auto& each : made->deciles) {
        sum += each.rows;
    }
    EXPECT_EQ(sum, 1000);
}

TEST(Regression, FindsThePartWhereTheOtherModelIsCloser) {
    auto rows = number_rows(1200, 11);
    std::vector<std::int32_t> city;
    for (std::size_t row = 0; row < rows.label.size(); ++row) {
        city.push_back(row % 3 == 0 ? 1 : 0);
        if (row % 3 == 0) {
            std::swap(rows.predicted[row], rows.other[row]);
        }
    }
    rows.columns.push_back(text_column("city", {"Bonn", "Kiel"}, city));
    const auto made = evaluate(rows.input());
    ASSERT_TRUE(made && made->comparison);
    const auto& parts = made->comparison->by_slice;
    ASSERT_EQ(parts.size(), 2U);
    const auto kiel = std::ranges::find_if(
        parts, [](const auto& each) { return each.is.find("Kiel") != std::string::npos; });
    ASSERT_NE(kiel, parts.end());
    double sum = 0;
    for (std::size_t row = 0; row < rows.label.size(); row += 3) {
        sum += std::abs(rows.predicted[row] - rows.label[row]) -
               std::abs(rows.other[row] - rows.label[row]);
    }
    EXPECT_EQ(kiel->rows, 400);
    EXPECT_NEAR(kiel->difference.value, sum / 400, 1e-12);
    EXPECT_NEAR(kiel->first - kiel->second, kiel->difference.value, 1e-12);
    EXPECT_GT(kiel->difference.low, 0);
    EXPECT_LT(kiel->p_adjusted, 0.01);
    EXPECT_NE(kiel->sentence.find("worse beyond chance"), std::string::npos) << kiel->sentence;
    const auto& bonn = parts[kiel == parts.begin() ? 1 : 0];
    EXPECT_LT(bonn.difference.high, 0);
    EXPECT_NE(bonn.sentence.find("better beyond chance"), std::string::npos) << bonn.sentence;
}

TEST(Regression, MeasuresAClaimAgainstTheBestConstant) {
    const auto rows = number_rows(500, 9);
    const auto made = evaluate(rows.input());
    const auto measured = measure(rows.input(), "mae", 0, 0.9);
    ASSERT_TRUE(made && measured);
    EXPECT_EQ(measured->value.value, made->models[0].mae.value);
    EXPECT_EQ(measured->baseline, "always the median");
    EXPECT_GT(measured->gap.low, 0);
    const auto r2 = measure(rows.input(), "r2", 0, 0.9);
    ASSERT_TRUE(r2);
    EXPECT_NEAR(r2->gap.value, made->models[0].r2.value, 1e-12);
    EXPECT_FALSE(measure(rows.input(), "pinball", 0.3, 0.9));
    EXPECT_FALSE(measure(rows.input(), "cost_per_month", 0, 0.9));
}

}  // namespace
}  // namespace assay::validate
