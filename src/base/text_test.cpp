#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assay {
namespace {

TEST(Counted, SaysOneAndMany) {
    EXPECT_EQ(counted(1, "row"), "1 row");
    EXPECT_EQ(counted(0, "row"), "0 rows");
    EXPECT_EQ(counted(2000, "row"), "2,000 rows");
}

TEST(Nearest, FindsASlipAndNothingFarther) {
    const std::vector<std::string> known{"true_positive", "false_positive", "label"};
    EXPECT_EQ(nearest("true_postive", known), "true_positive");
    EXPECT_EQ(nearest("LABEL", known), "label");
    EXPECT_EQ(nearest("weather", known), "");
    EXPECT_EQ(suggest("lable", known), "did you mean \"label\"?");
    EXPECT_EQ(suggest("weather", known), "known are true_positive, false_positive and label");
}

TEST(Figure, KeepsThreeFiguresAndATrueMinus) {
    EXPECT_EQ(figure(1468.2), "1,470");
    EXPECT_EQ(figure(-0.012345), "\u22120.0123");
    EXPECT_EQ(figure(9.996), "10.0");
    EXPECT_EQ(figure(999.96), "1,000");
    EXPECT_EQ(figure(12345678), "12,300,000");
    EXPECT_EQ(figure(0), "0");
    EXPECT_EQ(figure(-1e308), "\u22121.00e+308");
    EXPECT_EQ(figure(2.5e-12), "2.50e-12");
    EXPECT_EQ(money(1470, "USD"), "1,470 USD");
}

TEST(Count, SeparatesThousands) {
    EXPECT_EQ(count(0), "0");
    EXPECT_EQ(count(327346), "327,346");
    EXPECT_EQ(count(-1000), "\u22121,000");
}

TEST(Chance, IsNeverCertain) {
    EXPECT_EQ(chance(1), "over 99 in 100");
    EXPECT_EQ(chance(0.954), "95 in 100");
    EXPECT_EQ(chance(0), "under 1 in 100");
}

TEST(Likelihood, FollowsItsBands) {
    EXPECT_EQ(likelihood(0.97), "almost certainly");
    EXPECT_EQ(likelihood(0.61), "likely");
    EXPECT_EQ(likelihood(0.5), "may or may not");
    EXPECT_EQ(likelihood(0.01), "almost certainly not");
}

TEST(Utf8, NamesTheFirstWrongByte) {
    std::size_t at = 99;
    EXPECT_TRUE(valid_utf8("Zürich \u20ac \U0001F600"));
    EXPECT_FALSE(valid_utf8("ab\xff", &at));
    EXPECT_EQ(at, 2U);
    EXPECT_FALSE(valid_utf8("\xc0\xaf"));          // overlong
    EXPECT_FALSE(valid_utf8("\xed\xa0\x80"));      // surrogate
    EXPECT_FALSE(valid_utf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
    EXPECT_FALSE(valid_utf8("\xe2\x82"));          // cut
}

TEST(Quoted, DoublesItsQuote) {
    EXPECT_EQ(quoted_name("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(quoted_text("it's"), "'it''s'");
}

RC_GTEST_PROP(Nearest, AKnownNameIsItsOwnNearest, (const std::string& name)) {
    RC_PRE(!name.empty());
    const std::vector<std::string> known{name};
    RC_ASSERT(nearest(name, known) == name);
}

TEST(Text, ALongTextIsCutBetweenCharacters) {
    EXPECT_EQ(cut("short", 5), "short");
    EXPECT_EQ(cut("longer", 5), "lo\u2026");
    EXPECT_EQ(cut("a\u00e4\u00e4\u00e4", 6), "a\u00e4\u2026");
    EXPECT_EQ(cut("a\u00e4\u00e4\u00e4", 5), "a\u2026");
}

}  // namespace
}  // namespace assay
