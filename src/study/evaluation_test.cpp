#include "study/evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/file.hpp"
#include "base/random.hpp"
#include "base/scratch_test.hpp"

namespace assay::study {
namespace {

/// One row of a table of predictions.
struct Line {
    int id = 0;
    double score = 0;
    bool late = false;
    std::string region;
};

std::vector<Line> lines(int rows, double noise = 0.3) {
    Random random(3, "prediction lines");
    std::vector<Line> out;
    for (int row = 0; row < rows; ++row) {
        const double chance = random.uniform();
        const double score = std::clamp(chance + noise * random.normal(), 0.0, 1.0);
        out.push_back({.id = row,
                       .score = std::round(score * 1e4) / 1e4,
                       .late = random.uniform() < chance,
                       .region = chance > 0.5 ? "north" : "south"});
    }
    return out;
}

std::string csv(const std::vector<Line>& rows) {
    std::string out = "id,p,late,region\n";
    for (const auto& each : rows) {
        out += std::to_string(each.id) + "," + std::to_string(each.score) + "," +
               (each.late ? "true" : "false") + "," + each.region + "\n";
    }
    return out;
}

class EvaluatePredictions : public testing::Test {
  protected:
    std::string put(const std::string& name, const std::string& content) const {
        const auto file = scratch_.path() / name;
        EXPECT_TRUE(write_file(file, content));
        return file.string();
    }
    static Product product(const std::string& source) {
        Product out;
        out.source = source;
        out.target = "late";
        out.id = "id";
        out.name = "late";
        for (const char* key : {"data.target", "data.id", "data.groups"}) {
            out.flags[key] = "--flag";
        }
        return out;
    }
    static Result<Predictions> read(const Product& product, EvaluationOptions options = {}) {
        auto engine = TRY(engine::Engine::open(
            {.library = ASSAY_LIBRARIES "/libduckdb.so", .memory_limit = "1GB", .threads = 2}));
        options.score = options.score.empty() ? "p" : options.score;
        return Predictions::read(product, options, engine, {});
    }

    Scratch scratch_;
};

TEST_F(EvaluatePredictions, TheSameRowsInAnyOrderAreTheSameEvaluation) {
    auto rows = lines(400);
    const auto first = read(product(put("a.csv", csv(rows))));
    ASSERT_TRUE(first) << first.error().what;
    Random(1, "mix").shuffle(rows);
    const auto second = read(product(put("b.csv", csv(rows))));
    ASSERT_TRUE(second) << second.error().what;
    EXPECT_EQ(first->test_rows(), second->test_rows());
    EXPECT_EQ(first->predictions(), second->predictions());
    const auto one = first->evaluate({});
    const auto two = second->evaluate({});
    ASSERT_TRUE(one && two);
    EXPECT_EQ(dump(to_json(one->models)), dump(to_json(two->models)));
    EXPECT_EQ(dump(to_json(one->slices)), dump(to_json(two->slices)));
    EXPECT_EQ(dump(to_json(one->cut)), dump(to_json(two->cut)));
}

TEST_F(EvaluatePredictions, ColumnsThatNobodyAskedForMoveNoNumber) {
    const auto rows = lines(400);
    std::string more = csv(rows);
    for (std::size_t at = more.find('\n'), row = 0; at != std::string::npos; ++row) {
        const std::string cell = row == 0 ? ",noise" : "," + std::to_string(row * 37 % 101);
        more.insert(at, cell);
        at = more.find('\n', at + cell.size() + 1);
    }
    const auto one = read(product(put("a.csv", csv(rows))));
    const auto two = read(product(put("b.csv", more)));
    ASSERT_TRUE(one && two);
    const auto first = one->evaluate({});
    const auto second = two->evaluate({});
    ASSERT_TRUE(first && second);
    EXPECT_EQ(dump(to_json(first->cut)), dump(to_json(second->cut)));
}

TEST_F(EvaluatePredictions, OtherScoresOnTheSameRowsAreOtherPredictions) {
    auto rows = lines(300);
    const auto first = read(product(put("a.csv", csv(rows))));
    rows[5].score = 0.123;
    const auto scored = read(product(put("b.csv", csv(rows))));
    rows[6].late = !rows[6].late;
    const auto labelled = read(product(put("c.csv", csv(rows))));
    ASSERT_TRUE(first && scored && labelled);
    EXPECT_EQ(first->test_rows(), scored->test_rows());
    EXPECT_NE(first->predictions(), scored->predictions());
    EXPECT_NE(first->test_rows(), labelled->test_rows());
}

TEST_F(EvaluatePredictions, WithoutIdsTheOtherColumnsTellTheRows) {
    auto rows = lines(300);
    auto without = product(put("a.csv", csv(rows)));
    without.id.clear();
    const auto first = read(without);
    for (auto& each : rows) {
        each.score = std::round(each.score * 10) / 10;
    }
    without.source = put("b.csv", csv(rows));
    const auto scored = read(without);
    ASSERT_TRUE(first && scored);
    EXPECT_EQ(first->test_rows(), scored->test_rows());
    EXPECT_NE(first->predictions(), scored->predictions());
}

TEST_F(EvaluatePredictions, AnotherFileIsJoinedById) {
    auto rows = lines(400);
    const auto file = put("a.csv", csv(rows));
    auto others = rows;
    Random(2, "mix").shuffle(others);
    EvaluationOptions options;
    options.against = put("same.csv", csv(others));
    const auto same = read(product(file), options);
    ASSERT_TRUE(same) << same.error().what;
    const auto made = same->evaluate({});
    ASSERT_TRUE(made && made->comparison);
    EXPECT_EQ(made->comparison->against, "model \"same\"");
    EXPECT_EQ(made->comparison->flips.share.value, 0);
    EXPECT_EQ(made->comparison->metrics.front().difference.value, 0);

    others.resize(390);
    options.against = put("short.csv", csv(others));
    const auto shorter = read(product(file), options)->evaluate({});
    ASSERT_TRUE(shorter);
    EXPECT_EQ(shorter->rows, 390);
    EXPECT_TRUE(std::ranges::any_of(shorter->integrity, [](const auto& each) {
        return each.code == "no-score" && each.rows == 10;
    }));
}

TEST_F(EvaluatePredictions, AnotherFileThatDoesNotMatchIsRefused) {
    const auto rows = lines(100);
    const auto file = put("a.csv", csv(rows));
    const auto refused = [&](const std::string& content, bool by_id) {
        EvaluationOptions options;
        options.against = put("other.csv", content);
        auto asked = product(file);
        asked.id = by_id ? "id" : "";
        const auto read_it = read(asked, options);
        return read_it ? std::string() : read_it.error().what;
    };
    auto fewer = rows;
    fewer.pop_back();
    EXPECT_NE(refused(csv(fewer), false).find("has 99 rows"), std::string::npos);
    auto moved = rows;
    for (auto& each : moved) {
        each.id += 1000;
    }
    EXPECT_NE(refused(csv(moved), true).find("share no value of \"id\""), std::string::npos);
    auto twice = rows;
    twice[3].id = twice[2].id;
    EXPECT_NE(refused(csv(twice), true).find("has id = 2 twice"), std::string::npos);
    EXPECT_NE(refused("number,p\n1,0.5\n", true).find("has no column \"id\""), std::string::npos);
    EvaluationOptions options;
    options.against = "nothing";
    EXPECT_NE(read(product(file), options).error().what.find("neither a column"),
              std::string::npos);
}

TEST_F(EvaluatePredictions, WhatOnlyTheProductFileNamesMayBeAbsent) {
    const auto file = put("a.csv", csv(lines(300)));
    auto described = parse_product(
        "[data]\nsource = \"elsewhere.csv\"\ntarget = \"late\"\nid = \"flight\"\n"
        "time = \"scheduled\"\ngroups = [\"region\", \"carrier\"]\n"
        "[rule]\nsql = \"delay >= 15\"\n"
        "[costs]\ncurrency = \"USD\"\ntrue_positive = [4, 8]\nfalse_positive = -2\n"
        "decisions_per_month = 1000\nreview_capacity = 100\n",
        "product.toml");
    ASSERT_TRUE(described) << described.error().what;
    described->source = file;
    const auto predictions = read(*described);
    ASSERT_TRUE(predictions) << predictions.error().what;
    const auto made = predictions->evaluate({});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->currency, "USD");
    EXPECT_EQ(made->groups.size(), 1U);
    EXPECT_EQ(made->cut.chosen_by, "capacity");
    EXPECT_LE(made->models.front().acts.value, 0.1);
    std::vector<std::string> absent;
    for (const auto& each : made->integrity) {
        if (each.code == "not-in-table") {
            absent.push_back(each.column);
        }
    }
    EXPECT_EQ(absent.size(), 4U);  // id, time, one group, the rule
    EXPECT_TRUE(std::ranges::any_of(made->integrity,
                                    [](const auto& each) { return each.code == "cost-range"; }));

    auto named = *described;
    named.entity = "tailnum";
    named.flags["data.entity"] = "--entity";
    const auto refused = read(named);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what, "--entity: " + file + " has no column \"tailnum\"");
}

TEST_F(EvaluatePredictions, ScenariosOfAProductFileAreSqlOrListedIds) {
    put("hard.csv", "id,why\n3,a\n5,b\n5,b\n8,c\n90000,d\n");
    const auto file = put("product.toml",
                          "[data]\ntarget = \"late\"\nid = \"id\"\n"
                          "[[scenario]]\nname = \"north\"\nsql = \"region = 'north'\"\n"
                          "metric = \"auc\"\nat_least = 0.5\n"
                          "[[scenario]]\nname = \"gone\"\nsql = \"distance > 3\"\n"
                          "metric = \"auc\"\nat_least = 0.5\n"
                          "[[scenario]]\nname = \"hard\"\nfile = \"hard.csv\"\n"
                          "metric = \"brier\"\nat_most = 0.9\n");
    auto product = read_product(file);
    ASSERT_TRUE(product) << product.error().what;
    product->source = put("p.csv", csv(lines(400)));
    const auto rows = read(*product);
    ASSERT_TRUE(rows) << rows.error().what;
    const auto found = rows->evaluate({});
    ASSERT_TRUE(found) << found.error().what;
    ASSERT_EQ(found->scenarios.size(), 2U);
    EXPECT_EQ(found->scenarios[0].name, "north");
    EXPECT_EQ(found->scenarios[0].outcome, "pass");
    EXPECT_EQ(found->scenarios[1].rows, 3);
    EXPECT_EQ(found->scenarios[1].sql, "id in " + product->scenarios[2].file);
    const auto finding = [&](const std::string& code) {
        return *std::ranges::find(found->integrity, code, &validate::Finding::code);
    };
    EXPECT_EQ(finding("scenario-ids").sentence, "Of 4 ids that " + product->scenarios[2].file +
                                                    " lists, 1 is not among the judged rows.");
    EXPECT_EQ(finding("not-in-table").column, "scenario gone");
    EXPECT_EQ(finding("not-in-table").severity, validate::Severity::Warning);
    EXPECT_EQ(found->product["scenarios"].size(), 2U);
    EXPECT_TRUE(std::ranges::any_of(found->evidence,
                                    [](const auto& each) { return each.what == "scenario hard"; }));
}

TEST_F(EvaluatePredictions, AScenariosFileMustBeThereAndNameItsRows) {
    const auto refused = [&](const std::string& list) {
        auto with = product(put("p.csv", csv(lines(300))));
        with.scenarios.push_back({.name = "hard",
                                  .sql = {},
                                  .file = list,
                                  .id = "id",
                                  .metric = "auc",
                                  .bar = 0.5,
                                  .at_least = true,
                                  .has_bar = true});
        const auto rows = read(with);
        return rows ? std::string("accepted") : rows.error().what;
    };
    const auto wrong = put("hard.csv", "key\n3\n");
    EXPECT_EQ(refused(wrong),
              "[[scenario]] file: " + wrong + " has no column \"id\" to find its rows by");
    EXPECT_NE(refused((scratch_.path() / "none.csv").string()).find("none.csv"), std::string::npos);
}

TEST_F(EvaluatePredictions, ClaimsAreHeldAgainstRangeBaselineAndReuse) {
    const auto predictions = read(product(put("a.csv", csv(lines(600)))));
    ASSERT_TRUE(predictions);
    const auto document = predictions->evaluate({});
    ASSERT_TRUE(document);
    const auto& auc = document->models.front().auc;
    const auto check = [&](const std::string& metric, double bar, std::int64_t k) {
        Target claim;
        claim.metric = *parse_metric(metric);
        claim.bar = bar;
        claim.at_least = claim.metric.higher_is_better();
        const auto found = predictions->check_claim(metric, claim, k, *document);
        return found ? found->verdict : found.error().what;
    };
    EXPECT_EQ(check("auc", auc.low - 0.001, 1), "supported");
    EXPECT_EQ(check("auc", auc.low - 0.001, 20), "cannot tell");
    EXPECT_EQ(check("auc", auc.low + 0.001, 1), "cannot tell");
    EXPECT_EQ(check("auc", auc.high + 0.001, 1), "not supported");
    EXPECT_EQ(check("brier", 0.249, 1), "supported");
    EXPECT_EQ(check("brier", 0.1, 1), "not supported");
    EXPECT_EQ(check("precision_at_recall:0.5", 0.3, 1), "supported");
}

TEST_F(EvaluatePredictions, AClaimThatAGuessReachesIsNotSupported) {
    auto rows = lines(400);
    Random random(9, "guess");
    for (auto& each : rows) {
        each.score = std::round(1e4 * (0.45 + 0.1 * random.uniform())) / 1e4;  // knows nothing
    }
    const auto predictions = read(product(put("a.csv", csv(rows))));
    const auto document = predictions->evaluate({});
    ASSERT_TRUE(document);
    Target claim;
    claim.metric = *parse_metric("brier");
    claim.bar = 0.3;
    claim.at_least = false;
    const auto check = predictions->check_claim("brier <= 0.3", claim, 1, *document);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->verdict, "not supported");
    EXPECT_NE(check->sentence.find("says nothing about it"), std::string::npos);
}

TEST_F(EvaluatePredictions, AClaimOnTheLabelItselfCannotBeTold) {
    auto rows = lines(300);
    for (auto& each : rows) {
        each.score = each.late ? 1 : 0;
    }
    const auto predictions = read(product(put("a.csv", csv(rows))));
    const auto document = predictions->evaluate({});
    ASSERT_TRUE(document);
    Target claim;
    claim.metric = *parse_metric("auc");
    claim.bar = 0.8;
    const auto check = predictions->check_claim("auc >= 0.8", claim, 1, *document);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->verdict, "cannot tell");
    EXPECT_NE(check->sentence.find("equals the label"), std::string::npos);
}

TEST_F(EvaluatePredictions, AClaimOnANearLeakSaysSo) {
    auto rows = lines(1000);
    for (auto& each : rows) {
        each.score = each.late ? 0.6 + each.score / 4 : each.score / 4;
    }
    rows[0].late = false;
    rows[0].score = 0.62;  // above few of the late ones: not quite without a mistake
    const auto predictions = read(product(put("a.csv", csv(rows))));
    const auto document = predictions->evaluate({});
    ASSERT_TRUE(document);
    Target claim;
    claim.metric = *parse_metric("precision_at_k:100");
    claim.bar = 0.8;
    const auto check = predictions->check_claim("precision_at_k:100 >= 0.8", claim, 1, *document);
    ASSERT_TRUE(check);
    EXPECT_NE(check->reasons[1].find("rare for an honest model"), std::string::npos)
        << check->reasons[1];
    EXPECT_NE(check->sentence.find("among the first 100 of a month's 1,000 is"), std::string::npos)
        << check->sentence;
}

TEST_F(EvaluatePredictions, RepeatedUseWidensTheHeadlines) {
    const auto predictions = read(product(put("a.csv", csv(lines(300)))));
    ASSERT_TRUE(predictions);
    const auto once = predictions->reuse(1);
    const auto often = predictions->reuse(10);
    ASSERT_TRUE(once && often);
    EXPECT_NEAR(once->confidence, 0.9, 1e-12);
    EXPECT_NEAR(often->confidence, 0.99, 1e-12);
    EXPECT_EQ(once->adjusted.front().estimate.value, often->adjusted.front().estimate.value);
    EXPECT_LT(often->adjusted.front().estimate.low, once->adjusted.front().estimate.low);
}

}  // namespace
}  // namespace assay::study
