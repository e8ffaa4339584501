#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <limits>
#include <optional>

#include "data/planted.hpp"

// The SQL of a fix is run, and the finding must be gone.

namespace assay::data {
namespace {

using planted::found;

class Fix : public testing::Test {
  protected:
    void SetUp() override {
        auto opened =
            engine::Engine::open({.library = ASSAY_LIBRARIES "/libduckdb.so", .threads = 1});
        ASSERT_TRUE(opened) << opened.error().what;
        engine_.emplace(*std::move(opened));
        file_ = std::filesystem::temp_directory_path() /
                (std::string("fix_test_") +
                 testing::UnitTest::GetInstance()->current_test_info()->name() + ".parquet");
    }
    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }

    static std::vector<Issue> check_all(const engine::Table& table) {
        CheckInput input;
        input.table = &table;
        input.id = table.find("id") != nullptr ? "id" : "";
        for (const auto& name : table.names()) {
            if (name != "id") {
                input.features.push_back(name);
            }
        }
        return check(input);
    }

    /// Finds `code`, applies its fix to the stored table, and looks again.
    void expect_fixed(const engine::Table& table, std::string_view code, std::string_view column) {
        const auto before = check_all(table);
        const auto issue = std::ranges::find_if(
            before, [&](const Issue& each) { return each.code == code && each.column == column; });
        ASSERT_NE(issue, before.end());
        ASSERT_TRUE(engine_->write(table, file_));
        const auto mended = engine_->read({.location = file_.string(), .query = issue->fix});
        ASSERT_TRUE(mended) << mended.error().what << "\n" << issue->fix;
        EXPECT_EQ(mended->columns.size(), table.columns.size());
        for (const auto& each : check_all(*mended)) {
            EXPECT_FALSE(each.code == code && each.column == column) << each.sentence;
        }
    }

    std::optional<engine::Engine> engine_;
    std::filesystem::path file_;
};

engine::Table noise_with(const std::function<engine::Column(std::size_t, Random&)>& column) {
    Random random(11, "fix");
    engine::Table table;
    table.rows = 400;
    std::vector<double> noise(table.rows);
    std::ranges::generate(noise, [&] { return random.normal(); });
    table.columns.push_back(planted::numbers("noise", std::move(noise)));
    table.columns.push_back(column(table.rows, random));
    return table;
}

TEST_F(Fix, Infinities) {
    expect_fixed(noise_with([](std::size_t rows, Random& random) {
                     std::vector<double> x(rows);
                     std::ranges::generate(x, [&] { return random.normal(); });
                     x[7] = -std::numeric_limits<double>::infinity();
                     return planted::numbers("a \"b\"", std::move(x));
                 }),
                 "infinite", "a \"b\"");
}

TEST_F(Fix, SentinelNumbers) {
    expect_fixed(noise_with([](std::size_t rows, Random& random) {
                     std::vector<double> x(rows);
                     std::ranges::generate(x, [&] {
                         return random.uniform() < 0.1 ? -999 : std::floor(50 * random.uniform());
                     });
                     return planted::numbers("age", std::move(x), engine::Type::Integer);
                 }),
                 "sentinel", "age");
}

TEST_F(Fix, SentinelTimes) {
    for (const auto type : {engine::Type::Date, engine::Type::Timestamp}) {
        expect_fixed(noise_with([&](std::size_t rows, Random& random) {
                         std::vector<std::int64_t> x(rows);
                         std::ranges::generate(x, [&] {
                             const auto day = static_cast<std::int64_t>(random.below(1000));
                             return random.uniform() < 0.1 ? -25567 * planted::kDay
                                                           : (17000 + day) * planted::kDay;
                         });
                         auto column = planted::times("since", std::move(x));
                         column.type = type;
                         return column;
                     }),
                     "sentinel", "since");
    }
}

TEST_F(Fix, WordsForNothing) {
    expect_fixed(noise_with([](std::size_t rows, Random& random) {
                     std::vector<std::string> x(rows);
                     std::ranges::generate(x, [&] {
                         const auto pick = random.below(6);
                         return pick == 0   ? std::string("N/A")
                                : pick == 1 ? "  "
                                            : "state " + std::to_string(pick);
                     });
                     return planted::texts("state", x);
                 }),
                 "sentinel", "state");
}

TEST_F(Fix, NumbersAmongText) {
    expect_fixed(noise_with([](std::size_t rows, Random& random) {
                     std::vector<std::string> x(rows);
                     std::ranges::generate(x, [&] {
                         return random.uniform() < 0.1 ? std::string("about 30")
                                                       : std::to_string(random.below(90));
                     });
                     return planted::texts("age", x);
                 }),
                 "mixed-types", "age");
}

TEST_F(Fix, DatesThatAreText) {
    expect_fixed(noise_with([](std::size_t rows, Random& random) {
                     std::vector<std::string> x(rows);
                     std::ranges::generate(x, [&] {
                         return "2026-03-" + std::to_string(10 + random.below(20)) + " 10:15:00";
                     });
                     return planted::texts("at", x);
                 }),
                 "mixed-types", "at");
}

TEST_F(Fix, Copies) {
    auto table = noise_with([](std::size_t rows, Random&) {
        std::vector<double> id(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            id[row] = static_cast<double>(row);
        }
        return planted::numbers("id", std::move(id), engine::Type::Integer);
    });
    for (std::size_t row = 0; row < 10; ++row) {
        table.columns[0].numbers[200 + row] = table.columns[0].numbers[row];
    }
    expect_fixed(table, "duplicate-rows", "");
    table.columns.pop_back();
    expect_fixed(table, "duplicate-rows", "");
}

}  // namespace
}  // namespace assay::data
