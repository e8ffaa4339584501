#include "data/comparison.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/json.hpp"
#include "data/planted.hpp"
#include "model/model.hpp"

namespace assay::data {
namespace {

using engine::Type;
using planted::numbers;
using planted::texts;

/// Rows from `first` on, `count` of them.
engine::Table part_of(const engine::Table& table, std::size_t first, std::size_t count) {
    engine::Table out;
    out.rows = count;
    const auto cut = [&](auto& values) {
        if (!values.empty()) {
            const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
            values = {begin, begin + static_cast<std::ptrdiff_t>(count)};
        }
    };
    for (auto column : table.columns) {
        cut(column.numbers);
        cut(column.codes);
        cut(column.times);
        out.columns.push_back(std::move(column));
    }
    return out;
}

struct Pair {
    engine::Table reference, current;
    engine::Column& now(std::string_view name) {
        return *std::ranges::find(current.columns, name, &engine::Column::name);
    }
};

constexpr std::size_t kReference = 1200;
constexpr std::size_t kCurrent = 800;

/// One clean table, its first rows and its last.
Pair untouched(std::uint64_t seed) {
    auto whole = planted::clean(seed, kReference + kCurrent, 6, false).table;
    Random random(seed, "more columns");
    std::vector<double> plain(whole.rows);
    std::vector<std::string> mix(whole.rows);
    for (std::size_t row = 0; row < whole.rows; ++row) {
        plain[row] = 50 + 10 * random.normal();
        const double u = random.uniform();
        mix[row] = u < 0.5 ? "north" : u < 0.8 ? "south" : "west";
    }
    whole.columns.push_back(numbers("plain", plain, Type::Real));
    whole.columns.push_back(texts("mix", mix));
    return {part_of(whole, 0, kReference), part_of(whole, kReference, kCurrent)};
}

/// Of untouched(); columns alone.
CompareOptions quick(std::uint64_t seed = 0) {
    return {.key = "id", .joint_rows = 0, .seed = seed};
}

/// Of of_numbers().
CompareOptions keyless(std::uint64_t seed = 0) {
    return {.joint_rows = 0, .seed = seed};
}

Pair of(engine::Column reference, engine::Column current) {
    Pair out;
    out.reference.rows = reference.size();
    out.current.rows = current.size();
    out.reference.columns.push_back(std::move(reference));
    out.current.columns.push_back(std::move(current));
    return out;
}

Pair of_numbers(std::vector<double> reference, std::vector<double> current) {
    return of(numbers("x", std::move(reference), Type::Real),
              numbers("x", std::move(current), Type::Real));
}

bool warns(const DriftReport& report) {
    return std::ranges::any_of(
        report.issues, [](const Issue& each) { return each.severity >= Severity::Warning; });
}

class Comparisons : public testing::Test {
  protected:
    static void SetUpTestSuite() { model::use_libraries_in(ASSAY_LIBRARIES); }
};

TEST_F(Comparisons, UntouchedTablesRaiseFewAlarmsInSimulation) {
    constexpr int kPairs = 200;
    int alarms = 0;
    for (std::uint64_t seed = 0; seed < kPairs; ++seed) {
        const auto pair = untouched(seed);
        const auto report =
            compare(pair.current, pair.reference, {.key = "id", .seed = seed, .threads = 1});
        ASSERT_TRUE(report) << report.error().what;
        alarms += warns(*report) ? 1 : 0;
    }
    EXPECT_LE(alarms, 0.05 * kPairs);
}

/// Share of seeds in which what was done to a column is found in it as a warning.
double recall(std::string_view code, std::string_view column,
              const std::function<void(Pair&, Random&)>& plant) {
    constexpr int kSeeds = 100;
    int hits = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto pair = untouched(seed);
        Random random(seed, "plant");
        plant(pair, random);
        const auto report = compare(pair.current, pair.reference, quick(seed));
        hits += report && std::ranges::any_of(report->issues,
                                              [&](const Issue& each) {
                                                  return each.code == code &&
                                                         each.column == column &&
                                                         each.severity == Severity::Warning;
                                              })
                    ? 1
                    : 0;
    }
    return static_cast<double>(hits) / kSeeds;
}

TEST_F(Comparisons, FindsAShiftOfHalfAStandardDeviationInSimulation) {
    EXPECT_GE(recall("drift", "plain",
                     [](Pair& pair, Random&) {
                         for (double& value : pair.now("plain").numbers) {
                             value += 5;
                         }
                     }),
              0.95);
}

TEST_F(Comparisons, FindsACategoryThatGainsFifteenPointsInSimulation) {
    EXPECT_GE(recall("drift", "mix",
                     [](Pair& pair, Random& random) {
                         auto& column = pair.now("mix");
                         const auto south = static_cast<std::int32_t>(
                             std::ranges::find(column.levels, "south") - column.levels.begin());
                         for (auto& code : column.codes) {
                             code = random.uniform() < 0.15 / 0.7 ? south : code;
                         }
                     }),
              0.95);
}

TEST_F(Comparisons, FindsTenPointsMoreMissingInSimulation) {
    EXPECT_GE(recall("missing-drift", "plain",
                     [](Pair& pair, Random& random) {
                         for (double& value : pair.now("plain").numbers) {
                             value = random.uniform() < 0.1 ? std::nan("") : value;
                         }
                     }),
              0.95);
}

/// A value for forty neighbouring rows, as a machine has that makes a batch.
std::vector<double> batches(std::size_t rows, Random& random) {
    std::vector<double> out(rows);
    double level = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        level = row % 40 == 0 ? 2 * random.normal() : level;
        out[row] = level + 0.3 * random.normal();
    }
    return out;
}

TEST_F(Comparisons, RowsThatHangTogetherRaiseNoAlarmInSimulation) {
    constexpr int kPairs = 100;
    int alarms = 0;
    for (std::uint64_t seed = 0; seed < kPairs; ++seed) {
        Random random(seed, "batches");
        const auto pair = of_numbers(batches(1600, random), batches(1600, random));
        const auto report = compare(pair.current, pair.reference, keyless(seed));
        ASSERT_TRUE(report);
        alarms += warns(*report) ? 1 : 0;
    }
    EXPECT_LE(alarms, 0.08 * kPairs);  // 40 batches a side, so 5 % is at its limit
}

TEST_F(Comparisons, AnEffectTooSmallToMatterIsNotToldHoweverSure) {
    Random random(1, "small");
    std::vector<double> reference(200'000);
    std::vector<double> current(200'000);
    for (std::size_t i = 0; i < reference.size(); ++i) {
        reference[i] = random.normal();
        current[i] = random.normal() + 0.03;
    }
    const auto pair = of_numbers(reference, current);
    auto options = keyless();
    options.statistics = {"ks"};
    const auto report = compare(pair.current, pair.reference, options);
    ASSERT_TRUE(report);
    EXPECT_LT(report->statistics[0].p, 1e-6);
    EXPECT_TRUE(report->issues.empty());
    EXPECT_NEAR(report->columns[0].effect.value, 0.03, 0.01);
}

TEST_F(Comparisons, TheRangeOfAnEffectHoldsTheTruthInSimulation) {
    constexpr int kTimes = 300;
    constexpr double kShift = 0.3;
    int held = 0;
    for (std::uint64_t seed = 0; seed < kTimes; ++seed) {
        Random random(seed, "range");
        std::vector<double> reference(2000);
        std::vector<double> current(1500);
        for (double& value : reference) {
            value = random.normal();
        }
        for (double& value : current) {
            value = random.normal() + kShift;
        }
        const auto pair = of_numbers(reference, current);
        const auto report = compare(pair.current, pair.reference, keyless(seed));
        ASSERT_TRUE(report);
        const auto& effect = report->columns[0].effect;
        held += effect.low <= kShift && kShift <= effect.high ? 1 : 0;
    }
    EXPECT_GE(held, 0.86 * kTimes);
    EXPECT_LE(held, 0.95 * kTimes);
}

TEST_F(Comparisons, DistancesDoNotDependOnTheOrderOfRows) {
    auto pair = untouched(3);
    const auto before = compare(pair.current, pair.reference, quick());
    Random random(3, "order");
    std::vector<std::size_t> order(pair.current.rows);
    for (std::size_t row = 0; row < order.size(); ++row) {
        order[row] = row;
    }
    random.shuffle(order);
    for (auto& column : pair.current.columns) {
        const auto as_was = column;
        for (std::size_t row = 0; row < order.size(); ++row) {
            if (!column.numbers.empty()) {
                column.numbers[row] = as_was.numbers[order[row]];
            } else if (!column.codes.empty()) {
                column.codes[row] = as_was.codes[order[row]];
            }
        }
    }
    const auto after = compare(pair.current, pair.reference, quick());
    ASSERT_TRUE(before && after);
    for (std::size_t i = 0; i < before->columns.size(); ++i) {
        if (!before->columns[i].measure.empty()) {
            EXPECT_EQ(before->columns[i].distance, after->columns[i].distance);
            EXPECT_EQ(before->columns[i].current_missing, after->columns[i].current_missing);
        }
    }
}

TEST_F(Comparisons, SameInputAndSeedGiveTheSameDocument) {
    const auto pair = untouched(4);
    const CompareOptions options{.key = "id", .statistics = {"evidently-psi", "ks"}, .seed = 7};
    const auto first = compare(pair.current, pair.reference, options);
    const auto second = compare(pair.current, pair.reference, options);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(dump(to_json(*first)), dump(to_json(*second)));
}

TEST_F(Comparisons, ManyRowsAreComparedWithinTheStatedError) {
    Random random(5, "many");
    std::vector<double> reference(1'500'000);
    std::vector<double> current(1'200'000);
    for (double& value : reference) {
        value = random.uniform();
    }
    for (double& value : current) {
        value = random.uniform() + 0.25;
    }
    const auto pair = of_numbers(reference, current);
    const auto report = compare(pair.current, pair.reference, keyless());
    ASSERT_TRUE(report);
    const auto& column = report->columns[0];
    EXPECT_GT(column.rank_error, 0);
    EXPECT_LT(column.rank_error, 1e-4);
    EXPECT_NEAR(column.distance_in_unit, 0.25, 0.002);
    EXPECT_EQ(column.moved, "warning");
}

}  // namespace
}  // namespace assay::data
