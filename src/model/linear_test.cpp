#include <gtest/gtest.h>

#include "model/liblinear.hpp"
#include "model/linear_space.hpp"
#include "model/made_table.hpp"

namespace assay::model {
namespace {

std::vector<Term> terms(const LinearReader& reader, std::size_t part, std::size_t row) {
    std::vector<Term> out;
    reader.visit(part, row, [&](const Term& term) { out.push_back(term); });
    return out;
}

TEST(LinearSpace, NumbersAreScaledAndHeldWithinEightSd) {
    std::vector<double> numbers{1, 3, 1, 3, 1e9, std::nan("")};
    const Features features{.columns = {{.name = "x", .numbers = numbers}}, .rows = 6};
    const auto space = LinearSpace::fit(features, row_range(0, 4));
    ASSERT_EQ(space.names(), std::vector<std::string>{"x"});
    const LinearReader reader(space, features);
    EXPECT_EQ(terms(reader, 0, 1).front().value, 1);
    EXPECT_EQ(terms(reader, 0, 4).front().value, 8);
    EXPECT_TRUE(terms(reader, 0, 5).empty());
}

TEST(LinearSpace, MissingHasAFlagWhereTrainingHasMissing) {
    std::vector<double> numbers{1, 3, std::nan("")};
    const Features features{.columns = {{.name = "x", .numbers = numbers}}, .rows = 3};
    const auto space = LinearSpace::fit(features, row_range(0, 3));
    ASSERT_EQ(space.names(), (std::vector<std::string>{"x", "x missing"}));
    const LinearReader reader(space, features);
    EXPECT_EQ(terms(reader, 0, 2).front().index, 1);
}

TEST(LinearSpace, RareLevelsShareATerm) {
    const std::vector<std::string> levels{"often", "once", "never"};
    std::vector<std::int32_t> codes(12, 0);
    codes[10] = 1;
    codes[11] = 2;
    const Features features{
        .columns = {{.name = "x", .kind = FeatureKind::Category, .codes = codes, .levels = levels}},
        .rows = 12};
    const auto space = LinearSpace::fit(features, row_range(0, 11));
    ASSERT_EQ(space.names(), (std::vector<std::string>{"x = often", "x rare"}));
    const LinearReader reader(space, features);
    EXPECT_EQ(terms(reader, 0, 10).front().index, 1);
    EXPECT_EQ(terms(reader, 0, 11).front().index, 1);
}

/// Gradient of |w|^2 / 2 + cost x sum of weighted losses: zero at the solution.
double steepest_slope(const std::vector<std::vector<double>>& rows, const std::vector<int>& labels,
                      const std::vector<double>& weights, double cost,
                      const LinearProblem::Solution& at) {
    std::vector<double> slope = at.coefficients;
    slope.push_back(at.intercept);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double score = at.intercept;
        for (std::size_t k = 0; k < rows[i].size(); ++k) {
            score += rows[i][k] * at.coefficients[k];
        }
        const double off = cost * weights[i] * (1 / (1 + std::exp(-score)) - labels[i]);
        for (std::size_t k = 0; k < rows[i].size(); ++k) {
            slope[k] += off * rows[i][k];
        }
        slope.back() += off;
    }
    double steepest = 0;
    for (const double each : slope) {
        steepest = std::max(steepest, std::abs(each));
    }
    return steepest;
}

struct MadeProblem {
    LinearProblem problem{2};
    std::vector<std::vector<double>> rows;
    std::vector<int> labels;
    std::vector<double> weights;

    void add(std::vector<double> row, int label, double weight) {
        for (std::int32_t k = 0; k < 2; ++k) {
            problem.add_term({.index = k, .value = row[static_cast<std::size_t>(k)]});
        }
        problem.end_row(label == 1, weight);
        rows.push_back(std::move(row));
        labels.push_back(label);
        weights.push_back(weight);
    }
};

TEST(LinearProblem, ClassWeightsSolveTheWeightedProblem) {
    MadeProblem made;
    Random random(3, "rows");
    for (int i = 0; i < 500; ++i) {
        const double x = random.normal();
        const int label = random.uniform() < 1 / (1 + std::exp(-x)) ? 1 : 0;
        // Mean 1 once scaled: the classes weigh 3 to 1.
        made.add({x, random.normal()}, label, label == 1 ? 3 : 1);
    }
    double mean = 0;
    for (const double weight : made.weights) {
        mean += weight / 500;
    }
    const auto solution = made.problem.solve(1, nullptr);
    ASSERT_TRUE(solution) << solution.error().what;
    for (double& weight : made.weights) {
        weight /= mean;
    }
    EXPECT_LT(steepest_slope(made.rows, made.labels, made.weights, 1, *solution), 2);
    EXPECT_GT(solution->intercept, 0.7);
}

TEST(LinearProblem, RowWeightsAreNearRepeatedRows) {
    MadeProblem weighted;
    MadeProblem repeated;
    Random random(4, "rows");
    for (int i = 0; i < 600; ++i) {
        const double x = random.normal();
        const double y = random.normal();
        const int label = random.uniform() < 1 / (1 + std::exp(-x - y)) ? 1 : 0;
        const int times = 1 + static_cast<int>(random.below(3));
        weighted.add({x, y}, label, times);
        for (int copy = 0; copy < times; ++copy) {
            repeated.add({x, y}, label, 1);
        }
    }
    const double rows = static_cast<double>(repeated.rows.size());
    const auto left = weighted.problem.solve(rows / 600, nullptr);
    const auto right = repeated.problem.solve(1, nullptr);
    EXPECT_NEAR(left->coefficients[0], right->coefficients[0], 0.05);
    EXPECT_NEAR(left->coefficients[1], right->coefficients[1], 0.05);
    EXPECT_NEAR(left->intercept, right->intercept, 0.05);
}

TEST(Linear, WordsOfATextAreLearned) {
    const auto table = made_table(3000);
    const Features features{.columns = {table.features().columns[4]}, .rows = 3000};
    const auto train = row_range(0, 2000);
    const auto test = row_range(2000, 3000);
    const auto model =
        fit(features, table.labels, {}, {.train = train}, {.kind = Kind::Linear}, {});
    ASSERT_TRUE(model) << model.error().what;
    EXPECT_GT(auc(*model->score(features, test), table.labels, test), 0.6);
    MadeTable asked = table;
    asked.notes = {"gate crew sun", "gate crew STORM!"};
    asked.note = {0, 1};
    asked.labels = {0, 0};
    const Features two{.columns = {asked.features().columns[4]}, .rows = 2};
    const auto scores = model->score(two, row_range(0, 2));
    EXPECT_GT((*scores)[1], (*scores)[0] + 0.5);
}

TEST(Linear, HoursAreLearned) {
    const auto table = made_table(6000);
    const Features features{.columns = {table.features().columns[3]}, .rows = 6000};
    const auto train = row_range(0, 6000);
    const auto model =
        fit(features, table.labels, {}, {.train = train}, {.kind = Kind::Linear}, {});
    constexpr std::int64_t kHour = 3'600'000'000;
    const std::vector<std::int64_t> times{9 * kHour, 20 * kHour};
    const Features two{.columns = {{.name = "left_at", .kind = FeatureKind::Time, .times = times}},
                       .rows = 2};
    const auto scores = model->score(two, row_range(0, 2));
    ASSERT_TRUE(scores) << scores.error().what;
    EXPECT_GT((*scores)[1], (*scores)[0] + 0.3);
}

}  // namespace
}  // namespace assay::model
