#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stats/multiplicity.hpp"
#include "validate/levels.hpp"
#include "validate/robust.hpp"

// Gaps between groups in any mean, with simultaneous intervals.

namespace assay::validate {

inline constexpr std::size_t kGapDraws = 4000;

/// What differs, in words.
struct GapWords {
    std::string_view name;
    std::string_view words;      // "The share acted on"
    bool share = true;           // inside [0, 1]; else a difference of two shares, or a number
    std::string_view unit = {};  // of a number; empty: shares, told in points
};

/// The mean of one group.
struct GroupMetric {
    std::string name;
    bool enough = false;  // enough rows to say anything
    Mean mean = {};
};

/// The gap among groups that have enough rows for it; none with fewer than two. `noise` is
/// stats::gap_noise() of that many groups and kGapDraws.
std::optional<GroupGap> gap_among(const GapWords& told, const std::string& column,
                                  std::span<const GroupMetric> groups, double confidence,
                                  const stats::Matrix& noise);

/// Rows of each level; rows without one are in none.
std::vector<std::vector<std::uint32_t>> rows_by_level(const Levels& levels);

}  // namespace assay::validate
