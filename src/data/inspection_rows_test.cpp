#include <gtest/gtest.h>

#include <cmath>

#include "data/inspected.hpp"

namespace assay::data {
namespace {

using inspected::Asked;
using inspected::kSeeds;
using inspected::made;
using inspected::recall;
using inspected::some_rows;
using planted::kDay;

using Rows = std::set<std::uint32_t>;

void copy_row(Asked& asked, std::size_t from, std::size_t to, std::string_view but) {
    for (auto& column : asked.table.table.columns) {
        if (column.name == "id" || column.name == but) {
            continue;
        }
        if (!column.numbers.empty()) {
            column.numbers[to] = column.numbers[from];
        } else if (!column.codes.empty()) {
            column.codes[to] = column.codes[from];
        }
    }
    asked.table.labels[to] = asked.table.labels[from];
}

/// Words of a vocabulary of 500, so that runs of three words hardly repeat by chance.
std::string sentence(Random& random, int words) {
    std::string out;
    for (int i = 0; i < words; ++i) {
        out += (i > 0 ? " word" : "word") + std::to_string(random.below(500));
    }
    return out;
}

TEST(InspectionOfRows, FindsRowsThatAreEqualInAllButOneColumn) {
    const auto plant = [](Asked& asked, Random& random) {
        for (const auto* name : {"a", "b"}) {
            asked.add(name, [&](auto) { return random.normal(); });
        }
        // 12 pairs in 1,200 rows.
        Rows rows;
        for (const auto from : some_rows(random, 600, 12)) {
            copy_row(asked, from, from + 600, "b");
            rows.insert({from, from + 600});
        }
        return rows;
    };
    EXPECT_GE(recall("near-duplicate-rows", "b", false, plant), 0.95);
}

TEST(InspectionOfRows, FindsTextsThatNearlyRepeat) {
    const auto plant = [](Asked& asked, Random& random) {
        std::vector<std::string> texts;
        for (std::size_t row = 0; row < asked.rows(); ++row) {
            texts.push_back(sentence(random, 30));
        }
        Rows rows;
        for (std::uint32_t pair = 0; pair < 6; ++pair) {
            texts[900 + pair] = texts[pair] + " and one more";
            rows.insert({pair, 900 + pair});
        }
        asked.add_text("body", [&](std::size_t row) { return texts[row]; });
        return rows;
    };
    EXPECT_GE(recall("near-duplicate-texts", "body", false, plant), 0.95);
}

void split_at_random(Asked& asked, Random& random) {
    asked.split = "part";
    asked.add_text("part",
                   [&](auto) { return std::string(random.uniform() < 0.7 ? "train" : "test"); });
}

void split_by_order(Asked& asked) {
    asked.split = "part";
    asked.add_text("part", [&](std::size_t row) {
        return std::string(row * 10 < asked.rows() * 7 ? "train" : "test");
    });
}

TEST(InspectionOfRows, FindsTestRowsThatAreInTraining) {
    const auto plant = [](Asked& asked, Random& random) {
        asked.add("a", [&](auto) { return random.normal(); });
        split_by_order(asked);
        Rows rows;
        for (const auto from : some_rows(random, 300, 12)) {
            copy_row(asked, from, from + 900, "part");
            rows.insert(from + 900);
        }
        return rows;
    };
    EXPECT_GE(recall("split-overlap", "part", false, plant), 0.95);
}

TEST(InspectionOfRows, FindsEntitiesAndTextsOnBothSides) {
    const auto entity = [](Asked& asked, Random& random) {
        split_by_order(asked);
        asked.entity = "customer";
        const auto rows = some_rows(random, 300, 5);
        asked.add_text("customer", [&](std::size_t row) {
            const auto taken = row >= 900 && rows.contains(static_cast<std::uint32_t>(row - 900));
            return "c" + std::to_string(taken ? row - 900 : row);
        });
        Rows tested;
        for (const auto row : rows) {
            tested.insert(row + 900);
        }
        return tested;
    };
    EXPECT_GE(recall("split-shares", "customer", false, entity), 0.95);
    const auto text = [](Asked& asked, Random& random) {
        split_by_order(asked);
        std::vector<std::string> texts;
        for (std::size_t row = 0; row < asked.rows(); ++row) {
            texts.push_back(sentence(random, 30));
        }
        texts[1100] = texts[3] + " and one more";
        asked.add_text("body", [&](std::size_t row) { return texts[row]; });
        return Rows{1100};
    };
    EXPECT_GE(recall("split-near-texts", "body", false, text), 0.95);
}

TEST(InspectionOfRows, FindsTimeThatLeaks) {
    const auto later = [](Asked& asked, Random& random) {
        split_at_random(asked, random);
        return Rows{};
    };
    EXPECT_GE(recall("training-later", "at", true, later), 0.95);
    const auto known = [](Asked& asked, Random& random) {
        const auto rows = some_rows(random, asked.rows(), 20);
        auto seen = asked.table.times;
        for (std::uint32_t row = 0; row < seen.size(); ++row) {
            seen[row] += rows.contains(row) ? kDay / 2 : -kDay;
        }
        asked.table.table.columns.push_back(planted::times("closed", std::move(seen)));
        return rows;
    };
    EXPECT_GE(recall("known-later", "closed", true, known), 0.95);
}

TEST(InspectionOfRows, FindsColumnsThatKnowTheTarget) {
    const auto tell = [](double noise) {
        return [noise](Asked& asked, Random& random) {
            asked.add("told", [&](std::size_t row) {
                return asked.table.labels[row] + noise * random.normal();
            });
            return Rows{};
        };
    };
    EXPECT_GE(recall("target-leak", "told", false, tell(0.3)), 0.95);       // AUC 0.99
    EXPECT_GE(recall("strongest-column", "told", false, tell(0.8)), 0.95);  // AUC 0.81
    const auto key = [](Asked& asked, Random& random) {
        auto& ids = asked.table.column("id").numbers;
        for (std::size_t row = 0; row < ids.size(); ++row) {
            ids[row] = asked.table.labels[row] * 4000.0 + std::floor(6000 * random.uniform());
        }
        return Rows{};
    };
    EXPECT_GE(recall("key-predicts", "id", false, key), 0.95);
}

TEST(InspectionOfRows, FindsGroups) {
    const auto small = [](Asked& asked, Random& random) {
        asked.groups = {"region"};
        const auto rows = some_rows(random, asked.rows(), 15);
        asked.add_text("region", [&](std::size_t row) {
            const bool rare = rows.contains(static_cast<std::uint32_t>(row));
            return std::string(rare ? "islands" : random.uniform() < 0.5 ? "north" : "south");
        });
        return rows;
    };
    EXPECT_GE(recall("group-too-small", "region", false, small), 0.95);
    const auto gap = [](Asked& asked, Random& random) {
        asked.groups = {"region"};
        asked.add_text("region", [&](std::size_t row) {
            const double north = asked.table.labels[row] == 1 ? 0.75 : 0.4;
            return std::string(random.uniform() < north ? "north" : "south");
        });
        return Rows{};
    };
    EXPECT_GE(recall("group-gap", "region", false, gap), 0.95);
    const auto hole = [](Asked& asked, Random& random) {
        asked.groups = {"region", "channel"};
        std::vector<int> region;
        for (std::size_t row = 0; row < asked.rows(); ++row) {
            region.push_back(static_cast<int>(random.below(3)));
        }
        asked.add_text("region", [&](auto row) { return "r" + std::to_string(region[row]); });
        asked.add_text("channel", [&](auto row) {
            return std::string(region[row] != 0 && random.uniform() < 0.5 ? "shop" : "web");
        });
        return Rows{};
    };
    EXPECT_GE(recall("group-hole", "region", false, hole), 0.95);
}

/// Times at which rows come: 40 a day on weekdays, 12 on the others, by chance, for 120 days.
std::vector<std::int64_t> working_days(Random& random, const std::function<double(int)>& factor) {
    std::vector<std::int64_t> out;
    for (int day = 0; day < 120; ++day) {
        const double rate = (day % 7 < 5 ? 40 : 12) * factor(day);
        const auto rows = std::lround(rate + std::sqrt(rate) * random.normal());
        for (std::int64_t row = 0; row < rows; ++row) {
            out.push_back((19'700 + day) * kDay +
                          static_cast<std::int64_t>(random.uniform() * static_cast<double>(kDay)));
        }
    }
    std::ranges::sort(out);
    return out;
}

Asked by_day(std::uint64_t seed, const std::function<double(int)>& factor) {
    Random random(seed, "days");
    const auto times = working_days(random, factor);
    Asked out;
    out.table = planted::clean(seed, times.size(), 2, true);
    out.table.times = times;
    out.table.column("at").times = times;
    out.now = times.back() + kDay / 2;
    return out;
}

bool finds(const Asked& asked, std::string_view code) {
    const auto inspection = inspect(asked.input());
    EXPECT_TRUE(inspection);
    return std::ranges::any_of(inspection->findings,
                               [&](const Finding& each) { return each.code == code; });
}

TEST(InspectionOfRows, FindsDaysThatAreAbsentOrOdd) {
    int absent = 0;
    int doubled = 0;
    int halved = 0;
    int stale = 0;
    int alarms = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        absent += finds(by_day(seed, [](int day) { return day == 58 ? 0 : 1; }), "days-absent");
        doubled += finds(by_day(seed, [](int day) { return day == 58 ? 3 : 1; }), "odd-volume");
        halved += finds(by_day(seed, [](int day) { return day == 58 ? 0.15 : 1; }), "odd-volume");
        auto asked = by_day(seed, [](int) { return 1; });
        alarms += finds(asked, "days-absent") || finds(asked, "odd-volume") ||
                  finds(asked, "stale") || finds(asked, "from-the-future");
        asked.now += 10 * kDay;
        stale += finds(asked, "stale");
    }
    EXPECT_GE(absent, 0.95 * kSeeds);
    EXPECT_GE(doubled, 0.95 * kSeeds);
    EXPECT_GE(halved, 0.95 * kSeeds);
    EXPECT_GE(stale, 0.95 * kSeeds);
    EXPECT_LE(alarms, 0.05 * kSeeds);
}

TEST(InspectionOfRows, FindsKeysThatDoNotNameOneRow) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto asked = made(seed);
        auto& ids = asked.table.column("id").numbers;
        ids[7] = ids[600];
        ids[9] = std::nan("");
        const auto inspection = inspect(asked.input());
        ASSERT_TRUE(inspection);
        const auto with = [&](std::string_view code) {
            return *std::ranges::find(inspection->findings, code, &Finding::code);
        };
        EXPECT_EQ(with("key-repeats").ids, (std::vector<std::string>{"1600", "1600"}));
        EXPECT_EQ(with("key-missing").ids, (std::vector<std::string>{"10"}));
    }
}

TEST(InspectionOfRows, FindsReferencesThatLeadNowhereOrTwice) {
    auto asked = made(1);
    asked.add("shop", [](std::size_t row) { return static_cast<double>(row % 5); });
    engine::Table shops;
    shops.rows = 5;
    // Shop 4 is not there, shop 1 twice.
    shops.columns.push_back(planted::texts("number", {"0", "1", "1", "2", "3"}));
    auto input = asked.input();
    input.references = {
        {.table = &shops, .source = "shops.csv", .column = "number", .own = "shop"}};
    const auto inspection = inspect(input);
    ASSERT_TRUE(inspection);
    const auto rows = [&](std::string_view code) {
        const auto found = std::ranges::find(inspection->findings, code, &Finding::code);
        return found == inspection->findings.end() ? -1 : found->rows;
    };
    EXPECT_EQ(rows("reference-broken"), 240);
    EXPECT_EQ(rows("join-fan-out"), 240);
    shops.columns[0] = planted::texts("number", {"a", "b", "c", "d", "e"});
    const auto apart = inspect(input);
    ASSERT_TRUE(apart);
    EXPECT_EQ(apart->findings.front().code, "reference-without-overlap");
}

}  // namespace
}  // namespace assay::data
