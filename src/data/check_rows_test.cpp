#include <fmt/format.h>
#include <gtest/gtest.h>

#include "data/planted.hpp"

// Rows that repeat by chance, and rows that were copied; texts that are numbers.

namespace assay::data {
namespace {

using planted::add_numbers;
using planted::clean;
using planted::copy_row;
using planted::found;

TEST(Check, CoarseRowsThatRepeatByChanceAreNoAlarm) {
    Random random(6, "coarse");
    planted::Case table;
    table.table.rows = 5000;
    add_numbers(
        table, "age", [&](auto) { return std::floor(18 + 50 * random.uniform()); },
        engine::Type::Integer);
    add_numbers(
        table, "owns", [&](auto) { return random.uniform() < 0.3 ? 1.0 : 0.0; },
        engine::Type::Boolean);
    for (std::size_t row = 0; row < 5000; ++row) {
        table.labels.push_back(random.uniform() < 0.1 ? 1 : 0);
    }
    for (const auto& issue : check(table.input())) {
        EXPECT_LT(issue.severity, Severity::Warning) << issue.sentence;
    }
}

TEST(Check, FewIndependentColumnsMeetByChance) {
    int warned = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Random random(seed, "few columns");
        planted::Case table;
        table.table.rows = 200;
        add_numbers(
            table, "day", [&](auto) { return std::floor(144 * random.uniform()); },
            engine::Type::Integer);
        add_numbers(
            table, "coin", [&](auto) { return random.uniform() < 0.5 ? 1.0 : 0.0; },
            engine::Type::Boolean);
        warned +=
            static_cast<int>(std::ranges::count_if(check(table.input()), [](const auto& each) {
                return each.code == "duplicate-rows" && each.severity >= Severity::Warning;
            }));
    }
    EXPECT_LE(warned, 2);
}

TEST(Check, CopiesBesideOneCoarseColumnAreCopies) {
    Random random(12, "one fine column");
    planted::Case table;
    table.table.rows = 1000;
    add_numbers(table, "x", [&](auto) { return random.normal(); });
    add_numbers(
        table, "coin", [&](auto) { return random.uniform() < 0.5 ? 1.0 : 0.0; },
        engine::Type::Boolean);
    for (std::size_t row = 0; row < 30; ++row) {
        copy_row(table, row, 500 + row);
    }
    EXPECT_TRUE(found(check(table.input()), "duplicate-rows", ""));
}

TEST(Check, LongNumbersAreNamesAndDecimalCommasAreNumbers) {
    planted::Case table;
    table.table.rows = 60;
    std::vector<std::string> ids, amounts;
    for (int row = 0; row < 60; ++row) {
        ids.push_back(fmt::format("90071992547409{}", 90 + row));
        amounts.push_back(fmt::format("{},{}", row, 10 + row));
    }
    table.table.columns.push_back(planted::texts("id", ids));
    table.table.columns.push_back(planted::texts("amount", amounts));
    const auto issues = check(table.input());
    EXPECT_FALSE(found(issues, "mixed-types", "id"));
    const auto comma = std::ranges::find(issues, std::string("mixed-types"), &Issue::code);
    ASSERT_NE(comma, issues.end());
    EXPECT_EQ(comma->fix,
              "SELECT * REPLACE (CAST(replace(\"amount\", ',', '.') AS DOUBLE) AS "
              "\"amount\") FROM data");
}

TEST(Check, AWholeFileTwiceIsACopy) {
    auto table = clean(7, 1000, 5, false);
    add_numbers(table, "amount", [&](auto row) { return std::sqrt(static_cast<double>(row)); });
    for (std::size_t row = 0; row < 500; ++row) {
        copy_row(table, row, 500 + row);
    }
    const auto issues = check(table.input());
    const auto issue = std::ranges::find(issues, std::string("duplicate-rows"), &Issue::code);
    ASSERT_NE(issue, issues.end());
    EXPECT_EQ(issue->rows, 1000);
    EXPECT_EQ(issue->severity, Severity::Warning);
}

TEST(Check, CopiesAmongMeasuredValuesAreCopies) {
    Random random(9, "measured");
    planted::Case table;
    table.table.rows = 1000;
    for (int i = 0; i < 15; ++i) {
        add_numbers(table, "m" + std::to_string(i), [&](auto) { return random.normal(); });
    }
    for (std::size_t row = 0; row < 1000; ++row) {
        table.labels.push_back(random.uniform() < 0.2 ? 1 : 0);
    }
    for (std::size_t row = 0; row < 10; ++row) {
        copy_row(table, row, 500 + row);
    }
    const auto issues = check(table.input());
    ASSERT_FALSE(issues.empty());
    EXPECT_EQ(issues.front().code, "duplicate-rows");
    EXPECT_EQ(issues.front().severity, Severity::Warning);
}

}  // namespace
}  // namespace assay::data
