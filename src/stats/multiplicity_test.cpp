#include "stats/multiplicity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "stats/golden/golden.hpp"

namespace assay::stats {
namespace {

std::vector<double> any_p_values() {
    auto p = *rc::gen::container<std::vector<double>>(
        rc::gen::map(rc::gen::inRange(0, 1001), [](int value) { return value / 1000.0; }));
    return p;
}

TEST(Multiplicity, HolmAndBenjaminiHochbergAreStatsmodels) {
    for (const Json& each : golden::cases("multiplicity", "p_values")) {
        const auto p = golden::numbers(each["p"]);
        golden::expect_all_near(holm(p), golden::numbers(each["holm"]), 1e-14);
        golden::expect_all_near(benjamini_hochberg(p), golden::numbers(each["benjamini_hochberg"]),
                                1e-14);
    }
}

TEST(Multiplicity, NoTestsHaveNoPValues) {
    EXPECT_TRUE(holm({}).empty());
    EXPECT_TRUE(benjamini_hochberg({}).empty());
}

TEST(LargestGap, EqualErrorsAreTukeysStudentisedRange) {
    for (const Json& each : golden::cases("multiplicity", "critical")) {
        std::vector<GroupMean> groups(each["groups"], {.mean = 0, .standard_error = 1});
        groups[0].mean = 100;
        const auto found =
            largest_gap(groups, each["confidence"], gap_noise(groups.size(), 40000, 1));
        ASSERT_TRUE(found);
        // A quantile of 40,000 draws: a standard error of some 0.005 to 0.015.
        const double critical = (found->gap.high - 100) / std::sqrt(2);
        EXPECT_NEAR(critical, each["critical"].get<double>(), 0.03);
        EXPECT_NEAR(100 - found->gap.low, found->gap.high - 100, 1e-9);
    }
}

TEST(LargestGap, NamesTheEndsAndStaysAboveZero) {
    const std::vector<GroupMean> groups{{0.5, 0.1}, {0.7, 0.1}, {0.45, 0.1}};
    const auto found = largest_gap(groups, 0.9, gap_noise(groups.size(), 4000, 0));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->highest, 1U);
    EXPECT_EQ(found->lowest, 2U);
    EXPECT_DOUBLE_EQ(found->gap.value, 0.25);
    EXPECT_EQ(found->gap.low, 0);
    EXPECT_GT(found->gap.high, 0.25);
    EXPECT_LT(found->gap.high_50, found->gap.high);
    EXPECT_GE(found->gap.low_50, found->gap.low);
}

TEST(LargestGap, OneGroupWithErrorIsTooFew) {
    const std::vector<GroupMean> groups{{0.5, 0.1}, {0.7, 0.0}};
    EXPECT_EQ(largest_gap(groups, 0.9, gap_noise(groups.size(), 100, 0)).error().code,
              ErrorCode::InvalidInput);
    const std::vector<GroupMean> unknown{{0.5, 0.1}, {0.7, 0.1}, {std::nan(""), 0.1}};
    EXPECT_EQ(largest_gap(unknown, 0.9, gap_noise(2, 100, 0)).error().code,
              ErrorCode::InvalidInput);
    const std::vector<GroupMean> two{{0.5, 0.1}, {0.7, 0.1}};
    EXPECT_FALSE(largest_gap(two, 1.5, gap_noise(2, 100, 0)));
    EXPECT_FALSE(largest_gap(two, 0.9, gap_noise(2, 0, 0)));
}

RC_GTEST_PROP(MultiplicityProperties, AdjustedValuesAreLargerAndKeepTheirOrder, ()) {
    const auto p = any_p_values();
    const auto family = holm(p);
    const auto discoveries = benjamini_hochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
        RC_ASSERT(p[i] <= discoveries[i] + 1e-15 && discoveries[i] <= family[i] + 1e-15);
        RC_ASSERT(family[i] <= 1);
        for (std::size_t j = 0; j < i; ++j) {
            RC_ASSERT(p[i] != p[j] || family[i] == family[j]);
            RC_ASSERT(!(p[i] < p[j]) || family[i] <= family[j]);
        }
    }
}

RC_GTEST_PROP(MultiplicityProperties, AShiftOfAllGroupsLeavesTheGapAlone, (std::uint64_t seed)) {
    std::vector<GroupMean> groups{{1, 0.5}, {2, 0.25}, {4, 1}};
    const auto before = *largest_gap(groups, 0.9, gap_noise(groups.size(), 200, seed));
    for (GroupMean& group : groups) {
        group.mean += 8;
    }
    const auto after = *largest_gap(groups, 0.9, gap_noise(groups.size(), 200, seed));
    RC_ASSERT(before.gap.low == after.gap.low && before.gap.high == after.gap.high);
}

}  // namespace
}  // namespace assay::stats
