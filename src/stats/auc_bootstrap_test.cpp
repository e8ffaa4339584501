#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "stats/poisson.hpp"
#include "stats/ranking.hpp"

namespace assay::stats {
namespace {

struct Rows {
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
};

// `shift` separates the classes; `step` > 0 rounds scores into ties.
Rows normal_rows(int count, double rate, double shift, double step, std::uint64_t seed) {
    Random random(seed, "rows");
    Rows rows;
    for (int i = 0; i < count; ++i) {
        const std::uint8_t label = random.uniform() < rate ? 1 : 0;
        const double score = random.normal() + shift * label;
        rows.scores.push_back(step > 0 ? std::round(score / step) * step : score);
        rows.labels.push_back(label);
    }
    return rows;
}

double sd_of(std::span<const double> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return std::sqrt(squares / count);
}

// The plain way: whole rows drawn with replacement, the AUC of each resample.
std::vector<double> resample_rows(const Rows& rows, int replicates) {
    Random random(5, "plain bootstrap");
    const RankedScores ranked(rows.scores, rows.labels);
    std::vector<double> weights(rows.scores.size());
    std::vector<double> drawn;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        std::fill(weights.begin(), weights.end(), 0.0);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            weights[random.below(weights.size())] += 1;
        }
        drawn.push_back(ranked.auc(weights));
    }
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

void expect_like_resampled_rows(const Rows& rows) {
    constexpr int kReplicates = 4000;
    const auto plain = resample_rows(rows, kReplicates);
    const double sd = sd_of(plain);
    const auto ours = auc_bootstrap(rows.scores, rows.labels, kReplicates, 0.9, 1);
    ASSERT_TRUE(ours);
    // A 5 % quantile of 4,000 draws has a standard error of .033 sd; two differ by .047 sd.
    EXPECT_NEAR(ours->low, plain[kReplicates / 20], 0.15 * sd);
    EXPECT_NEAR(ours->high, plain[kReplicates - kReplicates / 20], 0.15 * sd);
    EXPECT_NEAR(ours->low_50, plain[kReplicates / 4], 0.1 * sd);
    EXPECT_NEAR(ours->high_50, plain[3 * kReplicates / 4], 0.1 * sd);
    EXPECT_DOUBLE_EQ(ours->value, RankedScores(rows.scores, rows.labels).auc());
}

TEST(AucBootstrap, IsTheBootstrapOfRows) {
    expect_like_resampled_rows(normal_rows(1500, 0.4, 1.0, 0, 1));
}

TEST(AucBootstrap, IsTheBootstrapOfRowsWithTies) {
    expect_like_resampled_rows(normal_rows(1500, 0.3, 0.7, 0.5, 2));
}

TEST(AucBootstrap, IsTheBootstrapOfRowsWithFewPositives) {
    expect_like_resampled_rows(normal_rows(2000, 0.02, 1.5, 0, 3));
}

TEST(AucBootstrap, IsTheBootstrapOfRowsNearPerfectOrder) {
    expect_like_resampled_rows(normal_rows(2000, 0.5, 4.5, 0, 4));
}

TEST(AucBootstrap, LargeTablesAgreeWithDeLong) {
    const Rows rows = normal_rows(50000, 0.2, 0.8, 0, 5);
    const auto drawn = auc_bootstrap(rows.scores, rows.labels, 4000, 0.9, 0);
    const auto closed = auc_delong(rows.scores, rows.labels, 0.9);
    ASSERT_TRUE(drawn && closed);
    EXPECT_NEAR((drawn->high - drawn->low) / (closed->high - closed->low), 1, 0.05);
}

TEST(AucBootstrap, SameSeedSameNumbers) {
    const Rows rows = normal_rows(300, 0.5, 1, 0, 6);
    const auto once = auc_bootstrap(rows.scores, rows.labels, 200, 0.9, 7);
    const auto again = auc_bootstrap(rows.scores, rows.labels, 200, 0.9, 7);
    const auto other = auc_bootstrap(rows.scores, rows.labels, 200, 0.9, 8);
    EXPECT_EQ(once->low, again->low);
    EXPECT_EQ(once->high, again->high);
    EXPECT_NE(once->low, other->low);
}

TEST(AucBootstrap, RefusesWhatHasNoArea) {
    const std::vector<double> scores{1, 2};
    EXPECT_EQ(auc_bootstrap(scores, std::vector<std::uint8_t>{1, 1}, 10, 0.9, 0).error().code,
              ErrorCode::InvalidInput);
    EXPECT_FALSE(auc_bootstrap(scores, std::vector<std::uint8_t>{1, 0}, 0, 0.9, 0));
    EXPECT_FALSE(auc_bootstrap(scores, std::vector<std::uint8_t>{1}, 10, 0.9, 0));
}

TEST(AucBootstrap, TwoRowsAreDrawnUntilBothClassesShow) {
    const auto found =
        auc_bootstrap(std::vector<double>{1, 2}, std::vector<std::uint8_t>{0, 1}, 100, 0.9, 0);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->low, 1);
    EXPECT_EQ(found->high, 1);
}

TEST(PoissonTable, ProbabilitiesAreThoseOfPoisson) {
    for (const double mean : {0.3, 1.0, 7.0, 64.0, 5000.0}) {
        const PoissonTable table(mean);
        // Evenly spaced bits measure the table itself, without sampling noise.
        constexpr std::uint32_t kStep = 1U << 12U;
        constexpr std::uint32_t kPoints = 1U << 20U;
        double sum = 0;
        double squares = 0;
        for (std::uint32_t i = 0; i < kPoints; ++i) {
            const double off = static_cast<double>(table(i * kStep + kStep / 2)) - mean;
            sum += off / kPoints;
            squares += off * off / kPoints;
        }
        EXPECT_NEAR(sum / std::sqrt(mean), 0, 1e-4);
        EXPECT_NEAR((squares - sum * sum) / mean, 1, 1e-3);
    }
}

TEST(PoissonTable, BitsAtTheEndsAreCounts) {
    const PoissonTable table(1.0);
    EXPECT_EQ(table(0), 0U);
    EXPECT_EQ(table(static_cast<std::uint32_t>(std::exp(-1.0) * 0x1p32) - 2), 0U);
    EXPECT_EQ(table(static_cast<std::uint32_t>(std::exp(-1.0) * 0x1p32) + 2), 1U);
    EXPECT_LE(table(0xFFFFFFFFU), 13U);
}

}  // namespace
}  // namespace assay::stats
