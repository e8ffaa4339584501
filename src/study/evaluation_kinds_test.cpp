#include "study/evaluation_kinds.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/random.hpp"
#include "base/scratch_test.hpp"

namespace assay::study {
namespace {

class EvaluateKinds : public testing::Test {
  protected:
    std::string put(const std::string& name, const std::string& content) const {
        const auto file = scratch_.path() / name;
        EXPECT_TRUE(write_file(file, content));
        return file.string();
    }
    static Product product(const std::string& source, const std::string& label) {
        Product out;
        out.source = source;
        out.target = label;
        out.name = "kinds";
        out.flags["data.target"] = "--label";
        return out;
    }
    static engine::Engine open() {
        return *engine::Engine::open(
            {.library = ASSAY_LIBRARIES "/libduckdb.so", .memory_limit = "1GB", .threads = 2});
    }
    std::string task(const std::string& content, EvaluationOptions options) const {
        auto engine = open();
        const auto found = recognise_task(product(put("t.csv", content), "y"), options, engine);
        return !found                       ? found.error().what
               : *found == Task::Binary     ? "binary"
               : *found == Task::Multiclass ? "multiclass"
               : *found == Task::Regression ? "regression"
                                            : "";
    }
    static EvaluationOptions predicted(const std::string& column) {
        EvaluationOptions out;
        out.decision = column;
        return out;
    }

    Scratch scratch_;
};

/// Rows of three classes with chances of 0.6 for what is said, in any order.
std::string classes(const std::vector<int>& order) {
    const char* names[] = {"ash", "birch", "cedar"};
    std::string out = "id,y,p_ash,p_birch,p_cedar,said\n";
    for (const int row : order) {
        const int said = row * 7 % 3;
        const int is = row % 4 == 0 ? (said + 1) % 3 : said;
        out += std::to_string(row) + "," + names[is];
        for (int k = 0; k < 3; ++k) {
            out += k == said ? ",0.6" : ",0.2";
        }
        out += std::string(",") + names[said] + "\n";
    }
    return out;
}

std::vector<int> counted(int rows) {
    std::vector<int> out(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        out[static_cast<std::size_t>(row)] = row;
    }
    return out;
}

EvaluationOptions by_chances() {
    EvaluationOptions out;
    out.probs = {{"ash", "p_ash"}, {"birch", "p_birch"}, {"cedar", "p_cedar"}};
    return out;
}

TEST_F(EvaluateKinds, TheTaskShowsInLabelAndPrediction) {
    EXPECT_EQ(task("y,d\ntrue,false\nfalse,true\n", predicted("d")), "binary");
    EXPECT_EQ(task("y,d\na,b\nb,c\nc,a\n", predicted("d")), "multiclass");
    EXPECT_EQ(task("y,d\nyes,no\nno,no\nno,yes\n", predicted("d")), "multiclass");
    EXPECT_EQ(task("y,d\n1,2\n2,3\n3,1\n", predicted("d")), "multiclass");
    EXPECT_EQ(task("y,d\n1,2.5\n2,3.1\n3,1.2\n", predicted("d")), "regression");
    EXPECT_EQ(task("y,d\n1.5,2\n2.5,3\n3,1\n", predicted("d")), "regression");
}

TEST_F(EvaluateKinds, ALabelThatFitsNoTaskIsOneError) {
    EXPECT_EQ(task("y,d\na,1.5\nb,2.5\nc,3\n", predicted("d")),
              "--label: column \"y\" holds 3 texts, and --prediction numbers");
    EXPECT_EQ(task("y,d\n2026-01-01,1\n2026-01-02,2\n", predicted("d")),
              "--label: column \"y\" holds times");
    EXPECT_EQ(task("y,d\n1.5,a\n2.5,b\n3,c\n", predicted("d")),
              "--label: column \"y\" holds numbers, and --prediction 3 texts");
    EvaluationOptions scored;
    scored.score = "d";
    EXPECT_EQ(task("y,d\na,0.5\nb,0.3\nc,0.2\n", scored),
              "--label: column \"y\" holds 3 texts, and --score is the chance of one of two");
    auto said = predicted("d");
    said.task = Task::Multiclass;
    EXPECT_EQ(task("y,d\n1.5,a\n2.5,b\n3,c\n", said), "multiclass");
}

TEST_F(EvaluateKinds, TheSameClassesInAnyOrderAreTheSameEvaluation) {
    auto engine = open();
    auto order = counted(200);
    auto given = product(put("a.csv", classes(order)), "y");
    given.id = "id";
    given.flags["data.id"] = "--id";
    const auto first = MulticlassPredictions::read(given, by_chances(), engine, {});
    ASSERT_TRUE(first) << first.error().what;
    Random(1, "mix").shuffle(order);
    given.source = put("b.csv", classes(order));
    const auto second = MulticlassPredictions::read(given, by_chances(), engine, {});
    ASSERT_TRUE(second) << second.error().what;
    EXPECT_EQ(first->test_rows(), second->test_rows());
    EXPECT_EQ(first->predictions(), second->predictions());
    const auto one = first->evaluate({});
    const auto two = second->evaluate({});
    ASSERT_TRUE(one && two);
    EXPECT_EQ(dump(to_json(one->models)), dump(to_json(two->models)));
    ASSERT_FALSE(one->claims.empty());
    EXPECT_EQ(one->claims.front().quantity, "accuracy of model");
    const auto record = first->record(*one, given);
    EXPECT_EQ(record.test_rows, first->test_rows());
    // The same rows met by other predictions.
    const auto decided = MulticlassPredictions::read(given, predicted("said"), engine, {});
    ASSERT_TRUE(decided);
    EXPECT_EQ(decided->test_rows(), first->test_rows());
    EXPECT_NE(decided->predictions(), first->predictions());
}

TEST_F(EvaluateKinds, ALabelOutsideTheClassesNamesItsRow) {
    auto engine = open();
    auto options = by_chances();
    options.probs.pop_back();
    const auto given = product(put("a.csv", classes(counted(50))), "y");
    const auto read = MulticlassPredictions::read(given, options, engine, {});
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().what.find("--label is \"cedar\" in row "), std::string::npos)
        << read.error().what;
}

TEST_F(EvaluateKinds, TheTableOfMoneyNamesEveryClass) {
    auto engine = open();
    const std::vector<std::string> names{"ash", "birch"};
    const auto good =
        read_cost_matrix(put("m.csv", "is,birch,ash\nbirch,4,-1\nash,-2,3\n"), names, engine);
    ASSERT_TRUE(good) << good.error().what;
    EXPECT_EQ(*good, (std::vector<double>{3, -2, -1, 4}));
    const auto failure = [&](const std::string& content) {
        const auto read = read_cost_matrix(put("m.csv", content), names, engine);
        return read ? std::string() : read.error().what;
    };
    EXPECT_NE(failure("is,birch\nbirch,4\nash,-2\n").find("has no column \"ash\""),
              std::string::npos);
    EXPECT_NE(failure("is,birch,ash\nbirch,4,1\n").find("has no row \"ash\""), std::string::npos);
    EXPECT_NE(
        failure("is,birch,ash\nbirch,4,1\noak,1,1\nash,1,1\n").find("row \"oak\" is no class"),
        std::string::npos);
    EXPECT_NE(failure("is,birch,ash\nbirch,4,\nash,1,1\n").find("is no number"), std::string::npos);
}

std::string numbers(const char* other_name, double shift) {
    std::string out = std::string("id,y,") + other_name + "\n";
    Random random(1, "numbers");
    for (int row = 0; row < 200; ++row) {
        const double signal = 10 * random.uniform();
        out += std::to_string(row) + "," + std::to_string(signal + random.normal()) + "," +
               std::to_string(signal + shift) + "\n";
    }
    return out;
}

TEST_F(EvaluateKinds, AnotherFileOfNumbersIsJoinedById) {
    auto engine = open();
    auto given = product(put("a.csv", numbers("p", 0)), "y");
    given.id = "id";
    auto options = predicted("p");
    options.against = put("b.csv", numbers("p", 2));
    const auto read = RegressionPredictions::read(given, options, engine, {});
    ASSERT_TRUE(read) << read.error().what;
    const auto made = read->evaluate({});
    ASSERT_TRUE(made && made->comparison) << made.error().what;
    EXPECT_LT(made->comparison->metrics.front().difference.high, 0);
    EXPECT_NEAR(made->models[1].bias.value - made->models[0].bias.value, 2, 1e-5);
    options.against = put("c.csv", numbers("q", 2));
    const auto without = RegressionPredictions::read(given, options, engine, {});
    ASSERT_FALSE(without);
    EXPECT_NE(without.error().what.find("--prediction in"), std::string::npos);
}

TEST_F(EvaluateKinds, AClaimIsOfTheTask) {
    EXPECT_TRUE(parse_metric("accuracy", Task::Multiclass));
    EXPECT_FALSE(parse_metric("accuracy", Task::Regression));
    EXPECT_FALSE(parse_metric("auc", Task::Regression));
    const auto pinball = parse_metric("pinball:0.1", Task::Regression);
    ASSERT_TRUE(pinball);
    EXPECT_EQ(pinball->text(), "pinball:0.1");
    EXPECT_FALSE(pinball->higher_is_better());
    EXPECT_FALSE(pinball->is_share());
    EXPECT_TRUE(parse_metric("r2", Task::Regression)->higher_is_better());
}

}  // namespace
}  // namespace assay::study
