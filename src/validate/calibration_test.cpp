#include <gtest/gtest.h>

#include "stats/ranking.hpp"
#include "validate/test_sample.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

TEST(Calibration, PartsAddUpToTheBrierScore) {
    TestSample sample = calibrated_sample(3000, 21);
    for (std::size_t i = 0; i < sample.size(); ++i) {
        sample.weight.push_back(i % 3 == 0 ? 2 : 0.5);
    }
    const auto out = calibration("boosted", sample.decisions(), 0.9);
    EXPECT_NEAR(out.miscalibration - out.discrimination + out.uncertainty,
                stats::brier(sample.probability, sample.label, sample.weight), 1e-12);
    EXPECT_EQ(out.option, "boosted");
}

TEST(Calibration, BinsHoldEqualWeightAndAllRows) {
    TestSample sample = calibrated_sample(5000, 22);
    for (std::size_t i = 0; i < sample.size(); ++i) {
        sample.weight.push_back(sample.probability[i] > 0.5 ? 4 : 1);
    }
    const auto bins = calibration("m", sample.decisions(), 0.9).bins;
    ASSERT_EQ(bins.size(), 10U);
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        rows += bins[i].rows;
        EXPECT_TRUE(i == 0 || bins[i].predicted > bins[i - 1].predicted);
        EXPECT_LT(bins[i].observed.low, bins[i].observed.value);
        EXPECT_GT(bins[i].observed.high, bins[i].observed.value);
    }
    EXPECT_EQ(rows, 5000);
    EXPECT_GT(bins[0].rows, 3 * bins[9].rows);
}

TEST(Calibration, TiesStayTogether) {
    TestSample sample;
    for (int i = 0; i < 100; ++i) {
        sample.add(i < 60 ? 0.2 : 0.7, 0, i % 3 == 0 ? 1 : 0, 1);
    }
    const auto bins = calibration("m", sample.decisions(), 0.9).bins;
    ASSERT_EQ(bins.size(), 2U);
    EXPECT_EQ(bins[0].rows, 60);
    EXPECT_NEAR(bins[1].predicted, 0.7, 1e-12);
}

TEST(Calibration, SaysWhetherChancesHold) {
    const TestSample sample = calibrated_sample(4000, 23);
    EXPECT_EQ(
        calibration("boosted", sample.decisions(), 0.9).sentence,
        "The chances hold: in each of 10 groups of rows, as many came true as they said, within "
        "chance.");
    TestSample loud = sample;
    for (double& p : loud.probability) {
        p = std::min(1.0, p * 1.5);
    }
    const auto said = calibration("boosted", loud.decisions(), 0.9).sentence;
    EXPECT_TRUE(said.starts_with("The chances are too high where they say ")) << said;
}

TEST(Calibration, CalibratedChancesAreSeldomCalledOff) {
    int off = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto said = calibration("m", calibrated_sample(1500, 100 + seed).decisions(), 0.9);
        off += said.sentence.starts_with("The chances hold") ? 0 : 1;
    }
    EXPECT_LE(off, 28);  // 10 % of 200, and two standard errors
}

TEST(Calibration, ARuleGivesNone) {
    TestSample sample = calibrated_sample(50, 1);
    sample.probability.clear();
    const auto out = calibration("rule", sample.decisions(), 0.9);
    EXPECT_TRUE(out.bins.empty());
    EXPECT_EQ(out.sentence, "There are no probabilities to hold.");
}

}  // namespace
}  // namespace assay::validate
