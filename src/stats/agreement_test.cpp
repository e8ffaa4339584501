#include "stats/agreement.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "stats/golden/golden.hpp"
#include "stats/made_ratings.hpp"

namespace assay::stats {
namespace {

Ratings ratings_of(const Json& each) {
    Ratings out;
    out.items = each["items"].get<std::int32_t>();
    out.annotators = each.value("annotators", 2);
    out.classes = each["classes"].get<std::int32_t>();
    for (const Json& triple : each["ratings"]) {
        out.item.push_back(triple[0].get<std::int32_t>());
        out.annotator.push_back(triple[1].get<std::int32_t>());
        out.label.push_back(triple[2].get<std::int32_t>());
    }
    return out;
}

/// One row of text an annotator, one character an item; '.' where there is no label.
Ratings rows(const std::vector<std::string>& annotators, char first, int classes) {
    Ratings out;
    out.items = static_cast<std::int32_t>(annotators[0].size());
    out.annotators = static_cast<std::int32_t>(annotators.size());
    out.classes = classes;
    for (std::size_t a = 0; a < annotators.size(); ++a) {
        for (std::size_t item = 0; item < annotators[a].size(); ++item) {
            if (annotators[a][item] != '.') {
                out.item.push_back(static_cast<std::int32_t>(item));
                out.annotator.push_back(static_cast<std::int32_t>(a));
                out.label.push_back(annotators[a][item] - first);
            }
        }
    }
    return out;
}

double alpha(const Ratings& ratings, LabelDistance distance = LabelDistance::Nominal) {
    AlphaOptions options{.distance = distance, .replicates = 200};
    for (int k = 0; k < ratings.classes; ++k) {
        options.values.push_back(k);
    }
    const auto found = krippendorff_alpha(ratings, options);
    EXPECT_TRUE(found);
    return found->value;
}

// The examples of Krippendorff (2011), "Computing Krippendorff's alpha-reliability", A to D.
TEST(Alpha, IsTheWorkedExamplesOfItsPaper) {
    EXPECT_NEAR(alpha(rows({"0100000010", "1110010000"}, '0', 2)), 0.0952381, 5e-8);
    EXPECT_NEAR(alpha(rows({"aabbdcccedda", "babbbccceddd"}, 'a', 5)), 0.6919643, 5e-8);
    const auto four =
        rows({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}, '1', 5);
    EXPECT_NEAR(alpha(four), 0.7434211, 5e-8);
    EXPECT_NEAR(alpha(four, LabelDistance::Ordinal), 0.815, 5e-4);
    EXPECT_NEAR(alpha(four, LabelDistance::Interval), 0.849, 5e-4);
}

TEST(Alpha, IsThePackageOfItsName) {
    for (const Json& each : golden::cases("agreement", "alpha")) {
        const Ratings ratings = ratings_of(each);
        EXPECT_NEAR(alpha(ratings), each["nominal"].get<double>(), 1e-12);
        EXPECT_NEAR(alpha(ratings, LabelDistance::Ordinal), each["ordinal"].get<double>(), 1e-12);
        EXPECT_NEAR(alpha(ratings, LabelDistance::Interval), each["interval"].get<double>(), 1e-12);
    }
}

TEST(Alpha, SaysWhyItCannotTell) {
    const auto alone = krippendorff_alpha(rows({"0101"}, '0', 2), {});
    EXPECT_TRUE(std::isnan(alone->value));
    EXPECT_EQ(alone->method, "cannot tell: no item has two labels");
    const auto equal = krippendorff_alpha(rows({"000", "000"}, '0', 2), {});
    EXPECT_EQ(equal->method, "cannot tell: all labels are equal");
}

TEST(Alpha, IntervalHoldsTheValueAndNarrowsWithItems) {
    const auto width = [](int items) {
        const auto found = krippendorff_alpha(
            MadeRatings({.items = items, .annotators = 3, .classes = 3, .accuracy = 0.8}, 3)
                .ratings,
            {});
        EXPECT_LT(found->low, found->value);
        EXPECT_GT(found->high, found->value);
        EXPECT_LE(found->low, found->low_50);
        return found->high - found->low;
    };
    EXPECT_NEAR(width(100) / width(1600), 4, 1);
}

TEST(Kappa, IsScikitLearn) {
    for (const Json& each : golden::cases("agreement", "kappa")) {
        const auto found = pairwise_kappa(ratings_of(each), 0.9);
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 1U);
        EXPECT_NEAR((*found)[0].kappa.value, each["kappa"].get<double>(), 1e-12);
        EXPECT_EQ((*found)[0].items, each["items"].get<std::int64_t>());
    }
}

TEST(Kappa, PairsWithMostItemsComeFirst) {
    const auto found = *pairwise_kappa(rows({"0101", "01..", "010."}, '0', 2), 0.9);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].items, 3);
    EXPECT_EQ(found[0].second, 2);
    EXPECT_EQ(found[2].items, 2);
}

TEST(Kappa, OneLabelAloneIsNoAgreementBeyondChance) {
    const auto found = *pairwise_kappa(rows({"000", "000"}, '0', 2), 0.9);
    EXPECT_TRUE(std::isnan(found[0].kappa.value));
    EXPECT_EQ(found[0].kappa.method, "cannot tell: both gave one label alone");
}

TEST(Unanimity, CountsItemsWithTwoLabels) {
    const auto found = unanimity(rows({"0101", "01..", "011."}, '0', 2));
    EXPECT_EQ(found.items, 3);
    EXPECT_EQ(found.unanimous, 2);
}

TEST(Ratings, WrongInputsAreRefused) {
    Ratings wrong = rows({"01"}, '0', 2);
    wrong.classes = 1;
    EXPECT_EQ(krippendorff_alpha(wrong, {}).error().code, ErrorCode::InvalidInput);
    wrong.label.pop_back();
    EXPECT_EQ(pairwise_kappa(wrong, 0.9).error().code, ErrorCode::InvalidInput);
    const Ratings fine = rows({"01", "01"}, '0', 2);
    EXPECT_FALSE(krippendorff_alpha(fine, {.confidence = 1}));
    EXPECT_FALSE(krippendorff_alpha(fine, {.distance = LabelDistance::Interval}));
}

RC_GTEST_PROP(AlphaProperties, OrderAndNamesDoNotMatter, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const MadeRatings made(
        {.items = 30, .annotators = 3, .classes = 3, .accuracy = 0.7, .answered = 0.8}, seed);
    Ratings turned = made.ratings;
    std::reverse(turned.item.begin(), turned.item.end());
    std::reverse(turned.annotator.begin(), turned.annotator.end());
    std::reverse(turned.label.begin(), turned.label.end());
    for (auto& label : turned.label) {
        label = 2 - label;
    }
    for (auto& item : turned.item) {
        item = 29 - item;
    }
    RC_ASSERT(std::abs(alpha(made.ratings) - alpha(turned)) < 1e-9);
}

}  // namespace
}  // namespace assay::stats
