#include "stats/falling_order.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/random.hpp"

namespace assay::stats {
namespace {

std::vector<std::uint32_t> by_comparison(const std::vector<double>& scores) {
    std::vector<std::uint32_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::uint32_t row) { return scores[row]; });
    return order;
}

TEST(FallingOrder, SignsZerosAndInfinitiesFallInTheirPlaces) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const std::vector<double> scores{-0.0, 3, 0.0, -kInfinity, -2, kInfinity, 3, 5e-324, -5e-324};
    EXPECT_EQ(falling_order(scores), by_comparison(scores));
    EXPECT_TRUE(falling_order({}).empty());
}

TEST(FallingOrder, ScoresThatDifferInTheirLastBitsOnlyAreOrdered) {
    Random random(3, "last bits");
    std::vector<double> scores{-1e300, 1e300};
    for (int i = 0; i < 2000; ++i) {
        scores.push_back(1 + static_cast<double>(random.below(50)) * 0x1p-52);
    }
    EXPECT_EQ(falling_order(scores), by_comparison(scores));
}

RC_GTEST_PROP(FallingOrder, IsThatOfAStableSort, (const std::vector<double>& given)) {
    std::vector<double> scores;
    std::ranges::copy_if(given, std::back_inserter(scores),
                         [](double score) { return !std::isnan(score); });
    scores.insert(scores.end(), given.empty() ? 0 : 3, 0.5);
    RC_ASSERT(falling_order(scores) == by_comparison(scores));
}

}  // namespace
}  // namespace assay::stats
