#include "data/summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "data/planted.hpp"

namespace assay::data {
namespace {

using planted::clean;

std::vector<RowRange> ranges_of(std::size_t rows, std::size_t parts) {
    std::vector<RowRange> out;
    for (std::size_t part = 0; part < parts; ++part) {
        out.push_back({part * rows / parts, (part + 1) * rows / parts});
    }
    return out;
}

/// Values of numbers may be binned otherwise; all else is equal.
void expect_same(const TableSummary& merged, const TableSummary& whole) {
    EXPECT_EQ(merged.rows, whole.rows);
    EXPECT_EQ(merged.row_shapes, whole.row_shapes);
    EXPECT_EQ(merged.row_hashes, whole.row_hashes);
    EXPECT_EQ(merged.key_hashes, whole.key_hashes);
    ASSERT_EQ(merged.columns.size(), whole.columns.size());
    for (const auto& theirs : whole.columns) {
        const auto ours = *std::ranges::find(merged.columns, theirs.name, &ColumnSummary::name);
        auto same = ours;
        same.values = theirs.values;
        EXPECT_EQ(same, theirs) << theirs.name;
        const auto a = ours.values.ranked();
        const auto b = theirs.values.ranked();
        for (const double value : theirs.values.values) {
            EXPECT_NEAR(a.below(value), b.below(value), a.error + b.error + 1e-12) << theirs.name;
        }
        EXPECT_EQ(ours.values.rows, theirs.values.rows);
        EXPECT_EQ(ours.values.lowest, theirs.values.lowest);
        EXPECT_EQ(ours.values.highest, theirs.values.highest);
    }
}

TEST(Summary, OfPartsIsThatOfTheWholeInAnyOrder) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const std::size_t rows = seed < 9 ? 1'000 + 311 * seed : 30'000;
        const auto table = clean(seed, rows, 8, seed % 2 == 0).table;
        const auto ranges = ranges_of(rows, 2 + seed);
        auto parts = summarize(table, ranges, "id");
        const auto whole = summarize(table, std::vector<RowRange>{{0, rows}}, "id").front();
        const auto merged = merge(parts);
        expect_same(merged, whole);
        Random random(seed, "order");
        random.shuffle(parts);
        EXPECT_EQ(merge(parts), merged);
        const std::vector<TableSummary> halves{merge(std::span(parts).first(1)),
                                               merge(std::span(parts).subspan(1))};
        expect_same(merge(halves), whole);
    }
}

TEST(Summary, ComesBackFromItsBytes) {
    const auto table = clean(3, 6'000, 8, true).table;
    const auto summary = summarize(table, std::vector<RowRange>{{0, 6'000}}, "id").front();
    ASSERT_FALSE(summary.key_hashes.hashes.empty());
    const auto bytes = to_bytes(summary);
    const auto back = summary_from_bytes(bytes);
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(*back, summary);
    EXPECT_EQ(*summary_from_bytes(to_bytes({})), TableSummary{});
}

TEST(Summary, BrokenBytesAreRefused) {
    const auto table = clean(3, 300, 5, false).table;
    const auto bytes = to_bytes(summarize(table, std::vector<RowRange>{{0, 300}}, "id").front());
    for (std::size_t size = 0; size < bytes.size(); size += 97) {
        EXPECT_FALSE(summary_from_bytes(std::string_view(bytes).substr(0, size))) << size;
    }
    EXPECT_FALSE(summary_from_bytes(bytes + "x"));
    EXPECT_FALSE(summary_from_bytes("assay.summary/0" + bytes.substr(15)));
    for (std::size_t at = 15; at < bytes.size(); at += 31) {
        auto torn = bytes;
        torn[at] = static_cast<char>(torn[at] ^ '\xA5');
        static_cast<void>(summary_from_bytes(torn));  // an answer, whichever, and no crash
    }
}

TEST(Summary, CountsDistinctValuesWithinItsError) {
    for (const std::size_t values : {0, 1, 700, 1'023, 20'000, 300'000}) {
        std::vector<double> all(2 * values);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = static_cast<double>(i % std::max<std::size_t>(1, values)) * 0.37;
        }
        engine::Table table;
        table.rows = all.size();
        table.columns.push_back(planted::numbers("x", all));
        const auto parts = summarize(table, ranges_of(all.size(), 5), "");
        const auto count = merge(parts).columns.front().distinct.count();
        if (values < DistinctCount::kMost) {
            EXPECT_EQ(count, static_cast<std::int64_t>(values));
        } else {
            const auto truth = static_cast<double>(values);
            EXPECT_NEAR(static_cast<double>(count), truth, 3 * 0.032 * truth);
            EXPECT_NE(count, static_cast<std::int64_t>(values)) << "an estimate";
        }
    }
}

TEST(Summary, ManyHashesAreSampledByTheirLowest) {
    Random random(4, "hashes");
    std::vector<std::uint64_t> all(50'000);
    for (auto& hash : all) {
        hash = random.below(1'000'000) * 18'446'744'073'709ULL;
    }
    const auto all_sample = hash_sample(all);
    EXPECT_EQ(all_sample.share(), 1);
    EXPECT_EQ(all_sample.hashes.size(), all.size());
    const auto some = hash_sample(all, 5'000);
    EXPECT_LE(some.hashes.size(), 5'000U);
    EXPECT_GE(some.hashes.size(), 4'990U) << "equal hashes stay together";
    EXPECT_NEAR(some.share(), 0.1, 0.005);
    EXPECT_TRUE(
        std::ranges::equal(some.hashes, std::span(all_sample.hashes).first(some.hashes.size())));

    TableSummary a, b;
    a.row_hashes = some;
    b.row_hashes = all_sample;
    const std::vector<TableSummary> parts{a, b};
    const auto merged = merge(parts).row_hashes;
    EXPECT_EQ(merged.up_to, some.up_to);
    EXPECT_EQ(merged.hashes.size(), 2 * some.hashes.size());
}

TEST(Summary, ManyLevelsAreCountedButNotKept) {
    std::vector<std::string> names;
    for (int i = 0; i < 3'000; ++i) {
        names.push_back("v" + std::to_string(i % 1'400));
    }
    engine::Table table;
    table.rows = names.size();
    table.columns.push_back(planted::texts("t", names));
    const std::vector<RowRange> ranges{{0, 700}, {700, 1'400}, {1'400, 3'000}};
    const auto parts = summarize(table, ranges, "");
    EXPECT_EQ(parts[0].columns[0].levels.size(), 700U);
    EXPECT_FALSE(parts[2].columns[0].all_levels);
    for (const auto& merged : {merge(parts), merge(std::span(parts).first(2))}) {
        EXPECT_FALSE(merged.columns[0].all_levels);
        EXPECT_TRUE(merged.columns[0].levels.empty());
    }
    EXPECT_NEAR(static_cast<double>(merge(parts).columns[0].distinct.count()), 1'400, 135);
}

TEST(Summary, TypesOfOneFamilyAreOneColumn) {
    engine::Table a, b;
    a.rows = b.rows = 2;
    a.columns.push_back(planted::numbers("x", {1, 2}, engine::Type::Integer));
    a.columns.push_back(planted::numbers("y", {1, 2}));
    b.columns.push_back(planted::numbers("x", {0.5, 2}));
    b.columns.push_back(planted::texts("y", {"1", "two"}));
    const std::vector<RowRange> all{{0, 2}};
    const std::vector<TableSummary> parts{summarize(a, all, "").front(),
                                          summarize(b, all, "").front()};
    const auto merged = merge(parts);
    ASSERT_EQ(merged.columns.size(), 3U);
    EXPECT_EQ(merged.columns[0].type, engine::Type::Real);
    EXPECT_EQ(merged.columns[0].rows, 4);
    EXPECT_EQ(merged.columns[0].distinct.count(), 3);
    EXPECT_EQ(merged.columns[1].rows, 2);
    EXPECT_EQ(merged.columns[2].type, engine::Type::Text);
    EXPECT_EQ(merged.row_shapes.size(), 2U);
}

}  // namespace
}  // namespace assay::data
