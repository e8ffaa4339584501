#include "stats/quantile_sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.hpp"
#include "stats/sorted_values.hpp"

namespace assay::stats {
namespace {

constexpr std::size_t kMillion = 1'000'000;

/// Half of the rows skewed, a tenth whole numbers that repeat, in an order that rises and falls.
std::vector<double> made(std::size_t rows, std::uint64_t seed, double shift) {
    Random random(seed, "sketched");
    std::vector<double> values(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const double z = random.normal() + std::sin(static_cast<double>(i) * 1e-6) + shift;
        const double u = random.uniform();
        values[i] = u < 0.5 ? std::exp(z) : u < 0.6 ? std::round(z) : z;
    }
    return values;
}

double exact_below(std::span<const double> sorted, double value) {
    return static_cast<double>(std::ranges::lower_bound(sorted, value) - sorted.begin()) /
           static_cast<double>(sorted.size());
}

double worst_rank(const Ranked& ranked, std::span<const double> sorted) {
    double worst = 0;
    for (std::size_t i = 0; i < sorted.size(); i += 997) {
        worst = std::max(worst, std::abs(ranked.below(sorted[i]) - exact_below(sorted, sorted[i])));
    }
    return worst;
}

TEST(QuantileSketch, IsExactUpToAMillionRows) {
    const auto values = made(300'000, 1, 0);
    QuantileSketch sketch;
    sketch.add(values);
    const auto ranked = sketch.ranked();
    EXPECT_EQ(sketch.error_rows(), 0);
    EXPECT_NEAR(worst_rank(ranked, sorted_values(values)), 0, 1e-12);
    EXPECT_EQ(ranked.rows, 300'000);
}

TEST(QuantileSketch, KeepsItsBoundOnRanksAndLittleMemory) {
    const auto values = made(6 * kMillion, 2, 0);
    const auto sorted = sorted_values(values);
    QuantileSketch sketch;
    sketch.add(values);
    const auto ranked = sketch.ranked();
    EXPECT_GT(ranked.error, 0);
    EXPECT_LT(ranked.error, 1e-4);
    EXPECT_LE(worst_rank(ranked, sorted), ranked.error);
    EXPECT_LT(ranked.values.size(), 1'400'000U);
    EXPECT_EQ(ranked.lowest, sorted.front());
    EXPECT_EQ(ranked.highest, sorted.back());
}

TEST(QuantileSketch, MergedPartsAreOnePassWithinTheBound) {
    const auto values = made(5 * kMillion, 3, 0);
    const auto sorted = sorted_values(values);
    const std::span all(values);
    for (const std::vector<std::size_t>& cuts :
         {std::vector<std::size_t>{2 * kMillion},
          {1000, 2000, 3 * kMillion, 3 * kMillion + 7},
          {600'000, 1'200'000, 1'800'000, 2'400'000, 4'900'000}}) {
        QuantileSketch whole;
        std::size_t from = 0;
        for (std::size_t part = 0; part <= cuts.size(); ++part) {
            const std::size_t to = part < cuts.size() ? cuts[part] : values.size();
            QuantileSketch one;
            one.add(all.subspan(from, to - from));
            whole.merge(one);
            from = to;
        }
        const auto ranked = whole.ranked();
        EXPECT_EQ(ranked.rows, std::ssize(values));
        EXPECT_LT(ranked.error, 1e-4);
        EXPECT_LE(worst_rank(ranked, sorted), ranked.error);
    }
}

TEST(QuantileSketch, MergedPartsBelowAMillionRowsAreExactlyOnePass) {
    const auto values = made(200'000, 5, 0);
    const auto other = made(150'000, 6, 0.3);
    const auto one_pass = exactly_ranked(values);
    for (const std::size_t cut : {std::size_t{1}, std::size_t{70'001}, values.size() - 1}) {
        QuantileSketch first;
        QuantileSketch second;
        first.add(std::span(values).subspan(cut));
        second.add(std::span(values).first(cut));
        first.merge(second);
        const auto merged = first.ranked();
        EXPECT_EQ(merged.error, 0);
        EXPECT_EQ(merged.values, one_pass.values);
        EXPECT_EQ(merged.up_to, one_pass.up_to);
        const auto apart = distances(merged, exactly_ranked(other));
        const auto wanted = distances(one_pass, exactly_ranked(other));
        EXPECT_EQ(apart.wasserstein.value, wanted.wasserstein.value);
        EXPECT_EQ(apart.kolmogorov_smirnov.value, wanted.kolmogorov_smirnov.value);
    }
}

TEST(QuantileSketch, GivesTheFourDistancesWithinTheirBounds) {
    const auto reference = made(3 * kMillion, 4, 0);
    const auto current = made(2 * kMillion, 5, 0.1);
    QuantileSketch a;
    QuantileSketch b;
    a.add(reference);
    b.add(current);
    const auto near = distances(a.ranked(), b.ranked());
    const auto r = sorted_values(reference);
    const auto c = sorted_values(current);
    const auto exact_rank = [](const std::vector<double>& sorted) {
        Ranked out;
        out.values = sorted;
        out.up_to.resize(sorted.size());
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            out.up_to[i] = static_cast<double>(i + 1) / static_cast<double>(sorted.size());
        }
        out.rows = std::ssize(sorted);
        out.lowest = sorted.front();
        out.highest = sorted.back();
        return out;
    };
    const auto exact = distances(exact_rank(r), exact_rank(c));
    EXPECT_NEAR(exact.wasserstein.value, wasserstein(r, c), 1e-9);
    EXPECT_NEAR(exact.kolmogorov_smirnov.value, kolmogorov_smirnov(r, c), 1e-12);
    const auto held = [](const Bounded& near_, const Bounded& exact_) {
        EXPECT_LE(std::abs(near_.value - exact_.value), near_.bound);
        EXPECT_GT(near_.bound, 0);
        EXPECT_LT(near_.bound, exact_.value);
    };
    held(near.kolmogorov_smirnov, exact.kolmogorov_smirnov);
    held(near.wasserstein, exact.wasserstein);
    held(near.population_stability, exact.population_stability);
    held(near.jensen_shannon, exact.jensen_shannon);
}

TEST(QuantileSketch, LeavesOutWhatIsNoNumber) {
    QuantileSketch sketch;
    const std::vector<double> values{1, std::nan(""), 2, std::numeric_limits<double>::infinity()};
    sketch.add(values);
    EXPECT_EQ(sketch.rows(), 2);
    EXPECT_EQ(sketch.ranked().up_to_and_with(1), 0.5);
}

}  // namespace
}  // namespace assay::stats
