#include "stats/slice_line.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/random.hpp"

namespace assay::stats {
namespace {

struct SliceTable {
    std::vector<std::vector<std::int16_t>> level;
    std::vector<int> levels;
    std::vector<double> error;

    std::vector<LevelColumn> columns() const {
        std::vector<LevelColumn> out;
        for (std::size_t at = 0; at < level.size(); ++at) {
            out.push_back({.level = level[at], .levels = levels[at]});
        }
        return out;
    }
};

/// Small tables of every kind: many or few columns, missing values, errors that tie or do not.
SliceTable random_table(std::uint64_t index) {
    Random random(7, "slice tables", index);
    const std::size_t rows = 20 + random.below(180);
    SliceTable table;
    const std::size_t columns = 1 + random.below(6);
    for (std::size_t column = 0; column < columns; ++column) {
        const auto levels = 1 + random.below(5);
        table.levels.push_back(static_cast<int>(levels));
        auto& level = table.level.emplace_back();
        for (std::size_t row = 0; row < rows; ++row) {
            const bool missing = random.uniform() < 0.1;
            level.push_back(
                static_cast<std::int16_t>(missing ? -1 : static_cast<int>(random.below(levels))));
        }
    }
    const bool whole = index % 2 == 0;  // sums of whole numbers tie exactly
    for (std::size_t row = 0; row < rows; ++row) {
        const double error = random.uniform() < 0.4 ? 0.0 : random.uniform() * 4;
        table.error.push_back(whole ? std::floor(error) : error);
    }
    return table;
}

bool comes_first(const FoundSlice& a, const FoundSlice& b) {
    if (a.score != b.score) {
        return a.score > b.score;
    }
    if (a.conditions.size() != b.conditions.size()) {
        return a.conditions.size() < b.conditions.size();
    }
    const auto key = [](const Condition& each) { return std::pair(each.column, each.level); };
    return std::ranges::lexicographical_compare(a.conditions, b.conditions, {}, key, key);
}

/// Every conjunction, counted row by row.
class BruteForce {
  public:
    BruteForce(const SliceTable& table, const SliceLineOptions& options)
        : table_(table), options_(options) {
        std::vector<std::size_t> rows(table.error.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        std::ranges::sort(rows, std::greater{}, [&](std::size_t row) { return table.error[row]; });
        for (const std::size_t row : rows) {
            total_ += table.error[row];
        }
        extend({}, 0, rows);
        std::ranges::sort(found_, comes_first);
        found_.resize(std::min(found_.size(), static_cast<std::size_t>(options.top)));
    }
    const std::vector<FoundSlice>& found() const { return found_; }

  private:
    void extend(const std::vector<Condition>& conditions, std::size_t from,
                const std::vector<std::size_t>& rows) {
        if (conditions.size() == static_cast<std::size_t>(options_.depth)) {
            return;
        }
        for (std::size_t column = from; column < table_.level.size(); ++column) {
            for (int level = 0; level < table_.levels[column]; ++level) {
                std::vector<std::size_t> inside;
                std::ranges::copy_if(rows, std::back_inserter(inside), [&](std::size_t row) {
                    return table_.level[column][row] == level;
                });
                auto longer = conditions;
                longer.push_back({.column = static_cast<int>(column), .level = level});
                list(longer, inside);
                extend(longer, column + 1, inside);
            }
        }
    }
    void list(const std::vector<Condition>& conditions, const std::vector<std::size_t>& rows) {
        if (static_cast<std::int64_t>(rows.size()) < options_.support || total_ <= 0) {
            return;
        }
        FoundSlice slice{.conditions = conditions,
                         .score = 0,
                         .rows = static_cast<std::int64_t>(rows.size()),
                         .error_sum = 0,
                         .error_max = 0};
        for (const std::size_t row : rows) {
            slice.error_sum += table_.error[row];
            slice.error_max = std::max(slice.error_max, table_.error[row]);
        }
        const auto all = static_cast<double>(table_.error.size());
        const auto some = static_cast<double>(rows.size());
        slice.score = options_.alpha * (slice.error_sum / some / (total_ / all) - 1) -
                      (1 - options_.alpha) * (all / some - 1);
        if (slice.score > 0) {
            found_.push_back(std::move(slice));
        }
    }

    const SliceTable& table_;
    SliceLineOptions options_;
    double total_ = 0;
    std::vector<FoundSlice> found_;
};

void expect_same(const std::vector<FoundSlice>& found, const std::vector<FoundSlice>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t at = 0; at < found.size(); ++at) {
        EXPECT_EQ(found[at].conditions, expected[at].conditions) << "slice " << at;
        EXPECT_DOUBLE_EQ(found[at].score, expected[at].score);
        EXPECT_EQ(found[at].rows, expected[at].rows);
        EXPECT_DOUBLE_EQ(found[at].error_sum, expected[at].error_sum);
        EXPECT_EQ(found[at].error_max, expected[at].error_max);
    }
}

TEST(SliceLine, EqualsBruteForceOnRandomTables) {
    for (std::uint64_t index = 0; index < 200; ++index) {
        const SliceTable table = random_table(index);
        const SliceLineOptions options{.alpha = index % 3 == 0 ? 0.5 : 0.95,
                                       .support = static_cast<std::int64_t>(1 + index % 9),
                                       .depth = static_cast<int>(1 + index % 4),
                                       .top = static_cast<int>(1 + index % 12)};
        const auto found = slice_line(table.columns(), table.error, options);
        ASSERT_TRUE(found) << found.error().what;
        SCOPED_TRACE(index);
        expect_same(*found, BruteForce(table, options).found());
    }
}

TEST(SliceLine, DoesNotDependOnTheOrderOfRows) {
    for (std::uint64_t index = 1; index < 40; index += 2) {
        const SliceTable table = random_table(index);
        SliceTable shuffled = table;
        std::vector<std::size_t> order(table.error.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        Random(index, "order").shuffle(order);
        for (std::size_t row = 0; row < order.size(); ++row) {
            shuffled.error[row] = table.error[order[row]];
            for (std::size_t column = 0; column < table.level.size(); ++column) {
                shuffled.level[column][row] = table.level[column][order[row]];
            }
        }
        const SliceLineOptions options{.support = 4};
        const auto first = *slice_line(table.columns(), table.error, options);
        const auto second = *slice_line(shuffled.columns(), shuffled.error, options);
        ASSERT_EQ(first.size(), second.size());
        for (std::size_t at = 0; at < first.size(); ++at) {
            EXPECT_EQ(first[at].conditions, second[at].conditions);
            EXPECT_EQ(first[at].score, second[at].score);
        }
    }
}

TEST(SliceLine, FindsThePlantedSliceAmongMoreRowsThanColumns) {
    SliceTable table = random_table(3);
    Random random(1, "planted");
    table = {
        .level = std::vector<std::vector<std::int16_t>>(5), .levels = {4, 4, 4, 4, 4}, .error = {}};
    for (int row = 0; row < 4000; ++row) {
        for (auto& level : table.level) {
            level.push_back(static_cast<std::int16_t>(random.below(4)));
        }
        const bool planted = table.level[1].back() == 2 && table.level[3].back() == 0;
        table.error.push_back(random.uniform() < (planted ? 0.9 : 0.1) ? 1.0 : 0.0);
    }
    const auto found = *slice_line(table.columns(), table.error, {});
    ASSERT_FALSE(found.empty());
    const std::vector<Condition> planted{{.column = 1, .level = 2}, {.column = 3, .level = 0}};
    EXPECT_EQ(found.front().conditions, planted);
}

TEST(SliceLine, TheDefaultSupportIsOnePercentAndAtLeast32) {
    SliceTable table{.level = {std::vector<std::int16_t>(100, 0)}, .levels = {2}, .error = {}};
    table.error.assign(100, 0.0);
    for (std::size_t row = 0; row < 31; ++row) {
        table.level[0][row] = 1;
        table.error[row] = 1;
    }
    EXPECT_TRUE(slice_line(table.columns(), table.error, {.alpha = 0.99})->empty());
    table.level[0][31] = 1;
    EXPECT_EQ(slice_line(table.columns(), table.error, {.alpha = 0.99})->size(), 1U);
}

TEST(SliceLine, NoErrorsMeansNoSlices) {
    const SliceTable table{
        .level = {std::vector<std::int16_t>(50, 0)}, .levels = {1}, .error = std::vector(50, 0.0)};
    EXPECT_TRUE(slice_line(table.columns(), table.error, {})->empty());
    EXPECT_TRUE(slice_line({}, {}, {})->empty());
}

TEST(SliceLine, RefusesWhatItCannotRead) {
    SliceTable table{
        .level = {std::vector<std::int16_t>(3, 0)}, .levels = {1}, .error = {0.0, 1.0, 2.0}};
    EXPECT_FALSE(slice_line(table.columns(), table.error, {.alpha = 0}));
    table.error[1] = -1;
    EXPECT_FALSE(slice_line(table.columns(), table.error, {}));
    table.error[1] = NAN;
    EXPECT_FALSE(slice_line(table.columns(), table.error, {}));
    table.error[1] = 1;
    table.level[0][2] = 1;
    const auto outside = slice_line(table.columns(), table.error, {});
    ASSERT_FALSE(outside);
    EXPECT_EQ(outside.error().what, "slice column 0 has level 1 at row 2");
    table.level[0].pop_back();
    EXPECT_FALSE(slice_line(table.columns(), table.error, {}));
}

}  // namespace
}  // namespace assay::stats
