#include "stats/median.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"

namespace assay::stats {
namespace {

TEST(Median, LiesBetweenItsOrderStatistics) {
    // Binomial(10, 1/2): P(at most 1) = .0107, P(at most 2) = .0547; so the 2nd to the 9th.
    const Estimate found = median_estimate({10, 1, 9, 2, 8, 3, 7, 4, 6, 5}, 0.9);
    EXPECT_EQ(found.value, 5.5);
    EXPECT_EQ(found.low, 2);
    EXPECT_EQ(found.high, 9);
}

TEST(Median, OfFewValuesIsTheirRange) {
    const Estimate found = median_estimate({3, 1, 2}, 0.9);
    EXPECT_EQ(found.value, 2);
    EXPECT_EQ(found.low, 1);
    EXPECT_EQ(found.high, 3);
    EXPECT_EQ(found.method, "too few values: their range");
    EXPECT_TRUE(std::isnan(median_estimate({}, 0.9).value));
}

TEST(MedianSimulation, CoversAtLeastItsConfidence) {
    int held = 0;
    for (std::uint64_t trial = 0; trial < 2000; ++trial) {
        Random random(3, "median", trial);
        std::vector<double> values;
        for (int i = 0; i < 25; ++i) {
            values.push_back(std::exp(random.normal()));
        }
        const Estimate found = median_estimate(values, 0.9);
        held += found.low <= 1 && 1 <= found.high ? 1 : 0;
    }
    EXPECT_GE(held, 1760);
}

}  // namespace
}  // namespace assay::stats
