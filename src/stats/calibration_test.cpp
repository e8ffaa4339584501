#include "stats/calibration.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "stats/golden/golden.hpp"
#include "stats/ranking.hpp"

namespace assay::stats {
namespace {

struct Scored {
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
};

Scored any_probabilities() {
    const auto rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<int, bool>>>(
        rc::gen::pair(rc::gen::inRange(0, 21), rc::gen::arbitrary<bool>())));
    Scored out;
    for (const auto& [score, label] : rows) {
        out.scores.push_back(score / 20.0);
        out.labels.push_back(label ? 1 : 0);
    }
    return out;
}

void expect_golden(const Json& theirs, const Json& each, std::span<const double> weights) {
    const auto scores = golden::numbers(each["scores"]);
    const auto probabilities = golden::numbers(each["probabilities"]);
    const auto labels = golden::labels(each["labels"]);
    golden::expect_all_near(isotonic(probabilities, labels, weights),
                            golden::numbers(theirs["isotonic"]), 1e-12);
    const auto parts = corp(probabilities, labels, weights);
    ASSERT_TRUE(parts);
    EXPECT_NEAR(parts->miscalibration, theirs["miscalibration"], 1e-12);
    EXPECT_NEAR(parts->discrimination, theirs["discrimination"], 1e-12);
    EXPECT_NEAR(parts->uncertainty, theirs["uncertainty"], 1e-12);
    const auto curve = fit_platt(scores, labels, weights);
    ASSERT_TRUE(curve);
    EXPECT_NEAR(curve->slope, theirs["slope"], 1e-9);
    EXPECT_NEAR(curve->offset, theirs["offset"], 1e-9);
}

TEST(Calibration, IsotonicCorpAndPlattAreTheirPeers) {
    for (const Json& each : golden::cases("calibration", "cases")) {
        expect_golden(each["plain"], each, {});
        expect_golden(each["weighted"], each, golden::numbers(each["weights"]));
    }
}

TEST(Calibration, ErrorsByBinsAreTheirDefinition) {
    for (const Json& each : golden::cases("calibration", "cases")) {
        const auto probabilities = golden::numbers(each["probabilities"]);
        const auto labels = golden::labels(each["labels"]);
        EXPECT_NEAR(expected_calibration_error(probabilities, labels, 10, Binning::EqualWidth),
                    each["equal_width_error"], 1e-12);
        if (each.contains("equal_mass_error")) {
            EXPECT_NEAR(expected_calibration_error(probabilities, labels, 10, Binning::EqualMass),
                        each["equal_mass_error"], 1e-12);
        }
    }
}

TEST(Calibration, EdgesBelongToTheBinBelow) {
    // 0.3 and 0.30000000000000004 fall on two sides of the edge 3/10.
    const std::vector<double> at{0.0, 0.3, 0.1 + 0.2, 1.0};
    const std::vector<std::uint8_t> labels{0, 0, 1, 1};
    EXPECT_NEAR(expected_calibration_error(at, labels, 10, Binning::EqualWidth), (0.3 + 0.7) / 4,
                1e-12);
}

TEST(Calibration, ScaleOfTheScoresDoesNotMatterToPlatt) {
    const Json each = golden::cases("calibration", "cases")[0];
    auto scores = golden::numbers(each["scores"]);
    const auto labels = golden::labels(each["labels"]);
    const auto before = fit_platt(scores, labels);
    for (double& score : scores) {
        score = 1e6 * score + 1e8;
    }
    const auto after = fit_platt(scores, labels);
    ASSERT_TRUE(before && after);
    EXPECT_NEAR(after->slope * 1e6, before->slope, 1e-7);
    EXPECT_NEAR((*after)(scores[3]), (*before)((scores[3] - 1e8) / 1e6), 1e-7);
}

TEST(Calibration, PlattKeepsBackwardScoresAndSmoothsCertainOnes) {
    const std::vector<double> scores{1, 2, 3, 4, 5, 6};
    const std::vector<std::uint8_t> backwards{1, 1, 1, 0, 0, 0};
    const auto curve = fit_platt(scores, backwards);
    ASSERT_TRUE(curve);
    EXPECT_LT(curve->slope, 0);
    EXPECT_LT((*curve)(0), 1);
    EXPECT_GT((*curve)(7), 0);
}

TEST(Calibration, PlattOfOneScoreIsTheSmoothedRate) {
    const auto curve =
        fit_platt(std::vector<double>{2, 2, 2, 2}, std::vector<std::uint8_t>{1, 0, 0, 0});
    ASSERT_TRUE(curve);
    EXPECT_EQ(curve->slope, 0);
    EXPECT_NEAR((*curve)(2), (1 * 2.0 / 3 + 3 * 1.0 / 5) / 4, 1e-12);
}

TEST(Calibration, OneClassOrNoRowsAreRefused) {
    EXPECT_EQ(fit_platt(std::vector<double>{1, 2}, std::vector<std::uint8_t>{1, 1}).error().code,
              ErrorCode::InvalidInput);
    EXPECT_FALSE(fit_platt({}, {}));
    EXPECT_FALSE(corp({}, {}));
    EXPECT_FALSE(fit_platt(std::vector<double>{1, 2}, std::vector<std::uint8_t>{1, 0},
                           std::vector<double>{1, -1}));
}

TEST(Reliability, BinsHoldEqualMassAndKeepTiesTogether) {
    std::vector<double> probabilities;
    std::vector<std::uint8_t> labels;
    for (int i = 0; i < 100; ++i) {
        probabilities.push_back(i < 40 ? 0.2 : i / 100.0);
        labels.push_back(i % 4 == 0 ? 1 : 0);
    }
    const auto bins = reliability(probabilities, labels, 5, 0.9);
    ASSERT_EQ(bins.size(), 4U);
    EXPECT_EQ(bins[0].rows, 40);
    EXPECT_DOUBLE_EQ(bins[0].predicted, 0.2);
    EXPECT_DOUBLE_EQ(bins[0].observed.value, 0.25);
    EXPECT_EQ(bins[1].rows, 20);
    EXPECT_EQ(bins[3].rows, 20);
    EXPECT_LT(bins[3].observed.low, bins[3].observed.value);
}

TEST(Reliability, NoRowsHaveNoBins) {
    EXPECT_TRUE(reliability({}, {}, 10, 0.9).empty());
}

RC_GTEST_PROP(CalibrationProperties, IsotonicRisesAndKeepsTheMean, ()) {
    const Scored rows = any_probabilities();
    const auto fitted = isotonic(rows.scores, rows.labels);
    double sum = 0;
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        sum += fitted[i] - rows.labels[i];
        RC_ASSERT(0 <= fitted[i] && fitted[i] <= 1);
        for (std::size_t j = 0; j < fitted.size(); ++j) {
            RC_ASSERT(rows.scores[i] > rows.scores[j] || fitted[i] <= fitted[j]);
        }
    }
    RC_ASSERT(std::abs(sum) < 1e-9);
}

RC_GTEST_PROP(CalibrationProperties, CorpAddsUpToBrierAndNothingIsNegative, ()) {
    const Scored rows = any_probabilities();
    const Corp parts = *corp(rows.scores, rows.labels);
    RC_ASSERT(parts.miscalibration > -1e-12 && parts.discrimination > -1e-12);
    RC_ASSERT(std::abs(parts.miscalibration - parts.discrimination + parts.uncertainty -
                       brier(rows.scores, rows.labels)) < 1e-12);
}

RC_GTEST_PROP(CalibrationProperties, BinsHoldEveryRowOnce, ()) {
    const Scored rows = any_probabilities();
    const int wanted = *rc::gen::inRange(1, 15);
    const auto bins = reliability(rows.scores, rows.labels, wanted, 0.9);
    std::int64_t held = 0;
    for (const ReliabilityBin& bin : bins) {
        held += bin.rows;
    }
    RC_ASSERT(held == static_cast<std::int64_t>(rows.scores.size()));
    RC_ASSERT(bins.size() <= static_cast<std::size_t>(wanted));
    const double error =
        expected_calibration_error(rows.scores, rows.labels, wanted, Binning::EqualWidth);
    RC_ASSERT(0 <= error && error <= 1);
}

}  // namespace
}  // namespace assay::stats
