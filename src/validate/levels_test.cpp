#include "validate/levels.hpp"

#include <gtest/gtest.h>

#include "validate/test_sample.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

using Words = std::vector<std::string>;

TEST(SliceColumn, TakesTheMostFrequentValues) {
    const auto column =
        text_column("carrier", {"AA", "UA", "B6", "never"}, {0, 0, 0, 1, 1, 2, -1, 1, 1});
    const auto out = slice_column(column, table_rows(9), 3);
    EXPECT_EQ(out.name, "carrier");
    EXPECT_EQ(out.words, (Words{"= UA", "= AA", "missing"}));
    EXPECT_EQ(out.level, (std::vector<std::int16_t>{1, 1, 1, 0, 0, -1, 2, 0, 0}));
}

TEST(SliceColumn, LooksOnlyAtTheTestedRows) {
    const auto column = text_column("c", {"a", "b"}, {0, 0, 0, 1});
    const auto out = slice_column(column, std::vector<std::int32_t>{3, 0, 3}, 8);
    EXPECT_EQ(out.words, (Words{"= b", "= a"}));
    EXPECT_EQ(out.level, (std::vector<std::int16_t>{0, 1, 0}));
}

TEST(SliceColumn, CutsNumbersAtQuintiles) {
    std::vector<double> numbers(100);
    std::iota(numbers.begin(), numbers.end(), 0.0);
    const auto out = slice_column(number_column("x", numbers), table_rows(100), 8);
    EXPECT_EQ(out.words,
              (Words{"in [0, 20)", "in [20, 40)", "in [40, 60)", "in [60, 80)", "in [80, 99]"}));
    EXPECT_EQ(out.level[19], 0);
    EXPECT_EQ(out.level[20], 1);
    EXPECT_EQ(out.level[99], 4);
}

TEST(SliceColumn, FewNumbersAreValues) {
    const auto out = slice_column(number_column("month", {3, 1, 2, 1, NAN}, engine::Type::Integer),
                                  table_rows(5), 8);
    EXPECT_EQ(out.words, (Words{"= 1", "= 2", "= 3", "missing"}));
    EXPECT_EQ(out.level, (std::vector<std::int16_t>{2, 0, 1, 0, 3}));
    const auto flag =
        slice_column(number_column("f", {1, 0, 1}, engine::Type::Boolean), table_rows(3), 8);
    EXPECT_EQ(flag.words, (Words{"= false", "= true"}));
}

TEST(SliceColumn, AValueThatFillsAllQuantilesStandsAgainstTheRest) {
    std::vector<double> numbers(100, 0.0);
    for (std::size_t i = 90; i < 100; ++i) {
        numbers[i] = static_cast<double>(i) / 8;
    }
    const auto out = slice_column(number_column("x", numbers), table_rows(100), 6);
    EXPECT_EQ(out.words, (Words{"in [0, 11.25)", "in [11.25, 12.375]"}));
    EXPECT_EQ(out.level[0], 0);
    EXPECT_EQ(out.level[90], 1);
}

TEST(SliceColumn, RareMissingIsNoLevel) {
    std::vector<double> numbers(1000, 1.0);
    numbers[0] = NAN;
    const auto out = slice_column(number_column("x", numbers), table_rows(1000), 6);
    EXPECT_EQ(out.words, (Words{"= 1"}));
    EXPECT_EQ(out.level[0], -1);
}

TEST(SliceColumn, CloseNumbersKeepAsManyDigitsAsTellThemApart) {
    const auto out = slice_column(number_column("x", {1.00000001, 1.00000002}), table_rows(2), 8);
    EXPECT_EQ(out.words, (Words{"= 1.00000001", "= 1.00000002"}));
}

TEST(SliceColumn, TimesAreDates) {
    engine::Column column;
    column.name = "day";
    column.type = engine::Type::Timestamp;
    constexpr std::int64_t kHour = 3'600'000'000;
    for (std::int64_t i = 0; i < 240; ++i) {
        column.times.push_back(1'356'998'400'000'000 + i * 6 * kHour);
    }
    const auto out = slice_column(column, table_rows(240), 6);
    EXPECT_EQ(out.words[0], "in [2013-01-01, 2013-01-13)");
    EXPECT_EQ(out.words[4], "in [2013-02-18, 2013-03-01 18:00]");
}

TEST(SliceColumn, NothingKnownGivesNoLevels) {
    const auto gone = slice_column(number_column("x", {NAN, NAN}), table_rows(2), 6);
    EXPECT_EQ(gone.words, (Words{"missing"}));
    EXPECT_TRUE(slice_column(number_column("x", {}), {}, 6).words.empty());
    const double inf = std::numeric_limits<double>::infinity();
    EXPECT_EQ(slice_column(number_column("x", {inf, 0, -inf}), table_rows(3), 6).words,
              (Words{"= -inf", "= 0", "= inf"}));
}

}  // namespace
}  // namespace assay::validate
