#include "stats/two_samples.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "stats/golden/golden.hpp"

namespace assay::stats {
namespace {

TEST(Smirnov, PValuesAreScipys) {
    for (const Json& each : golden::cases("drift", "kolmogorov")) {
        const double p = smirnov_p(each["first"], each["second"], each["distance"]);
        const double wanted = each["p"];
        EXPECT_NEAR(p, wanted, 1e-9 * std::max(wanted, 1e-3)) << each.dump();
    }
}

TEST(Smirnov, TheGoldenPairHasItsTinyP) {
    const double p = smirnov_p(10'000, 5'000, 0.1438);
    EXPECT_NEAR(p / 1.6051733815469903e-60, 1, 1e-9);
}

TEST(Smirnov, IsCertainOfNoDifferenceAndTellsNothingOfNothing) {
    EXPECT_EQ(smirnov_p(50, 60, 0), 1);
    EXPECT_TRUE(std::isnan(smirnov_p(0, 60, 0.5)));
    EXPECT_EQ(smirnov_p(20'000, 30'000, 1), 0);
}

TEST(ChiSquared, IsScipysContingencyTest) {
    for (const Json& each : golden::cases("drift", "levels")) {
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;
        for (const auto& [level, rows] : each["reference"].items()) {
            counts[level].first = rows;
        }
        for (const auto& [level, rows] : each["current"].items()) {
            counts[level].second = rows;
        }
        std::vector<std::int64_t> first;
        std::vector<std::int64_t> second;
        for (const auto& [level, rows] : counts) {
            first.push_back(rows.first);
            second.push_back(rows.second);
        }
        const auto test = chi_squared(first, second);
        ASSERT_TRUE(test);
        EXPECT_NEAR(test->statistic, each["gives"]["chi2"], 1e-9 * test->statistic);
        EXPECT_NEAR(test->p, each["gives"]["chi2 p"], 1e-9);
    }
}

TEST(ChiSquared, RefusesOneCategoryAndAnEmptySide) {
    const std::vector<std::int64_t> one{5, 0};
    const std::vector<std::int64_t> none{0, 0};
    const std::vector<std::int64_t> two{5, 3};
    EXPECT_FALSE(chi_squared(one, one));
    EXPECT_FALSE(chi_squared(two, none));
    EXPECT_TRUE(chi_squared(two, one));
}

TEST(TwoProportions, AreThoseOfThePeer) {
    const auto test = two_proportions({300, 1000}, {220, 600});
    ASSERT_TRUE(test);
    EXPECT_NEAR(test->p, 0.0058454447921302615, 1e-12);
    EXPECT_NEAR(test->statistic, -2.7563274353157428, 1e-12);
    EXPECT_FALSE(two_proportions({10, 10}, {7, 7}));
    EXPECT_FALSE(two_proportions({0, 0}, {3, 7}));
}

}  // namespace
}  // namespace assay::stats
