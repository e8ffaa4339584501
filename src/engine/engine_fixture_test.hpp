#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/scratch_test.hpp"
#include "engine/engine.hpp"

namespace assay::engine {

inline Engine open_engine(const std::string& memory_limit = "1GB", int threads = 2) {
    auto engine = Engine::open({.library = ASSAY_LIBRARIES "/libduckdb.so",
                                .memory_limit = memory_limit,
                                .threads = threads});
    EXPECT_TRUE(engine) << engine.error().what;
    return std::move(*engine);
}

/// An engine and a folder of a test's own; the process works inside the folder, so that errors
/// name files as a person would.
class InFolder : public testing::Test {
  protected:
    InFolder() : before_(std::filesystem::current_path()), engine_(open_engine()) {
        std::filesystem::current_path(scratch_.path());
    }
    ~InFolder() override { std::filesystem::current_path(before_); }

    static void put(const std::string& file, std::string_view content) {
        std::ofstream(file, std::ios::binary) << content;
    }
    Table read(const std::string& file, std::vector<Expression> expressions = {}) {
        auto table = engine_.read({.location = file, .query = {}}, expressions);
        EXPECT_TRUE(table) << table.error().what;
        return table ? *std::move(table) : Table{};
    }
    Error error_of(const std::string& file, std::vector<Expression> expressions = {},
                   const std::string& query = {}) {
        const auto table = engine_.read({.location = file, .query = query}, expressions);
        EXPECT_FALSE(table) << file << " was read";
        return table ? Error{} : table.error();
    }
    void query_into(const std::string& sql, const std::string& file) {
        const auto table = engine_.query(sql);
        ASSERT_TRUE(table) << table.error().what;
        const auto written = engine_.write(*table, file);
        ASSERT_TRUE(written) << written.error().what;
    }

    std::filesystem::path before_;
    Scratch scratch_;
    Engine engine_;
};

/// A text column's values; "?" where one is missing.
inline std::vector<std::string> texts(const Column* column) {
    std::vector<std::string> out;
    for (const auto code : column->codes) {
        out.push_back(code == kMissingCode ? "?" : column->levels[static_cast<std::size_t>(code)]);
    }
    return out;
}

inline std::string repeated(std::string_view line, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += line;
    }
    return out;
}

}  // namespace assay::engine
