#include <gtest/gtest.h>

#include <cmath>

#include "data/inspected.hpp"
#include "model/model.hpp"

// Issues that another room finds: drift of all columns together, shifted labels and silent decay,
// wrong labels, people who disagree.

namespace assay::data {
namespace {

using inspected::Asked;
using inspected::kSeeds;
using inspected::made;
using inspected::recall;

using Rows = std::set<std::uint32_t>;

class InspectionByModels : public testing::Test {
  protected:
    static void SetUpTestSuite() { model::use_libraries_in(ASSAY_LIBRARIES); }
};

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

/// Labels drawn anew, each with its chance.
void label(planted::Case& table, const std::function<double(std::size_t)>& chance, Random& random) {
    for (std::size_t row = 0; row < table.labels.size(); ++row) {
        table.labels[row] = random.uniform() < chance(row) ? 1 : 0;
        table.column("late").numbers[row] = table.labels[row];
    }
}

/// Chances by a normal score 2.5 standard deviations higher for positives, right for a rate of .2.
void score(planted::Case& table, Random& random, double apart = 2.5) {
    std::vector<double> values;
    for (const auto late : table.labels) {
        const double z = random.normal() + apart * late;
        values.push_back(logistic(std::log(0.2 / 0.8) + apart * z - apart * apart / 2));
    }
    table.table.columns.push_back(planted::numbers("chance", std::move(values)));
}

void without_labels(planted::Case& table) {
    std::erase_if(table.table.columns, [](const auto& column) { return column.name == "late"; });
    table.labels.clear();
}

const Finding* found(const Inspection& inspection, std::string_view code) {
    const auto at = std::ranges::find(inspection.findings, code, &Finding::code);
    return at == inspection.findings.end() ? nullptr : &*at;
}

std::string needed(const Inspection& inspection, std::int64_t number) {
    const auto at = std::ranges::find(inspection.not_run, number, &NotRun::number);
    return at == inspection.not_run.end() ? "nothing" : at->needs;
}

// ---- against a table before

TEST_F(InspectionByModels, FindDriftThatNoColumnShows) {
    // Two columns spread as before, independent then and correlated by .8 now.
    const auto plant = [](Asked& asked, Random& random) {
        Asked old = asked;
        for (const auto* name : {"a", "b"}) {
            old.add(name, [&](auto) { return random.normal(); });
        }
        asked.before = old.table;
        asked.add("a", [&](auto) { return random.normal(); });
        const auto& first = asked.table.column("a").numbers;
        std::vector<double> second;
        for (const double value : first) {
            second.push_back(0.8 * value + 0.6 * random.normal());
        }
        asked.table.table.columns.push_back(planted::numbers("b", std::move(second)));
        return Rows{};
    };
    EXPECT_GE(recall("joint-drift", "", false, plant), 0.95);
}

TEST_F(InspectionByModels, NameTheRowsThatLookMostNew) {
    // A fifth of the rows is of a kind that the table before does not have.
    std::int64_t right = 0;
    std::int64_t named = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto asked = made(seed);
        Random random(seed, "new rows");
        Asked old = asked;
        for (const auto* name : {"a", "b"}) {
            old.add(name, [&](auto) { return random.normal(); });
            asked.add(name, [&](auto row) { return random.normal() + (row % 5 == 3 ? 4.0 : 0.0); });
        }
        asked.before = old.table;
        const auto inspection = inspect(asked.input());
        ASSERT_TRUE(inspection);
        if (const auto* drift = found(*inspection, "joint-drift")) {
            named += std::ssize(drift->ids);
            right += std::ranges::count_if(
                drift->ids, [](const auto& id) { return (std::stoul(id) - 1000) % 5 == 3; });
        }
    }
    EXPECT_GE(named, 10 * kSeeds * 95 / 100);
    EXPECT_GE(right, named * 95 / 100);
}

TEST_F(InspectionByModels, FindLabelsThatShifted) {
    const auto plant = [](Asked& asked, Random& random) {
        asked.before = asked.table;
        label(asked.before, [](auto) { return 0.2; }, random);
        label(asked.table, [](auto) { return 0.35; }, random);
        return Rows{};
    };
    EXPECT_GE(recall("label-shift", "late", false, plant), 0.95);
}

TEST_F(InspectionByModels, FindLabelsThatShiftedByScoresAlone) {
    const auto plant = [](Asked& asked, Random& random) {
        asked.before = asked.table;
        label(asked.before, [](auto) { return 0.2; }, random);
        label(asked.table, [](auto) { return 0.35; }, random);
        score(asked.before, random);
        score(asked.table, random);
        without_labels(asked.table);
        asked.scores = "chance";
        return Rows{};
    };
    EXPECT_GE(recall("label-shift", "late", false, plant), 0.95);
}

TEST_F(InspectionByModels, FindAModelThatDecays) {
    // Chances as sure as before say .87 right; those of now say .75.
    const auto plant = [](Asked& asked, Random& random) {
        asked.before = asked.table;
        const auto draw = [&](planted::Case& table, double spread) {
            std::vector<double> values;
            for (std::size_t row = 0; row < table.labels.size(); ++row) {
                values.push_back(logistic(spread * random.normal()));
            }
            label(table, [&](auto row) { return values[row]; }, random);
            table.table.columns.push_back(planted::numbers("chance", std::move(values)));
        };
        draw(asked.before, 4);
        draw(asked.table, 1.5);
        asked.scores = "chance";
        return Rows{};
    };
    EXPECT_GE(recall("silent-decay", "chance", false, plant), 0.95);
}

TEST_F(InspectionByModels, ATargetThatOnlyTheTableBeforeHasIsNotLost) {
    auto asked = made(4);
    Random random(4, "scores");
    asked.before = asked.table;
    score(asked.before, random);
    score(asked.table, random);
    without_labels(asked.table);
    asked.scores = "chance";
    const auto inspection = inspect(asked.input());
    ASSERT_TRUE(inspection);
    EXPECT_EQ(found(*inspection, "column-lost"), nullptr);
    EXPECT_EQ(needed(*inspection, 19), "nothing");
    EXPECT_EQ(needed(*inspection, 20), "now.csv has no labels in \"late\"");
}

TEST_F(InspectionByModels, SayWhatTheyCannotDoWithout) {
    auto asked = made(4, false, 90);
    asked.before = asked.table;
    asked.add("chance", [](auto row) { return 2.0 + static_cast<double>(row); });
    asked.before.table.columns.push_back(asked.table.column("chance"));
    auto inspection = inspect(asked.input());
    ASSERT_TRUE(inspection);
    EXPECT_EQ(needed(*inspection, 18), "give 100 rows a table");
    EXPECT_EQ(needed(*inspection, 19), "give --scores for silent decay");
    EXPECT_EQ(needed(*inspection, 20), "give --probs or --scores");
    EXPECT_EQ(needed(*inspection, 21), "give --item and --annotator");
    asked.scores = "chance";
    asked.before.labels.assign(90, 1);
    inspection = inspect(asked.input());
    ASSERT_TRUE(inspection);
    EXPECT_NE(needed(*inspection, 19).find("silent decay: "), std::string::npos);
    EXPECT_EQ(needed(*inspection, 20),
              "give --scores that are chances: row 1 of \"chance\" holds 2, not 0 to 1");
}

// ---- labels

/// A twentieth of the labels turned, where a model tells the classes apart.
Rows turn_labels(Asked& asked, Random& random) {
    label(asked.table, [](auto) { return 0.2; }, random);
    score(asked.table, random, 4);
    const auto rows = inspected::some_rows(random, asked.rows(), asked.rows() / 20);
    for (const auto row : rows) {
        asked.table.labels[row] ^= 1U;
        asked.table.column("late").numbers[row] = asked.table.labels[row];
    }
    return rows;
}

TEST_F(InspectionByModels, FindWrongLabels) {
    std::int64_t right = 0;
    std::int64_t named = 0;
    int hits = 0;
    for (const bool by_classes : {false, true}) {
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            auto asked = made(seed);
            Random random(seed, "wrong labels");
            const auto rows = turn_labels(asked, random);
            if (by_classes) {
                const auto yes = asked.table.column("chance").numbers;
                asked.add("p_false", [&](auto row) { return 1 - yes[row]; });
                asked.table.column("chance").name = "p_true";
                asked.probs = {"p_false", "p_true"};
            } else {
                asked.scores = "chance";
            }
            const auto inspection = inspect(asked.input());
            ASSERT_TRUE(inspection) << inspection.error().what;
            const auto* noise = found(*inspection, "label-noise");
            if (noise != nullptr && noise->severity == Severity::Warning) {
                ++hits;
                EXPECT_GT(noise->cost, 0.03);
                for (const auto& id : noise->ids) {
                    ++named;
                    const auto row = static_cast<std::uint32_t>(std::stoul(id) - 1000);
                    right += rows.contains(row) ? 1 : 0;
                }
            }
        }
    }
    EXPECT_GE(hits, 2 * kSeeds * 95 / 100);
    EXPECT_GE(right, named * 95 / 100);
}

TEST_F(InspectionByModels, AWeakModelMakesNoLabelWrong) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto asked = made(seed);
        Random random(seed, "weak model");
        std::vector<double> values;
        for (std::size_t row = 0; row < asked.rows(); ++row) {
            values.push_back(logistic(-1.5 + 0.8 * random.normal()));
        }
        label(asked.table, [&](auto row) { return values[row]; }, random);
        asked.table.table.columns.push_back(planted::numbers("chance", std::move(values)));
        asked.scores = "chance";
        const auto inspection = inspect(asked.input());
        ASSERT_TRUE(inspection);
        EXPECT_EQ(found(*inspection, "label-noise"), nullptr) << seed;
        EXPECT_TRUE(needed(*inspection, 20).starts_with("give a model that is right more often"))
            << seed << ": a model that tells nothing makes no label clean either";
    }
}

TEST_F(InspectionByModels, WhatAModelSaysIsNoLeak) {
    auto asked = made(2);
    Random random(2, "scores");
    score(asked.table, random, 6);
    asked.scores = "chance";
    const auto inspection = inspect(asked.input());
    ASSERT_TRUE(inspection);
    EXPECT_EQ(found(*inspection, "target-leak"), nullptr);
}

TEST_F(InspectionByModels, ScoresThatFollowFromColumnsMakeNoCopies) {
    // Coarse columns repeat by chance, and with them what a model makes of them.
    Asked asked;
    asked.table = planted::clean(5, 900, 1, false);
    std::erase_if(asked.table.table.columns, [](const auto& each) { return each.name == "x0"; });
    Random random(5, "coarse");
    asked.add("visits", [&](auto) { return static_cast<double>(random.below(12)); });
    asked.add("week", [&](auto) { return static_cast<double>(random.below(50)); });
    asked.add("shop", [&](auto) { return static_cast<double>(random.below(8)); });
    const auto visits = asked.table.column("visits").numbers;
    const auto shop = asked.table.column("shop").numbers;
    asked.add("chance", [&](auto row) { return logistic(0.17 * visits[row] - 0.391 * shop[row]); });
    asked.scores = "chance";
    const auto inspection = inspect(asked.input());
    ASSERT_TRUE(inspection);
    EXPECT_EQ(found(*inspection, "near-duplicate-rows"), nullptr);
    const auto* copies = found(*inspection, "duplicate-rows");
    EXPECT_TRUE(copies == nullptr || copies->severity < Severity::Warning);
}

/// Three people label each item, each right with that chance.
Rows label_by_people(Asked& asked, double right, Random& random) {
    asked.add("item", [](auto row) { return static_cast<double>(row / 3); }, engine::Type::Integer);
    asked.add_text("who", [](auto row) { return "person " + std::to_string(row % 3); });
    asked.item = "item";
    asked.annotator = "who";
    double truth = 0;
    label(
        asked.table,
        [&](auto row) {
            truth = row % 3 == 0 ? static_cast<double>(random.below(2)) : truth;
            return truth == 1 ? right : 1 - right;
        },
        random);
    const auto& said = asked.table.labels;
    Rows out;
    for (std::uint32_t row = 0; row < said.size(); ++row) {
        const auto first = row - row % 3;
        if (said[first] != said[first + 1] || said[first] != said[first + 2]) {
            out.insert(row);
        }
    }
    return out;
}

TEST_F(InspectionByModels, FindPeopleWhoDisagree) {
    // Right in .85: an alpha of .49.
    const auto plant = [](Asked& asked, Random& random) {
        return label_by_people(asked, 0.85, random);
    };
    EXPECT_GE(recall("annotators-disagree", "late", false, plant), 0.95);
}

TEST_F(InspectionByModels, PeopleWhoAgreeEnoughAreNoAlarm) {
    // Right in .92: an alpha of .706, just above the bar.
    constexpr int kTables = 200;
    int alarms = 0;
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        auto asked = made(seed, false, 600);
        Random random(seed, "people");
        label_by_people(asked, 0.92, random);
        const auto inspection = inspect(asked.input());
        ASSERT_TRUE(inspection);
        const auto* told = found(*inspection, "annotators-disagree");
        alarms += told != nullptr && told->severity >= Severity::Warning ? 1 : 0;
    }
    EXPECT_LE(alarms, kTables * 5 / 100);
}

TEST_F(InspectionByModels, RefuseChancesThatAreNone) {
    auto asked = made(1);
    asked.add("p_true", [](auto) { return 0.5; });
    asked.add("p_false", [](auto) { return 0.4; });
    asked.probs = {"p_false", "p_true"};
    const auto refused = inspect(asked.input());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what, "row 1: the chances sum to 0.9, not to 1");
    asked.probs.clear();
    asked.before = asked.table;
    asked.add("chance", [](auto) { return 0.5; });
    asked.scores = "chance";
    const auto absent = inspect(asked.input());
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().what, "scores: before.csv has no column \"chance\"");
}

}  // namespace
}  // namespace assay::data
