#pragma once

#include <cstdint>
#include <vector>

#include "data/distribution.hpp"

// A column cut into bins: levels for text, distinct values where they are few, else quantiles.

namespace assay::data {

struct Bins {
    std::vector<double> uppers;      // ordered columns: largest value of bins 1, 2, …
    std::vector<std::uint32_t> row;  // bin of each row; 0 holds the missing
    std::size_t count = 1;           // bins, bin 0 included
};

/// At most `most` bins beside the missing one. A text column with more levels keeps the most
/// frequent ones, and its last bin holds the rest.
Bins bin(const engine::Column& column, const Distribution& values, std::size_t most);

}  // namespace assay::data
