#include "study/own_evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "base/random.hpp"
#include "base/scratch_test.hpp"
#include "study/study.hpp"

namespace assay::study {
namespace {

/// A study with groups, a rule, and a price that every row has for itself.
class OwnEvaluations : public testing::Test {
  protected:
    Product product(const std::string& costs) const {
        const auto table = scratch_.path() / "t.csv";
        Random random(11, "table");
        std::ofstream out(table);
        out << "no,region,a,b,price,y\n";
        for (int row = 0; row < 900; ++row) {
            const double a = random.normal();
            const double b = random.normal();
            const bool y = random.uniform() < 1 / (1 + std::exp(-1.2 * (a + b)));
            out << row << ',' << (row % 2 == 0 ? "north" : "south") << ',' << a << ',' << b << ','
                << row % 7 + 1 << ',' << (y ? 1 : 0) << '\n';
        }
        auto parsed = parse_product("[data]\nsource = \"" + table.string() +
                                        "\"\ntarget = \"y\"\nid = \"no\"\ngroups = [\"region\"]\n"
                                        "ignore = [\"price\"]\n[rule]\nsql = \"a > 0\"\n" +
                                        costs,
                                    "product.toml");
        EXPECT_TRUE(parsed) << parsed.error().what;
        return *parsed;
    }

    /// The study's document, and its own model evaluated from the file of predictions.
    struct Both {
        Document study;
        EvaluationDocument evaluation;
    };
    Result<Both> both(const Product& product) const {
        auto engine = TRY(engine::Engine::open(
            {.library = ASSAY_LIBRARIES "/libduckdb.so", .memory_limit = "1GB", .threads = 2}));
        const auto file = scratch_.path() / "predictions.parquet";
        StudyOptions options;
        options.quick = true;
        options.predictions = file;
        auto study = TRY(run_study(product, engine, options, {}));
        const auto own =
            own_evaluation(study, product, file.string(), TRY(columns_of(engine, file)));
        EXPECT_TRUE(own);
        const auto rows = TRY(Predictions::read(own->product, own->options, engine, {}));
        return Both{.study = std::move(study), .evaluation = TRY(rows.evaluate({}))};
    }

    static Result<std::vector<std::string>> columns_of(engine::Engine& engine,
                                                       const std::filesystem::path& file) {
        std::vector<std::string> out;
        for (const auto& each : TRY(engine.describe({.location = file.string(), .query = {}}))) {
            out.push_back(each.name);
        }
        return out;
    }

    Scratch scratch_;
};

const Option& chosen_of(const Document& study) {
    return *std::ranges::find(study.options, "chosen", &Option::role);
}

TEST_F(OwnEvaluations, SayWhatTheStudySaysOfTheSameDecisions) {
    const auto done = both(product("[costs]\ntrue_positive = 5\nfalse_positive = -2\n"));
    ASSERT_TRUE(done) << done.error().what;
    const auto& chosen = chosen_of(done->study);
    const auto& model = done->evaluation.models.front();
    EXPECT_EQ(model.name, chosen.name);
    EXPECT_NEAR(model.value_per_month.value, chosen.value_per_month.value, 1e-9);
    EXPECT_EQ(model.confusion.true_positive, chosen.confusion.true_positive);
    EXPECT_EQ(done->evaluation.baseline, "your rule");
    ASSERT_EQ(done->evaluation.groups.size(), 1U);
    EXPECT_EQ(done->evaluation.groups.front().groups.column, "region");
    EXPECT_TRUE(done->evaluation.comparison);
}

const validate::ModelEvaluation& named(const EvaluationDocument& evaluation,
                                       const std::string& name) {
    return *std::ranges::find(evaluation.models, name, &validate::ModelEvaluation::name);
}

TEST_F(OwnEvaluations, KeepEveryOptionToTheCapacityAsTheStudyDoes) {
    const auto done =
        both(product("[costs]\ntrue_positive = 5\nfalse_positive = -2\ndecisions_per_month = 1000\n"
                     "review_capacity = 150\n"));
    ASSERT_TRUE(done) << done.error().what;
    const auto& chosen = chosen_of(done->study);
    const auto& evaluation = done->evaluation;
    EXPECT_NEAR(evaluation.models.front().value_per_month.value, chosen.value_per_month.value,
                1e-9);
    for (const auto* name : {"rule", "everything"}) {
        const auto said = std::ranges::find(done->study.options, name, &Option::name);
        ASSERT_NE(said, done->study.options.end()) << name;
        const auto& found = named(evaluation, name);
        EXPECT_NEAR(found.value_per_month.value, said->value_per_month.value, 1e-9) << name;
        EXPECT_NEAR(found.acts.value, 0.15, 1e-9) << name;
        EXPECT_NE(found.note.find("in part"), std::string::npos) << name;
    }
}

TEST_F(OwnEvaluations, HoldScenariosOfTheProductsOwnColumnsAndIds) {
    const auto list = scratch_.path() / "hard.csv";
    std::ofstream(list) << "no\n1\n4\n7\n";
    const auto done =
        both(product("[[scenario]]\nname = \"dear\"\nsql = \"price >= 4\"\n"
                     "metric = \"recall\"\nat_least = 0.01\n"
                     "[[scenario]]\nname = \"hard\"\nfile = \"" +
                     list.string() + "\"\nmetric = \"auc\"\nat_least = 0.5\n"));
    ASSERT_TRUE(done) << done.error().what;
    ASSERT_EQ(done->evaluation.scenarios.size(), 2U);
    const auto& dear = done->evaluation.scenarios.front();
    EXPECT_EQ(dear.outcome, "pass");
    std::int64_t expected = 0;
    for (int row = 0; row < 900; ++row) {
        expected += row % 7 + 1 >= 4 ? 1 : 0;
    }
    EXPECT_EQ(dear.rows, expected);
    EXPECT_EQ(done->evaluation.scenarios.back().rows, 3);
}

TEST_F(OwnEvaluations, KnowWhatEachRowsOwnPriceMakesOfAnAct) {
    const auto done =
        both(product("[costs]\ntrue_positive = \"price\"\nfalse_positive = -2\n"
                     "false_negative = \"-price / 2\"\n"));
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_NEAR(done->evaluation.models.front().value_per_month.value,
                chosen_of(done->study).value_per_month.value, 1e-6);
}

TEST_F(OwnEvaluations, AreNoneWithoutAScore) {
    Document study;
    study.options.emplace_back();
    study.options.front().raw_value_per_month.value = std::nan("");
    EXPECT_FALSE(own_evaluation(study, Product{}, "predictions.parquet", {}));
}

}  // namespace
}  // namespace assay::study
