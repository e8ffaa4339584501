#include "api/evaluate_request.hpp"

#include <gtest/gtest.h>

namespace assay::api {
namespace {

Json asked(Json more = Json::object()) {
    Json out = {{"predictions", "p.csv"}, {"label", "late"}, {"score", "p"}};
    out.update(more);
    return out;
}

std::string failure(const Json& more) {
    const auto read = read_evaluate_request(Request(asked(more)));
    return read ? std::string() : read.error().what;
}

TEST(EvaluateRequest, LaysFlagsOverAnEmptyProduct) {
    const auto read = read_evaluate_request(
        Request(asked({{"groups", {"a, b", "c"}},
                       {"option", {"today = vendor_score"}},
                       {"true_positive", "4..8"},
                       {"papers_cost", 3},
                       {"papers_catch", 0.6},
                       {"scenario", {"winter: month IN (12, 1): auc >= 0.7"}}})));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->product.target, "late");
    EXPECT_EQ(read->product.name, "p");
    EXPECT_EQ(read->product.groups, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(read->product.options.front().name, "today");
    EXPECT_EQ(read->product.options.front().score, "vendor_score");
    EXPECT_EQ(read->product.true_positive.amount.middle(), 6);
    EXPECT_EQ(read->product.where("data.target"), "--label");
    EXPECT_EQ(read->options.papers->catches, 0.6);
    const auto& scenario = read->product.scenarios.front();
    EXPECT_EQ(scenario.name, "winter");
    EXPECT_EQ(scenario.sql, "month IN (12, 1)");
    EXPECT_EQ(scenario.metric, "auc");
    EXPECT_EQ(scenario.bar, 0.7);
    EXPECT_TRUE(scenario.at_least);
    EXPECT_EQ(read->product.where("scenario.0.metric"), "--scenario winter");
}

TEST(EvaluateRequest, NamesTheFlagThatIsWrong) {
    EXPECT_EQ(failure({{"option", {"today"}}}), "--option: \"today\" is not NAME=SCORE");
    EXPECT_EQ(failure({{"scenario", {"winter"}}}),
              "--scenario: \"winter\" is not NAME: SQL: METRIC>=BAR");
    EXPECT_EQ(failure({{"papers_cost", 3}}), "--papers-cost and --papers-catch belong together");
    EXPECT_EQ(failure({{"papers_cost", 3}, {"papers_catch", 60}}),
              "--papers-catch: 60.0 is not between 0 and 1");
    EXPECT_EQ(failure({{"papers_cost", -3}, {"papers_catch", 0.5}}),
              "--papers-cost: a price is written without a sign");
    EXPECT_EQ(failure({{"seed", -1}}), "--seed: -1 is negative");
    EXPECT_EQ(failure({{"score", ""}}), "no predictions: neither a score nor a decision");
    EXPECT_EQ(failure({{"label", ""}}), "no label: what came true in p.csv?");
}

}  // namespace
}  // namespace assay::api
