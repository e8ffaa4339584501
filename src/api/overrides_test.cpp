#include "api/overrides.hpp"

#include <gtest/gtest.h>

namespace assay::api {
namespace {

constexpr const char* kFile = R"([product]
name = "texts"
[data]
source = "flights.csv"
target = "late"
[rule]
sql = "delay >= 15"
[target]
metric = "auc"
at_least = 0.7
by = 2027-03-31
)";

TEST(Overrides, WinOverTheFileAndLeaveTheRest) {
    auto product = *study::parse_product(kFile, "product.toml");
    const Request request(Json{{"rule", "delay >= 30"},
                               {"true_positive", "4..8"},
                               {"groups", {"carrier, origin"}},
                               {"certainty", 0.9},
                               {"label_cost", "0.2"},
                               {"target_metric", "auc>=0.8"}});
    const auto applied = apply_overrides(request, product);
    ASSERT_TRUE(applied) << applied.error().what;
    EXPECT_EQ(product.name, "texts");
    EXPECT_EQ(product.target, "late");
    EXPECT_EQ(product.rule, "delay >= 30");
    EXPECT_EQ(product.true_positive.amount.high, 8);
    EXPECT_TRUE(product.costs_given);
    EXPECT_TRUE(product.label_given);
    EXPECT_EQ(product.groups, (std::vector<std::string>{"carrier", "origin"}));
    EXPECT_EQ(product.settings.certainty, 0.9);
    EXPECT_EQ(product.target_criterion->bar, 0.8);
    EXPECT_EQ(product.target_criterion->by, "2027-03-31");
}

TEST(Overrides, PointAtTheirFlagAndNotAtTheFile) {
    auto product = *study::parse_product(kFile, "product.toml");
    EXPECT_EQ(product.where("rule.sql"), "product.toml, line 7, [rule] sql");
    ASSERT_TRUE(apply_overrides(Request(Json{{"rule", "true"}}), product));
    EXPECT_EQ(product.where("rule.sql"), "--rule");
}

TEST(Overrides, NameTheFlagThatIsWrong) {
    study::Product product;
    const auto applied = apply_overrides(Request(Json{{"decisions_per_month", "many"}}), product);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().what, "--decisions-per-month: \"many\" is not a number");
}

TEST(Overrides, EachFlagStandsOnce) {
    std::vector<std::string> names;
    for (const auto& each : override_parameters()) {
        EXPECT_EQ(std::count(names.begin(), names.end(), each.name), 0) << each.name;
        EXPECT_FALSE(each.help.empty()) << each.name;
        EXPECT_FALSE(each.help.ends_with('.')) << each.name;
        names.push_back(each.name);
    }
    EXPECT_GE(names.size(), 25U);
}

}  // namespace
}  // namespace assay::api
