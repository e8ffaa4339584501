#pragma once

#include <gtest/gtest.h>

#include "base/scratch_test.hpp"
#include "store/store.hpp"

namespace assay::store {

inline Workspace open_in(const Scratch& scratch) {
    auto workspace = Workspace::open(scratch.path() / ".assay");
    EXPECT_TRUE(workspace) << workspace.error().what;
    return std::move(*workspace);
}

}  // namespace assay::store
