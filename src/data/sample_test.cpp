#include "data/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "data/planted.hpp"

namespace assay::data {
namespace {

SampleFrame frame_of(std::size_t rows, std::uint64_t seed) {
    Random random(seed, "frame");
    SampleFrame out{.strata = {}, .values = {}, .rows = rows};
    for (std::size_t row = 0; row < rows; ++row) {
        const bool large = random.uniform() < 0.2;
        out.strata.push_back(large ? "large" : "small");
        out.values.push_back(large ? 100 + 30 * random.normal() : 5 + random.normal());
    }
    return out;
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

const SampleRequest kMean{
    .share = false, .rows = 100, .width = std::nullopt, .allocation = std::nullopt};

TEST(Samples, WeightsAddUpToTheTable) {
    const auto frame = frame_of(1000, 1);
    const auto drawn = draw_sample(frame, nullptr, kMean, "mean of x");
    ASSERT_TRUE(drawn) << drawn.error().what;
    EXPECT_EQ(drawn->chosen.size(), 100U);
    EXPECT_TRUE(std::is_sorted(drawn->chosen.begin(), drawn->chosen.end()));
    EXPECT_NEAR(std::accumulate(drawn->weights.begin(), drawn->weights.end(), 0.0), 1000, 1e-9);
    EXPECT_EQ(drawn->sample.allocation, "neyman");
    EXPECT_LT(drawn->sample.design_effect, 0.1) << "the strata differ, and the large ones vary";
}

TEST(Samples, TheSameSeedDrawsTheSameRows) {
    const auto frame = frame_of(500, 2);
    auto other = kMean;
    other.seed = 1;
    const auto first = draw_sample(frame, nullptr, kMean, "mean of x")->chosen;
    EXPECT_EQ(first, draw_sample(frame, nullptr, kMean, "mean of x")->chosen);
    EXPECT_NE(first, draw_sample(frame, nullptr, other, "mean of x")->chosen);
}

// Drawn from a frame without values, labelled, and read again: the interval holds the truth as
// often as it says.
TEST(Samples, ADrawnSampleIsReadAsItWasDrawn) {
    int covered = 0;
    constexpr int kTables = 400;
    for (std::uint64_t table = 0; table < kTables; ++table) {
        const auto truth = frame_of(600, table);
        auto blank = truth;
        blank.values.clear();
        const auto pilot = frame_of(60, table + 10'000);
        auto request = kMean;
        request.seed = table;
        const auto drawn = draw_sample(blank, &pilot, request, "mean of x");
        ASSERT_TRUE(drawn) << drawn.error().what;
        EXPECT_TRUE(std::isnan(drawn->sample.estimate.value));
        SampleFrame labelled{.strata = {}, .values = {}, .rows = drawn->chosen.size()};
        for (const auto row : drawn->chosen) {
            labelled.strata.push_back(truth.strata[row]);
            labelled.values.push_back(truth.values[row]);
        }
        const auto read = read_sample(labelled, drawn->weights, request, "mean of x");
        ASSERT_TRUE(read) << read.error().what;
        EXPECT_EQ(read->population, 600);
        const double mean = mean_of(truth.values);
        covered += read->estimate.low <= mean && mean <= read->estimate.high ? 1 : 0;
    }
    EXPECT_NEAR(covered / double{kTables}, 0.9, 0.045) << "three standard errors of 400 trials";
}

TEST(Samples, AWidthThatWasAskedForIsReached) {
    double total = 0;
    constexpr int kTables = 50;
    for (std::uint64_t table = 0; table < kTables; ++table) {
        const auto frame = frame_of(2000, table);
        SampleRequest request{.share = false,
                              .rows = std::nullopt,
                              .width = 4.0,
                              .allocation = std::nullopt,
                              .confidence = 0.9,
                              .seed = table};
        const auto drawn = draw_sample(frame, nullptr, request, "mean of x");
        ASSERT_TRUE(drawn) << drawn.error().what;
        EXPECT_LE(drawn->sample.expected_width, 4.0);
        total += (drawn->sample.estimate.high - drawn->sample.estimate.low) / kTables;
    }
    EXPECT_NEAR(total, 4.0, 0.2);
}

TEST(Samples, BeforeAnyDataAPilotSaysHowManyRows) {
    SampleFrame pilot{.strata = {}, .values = {}, .rows = 40};
    for (int row = 0; row < 40; ++row) {
        pilot.values.push_back(row % 4 == 0 ? 1 : 0);
    }
    const SampleRequest request{
        .share = true, .rows = std::nullopt, .width = 0.05, .allocation = std::nullopt};
    const auto endless = plan_sample(pilot, std::nullopt, request, "share of y");
    const auto small = plan_sample(pilot, 1000, request, "share of y");
    ASSERT_TRUE(endless && small);
    // (2 z / width)² p (1 - p) with p = 11 / 42.
    EXPECT_NEAR(static_cast<double>(endless->rows),
                std::pow(2 * 1.6448536 / 0.05, 2) * (11.0 / 42) * (31.0 / 42), 3);
    EXPECT_LT(3 * small->rows, 2 * endless->rows);
    EXPECT_EQ(endless->population, 0);
}

TEST(Samples, RowsWithoutAValueAreCountedAndSaid) {
    SampleFrame frame{.strata = {}, .values = {1, 0, kUnknown, 1, 0, 0}, .rows = 6};
    const std::vector<double> weights(6, 10.0);
    const auto read = read_sample(frame, weights, {}, "share of y");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->unknown, 1);
    EXPECT_EQ(read->estimate.value, 0.4);
    EXPECT_EQ(read->population, 60);
    EXPECT_NE(read->sentences.back().find("1 sampled row has no value"), std::string::npos);
}

TEST(Samples, ALongTailIsSaid) {
    SampleFrame frame{.strata = {}, .values = {}, .rows = 50};
    for (int row = 0; row < 50; ++row) {
        frame.values.push_back(std::exp(row / 6.0));
    }
    auto request = kMean;
    request.rows = 40;
    const auto drawn = draw_sample(frame, nullptr, request, "mean of x");
    ASSERT_TRUE(drawn);
    EXPECT_NE(drawn->sample.sentences.back().find("long tail"), std::string::npos);
}

TEST(Samples, QuestionsWithoutAnAnswerAreErrors) {
    const SampleFrame blank{.strata = {}, .values = {}, .rows = 100};
    SampleRequest width{
        .share = false, .rows = std::nullopt, .width = 1.0, .allocation = std::nullopt};
    EXPECT_EQ(draw_sample(blank, nullptr, width, "").error().what, "the width of what?");
    EXPECT_EQ(draw_sample(blank, nullptr, width, "mean of x").error().what,
              "nothing is known yet of how the mean of x varies");
    EXPECT_FALSE(draw_sample({.strata = {}, .values = {}, .rows = 0}, nullptr, kMean, "mean of x"));
    EXPECT_FALSE(read_sample({.strata = {}, .values = {1}, .rows = 1}, std::vector{0.5}, {}, "x"));
    width.share = true;
    EXPECT_EQ(draw_sample(blank, nullptr, width, "share of y")->sample.rows, 5)
        << "a share about which nothing is known is planned as one half";
}

TEST(Samples, WeightsThatNoTableHasAreErrors) {
    const SampleFrame frame{.strata = {}, .values = {1, 0}, .rows = 2};
    const auto said = [&](double weight) {
        const auto read = read_sample(frame, std::vector{8.0, weight}, {}, "share of y");
        return read ? std::string() : read.error().what;
    };
    EXPECT_EQ(said(std::numeric_limits<double>::infinity()),
              "row 2: sample_weight is inf: no table has so many rows");
    EXPECT_EQ(said(1e300), "row 2: sample_weight is 1e+300: no table has so many rows");
    EXPECT_EQ(said(9007199254740992),
              "row 2: sample_weight is 9007199254740992: no table has so "
              "many rows");
    EXPECT_EQ(said(kUnknown), "row 2: sample_weight is empty");
    EXPECT_EQ(said(-1), "row 2: sample_weight is -1, not 1 or more");
    EXPECT_EQ(said(8), "");
}

TEST(Samples, WeightsThatAreNoNumbersAreErrors) {
    const auto said = [](const engine::Column& column) {
        const auto read = sample_weights(column);
        return read ? std::string() : read.error().what;
    };
    EXPECT_EQ(said(planted::texts("sample_weight", {"8.318", "8,318", "x"})),
              "row 2: sample_weight is \"8,318\", no number");
    EXPECT_EQ(said(planted::texts("sample_weight", {"<gap>", "8"})),
              "row 1: sample_weight is empty");
    engine::Column day;
    day.name = "sample_weight";
    day.type = engine::Type::Date;
    day.times = {0};
    EXPECT_EQ(said(day), "row 1: sample_weight is \"1970-01-01\", no number");
    EXPECT_EQ(*sample_weights(planted::texts("sample_weight", {"08", "8.5"})),
              (std::vector{8.0, 8.5}));
}

TEST(Samples, StrataAreNamedByTheirValues) {
    engine::Table table{.columns = {planted::texts("shop", {"north", "<gap>", "north"}),
                                    planted::numbers("member", {1, 0, 1}, engine::Type::Boolean)},
                        .rows = 3};
    EXPECT_EQ(*strata_by(table, {"shop", "member"}),
              (std::vector<std::string>{"north, true", "(missing), false", "north, true"}));
    EXPECT_EQ(strata_by(table, {"shp"}).error().hint, "did you mean \"shop\"?");
}

}  // namespace
}  // namespace assay::data
