#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/distribution.hpp"

namespace assay::data {

/// A column whose values are only told apart: a code a row, -1 where there is none.
struct Coded {
    const engine::Column* column = nullptr;
    std::vector<std::int32_t> code;
    std::vector<std::int64_t> rows = {};  // of each code
    std::vector<double> values = {};      // of each code, rising, where the column is ordered

    std::size_t count() const { return rows.size(); }
    /// The value of a code as a person would write it.
    std::string name(std::size_t of) const;
};
Coded code_values(const engine::Column& column);

}  // namespace assay::data
