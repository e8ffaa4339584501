#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "validate/test_sample.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

using Member = stats::Estimate GroupValue::*;
const std::vector<std::pair<std::string, Member>> kRates{
    {"selection_rate", &GroupValue::selection_rate},
    {"tpr", &GroupValue::tpr},
    {"fpr", &GroupValue::fpr},
    {"precision", &GroupValue::precision}};

const GroupValue& value_of(const Groups& groups, const std::string& name) {
    for (const auto& each : groups.values) {
        if (each.value == name) {
            return each;
        }
    }
    ADD_FAILURE() << "no group " << name;
    return groups.values.front();
}

const GroupGap* gap_of(const Groups& groups, const std::string& metric) {
    for (const auto& each : groups.gaps) {
        if (each.metric == metric) {
            return &each;
        }
    }
    return nullptr;
}

TEST(Groups, AreFairlearnsToTheLastDigits) {
    const auto text = read_file(ASSAY_SOURCE "/src/validate/golden/groups.json");
    ASSERT_TRUE(text);
    const auto golden = parse_json(*text);
    ASSERT_TRUE(golden);
    ASSERT_EQ(golden->size(), 2U);
    for (const auto& each : *golden) {
        TestSample sample;
        sample.act = each["act"].get<std::vector<double>>();
        sample.label = each["label"].get<std::vector<std::uint8_t>>();
        sample.weight = each["weight"].get<std::vector<double>>();
        sample.cluster = table_rows(sample.size());
        sample.clusters = static_cast<std::int32_t>(sample.size());
        const auto column = text_column("group", {"0", "1", "2", "3"},
                                        each["group"].get<std::vector<std::int32_t>>());
        const Groups out = groups(sample.decisions(), column, table_rows(sample.size()), 0.9, 0);
        ASSERT_EQ(out.values.size(), 4U);
        for (const auto& [name, member] : kRates) {
            for (std::size_t i = 0; i < 4; ++i) {
                const GroupValue& group = value_of(out, std::to_string(i));
                EXPECT_TRUE(group.enough);
                EXPECT_NEAR((group.*member).value, each["by_group"][i][name].get<double>(), 1e-12);
            }
            ASSERT_NE(gap_of(out, name), nullptr);
            EXPECT_NEAR(gap_of(out, name)->gap.value, each["difference"][name].get<double>(),
                        1e-12);
        }
        EXPECT_EQ(gap_of(out, "calibration"), nullptr) << "a rule has no probabilities";
    }
}

struct Grouped {
    TestSample sample;
    engine::Column column;
};

/// Three groups of 600, 300 and 150 rows; positives of "UA" are acted on less often by `less`.
Grouped three_groups(std::uint64_t seed, double less) {
    Grouped out{.sample = {}, .column = text_column("carrier", {"AA", "UA", "B6"}, {})};
    Random random(seed, "three groups");
    for (int i = 0; i < 1050; ++i) {
        const int group = i < 600 ? 0 : i < 900 ? 1 : 2;
        const int label = random.uniform() < 0.4 ? 1 : 0;
        const double rate = label != 0 ? 0.6 - (group == 1 ? less : 0) : 0.2;
        out.sample.add(0.4, random.uniform() < rate ? 1 : 0, label, label != 0 ? 3 : -1);
        out.column.codes.push_back(group);
    }
    return out;
}

TEST(Groups, ARealGapIsSaidInPoints) {
    const Grouped data = three_groups(1, 0.3);
    const Groups out = groups(data.sample.decisions(), data.column, table_rows(1050), 0.9, 0);
    EXPECT_EQ(out.column, "carrier");
    EXPECT_EQ(out.values[0].value, "AA");
    EXPECT_EQ(out.values[0].rows, 600);
    const GroupGap* gap = gap_of(out, "tpr");
    ASSERT_NE(gap, nullptr);
    EXPECT_EQ(gap->lowest, "UA");
    EXPECT_GT(gap->gap.low, 0);
    EXPECT_LE(gap->gap.low, gap->gap.low_50);
    EXPECT_GE(gap->gap.high, gap->gap.high_50);
    EXPECT_TRUE(gap->sentence.starts_with("The share of positives acted on differs by "))
        << gap->sentence;
    EXPECT_NE(gap->sentence.find(" points between carrier "), std::string::npos);
    EXPECT_NE(gap->sentence.find("UA ("), std::string::npos);
    EXPECT_TRUE(gap->sentence.ends_with("]."));
    const GroupGap* chance = gap_of(out, "fpr");
    ASSERT_NE(chance, nullptr);
    EXPECT_EQ(chance->gap.low, 0);
    EXPECT_TRUE(chance->sentence.ends_with("; that may be chance.")) << chance->sentence;
}

TEST(Groups, SmallAndEmptyGroupsAreListedAndEnterNoGap) {
    Grouped data = three_groups(2, 0);
    data.column.levels = {"AA", "UA", "tiny", "empty"};
    for (std::size_t i = 900; i < 1050; ++i) {
        data.column.codes[i] = i < 920 ? 2 : 1;
        data.sample.act[i] = i < 920 ? 1 : data.sample.act[i];
    }
    const Groups out = groups(data.sample.decisions(), data.column, table_rows(1050), 0.9, 0);
    ASSERT_EQ(out.values.size(), 4U);
    EXPECT_EQ(out.values[3].value, "empty");
    EXPECT_EQ(out.values[3].rows, 0);
    EXPECT_FALSE(out.values[3].enough);
    EXPECT_TRUE(std::isnan(out.values[3].selection_rate.value));
    EXPECT_EQ(out.values[2].value, "tiny");
    EXPECT_EQ(out.values[2].selection_rate.value, 1);
    EXPECT_FALSE(out.values[2].enough);
    EXPECT_EQ(out.gaps.size(), 5U);
    for (const auto& gap : out.gaps) {
        EXPECT_NE(gap.highest, "tiny");
        EXPECT_NE(gap.lowest, "tiny");
    }
}

TEST(Groups, OneGroupHasNoGap) {
    Grouped data = three_groups(3, 0);
    data.column.codes.assign(1050, 0);
    EXPECT_TRUE(
        groups(data.sample.decisions(), data.column, table_rows(1050), 0.9, 0).gaps.empty());
}

TEST(Groups, GroupsThatAllAgreeHaveNoFalseGap) {
    Grouped data = three_groups(4, 0);
    data.sample.act.assign(1050, 1.0);
    const Groups out = groups(data.sample.decisions(), data.column, table_rows(1050), 0.9, 0);
    const GroupGap* gap = gap_of(out, "selection_rate");
    ASSERT_NE(gap, nullptr);
    EXPECT_EQ(gap->gap.value, 0);
    EXPECT_EQ(gap->gap.low, 0);
}

TEST(Groups, SharesDifferByNoMoreThanAll) {
    Grouped data{.sample = {}, .column = text_column("channel", {"web", "phone"}, {})};
    for (int i = 0; i < 80; ++i) {
        const bool phone = i % 2 == 1;
        const bool acts = phone || i % 20 == 0;
        data.sample.add(0.5, acts ? 1 : 0, i < 40 ? 1 : 0, 1);
        data.column.codes.push_back(phone ? 1 : 0);
    }
    const Groups out = groups(data.sample.decisions(), data.column, table_rows(80), 0.9, 0);
    const GroupGap* gap = gap_of(out, "tpr");
    ASSERT_NE(gap, nullptr);
    EXPECT_NEAR(gap->gap.value, 0.9, 1e-12);
    EXPECT_EQ(gap->gap.high, 1);
    EXPECT_NE(gap->sentence.find(" to 100]"), std::string::npos) << gap->sentence;
}

TEST(Groups, OrderOfRowsAndNamesChangeNothing) {
    const Grouped data = three_groups(5, 0.1);
    const auto order = shuffled(1050, 6);
    const TestSample mixed = reordered(data.sample, order);
    auto renamed = data.column;
    renamed.levels = {"x", "y", "z"};
    renamed.codes = reordered(data.column.codes, order);
    const auto rows = table_rows(1050);
    const Groups one = groups(data.sample.decisions(), data.column, rows, 0.9, 0);
    const Groups other = groups(mixed.decisions(), renamed, rows, 0.9, 0);
    ASSERT_EQ(one.values.size(), other.values.size());
    for (std::size_t i = 0; i < one.values.size(); ++i) {
        EXPECT_EQ(one.values[i].rows, other.values[i].rows);
        EXPECT_NEAR(one.values[i].tpr.low, other.values[i].tpr.low, 1e-12);
        EXPECT_NEAR(one.values[i].calibration.high, other.values[i].calibration.high, 1e-12);
    }
    ASSERT_EQ(one.gaps.size(), other.gaps.size());
    for (std::size_t i = 0; i < one.gaps.size(); ++i) {
        EXPECT_NEAR(one.gaps[i].gap.low, other.gaps[i].gap.low, 1e-12);
        EXPECT_NEAR(one.gaps[i].gap.high, other.gaps[i].gap.high, 1e-12);
    }
}

TEST(Groups, AWeightOfTwoIsTheSameRowTwiceInOneCluster) {
    Grouped data = three_groups(6, 0.1);
    Grouped twice = data;
    for (std::size_t i = 0; i < 1050; ++i) {
        data.sample.weight.push_back(i % 2 == 0 ? 2 : 1);
        if (i % 2 == 0) {
            twice.sample.probability.push_back(0.4);
            twice.sample.act.push_back(data.sample.act[i]);
            twice.sample.label.push_back(data.sample.label[i]);
            twice.sample.gain.push_back(data.sample.gain[i]);
            twice.sample.cluster.push_back(data.sample.cluster[i]);
            twice.column.codes.push_back(data.column.codes[i]);
        }
    }
    const Groups one = groups(data.sample.decisions(), data.column, table_rows(1050), 0.9, 0);
    const Groups other =
        groups(twice.sample.decisions(), twice.column, table_rows(twice.sample.size()), 0.9, 0);
    for (const auto& [name, member] : kRates) {
        EXPECT_NEAR((value_of(one, "UA").*member).low, (value_of(other, "UA").*member).low, 1e-12)
            << name;
        EXPECT_NEAR(gap_of(one, name)->gap.value, gap_of(other, name)->gap.value, 1e-12) << name;
    }
}

TEST(Groups, NumbersAreCutAtQuartilesAndManyNamesGathered) {
    const Grouped data = three_groups(7, 0);
    std::vector<double> age(1050);
    std::vector<std::string> names;
    std::vector<std::int32_t> codes(1050);
    for (std::size_t i = 0; i < 1050; ++i) {
        age[i] = static_cast<double>(i % 105);
        codes[i] = static_cast<std::int32_t>(i % 50);
        names.push_back("name " + std::to_string(i));
    }
    names.resize(50);
    const auto rows = table_rows(1050);
    const Groups by_age = groups(data.sample.decisions(), number_column("age", age), rows, 0.9, 0);
    ASSERT_EQ(by_age.values.size(), 4U);
    EXPECT_EQ(value_of(by_age, "[26, 52)").rows, 260);
    const Groups by_name =
        groups(data.sample.decisions(), text_column("n", names, codes), rows, 0.9, 0);
    ASSERT_EQ(by_name.values.size(), 31U);
    EXPECT_EQ(by_name.values[0].value, "other");
    EXPECT_EQ(by_name.values[0].rows, 420);
}

TEST(Groups, EqualGroupsSeldomShowAGap) {
    int shown = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const Grouped data = three_groups(1000 + seed, 0);
        const Groups out = groups(data.sample.decisions(), data.column, table_rows(1050), 0.9, 0);
        shown += gap_of(out, "tpr")->gap.low > 0 ? 1 : 0;
    }
    EXPECT_LE(shown, 40);  // 10 % of 300, and two standard errors
}

}  // namespace
}  // namespace assay::validate
