#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/json.hpp"

// For tests: numbers that a peer made, read from the JSON beside the script that made them.

namespace assay::stats::golden {

/// The cases of one section of a golden file; no cases fail the test.
inline std::vector<Json> cases(const std::string& name, const std::string& section) {
    const auto text = read_file(ASSAY_SOURCE "/src/stats/golden/" + name + ".json");
    const auto parsed = text ? parse_json(*text) : Result<Json>(tl::unexpected(text.error()));
    if (!parsed || !parsed->contains(section) || (*parsed)[section].empty()) {
        ADD_FAILURE() << "no golden " << section << " in " << name;
        return {};
    }
    return (*parsed)[section].get<std::vector<Json>>();
}

inline std::vector<double> numbers(const Json& list) {
    return list.get<std::vector<double>>();
}

inline std::vector<std::uint8_t> labels(const Json& list) {
    return list.get<std::vector<std::uint8_t>>();
}

inline void expect_all_near(const std::vector<double>& ours, const std::vector<double>& theirs,
                            double tolerance) {
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        EXPECT_NEAR(ours[i], theirs[i], tolerance) << "at " << i;
    }
}

}  // namespace assay::stats::golden
