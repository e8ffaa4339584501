#include "engine/engine.hpp"

#include <gtest/gtest.h>

namespace assay::engine {
namespace {

Engine open_engine() {
    auto engine = Engine::open({.library = ASSAY_LIBRARIES "/libduckdb.so", .memory_limit = "1GB"});
    EXPECT_TRUE(engine) << engine.error().what;
    return std::move(*engine);
}

TEST(Engine, NamesItsVersion) {
    EXPECT_EQ(open_engine().version().value_or("?"), "DuckDB 1.5.6");
}

TEST(Engine, ReadsEveryKindOfValue) {
    auto engine = open_engine();
    const auto table = engine.query(
        "SELECT 1 AS i, 2.5::DOUBLE AS d, 'x' AS t, NULL::BIGINT AS n, true AS b, 0.25 AS q");
    ASSERT_TRUE(table) << table.error().what;
    EXPECT_EQ(table->rows, 1U);
    EXPECT_EQ(table->find("i")->numbers[0], 1);
    EXPECT_EQ(table->find("q")->numbers[0], 0.25);
    EXPECT_EQ(table->find("t")->levels[0], "x");
    EXPECT_TRUE(table->find("n")->missing(0));
    EXPECT_EQ(table->find("b")->type, Type::Boolean);
}

}  // namespace
}  // namespace assay::engine
