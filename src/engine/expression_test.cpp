#include <cmath>

#include "engine/engine_fixture_test.hpp"

namespace assay::engine {
namespace {

class Expressions : public InFolder {
  protected:
    Expressions() { put("a.csv", "delay,text,day\n5,x,2024-01-01\n20,y,2024-01-02\n,z,\n"); }

    Error error_in(const std::string& sql) {
        return error_of(
            "a.csv", {{.name = "ok", .sql = "delay > 1", .where = "line 1"},
                      {.name = "rule", .sql = sql, .where = "product.toml, line 21, [rule] sql"}});
    }
    static constexpr const char* kWhere = "product.toml, line 21, [rule] sql: ";
};

TEST_F(Expressions, StandBesideTheColumns) {
    const auto table = read("a.csv", {{.name = "rule", .sql = "delay >= 15 -- late", .where = "w"},
                                      {.name = "cost", .sql = "delay * 0.5", .where = "w"},
                                      {.name = "text", .sql = "length(text)", .where = "w"},
                                      {.name = "rank", .sql = "row_number() OVER ()", .where = "w"},
                                      {.name = "share", .sql = "1 / 0", .where = "w"}});
    ASSERT_EQ(table.columns.size(), 8U);
    EXPECT_EQ(table.find("rule")->type, Type::Boolean);
    EXPECT_EQ(table.find("rule")->numbers[1], 1);
    EXPECT_TRUE(table.find("rule")->missing(2));
    EXPECT_EQ(table.find("cost")->numbers[0], 2.5);
    EXPECT_EQ(table.columns[5].numbers[0], 1);
    EXPECT_EQ(table.find("rank")->numbers[2], 3);
    EXPECT_TRUE(std::isinf(table.find("share")->numbers[0]));
}

TEST_F(Expressions, NamesOfResultsAreNotSeenByOthers) {
    const auto error = error_of("a.csv", {{.name = "score", .sql = "delay > 1", .where = "first"},
                                          {.name = "rule", .sql = "score > 1", .where = "second"}});
    EXPECT_TRUE(error.what.starts_with("second: there is no column \"score\"")) << error.what;
}

TEST_F(Expressions, AnUnknownColumnIsPointedAt) {
    const auto error = error_in("text = 'dely' AND dely >= 15");
    EXPECT_EQ(error.code, ErrorCode::NotFound);
    EXPECT_EQ(error.what, std::string(kWhere) +
                              "there is no column \"dely\"\n"
                              "  text = 'dely' AND dely >= 15\n"
                              "                    ^");
    EXPECT_EQ(error.hint, "did you mean \"delay\"?");
}

TEST_F(Expressions, ASyntaxErrorIsPointedAt) {
    EXPECT_EQ(error_in("delay >\n  15 and and text = 'x'").what,
              std::string(kWhere) +
                  "syntax error at or near \"and\"\n"
                  "    15 and and text = 'x'\n"
                  "           ^");
    EXPECT_EQ(error_in("delay >").what,
              std::string(kWhere) + "it ends too early\n  delay >\n         ^");
}

TEST_F(Expressions, ALongLineIsStillPointedAtInItsPlace) {
    std::string sql;
    for (int i = 0; i < 40; ++i) {
        sql += "delay > " + std::to_string(i) + " and ";
    }
    const auto at = sql.size();
    sql += "and delay < 3";
    const auto error = error_in(sql);
    EXPECT_TRUE(error.what.ends_with("\n  " + std::string(at, ' ') + "^")) << error.what;
}

struct Wrong {
    const char* sql;
    const char* said;
};
class WrongExpression : public Expressions, public testing::WithParamInterface<Wrong> {};

TEST_P(WrongExpression, IsExplained) {
    const auto error = error_in(GetParam().sql);
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
    EXPECT_TRUE(error.what.starts_with(std::string(kWhere) + GetParam().said)) << error.what;
    EXPECT_NE(error.what.find(GetParam().sql), std::string::npos) << error.what;
    EXPECT_EQ(error.what.find("LINE"), std::string::npos) << error.what;
}

INSTANTIATE_TEST_SUITE_P(
    Each, WrongExpression,
    testing::Values(Wrong{"avg(delay) > 3", "an aggregate gives one value for the whole table"},
                    Wrong{"count(*)", "an aggregate gives one value for the whole table"},
                    Wrong{"unnest([1, 2])", "it gives several values for one row"},
                    Wrong{"*", "it gives several values for one row"},
                    Wrong{"lenth(text)", "there is no function lenth"},
                    Wrong{"text", "neither true or false nor a number, but VARCHAR"},
                    Wrong{"day", "neither true or false nor a number, but DATE"},
                    Wrong{"delay, 1", "neither true or false nor a number, but STRUCT"},
                    Wrong{"text > 3",
                          "cannot compare values of type VARCHAR and type INTEGER_LITERAL"},
                    Wrong{"delay > 1; DROP TABLE x", "it holds a semicolon"},
                    Wrong{"delay > 1) OR (1 = 1", "a bracket closes that was never opened"},
                    Wrong{"delay > 1)", "a bracket closes that was never opened"},
                    Wrong{"(delay > 1", "a bracket opens and is never closed"},
                    Wrong{"text = 'x", "a quote or comment opens and is never closed"},
                    Wrong{"random() > 0.5", "random gives another answer each time"},
                    Wrong{"day < current_date", "current_date gives another answer each time"},
                    Wrong{"CAST(text AS INTEGER) > 1", "could not convert string 'x' to INT32"},
                    Wrong{" ", "it is empty"}, Wrong{"-- delay > 1", "it is empty"}));

}  // namespace
}  // namespace assay::engine
