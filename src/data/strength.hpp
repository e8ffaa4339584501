#pragma once

#include <cstdint>
#include <span>

#include "data/distribution.hpp"

namespace assay::data {

/// strength_alone() for a column that is already counted.
double strength_of(const engine::Column& column, const Distribution& values,
                   std::span<const std::uint8_t> labels, std::uint64_t seed);

}  // namespace assay::data
