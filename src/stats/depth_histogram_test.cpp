#include "stats/depth_histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "stats/sorted_values.hpp"

namespace assay::stats {
namespace {

enum class Shape : std::uint8_t { Normal, Whole, Spiked };

std::vector<double> drawn(Shape shape, std::size_t rows, std::uint64_t seed) {
    Random random(seed, "depth histogram");
    std::vector<double> out(rows);
    for (auto& value : out) {
        const double z = random.normal();
        value = shape == Shape::Whole                             ? std::floor(40 * z)
                : shape == Shape::Spiked && random.uniform() < .4 ? 0
                                                                  : std::exp(z);
    }
    std::ranges::sort(out);
    return out;
}

/// Most that the number of rows below or up to a value is off.
std::int64_t most_off(const DepthHistogram& histogram, const std::vector<double>& sorted) {
    std::int64_t most = 0;
    const auto ranked = histogram.ranked();
    for (const double value : sorted) {
        const auto below = std::ranges::lower_bound(sorted, value) - sorted.begin();
        const auto up_to = std::ranges::upper_bound(sorted, value) - sorted.begin();
        const auto rows = static_cast<double>(sorted.size());
        most = std::max<std::int64_t>(most,
                                      std::abs(std::llround(ranked.below(value) * rows) - below));
        most = std::max<std::int64_t>(
            most, std::abs(std::llround(ranked.up_to_and_with(value) * rows) - up_to));
    }
    return most;
}

struct Parted {
    std::vector<double> all;
    std::vector<DepthHistogram> parts;

    DepthHistogram merged() const {
        std::vector<const DepthHistogram*> each;
        std::ranges::transform(parts, std::back_inserter(each),
                               [](const auto& one) { return &one; });
        return merge(each);
    }
};

Parted parted(Shape shape, std::size_t parts, std::size_t rows) {
    Parted out;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto values = drawn(shape, rows + 37 * part, part);
        out.parts.push_back(depth_histogram(values));
        out.all.insert(out.all.end(), values.begin(), values.end());
    }
    std::ranges::sort(out.all);
    return out;
}

TEST(DepthHistogram, IsExactUpToItsNumberOfBins) {
    const auto values = drawn(Shape::Normal, DepthHistogram::kMostBins, 1);
    const auto histogram = depth_histogram(values);
    EXPECT_EQ(histogram.error_rows, 0);
    EXPECT_EQ(histogram.values, values);
    const auto whole = depth_histogram(drawn(Shape::Whole, 200'000, 2));
    EXPECT_EQ(whole.error_rows, 0);
    EXPECT_LT(whole.values.size(), 500U);
}

TEST(DepthHistogram, ErrsByNoMoreThanItSays) {
    for (const auto shape : {Shape::Normal, Shape::Spiked}) {
        const auto values = drawn(shape, 100'000, 3);
        const auto histogram = depth_histogram(values);
        EXPECT_LE(histogram.values.size(), DepthHistogram::kMostBins);
        EXPECT_GT(histogram.error_rows, 0);
        EXPECT_LE(histogram.error_rows, 100'000 / 4096 + 1);
        EXPECT_LE(most_off(histogram, values), histogram.error_rows);
    }
}

TEST(DepthHistogram, OfPartsIsThatOfTheWhole) {
    const auto exact = parted(Shape::Whole, 7, 3'000);
    EXPECT_EQ(exact.merged(), depth_histogram(exact.all));
    for (const auto shape : {Shape::Normal, Shape::Spiked}) {
        auto close = parted(shape, 12, 9'000);
        const auto merged = close.merged();
        EXPECT_EQ(merged.rows, std::ssize(close.all));
        EXPECT_LE(most_off(merged, close.all), merged.error_rows);
        EXPECT_LE(merged.error_rows, 2 * (merged.rows / 4096 + 12));
        std::ranges::reverse(close.parts);
        EXPECT_EQ(close.merged(), merged);
    }
}

TEST(DepthHistogram, KnowsQuantilesAndSpread) {
    const auto values = drawn(Shape::Whole, 50'000, 5);
    const auto histogram = depth_histogram(values);
    EXPECT_EQ(histogram.quantile(0.5), values[24'999]);
    EXPECT_EQ(histogram.quantile(0), values.front());
    EXPECT_EQ(histogram.quantile(1), values.back());
    double sum = 0;
    double squares = 0;
    for (const double value : values) {
        sum += value;
    }
    for (const double value : values) {
        squares += (value - sum / 50'000) * (value - sum / 50'000);
    }
    EXPECT_NEAR(histogram.standard_deviation(), std::sqrt(squares / 49'999), 1e-9);
    EXPECT_TRUE(std::isnan(depth_histogram({}).quantile(0.5)));
    EXPECT_EQ(merge({}), DepthHistogram{});
}

}  // namespace
}  // namespace assay::stats
