#include <gtest/gtest.h>

#include "base/json.hpp"
#include "data/inspected.hpp"
#include "data/scene.hpp"
#include "model/model.hpp"

namespace assay::data {
namespace {

using inspected::Asked;
using inspected::made;

engine::Column part_of(const engine::Column& column, std::size_t first, std::size_t end) {
    auto out = column;
    const auto cut = [&](auto& values) {
        if (!values.empty()) {
            values = {values.begin() + static_cast<std::ptrdiff_t>(first),
                      values.begin() + static_cast<std::ptrdiff_t>(end)};
        }
    };
    cut(out.numbers);
    cut(out.codes);
    cut(out.times);
    return out;
}

/// Chances of a model that is right on average: by the density of a normal score that lies `apart`
/// standard deviations higher for positives.
std::vector<double> chances(const std::vector<std::uint8_t>& labels, double apart, Random& random) {
    const double positives = static_cast<double>(std::ranges::count(labels, std::uint8_t{1}));
    const double odds = positives / (static_cast<double>(labels.size()) - positives);
    std::vector<double> out;
    for (const auto label : labels) {
        const double z = random.normal() + apart * label;
        out.push_back(1 / (1 + std::exp(apart * apart / 2 - apart * z) / odds));
    }
    return out;
}

/// A clean table whose earlier half is what it was before, with a split by time, two groups, and
/// the chances of a model.
Asked untouched(std::uint64_t seed) {
    Random random(seed, "shape");
    const auto rows = static_cast<std::size_t>(std::exp(7.2 + 2 * random.uniform()));
    const auto columns = static_cast<std::size_t>(3 + random.below(20));
    Asked out;
    out.table = planted::clean(seed + 1000, rows, columns, random.uniform() < 0.5);
    const auto half = rows / 2;
    out.table.table.columns.push_back(
        planted::numbers("chance", chances(out.table.labels, 1 + 3 * random.uniform(), random)));
    out.scores = "chance";
    out.before.labels.assign(out.table.labels.begin(),
                             out.table.labels.begin() + static_cast<std::ptrdiff_t>(half));
    for (auto& column : out.table.table.columns) {
        out.before.table.columns.push_back(part_of(column, 0, half));
        column = part_of(column, half, rows);
    }
    out.before.table.rows = half;
    out.table.table.rows = rows - half;
    out.table.labels.erase(out.table.labels.begin(),
                           out.table.labels.begin() + static_cast<std::ptrdiff_t>(half));
    if (!out.table.times.empty()) {
        out.table.times = out.table.column("at").times;
        out.now = out.table.times.back() + planted::kDay / 4;
    }
    out.add_text("part", [&](std::size_t row) {
        return std::string(row * 10 < out.rows() * 7 ? "train" : "test");
    });
    out.before.table.columns.push_back(
        planted::texts("part", std::vector<std::string>(half, "train")));
    out.split = "part";
    out.groups = {"x0", "x1"};
    return out;
}

class InspectionOfAll : public testing::Test {
  protected:
    static void SetUpTestSuite() { model::use_libraries_in(ASSAY_LIBRARIES); }
};

TEST_F(InspectionOfAll, RarelyAlarmsOnUntouchedTables) {
    constexpr int kTables = 200;
    int alarms = 0;
    std::string said;
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        const auto asked = untouched(seed);
        const auto inspection = inspect(asked.input());
        ASSERT_TRUE(inspection) << inspection.error().what;
        bool alarm = false;
        for (const auto& each : inspection->findings) {
            if (each.severity >= Severity::Warning) {
                alarm = true;
                said += std::to_string(seed) + " " + each.code + ": " + each.sentence + "\n";
            }
        }
        alarms += alarm ? 1 : 0;
    }
    EXPECT_LE(alarms, kTables * 5 / 100) << said;
    RecordProperty("alarms", alarms);
}

TEST_F(InspectionOfAll, TellsOfEachOfTheIssues) {
    auto asked = made(3);
    const auto inspection = inspect(asked.input());
    ASSERT_TRUE(inspection);
    std::set<std::int64_t> told;
    for (const auto& each : inspection->findings) {
        told.insert(each.number);
    }
    for (const auto& each : inspection->not_run) {
        told.insert(each.number);
        EXPECT_FALSE(each.needs.empty());
    }
    for (const auto& each : inspection->clean) {
        EXPECT_TRUE(told.insert(each.number).second) << each.issue;
    }
    EXPECT_EQ(std::ssize(told), kIssues);
    EXPECT_EQ(*told.begin(), 1);
    EXPECT_EQ(*told.rbegin(), kIssues);
}

TEST_F(InspectionOfAll, WhatIsNotGivenIsNeverClean) {
    auto asked = made(3);
    auto input = asked.input();
    input.labels = {};
    input.target = input.key = "";
    const auto inspection = inspect(input);
    ASSERT_TRUE(inspection);
    for (const auto& each : inspection->clean) {
        EXPECT_TRUE(each.number <= 4 || (each.number >= 6 && each.number <= 11 && each.number != 8))
            << each.number;
    }
}

TEST_F(InspectionOfAll, TellsWhatCostsMoreFirst) {
    auto asked = made(5);
    // Both columns are out of range in three rows; one of them knows something of the target.
    Random random(5, "columns");
    const auto strong = [&](std::size_t row) {
        return row % 400 == 7 ? 1e6 : asked.table.labels[row] + random.normal();
    };
    asked.add("weak", [&](std::size_t row) { return row % 400 == 7 ? 1e6 : random.normal(); });
    asked.add("strong", strong);
    const auto inspection = inspect(asked.input());
    ASSERT_TRUE(inspection);
    std::vector<std::string> order;
    for (const auto& each : inspection->findings) {
        if (each.code == "out-of-range") {
            order.push_back(each.column);
        }
    }
    EXPECT_EQ(order, (std::vector<std::string>{"strong", "weak"}));
    for (std::size_t i = 1; i < inspection->findings.size(); ++i) {
        EXPECT_GE(inspection->findings[i - 1].severity, inspection->findings[i].severity);
    }
}

TEST_F(InspectionOfAll, SameInputGivesTheSameBytes) {
    const auto asked = untouched(11);
    const auto first = inspect(asked.input());
    const auto second = inspect(asked.input());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(dump(to_json(*first)), dump(to_json(*second)));
}

std::string refusal(const InspectionInput& input) {
    const auto inspection = inspect(input);
    return inspection ? "none" : inspection.error().what + " | " + inspection.error().hint;
}

TEST_F(InspectionOfAll, RefusesWhatCannotBeChecked) {
    auto asked = made(1);
    asked.add("empty", [](auto) { return std::nan(""); });
    asked.add("one", [](auto) { return 1.0; });
    auto input = asked.input();
    input.key = "idd";
    EXPECT_EQ(refusal(input), "key: there is no column \"idd\" | did you mean \"id\"?");
    input = asked.input();
    input.key = "empty";
    EXPECT_EQ(refusal(input),
              "key: column \"empty\" has no value in any row | name another, or leave it out");
    input = asked.input();
    input.split = "one";
    EXPECT_NE(refusal(input).find("has 1 different value"), std::string::npos);
    input = asked.input();
    input.time = "one";
    EXPECT_NE(refusal(input).find("holds no dates or times"), std::string::npos);
    engine::Table other;
    other.rows = 1;
    other.columns.push_back(planted::numbers("elsewhere", {1}));
    input = asked.input();
    input.against = &other;
    input.against_source = "other.csv";
    EXPECT_NE(refusal(input).find("other.csv shares no column with now.csv"), std::string::npos);
    const engine::Table nothing;
    input = asked.input();
    input.table = &nothing;
    EXPECT_EQ(refusal(input), "now.csv has no rows | there is nothing to check");
}

}  // namespace
}  // namespace assay::data
