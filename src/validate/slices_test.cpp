#include <gtest/gtest.h>

#include <algorithm>

#include "validate/test_sample.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

constexpr int kLevels = 4;

struct Sliced {
    TestSample sample;
    std::vector<double> rule;
    std::vector<SliceColumn> columns;
};

/// Decisions on rows with five columns of four levels. A wrong act costs 10, a missed case 20;
/// where carrier = EV and origin = EWR, `wrong_there` of the decisions are wrong, else 10 %.
Sliced planted(std::size_t rows, std::uint64_t seed, double wrong_there) {
    Sliced out;
    Random random(seed, "planted slice");
    out.columns = {{"carrier", {}, {"= AA", "= EV", "= UA", "= B6"}},
                   {"origin", {}, {"= JFK", "= LGA", "= EWR", "missing"}},
                   {"month", {}, {"in [1, 4)", "in [4, 7)", "in [7, 10)", "in [10, 12]"}},
                   {"hour", {}, {"= 6", "= 12", "= 18", "= 22"}},
                   {"plane", {}, {"= a", "= b", "= c", "= d"}}};
    for (std::size_t i = 0; i < rows; ++i) {
        for (auto& column : out.columns) {
            column.level.push_back(static_cast<std::int16_t>(random.below(kLevels)));
        }
        const bool there = out.columns[0].level[i] == 1 && out.columns[1].level[i] == 2;
        const int label = random.uniform() < 0.4 ? 1 : 0;
        const bool wrong = random.uniform() < (there ? wrong_there : 0.1);
        const double act = wrong ? 1 - label : label;
        out.sample.add(0.4, act, label, label != 0 ? 20 : -10);
        out.rule.push_back(random.uniform() < 0.1 ? 1 - label : label);
    }
    return out;
}

std::vector<Slice> run(const Sliced& data, bool with_rule = true) {
    const auto out =
        slices(data.sample.decisions(),
               with_rule ? std::span<const double>(data.rule) : std::span<const double>(),
               data.columns, {.currency = "USD"});
    EXPECT_TRUE(out);
    return out ? *out : std::vector<Slice>{};
}

TEST(Slices, APlantedSliceIsFoundConfirmedAndSaid) {
    const Sliced data = planted(8000, 1, 0.5);
    const auto found = run(data);
    ASSERT_FALSE(found.empty());
    const Slice& worst = found[0];
    ASSERT_EQ(worst.conditions.size(), 2U);
    EXPECT_EQ(worst.conditions[0].column, "carrier");
    EXPECT_EQ(worst.conditions[0].is, "= EV");
    EXPECT_EQ(worst.conditions[1].is, "= EWR");
    EXPECT_TRUE(worst.confirmed);
    EXPECT_LT(worst.p_adjusted, 0.001);
    // Half of the decisions are wrong there: 0.5 x (0.4 x 20 + 0.6 x 10) = 7 a decision.
    EXPECT_LT(worst.loss_per_1000.low, 7000);
    EXPECT_GT(worst.loss_per_1000.high, 7000);
    EXPECT_GT(worst.against_all.low, 4000);
    EXPECT_LT(worst.against_rule.high, 0);
    EXPECT_GT(worst.rows, 150);
    EXPECT_TRUE(worst.sentence.starts_with("Decisions where carrier = EV and origin = EWR lose "))
        << worst.sentence;
    EXPECT_NE(worst.sentence.find(" USD per 1,000 more than all decisions do"), std::string::npos);
    EXPECT_NE(worst.sentence.find("There the rule does better, by "), std::string::npos);
    EXPECT_LE(found.size(), 5U);
}

TEST(Slices, NoRegretNoSlices) {
    Sliced data = planted(2000, 2, 0.5);
    for (std::size_t i = 0; i < data.sample.size(); ++i) {
        data.sample.act[i] = data.sample.gain[i] > 0 ? 1 : 0;
    }
    EXPECT_TRUE(run(data).empty());
    EXPECT_TRUE(run(Sliced{}).empty());
}

TEST(Slices, WithoutARuleThatComparisonIsNoNumber) {
    const auto found = run(planted(4000, 3, 0.5), false);
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(std::isnan(found[0].against_rule.value));
    EXPECT_EQ(found[0].against_rule.method, "no rule");
}

TEST(Slices, NoiseIsSeldomConfirmed) {
    int confirmed = 0;
    constexpr int kRuns = 200;
    for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
        const auto found = run(planted(1500, 100 + seed, 0.1));
        const bool any =
            std::ranges::any_of(found, [](const Slice& slice) { return slice.confirmed; });
        confirmed += any ? 1 : 0;
    }
    EXPECT_LE(confirmed, 16);  // 5 % of 200, and two standard errors
}

TEST(Slices, WhatIsNotConfirmedIsSaidSo) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        for (const Slice& slice : run(planted(1500, 300 + seed, 0.1))) {
            if (!slice.confirmed) {
                EXPECT_NE(slice.sentence.find("we cannot tell yet"), std::string::npos)
                    << slice.sentence;
                return;
            }
        }
    }
    FAIL() << "twenty runs on noise found nothing to say";
}

TEST(Slices, NoiseByDaysIsSeldomConfirmed) {
    int confirmed = 0;
    constexpr int kRuns = 100;
    for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
        // A whole day goes wrong at once, and a column follows the day.
        Sliced data = planted(1500, 500 + seed, 0.1);
        Random random(seed, "days");
        data.sample.clusters = 60;
        for (std::size_t day = 0; day < 60; ++day) {
            const bool bad = random.uniform() < 0.2;
            const auto level = static_cast<std::int16_t>(random.below(kLevels));
            for (std::size_t row = day * 25; row < (day + 1) * 25; ++row) {
                data.sample.cluster[row] = static_cast<std::int32_t>(day);
                data.sample.act[row] = bad ? 1 - data.sample.label[row] : data.sample.label[row];
                data.columns[2].level[row] = level;
            }
        }
        const auto found = run(data);
        confirmed += std::ranges::any_of(found, [](const Slice& s) { return s.confirmed; }) ? 1 : 0;
    }
    EXPECT_LE(confirmed, 10);
}

TEST(Slices, WithTimeTheEarlierHalfFindsAndTheLaterConfirms) {
    Sliced data = planted(6000, 4, 0.1);
    for (std::size_t i = 0; i < 6000; ++i) {
        const std::size_t moment = (i * 7919) % 6000;
        data.sample.time.push_back(static_cast<std::int64_t>(moment));
        // Trouble that ends with the first half must not be confirmed by the second.
        const bool there = data.columns[3].level[i] == 1 && moment < 3000;
        const double right = data.sample.gain[i] > 0 ? 1 : 0;
        data.sample.act[i] = there ? 1 - right : right;
    }
    const auto found = run(data);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].conditions[0].column, "hour");
    EXPECT_EQ(found[0].loss_per_1000.value, 0);
    EXPECT_FALSE(found[0].confirmed);
}

TEST(Slices, OneWithoutARowInTheConfirmingHalfIsNotTold) {
    Sliced data = planted(4000, 5, 0.1);
    for (std::size_t i = 0; i < 4000; ++i) {
        data.sample.time.push_back(static_cast<std::int64_t>(i));
        // A plane that flew in the earlier half alone.
        const bool gone = i < 2000 && i % 8 == 0;
        data.columns[4].level[i] = gone ? 0 : 1;
        const double right = data.sample.gain[i] > 0 ? 1 : 0;
        data.sample.act[i] = gone ? 1 - right : right;
    }
    for (const auto& slice : run(data)) {
        EXPECT_GT(slice.rows, 0) << slice.sentence;
    }
}

TEST(Slices, NearlyTheSameRowsAreToldOnce) {
    Sliced data = planted(6000, 5, 0.6);
    SliceColumn twin = data.columns[0];
    twin.name = "carrier_code";
    data.columns.push_back(twin);
    const auto found = run(data);
    ASSERT_FALSE(found.empty());
    int names_it = 0;
    for (const auto& slice : found) {
        bool carrier = false;
        bool origin = false;
        for (const auto& each : slice.conditions) {
            carrier = carrier || each.is == "= EV";
            origin = origin || each.is == "= EWR";
        }
        names_it += carrier && origin && slice.conditions.size() <= 3 ? 1 : 0;
    }
    EXPECT_EQ(names_it, 1);
}

TEST(Slices, OrderOfRowsChangesNothing) {
    const Sliced data = planted(3000, 6, 0.4);
    const auto order = shuffled(3000, 7);
    Sliced mixed{.sample = reordered(data.sample, order),
                 .rule = reordered(data.rule, order),
                 .columns = data.columns};
    for (auto& column : mixed.columns) {
        column.level = reordered(column.level, order);
    }
    const auto one = run(data);
    const auto other = run(mixed);
    ASSERT_EQ(one.size(), other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].rows, other[i].rows);
        EXPECT_EQ(one[i].sentence, other[i].sentence);
        EXPECT_NEAR(one[i].p_adjusted, other[i].p_adjusted, 1e-9);
    }
}

TEST(Slices, MoneyThatIsNoNumberIsRefused) {
    Sliced data = planted(100, 8, 0.1);
    data.sample.gain[7] = NAN;
    const auto out = slices(data.sample.decisions(), {}, data.columns, {});
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(out.error().what.find("row 7 is nan"), std::string::npos);
}

TEST(Slices, WeightsSayWhichRowsCount) {
    Sliced data = planted(8000, 9, 0.5);
    for (std::size_t i = 0; i < data.sample.size(); ++i) {
        const bool there = data.columns[0].level[i] == 1 && data.columns[1].level[i] == 2;
        data.sample.weight.push_back(there && data.sample.gain[i] > 0 ? 0 : 1);
    }
    const auto found = run(data);
    ASSERT_FALSE(found.empty());
    // Missed cases there have no weight: 0.5 x 10 a decision is left.
    EXPECT_LT(found[0].loss_per_1000.low, 5000);
    EXPECT_GT(found[0].loss_per_1000.high, 5000);
}

}  // namespace
}  // namespace assay::validate
