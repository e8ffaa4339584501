#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "data/comparison.hpp"
#include "data/planted.hpp"
#include "model/model.hpp"

// What a comparison finds beside columns that moved: structure, the joint distribution, the model.

namespace assay::data {
namespace {

using engine::Type;
using planted::numbers;
using planted::texts;
using planted::times;

engine::Table table_of(std::vector<engine::Column> columns) {
    engine::Table out;
    out.rows = columns.front().size();
    out.columns = std::move(columns);
    return out;
}

std::vector<double> counted(std::size_t rows, double first) {
    std::vector<double> out(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        out[i] = first + static_cast<double>((i * 37) % rows);
    }
    return out;
}

const Issue* issue(const DriftReport& report, std::string_view code) {
    const auto found = std::ranges::find(report.issues, code, &Issue::code);
    return found == report.issues.end() ? nullptr : &*found;
}

class Findings : public testing::Test {
  protected:
    static void SetUpTestSuite() { model::use_libraries_in(ASSAY_LIBRARIES); }
    static Result<DriftReport> compared(const engine::Table& current,
                                        const engine::Table& reference,
                                        const CompareOptions& options = {.joint_rows = 0}) {
        return compare(current, reference, options);
    }
};

TEST_F(Findings, NameColumnsThatAreOnlyInOneTableOrOfAnotherType) {
    const auto x = numbers("x", counted(60, 0), Type::Real);
    const auto reference = table_of({x, numbers("distance", counted(60, 0), Type::Real),
                                     numbers("size", counted(60, 0), Type::Real)});
    const auto current = table_of({x, numbers("distances", counted(60, 0), Type::Real),
                                   texts("size", std::vector<std::string>(60, "large"))});
    const auto report = compared(current, reference);
    ASSERT_TRUE(report);
    ASSERT_NE(issue(*report, "column-gone"), nullptr);
    EXPECT_NE(issue(*report, "column-gone")->sentence.find("called distances"), std::string::npos);
    EXPECT_EQ(issue(*report, "column-new")->column, "distances");
    EXPECT_EQ(issue(*report, "type-changed")->column, "size");
    EXPECT_EQ(issue(*report, "type-changed")->severity, Severity::Error);
}

TEST_F(Findings, SayWhenNoValueIsOneThatTheReferenceHas) {
    const auto report = compared(table_of({numbers("x", counted(90, 1000), Type::Real),
                                           texts("shop", std::vector<std::string>(90, "SHOP 1"))}),
                                 table_of({numbers("x", counted(90, 0), Type::Real),
                                           texts("shop", std::vector<std::string>(90, "shop 1"))}));
    ASSERT_TRUE(report);
    EXPECT_EQ(std::ranges::count(report->issues, std::string("no-overlap"), &Issue::code), 2);
    EXPECT_EQ(issue(*report, "drift"), nullptr);
}

TEST_F(Findings, KnowAClockAndACounterFromDrift) {
    std::vector<double> ids(100);
    std::vector<double> later(100);
    std::vector<std::int64_t> then(100);
    std::vector<std::int64_t> now(100);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ids[i] = static_cast<double>(i);
        later[i] = static_cast<double>(100 + i);
        then[i] = static_cast<std::int64_t>(i) * 3'600'000'000;
        now[i] = static_cast<std::int64_t>(1000 + i) * 3'600'000'000;
    }
    const auto report =
        compared(table_of({numbers("order", later, Type::Integer), times("at", now)}),
                 table_of({numbers("order", ids, Type::Integer), times("at", then)}));
    ASSERT_TRUE(report);
    ASSERT_EQ(report->issues.size(), 2U);
    for (const auto& each : report->issues) {
        EXPECT_EQ(each.code, "counts-up");
        EXPECT_LT(each.severity, Severity::Warning);
    }
}

TEST_F(Findings, TellAColumnThatLostAllItsValues) {
    const auto x = numbers("x", counted(60, 0), Type::Real);
    const auto gone = numbers("y", std::vector<double>(60, std::nan("")), Type::Real);
    const auto report =
        compared(table_of({x, gone}), table_of({x, numbers("y", counted(60, 0), Type::Real)}));
    ASSERT_TRUE(report);
    ASSERT_NE(issue(*report, "all-missing"), nullptr);
    EXPECT_TRUE(std::isnan(report->columns[1].distance));
    EXPECT_FALSE(report->columns[1].why_not.empty());
    // Without a value, a file does not tell the type.
    const auto as_text = texts("y", std::vector<std::string>(60, "<gap>"));
    const auto untyped =
        compared(table_of({x, as_text}), table_of({x, numbers("y", counted(60, 0), Type::Real)}));
    ASSERT_TRUE(untyped);
    EXPECT_NE(issue(*untyped, "all-missing"), nullptr);
    const auto both = compared(table_of({x, gone}), table_of({x, gone}));
    ASSERT_TRUE(both);
    EXPECT_TRUE(both->issues.empty());
}

TEST_F(Findings, MeasureAConstantByItsChange) {
    const auto report = compared(table_of({numbers("x", std::vector<double>(80, 5), Type::Real)}),
                                 table_of({numbers("x", std::vector<double>(80, 4), Type::Real)}));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->columns[0].distance_in_unit, 1);
    EXPECT_EQ(report->columns[0].moved, "warning");
}

TEST_F(Findings, RefuseWhatCannotBeCompared) {
    const auto x = table_of({numbers("x", counted(30, 0), Type::Real)});
    const auto y = table_of({numbers("y", counted(30, 0), Type::Real)});
    const auto none = compared(x, y);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().what, "no column is in both tables");
    auto empty = x;
    empty.rows = 0;
    empty.columns[0].numbers.clear();
    const auto nothing = compared(empty, x);
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().what, "the current table has no rows");
    const auto unknown = compared(x, x, {.columns = {"z"}, .joint_rows = 0});
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().what.find("\"z\""), std::string::npos);
    EXPECT_FALSE(compared(x, x, {.scores = "x", .joint_rows = 0}));
    EXPECT_FALSE(compared(x, x, {.statistics = {"evidently-pis"}, .joint_rows = 0}));
}

TEST_F(Findings, OneRowATableIsNoReasonToFail) {
    const auto report = compared(table_of({numbers("x", {3}, Type::Real)}),
                                 table_of({numbers("x", {4}, Type::Real)}));
    ASSERT_TRUE(report) << report.error().what;
    EXPECT_TRUE(report->issues.empty());
}

/// Two columns that go together or against each other; each alone stays as it is.
engine::Table tied(std::size_t rows, double sign, std::uint64_t seed) {
    Random random(seed, "tied");
    std::vector<double> x(rows);
    std::vector<double> y(rows);
    std::vector<double> z(rows);
    std::vector<std::string> keys(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        x[i] = random.normal();
        y[i] = sign * 0.9 * x[i] + 0.44 * random.normal();
        z[i] = random.normal();
        keys[i] = "row-" + std::to_string(i);
    }
    return table_of({texts("key", keys), numbers("x", x, Type::Real), numbers("y", y, Type::Real),
                     numbers("z", z, Type::Real)});
}

TEST_F(Findings, SeeWhatOnlyColumnsTogetherShow) {
    const auto reference = tied(3000, 1, 1);
    const auto current = tied(2000, -1, 2);
    const auto report = compare(current, reference, {.key = "key"});
    ASSERT_TRUE(report) << report.error().what;
    EXPECT_EQ(issue(*report, "drift"), nullptr);
    ASSERT_NE(issue(*report, "joint-drift"), nullptr);
    ASSERT_TRUE(report->joint);
    EXPECT_GT(report->joint->auc.low, 0.8);
    ASSERT_EQ(report->joint->drivers.size(), 2U);
    for (const auto& driver : report->joint->drivers) {
        EXPECT_NE(driver.column, "z");
    }
    ASSERT_EQ(report->joint->newest.size(), 10U);
    const auto& first = report->joint->newest.front();
    EXPECT_EQ(first.key, "row-" + std::to_string(first.row - 1));
    const auto row = static_cast<std::size_t>(first.row - 1);
    EXPECT_LT(current.columns[1].numbers[row] * current.columns[2].numbers[row], 0);
}

TEST_F(Findings, TellNoDifferenceWhereThereIsNone) {
    const auto report = compare(tied(2000, 1, 3), tied(3000, 1, 4), {.key = "key"});
    ASSERT_TRUE(report);
    EXPECT_EQ(issue(*report, "joint-drift"), nullptr);
    EXPECT_NEAR(report->joint->auc.value, 0.5, 0.04);
}

struct Scored {
    engine::Table table;
    std::vector<std::uint8_t> labels;
};

/// Scores that are true chances, around `mean` on the scale of log-odds.
Scored scored(std::size_t rows, double mean, std::uint64_t seed) {
    Random random(seed, "scored");
    Scored out;
    std::vector<double> scores(rows);
    for (double& score : scores) {
        score = 1 / (1 + std::exp(-mean - 1.5 * random.normal()));
        out.labels.push_back(random.uniform() < score ? 1 : 0);
    }
    out.table = table_of({numbers("p", scores, Type::Real)});
    return out;
}

TEST_F(Findings, SayWhatDriftMeansForTheModel) {
    const auto reference = scored(4000, -2, 1);
    const auto current = scored(3000, 0, 2);
    const auto report = compare(
        current.table, reference.table,
        {.target = "p", .reference_labels = reference.labels, .scores = "p", .joint_rows = 0});
    ASSERT_TRUE(report) << report.error().what;
    ASSERT_TRUE(report->model);
    ASSERT_NE(issue(*report, "performance-falls"), nullptr);
    EXPECT_NE(issue(*report, "label-shift"), nullptr);
    double right = 0;
    for (std::size_t i = 0; i < current.labels.size(); ++i) {
        const bool act = current.table.columns[0].numbers[i] >= 0.5;
        right += act == (current.labels[i] == 1) ? 1 : 0;
    }
    const auto& accuracy = report->model->metrics[0].expected;
    const double real = right / static_cast<double>(current.labels.size());
    EXPECT_NEAR(accuracy.value, real, 0.02);
}

TEST_F(Findings, ExpectNoChangeOfAModelWithoutDriftInSimulation) {
    int alarms = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const auto reference = scored(2000, -1, 100 + seed);
        const auto current = scored(1500, -1, 200 + seed);
        const auto report = compare(current.table, reference.table,
                                    {.target = "p",
                                     .reference_labels = reference.labels,
                                     .scores = "p",
                                     .joint_rows = 0,
                                     .seed = seed});
        ASSERT_TRUE(report) << report.error().what;
        alarms += report->issues.empty() ? 0 : 1;
    }
    EXPECT_LE(alarms, 3);
}

TEST(SortedTables, SayWhatTheyHide) {
    const auto sorted = [](double mean) {
        Random random(4, "sorted");
        std::vector<double> values(3000);
        std::ranges::generate(values, [&] { return mean + random.normal(); });
        std::ranges::sort(values);
        engine::Table out;
        out.rows = values.size();
        out.columns.push_back(planted::numbers("x", std::move(values)));
        return out;
    };
    const auto report = compare(sorted(0.5), sorted(0), {.joint_rows = 0}, {});
    ASSERT_TRUE(report) << report.error().what;
    const auto hidden =
        std::ranges::find(report->issues, std::string("drift-hidden"), &Issue::code);
    ASSERT_NE(hidden, report->issues.end());
    EXPECT_EQ(hidden->severity, Severity::Question);
    EXPECT_NE(hidden->sentence.find("alike in x ("), std::string::npos) << hidden->sentence;
}

}  // namespace
}  // namespace assay::data
