#include "stats/square_table.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace assay::stats {
namespace {

TEST(StuartMaxwell, OfTwoClassesIsMcNemarsChiSquare) {
    // 10 and 4 discordant: (10 - 4)² / (10 + 4).
    const auto test = stuart_maxwell(std::vector<double>{50, 10, 4, 30}, 2);
    ASSERT_TRUE(test);
    EXPECT_NEAR(test->statistic, 36.0 / 14, 1e-12);
    EXPECT_EQ(test->degrees, 1);
}

TEST(StuartMaxwell, AgreementIsNoDifference) {
    const auto test = stuart_maxwell(std::vector<double>{5, 0, 0, 0, 7, 0, 0, 0, 2}, 3);
    ASSERT_TRUE(test);
    EXPECT_EQ(test->statistic, 0);
    EXPECT_EQ(test->degrees, 0);
    EXPECT_EQ(test->p, 1);
}

TEST(StuartMaxwell, AClassThatIsNeverMixedUpTakesNoDegree) {
    const auto with = stuart_maxwell(std::vector<double>{50, 10, 0, 4, 30, 0, 0, 0, 9}, 3);
    const auto without = stuart_maxwell(std::vector<double>{50, 10, 4, 30}, 2);
    ASSERT_TRUE(with && without);
    EXPECT_NEAR(with->statistic, without->statistic, 1e-10);
    EXPECT_EQ(with->degrees, 1);
    EXPECT_NEAR(with->p, without->p, 1e-10);
}

TEST(StuartMaxwell, RefusesWhatIsNoTable) {
    EXPECT_FALSE(stuart_maxwell(std::vector<double>{1, 2, 3}, 2));
    EXPECT_FALSE(stuart_maxwell(std::vector<double>{1, -2, 3, 4}, 2));
}

}  // namespace
}  // namespace assay::stats
