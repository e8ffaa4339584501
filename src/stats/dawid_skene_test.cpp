#include "stats/dawid_skene.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "stats/golden/golden.hpp"
#include "stats/made_ratings.hpp"

namespace assay::stats {
namespace {

Ratings ratings_of(const std::vector<std::array<std::int32_t, 3>>& triples, int items,
                   int annotators, int classes) {
    Ratings out{.items = items, .annotators = annotators, .classes = classes};
    for (const auto& [item, annotator, label] : triples) {
        out.item.push_back(item);
        out.annotator.push_back(annotator);
        out.label.push_back(label);
    }
    return out;
}

TEST(DawidSkene, IsCrowdKit) {
    for (const Json& each : golden::cases("agreement", "consensus")) {
        const int classes = each["classes"].get<int>();
        const auto found = dawid_skene(
            ratings_of(each["ratings"].get<std::vector<std::array<std::int32_t, 3>>>(),
                       each["items"].get<int>(), each["annotators"].get<int>(), classes),
            {.most_rounds = each["rounds"].get<int>(), .tolerance = -1});
        ASSERT_TRUE(found) << found.error().what;
        golden::expect_all_near(found->priors, golden::numbers(each["priors"]), 1e-8);
        for (std::size_t i = 0; i < each["tasks"].size(); ++i) {
            const auto first = found->chances.begin() + each["tasks"][i].get<int>() * classes;
            golden::expect_all_near({first, first + classes}, golden::numbers(each["chances"][i]),
                                    1e-8);
        }
        for (std::size_t a = 0; a < found->annotators.size(); ++a) {
            golden::expect_all_near(found->annotators[a].confusion,
                                    golden::numbers(each["confusion"][a]), 1e-8);
        }
    }
}

TEST(DawidSkene, FindsTheTruthAndTheSkill) {
    const MadeRatings made({.items = 2000, .annotators = 5, .classes = 3, .accuracy = 0.8}, 4);
    const auto found = dawid_skene(made.ratings);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->converged);
    std::size_t right = 0;
    for (std::size_t item = 0; item < made.truth.size(); ++item) {
        right += found->consensus[item] == made.truth[item] ? 1 : 0;
    }
    EXPECT_GT(static_cast<double>(right) / 2000, 0.95);
    for (const auto& each : found->annotators) {
        EXPECT_NEAR(each.quality.value, 0.8, 0.03);
        EXPECT_EQ(each.labels, 2000);
    }
}

TEST(DawidSkene, AnOddOneOutIsOutvoted) {
    // Three who agree, and one who turns every label.
    Ratings ratings{.items = 40, .annotators = 4, .classes = 2};
    for (std::int32_t item = 0; item < 40; ++item) {
        for (std::int32_t annotator = 0; annotator < 4; ++annotator) {
            ratings.item.push_back(item);
            ratings.annotator.push_back(annotator);
            ratings.label.push_back(annotator == 3 ? 1 - item % 2 : item % 2);
        }
    }
    const auto found = dawid_skene(ratings);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->annotators[0].against_others.value, 1);
    EXPECT_EQ(found->annotators[3].against_others.value, 0);
    EXPECT_EQ(found->annotators[3].compared, 40);
    EXPECT_NEAR(found->annotators[3].confusion[1], 1, 1e-6) << "said 1 where the truth is 0";
}

TEST(DawidSkene, ATieIsTheFirstClassAndSaid) {
    const auto found =
        dawid_skene(ratings_of({{0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {1, 1, 1}}, 3, 2, 2));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->consensus[0], 0);
    EXPECT_EQ(found->tied[0], 1);
    EXPECT_EQ(found->consensus[2], -1) << "an item that nobody labelled";
    EXPECT_EQ(found->tied[2], 0);
}

TEST(DawidSkene, TheOrderOfRatingsDoesNotMatter) {
    const MadeRatings made(
        {.items = 80, .annotators = 4, .classes = 3, .accuracy = 0.7, .answered = 0.6}, 9);
    Ratings turned = made.ratings;
    std::reverse(turned.item.begin(), turned.item.end());
    std::reverse(turned.annotator.begin(), turned.annotator.end());
    std::reverse(turned.label.begin(), turned.label.end());
    const auto forth = dawid_skene(made.ratings);
    const auto back = dawid_skene(turned);
    ASSERT_TRUE(forth && back);
    golden::expect_all_near(forth->chances, back->chances, 1e-9);
    EXPECT_EQ(forth->consensus, back->consensus);
    EXPECT_EQ(forth->rounds, back->rounds);
}

TEST(DawidSkene, WrongInputsAreRefused) {
    EXPECT_EQ(dawid_skene(Ratings{.items = 2, .annotators = 1, .classes = 2}).error().what,
              "no labels: there is nothing to agree on");
    EXPECT_FALSE(dawid_skene(ratings_of({{0, 0, 2}}, 1, 1, 2)));
}

}  // namespace
}  // namespace assay::stats
