#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "store/store.hpp"

namespace assay::store {

/// A folder of one test's own, gone with it.
class Scratch {
  public:
    Scratch() {
        auto name = (std::filesystem::temp_directory_path() / "assay-store-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline Workspace open_in(const Scratch& scratch) {
    auto workspace = Workspace::open(scratch.path() / ".assay");
    EXPECT_TRUE(workspace) << workspace.error().what;
    return std::move(*workspace);
}

}  // namespace assay::store
