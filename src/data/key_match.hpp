#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "data/equal_rows.hpp"

// Rows of two tables that have the same key.

namespace assay::data {

inline constexpr std::uint32_t kNoPartner = ~0U;

/// The key columns of one table and what they make of each row.
struct KeyedRows {
    engine::Table columns;
    std::vector<RowKey> keys;
    /// The key of a row as a person would write it: "17", or "visit = 17 and day = 2026-01-03".
    std::string text(std::size_t row) const;
};

/// Fails with InvalidInput when a key is missing, or names rows twice; `named` is the table.
Result<KeyedRows> key_rows(engine::Table columns, const std::string& named);

/// For each row of `after` the row of `before` with the same key, or kNoPartner.
std::vector<std::uint32_t> partners(const KeyedRows& before, const KeyedRows& after);

}  // namespace assay::data
