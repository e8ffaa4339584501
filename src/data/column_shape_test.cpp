#include "data/column_shape.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "base/text.hpp"

namespace assay::data {
namespace {

std::string text(double value) {
    return figure(value, 4);
}

TEST(Shapes, OfFewValuesHaveABarForEach) {
    const auto shape = shape_of_numbers(stats::exactly_ranked(std::vector<double>{0, 0, 0, 1}),
                                        stats::exactly_ranked(std::vector<double>{1, 2}), text);
    EXPECT_EQ(shape.values, (std::vector<std::string>{text(0), text(1), text(2)}));
    EXPECT_EQ(shape.reference, (std::vector<double>{0.75, 0.25, 0}));
    EXPECT_EQ(shape.current, (std::vector<double>{0, 0.5, 0.5}));
}

TEST(Shapes, OfManyValuesHaveEqualBarsAndTheOuterOnesHoldTheRest) {
    std::vector<double> then(1000);
    std::iota(then.begin(), then.end(), 0.0);
    then.back() = 1e9;
    std::vector<double> now(then.begin(), then.begin() + 500);
    const auto shape =
        shape_of_numbers(stats::exactly_ranked(then), stats::exactly_ranked(now), text);
    EXPECT_TRUE(shape.values.empty());
    ASSERT_EQ(shape.reference.size(), 20U);
    EXPECT_LT(shape.to, 1000);
    for (const auto share : shape.reference) {
        EXPECT_NEAR(share, 0.05, 0.006);
    }
    EXPECT_NEAR(std::reduce(shape.reference.begin(), shape.reference.end()), 1, 1e-3);
    EXPECT_NEAR(std::reduce(shape.current.begin(), shape.current.end()), 1, 1e-3);
    EXPECT_NEAR(shape.current.front(), 0.1, 0.01);
    EXPECT_EQ(shape.current.back(), 0);
}

TEST(Shapes, OfCategoriesGatherTheRest) {
    std::vector<std::string> names;
    std::vector<double> then{5};  // missing, which no share counts
    for (int i = 0; i < 12; ++i) {
        names.push_back("level " + std::to_string(i));
        then.push_back(i == 0 ? 9 : 1);
    }
    std::vector<double> now(13, 0);
    now[12] = 4;
    const auto shape = shape_of_levels(then, now, names);
    ASSERT_EQ(shape.values.size(), 9U);
    EXPECT_EQ(shape.values.back(), "all others");
    EXPECT_DOUBLE_EQ(shape.reference.front(), 0.45);
    EXPECT_DOUBLE_EQ(shape.reference.back(), 0.2);
    EXPECT_DOUBLE_EQ(shape.current.back(), 1);
    const auto nine = shape_of_levels(std::span(then).first(10), std::span(then).first(10),
                                      std::span(names).first(9));
    EXPECT_EQ(nine.values.back(), "level 8");
}

}  // namespace
}  // namespace assay::data
