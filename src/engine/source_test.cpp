#include <fstream>
#include <limits>

#include "engine/engine_fixture_test.hpp"

namespace assay::engine {
namespace {

using Sources = InFolder;
using Texts = std::vector<std::string>;

std::string content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string fixture(const std::string& name) {
    return std::string(ASSAY_SOURCE "/src/engine/fixtures/") + name;
}

TEST_F(Sources, AMissingFileNamesNearOnes) {
    put("flights.parquet", "x");
    put("notes.md", "x");
    const auto error = error_of("flihts.parquet");
    EXPECT_EQ(error.code, ErrorCode::NotFound);
    EXPECT_EQ(error.what, "cannot find flihts.parquet");
    EXPECT_EQ(error.hint, "did you mean \"flights.parquet\"?");
    EXPECT_EQ(error_of("zzz.csv").hint, "known are flights.parquet");
    EXPECT_EQ(error_of("nowhere/a.csv").hint, "there is no folder nowhere");
    EXPECT_EQ(error_of("*.jsonl").what, "no file matches *.jsonl");
}

TEST_F(Sources, AGlobOverSeveralKindsIsRefused) {
    put("a.csv", "x\n1\n");
    put("a.jsonl", "{\"x\":1}\n");
    EXPECT_EQ(error_of("a.*").what, "a.* mixes kinds of files: a.csv and a.jsonl");
}

TEST_F(Sources, WhatIsNoTableIsSaidInOneSentence) {
    std::filesystem::create_directory("folder.csv");
    put("empty.csv", "");
    put("empty.parquet", "");
    put("book.xlsx", "x");
    EXPECT_EQ(error_of("folder.csv").what, "folder.csv is a folder");
    EXPECT_EQ(error_of("empty.csv").what, "empty.csv is empty");
    EXPECT_EQ(error_of("empty.parquet").what, "empty.parquet is empty");
    EXPECT_EQ(error_of("book.xlsx").what, "book.xlsx: a table does not end in \".xlsx\"");
    EXPECT_EQ(error_of("postgres://host/db").what, "reading from a database is not there yet");
    EXPECT_EQ(error_of("spark://host").code, ErrorCode::InvalidInput);
    EXPECT_EQ(error_of("https://host/a.csv").what,
              "https://host/a.csv is not a file of this machine");
}

TEST_F(Sources, RowsTellTheFileThatTheyCameFrom) {
    int next = 0;
    for (const auto& [name, rows] : {std::pair{"a", 3}, std::pair{"b", 1}, std::pair{"c", 5}}) {
        const std::string file = name;
        std::string csv = "i,t\n";
        std::string lines;
        for (const int end = next + rows; next < end; ++next) {
            const auto i = std::to_string(next);
            csv += i + ",v" + i + "\n";
            lines += "{\"i\":" + i + ",\"t\":\"v" + i + "\"}\n";
        }
        put(file + ".csv", csv);
        put(file + ".jsonl", lines);
        query_into("SELECT * FROM read_csv('" + file + ".csv')", file + ".parquet");
    }
    for (const std::string ending : {".csv", ".parquet", ".jsonl"}) {
        EXPECT_EQ(*Engine::files("*" + ending), (Texts{"a" + ending, "b" + ending, "c" + ending}));
        const Texts some{"a" + ending, "c" + ending};
        const auto table = engine_.read(
            {.location = "*" + ending, .query = {}, .files = some, .file_column = "from it"});
        ASSERT_TRUE(table) << table.error().what;
        EXPECT_EQ(table->names(), (Texts{"i", "t", "from it"}));
        EXPECT_EQ(table->find("i")->numbers, (std::vector<double>{0, 1, 2, 4, 5, 6, 7, 8}));
        EXPECT_EQ(table->find("from it")->levels, some);
        EXPECT_EQ(table->find("from it")->codes,
                  (std::vector<std::int32_t>{0, 0, 0, 1, 1, 1, 1, 1}));
    }
}

TEST_F(Sources, RowsOfArrowTellTheirFileToo) {
    for (const auto* name : {"a.arrow", "b.arrow"}) {
        put(name, content_of(fixture("plain.arrow")));
    }
    const auto rows = read("a.arrow").rows;
    const auto table = engine_.read(
        {.location = "*.arrow", .query = {}, .files = {"b.arrow"}, .file_column = "file"});
    ASSERT_TRUE(table) << table.error().what;
    EXPECT_EQ(table->find("file")->levels, Texts{"b.arrow"});
    EXPECT_EQ(table->find("file")->codes, std::vector<std::int32_t>(rows, 0));
}

TEST_F(Sources, ParquetComesBackAsItWent) {
    const std::string sql =
        "SELECT i % 3 = 0 AS b, i, i * 0.5::DOUBLE AS r, 'v' || i % 5 AS t, "
        "DATE '1969-12-30' + i::INT AS d, TIMESTAMP '1969-12-31 23:59:59.5' + INTERVAL (i) HOUR "
        "AS s, CASE WHEN i % 2 = 0 THEN i END AS n FROM range(200000) x(i)";
    query_into(sql, "a.parquet");
    const auto asked = engine_.query(sql);
    const auto table = read("a.parquet");
    ASSERT_EQ(table.rows, 200'000U);
    ASSERT_EQ(table.names(), asked->names());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto &a = asked->columns[i], &b = table.columns[i];
        EXPECT_EQ(a.type, b.type) << a.name;
        EXPECT_EQ(a.codes, b.codes);
        EXPECT_EQ(a.levels, b.levels);
        EXPECT_EQ(a.times, b.times);
        EXPECT_EQ(a.missing_count(), b.missing_count());
    }
    EXPECT_EQ(table.find("r")->numbers, asked->find("r")->numbers);
    EXPECT_EQ(table.find("d")->times[0], -2 * 86'400'000'000);
    EXPECT_EQ(table.find("s")->times[0], -500'000);
}

TEST_F(Sources, AParquetFileThatWasCutOrDamagedIsNamed) {
    query_into("SELECT i, 'v' || i AS t FROM range(50000) x(i)", "a.parquet");
    const auto whole = content_of("a.parquet");
    put("cut.parquet", whole.substr(0, whole.size() / 2));
    auto torn = whole;
    torn.replace(whole.size() / 2, 300, std::string(300, '\xFF'));
    put("torn.parquet", torn);
    put("text.parquet", "x,y\n1,2\n");
    EXPECT_EQ(error_of("cut.parquet").what, "cut.parquet is cut short, or is no Parquet file");
    EXPECT_EQ(error_of("text.parquet").what, "text.parquet is cut short, or is no Parquet file");
    const auto error = error_of("torn.parquet");
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
    EXPECT_TRUE(error.what.starts_with("torn.parquet is damaged: ")) << error.what;
}

TEST_F(Sources, AFileThatWasGivenANameIsReadByItAndErrorsSayIt) {
    put("a.csv", "x\n1\n");
    put("text.parquet", "x,y\n1,2\n");
    engine_.name_file("april", "a.csv");
    engine_.name_file("may", "text.parquet");
    EXPECT_EQ(read("april").rows, 1U);
    EXPECT_EQ(engine_.describe({.location = "april", .query = {}})->front().name, "x");
    EXPECT_EQ(engine_.file_of("april"), "a.csv");
    EXPECT_EQ(engine_.file_of("a.csv"), "a.csv");
    EXPECT_EQ(error_of("may").what, "may is cut short, or is no Parquet file");
}

TEST_F(Sources, JsonLinesAndJsonAreRead) {
    put("a.jsonl", "{\"a\":1,\"b\":\"x\",\"c\":[1,2]}\n{\"a\":2,\"b\":null,\"d\":{\"q\":1}}\n");
    put("a.json", "[{\"a\":1,\"b\":\"x\"},{\"a\":2}]");
    std::vector<std::string> skipped;
    const auto table = engine_.read({.location = "a.jsonl", .query = {}}, {}, &skipped);
    ASSERT_TRUE(table) << table.error().what;
    EXPECT_EQ(table->names(), (Texts{"a", "b"}));
    EXPECT_EQ(skipped, (Texts{"c", "d"}));
    EXPECT_EQ(texts(read("a.json").find("b")), (Texts{"x", "?"}));
}

TEST_F(Sources, ABrokenLineOfJsonIsNamed) {
    put("a.jsonl", "{\"a\":1}\n{\"a\":2,\n{\"a\":3}\n");
    EXPECT_TRUE(error_of("a.jsonl").what.starts_with("a.jsonl, line 3: not JSON"))
        << error_of("a.jsonl").what;
}

TEST_F(Sources, ArrowFilesAndStreamsAreReadPackedOrNot) {
    for (const auto* name : {"plain.arrow", "lz4.feather", "zstd.arrow", "stream.arrows"}) {
        const auto table = read(fixture(name));
        EXPECT_EQ(table.names(), (Texts{"i", "r", "t", "k", "b", "d", "s"})) << name;
        ASSERT_EQ(table.rows, 3U) << name;
        EXPECT_EQ(table.find("i")->numbers[1], 2);
        EXPECT_TRUE(table.find("r")->missing(1));
        EXPECT_EQ(texts(table.find("t")), (Texts{"x", "\xC3\xA9", "?"})) << name;
        EXPECT_EQ(texts(table.find("k")), (Texts{"a", "b", "a"})) << name;
        EXPECT_EQ(table.find("d")->times[1], 86'400'000'000);
        EXPECT_EQ(table.find("s")->times[0], 1'000'000);
    }
    const auto held =
        engine_.query("SELECT count(*) AS n FROM duckdb_tables() WHERE table_name LIKE 'assay%'");
    EXPECT_EQ(held->columns[0].numbers[0], 0) << "no row is held once it was read";
}

TEST_F(Sources, AnArrowFileThatCannotBeReadIsNamed) {
    EXPECT_TRUE(error_of(fixture("packed_dictionary.arrow"))
                    .what.ends_with("holds columns with dictionaries that cannot be read"));
    const auto whole = content_of(fixture("plain.arrow"));
    put("cut.arrow", whole.substr(0, whole.size() / 2));
    put("text.arrow", "x,y\n1,2\n");
    for (const auto* name : {"cut.arrow", "text.arrow"}) {
        const auto error = error_of(name);
        EXPECT_EQ(error.code, ErrorCode::InvalidInput);
        EXPECT_TRUE(error.what.starts_with(std::string(name) + " is cut short, or is no Arrow"))
            << error.what;
    }
}

TEST_F(Sources, TypesWithoutAColumnFormAreSkippedAndTheRestIsCast) {
    put("a.csv", "x\n1\n");
    std::vector<std::string> skipped;
    const auto table = engine_.read(
        {.location = "a.csv",
         .query = "SELECT 1.25::DECIMAL(9,2) AS dec, 7::DECIMAL(9,0) AS whole, 3::HUGEINT AS huge, "
                  "170141183460469231731687303715884105727::HUGEINT AS top, 18446744073709551615::"
                  "UBIGINT AS u, 'a'::ENUM('a', 'b') AS e, INTERVAL 1 DAY AS i, [1] AS l, {'a': 1} "
                  "AS s, MAP {'a': 1} AS m, TIMESTAMPTZ '2024-01-01 00:00:00+02' AS tz, NULL AS n, "
                  "TIMESTAMP_NS '2024-01-01 00:00:00' AS ns, DATE 'infinity' AS inf, "
                  "9007199254740993 AS wide, 'x'::BLOB AS blob FROM data"},
        {}, &skipped);
    ASSERT_TRUE(table) << table.error().what;
    EXPECT_EQ(skipped, (Texts{"i", "l", "s", "m", "blob"}));
    EXPECT_EQ(table->find("dec")->numbers[0], 1.25);
    EXPECT_EQ(table->find("whole")->type, Type::Integer);
    EXPECT_EQ(table->find("huge")->numbers[0], 3);
    EXPECT_EQ(table->find("top")->levels[0], "170141183460469231731687303715884105727");
    EXPECT_EQ(table->find("u")->levels[0], "18446744073709551615");
    EXPECT_EQ(table->find("e")->levels[0], "a");
    EXPECT_EQ(table->find("tz")->times[0], 1'704'060'000'000'000);
    EXPECT_EQ(table->find("ns")->times[0], 1'704'067'200'000'000);
    EXPECT_EQ(table->find("inf")->times[0], std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(table->find("wide")->levels[0], "9007199254740993");
    EXPECT_TRUE(table->find("n")->missing(0));
}

TEST_F(Sources, AWholeNumberBeyondTwoToThe53MakesTheWholeColumnText) {
    const auto table = engine_.query(
        "SELECT CASE i WHEN 2 THEN NULL WHEN 99999 THEN 9007199254740993 ELSE i - 1 END AS n FROM "
        "range(100000) x(i)");
    ASSERT_TRUE(table) << table.error().what;
    const auto& column = table->columns[0];
    ASSERT_EQ(column.type, Type::Text);
    EXPECT_EQ(column.size(), 100'000U);
    EXPECT_EQ(column.levels[0], "-1");
    EXPECT_TRUE(column.missing(2));
    EXPECT_EQ(column.levels.back(), "9007199254740993");
    EXPECT_TRUE(column.numbers.empty());
}

TEST_F(Sources, AQuerySeesTheFileAsData) {
    put("a.csv", "x,y\n1,a\n2,b\n3,c\n");
    const auto table =
        engine_.read({.location = "a.csv",
                      .query = "-- the later ones\nWITH big AS (FROM data WHERE x > 1) "
                               "SELECT y, x * 2 AS z FROM big ORDER BY x DESC"});
    ASSERT_TRUE(table) << table.error().what;
    EXPECT_EQ(table->find("z")->numbers, (std::vector<double>{6, 4}));
    EXPECT_EQ(texts(table->find("y")), (Texts{"c", "b"}));
}

TEST_F(Sources, AWrongQueryIsExplainedWithItsPlace) {
    put("a.csv", "x,y\n1,a\n");
    EXPECT_EQ(error_of("a.csv", {}, "SELECT x FROM dta").what,
              "[data] query: table with name dta does not exist\n  SELECT x FROM dta\n"
              "                ^");
    EXPECT_EQ(error_of("a.csv", {}, "SELECT x,, y FROM data").what,
              "[data] query: syntax error at or near \",\"\n  SELECT x,, y FROM data\n"
              "           ^");
    EXPECT_EQ(error_of("a.csv", {}, "DROP TABLE data").what, "[data] query: it starts with DROP");
    EXPECT_EQ(error_of("a.csv", {}, "SELECT 1; SELECT 2").what,
              "[data] query: it holds more than one statement");
    EXPECT_EQ(error_of("a.csv", {}, "-- nothing").what, "[data] query: it is empty");
    EXPECT_EQ(error_of("a.csv", {}, "SELECT 1) UNION (SELECT 2").what,
              "[data] query: a bracket closes that was never opened");
}

}  // namespace
}  // namespace assay::engine
