#include "model/features.hpp"

#include <gtest/gtest.h>

namespace assay::model {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;

engine::Column empty_column(engine::Type type) {
    engine::Column column;
    column.type = type;
    return column;
}

engine::Column text_column(const std::vector<std::string>& values) {
    engine::Column column = empty_column(engine::Type::Text);
    column.levels = values;
    for (std::size_t row = 0; row < values.size(); ++row) {
        column.codes.push_back(static_cast<std::int32_t>(row));
    }
    return column;
}

TEST(FeatureKindOf, DistinctSentencesAreText) {
    EXPECT_EQ(feature_kind(text_column({"the gate is closed", "no crew again", "fuel is late"})),
              FeatureKind::Text);
}

TEST(FeatureKindOf, DatesAndShortNamesAreCategories) {
    EXPECT_EQ(feature_kind(text_column({"1/1/13 22:33", "2/1/13 22:33", "3/1/13 00:01"})),
              FeatureKind::Category);
    EXPECT_EQ(feature_kind(text_column({"AA", "UA", "DL"})), FeatureKind::Category);
}

TEST(FeatureKindOf, RepeatedSentencesAreCategories) {
    auto column = text_column({"the gate is closed", "no crew again"});
    column.codes = {0, 0, 1, 1, 0, 1};
    EXPECT_EQ(feature_kind(column), FeatureKind::Category);
}

TEST(FeatureKindOf, AnEmptyTextColumnIsACategory) {
    engine::Column column = empty_column(engine::Type::Text);
    column.codes = {-1, -1};
    EXPECT_EQ(feature_kind(column), FeatureKind::Category);
}

TEST(FeatureKindOf, NumbersAndTimes) {
    EXPECT_EQ(feature_kind(empty_column(engine::Type::Boolean)), FeatureKind::Number);
    EXPECT_EQ(feature_kind(empty_column(engine::Type::Date)), FeatureKind::Time);
}

TEST(TimeOf, HoursAndWeekdaysBeforeAndAfter1970) {
    EXPECT_EQ(hour_of(0), 0);
    EXPECT_EQ(weekday_of(0), 3);  // Thursday
    EXPECT_EQ(hour_of(-1), 23);
    EXPECT_EQ(weekday_of(-1), 2);
    EXPECT_EQ(hour_of(49 * kHour), 1);
    EXPECT_EQ(weekday_of(4 * 24 * kHour), 0);  // Monday, 5 January 1970
    EXPECT_EQ(hour_of(engine::kMissingTime), -1);
    EXPECT_EQ(weekday_of(engine::kMissingTime), -1);
}

TEST(LevelTable, MostFrequentFirstThenByName) {
    const std::vector<std::string> levels{"rare", "b", "a", "unused"};
    const std::vector<std::int32_t> codes{1, 1, 2, 2, 0, -1};
    const Feature feature{
        .name = "x", .kind = FeatureKind::Category, .codes = codes, .levels = levels};
    const std::vector<std::int32_t> rows{0, 1, 2, 3, 4, 5};
    const auto all = LevelTable::fit(feature, rows);
    EXPECT_EQ(std::vector(all.levels().begin(), all.levels().end()),
              (std::vector<std::string>{"a", "b", "rare"}));
    EXPECT_EQ(LevelTable::fit(feature, rows, 2).size(), 2U);
    EXPECT_EQ(LevelTable::fit(feature, rows, 1, 1).size(), 1U);
    EXPECT_EQ(all.translate(levels, -1), (std::vector<std::int32_t>{2, 1, 0, -1}));
}

}  // namespace
}  // namespace assay::model
