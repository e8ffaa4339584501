#include "stats/learning_curve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/random.hpp"

namespace assay::stats {
namespace {

using Truth = std::function<double(double)>;

struct Noise {
    double own = 0;     // of one seed at one size
    double shared = 0;  // of all sizes together
    int seeds = 5;
};

std::vector<CurvePoint> measured(const Truth& truth, const std::vector<double>& sizes,
                                 const Noise& noise = {}, std::uint64_t index = 0) {
    Random random(11, "curve points", index);
    const double shift = noise.shared * random.normal();
    std::vector<CurvePoint> points;
    for (const double rows : sizes) {
        CurvePoint& point = points.emplace_back();
        point.rows = rows;
        for (int seed = 0; seed < noise.seeds; ++seed) {
            point.values.push_back(truth(rows) + shift + noise.own * random.normal());
        }
        point.noise_variance = noise.own * noise.own / noise.seeds + noise.shared * noise.shared;
    }
    return points;
}

const std::vector<double> kSizes{500, 1000, 2000, 4000, 8000};
const std::vector<double> kAsked{8000, 16000, 32000, 64000};

double power(double rows) {
    return 0.8 - 1.5 * std::pow(rows, -0.45);
}

LearningCurve metric_curve(const std::vector<CurvePoint>& points, bool higher_is_better = true) {
    return fit_learning_curve(points, kAsked, CurveKind::Metric, higher_is_better, 3);
}

double median(const CurveForecast& forecast) {
    return forecast.at(0.5);
}

TEST(LearningCurve, RecoversAPowerLaw) {
    const auto curve = metric_curve(measured(power, kSizes));
    ASSERT_FALSE(curve.refused) << *curve.refused;
    for (const auto& forecast : curve.forecasts) {
        EXPECT_NEAR(median(forecast), power(forecast.rows), 0.003) << forecast.rows;
    }
    EXPECT_NEAR(curve.slope_per_doubling, power(8000) - power(4000), 0.001);
}

TEST(LearningCurve, RecoversASaturatingCurve) {
    const Truth truth = [](double rows) { return 0.9 - 0.3 * std::exp(-rows / 3000); };
    const auto curve = metric_curve(measured(truth, {1000, 2000, 4000, 6000, 8000, 12000}));
    ASSERT_FALSE(curve.refused) << *curve.refused;
    EXPECT_NEAR(median(curve.forecasts.back()), 0.9, 0.01);
}

TEST(LearningCurve, RecoversALossThatFalls) {
    const Truth truth = [](double rows) { return 0.2 + 2 * std::pow(rows, -0.5); };
    const auto curve = metric_curve(measured(truth, kSizes), false);
    ASSERT_FALSE(curve.refused) << *curve.refused;
    EXPECT_NEAR(median(curve.forecasts.back()), truth(64000), 0.004);
    EXPECT_LT(curve.slope_per_doubling, 0);
}

TEST(LearningCurve, QuantilesNeverCrossAndNeverFallWithSize) {
    for (std::uint64_t index = 0; index < 40; ++index) {
        const auto points = measured(power, kSizes, {.own = 0.01, .shared = 0.005}, index);
        for (const auto kind : {CurveKind::Metric, CurveKind::Money}) {
            const auto curve = fit_learning_curve(points, kAsked, kind, true, index);
            for (std::size_t at = 0; at < curve.forecasts.size(); ++at) {
                const auto& quantiles = curve.forecasts[at].quantiles;
                ASSERT_EQ(quantiles.size(), std::size(kCurveRanks));
                EXPECT_TRUE(std::ranges::is_sorted(quantiles));
                for (std::size_t rank = 0; at > 0 && rank < quantiles.size(); ++rank) {
                    EXPECT_GE(quantiles[rank], curve.forecasts[at - 1].quantiles[rank]);
                }
            }
        }
    }
}

TEST(LearningCurve, ForecastsOfOneSizeDoNotDependOnTheOthersAsked) {
    const auto points = measured(power, kSizes, {.own = 0.01});
    const double alone = 32000;
    const auto one = fit_learning_curve(points, std::span(&alone, 1), CurveKind::Metric, true, 3);
    EXPECT_EQ(one.forecasts.front().quantiles, metric_curve(points).forecasts[2].quantiles);
}

TEST(LearningCurve, SameSeedSameBytes) {
    const auto points = measured(power, kSizes, {.own = 0.01});
    const auto first = metric_curve(points);
    const auto second = metric_curve(points);
    ASSERT_EQ(first.forecasts.size(), second.forecasts.size());
    for (std::size_t at = 0; at < first.forecasts.size(); ++at) {
        EXPECT_EQ(first.forecasts[at].quantiles, second.forecasts[at].quantiles);
    }
}

TEST(LearningCurve, AMetricBetweenZeroAndOneStaysThere) {
    const Truth steep = [](double rows) { return 0.999 - 5 * std::pow(rows, -0.8); };
    const auto curve = metric_curve(measured(steep, kSizes, {.own = 0.002}));
    ASSERT_FALSE(curve.refused) << *curve.refused;
    EXPECT_LE(curve.forecasts.back().quantiles.back(), 1.0);
}

TEST(LearningCurve, FewerThanFourSizesAreRefused) {
    const auto curve = metric_curve(measured(power, {1000, 2000, 4000}));
    ASSERT_TRUE(curve.refused);
    EXPECT_EQ(*curve.refused, "A learning curve needs at least four different sizes; there are 3.");
    EXPECT_TRUE(curve.forecasts.empty());
    EXPECT_TRUE(metric_curve({}).refused);
    EXPECT_TRUE(metric_curve(measured(power, {1000, 2000, 4000, 4000})).refused);
}

TEST(LearningCurve, AFallBeyondNoiseIsRefusedAndOneWithinItIsNot) {
    auto points = measured(power, kSizes, {.own = 0.001});
    for (double& value : points[4].values) {
        value -= 0.05;
    }
    const auto curve = metric_curve(points);
    ASSERT_TRUE(curve.refused);
    EXPECT_NE(curve.refused->find("between 4,000 and 8,000 rows"), std::string::npos);
    EXPECT_FALSE(curve.steepening);
    for (auto& point : points) {
        point.noise_variance = 0.03 * 0.03;
    }
    EXPECT_FALSE(metric_curve(points).refused);
}

TEST(LearningCurve, GainsThatStillGrowAreRefusedAsSteepening) {
    // An S-shaped curve seen before its middle: .70 at 8,000 rows on the way to .77.
    const Truth truth = [](double rows) { return 0.62 + 0.15 / (1 + std::pow(8000 / rows, 1.5)); };
    const auto curve = metric_curve(measured(truth, kSizes, {.own = 0.002}));
    ASSERT_TRUE(curve.refused);
    EXPECT_TRUE(curve.steepening);
    EXPECT_TRUE(curve.forecasts.empty());
}

TEST(LearningCurve, MoneyThatDipsBelowZeroFirstIsRefused) {
    const auto points = measured([](double rows) { return rows < 900 ? 0.1 : rows / 4000 - 0.8; },
                                 kSizes, {.own = 0.01});
    const auto curve = fit_learning_curve(points, kAsked, CurveKind::Money, true, 1);
    ASSERT_TRUE(curve.refused);
    EXPECT_NE(curve.refused->find("below zero"), std::string::npos);
}

TEST(LearningCurve, UnreadableValuesAreRefused) {
    auto points = measured(power, kSizes);
    points[2].values[1] = NAN;
    EXPECT_TRUE(metric_curve(points).refused);
    points[2].values.pop_back();
    EXPECT_TRUE(metric_curve(points).refused);
}

TEST(LearningCurve, MoneyIsLabelledModelBased) {
    const auto points =
        measured([](double rows) { return 3 - 40 * std::pow(rows, -0.4); }, kSizes, {.own = 0.05});
    const auto curve = fit_learning_curve(points, kAsked, CurveKind::Money, true, 1);
    ASSERT_FALSE(curve.refused) << *curve.refused;
    EXPECT_NE(curve.method.find("model-based"), std::string::npos);
}

TEST(CurveForecast, IsLinearBetweenRanksAndFlatBeyond) {
    const CurveForecast forecast{.rows = 1, .quantiles = {1, 2, 3, 4, 5, 6, 7, 8, 9}};
    EXPECT_DOUBLE_EQ(forecast.at(0.5), 5);
    EXPECT_DOUBLE_EQ(forecast.at(0.375), 4.5);
    EXPECT_DOUBLE_EQ(forecast.at(0.001), 1);
    EXPECT_DOUBLE_EQ(forecast.at(0.999), 9);
}

struct Share {
    double covered = 0;
    double refused = 0;
};

/// How often the 90 % band holds the truth at 8 x the rows, over curves of all exponents.
Share coverage(CurveKind kind, const Noise& noise) {
    constexpr int kCurves = 400;
    int held = 0;
    int refused = 0;
    for (int index = 0; index < kCurves; ++index) {
        Random random(5, "true curves", static_cast<std::uint64_t>(index));
        const double exponent = 0.3 + 0.6 * random.uniform();
        const double gain = 0.1 + 0.3 * random.uniform();
        const Truth truth = [=](double rows) {
            return 0.85 - gain * std::pow(rows / 500, -exponent);
        };
        const auto points = measured(truth, kSizes, noise, static_cast<std::uint64_t>(index));
        const auto curve = fit_learning_curve(points, kAsked, kind, true, 2);
        if (curve.refused) {
            ++refused;
            continue;
        }
        const auto& last = curve.forecasts.back();
        held += last.at(0.05) <= truth(64000) && truth(64000) <= last.at(0.95) ? 1 : 0;
    }
    return {.covered = static_cast<double>(held) / (kCurves - refused),
            .refused = static_cast<double>(refused) / kCurves};
}

TEST(LearningCurve, ConformalBandCoversSyntheticCurves) {
    for (const Noise& noise : {Noise{.own = 0.005}, Noise{.own = 0.01, .shared = 0.01}}) {
        const Share share = coverage(CurveKind::Metric, noise);
        EXPECT_GE(share.covered, 0.88);
        EXPECT_LE(share.refused, 0.12);
    }
}

TEST(LearningCurve, ModelBasedBandCoversCurvesOfItsFamilies) {
    const Share share = coverage(CurveKind::Money, {.own = 0.01, .shared = 0.01});
    EXPECT_GE(share.covered, 0.85);
    EXPECT_LE(share.refused, 0.12);
}

}  // namespace
}  // namespace assay::stats
