#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "data/distribution.hpp"
#include "data/inspected.hpp"
#include "data/label_values.hpp"

// What must not change what is said of a table: the order of its rows, rows that come again in
// equal number, other names for its groups.

namespace assay::data {
namespace {

using planted::numbers;
using planted::texts;

constexpr std::uint64_t kTables = 12;

/// A column of other rows, read anew: levels of a text in the order in which they appear.
engine::Column with_rows(const engine::Column& column, const std::vector<std::uint32_t>& rows) {
    if (column.type == engine::Type::Text) {
        std::vector<std::string> values;
        for (const auto row : rows) {
            values.push_back(column.missing(row) ? "<gap>" : cell_text(column, row));
        }
        return texts(column.name, values);
    }
    std::vector<double> values;
    for (const auto row : rows) {
        values.push_back(column.numbers[row]);
    }
    return numbers(column.name, std::move(values), column.type);
}

planted::Case with_rows(const planted::Case& from, const std::vector<std::uint32_t>& rows) {
    planted::Case out;
    out.id = from.id;
    out.table.rows = rows.size();
    for (const auto& column : from.table.columns) {
        out.table.columns.push_back(with_rows(column, rows));
    }
    for (const auto row : rows) {
        out.labels.push_back(from.labels[row]);
    }
    return out;
}

std::vector<std::uint32_t> all_rows(std::size_t count) {
    std::vector<std::uint32_t> out(count);
    std::iota(out.begin(), out.end(), 0U);
    return out;
}

/// A table with a constant, a sentinel, gaps that tell, numbers as text, copies and contradictions.
planted::Case troubled(std::uint64_t seed, Random& random) {
    auto out = planted::clean(seed + 300, 1500, 8, false);
    const auto rows = out.table.rows;
    std::vector<double> amount(rows);
    std::vector<double> told(rows);
    std::vector<std::string> mixed(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        amount[row] = random.uniform() < 0.1 ? -999 : 50 + 10 * random.normal();
        const double gap = out.labels[row] == 1 ? 0.5 : 0.1;
        told[row] = random.uniform() < gap ? std::nan("") : random.normal();
        mixed[row] = random.uniform() < 0.05 ? "unknown" : std::to_string(random.below(1000));
    }
    out.table.columns.push_back(numbers("amount", std::move(amount)));
    out.table.columns.push_back(numbers("told", std::move(told)));
    out.table.columns.push_back(numbers("one", std::vector<double>(rows, 1)));
    out.table.columns.push_back(texts("mixed", mixed));
    // Some rows come twice, and of these some with the other target.
    auto twice = all_rows(rows);
    for (std::uint32_t row = 0; row < 100; ++row) {
        twice.push_back(row * 7);
    }
    out = with_rows(out, twice);
    for (std::size_t row = rows; row < rows + 40; ++row) {
        out.labels[row] ^= 1U;
        out.column("late").numbers[row] = out.labels[row];
    }
    return out;
}

using Said = std::tuple<std::string, std::string, std::int64_t, Severity>;

/// All but the finding that the order itself tells the target.
std::vector<Said> said(const std::vector<Issue>& issues) {
    std::vector<Said> out;
    for (const auto& each : issues) {
        if (each.code != "order-predicts") {
            out.emplace_back(each.code, each.column, each.rows, each.severity);
        }
    }
    std::ranges::sort(out);
    return out;
}

TEST(Invariance, TheOrderOfRowsChangesNoFinding) {
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        Random random(seed, "troubled");
        const auto table = troubled(seed, random);
        auto order = all_rows(table.table.rows);
        random.shuffle(order);
        const auto shuffled = with_rows(table, order);
        const auto before = said(check(table.input()));
        EXPECT_GE(before.size(), 5U);
        EXPECT_EQ(before, said(check(shuffled.input()))) << seed;
    }
}

void expect_equal_numbers(const ColumnProfile& a, const ColumnProfile& b) {
    EXPECT_EQ(a.role, b.role) << a.name;
    EXPECT_EQ(a.missing, b.missing) << a.name;
    EXPECT_EQ(a.distinct, b.distinct) << a.name;
    EXPECT_EQ(a.histogram, b.histogram) << a.name;
    ASSERT_EQ(a.top.size(), b.top.size()) << a.name;
    for (std::size_t i = 0; i < a.top.size(); ++i) {
        EXPECT_EQ(a.top[i].rows, b.top[i].rows) << a.name;
    }
    for (const auto part : {&ColumnProfile::mean, &ColumnProfile::sd, &ColumnProfile::min,
                            &ColumnProfile::q05, &ColumnProfile::q25, &ColumnProfile::median,
                            &ColumnProfile::q75, &ColumnProfile::q95, &ColumnProfile::max}) {
        EXPECT_TRUE(a.*part == b.*part || (std::isnan(a.*part) && std::isnan(b.*part))) << a.name;
    }
}

TEST(Invariance, TheOrderOfRowsChangesNoProfile) {
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        Random random(seed, "troubled");
        const auto table = troubled(seed, random);
        auto order = all_rows(table.table.rows);
        random.shuffle(order);
        const auto shuffled = with_rows(table, order);
        const auto first = profile(table.input());
        const auto second = profile(shuffled.input());
        ASSERT_EQ(first.columns.size(), second.columns.size());
        for (std::size_t at = 0; at < first.columns.size(); ++at) {
            expect_equal_numbers(first.columns[at], second.columns[at]);
        }
        EXPECT_EQ(said(first.issues), said(second.issues));
    }
}

TEST(Invariance, TheProfileBringsTheFindingsOfTheCheck) {
    Random random(1, "troubled");
    const auto table = troubled(1, random);
    const auto issues = check(table.input());
    const auto out = profile(table.input());
    ASSERT_EQ(out.issues.size(), issues.size());
    for (std::size_t i = 0; i < issues.size(); ++i) {
        EXPECT_EQ(out.issues[i].sentence, issues[i].sentence);
    }
    EXPECT_EQ(out.target, "late");
    EXPECT_GT(out.columns[1].target_auc, 0.4);
}

/// Quantiles by interpolation are between the same values, or the next one above.
void expect_near(double quantile, double share, std::span<const double> sorted,
                 const std::string& name) {
    const auto below = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    EXPECT_GE(quantile, sorted[below]) << name;
    EXPECT_LE(quantile, sorted[std::min(below + 2, sorted.size() - 1)]) << name;
}

TEST(Invariance, RowsThatComeThreeTimesLeaveSharesAndQuantiles) {
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        const auto table = planted::clean(seed + 900, 700, 10, false);
        auto rows = all_rows(700);
        const auto once = rows;
        for (int again = 0; again < 2; ++again) {
            rows.insert(rows.end(), once.begin(), once.end());
        }
        const auto thrice = with_rows(table, rows);
        const auto a = profile(table.table);
        const auto b = profile(thrice.table);
        for (std::size_t at = 0; at < a.columns.size(); ++at) {
            const auto& first = a.columns[at];
            const auto& second = b.columns[at];
            EXPECT_EQ(3 * first.missing, second.missing);
            EXPECT_EQ(first.distinct, second.distinct);
            ASSERT_EQ(first.histogram.size(), second.histogram.size());
            for (std::size_t bin = 0; bin < first.histogram.size(); ++bin) {
                EXPECT_EQ(3 * first.histogram[bin], second.histogram[bin]) << first.name;
            }
            if (std::isnan(first.median)) {
                continue;
            }
            EXPECT_EQ(first.min, second.min);
            EXPECT_EQ(first.max, second.max);
            EXPECT_NEAR(first.mean, second.mean, 1e-12 * (1 + std::abs(first.mean)));
            const auto sorted = distribute(table.table.columns[at]).sorted;
            expect_near(second.q05, 0.05, sorted, first.name);
            expect_near(second.q25, 0.25, sorted, first.name);
            expect_near(second.median, 0.5, sorted, first.name);
            expect_near(second.q75, 0.75, sorted, first.name);
            expect_near(second.q95, 0.95, sorted, first.name);
        }
    }
}

TEST(Invariance, OtherNamesForGroupsRenameTheirFindings) {
    const std::vector<std::string> names{"north", "south", "west"};
    const std::vector<std::string> others{"x", "y", "z"};
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        auto asked = inspected::made(seed);
        auto renamed = asked;
        // The south is late three times as often, and few rows are of the west.
        const auto group = [&](std::size_t row) {
            return row % 80 == 5 ? std::size_t{2} : asked.table.labels[row] * std::size_t{1};
        };
        asked.add_text("shop", [&](auto row) { return names[group(row)]; });
        renamed.add_text("shop", [&](auto row) { return others[group(row)]; });
        asked.groups = renamed.groups = {"shop"};
        const auto first = inspect(asked.input());
        const auto second = inspect(renamed.input());
        ASSERT_TRUE(first && second);
        ASSERT_EQ(first->findings.size(), second->findings.size());
        bool of_groups = false;
        for (std::size_t i = 0; i < first->findings.size(); ++i) {
            const auto& a = first->findings[i];
            const auto& b = second->findings[i];
            EXPECT_EQ(a.code, b.code);
            EXPECT_EQ(a.rows, b.rows);
            EXPECT_EQ(a.cost, b.cost);
            EXPECT_EQ(a.ids, b.ids);
            of_groups = of_groups || a.number == 23;
        }
        EXPECT_TRUE(of_groups);
    }
}

}  // namespace
}  // namespace assay::data
