#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "data/labelling.hpp"
#include "data/planted.hpp"

namespace assay::data {
namespace {

using planted::numbers;
using planted::texts;

/// Right labels of two classes, and the chance of "dog" in each row by `chance`.
template <class Chance>
engine::Table two_classes(const Chance& chance) {
    constexpr int kRows = 600;
    Random random(9, "two classes");
    std::vector<std::string> labels;
    std::vector<double> dog;
    std::vector<double> cat;
    for (int row = 0; row < kRows; ++row) {
        const bool is_dog = random.uniform() < 0.4;
        labels.emplace_back(is_dog ? "dog" : "cat");
        dog.push_back(chance(random, is_dog));
        cat.push_back(1 - dog.back());
    }
    return {.columns = {texts("y", labels), numbers("p_cat", cat), numbers("p_dog", dog)},
            .rows = kRows};
}

LabelTableColumns columns(std::vector<std::string> classes = {}) {
    return {.label = "y",
            .id = {},
            .reference = {},
            .chances = {"p_cat", "p_dog"},
            .classes = std::move(classes)};
}

void expect_untold(engine::Table table) {
    const auto read = read_label_table(std::move(table), nullptr, columns());
    ASSERT_TRUE(read) << read.error().what;
    const auto judged = judge_labels(*read, {});
    ASSERT_TRUE(judged) << judged.error().what;
    const auto& report = *judged->document.errors;
    EXPECT_EQ(judged->document.issues.front().code, "model-tells-nothing");
    EXPECT_TRUE(std::isnan(report.noise_rate.value));
    EXPECT_TRUE(report.noise_rate.method.starts_with("cannot tell: "));
    EXPECT_TRUE(std::isnan(report.effect.noise_after.value));
    for (const auto& cut : report.cuts) {
        EXPECT_TRUE(std::isnan(cut.precision.value));
    }
}

TEST(LabelGuard, AModelThatKnowsNothingSaysNothingOfTheLabels) {
    expect_untold(two_classes([](Random& random, bool) { return random.uniform(); }));
    expect_untold(two_classes([](Random&, bool) { return 0.3; }));
}

TEST(LabelGuard, AModelThatTellsTheClassesIsListenedTo) {
    const auto table = two_classes([](Random& random, bool is_dog) {
        const double sure = 0.7 + 0.3 * random.uniform();
        return is_dog ? sure : 1 - sure;
    });
    const auto judged = judge_labels(*read_label_table(table, nullptr, columns()), {});
    ASSERT_TRUE(judged) << judged.error().what;
    EXPECT_TRUE(judged->document.issues.empty());
    EXPECT_FALSE(std::isnan(judged->document.errors->noise_rate.value));
}

TEST(LabelGuard, RowsThatTheChancesAllowForAreAQuestion) {
    // Labels drawn from the chances: a row in five is of the other class, and none is wrong.
    const auto table = two_classes([](Random& random, bool is_dog) {
        const bool common = random.uniform() < 0.8;
        return is_dog == common ? 0.75 + 0.1 * random.uniform() : 0.15 + 0.1 * random.uniform();
    });
    const auto judged = judge_labels(*read_label_table(table, nullptr, columns()), {});
    ASSERT_TRUE(judged) << judged.error().what;
    ASSERT_EQ(judged->document.issues.size(), 1U);
    EXPECT_EQ(judged->document.issues.front().code, "no-more-than-chance");
    EXPECT_EQ(judged->document.issues.front().severity, Severity::Question);
}

TEST(LabelGuard, ChancesNamedAfterAnotherClassAreSaid) {
    const auto table = two_classes([](Random&, bool is_dog) { return is_dog ? 0.9 : 0.1; });
    const auto right = read_label_table(table, nullptr, columns({"cat", "dog"}));
    const auto crossed = read_label_table(table, nullptr, columns({"dog", "cat"}));
    ASSERT_TRUE(right && crossed);
    EXPECT_TRUE(right->issues.empty());
    ASSERT_EQ(crossed->issues.size(), 2U);
    EXPECT_EQ(crossed->issues[0].sentence,
              "Column \"p_cat\" is taken for the chance of \"dog\", as the order of --classes "
              "says.");
}

TEST(Agreement, WithoutASharedItemNothingIsKnownOfPeople) {
    const engine::Table votes{
        .columns = {texts("item", {"a", "b", "c", "d"}), texts("who", {"ann", "bob", "ann", "bob"}),
                    texts("y", {"cat", "dog", "dog", "cat"})},
        .rows = 4};
    const auto read = read_annotations(votes, {.item = "item",
                                               .annotator = "who",
                                               .label = "y",
                                               .seconds = {},
                                               .reference = {},
                                               .classes = {}});
    ASSERT_TRUE(read) << read.error().what;
    const auto judged = judge_annotations(*read, {});
    ASSERT_TRUE(judged) << judged.error().what;
    const auto& report = *judged->document.agreement;
    EXPECT_TRUE(report.sentences[0].starts_with("Nobody labelled the same item as another"));
    EXPECT_EQ(report.consensus.sure, 0);
    for (const auto& person : report.people) {
        EXPECT_TRUE(std::isnan(person.quality.value)) << person.name;
    }
}

}  // namespace
}  // namespace assay::data
