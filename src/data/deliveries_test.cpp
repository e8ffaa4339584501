#include "data/deliveries.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "data/planted.hpp"

namespace assay::data {
namespace {

using planted::Case;
using planted::clean;

engine::Table rows_of(const engine::Table& table, RowRange range) {
    engine::Table out;
    out.rows = range.end - range.first;
    for (const auto& column : table.columns) {
        auto part = column;
        const auto cut = [&](auto& values) {
            if (!values.empty()) {
                values.erase(values.begin() + static_cast<std::ptrdiff_t>(range.end), values.end());
                values.erase(values.begin(),
                             values.begin() + static_cast<std::ptrdiff_t>(range.first));
            }
        };
        cut(part.numbers);
        cut(part.codes);
        cut(part.times);
        out.columns.push_back(std::move(part));
    }
    return out;
}

/// A table in files: all but the last were checked before.
struct Delivered {
    engine::Table table;  // the new rows
    std::vector<std::uint8_t> labels;
    Deliveries deliveries;
    std::string key = "id";

    engine::Column& column(std::string_view name) {
        return *std::ranges::find(table.columns, name, &engine::Column::name);
    }
    Inspection inspection() {
        deliveries.fresh = summarize(table, std::vector<RowRange>{{0, table.rows}}, key);
        deliveries.partitions.known = std::ssize(deliveries.known);
        deliveries.partitions.fresh = 1;
        InspectionInput input;
        input.table = &table;
        input.source = "days/*.csv";
        input.labels = labels;
        input.target = "late";
        input.key = key;
        input.deliveries = &deliveries;
        auto out = inspect(input);
        EXPECT_TRUE(out) << out.error().what;
        return out ? *std::move(out) : Inspection{};
    }
};

Delivered delivered(std::uint64_t seed, std::size_t known = 12, std::size_t rows = 400,
                    const std::string& key = "id") {
    const auto all = clean(seed + 900, (known + 1) * rows, 6, false);
    Delivered out;
    out.key = key;
    for (std::size_t file = 0; file < known; ++file) {
        const std::vector<RowRange> range{{file * rows, (file + 1) * rows}};
        out.deliveries.known.push_back(summarize(all.table, range, key).front());
    }
    out.table = rows_of(all.table, {known * rows, (known + 1) * rows});
    out.labels.assign(all.labels.end() - static_cast<std::ptrdiff_t>(rows), all.labels.end());
    return out;
}

const Finding* find(const Inspection& inspection, std::string_view code,
                    std::string_view column = {}) {
    const auto found = std::ranges::find_if(inspection.findings, [&](const Finding& each) {
        return each.code == code && (column.empty() || each.column == column);
    });
    return found == inspection.findings.end() ? nullptr : &*found;
}

const std::set<std::string> kAgainstKnown{"column-lost",           "column-new",
                                          "column-renamed",        "type-changed",
                                          "unit-changed",          "drift",
                                          "label-shift",           "missing-drift",
                                          "rows-delivered-before", "keys-delivered-before"};

TEST(Deliveries, OfTheSameKindRaiseNoAlarm) {
    int alarms = 0;
    int told = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const std::size_t known = seed % 4 == 0 ? 5 : 12 + seed % 20;
        const std::size_t rows = seed % 3 == 0 ? 120 : 400;
        const auto inspection =
            delivered(seed, known, rows, seed % 2 == 0 ? "id" : "").inspection();
        const auto bad = [](const Finding& each) {
            return each.severity >= Severity::Warning && kAgainstKnown.contains(each.code);
        };
        const auto any = [](const Finding& each) { return kAgainstKnown.contains(each.code); };
        alarms += std::ranges::any_of(inspection.findings, bad) ? 1 : 0;
        told += std::ranges::any_of(inspection.findings, any) ? 1 : 0;
    }
    EXPECT_LE(alarms, 5);
    EXPECT_LE(told, 5) << "notes as well";
}

TEST(Deliveries, ASmallerFileOfTheSameKindRaisesNoAlarm) {
    int alarms = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        auto asked = delivered(seed, 10, 500, seed % 2 == 0 ? "id" : "");
        asked.table = rows_of(asked.table, {0, 60});
        asked.labels.resize(60);
        const auto inspection = asked.inspection();
        alarms += std::ranges::any_of(inspection.findings, [](const Finding& each) {
            return each.severity >= Severity::Warning && kAgainstKnown.contains(each.code);
        });
    }
    EXPECT_LE(alarms, 5);
}

TEST(Deliveries, RepeatedRowsAndKeysAreNamed) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        auto asked = delivered(seed);
        // The new file's own rows 40 to 69, as an earlier file had them.
        const std::vector<RowRange> some{{40, 70}};
        asked.deliveries.known.push_back(summarize(asked.table, some, "id").front());
        const auto inspection = asked.inspection();
        const auto* keys = find(inspection, "keys-delivered-before");
        ASSERT_NE(keys, nullptr) << seed;
        EXPECT_EQ(keys->rows, 30);
        EXPECT_EQ(keys->column, "id");
        EXPECT_EQ(keys->severity, Severity::Error);
        const auto* rows = find(inspection, "rows-delivered-before");
        const auto& first = asked.column("id").numbers[40];
        ASSERT_FALSE(keys->ids.empty());
        EXPECT_EQ(keys->ids.front(), std::to_string(static_cast<std::int64_t>(first)));
        if (rows != nullptr) {
            EXPECT_GE(rows->rows, 30);
        }
    }
}

TEST(Deliveries, RepeatedRowsAreToldWithoutAKey) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        auto asked = delivered(seed, 12, 400, "");
        std::vector<double> measured(400);
        Random random(seed, "measured");
        std::ranges::generate(measured, [&] { return random.normal(); });
        asked.table.columns.push_back(planted::numbers("measured", measured));
        const std::vector<RowRange> some{{40, 70}};
        asked.deliveries.known.push_back(summarize(asked.table, some, "").front());
        const auto inspection = asked.inspection();
        const auto* rows = find(inspection, "rows-delivered-before");
        ASSERT_NE(rows, nullptr) << seed;
        EXPECT_EQ(rows->rows, 30);
        EXPECT_EQ(rows->ids.front(), "41");
        EXPECT_EQ(rows->ids.size(), 10U);
    }
}

TEST(Deliveries, RowsThatAreEqualByChanceAreNone) {
    Random random(8, "coarse");
    int alarms = 0;
    for (int round = 0; round < 100; ++round) {
        Delivered asked;
        asked.key = "";
        for (int file = 0; file < 9; ++file) {
            engine::Table table;
            table.rows = 300;
            for (const auto* name : {"a", "b", "c"}) {
                std::vector<double> values(table.rows);
                std::ranges::generate(values, [&] {
                    return std::floor(static_cast<double>(3 + round) * random.uniform());
                });
                table.columns.push_back(planted::numbers(name, values, engine::Type::Integer));
            }
            if (file < 8) {
                const std::vector<RowRange> all{{0, table.rows}};
                asked.deliveries.known.push_back(summarize(table, all, "").front());
            }
            asked.table = std::move(table);
        }
        std::vector<double> late(300);
        std::ranges::generate(late, [&] { return random.uniform() < 0.3 ? 1.0 : 0.0; });
        Deliveries& deliveries = asked.deliveries;
        deliveries.fresh = summarize(asked.table, std::vector<RowRange>{{0, 300}}, "");
        InspectionInput input;
        input.table = &asked.table;
        input.source = "x";
        input.deliveries = &deliveries;
        const auto inspection = inspect(input);
        ASSERT_TRUE(inspection);
        alarms += find(*inspection, "rows-delivered-before") != nullptr ? 1 : 0;
    }
    EXPECT_LE(alarms, 5);
}

/// A further number that both known and new files hold.
void add_measure(Delivered& asked, std::uint64_t seed, double shift, double factor) {
    Random random(seed, "measure");
    const auto column = [&](std::size_t rows, double by, double times) {
        std::vector<double> values(rows);
        std::ranges::generate(values, [&] { return times * (20 + by + 4 * random.normal()); });
        return planted::numbers("measure", std::move(values));
    };
    for (auto& known : asked.deliveries.known) {
        engine::Table one;
        one.rows = static_cast<std::size_t>(known.rows);
        one.columns.push_back(column(one.rows, 0, 1));
        known.columns.push_back(
            summarize(one, std::vector<RowRange>{{0, one.rows}}, "").front().columns.front());
    }
    asked.table.columns.push_back(column(asked.table.rows, shift, factor));
}

TEST(Deliveries, WhatChangedIsFound) {
    constexpr int kSeeds = 20;
    int units = 0;
    int moved = 0;
    int renamed = 0;
    int gaps = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto asked = delivered(seed);
        add_measure(asked, seed, 0, 100);
        units += find(asked.inspection(), "unit-changed", "measure") != nullptr ? 1 : 0;

        asked = delivered(seed);
        add_measure(asked, seed, 3, 1);
        const auto drifted = asked.inspection();
        const auto* drift = find(drifted, "drift", "measure");
        moved += drift != nullptr && drift->severity == Severity::Warning ? 1 : 0;

        asked = delivered(seed);
        add_measure(asked, seed, 0, 1);
        asked.column("measure").name = "size";
        renamed += find(asked.inspection(), "column-renamed", "size") != nullptr ? 1 : 0;

        asked = delivered(seed);
        add_measure(asked, seed, 0, 1);
        for (std::size_t row = 0; row < asked.table.rows; row += 6) {
            asked.column("measure").numbers[row] = std::nan("");
        }
        gaps += find(asked.inspection(), "missing-drift", "measure") != nullptr ? 1 : 0;
    }
    EXPECT_EQ(units, kSeeds);
    EXPECT_EQ(moved, kSeeds);
    EXPECT_EQ(renamed, kSeeds);
    EXPECT_EQ(gaps, kSeeds);
}

TEST(Deliveries, AMovedMixOfLevelsIsFoundWithItsLevel) {
    auto asked = delivered(3, 8, 300);
    Random random(3, "levels");
    const auto column = [&](std::size_t rows, double share) {
        std::vector<std::string> values(rows);
        std::ranges::generate(values, [&] { return random.uniform() < share ? "web" : "shop"; });
        return planted::texts("channel", values);
    };
    for (auto& known : asked.deliveries.known) {
        engine::Table one;
        one.rows = 300;
        one.columns.push_back(column(300, 0.3));
        known.columns.push_back(
            summarize(one, std::vector<RowRange>{{0, 300}}, "").front().columns.front());
    }
    asked.table.columns.push_back(column(300, 0.6));
    const auto inspection = asked.inspection();
    const auto* drift = find(inspection, "drift", "channel");
    ASSERT_NE(drift, nullptr);
    EXPECT_NE(drift->sentence.find("no chance was computed"), std::string::npos);
    EXPECT_NE(drift->sentence.find("% of the rows after"), std::string::npos) << drift->sentence;
}

TEST(Deliveries, ACounterIsNoDrift) {
    auto asked = delivered(4, 6, 300);
    double next = 0;
    const auto column = [&](std::size_t rows) {
        std::vector<double> values(rows);
        std::ranges::generate(values, [&] { return next++; });
        return planted::numbers("number", values, engine::Type::Integer);
    };
    for (auto& known : asked.deliveries.known) {
        engine::Table one;
        one.rows = 300;
        one.columns.push_back(column(300));
        known.columns.push_back(
            summarize(one, std::vector<RowRange>{{0, 300}}, "").front().columns.front());
    }
    asked.table.columns.push_back(column(300));
    EXPECT_EQ(find(asked.inspection(), "drift", "number"), nullptr);
}

TEST(Deliveries, WithFewKnownFilesDriftIsNotRun) {
    for (const std::size_t known : {0, 1, 4}) {
        auto asked = delivered(5, known);
        const auto inspection = asked.inspection();
        const auto why = std::ranges::find(inspection.not_run, 17, &NotRun::number);
        ASSERT_NE(why, inspection.not_run.end());
        EXPECT_EQ(why->needs, "5 files that were checked before");
        const bool schema =
            std::ranges::find(inspection.not_run, 5, &NotRun::number) != inspection.not_run.end();
        EXPECT_EQ(schema, known == 0);
    }
}

TEST(Deliveries, OtherColumnsMakeRowsIncomparable) {
    auto asked = delivered(6, 2);
    asked.table.columns.push_back(
        planted::numbers("fresh", std::vector<double>(asked.table.rows, 1)));
    const auto inspection = asked.inspection();
    EXPECT_NE(find(inspection, "column-new", "fresh"), nullptr);
    EXPECT_NE(std::ranges::find(inspection.not_run, 10, &NotRun::number), inspection.not_run.end());
}

TEST(Deliveries, NothingNewIsSaid) {
    const auto one = nothing_new("a.csv", {.known = 1, .files = {}});
    EXPECT_EQ(one.sentence, "The file was checked before; there is nothing new to read.");
    const auto many = nothing_new("a.csv", {.known = 30, .files = {}});
    EXPECT_EQ(many.sentence, "All 30 files were checked before; there is nothing new to read.");
    EXPECT_TRUE(many.findings.empty());
}

}  // namespace
}  // namespace assay::data
