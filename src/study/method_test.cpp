#include <gtest/gtest.h>

#include "study/simulated_studies.hpp"

// Promises of the method, held against worlds whose truth is known.

namespace assay::study {
namespace {

using model::Kind;

const std::vector<Kind> kLinearOnly{Kind::Linear};
const std::vector<Kind> kAll{Kind::Average, Kind::Linear, Kind::Boosted};

class Method : public testing::Test {
  protected:
    static void SetUpTestSuite() { model::use_libraries_in(ASSAY_LIBRARIES); }
};

TEST_F(Method, IndependentRowsAreCovered) {
    const auto found = simulated::coverage({.rows = 600}, 300, kLinearOnly);
    ASSERT_TRUE(found) << found.error().what;
    EXPECT_GE(found->model_value, 0.86);
    EXPECT_LE(found->model_value, 0.97);
    EXPECT_GE(found->model_against_rule, 0.86);
    EXPECT_LE(found->model_against_rule, 0.97);
}

TEST_F(Method, DaysThatMoveTogetherAreCovered) {
    const auto found =
        simulated::coverage({.rows = 1600, .days = 160, .day_effect = 0.5}, 300, kLinearOnly);
    ASSERT_TRUE(found) << found.error().what;
    // Conservative, as documented: nested windows may share their errors, and no theory says by how
    // much. The width is bounded instead.
    EXPECT_GE(found->model_value, 0.88);
    EXPECT_GE(found->model_against_rule, 0.88);
    EXPECT_LE(found->mean_width, 0.30);
}

TEST_F(Method, PermutedLabelsAreNeverWorthBuilding) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const auto studied =
            simulated::study({.rows = 500, .permuted = true, .with_rule = false}, seed, kAll);
        ASSERT_TRUE(studied) << studied.error().what;
        EXPECT_NE(studied->outcome.name, VerdictName::Build) << "seed " << seed;
    }
}

TEST_F(Method, ARuleThatIsTheTruthSuffices) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto studied = simulated::study({.rows = 500, .rule_is_truth = true}, seed, kAll);
        ASSERT_TRUE(studied) << studied.error().what;
        EXPECT_EQ(studied->outcome.name, VerdictName::RuleSuffices) << "seed " << seed;
    }
}

TEST_F(Method, AUselessThirdRungNeverTurnsDontIntoBuild) {
    // Acting never pays by the linear model; whatever boosted trees find in noise must not count.
    const simulated::World world{.rows = 500,
                                 .permuted = true,
                                 .with_rule = false,
                                 .true_positive = 2,
                                 .false_positive = -3};
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto two = simulated::study(world, seed, kLinearOnly);
        const auto three = simulated::study(world, seed, kAll);
        ASSERT_TRUE(two && three);
        if (two->outcome.name == VerdictName::Dont) {
            EXPECT_NE(three->outcome.name, VerdictName::Build) << "seed " << seed;
        }
    }
}

TEST_F(Method, AStrongModelIsWorthBuilding) {
    int built = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto studied = simulated::study({.rows = 3000, .effect = 1.5}, seed, kLinearOnly);
        ASSERT_TRUE(studied) << studied.error().what;
        built += studied->outcome.name == VerdictName::Build ? 1 : 0;
    }
    EXPECT_GE(built, 9);
}

TEST_F(Method, TheSameSeedGivesTheSameWorlds) {
    const auto one = simulated::study({.rows = 400}, 7, kAll);
    const auto two = simulated::study({.rows = 400}, 7, kAll);
    const auto other = simulated::study({.rows = 400}, 8, kAll);
    ASSERT_TRUE(one && two && other);
    EXPECT_EQ(one->worlds.worlds.value.cells, two->worlds.worlds.value.cells);
    EXPECT_NE(one->worlds.worlds.value.cells, other->worlds.worlds.value.cells);
}

}  // namespace
}  // namespace assay::study
