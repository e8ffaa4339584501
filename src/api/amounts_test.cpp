#include "api/amounts.hpp"

#include <gtest/gtest.h>

namespace assay::api {
namespace {

TEST(ParseAmount, TakesANumberOrARange) {
    EXPECT_EQ(parse_amount("build-cost", "27300")->low, 27300);
    EXPECT_EQ(parse_amount("build-cost", " +1e3 ")->high, 1000);
    const auto range = parse_amount("build-cost", "-2.5..4");
    ASSERT_TRUE(range);
    EXPECT_EQ(range->low, -2.5);
    EXPECT_EQ(range->high, 4);
}

TEST(ParseAmount, NamesTheFlagAndTheText) {
    const auto separated = parse_amount("build-cost", "27,300");
    ASSERT_FALSE(separated);
    EXPECT_EQ(separated.error().what, "--build-cost: \"27,300\" is not a number");
    const auto downwards = parse_amount("build-cost", "8..4");
    ASSERT_FALSE(downwards);
    EXPECT_EQ(downwards.error().hint, "write the lower end first: 4..8");
    EXPECT_FALSE(parse_amount("build-cost", "4..much"));
    EXPECT_FALSE(parse_amount("build-cost", "nan"));
    EXPECT_FALSE(parse_amount("build-cost", "inf"));
}

TEST(ParseCost, TakesWhatIsNoNumberForSql) {
    EXPECT_EQ(parse_cost("true-positive", "0.3 * amount")->sql, "0.3 * amount");
    EXPECT_EQ(parse_cost("true-positive", "amount")->sql, "amount");
    EXPECT_TRUE(parse_cost("true-positive", "6")->sql.empty());
    EXPECT_FALSE(parse_cost("true-positive", "  "));
    EXPECT_FALSE(parse_cost("true-positive", "4..x"));
}

TEST(ParseCriterion, ReadsMetricDirectionAndBar) {
    const auto target = parse_criterion("recall_at_fpr:0.01 >= 0.93");
    ASSERT_TRUE(target) << target.error().what;
    EXPECT_EQ(target->metric.text(), "recall_at_fpr:0.01");
    EXPECT_EQ(target->bar, 0.93);
    EXPECT_TRUE(target->at_least);
    EXPECT_FALSE(parse_criterion("brier<=0.1")->at_least);
}

TEST(ParseCriterion, SaysWhatIsMissing) {
    EXPECT_EQ(parse_criterion("auc").error().what,
              "--target-metric: \"auc\" has no \">=\" or \"<=\"");
    EXPECT_EQ(parse_criterion("auc>=high").error().what,
              "--target-metric: \"high\" is not a number");
    EXPECT_EQ(parse_criterion("auk>=0.7").error().hint, "did you mean \"auc\"?");
}

}  // namespace
}  // namespace assay::api
