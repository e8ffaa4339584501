#include "data/inspection.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "data/inspected.hpp"
#include "model/model.hpp"

namespace assay::data {
namespace {

using inspected::Asked;
using inspected::kSeeds;
using inspected::made;
using inspected::recall;
using inspected::some_rows;

class InspectionOfColumns : public testing::Test {
  protected:
    static void SetUpTestSuite() { model::use_libraries_in(ASSAY_LIBRARIES); }
};

// ---- what one column shows

TEST_F(InspectionOfColumns, FindsSpellingsOfOneCategory) {
    const std::vector<std::string> towns{"New York", "München", "Lyon", "Porto"};
    const std::vector<std::string> other{"new york ", "MUNCHEN", "lyon", "POR-TO"};
    const auto plant = [&](Asked& asked, Random& random) {
        const auto rows = some_rows(random, asked.rows(), 12);
        asked.add_text("town", [&](std::size_t row) {
            const auto at = random.below(4);
            return rows.contains(static_cast<std::uint32_t>(row)) ? other[at] : towns[at];
        });
        return rows;
    };
    EXPECT_GE(recall("category-variants", "town", false, plant), 0.95);
}

TEST_F(InspectionOfColumns, FindsSlipsOfThePen) {
    const auto plant = [&](Asked& asked, Random& random) {
        const auto rows = some_rows(random, asked.rows(), 4);
        asked.add_text("town", [&](std::size_t row) {
            const bool slip = rows.contains(static_cast<std::uint32_t>(row));
            return std::string(slip ? "Hambrug" : random.uniform() < 0.5 ? "Hamburg" : "Bremen");
        });
        return rows;
    };
    EXPECT_GE(recall("category-typos", "town", false, plant), 0.95);
}

TEST_F(InspectionOfColumns, FindsValuesOutOfRange) {
    // A point that slipped three places, in 3 of 1,200 rows, whatever the shape of the rest.
    for (const int shape : {0, 1, 2}) {
        const auto plant = [&](Asked& asked, Random& random) {
            const auto rows = some_rows(random, asked.rows(), 3);
            asked.add("amount", [&](std::size_t row) {
                const double z = random.normal();
                const double usual = shape == 0   ? 100 + 20 * z
                                     : shape == 1 ? 50 * std::exp(0.5 * z)
                                                  : 40 * (z + random.normal() * z);
                return rows.contains(static_cast<std::uint32_t>(row)) ? 100'000 : usual;
            });
            return rows;
        };
        EXPECT_GE(recall("out-of-range", "amount", false, plant), 0.95) << shape;
    }
}

TEST_F(InspectionOfColumns, HeavyTailsAreNotOutOfRange) {
    int alarms = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        auto asked = made(seed, false, 5000);
        Random random(seed, "tails");
        asked.add("lognormal", [&](auto) { return std::exp(2 * random.normal()); });
        asked.add("pareto", [&](auto) { return std::pow(1 - random.uniform(), -1.0); });
        asked.add("t3",
                  [&](auto) { return random.normal() / std::sqrt(random.chi_squared(3) / 3); });
        asked.add("seldom",
                  [&](auto) { return random.uniform() < 0.03 ? std::exp(random.normal()) : 0.0; });
        const auto inspection = inspect(asked.input());
        ASSERT_TRUE(inspection);
        alarms += static_cast<int>(
            std::ranges::count(inspection->findings, std::string("out-of-range"), &Finding::code));
    }
    EXPECT_LE(alarms, 5);
}

TEST_F(InspectionOfColumns, FindsRowsThatAreOddByColumnsTogether) {
    // Each value alone is usual to 3.5 standard deviations; in the planted rows all five are.
    const auto plant = [&](Asked& asked, Random& random) {
        const auto rows = some_rows(random, asked.rows(), 4);
        for (const auto* name : {"a", "b", "c", "d", "e"}) {
            asked.add(name, [&](std::size_t row) {
                const bool odd = rows.contains(static_cast<std::uint32_t>(row));
                return odd ? (random.uniform() < 0.5 ? -4.5 : 4.5) : random.normal();
            });
        }
        return rows;
    };
    EXPECT_GE(recall("odd-rows", "", false, plant), 0.95);
}

TEST_F(InspectionOfColumns, FindsBrokenEncoding) {
    for (const auto* broken : {"Caf\xC3\x83\xC2\xA9", "It\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s",
                               "Caf\xEF\xBF\xBD", "\xC3\x90\xC2\x9F\xC3\x91\xC2\x80"}) {
        const auto plant = [&](Asked& asked, Random& random) {
            const auto rows = some_rows(random, asked.rows(), 3);
            asked.add_text("place", [&](std::size_t row) {
                return std::string(rows.contains(static_cast<std::uint32_t>(row)) ? broken
                                   : random.uniform() < 0.5                       ? "Café"
                                                                                  : "SÃO PAULO");
            });
            return rows;
        };
        EXPECT_GE(recall("broken-encoding", "place", false, plant), 0.95) << broken;
    }
}

TEST_F(InspectionOfColumns, FindsMixedNormalForms) {
    const auto plant = [&](Asked& asked, Random& random) {
        const auto rows = some_rows(random, asked.rows(), 5);
        asked.add_text("place", [&](std::size_t row) {
            const bool combined = rows.contains(static_cast<std::uint32_t>(row));
            return std::string(combined ? "Cafe\xCC\x81" : random.uniform() < 0.5 ? "Café" : "Bar");
        });
        return rows;
    };
    EXPECT_GE(recall("mixed-normal-forms", "place", false, plant), 0.95);
}

// ---- against a table before

TEST_F(InspectionOfColumns, FindsRenamedAndLostColumns) {
    const auto rename = [&](Asked& asked, Random& random) {
        asked.add("weight_kg", [&](auto) { return 70 + 12 * random.normal(); });
        asked.add_text("town", [&](auto) { return "town " + std::to_string(random.below(40)); });
        asked.before = asked.table;
        for (auto& column : asked.before.table.columns) {
            column.name = column.name == "weight_kg" ? "weight"
                          : column.name == "town"    ? "city"
                                                     : column.name;
        }
        return std::set<std::uint32_t>{};
    };
    EXPECT_GE(recall("column-renamed", "weight_kg", false, rename), 0.95);
    EXPECT_GE(recall("column-renamed", "town", false, rename), 0.95);
    const auto lose = [&](Asked& asked, Random& random) {
        asked.before = asked.table;
        auto extra = planted::clean_column(asked.rows(), 99, random);
        extra.name = "gone";
        asked.before.table.columns.push_back(extra);
        return std::set<std::uint32_t>{};
    };
    EXPECT_GE(recall("column-lost", "gone", false, lose), 0.95);
    const auto retype = [&](Asked& asked, Random& random) {
        asked.before = asked.table;
        asked.add("amount", [&](auto) { return random.normal(); });
        asked.before.table.columns.push_back(
            planted::texts("amount", std::vector<std::string>(asked.rows(), "1,5")));
        return std::set<std::uint32_t>{};
    };
    EXPECT_GE(recall("type-changed", "amount", false, retype), 0.95);
}

TEST_F(InspectionOfColumns, FindsChangedUnitsAgainstATable) {
    for (const double factor : {1.609344, 2.20462, 2.54, 10.0, 0.01, 1000.0, 1 / 25.4}) {
        const auto plant = [&](Asked& asked, Random& random) {
            asked.before = asked.table;
            Asked old = asked;
            const auto value = [&](auto) { return 80 * std::exp(0.4 * random.normal()); };
            old.add("distance", value);
            asked.before = old.table;
            asked.add("distance", [&](auto row) { return factor * value(row); });
            return std::set<std::uint32_t>{};
        };
        EXPECT_GE(recall("unit-changed", "distance", false, plant), 0.95) << factor;
    }
    const auto fahrenheit = [&](Asked& asked, Random& random) {
        Asked old = asked;
        const auto celsius = [&](auto) { return 12 + 8 * random.normal(); };
        old.add("temperature", celsius);
        asked.before = old.table;
        asked.add("temperature", [&](auto row) { return 1.8 * celsius(row) + 32; });
        return std::set<std::uint32_t>{};
    };
    EXPECT_GE(recall("unit-changed", "temperature", false, fahrenheit), 0.95);
}

TEST_F(InspectionOfColumns, FindsUnitsThatChangeOverTime) {
    const auto plant = [&](Asked& asked, Random& random) {
        asked.add("price", [&](std::size_t row) {
            const double euros = 20 * std::exp(0.5 * random.normal());
            return row * 2 >= asked.rows() ? 100 * euros : euros;
        });
        return std::set<std::uint32_t>{};
    };
    EXPECT_GE(recall("unit-changed", "price", true, plant), 0.95);
}

TEST_F(InspectionOfColumns, GrowthIsNoChangeOfUnit) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto asked = made(seed);
        Random random(seed, "growth");
        Asked old = asked;
        // Larger by 1.6 on average, and wider: not the same values in another unit.
        old.add("price", [&](auto) { return 100 + 10 * random.normal(); });
        asked.before = old.table;
        asked.add("price", [&](auto) { return 160 + 40 * random.normal(); });
        const auto inspection = inspect(asked.input());
        ASSERT_TRUE(inspection);
        EXPECT_EQ(
            std::ranges::count(inspection->findings, std::string("unit-changed"), &Finding::code),
            0);
    }
}

}  // namespace
}  // namespace assay::data
