#include "data/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/moment.hpp"
#include "data/in_folder_test.hpp"
#include "data/planted.hpp"

namespace assay::data {
namespace {

constexpr std::string_view kContract = R"([contract]
name = "visits"
version = "1.2"
[table]
key = ["visit", "day"]
rows_at_least = 6
rows_at_most = 9
time = "day"
max_age = "3 days"
other_columns = false
[columns.visit]
type = "integer"
[columns.day]
type = "date"
min = 2026-01-01
max = 2026-01-31
[columns.amount]
type = "real"
missing_at_most = 0.2
min = 0
max = 45.5
[columns."shop.name"]
type = "text"
nullable = false
values = ["north", "south"]
references = { table = "shops.csv", column = "shop" }
[columns.code]
unique = true
)";

constexpr std::string_view kGood =
    "visit,day,amount,shop.name,code\n"
    "1,2026-01-01,0,north,a\n"
    "2,2026-01-31,45.5,south,b\n"
    "3,2026-01-03,,south,c\n"
    "4,2026-01-04,2,north,\n"
    "5,2026-01-05,3,north,\n"
    "5,2026-01-06,4,south,f\n";

const std::int64_t kNow = *parse_moment("2026-02-01T12:00:00Z");

class Contracts : public InFolder {
  protected:
    Contracts() { put("shops.csv", "shop\nnorth\nsouth\n"); }

    ContractCheck check(std::string_view contract, std::string_view table,
                        std::int64_t now = kNow) {
        put("table.csv", table);
        const auto parsed = parse_contract(contract, "contract.toml");
        EXPECT_TRUE(parsed) << parsed.error().what;
        auto done = check_contract(*parsed, read("table.csv"), "table.csv", engine_, now);
        EXPECT_TRUE(done) << done.error().what;
        return *std::move(done);
    }
    /// The only breach of a table.
    Breach breach(std::string_view table, std::int64_t now = kNow) {
        const auto done = check(kContract, table, now);
        EXPECT_EQ(done.breaches.size(), 1U);
        for (const auto& each : done.breaches) {
            SCOPED_TRACE(each.sentence);
            if (!each.sql.empty()) {
                EXPECT_EQ(read("table.csv", each.sql).rows, static_cast<std::size_t>(each.rows))
                    << each.sql;
            }
        }
        return done.breaches.empty() ? Breach{} : done.breaches.front();
    }
};

std::string with(std::string_view old, std::string_view now) {
    std::string out(kGood);
    const auto at = out.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return out.replace(at, old.size(), now);
}

TEST_F(Contracts, ATableThatKeepsAllClausesHasNoBreach) {
    const auto done = check(kContract, kGood);
    EXPECT_TRUE(done.breaches.empty()) << done.breaches.front().sentence;
    EXPECT_EQ(done.clauses, 22);
    EXPECT_EQ(done.sentence, "table.csv keeps all of 22 clauses of the contract.");
}

TEST_F(Contracts, NullsAreNamedWithRowsAndTheSqlThatShowsThem) {
    const auto found = breach(with("2,north,\n", "2,,\n"));
    EXPECT_EQ(found.code, "missing");
    EXPECT_EQ(found.column, "shop.name");
    EXPECT_EQ(found.first_rows, std::vector<std::int64_t>{4});
    EXPECT_EQ(found.clause, "contract.toml, line 24, [columns.shop.name] nullable");
    EXPECT_EQ(found.sql, "SELECT * FROM data WHERE \"shop.name\" IS NULL");
}

TEST_F(Contracts, MoreGapsThanPromised) {
    const auto found = breach(with("2,north,\n", ",north,\n"));
    EXPECT_EQ(found.code, "missing");
    EXPECT_EQ(found.rows, 2);
    EXPECT_EQ(found.expected, "missing in at most 20.0 % of the rows");
}

TEST_F(Contracts, ARangeHoldsItsEndsAndNothingBeyond) {
    const auto found = breach(with("45.5,south", "45.6,south"));
    EXPECT_EQ(found.code, "range");
    EXPECT_EQ(found.seen, std::vector<std::string>{"45.6"});
    EXPECT_EQ(found.sentence, "amount is not 0 to 45.5 in 1 of 6 rows; the furthest is 45.6.");
    const auto low = breach(with("45.5,south", "-1,south"));
    EXPECT_TRUE(low.clause.ends_with("[columns.amount] min")) << low.clause;
}

TEST_F(Contracts, ADayIsAnEndOfARangeAsAWhole) {
    const auto found = breach(with("2026-01-31", "2026-02-01"));
    EXPECT_EQ(found.code, "range");
    EXPECT_EQ(found.column, "day");
    EXPECT_EQ(found.seen, std::vector<std::string>{"2026-02-01"});
}

TEST_F(Contracts, AValueOutsideOfItsSetIsAlsoUnknownToTheReference) {
    const auto done = check(kContract, with("0,north", "0,nort"));
    ASSERT_EQ(done.breaches.size(), 2U);
    EXPECT_EQ(done.breaches[0].code, "set");
    EXPECT_EQ(done.breaches[1].code, "reference");
    for (const auto& each : done.breaches) {
        EXPECT_EQ(each.seen, std::vector<std::string>{"nort"});
        EXPECT_EQ(read("table.csv", each.sql).rows, 1U) << each.sql;
    }
}

TEST_F(Contracts, AUniqueColumnMayMissValuesButNotRepeatThem) {
    const auto found = breach(with("south,f", "south,a"));
    EXPECT_EQ(found.code, "unique");
    EXPECT_EQ(found.rows, 2);
    EXPECT_EQ(found.first_rows, (std::vector<std::int64_t>{1, 6}));
}

TEST_F(Contracts, AKeyOfTwoColumnsNamesEachRowOnce) {
    const auto found = breach(with("5,2026-01-06", "5,2026-01-05"));
    EXPECT_EQ(found.code, "key");
    EXPECT_EQ(found.rows, 2);
    EXPECT_EQ(found.seen, std::vector<std::string>{"visit = 5 and day = 2026-01-05"});
}

TEST_F(Contracts, TextAmongNumbersIsNamedByItsRows) {
    const auto found = breach(with("2,2026-01-31", "x2,2026-01-31"));
    EXPECT_EQ(found.code, "type");
    EXPECT_EQ(found.rows, 1);
    EXPECT_EQ(found.seen, std::vector<std::string>{"x2"});
    EXPECT_EQ(found.severity, Severity::Error);
}

TEST_F(Contracts, AColumnThatIsGoneOrNew) {
    const auto done = check(kContract, with("amount", "amonut"));
    ASSERT_EQ(done.breaches.size(), 2U);
    std::set<std::string> sentences;
    for (const auto& each : done.breaches) {
        sentences.insert(each.sentence);
    }
    EXPECT_TRUE(sentences.contains("There is no column amount, but there is amonut."));
    EXPECT_TRUE(sentences.contains("Column amonut (real) is not in the contract."));
}

TEST_F(Contracts, VolumeAndAge) {
    const auto few = breach(std::string(kGood.substr(0, kGood.find("5,2026-01-06"))));
    EXPECT_EQ(few.code, "volume");
    EXPECT_EQ(few.severity, Severity::Warning);
    const auto stale = breach(kGood, kNow + 3 * kMicrosecondsADay);
    EXPECT_EQ(stale.code, "stale");
    EXPECT_EQ(stale.sentence,
              "The newest day is 2026-01-31, 4 days ago; the contract allows 3 "
              "days.");
}

TEST_F(Contracts, AnEmptyColumnAndATableWithoutRows) {
    const auto done = check("[columns.a]\ntype = \"integer\"\nnullable = false\n", "a,b\n,1\n,2\n");
    ASSERT_EQ(done.breaches.size(), 2U);
    EXPECT_EQ(done.breaches[0].code, "missing");
    EXPECT_EQ(done.breaches[1].severity, Severity::Info);
    const auto none = check("[table]\nkey = [\"a\"]\nrows_at_least = 1\n[columns.a]\n", "a,b\n");
    ASSERT_GE(none.breaches.size(), 1U);
    EXPECT_EQ(none.breaches[0].code, "volume");
}

TEST_F(Contracts, TheSameRowsInAnotherOrderBreakTheSameClauses) {
    Random random(3, "order");
    auto rows = std::vector<std::string>{};
    for (int i = 0; i < 200; ++i) {
        rows.push_back(fmt::format("{},2026-01-{:02},{},{},c{}\n", random.below(190),
                                   1 + random.below(31), 60 * random.uniform(),
                                   random.uniform() < 0.1 ? "west" : "north", random.below(500)));
    }
    const auto counts = [&] {
        std::string table = "visit,day,amount,shop.name,code\n";
        for (const auto& row : rows) {
            table += row;
        }
        std::set<std::pair<std::string, std::int64_t>> out;
        for (const auto& each : check(kContract, table).breaches) {
            out.insert({each.code + each.column, each.rows});
            EXPECT_TRUE(each.sql.empty() ||
                        read("table.csv", each.sql).rows == static_cast<std::size_t>(each.rows))
                << each.sql;
        }
        return out;
    };
    const auto before = counts();
    EXPECT_GE(before.size(), 5U);
    random.shuffle(rows);
    EXPECT_EQ(counts(), before);
}

TEST_F(Contracts, ADraftHoldsOnTheTableItWasMadeFrom) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto made = planted::clean(seed, seed % 2 == 0 ? 400 : 30, 6, seed % 3 == 0);
        const auto draft = draft_contract(made.table, "clean.csv", 1'700'000'000'000'000);
        const auto contract = parse_contract(draft.toml, "contract.toml");
        ASSERT_TRUE(contract) << contract.error().what << "\n" << draft.toml;
        const auto done =
            check_contract(*contract, made.table, "clean.csv", engine_, 1'700'000'000'000'000);
        ASSERT_TRUE(done);
        EXPECT_TRUE(done->breaches.empty())
            << seed << ": " << done->breaches.front().sentence << "\n"
            << draft.toml;
        EXPECT_GT(done->clauses, 0);
    }
}

TEST_F(Contracts, ADraftClosesNoSetThatFewRowsSupport) {
    const auto draft = [](int rows) {
        std::vector<std::string> shops;
        for (int i = 0; i < rows; ++i) {
            shops.push_back(i % 2 == 0 ? "north" : "south");
        }
        engine::Table table{.columns = {planted::texts("shop", shops)},
                            .rows = static_cast<std::size_t>(rows)};
        return draft_contract(table, "shops.csv", kNow).toml;
    };
    EXPECT_NE(draft(500).find("\nvalues = [\"north\", \"south\"]"), std::string::npos);
    EXPECT_NE(draft(40).find("\n# values = [\"north\", \"south\"]"), std::string::npos);
}

struct Wrong {
    std::string text, what;
};

TEST(ContractFile, ThatContradictsItselfIsRefusedByLine) {
    const std::vector<Wrong> cases{
        {"[columns.a]\nmin = 5\nmax = 3\n", "c.toml, line 3, [columns.a] max: 3 is below min, 5"},
        {"[columns.a]\ntype = \"integer\"\nvalues = [1, \"two\"]\n",
         "c.toml, line 3, [columns.a] values: \"two\" is no value of type integer"},
        {"[columns.a]\nvalues = [1, 9]\nmax = 5\n",
         "c.toml, line 2, [columns.a] values: 9 lies outside of min and max"},
        {"[table]\nkey = [\"a\"]\n[columns.a]\nnullable = true\n",
         "c.toml, line 4, [columns.a] nullable: \"a\" is part of the key and may be missing"},
        {"[table]\nkey = [\"b\"]\n[columns.a]\n",
         "c.toml, line 2, [table] key: \"b\" is no column of the contract"},
        {"[table]\nrows_at_least = 10\nrows_at_most = 5\n[columns.a]\n",
         "c.toml, line 3, [table] rows_at_most: 5 is below rows_at_least, 10"},
        {"[table]\nrows_at_least = 10\nkey = [\"a\"]\n[columns.a]\nvalues = [1, 2]\n",
         "c.toml, line 5, [columns.a] values: 2 values cannot be unique in 10 rows"},
        {"[columns.a]\nnullable = false\nmissing_at_most = 0.1\n",
         "c.toml, line 3, [columns.a] missing_at_most: 10.0 % of the rows may be missing, and "
         "nullable = false says that none may"},
        {"[columns.a]\ntype = \"text\"\nmin = 3\n",
         "c.toml, line 3, [columns.a] min: 3 is no value of type text"},
        {"[columns.a]\ntype = \"date\"\nmax = 3\n",
         "c.toml, line 3, [columns.a] max: 3 is no value of type date"},
        {"[table]\nmax_age = \"3 days\"\n[columns.a]\n",
         "c.toml, line 2, [table] max_age: the age of what?"},
        {"[table]\ntime = \"a\"\n[columns.a]\ntype = \"text\"\n",
         "c.toml, line 2, [table] time: \"a\" is text, not a date or timestamp"},
        {"[table]\nmax_age = \"soon\"\n[columns.a]\n",
         "c.toml, line 2, [table] max_age: expected a span of time, saw the text \"soon\""},
        {"[columns.a]\ntype = \"intger\"\n",
         "c.toml, line 2, [columns.a] type: expected a type, saw the text \"intger\""},
        {"[columns.\"a.b\"]\nuniqe = true\n", "c.toml, line 2, [columns.a.b] uniqe: unknown key"},
        {"[column.a]\n", "c.toml, line 1, [column]: unknown table"},
        {"[columns.a]\nmissing_at_most = 2\n",
         "c.toml, line 2, [columns.a] missing_at_most: 2 is not between 0 and 1"},
        {"[contract]\nname = \"x\"\n", "c.toml: no column is promised"},
    };
    for (const auto& each : cases) {
        const auto contract = parse_contract(each.text, "c.toml");
        ASSERT_FALSE(contract) << each.text;
        EXPECT_EQ(contract.error().what, each.what);
        EXPECT_FALSE(contract.error().hint.empty()) << each.text;
    }
}

ContractDiff diff(std::string_view before, std::string_view after) {
    return diff_contracts(*parse_contract(before, "old.toml"), *parse_contract(after, "new.toml"));
}

TEST(ContractDiffs, APromiseTakenBackBreaksAndOneGivenDoesNot) {
    const std::vector<std::pair<std::string, std::string>> weaker_than{
        {"min = 0", ""},
        {"min = 0", "min = -1"},
        {"max = 9", "max = 10"},
        {"values = [1, 2]", "values = [1, 2, 3]"},
        {"values = [1, 2]", ""},
        {"nullable = false", ""},
        {"missing_at_most = 0.1", "missing_at_most = 0.2"},
        {"unique = true", ""},
        {"type = \"integer\"", "type = \"real\""},
        {"references = { table = \"t.csv\", column = \"c\" }", ""},
        {"", "required = false"},
    };
    for (const auto& [strong, weak] : weaker_than) {
        const auto loosened = diff("[columns.a]\n" + strong, "[columns.a]\n" + weak);
        EXPECT_EQ(loosened.breaking, 1) << strong << " -> " << weak;
        const auto tightened = diff("[columns.a]\n" + weak, "[columns.a]\n" + strong);
        EXPECT_EQ(tightened.breaking, 0) << weak << " -> " << strong;
        EXPECT_EQ(tightened.harmless, 1) << weak << " -> " << strong;
        EXPECT_TRUE(diff("[columns.a]\n" + strong, "[columns.a]\n" + strong).changes.empty());
    }
}

TEST(ContractDiffs, ColumnsThatGoBreakAndColumnsThatComeDoNot) {
    const auto gone = diff("[columns.a]\n[columns.b]\n", "[columns.a]\n[columns.c]\n");
    EXPECT_EQ(gone.breaking, 1);
    EXPECT_EQ(gone.harmless, 1);
    EXPECT_EQ(gone.changes.front().sentence, "Column b (any) is no longer promised.");
    EXPECT_EQ(diff("[table]\nother_columns = false\n[columns.a]\n",
                   "[table]\nother_columns = false\n[columns.a]\n[columns.b]\n")
                  .breaking,
              1);
}

TEST(ContractDiffs, ABreakIsAnnouncedByTheFirstNumberOfTheVersion) {
    const auto with_version = [](std::string_view version, std::string_view rest) {
        return fmt::format("[contract]\nversion = \"{}\"\n[columns.a]\n{}\n", version, rest);
    };
    EXPECT_FALSE(diff(with_version("1.4", "min = 0"), with_version("1.5", "")).announced);
    EXPECT_TRUE(diff(with_version("1.4", "min = 0"), with_version("2.0", "")).announced);
    EXPECT_TRUE(diff(with_version("1.4", ""), with_version("1.4", "min = 0")).announced);
}

TEST(ContractDiffs, AKeyWithAColumnMoreNoLongerNamesRowsOnce) {
    constexpr std::string_view kOne = "[table]\nkey = [\"a\"]\n[columns.a]\n[columns.b]\n";
    constexpr std::string_view kBoth = "[table]\nkey = [\"a\", \"b\"]\n[columns.a]\n[columns.b]\n";
    EXPECT_EQ(diff(kOne, kBoth).changes.front().clause, "key");
    EXPECT_TRUE(diff(kOne, kBoth).changes.front().breaking);
    const auto narrower = diff(kBoth, kOne);
    EXPECT_FALSE(std::ranges::any_of(
        narrower.changes, [](const auto& each) { return each.clause == "key" && each.breaking; }));
}

TEST(Moments, AreReadAsPeopleWriteThem) {
    EXPECT_EQ(parse_moment("1970-01-02"), kMicrosecondsADay);
    EXPECT_EQ(parse_moment("1970-01-01T01:00:01Z"), 3'601'000'000);
    EXPECT_FALSE(parse_moment("2026-02-30"));
    EXPECT_FALSE(parse_moment("2026-2-03"));
    EXPECT_FALSE(parse_moment("2026-01-01T25:00:00Z"));
    EXPECT_EQ(parse_span("36 hours"), 36 * kMicrosecondsADay / 24);
    EXPECT_EQ(parse_span("1 day"), kMicrosecondsADay);
    EXPECT_FALSE(parse_span("0 days"));
    EXPECT_FALSE(parse_span("3 moons"));
    EXPECT_FALSE(parse_span("days"));
    EXPECT_EQ(span_text(36 * kMicrosecondsADay / 24), "36 hours");
    EXPECT_EQ(span_text(3 * kMicrosecondsADay), "3 days");
}

}  // namespace
}  // namespace assay::data
