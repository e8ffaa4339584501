#include "stats/rank_correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/golden/golden.hpp"

namespace assay::stats {
namespace {

TEST(RankCorrelation, EqualsSciPy) {
    for (const Json& each : golden::cases("rank_correlation", "cases")) {
        const auto x = golden::numbers(each["x"]);
        const auto y = golden::numbers(each["y"]);
        EXPECT_NEAR(rank_correlation(x, y), each["correlation"].get<double>(), 1e-12);
    }
}

TEST(RankCorrelation, IsNoneWhereOneSideIsConstant) {
    const std::vector<double> x{1, 2, 3};
    const std::vector<double> same{4, 4, 4};
    EXPECT_TRUE(std::isnan(rank_correlation(x, same)));
    EXPECT_TRUE(std::isnan(rank_correlation(same, x)));
    EXPECT_TRUE(std::isnan(rank_correlation({}, {})));
}

}  // namespace
}  // namespace assay::stats
