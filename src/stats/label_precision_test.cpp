#include "stats/label_precision.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "stats/made_labels.hpp"

namespace assay::stats {
namespace {

struct Found {
    std::vector<PrecisionCut> cuts;
    std::vector<double> truth;  // share of wrong labels down to each cut
};

Found cuts_of(const MadeLabels& made, const std::vector<std::int64_t>& cuts) {
    const auto chances = made.chances();
    const auto errors = label_errors(chances);
    EXPECT_TRUE(errors);
    const auto ranked = ranked_by_margin(*errors);
    Found out{expected_errors(chances, *errors, ranked, cuts, 0.9).cuts, {}};
    for (const auto rows : cuts) {
        const auto wrong = std::count_if(ranked.begin(), ranked.begin() + rows, [&](auto row) {
            return made.wrong(static_cast<std::size_t>(row));
        });
        out.truth.push_back(static_cast<double>(wrong) / static_cast<double>(rows));
    }
    return out;
}

TEST(ExpectedPrecision, FallsDownTheRankingAsTheTruthDoes) {
    const MadeLabels made({.rows = 20000, .classes = 3, .noise = 0.08, .sharpness = 3}, 5);
    const auto [cuts, truth] = cuts_of(made, {400, 1600, 2500});
    ASSERT_EQ(cuts.size(), 3U);
    EXPECT_LT(cuts[2].precision.value, cuts[1].precision.value - 0.1);
    EXPECT_LE(cuts[0].margin, cuts[1].margin);
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        EXPECT_LE(cuts[i].precision.low, truth[i]) << cuts[i].rows;
        EXPECT_GE(cuts[i].precision.high, truth[i]) << cuts[i].rows;
        EXPECT_LE(cuts[i].precision.low, cuts[i].precision.value);
        EXPECT_GE(cuts[i].precision.high, cuts[i].precision.value);
    }
}

TEST(ExpectedPrecision, OnlyTheOrderOfChancesCounts) {
    // A model too sure of itself: every chance to the fourth power.
    const MadeLabels made({.rows = 9000, .classes = 2, .noise = 0.08, .sharpness = 3}, 6);
    MadeLabels sure = made;
    for (std::size_t row = 0; row < sure.given.size(); ++row) {
        const double first = std::pow(sure.columns[0][row], 4);
        const double second = std::pow(sure.columns[1][row], 4);
        sure.columns[0][row] = first / (first + second);
        sure.columns[1][row] = 1 - sure.columns[0][row];
    }
    const auto plain = cuts_of(made, {300, 700}).cuts;
    const auto loud = cuts_of(sure, {300, 700}).cuts;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        EXPECT_NEAR(plain[i].precision.value, loud[i].precision.value, 0.02);
    }
}

TEST(ExpectedPrecision, CleanLabelsThatAModelMistakesAreNotCalledErrors) {
    // No label is wrong; the model mistakes one row in thirty.
    const MadeLabels made({.rows = 20000, .classes = 2, .noise = 0, .sharpness = 3.6}, 7);
    const auto found = cuts_of(made, {600}).cuts;
    EXPECT_LT(found[0].precision.value, 0.15);
}

TEST(ExpectedPrecision, CannotTellWhereNoLabelAgrees) {
    // Every label is the next class: no class has rows that look like it.
    MadeLabels made({.rows = 3000, .classes = 3, .noise = 0, .sharpness = 5}, 8);
    for (auto& label : made.given) {
        label = (label + 1) % 3;
    }
    const auto chances = made.chances();
    const auto errors = label_errors(chances);
    ASSERT_TRUE(errors);
    const auto ranked = ranked_by_margin(*errors);
    const std::vector<std::int64_t> cuts = {1000};
    const auto found = expected_errors(chances, *errors, ranked, cuts, 0.9);
    EXPECT_TRUE(std::isnan(found.cuts[0].precision.value));
    EXPECT_TRUE(std::isnan(found.noise_rate.value));
    EXPECT_EQ(found.noise_rate.method,
              "cannot tell: too few rows of the likely classes agree with their label");
}

TEST(ExpectedPrecision, NoRowInDoubtIsNoProofOfCleanLabels) {
    const MadeLabels made({.rows = 100, .classes = 2, .noise = 0, .sharpness = 30}, 9);
    const auto chances = made.chances();
    const auto errors = label_errors(chances);
    ASSERT_TRUE(errors);
    const auto found = expected_errors(chances, *errors, {}, {}, 0.9);
    EXPECT_EQ(found.noise_rate.value, 0);
    EXPECT_GT(found.noise_rate.high, 0.03);
}

}  // namespace
}  // namespace assay::stats
