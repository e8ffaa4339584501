#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <set>

#include "data/planted.hpp"

namespace assay::data {
namespace {

using planted::add_numbers;
using planted::add_texts;
using planted::Case;
using planted::clean;
using planted::copy_row;
using planted::found;

constexpr int kSeeds = 60;

/// Share of seeds in which the planted trouble is found, under its name, in its column.
double recall(std::string_view code, std::string_view column, bool timed,
              const std::function<void(Case&, Random&)>& plant) {
    int hits = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto table = clean(seed, 1200, 6, timed);
        Random random(seed, "plant");
        plant(table, random);
        const auto issues = check(table.input());
        hits += found(issues, code, column) ? 1 : 0;
    }
    return static_cast<double>(hits) / kSeeds;
}

TEST(Check, RarelyAlarmsOnUntouchedTables) {
    constexpr int kTables = 400;
    int alarms = 0;
    std::multiset<std::string> codes;
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        Random random(seed, "shape");
        const auto rows = static_cast<std::size_t>(std::exp(6.5 + 2 * random.uniform()));
        const auto columns = static_cast<std::size_t>(3 + random.below(20));
        const auto table = clean(seed + 1000, rows, columns, random.uniform() < 0.5);
        bool alarm = false;
        for (const auto& issue : check(table.input())) {
            if (issue.severity >= Severity::Warning) {
                alarm = true;
                codes.insert(issue.code);
            }
        }
        alarms += alarm ? 1 : 0;
    }
    std::string said;
    for (const auto& code : codes) {
        said += code + " ";
    }
    EXPECT_LE(alarms, kTables * 5 / 100) << said;
    RecordProperty("alarms", alarms);
}

TEST(Check, FindsPlantedColumnTrouble) {
    EXPECT_GE(recall("constant", "c", false,
                     [](Case& t, Random&) { add_numbers(t, "c", [](auto) { return 7.0; }); }),
              0.95);
    EXPECT_GE(recall("id-like", "ticket", false,
                     [](Case& t, Random& random) {
                         std::vector<std::size_t> order(t.table.rows);
                         for (std::size_t i = 0; i < order.size(); ++i) {
                             order[i] = i;
                         }
                         random.shuffle(order);
                         add_numbers(
                             t, "ticket",
                             [&](auto row) { return 5000 + static_cast<double>(order[row]); },
                             engine::Type::Integer);
                     }),
              0.95);
    EXPECT_GE(recall("infinite", "x", false,
                     [](Case& t, Random& random) {
                         add_numbers(t, "x", [&](auto row) {
                             return row == 17 ? std::numeric_limits<double>::infinity()
                                              : random.normal();
                         });
                     }),
              0.95);
    EXPECT_GE(recall("high-cardinality", "device", false,
                     [](Case& t, Random& random) {
                         add_texts(t, "device",
                                   [&](auto) { return "d" + std::to_string(random.below(400)); });
                     }),
              0.95);
}

TEST(Check, FindsPlantedFormatsAndSentinels) {
    EXPECT_GE(recall("mixed-types", "amount", false,
                     [](Case& t, Random& random) {
                         add_texts(t, "amount", [&](auto) {
                             return random.uniform() < 0.03 ? std::string("see note")
                                                            : std::to_string(random.below(5000));
                         });
                     }),
              0.95);
    EXPECT_GE(recall("mixed-types", "day", false,
                     [](Case& t, Random& random) {
                         add_texts(t, "day", [&](auto) {
                             return random.uniform() < 0.2
                                        ? std::string("soon")
                                        : "2026-01-" + std::to_string(10 + random.below(20));
                         });
                     }),
              0.95);
    for (const double sentinel : {-999.0, 9999.0, -1.0}) {
        EXPECT_GE(recall("sentinel", "age", false,
                         [&](Case& t, Random& random) {
                             add_numbers(
                                 t, "age",
                                 [&](auto) {
                                     return random.uniform() < 0.02
                                                ? sentinel
                                                : std::floor(18 + 60 * random.uniform());
                                 },
                                 engine::Type::Integer);
                         }),
                  0.95)
            << sentinel;
    }
    EXPECT_GE(recall("sentinel", "since", false,
                     [](Case& t, Random& random) {
                         std::vector<std::int64_t> since(t.table.rows);
                         for (auto& each : since) {
                             each = random.uniform() < 0.02
                                        ? -2'208'988'800'000'000  // 1900-01-01
                                        : 1'500'000'000'000'000 +
                                              static_cast<std::int64_t>(random.below(1000)) *
                                                  planted::kDay;
                         }
                         t.table.columns.push_back(planted::times("since", std::move(since)));
                     }),
              0.95);
    EXPECT_GE(recall("sentinel", "state", false,
                     [](Case& t, Random& random) {
                         add_texts(t, "state", [&](auto) {
                             return random.uniform() < 0.1 ? std::string("N/A")
                                                           : "s" + std::to_string(random.below(5));
                         });
                     }),
              0.95);
}

TEST(Check, FindsPlantedGaps) {
    EXPECT_GE(recall("missing", "gappy", false,
                     [](Case& t, Random& random) {
                         add_numbers(t, "gappy", [&](auto) {
                             return random.uniform() < 0.1 ? std::nan("") : random.normal();
                         });
                     }),
              0.95);
    EXPECT_GE(recall("missing-tells", "survey", false,
                     [](Case& t, Random& random) {
                         add_numbers(t, "survey", [&](auto row) {
                             return random.uniform() < (t.labels[row] == 1 ? 0.3 : 0.05)
                                        ? std::nan("")
                                        : random.normal();
                         });
                     }),
              0.95);
}

TEST(Check, FindsPlantedCopies) {
    EXPECT_GE(recall("duplicate-rows", "", false,
                     [](Case& t, Random& random) {
                         add_numbers(t, "amount", [&](auto) { return random.normal(); });
                         for (int i = 0; i < 24; ++i) {
                             copy_row(t, random.below(600), 600 + random.below(600));
                         }
                     }),
              0.95);
    EXPECT_GE(recall("conflicting-labels", "late", false,
                     [](Case& t, Random& random) {
                         add_numbers(t, "amount", [&](auto) { return random.normal(); });
                         for (std::size_t i = 0; i < 20; ++i) {
                             copy_row(t, i, 700 + i);
                             t.labels[700 + i] = t.labels[i] == 1 ? 0 : 1;
                             t.column("late").numbers[700 + i] = t.labels[700 + i];
                         }
                     }),
              0.95);
}

TEST(Check, FindsPlantedOrder) {
    EXPECT_GE(recall("order-predicts", "", false,
                     [](Case& t, Random& random) {
                         for (std::size_t row = 0; row < t.labels.size(); ++row) {
                             const bool late = row > t.labels.size() / 2;
                             t.labels[row] = random.uniform() < (late ? 0.3 : 0.1) ? 1 : 0;
                         }
                     }),
              0.95);
    EXPECT_GE(recall("order-predicts", "", false,
                     [](Case& t, Random& random) {
                         std::uint8_t label = 0;
                         for (std::size_t row = 0; row < t.labels.size(); ++row) {
                             if (row % 4 == 0) {
                                 label = random.uniform() < 0.2 ? 1 : 0;
                             }
                             t.labels[row] = label;
                         }
                     }),
              0.95);
}

TEST(Check, FindsPlantedDrift) {
    EXPECT_GE(recall("drift", "speed", true,
                     [](Case& t, Random& random) {
                         add_numbers(t, "speed", [&](auto row) {
                             return random.normal() + (row > t.table.rows / 2 ? 0.8 : 0.0);
                         });
                     }),
              0.95);
    EXPECT_GE(recall("drift", "tariff", true,
                     [](Case& t, Random& random) {
                         add_texts(t, "tariff", [&](auto row) {
                             const double share = row > t.table.rows / 2 ? 0.6 : 0.1;
                             return random.uniform() < share ? std::string("new") : "old";
                         });
                     }),
              0.95);
    EXPECT_GE(recall("drift", "sensor", true,
                     [](Case& t, Random& random) {
                         add_numbers(t, "sensor", [&](auto row) {
                             const double gaps = row > t.table.rows / 2 ? 0.5 : 0.02;
                             return random.uniform() < gaps ? std::nan("") : random.normal();
                         });
                     }),
              0.95);
    EXPECT_GE(recall("drift", "late", true,
                     [](Case& t, Random& random) {
                         for (std::size_t row = 0; row < t.labels.size(); ++row) {
                             const double rate = row > t.labels.size() / 2 ? 0.25 : 0.1;
                             t.labels[row] = random.uniform() < rate ? 1 : 0;
                         }
                     }),
              0.95);
}

TEST(Check, AsksAboutAnEvenRateAndWarnsOfFewPositives) {
    auto even = clean(1, 1000, 4, false);
    for (std::size_t row = 0; row < even.labels.size(); ++row) {
        even.labels[row] = row % 2 == 0 ? 1 : 0;
    }
    EXPECT_TRUE(found(check(even.input()), "imbalance-questioned", "late"));

    auto few = clean(2, 1000, 4, false);
    std::ranges::fill(few.labels, std::uint8_t{0});
    for (std::size_t row = 0; row < 5; ++row) {
        few.labels[row * 190] = 1;
    }
    const auto issues = check(few.input());
    ASSERT_FALSE(issues.empty());
    EXPECT_EQ(issues.front().code, "few-positives");
    EXPECT_EQ(issues.front().severity, Severity::Error);
    EXPECT_EQ(issues.front().rows, 5);
}

TEST(Check, CountsRowsWithoutATarget) {
    auto table = clean(3, 1000, 4, false);
    for (std::size_t row = 0; row < 100; ++row) {
        table.labels[row * 3] = kNoLabel;
    }
    const auto issues = check(table.input());
    const auto issue = std::ranges::find_if(
        issues, [](const Issue& each) { return each.code == "missing" && each.column == "late"; });
    ASSERT_NE(issue, issues.end());
    EXPECT_EQ(issue->rows, 100);
}

TEST(Check, TellsHowManyRowsShareAnEntity) {
    auto table = clean(4, 900, 4, false);
    for (std::size_t row = 0; row < 900; ++row) {
        table.entities.push_back(static_cast<std::int32_t>(row < 600 ? row / 3 : row));
    }
    const auto issues = check(table.input());
    const auto issue = std::ranges::find(issues, std::string("entity-across"), &Issue::code);
    ASSERT_NE(issue, issues.end());
    EXPECT_EQ(issue->rows, 600);
    EXPECT_EQ(issue->severity, Severity::Info);
}

TEST(Check, WarnsOfMoreColumnsThanRowsCanCarry) {
    const auto table = clean(5, 150, 20, false);
    EXPECT_TRUE(found(check(table.input()), "wide", ""));
}

TEST(Check, WorstComesFirst) {
    auto table = clean(8, 1000, 5, true);
    add_numbers(table, "c", [](auto) { return 1.0; });
    add_numbers(table, "ratio", [](auto row) {
        return row < 9 ? std::numeric_limits<double>::infinity() : std::sin(double(row));
    });
    std::ranges::fill(table.labels, std::uint8_t{0});
    table.labels[500] = 1;
    const auto issues = check(table.input());
    EXPECT_TRUE(std::ranges::is_sorted(issues, std::ranges::greater{}, &Issue::severity));
    EXPECT_EQ(issues.front().severity, Severity::Error);
}

TEST(Check, AnEmptyTableHasNoFindings) {
    const engine::Table table;
    CheckInput input;
    input.table = &table;
    EXPECT_TRUE(check(input).empty());
}

}  // namespace
}  // namespace assay::data
