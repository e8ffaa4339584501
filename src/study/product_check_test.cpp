#include <gtest/gtest.h>

#include "study/product.hpp"

namespace assay::study {
namespace {

struct Broken {
    const char* text;
    const char* says;
};

/// The whole message of a failure; "" when there is none.
template <class T>
std::string message(const Result<T>& result) {
    return result ? "" : result.error().what + " | " + result.error().hint;
}

/// The message of validate_product on the smallest product file, with `more` appended.
std::string check_message(std::string_view more, std::string_view data = "target = \"late\"") {
    const auto product =
        parse_product("[data]\nsource = \"t.csv\"\n" + std::string(data) + "\n" + std::string(more),
                      "product.toml");
    EXPECT_TRUE(product) << message(product);
    return product ? message(validate_product(*product)) : "not parsed";
}

TEST(ProductCheck, WhatCannotBeRightIsRefused) {
    const std::string p = "product.toml, ";
    const std::vector<Broken> cases{
        {"[product]\npurpose = \"servise\"",
         "line 5, [product] purpose: \"servise\" is not a known"},
        {"[rule]\n", "[rule] sql: the rule is empty"},
        {"[[option]]\nscore = \"s\"", "line 4, [[option]]: has no name"},
        {"[[option]]\nname = \"rule\"\nscore = \"s\"",
         "line 5, [[option]] name: \"rule\" is one of assay's own options"},
        {"[[option]]\nname = \"v\"\nscore = \"s\"\n[[option]]\nname = \"v\"\nscore = \"t\"",
         "line 8, [[option]] name: \"v\" names an earlier option"},
        {"[[option]]\nname = \"v\"",
         "line 4, [[option]]: \"v\" has neither a score nor a decision"},
        {"[[option]]\nname = \"v\"\nscore = \"s\"\ndecision = \"d\"",
         "line 4, [[option]]: \"v\" has a score, \"s\", and a decision, \"d\""},
        {"[[scenario]]\nsql = \"a\"", "line 4, [[scenario]]: has no name"},
        {"[[scenario]]\nname = \"w\"\nmetric = \"auc\"\nat_least = 0.7",
         "line 4, [[scenario]]: \"w\" does not say which rows it is about"},
        {"[[scenario]]\nname = \"w\"\nsql = \"a\"\nfile = \"f.csv\"",
         "line 4, [[scenario]]: \"w\" has SQL, \"a\", and a file, \"f.csv\" | keep one"},
        {"[[scenario]]\nname = \"w\"\nfile = \"f.csv\"",
         "line 6, [[scenario]] file: there is no id to find its rows by"},
        {"[[scenario]]\nname = \"w\"\nsql = \"a\"\nmetric = \"auk\"",
         "line 7, [[scenario]] metric: \"auk\" is not a metric of a scenario"},
        {"[[scenario]]\nname = \"w\"\nsql = \"a\"\nmetric = \"auc\"",
         "line 4, [[scenario]]: \"w\" has no bar to reach | write at_least or at_most"},
        {"[[scenario]]\nname = \"w\"\nsql = \"a\"\nmetric = \"auc\"\nat_most = 1\n"
         "[[scenario]]\nname = \"w\"",
         "line 10, [[scenario]] name: \"w\" names an earlier scenario"},
        {"[costs]\ndecisions_per_month = 0",
         "line 5, [costs] decisions_per_month: 0 is not above 0"},
        {"[costs]\nreview_capacity = -1", "line 5, [costs] review_capacity: -1 is not above 0"},
        {"[costs]\nlabels_per_month = 0", "line 5, [costs] labels_per_month: 0 is not above 0"},
        {"[costs]\nbuild = [-5, 5]", "line 5, [costs] build: -5 is not 0 or more"},
        {"[costs]\nlabel = -0.2", "line 5, [costs] label: -0.2 is not 0 or more"},
        {"[costs]\ncurrency = \"\"", "line 5, [costs] currency: is empty"},
        {"[target]\nat_least = 0.7", "line 5, [target] at_least: 0.7 of which metric?"},
        {"[target]\nmetric = \"auc\"", "line 5, [target] metric: auc has no bar to reach"},
        {"[target]\nby = 2027-01-01", "line 4, [target]: says nothing about what counts"},
        {"[target]\nmetric = \"auc\"\nat_most = 0.7",
         "line 6, [target] at_most: auc is better when it is higher | write at_least"},
        {"[target]\nmetric = \"brier\"\nat_least = 0.1",
         "line 6, [target] at_least: brier is better when it is lower | write at_most"},
        {"[target]\nmetric = \"auc\"\nat_least = 70",
         "line 6, [target] at_least: 70 is not between"},
        {"[[scenario]]\nname = \"a\"\nsql = \"true\"\nmetric = \"recall\"\nat_least = 80",
         "line 8, [[scenario]] at_least: 80 is not between 0 and 1 | write a share"},
        {"[target]\nsmallest_gain_per_month = -1",
         "line 5, [target] smallest_gain_per_month: -1 is not 0 or more"},
        {"[study]\ncertainty = 0.5", "line 5, [study] certainty: 0.5 is not between 0.5 and 1"},
        {"[study]\ncertainty = 1", "line 5, [study] certainty: 1 is not between 0.5 and 1"},
        {"[study]\nhorizon_months = 0", "line 5, [study] horizon_months: 0 is not between"},
        {"[study]\nmargin = 0.6", "line 5, [study] margin: 0.6 is not between 0 and 0.5"},
        {"[study]\ntrain_rows = 99", "line 5, [study] train_rows: 99 is not 100 or more"},
        {"[study]\nfolds = 1", "line 5, [study] folds: 1 is not between 2 and 100"},
        {"[study]\nseeds = 0", "line 5, [study] seeds: 0 is not between 1 and 100"},
        {"[study]\nblocks = 1", "line 5, [study] blocks: 1 is not between 2 and 100"},
        {"[study]\ndraws = 499", "line 5, [study] draws: 499 is not between 500 and 100000"},
    };
    for (const auto& each : cases) {
        const std::string says = check_message(each.text);
        EXPECT_TRUE(says.starts_with(p + each.says)) << each.text << "\n" << says;
    }
}

TEST(ProductCheck, TheTargetIsNothingElse) {
    const std::vector<Broken> cases{
        {"groups = [\"late\"]", "product.toml, line 4, [data] groups: \"late\" is the target"},
        {"ignore = [\"late\"]", "product.toml, line 4, [data] ignore: \"late\" is the target"},
        {"id = \"late\"", "product.toml, line 4, [data] id: \"late\" is the target"},
        {"time = \"late\"", "product.toml, line 4, [data] time: \"late\" is the target"},
        {"groups = [\"a\", \"a\"]",
         "product.toml, line 4, [data] groups: \"a\" stands there twice"},
        {"positive_rate = 2",
         "product.toml, line 4, [data] positive_rate: 2 is not between 0 and 1"},
        {"known_at = {a = \"b\"}", "product.toml, line 4, [data] known_at: there is no time"},
    };
    for (const auto& each : cases) {
        const std::string says = check_message("", "target = \"late\"\n" + std::string(each.text));
        EXPECT_TRUE(says.starts_with(each.says)) << each.text << "\n" << says;
    }
    EXPECT_TRUE(check_message("", "").starts_with("product.toml, [data] target: no target"));
    EXPECT_EQ(message(validate_product(Product{})).substr(0, 36),
              "[data] source: no data is named | wr");
}

TEST(ProductCheck, ActingThatNeverPaysIsNotAnErrorOfTheFile) {
    EXPECT_EQ(check_message("[costs]\ntrue_positive = -1\nfalse_positive = -1"), "");
}

}  // namespace
}  // namespace assay::study
