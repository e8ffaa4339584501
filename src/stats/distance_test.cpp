#include "stats/distance.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "stats/golden/golden.hpp"
#include "stats/histogram.hpp"
#include "stats/sorted_values.hpp"
#include "stats/two_samples.hpp"

namespace assay::stats {
namespace {

constexpr double kSame = 1e-9;

std::vector<double> sorted_list(const Json& list) {
    return sorted_values(golden::numbers(list));
}

std::vector<double> any_sample() {
    return sorted_values(*rc::gen::nonEmpty(rc::gen::container<std::vector<double>>(
        rc::gen::map(rc::gen::inRange(-50, 50), [](int value) { return value / 8.0; }))));
}

TEST(Distances, AreScipys) {
    for (const Json& each : golden::cases("drift", "samples")) {
        const auto reference = sorted_list(each["reference"]);
        const auto current = sorted_list(each["current"]);
        const Json& gives = each["gives"];
        const double ks = kolmogorov_smirnov(reference, current);
        EXPECT_NEAR(wasserstein(reference, current), gives["wasserstein"], kSame);
        EXPECT_NEAR(ks, gives["ks"], kSame);
        EXPECT_NEAR(smirnov_p(std::ssize(reference), std::ssize(current), ks), gives["ks p"],
                    kSame);
    }
}

TEST(Distances, WithEvidentlysBinsAreEvidentlys) {
    for (const Json& each : golden::cases("drift", "samples")) {
        const auto reference = sorted_list(each["reference"]);
        const auto current = sorted_list(each["current"]);
        auto distinct = reference;
        distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
        if (distinct.size() <= 20) {
            continue;  // values are the bins
        }
        const double low = std::min(reference.front(), current.front());
        const double high = std::max(reference.back(), current.back());
        const auto rows = std::ssize(reference) + std::ssize(current);
        const auto edges = sturges_edges(low, high, rows, each["whole"]);
        auto a = shares_of(count_in(reference, edges), std::ssize(reference));
        auto b = shares_of(count_in(current, edges), std::ssize(current));
        EXPECT_NEAR(jensen_shannon_distance(a, b, LogBase::Natural), each["gives"]["evidently-js"],
                    kSame);
        fill_empty(a);
        fill_empty(b);
        EXPECT_NEAR(population_stability(a, b), each["gives"]["evidently-psi"], kSame);
        EXPECT_NEAR(kullback_leibler(a, b), each["gives"]["evidently-kl"], kSame);
    }
}

TEST(Distances, OfNothingAreNotTold) {
    const std::vector<double> some{1, 2};
    EXPECT_TRUE(std::isnan(wasserstein({}, some)));
    EXPECT_TRUE(std::isnan(kolmogorov_smirnov(some, std::span<const double>{})));
}

TEST(Distances, OfPointsWithSharesAreThoseOfTheirRows) {
    const std::vector<double> rows{1, 1, 1, 4};
    const std::vector<double> values{1, 4};
    const std::vector<double> up_to{0.75, 1};
    const std::vector<double> others{2, 3, 3, 9};
    const std::vector<double> other_values{2, 3, 9};
    const std::vector<double> other_up_to{0.25, 0.75, 1};
    EXPECT_DOUBLE_EQ(wasserstein({values, up_to}, {other_values, other_up_to}),
                     wasserstein(rows, others));
    EXPECT_DOUBLE_EQ(kolmogorov_smirnov({values, up_to}, {other_values, other_up_to}),
                     kolmogorov_smirnov(rows, others));
}

RC_GTEST_PROP(Distances, WassersteinMovesWithAShiftAndIsSymmetric, ()) {
    const auto a = any_sample();
    const auto b = any_sample();
    auto moved = a;
    for (double& value : moved) {
        value += 3;
    }
    RC_ASSERT(std::abs(wasserstein(a, moved) - 3) < 1e-12);
    RC_ASSERT(std::abs(wasserstein(a, b) - wasserstein(b, a)) < 1e-12);
    RC_ASSERT(wasserstein(a, a) == 0);
}

RC_GTEST_PROP(Distances, KolmogorovSmirnovStaysUnderARisingChange, ()) {
    const auto a = any_sample();
    const auto b = any_sample();
    const auto change = [](std::vector<double> values) {
        for (double& value : values) {
            value = std::exp(value);
        }
        return values;
    };
    RC_ASSERT(kolmogorov_smirnov(a, b) == kolmogorov_smirnov(change(a), change(b)));
}

RC_GTEST_PROP(Distances, JensenShannonHellingerAndLargestDifferenceLieInZeroToOne, ()) {
    const auto counts = [] {
        return *rc::gen::container<std::vector<std::int64_t>>(
            7, rc::gen::inRange<std::int64_t>(0, 50));
    };
    auto a = counts();
    auto b = counts();
    ++a[0];
    ++b[3];
    const auto shares = [](const std::vector<std::int64_t>& all) {
        std::int64_t rows = 0;
        for (const auto each : all) {
            rows += each;
        }
        return shares_of(all, rows);
    };
    const auto p = shares(a);
    const auto q = shares(b);
    const double base_two = jensen_shannon_distance(p, q, LogBase::Two);
    const double natural = jensen_shannon_distance(p, q, LogBase::Natural);
    for (const double each : {base_two, hellinger(p, q), largest_difference(p, q)}) {
        RC_ASSERT(each >= 0 && each <= 1 + 1e-12);
    }
    RC_ASSERT(std::abs(base_two * base_two * std::log(2.0) - natural * natural) < 1e-12);
    RC_ASSERT(jensen_shannon_distance(p, p, LogBase::Two) == 0);
}

TEST(Bins, HoldTheirLowerEdgeAndTheLastOneBoth) {
    const std::vector<double> rows{0, 0.5, 1, 1, 2, 3};
    const auto edges = equal_width_edges(0, 2, 2);
    EXPECT_EQ(count_in(rows, edges), (std::vector<std::int64_t>{2, 3}));
}

TEST(Bins, OfOneValueAreOneBinAroundIt) {
    const std::vector<double> rows{4, 4, 4};
    EXPECT_EQ(doane_edges(rows), (std::vector<double>{3.5, 4.5}));
    EXPECT_EQ(sturges_edges(4, 4, 3, false), (std::vector<double>{3.5, 4.5}));
}

}  // namespace
}  // namespace assay::stats
