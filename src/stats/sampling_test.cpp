#include "stats/sampling.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "stats/golden/golden.hpp"
#include "stats/rate.hpp"

namespace assay::stats {
namespace {

std::vector<Stratum> strata_of(const Json& known) {
    std::vector<Stratum> out;
    for (std::size_t i = 0; i < known["population"].size(); ++i) {
        out.push_back({.population = known["population"][i].get<std::int64_t>(),
                       .sampled = known["sampled"][i].get<std::int64_t>(),
                       .mean = known["means"][i].get<double>(),
                       .variance = known["variances"][i].get<double>()});
    }
    return out;
}

TEST(Sampling, MeansAndTheirErrorsAreThoseOfSamplics) {
    for (const auto* section : {"means", "shares"}) {
        for (const auto& known : golden::cases("sampling", section)) {
            const auto ours = stratified_mean(strata_of(known));
            ASSERT_TRUE(ours);
            EXPECT_NEAR(ours->value, known["value"].get<double>(), 1e-12);
            EXPECT_NEAR(std::sqrt(ours->variance), known["standard_error"].get<double>(), 1e-12);
        }
    }
}

TEST(Sampling, AShareOfAnEndlessPopulationIsWilsons) {
    const std::vector<Stratum> one{
        {.population = 1'000'000'000'000'000, .sampled = 120, .mean = 37.0 / 120}};
    const auto ours = sampled_share(one, 0.9);
    const auto plain = wilson({.hits = 37, .trials = 120}, 0.9);
    EXPECT_NEAR(ours.low, plain->low, 1e-9);
    EXPECT_NEAR(ours.high, plain->high, 1e-9);
}

TEST(Sampling, WhoSawAllRowsKnows) {
    const std::vector<Stratum> all{{.population = 50, .sampled = 50, .mean = 0.3, .variance = 0.2},
                                   {.population = 1, .sampled = 1, .mean = 1, .variance = 0}};
    EXPECT_EQ(sampled_mean(all, 0.9).low, sampled_mean(all, 0.9).high);
    EXPECT_EQ(sampled_share(all, 0.9).low, sampled_share(all, 0.9).value);
}

TEST(Sampling, AStratumWithoutRowsCannotTell) {
    const std::vector<Stratum> hole{{.population = 50, .sampled = 5, .mean = 1, .variance = 1},
                                    {.population = 50, .sampled = 0}};
    EXPECT_TRUE(std::isnan(sampled_mean(hole, 0.9).value));
    EXPECT_EQ(sampled_mean(hole, 0.9).method, "cannot tell: a stratum has no sampled row");
    const std::vector<Stratum> lone{{.population = 50, .sampled = 1, .mean = 1}};
    EXPECT_TRUE(std::isnan(sampled_mean(lone, 0.9).low));
}

// Cochran (1977), section 5.5: with equal costs rows go to where population times deviation lie.
TEST(Sampling, NeymanTakesMoreWhereValuesVary) {
    const std::vector<PlannedStratum> strata{{.population = 1000, .deviation = 1},
                                             {.population = 1000, .deviation = 9}};
    EXPECT_EQ(*allocate(strata, 100, Allocation::Neyman), (std::vector<std::int64_t>{10, 90}));
    EXPECT_EQ(*allocate(strata, 100, Allocation::Proportional),
              (std::vector<std::int64_t>{50, 50}));
}

TEST(Sampling, AStratumGivesNoMoreThanItHas) {
    const std::vector<PlannedStratum> strata{{.population = 20, .deviation = 100},
                                             {.population = 1000, .deviation = 1},
                                             {.population = 500, .deviation = 0}};
    EXPECT_EQ(*allocate(strata, 100, Allocation::Neyman), (std::vector<std::int64_t>{20, 78, 2}));
}

RC_GTEST_PROP(Allocations, AddUpAndKeepTheirBounds, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(1, 8);
    std::vector<PlannedStratum> strata;
    std::int64_t population = 0;
    std::int64_t fewest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        strata.push_back({.population = *rc::gen::inRange<std::int64_t>(1, 400),
                          .deviation = *rc::gen::inRange(0, 50) / 7.0});
        population += strata.back().population;
        fewest += std::min<std::int64_t>(2, strata.back().population);
    }
    const auto rows = *rc::gen::inRange(fewest, population + 1);
    for (const auto how : {Allocation::Proportional, Allocation::Neyman}) {
        const auto got = allocate(strata, rows, how);
        RC_ASSERT(got.has_value());
        RC_ASSERT(std::accumulate(got->begin(), got->end(), std::int64_t{0}) == rows);
        for (std::size_t i = 0; i < count; ++i) {
            RC_ASSERT((*got)[i] >= std::min<std::int64_t>(2, strata[i].population));
            RC_ASSERT((*got)[i] <= strata[i].population);
        }
    }
}

TEST(Sampling, NeymanIsNeverWiderThanProportional) {
    const std::vector<PlannedStratum> strata{{.population = 700, .deviation = 1},
                                             {.population = 200, .deviation = 12},
                                             {.population = 100, .deviation = 3}};
    for (const std::int64_t rows : {20, 100, 500, 900}) {
        EXPECT_LT(*expected_width(strata, rows, Allocation::Neyman, 0.9),
                  *expected_width(strata, rows, Allocation::Proportional, 0.9));
    }
}

// Cochran (1977), 4.2: n = n0 / (1 + n0 / N), n0 = (z S / half width)²; t adds a few rows.
TEST(Sampling, TheRowsForAWidthAreTheFewestThatReachIt) {
    for (const std::int64_t population : {500LL, 20'000LL, 1'000'000'000'000LL}) {
        const std::vector<PlannedStratum> one{{.population = population, .deviation = 4}};
        const auto rows = *rows_for_width(one, 1.0, Allocation::Proportional, 0.9);
        const double n0 = std::pow(1.6448536 * 4 / 0.5, 2);
        const double n = n0 / (1 + n0 / static_cast<double>(population));
        EXPECT_GE(static_cast<double>(rows), n);
        EXPECT_LE(static_cast<double>(rows), n + 3);
        EXPECT_LE(*expected_width(one, rows, Allocation::Proportional, 0.9), 1.0);
        EXPECT_GT(*expected_width(one, rows - 1, Allocation::Proportional, 0.9), 1.0);
    }
}

TEST(Sampling, WrongQuestionsGetNoNumber) {
    const std::vector<PlannedStratum> two{{.population = 10, .deviation = 1},
                                          {.population = 10, .deviation = 1}};
    EXPECT_FALSE(allocate(two, 21, Allocation::Neyman));
    EXPECT_FALSE(allocate(two, 3, Allocation::Neyman));
    EXPECT_FALSE(rows_for_width(two, 0, Allocation::Neyman, 0.9));
    EXPECT_FALSE(rows_for_width(two, 1, Allocation::Neyman, 1.5));
    EXPECT_TRUE(std::isnan(sampled_share(std::vector<Stratum>{}, 0.9).value));
}

TEST(Sampling, StrataThatDifferMakeTheDesignEffectSmall) {
    const std::vector<Stratum> apart{{.population = 500, .sampled = 50, .mean = 0, .variance = 1},
                                     {.population = 500, .sampled = 50, .mean = 20, .variance = 1}};
    EXPECT_NEAR(design_effect(apart), 1.0 / 101, 0.002) << "within over total variance";
    const std::vector<Stratum> alike{{.population = 500, .sampled = 50, .mean = 5, .variance = 9},
                                     {.population = 500, .sampled = 50, .mean = 5, .variance = 9}};
    EXPECT_NEAR(design_effect(alike), 1, 0.03);
}

TEST(Sampling, SkewedValuesNeedMoreRows) {
    EXPECT_EQ(rows_for_skewness(std::vector<double>{1, 2, 3}), 0);
    EXPECT_NEAR(rows_for_skewness(std::vector<double>{0, 0, 0, 1}), 25 * 4.0 / 3, 1e-9);
}

TEST(Sampling, EachRowIsDrawnEquallyOften) {
    std::vector<int> drawn(20, 0);
    for (std::uint64_t trial = 0; trial < 4000; ++trial) {
        Random random(trial, "draw");
        const auto rows = draw_rows(20, 5, random);
        ASSERT_EQ(rows.size(), 5U);
        ASSERT_TRUE(std::is_sorted(rows.begin(), rows.end()));
        for (const auto row : rows) {
            ++drawn[row];
        }
    }
    for (const int each : drawn) {
        EXPECT_NEAR(each, 1000, 5 * std::sqrt(4000 * 0.25 * 0.75));
    }
}

}  // namespace
}  // namespace assay::stats
