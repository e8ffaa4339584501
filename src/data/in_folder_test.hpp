#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/scratch_test.hpp"
#include "engine/engine.hpp"

namespace assay::data {

/// An engine, and a folder of a test's own in which the process works, so that messages name files
/// as a person would.
class InFolder : public testing::Test {
  protected:
    InFolder()
        : before_(std::filesystem::current_path()),
          engine_(std::move(*engine::Engine::open({.library = ASSAY_LIBRARIES "/libduckdb.so"}))) {
        std::filesystem::current_path(scratch_.path());
    }
    ~InFolder() override { std::filesystem::current_path(before_); }

    static void put(const std::string& file, std::string_view content) {
        ASSERT_TRUE(write_file(file, content));
    }
    engine::Table read(const std::string& file, const std::string& query = {}) {
        auto table = engine_.read({.location = file, .query = query});
        EXPECT_TRUE(table) << table.error().what;
        return table ? *std::move(table) : engine::Table{};
    }

    std::filesystem::path before_;
    Scratch scratch_;
    engine::Engine engine_;
};

}  // namespace assay::data
