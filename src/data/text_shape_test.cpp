#include "data/text_shape.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "data/planted.hpp"

namespace assay::data {
namespace {

TextShape of(const std::vector<std::string>& values) {
    const auto column = planted::texts("x", values);
    return text_shape(column, distribute(column));
}

TEST(TextShapes, AreTheCommonestForm) {
    const auto shape = of({"UA1545-EWR", "AA1141-JFK", "B6725-JFK", "<gap>"});
    EXPECT_EQ(shape.pattern, "AA9999-AAA");
    EXPECT_DOUBLE_EQ(shape.pattern_share, 2.0 / 3);
    EXPECT_EQ(shape.shortest, 9);
    EXPECT_EQ(shape.median, 10);
    EXPECT_EQ(shape.longest, 10);
}

TEST(TextShapes, WriteRunsOnceWhereLengthsDiffer) {
    EXPECT_EQ(of({"Ann Lee", "Robert Smith", "J\u00FCrgen Wei\u00DF", "x"}).pattern, "Aa+ Aa+");
    EXPECT_EQ(of({"J\u00FCrgen"}).longest, 6);
}

TEST(TextShapes, AreNoneWhereNothingIsCommon) {
    EXPECT_EQ(of({"a", "B-1", "c.c", "9"}).pattern, "");
    EXPECT_EQ(of({std::string(200, 'x')}).pattern, "");
    EXPECT_EQ(of({std::string(200, 'x')}).median, 200);
    EXPECT_TRUE(std::isnan(of({}).median));
    EXPECT_TRUE(std::isnan(of({"a", "B-1", "c.c", "9"}).pattern_share));
    EXPECT_TRUE(std::isnan(of({"<gap>"}).median));
    EXPECT_EQ(of({""}).pattern, "");
}

TEST(TextShapes, CountRowsNotTexts) {
    const auto shape = of({"a", "a", "a", "bbb", "cc"});
    EXPECT_EQ(shape.median, 1);
    EXPECT_EQ(shape.pattern, "a");
    EXPECT_DOUBLE_EQ(shape.pattern_share, 0.6);
}

}  // namespace
}  // namespace assay::data
