#include <cmath>
#include <limits>

#include "engine/engine_fixture_test.hpp"

namespace assay::engine {
namespace {

using Csv = InFolder;
using Texts = std::vector<std::string>;

TEST_F(Csv, TypesFollowFromTheValues) {
    put("a.csv", "i,r,b,t,d,s\n1,1.5,true,x,2024-01-02,2024-01-02 03:04:05\n2,,false,,,\n");
    const auto table = read("a.csv");
    ASSERT_EQ(table.rows, 2U);
    EXPECT_EQ(table.find("i")->type, Type::Integer);
    EXPECT_EQ(table.find("r")->type, Type::Real);
    EXPECT_EQ(table.find("b")->type, Type::Boolean);
    EXPECT_EQ(table.find("t")->type, Type::Text);
    EXPECT_EQ(table.find("d")->times[0], 1'704'153'600'000'000);
    EXPECT_EQ(table.find("s")->times[0], 1'704'164'645'000'000);
    for (const auto* name : {"r", "t", "d", "s"}) {
        EXPECT_TRUE(table.find(name)->missing(1)) << name;
    }
}

TEST_F(Csv, DescribeAgreesWithRead) {
    put("a.csv", "i,r,b,t,d\n1,1.5,true,x,2024-01-02\n");
    const auto described = engine_.describe({.location = "a.csv", .query = {}});
    ASSERT_TRUE(described) << described.error().what;
    const auto table = read("a.csv");
    ASSERT_EQ(described->size(), table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        EXPECT_EQ((*described)[i].name, table.columns[i].name);
        EXPECT_EQ((*described)[i].type, table.columns[i].type);
    }
}

TEST_F(Csv, MissingIsWrittenInSeveralWays) {
    put("a.csv", "n,t\nNA,NA\n1,N/A\nNaN,null\n,x\n");
    const auto table = read("a.csv");
    EXPECT_EQ(table.find("n")->type, Type::Integer);
    EXPECT_EQ(table.find("n")->missing_count(), 3);
    EXPECT_EQ(texts(table.find("t")), (Texts{"?", "?", "?", "x"}));
}

TEST_F(Csv, RowsKeepTheOrderOfTheFile) {
    std::string text = "n,t\n";
    for (int i = 0; i < 300'000; ++i) {
        text += std::to_string(i) + ",v" + std::to_string(i % 7) + "\n";
    }
    put("a.csv", text);
    const auto table = read("a.csv");
    ASSERT_EQ(table.rows, 300'000U);
    for (std::size_t i = 0; i < table.rows; ++i) {
        ASSERT_EQ(table.columns[0].numbers[i], static_cast<double>(i));
        ASSERT_EQ(table.columns[1].codes[i], static_cast<std::int32_t>(i % 7));
    }
    EXPECT_EQ(table.columns[1].levels, (Texts{"v0", "v1", "v2", "v3", "v4", "v5", "v6"}));
}

TEST_F(Csv, ATextAfterThousandsOfNumbersMakesTheColumnText) {
    put("a.csv", "n\n" + repeated("1\n", 30'000) + "many\n");
    const auto table = read("a.csv");
    EXPECT_EQ(table.find("n")->type, Type::Text);
    EXPECT_EQ(table.find("n")->levels, (Texts{"1", "many"}));
}

TEST_F(Csv, AColumnThatStartsEmptyIsStillANumber) {
    put("a.csv", "i,n\n" + repeated("1,\n", 30'000) + "2,7\n");
    const auto table = read("a.csv");
    EXPECT_EQ(table.find("n")->type, Type::Integer);
    EXPECT_EQ(table.find("n")->numbers.back(), 7);
}

TEST_F(Csv, InfinityIsKept) {
    put("a.csv", "n\n1.5\ninf\n-Infinity\n");
    const auto table = read("a.csv");
    ASSERT_EQ(table.find("n")->type, Type::Real);
    EXPECT_TRUE(std::isinf(table.find("n")->numbers[1]));
    EXPECT_LT(table.find("n")->numbers[2], 0);
}

TEST_F(Csv, OnlyTrueAndFalseAreBooleans) {
    put("a.csv", "churn,b\nYes,TRUE\nNo,false\n");
    const auto table = read("a.csv");
    EXPECT_EQ(texts(table.find("churn")), (Texts{"Yes", "No"}));
    EXPECT_EQ(table.find("b")->type, Type::Boolean);
}

TEST_F(Csv, NoDigitOfALongNumberIsLost) {
    put("a.csv", "id,zip\n12345678901234567890,00123\n12345678901234567891,04567\n");
    const auto table = read("a.csv");
    EXPECT_EQ(texts(table.find("id")), (Texts{"12345678901234567890", "12345678901234567891"}));
    EXPECT_EQ(texts(table.find("zip")), (Texts{"00123", "04567"}));
}

TEST_F(Csv, QuotesThatComeLateAreUnderstood) {
    put("a.csv", "n,t\n" + repeated("1,a\n", 30'000) + "2,\"b, \"\"c\"\"\nd\"\n");
    EXPECT_EQ(texts(read("a.csv").find("t")).back(), "b, \"c\"\nd");
}

TEST_F(Csv, BackslashesMayEscapeQuotes) {
    put("a.csv", "n,t\n" + repeated("1,\"say \\\"hi\\\", then go\"\n", 3));
    EXPECT_EQ(read("a.csv").find("t")->levels, (Texts{"say \"hi\", then go"}));
}

TEST_F(Csv, ALineThatStartsWithAHashIsNoComment) {
    put("a.csv", "a,b\n#1,2\n3,4\n");
    EXPECT_EQ(texts(read("a.csv").find("a")), (Texts{"#1", "3"}));
}

TEST_F(Csv, OtherDelimitersEndsOfLinesAndAByteOrderMark) {
    put("semi.csv", "\xEF\xBB\xBFx;z\r\n1;a,b\r\n2;c\r\n");
    put("tab.tsv", "x\tz\n1\ta\n");
    put("one.csv", "x\n1\n2\n");
    EXPECT_EQ(texts(read("semi.csv").find("z")), (Texts{"a,b", "c"}));
    EXPECT_EQ(read("semi.csv").find("x")->type, Type::Integer);
    EXPECT_EQ(read("tab.tsv").find("z")->levels, (Texts{"a"}));
    EXPECT_EQ(read("one.csv").rows, 2U);
}

TEST_F(Csv, AHeaderAloneIsATableWithoutRows) {
    put("a.csv", "x,y\n");
    const auto table = read("a.csv");
    EXPECT_EQ(table.rows, 0U);
    EXPECT_EQ(table.names(), (Texts{"x", "y"}));
}

TEST_F(Csv, PackedFilesAreSeenThrough) {
    put("a.csv", "x,y\n1,b\n");
    ASSERT_EQ(std::system("gzip -k a.csv"), 0);
    std::filesystem::remove("a.csv");
    EXPECT_EQ(read("a.csv.gz").find("y")->levels, (Texts{"b"}));
}

TEST_F(Csv, SeveralFilesAreOneTableInTheOrderOfTheirNames) {
    put("part2.csv", "x,t\n2.5,b\n");
    put("part1.csv", "x,t\n1,a\n");
    const auto table = read("part*.csv");
    EXPECT_EQ(table.find("x")->numbers, (std::vector<double>{1, 2.5}));
    EXPECT_EQ(table.find("t")->levels, (Texts{"a", "b"}));
    put("part3.csv", "x,u\n1,a\n");
    EXPECT_EQ(error_of("part*.csv").what, "part3.csv has other columns than part1.csv");
}

TEST_F(Csv, AFileWithoutRowsHasNoSayInTypes) {
    put("1.csv", "i,d,x\n");
    put("2.csv", "i,d,x\n1,2024-01-02,\n");
    put("3.csv", "i,d,x\n");
    put("4.csv", "i,d,x\n2,2024-01-03,7.5\n");
    const auto table = read("[0-9].csv");
    EXPECT_EQ(table.find("i")->numbers, (std::vector<double>{1, 2}));
    EXPECT_EQ(table.find("d")->type, Type::Date);
    EXPECT_EQ(table.find("x")->numbers[1], 7.5);
}

TEST_F(Csv, AColumnOfInfinitiesAloneHoldsNumbers) {
    put("a.csv", "x,y\ninf,1\n-inf,2\n");
    EXPECT_EQ(read("a.csv").find("x")->numbers,
              (std::vector<double>{std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity()}));
}

TEST_F(Csv, ALineWithTooFewOrTooManyFieldsIsNamed) {
    put("early.csv", "x,y,z\n1,2,a\n1,2\n" + repeated("1,2,a\n", 30));
    put("late.csv", "x,y,z\n" + repeated("1,2,a\n", 30'000) + "1,2,3,4\n");
    EXPECT_EQ(error_of("early.csv").what, "early.csv, line 3: 2 fields where the header has 3");
    EXPECT_EQ(error_of("late.csv").what, "late.csv, line 30,002: 4 fields where the header has 3");
    EXPECT_EQ(error_of("late.csv").code, ErrorCode::InvalidInput);
    EXPECT_FALSE(error_of("late.csv").hint.empty());
}

TEST_F(Csv, ABrokenLineInAPackedFileIsNamedToo) {
    put("a.csv", "x,y,z\n" + repeated("1,2,a\n", 30'000) + "1,2\n");
    ASSERT_EQ(std::system("gzip a.csv"), 0);
    EXPECT_EQ(error_of("a.csv.gz").what,
              "a.csv.gz, line 30002: expected Number of Columns: 3 Found: 2");
}

TEST_F(Csv, AQuoteThatNeverClosesIsNamed) {
    put("a.csv", "x,y\n" + repeated("1,a\n", 30) + "1,\"abc\n" + repeated("1,a\n", 30));
    EXPECT_EQ(error_of("a.csv").what, "a.csv, line 32: a quote opens and is never closed");
}

TEST_F(Csv, TextBehindAClosingQuoteIsNamed) {
    put("a.csv", "x,y\n1,a\n2,\"b\"c\n");
    EXPECT_EQ(error_of("a.csv").what, "a.csv, line 3: text follows the closing quote of a field");
}

TEST_F(Csv, BytesThatAreNotUtf8AreNamedWithTheWayOut) {
    put("a.csv", "x,y\n" + repeated("1,a\n", 30) + "1,caf\xE9\n" + repeated("1,a\n", 30));
    const auto error = error_of("a.csv");
    EXPECT_EQ(error.what, "a.csv, line 32: byte 6 is not UTF-8");
    EXPECT_NE(error.hint.find("iconv -f latin1 -t utf-8 a.csv"), std::string::npos) << error.hint;
}

TEST_F(Csv, Utf16IsNamedAsThat) {
    put("a.csv", std::string("\xFF\xFEx\0,\0y\0\n\0", 10));
    EXPECT_NE(error_of("a.csv").hint.find("iconv -f utf-16 -t utf-8 a.csv"), std::string::npos);
}

TEST_F(Csv, AColumnNamedTwiceIsRefused) {
    put("a.csv", "x,y,X\n1,2,3\n");
    EXPECT_EQ(error_of("a.csv").what, "a.csv names column \"X\" twice, as columns 1 and 3");
}

TEST_F(Csv, AMissingHeaderIsNoticed) {
    put("a.csv", "1,2.5\n3,4\n");
    EXPECT_EQ(error_of("a.csv").what, "the first line of a.csv holds numbers, not column names");
}

TEST_F(Csv, NamesMayHoldAnything) {
    put("a'b.csv", "\"dep \"\"x\"\" delay\",\"a'b\",select\n1,2,3\n");
    const auto table = read("a'b.csv");
    EXPECT_EQ(table.names(), (Texts{"dep \"x\" delay", "a'b", "select"}));
}

}  // namespace
}  // namespace assay::engine
