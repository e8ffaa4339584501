#include "stats/confident_learning.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/random.hpp"
#include "stats/golden/golden.hpp"
#include "stats/label_precision.hpp"
#include "stats/made_labels.hpp"

namespace assay::stats {
namespace {

std::vector<std::int64_t> whole(const Json& matrix) {
    std::vector<std::int64_t> out;
    for (const Json& row : matrix) {
        for (const Json& cell : row) {
            out.push_back(cell.get<std::int64_t>());
        }
    }
    return out;
}

TEST(ConfidentLearning, IsCleanlab) {
    for (const Json& each : golden::cases("confident_learning", "tables")) {
        SCOPED_TRACE(each["name"].get<std::string>());
        const auto labels = each["labels"].get<std::vector<std::int32_t>>();
        const auto columns = each["chances"].get<std::vector<std::vector<double>>>();
        const auto found = label_errors({labels, {columns.begin(), columns.end()}});
        ASSERT_TRUE(found) << found.error().what;
        golden::expect_all_near(found->joint.thresholds, golden::numbers(each["thresholds"]),
                                1e-12);
        EXPECT_EQ(found->joint.counts, whole(each["counts"]));
        EXPECT_EQ(found->joint.joint, whole(each["joint"]));
        golden::expect_all_near(found->margin, golden::numbers(each["margin"]), 1e-12);
        EXPECT_EQ(found->ranked, each["ranked"].get<std::vector<std::int32_t>>());
    }
}

TEST(ConfidentLearning, RanksEveryDoubtedRow) {
    const MadeLabels made({.rows = 500, .classes = 3, .noise = 0.1, .sharpness = 2}, 1);
    const auto found = label_errors(made.chances());
    ASSERT_TRUE(found);
    const auto ranked = ranked_by_margin(*found);
    EXPECT_GE(ranked.size(), found->ranked.size());
    for (std::size_t i = 1; i < ranked.size(); ++i) {
        EXPECT_LE(found->margin[static_cast<std::size_t>(ranked[i - 1])],
                  found->margin[static_cast<std::size_t>(ranked[i])]);
    }
}

/// Of planted errors whose row looks like its true class, the share among the suspected rows; and
/// what share of these is said to be wrong.
void expect_found(LabelPlan plan) {
    plan.rows = 6000;
    plan.noise = 0.08;
    plan.sharpness = 5;
    int held = 0;
    double shown = 0;
    double all_hits = 0;
    constexpr int kSeeds = 20;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const MadeLabels made(plan, seed);
        const auto chances = made.chances();
        const auto found = label_errors(chances);
        ASSERT_TRUE(found);
        double hits = 0;
        for (std::size_t row = 0; row < made.given.size(); ++row) {
            const bool visible = made.wrong(row) && found->suggested[row] == made.truth[row] &&
                                 found->margin[row] < 0.5;
            shown += visible ? 1 : 0;
            hits += visible && found->suspected[row] != 0 ? 1 : 0;
        }
        all_hits += hits;
        const auto suspected = static_cast<std::int64_t>(found->ranked.size());
        const auto ranked = ranked_by_margin(*found);
        const std::vector<std::int64_t> all = {static_cast<std::int64_t>(ranked.size())};
        const auto stated = expected_errors(chances, *found, ranked, all, 0.9).suspected.precision;
        const double precision = hits / static_cast<double>(suspected);
        held += stated.low <= precision && precision <= stated.high ? 1 : 0;
    }
    EXPECT_GE(all_hits / shown, 0.95) << plan.classes << " classes";
    EXPECT_GE(held, 17) << plan.classes << " classes, of " << kSeeds;
}

TEST(ConfidentLearning, FindsPlantedErrorsAtTheStatedPrecision) {
    expect_found({.classes = 2});
    expect_found({.classes = 5});
    expect_found({.classes = 5, .asymmetric = true});
    expect_found({.classes = 10});
}

TEST(ConfidentLearning, CleanLabelsAndASureModelShowNoNoise) {
    const MadeLabels made({.rows = 900, .classes = 3, .noise = 0, .sharpness = 30}, 2);
    const auto found = label_errors(made.chances());
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->ranked.empty());
    const Estimate noise = noise_rate(found->joint, 0.9);
    EXPECT_EQ(noise.value, 0);
    EXPECT_EQ(noise.low, 0);
    EXPECT_GT(noise.high, 0);
    EXPECT_LT(noise.high, 0.01);
}

TEST(ConfidentLearning, WrongInputsAreRefusedWithTheirRow) {
    const std::vector<std::int32_t> labels = {0, 1, 1};
    const std::vector<double> first = {0.9, 0.2, 0.4};
    const std::vector<double> second = {0.1, 0.8, 0.6};
    const auto error_of = [&](const std::vector<std::int32_t>& given, const auto&... columns) {
        const auto found = label_errors({given, {std::span<const double>(columns)...}});
        EXPECT_FALSE(found);
        return found ? std::string() : found.error().what;
    };
    EXPECT_EQ(error_of(labels, first), "1 class: nothing can be mistaken");
    EXPECT_EQ(error_of({0, 1}, first, second), "3 rows of chances, but 2 labels");
    EXPECT_EQ(error_of({0, 1, 2}, first, second), "row 3: the label is none of the 2 classes");
    EXPECT_EQ(error_of({0, -1, 1}, first, second), "row 2: the label is none of the 2 classes");
    const std::vector<double> low = {0.1, 0.7, 0.6};
    EXPECT_EQ(error_of(labels, first, low), "row 2: the chances sum to 0.900000, not to 1");
    const std::vector<double> negative = {0.1, 0.8, -0.6};
    EXPECT_EQ(error_of(labels, first, negative),
              "row 3: the chance of class 2 is -0.600000, not in 0 to 1");
    const std::vector<double> none = {0.1, std::nan(""), 0.6};
    EXPECT_EQ(error_of(labels, first, none), "row 2: the chance of class 2 is nan, not in 0 to 1");
}

RC_GTEST_PROP(ConfidentLearningProperties, JointKeepsTheLabelCounts, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto classes = *rc::gen::inRange(2, 7);
    const MadeLabels made({.rows = *rc::gen::inRange(10, 200),
                           .classes = classes,
                           .noise = *rc::gen::element(0.0, 0.1, 0.4),
                           .sharpness = *rc::gen::element(0.0, 1.0, 4.0)},
                          seed);
    const auto found = label_errors(made.chances());
    RC_ASSERT(found.has_value());
    const auto k = static_cast<std::size_t>(classes);
    for (std::size_t given = 0; given < k; ++given) {
        std::int64_t total = 0;
        for (std::size_t likely = 0; likely < k; ++likely) {
            RC_ASSERT(found->joint.joint[given * k + likely] >= 0);
            total += found->joint.joint[given * k + likely];
        }
        RC_ASSERT(total == found->joint.label_counts[given]);
    }
    for (const auto row : found->ranked) {
        RC_ASSERT(found->suggested[static_cast<std::size_t>(row)] !=
                  made.given[static_cast<std::size_t>(row)]);
        RC_ASSERT(found->margin[static_cast<std::size_t>(row)] <= 0.5);
    }
}

RC_GTEST_PROP(ConfidentLearningProperties, TheOrderOfRowsDoesNotMatter, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const MadeLabels made({.rows = 150, .classes = 4, .noise = 0.2, .sharpness = 2}, seed);
    MadeLabels turned = made;
    turned.reverse();
    const auto forth = *label_errors(made.chances());
    const auto back = *label_errors(turned.chances());
    RC_ASSERT(forth.joint.joint == back.joint.joint);
    RC_ASSERT(forth.ranked.size() == back.ranked.size());
    for (std::size_t i = 0; i < forth.ranked.size(); ++i) {
        RC_ASSERT(forth.ranked[i] == 149 - back.ranked[i]);
    }
}

}  // namespace
}  // namespace assay::stats
