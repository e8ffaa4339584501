#include "engine/engine.hpp"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <csignal>
#include <thread>

#include "engine/engine_fixture_test.hpp"

namespace assay::engine {
namespace {

namespace fs = std::filesystem;
using Queries = InFolder;
using Writing = InFolder;
using Texts = std::vector<std::string>;

TEST(Engine, NamesItsVersion) {
    EXPECT_EQ(open_engine().version().value_or("?"), "DuckDB 1.5.6");
}

TEST(Engine, SaysWhenItsLibraryIsNotThere) {
    const auto engine = Engine::open({.library = "/nowhere/libduckdb.so"});
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(engine.error().what, "the engine's library /nowhere/libduckdb.so is not there");
}

TEST_F(Queries, ReadEveryKindOfValue) {
    const auto table = engine_.query(
        "SELECT 1 AS i, 2.5::DOUBLE AS d, 'x' AS t, NULL::BIGINT AS n, true AS b, 0.25 AS q, "
        "sum(i) AS sum, 1 / 0 AS inf FROM range(3) r(i)");
    ASSERT_TRUE(table) << table.error().what;
    EXPECT_EQ(table->rows, 1U);
    EXPECT_EQ(table->find("i")->numbers[0], 1);
    EXPECT_EQ(table->find("q")->numbers[0], 0.25);
    EXPECT_EQ(table->find("t")->levels[0], "x");
    EXPECT_TRUE(table->find("n")->missing(0));
    EXPECT_EQ(table->find("b")->type, Type::Boolean);
    EXPECT_EQ(table->find("sum")->numbers[0], 3);
    EXPECT_TRUE(std::isinf(table->find("inf")->numbers[0]));
}

TEST_F(Queries, AnEmptyResultKeepsItsColumns) {
    const auto table = engine_.query("SELECT 1 AS a, 'x' AS t WHERE false");
    ASSERT_TRUE(table) << table.error().what;
    EXPECT_EQ(table->rows, 0U);
    EXPECT_EQ(table->names(), (Texts{"a", "t"}));
}

TEST_F(Queries, SurviveEveryWrongQuery) {
    for (const char* sql :
         {"selec 1", "SELECT", "SELECT * FROM nope", "SELECT * FROM 'missing.parquet'", "", "--x",
          "SELECT 9223372036854775807 + 1", "SELECT CAST('x' AS INT)", "SELECT [1]", ";",
          "SELECT 1; SELECT 2", "DROP TABLE x", "COPY (SELECT 1) TO 'a.csv'", "SET threads = 1",
          "SELECT 1 -- )", "SELECT error('late') FROM range(100000)", "SELECT 'a' || chr(0)"}) {
        const auto result = engine_.query(sql);
        if (std::string(sql) == "SELECT 1 -- )" || std::string(sql).ends_with("chr(0)")) {
            EXPECT_TRUE(result) << sql << ": " << result.error().what;
            continue;
        }
        ASSERT_FALSE(result) << sql;
        EXPECT_NE(result.error().code, ErrorCode::Internal) << sql << ": " << result.error().what;
        EXPECT_TRUE(result.error().what.starts_with("the query")) << result.error().what;
    }
    EXPECT_TRUE(engine_.query("SELECT 1"));
    EXPECT_FALSE(fs::exists("a.csv"));
}

TEST_F(Queries, RefuseFunctionsThatAct) {
    for (const char* sql :
         {"SELECT * FROM enable_logging(storage='file', storage_path='logged')",
          "SELECT * FROM \"Enable_Logging\" /* x */ (storage='file', storage_path='logged')",
          "FROM query('SELECT * FROM enable_' || 'logging()')", "FROM enable_profiling -- x\n ()",
          "SELECT 'a' AS \"it's\", (SELECT count(*) FROM enable_logging(storage='file', "
          "storage_path='logged'))"}) {
        const auto result = engine_.query(sql);
        ASSERT_FALSE(result) << sql;
        EXPECT_NE(result.error().what.find("() does something instead of reading"),
                  std::string::npos)
            << result.error().what;
    }
    EXPECT_FALSE(fs::exists("logged"));
    EXPECT_TRUE(engine_.query("SELECT 1 AS query, 2 AS checkpoint ORDER BY query"));
}

TEST_F(Queries, ALateErrorOnTheLastRowIsNotSuccess) {
    // Where two threads fail together, the reason must not be taken for an interruption.
    for (int i = 0; i < 10; ++i) {
        const auto table = engine_.query(
            "SELECT CASE WHEN i = 999999 THEN CAST('x' AS INT) ELSE i END AS n FROM range(1000000) "
            "r(i)");
        ASSERT_FALSE(table);
        EXPECT_EQ(table.error().code, ErrorCode::InvalidInput) << table.error().what;
    }
}

TEST_F(Queries, NothingIsFetchedFromTheNetwork) {
    const auto table = engine_.query("SELECT * FROM 'https://example.invalid/a.csv'");
    ASSERT_FALSE(table);
    const auto settings = engine_.query(
        "SELECT current_setting('autoinstall_known_extensions') AS i, "
        "current_setting('autoload_known_extensions') AS l, "
        "current_setting('preserve_insertion_order') AS p");
    ASSERT_TRUE(settings) << settings.error().what;
    EXPECT_EQ(settings->find("i")->numbers[0], 0);
    EXPECT_EQ(settings->find("l")->numbers[0], 0);
    EXPECT_EQ(settings->find("p")->numbers[0], 1);
}

TEST_F(Queries, RunningOutOfMemoryIsUnavailable) {
    auto small = open_engine("20MB");
    const auto table = small.query("SELECT list_sum(list(i)) AS n FROM range(4000000) r(i)");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::Unavailable) << table.error().what;
    EXPECT_EQ(table.error().what.find('\n'), table.error().what.npos);
}

TEST_F(Queries, CancelEndsOneFromAnotherThread) {
    std::atomic<bool> done = false;
    Result<Table> result;
    std::thread worker([&] {
        result = engine_.query(
            "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE i * j % 7 = 3");
        done = true;
    });
    while (!done) {
        // Until the query has begun there is nothing to cancel, so this asks until it ends.
        static_cast<void>(engine_.cancel());
        std::this_thread::yield();
    }
    worker.join();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(engine_.query("SELECT 1")) << "the next query is not cancelled";
}

TEST_F(Queries, GiveTheSameAnswerTwice) {
    put("a.csv", "x\n" + repeated("1.5\n2.25\n", 5000));
    const auto first = read("a.csv"), second = read("a.csv");
    EXPECT_EQ(first.columns[0].numbers, second.columns[0].numbers);
}

TEST_F(Writing, CsvIsReadBack) {
    query_into("SELECT 1 AS a, 'x, \"y\"' AS t UNION ALL SELECT NULL, NULL", "a.csv");
    const auto table = read("a.csv");
    EXPECT_EQ(texts(table.find("t")), (Texts{"x, \"y\"", "?"}));
    EXPECT_EQ(table.find("a")->missing_count(), 1);
}

TEST_F(Writing, ReplacesAFileWholeAndLeavesNothingElse) {
    query_into("SELECT 1 AS a", "a.parquet");
    query_into("SELECT 2 AS a", "a.parquet");
    EXPECT_EQ(read("a.parquet").find("a")->numbers[0], 2);
    EXPECT_EQ(std::distance(fs::directory_iterator("."), fs::directory_iterator{}), 1);
}

TEST_F(Writing, ATableWithoutRowsOrWithHardNamesIsWritten) {
    query_into("SELECT 1 AS \"a \"\"b\", 'x' AS \"select\" WHERE false", "a.parquet");
    EXPECT_EQ(read("a.parquet").names(), (Texts{"a \"b", "select"}));
}

TEST_F(Writing, AnUnevenTableIsRefused) {
    Table table;
    table.rows = 2;
    table.columns.resize(1);
    table.columns[0].numbers = {1};
    const auto written = engine_.write(table, "a.parquet");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Internal);
    EXPECT_TRUE(fs::is_empty("."));
}

TEST_F(Writing, AFolderThatIsNotThereIsUnavailable) {
    const auto table = *engine_.query("SELECT 1 AS a");
    const auto written = engine_.write(table, "nowhere/a.parquet");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Unavailable);
    EXPECT_TRUE(written.error().what.starts_with("cannot write nowhere/a.parquet"));
    EXPECT_TRUE(engine_.write(table, "a.parquet")) << "a failure leaves the engine usable";
}

// Exit codes of the child: 0 all as promised, otherwise which promise was broken.
int write_too_much() {
    auto engine = open_engine("1GB", 1);
    const auto table = engine.query("SELECT hash(i)::VARCHAR AS t FROM range(200000) r(i)");
    const auto written = engine.write(*table, "big.parquet");
    if (written || written.error().code != ErrorCode::Unavailable) {
        return 2;
    }
    return fs::is_empty(".") ? 0 : 3;
}

int exit_of_child(int (*work)()) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Fault, AFileThatMayNotGrowLeavesNothingBehind) {
    const Scratch scratch;
    const fs::path& folder = scratch.path();
    const auto before = fs::current_path();
    fs::current_path(folder);
    const int code = exit_of_child([] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{.rlim_cur = 100'000, .rlim_max = 100'000};
        return ::setrlimit(RLIMIT_FSIZE, &limit) == 0 ? write_too_much() : 9;
    });
    EXPECT_EQ(code, 0);
    fs::current_path(before);
}

TEST(Fault, AFullDiskLeavesNothingBehind) {
    const Scratch scratch;
    const fs::path& folder = scratch.path();
    if (::mount("assay-test", folder.c_str(), "tmpfs", 0, "size=200k") != 0) {
        GTEST_SKIP() << "a small disk can be mounted by root only";
    }
    const auto before = fs::current_path();
    fs::current_path(folder);
    EXPECT_EQ(exit_of_child(write_too_much), 0);
    fs::current_path(before);
    ::umount2(folder.c_str(), MNT_DETACH);
}

}  // namespace
}  // namespace assay::engine
