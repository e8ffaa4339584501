#include <gtest/gtest.h>

#include <cmath>

#include "stats/resampling.hpp"
#include "validate/evaluation_sample_test.hpp"

// Simulated evaluations whose truth is known. A score s is uniform, the chance of a positive is
// s², a right act earns 3, a wrong one costs 1: acting from c on earns the integral of 4 s² - 1.

namespace assay::validate {
namespace {

constexpr double kGain = 3;
constexpr double kLoss = 1;

double true_value(double cut) {
    const double c = std::min(1.0, std::max(0.0, cut));
    return (kGain + kLoss) * (1 - c * c * c) / 3 - kLoss * (1 - c);
}

/// Scores beyond [0, 1], so that the cut is chosen by value; neighbours share a cluster and some
/// of their luck.
Predictions simulated(std::size_t clusters, std::uint64_t seed) {
    Predictions out;
    Random random(seed, "simulated evaluation");
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) {
        const double shared = random.normal();
        for (int row = 0; row < 3; ++row) {
            const double mixed = std::sqrt(0.5) * (shared + random.normal());
            const double s = stats::normal_cdf(random.normal());
            out.add(10 * s - 2, stats::normal_cdf(mixed) < s * s ? 1 : 0);
            out.cluster.push_back(static_cast<std::int32_t>(cluster));
        }
    }
    return out;
}

TEST(Coverage, TheCrossFittedValueHoldsTheTruthNineTimesInTen) {
    constexpr int kTimes = 1500;
    int area_held = 0;
    int held = 0;
    for (int time = 0; time < kTimes; ++time) {
        const auto rows = simulated(200, static_cast<std::uint64_t>(time));
        auto input = rows.input();
        input.seed = static_cast<std::uint64_t>(time);
        const auto found = headlines(input, 0.9);
        ASSERT_TRUE(found);
        const auto& value = found->back().estimate;
        // The truth of the best cut there is, 0.5: that of a chosen one lies a little below.
        const double best = true_value(0.5) * 1000;
        held += value.low <= best && best <= value.high ? 1 : 0;
        const auto& auc = found->front().estimate;
        // P(positive) = 1/3; of s given a positive 3 s², given a negative 1.5 (1 - s²).
        const double area = 0.875;
        area_held += auc.low <= area && area <= auc.high ? 1 : 0;
    }
    EXPECT_GE(held, static_cast<int>(0.86 * kTimes));
    EXPECT_LE(held, static_cast<int>(0.94 * kTimes));
    EXPECT_GE(area_held, static_cast<int>(0.86 * kTimes));
    EXPECT_LE(area_held, static_cast<int>(0.94 * kTimes));
}

TEST(Coverage, TheRangeOfAveragePrecisionHoldsTheTruthNineTimesInTen) {
    constexpr int kTimes = 1500;
    // Precision from s on is (1 + s + s²) / 3; its mean over positives, of density 3 s²:
    const double truth = 1.0 / 3 + 1.0 / 4 + 1.0 / 5;
    int held = 0;
    for (int time = 0; time < kTimes; ++time) {
        const auto rows = simulated(200, static_cast<std::uint64_t>(time) + 5000);
        const auto found = measure(rows.input(), "average_precision", 0, 0.9);
        ASSERT_TRUE(found);
        held += found->value.low <= truth && truth <= found->value.high ? 1 : 0;
    }
    EXPECT_GE(held, static_cast<int>(0.86 * kTimes)) << held;
    EXPECT_LE(held, static_cast<int>(0.94 * kTimes)) << held;
}

}  // namespace
}  // namespace assay::validate
