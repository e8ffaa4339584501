#include "model/text_hash.hpp"

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "model/tfidf.hpp"

namespace assay::model {
namespace {

std::vector<std::uint32_t> words(std::string_view text) {
    std::vector<std::uint32_t> out;
    word_buckets(text, out);
    return out;
}

std::vector<std::uint32_t> grams(std::string_view text) {
    std::vector<std::uint32_t> out;
    gram_buckets(text, out);
    return out;
}

TEST(WordBuckets, FoldCaseAndIgnorePunctuation) {
    EXPECT_EQ(words("Late, flight!"), words("late FLIGHT"));
    EXPECT_EQ(words("late").front(), fast_hash(" late ", 1) % kWordBuckets);
    EXPECT_TRUE(words(" ,. !").empty());
}

TEST(WordBuckets, WordsOfOtherScriptsStayWhole) {
    EXPECT_EQ(words("straße").size(), 1U);
    EXPECT_EQ(words("поезд опоздал").size(), 2U);
}

TEST(GramBuckets, WordsPairsAndCharacters) {
    // Two words, one pair; " ab " has 2 runs of three characters and 1 of four, twice.
    EXPECT_EQ(grams("ab cd").size(), 9U);
    EXPECT_EQ(grams("ab cd")[1], fast_hash(" cd ", 1) % kWordBuckets);
    EXPECT_EQ(grams("ab cd")[2], fast_hash(" ab  cd ", 1) % kWordBuckets);
    EXPECT_EQ(grams("ab")[1], kWordBuckets + fast_hash(" ab", 2) % kWordBuckets);
}

TEST(GramBuckets, CharactersAreCodePointsAndKeepPunctuation) {
    EXPECT_EQ(grams("äö").size(), grams("ab").size());
    EXPECT_NE(grams("ab!"), grams("ab"));
}

TEST(GramBuckets, LongTextsAreBounded) {
    std::string text;
    for (int i = 0; i < 10000; ++i) {
        text += "word ";
    }
    EXPECT_LT(grams(text).size(), 1000U);
}

TEST(Tfidf, BlocksHaveLengthOneAndSingleTextsAreDropped) {
    const std::vector<std::string> texts{"late flight", "late train", "late flight again"};
    const std::vector<std::int32_t> codes{0, 1, 2};
    const Feature feature{
        .name = "note", .kind = FeatureKind::Text, .codes = codes, .levels = texts};
    const auto tfidf = Tfidf::fit(feature, codes);
    double length[2] = {0, 0};
    std::size_t kept_words = 0;
    for (const auto& weight : tfidf.weigh("late flight again")) {
        const bool word = tfidf.bucket(weight.gram) < kWordBuckets;
        length[word ? 0 : 1] += weight.value * weight.value;
        kept_words += word ? 1 : 0;
    }
    EXPECT_EQ(kept_words, 3U);  // late, flight, late flight
    EXPECT_NEAR(length[0], 1, 1e-12);
    EXPECT_NEAR(length[1], 1, 1e-12);
    EXPECT_TRUE(tfidf.weigh("zzz").empty());
}

}  // namespace
}  // namespace assay::model
