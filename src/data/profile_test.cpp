#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "data/distribution.hpp"
#include "data/planted.hpp"

namespace assay::data {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

engine::Table table_of(std::vector<engine::Column> columns) {
    engine::Table table;
    table.rows = columns.front().size();
    table.columns = std::move(columns);
    return table;
}

TEST(Profile, DescribesNumbersExactly) {
    const auto table =
        table_of({planted::numbers("x", {4, 1, kNone, 3, 2, 5, 5, kNone, -0.0, 0.0})});
    const auto profile_of_table = profile(table);
    const auto& x = profile_of_table.columns.front();
    EXPECT_EQ(profile_of_table.rows, 10);
    EXPECT_EQ(x.type, "real");
    EXPECT_EQ(x.missing, 2);
    EXPECT_EQ(x.distinct, 6);  // minus zero is zero
    EXPECT_DOUBLE_EQ(x.mean, 2.5);
    EXPECT_NEAR(x.sd, 2.0701966780270626, 1e-15);  // numpy.std(ddof=1)
    EXPECT_EQ(x.min, 0);
    EXPECT_DOUBLE_EQ(x.q25, 0.75);
    EXPECT_DOUBLE_EQ(x.median, 2.5);
    EXPECT_DOUBLE_EQ(x.q95, 5);
    EXPECT_EQ(x.max, 5);
    EXPECT_EQ(std::accumulate(x.histogram.begin(), x.histogram.end(), std::int64_t{0}), 8);
    EXPECT_EQ(x.histogram.size(), 20U);
    ASSERT_EQ(x.top.size(), 2U);  // single values are not told
    EXPECT_EQ(x.top[0].value, "0");
    EXPECT_EQ(x.top[1].value, "5");
    EXPECT_TRUE(std::isnan(x.target_auc));
}

TEST(Profile, CorrelatesRanksWithTheTargetWhereBothAreKnown) {
    const auto table = table_of({planted::numbers("rises", {1, 2, kNone, 40, 50, 900}),
                                 planted::numbers("falls", {9, 8, 7, 6, 5, 4}),
                                 planted::texts("words", {"a", "b", "c", "d", "e", "f"})});
    CheckInput input;
    input.table = &table;
    const std::vector<double> target{0.1, 0.2, 0.3, 0.4, kNone, 0.6};
    const auto out = profile(input, target);
    EXPECT_DOUBLE_EQ(out.columns[0].target_correlation, 1);
    EXPECT_DOUBLE_EQ(out.columns[1].target_correlation, -1);
    EXPECT_TRUE(std::isnan(out.columns[2].target_correlation));
    EXPECT_TRUE(std::isnan(out.columns[0].target_auc));
    EXPECT_TRUE(std::isnan(profile(table).columns[0].target_correlation));
}

TEST(Profile, SortsManyNumbersAsAComparisonWould) {
    Random random(1, "sort");
    std::vector<double> values(5000);
    for (auto& value : values) {
        value = random.normal() * std::exp(20 * random.normal());
    }
    values[17] = -std::numeric_limits<double>::infinity();
    values[18] = std::numeric_limits<double>::infinity();
    auto sorted = values;
    std::ranges::sort(sorted);
    const auto counted = distribute(planted::numbers("x", values));
    EXPECT_EQ(counted.sorted, sorted);
    EXPECT_EQ(counted.distinct, 5000);
    EXPECT_EQ(counted.finite().size(), 4998U);
}

TEST(Profile, KeepsTimesAndInfinitiesApartFromNumbers) {
    auto dates = planted::times("when", {0, planted::kDay, engine::kMissingTime, -planted::kDay});
    dates.type = engine::Type::Date;
    const auto table =
        table_of({std::move(dates),
                  planted::numbers("x", {1, std::numeric_limits<double>::infinity(), 3, kNone}),
                  planted::times("at", {0, 1'700'000'000'000'000, 0, 0})});
    const auto out = profile(table);
    EXPECT_EQ(out.columns[0].first, "1969-12-31");
    EXPECT_EQ(out.columns[0].last, "1970-01-02");
    EXPECT_EQ(out.columns[0].role, "time");
    EXPECT_TRUE(std::isnan(out.columns[0].mean));
    EXPECT_EQ(out.columns[1].max, 3);
    EXPECT_EQ(out.columns[1].distinct, 3);
    EXPECT_EQ(out.columns[2].last, "2023-11-14T22:13:20Z");
}

TEST(Profile, CountsLevelsInUseOnly) {
    auto column = planted::texts("c", {"b", "a", "b", "<gap>"});
    column.levels.push_back("unused");
    const auto out = profile(table_of({column}));
    const auto& c = out.columns.front();
    EXPECT_EQ(c.distinct, 2);
    EXPECT_EQ(c.missing, 1);
    ASSERT_EQ(c.top.size(), 2U);
    EXPECT_EQ(c.top[0].value, "b");
    EXPECT_EQ(c.top[0].rows, 2);
}

TEST(Profile, GuessesRoles) {
    std::vector<double> ids, few, many;
    std::vector<std::string> codes, prose, colours;
    for (int i = 0; i < 100; ++i) {
        ids.push_back(500 + (i * 37) % 100);
        few.push_back(i % 4);
        many.push_back(std::sin(i));
        codes.push_back("A-" + std::to_string(i));
        prose.push_back("The customer wrote about order " + std::to_string(i));
        colours.push_back(i % 3 == 0 ? "red" : "blue");
    }
    const auto out = profile(table_of({planted::numbers("a", ids, engine::Type::Integer),
                                       planted::numbers("b", few, engine::Type::Integer),
                                       planted::numbers("c", many), planted::texts("d", codes),
                                       planted::texts("e", prose), planted::texts("f", colours),
                                       planted::numbers("g", std::vector<double>(100, 1))}));
    std::vector<std::string> roles;
    for (const auto& column : out.columns) {
        roles.push_back(column.role);
    }
    EXPECT_EQ(roles, (std::vector<std::string>{"id", "category", "number", "id", "text", "category",
                                               "constant"}));
}

TEST(Profile, AnEmptyColumnHasNoNumbers) {
    const auto out = profile(table_of({planted::numbers("x", {kNone, kNone})}));
    EXPECT_EQ(out.columns[0].role, "constant");
    EXPECT_TRUE(std::isnan(out.columns[0].median));
    EXPECT_TRUE(out.columns[0].histogram.empty());
    EXPECT_TRUE(profile(engine::Table{}).columns.empty());
}

std::vector<std::uint8_t> coin_labels(std::size_t rows, double rate, std::uint64_t seed) {
    Random random(seed, "labels");
    std::vector<std::uint8_t> labels(rows);
    for (auto& label : labels) {
        label = random.uniform() < rate ? 1 : 0;
    }
    return labels;
}

TEST(Strength, NoiseHasNone) {
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed, "noise");
        std::vector<double> noise(4000);
        std::ranges::generate(noise, [&] { return random.normal(); });
        const auto labels = coin_labels(noise.size(), 0.2, seed);
        sum += strength_alone(planted::numbers("x", noise), labels, seed);
    }
    EXPECT_NEAR(sum / 20, 0.5, 0.015);
}

TEST(Strength, AnIdHasNoneHoweverManyLevels) {
    std::vector<std::string> ids;
    for (int i = 0; i < 2000; ++i) {
        ids.push_back("id" + std::to_string(i));
    }
    const auto labels = coin_labels(ids.size(), 0.3, 1);
    EXPECT_DOUBLE_EQ(strength_alone(planted::texts("id", ids), labels, 0), 0.5);
}

TEST(Strength, SeesALeakAndAShapeThatDoesNotRise) {
    Random random(3, "shape");
    const auto labels = coin_labels(5000, 0.1, 2);
    std::vector<double> leak, hill, gaps;
    std::vector<std::string> level;
    for (const auto label : labels) {
        leak.push_back(label + 0.1 * random.normal());
        const double z = random.normal();
        hill.push_back(label == 1 ? 3 * (z > 0 ? 1 : -1) + 0.2 * z : z);
        gaps.push_back(label == 1 && random.uniform() < 0.9 ? kNone : z);
        level.push_back(label == 1 ? "refund" : "none");
    }
    EXPECT_GT(strength_alone(planted::numbers("leak", leak), labels, 0), 0.99);
    EXPECT_GT(strength_alone(planted::numbers("hill", hill), labels, 0), 0.95);
    EXPECT_GT(strength_alone(planted::numbers("gaps", gaps), labels, 0), 0.9);
    EXPECT_GT(strength_alone(planted::texts("level", level), labels, 0), 0.99);
}

TEST(Strength, MatchesTheTruthOfANormalShift) {
    Random random(4, "shift");
    const auto labels = coin_labels(40000, 0.15, 5);
    std::vector<double> x;
    for (const auto label : labels) {
        x.push_back(random.normal() + label);
    }
    // Two normals one standard deviation apart: AUC = Phi(1 / sqrt 2).
    EXPECT_NEAR(strength_alone(planted::numbers("x", x), labels, 0), 0.7602, 0.01);
}

TEST(Strength, LeavesRowsWithoutATargetOutAndRepeatsItself) {
    auto labels = coin_labels(1000, 0.3, 6);
    std::vector<double> x(labels.begin(), labels.end());
    for (std::size_t row = 0; row < 300; ++row) {
        labels[row] = kNoLabel;
    }
    const auto column = planted::numbers("x", x);
    EXPECT_DOUBLE_EQ(strength_alone(column, labels, 0), 1.0);
    EXPECT_EQ(strength_alone(column, labels, 9), strength_alone(column, labels, 9));
    std::ranges::fill(labels, kNoLabel);
    EXPECT_DOUBLE_EQ(strength_alone(column, labels, 0), 0.5);
}

}  // namespace
}  // namespace assay::data
