#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/contract.hpp"
#include "data/distribution.hpp"

// Which rows of a column break a clause: how many, the first of them, and what they hold.

namespace assay::data {

inline constexpr std::size_t kRowsNamed = 5;
inline constexpr std::size_t kValuesNamed = 3;

struct BrokenRows {
    std::int64_t count = 0;
    std::vector<std::int64_t> first;  // counted from 1
    std::vector<std::string> seen;
};

/// A value of any column as a person would write it; "" when missing.
std::string text_at(const engine::Column& column, std::size_t row);

/// The rows for which `breaks(row)` holds, with the values that `column` has there.
template <class Breaks>
BrokenRows rows_where(const engine::Column& column, const Breaks& breaks) {
    BrokenRows out;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!breaks(row)) {
            continue;
        }
        ++out.count;
        if (out.first.size() < kRowsNamed) {
            out.first.push_back(static_cast<std::int64_t>(row) + 1);
        }
        if (out.seen.size() < kValuesNamed && !column.missing(row)) {
            auto value = text_at(column, row);
            if (std::find(out.seen.begin(), out.seen.end(), value) == out.seen.end()) {
                out.seen.push_back(std::move(value));
            }
        }
    }
    return out;
}

/// Rows whose value `accepts(text)` refuses; each distinct text is asked once.
template <class Accepts>
BrokenRows rows_refused(const engine::Column& column, const Accepts& accepts) {
    if (column.type != engine::Type::Text) {
        return rows_where(column, [&](std::size_t row) {
            return !column.missing(row) && !accepts(text_at(column, row));
        });
    }
    std::vector<char> refused;
    for (const auto& level : column.levels) {
        refused.push_back(accepts(level) ? 0 : 1);
    }
    return rows_where(column, [&](std::size_t row) {
        const auto code = column.codes[row];
        return code != engine::kMissingCode && refused[static_cast<std::size_t>(code)] != 0;
    });
}

/// Rows whose values in all `columns` another row has as well; rows that miss one of them are left
/// out. `groups` receives the number of values that repeat.
BrokenRows rows_repeated(const std::vector<const engine::Column*>& columns, std::int64_t& groups);

/// Whether the values of a column can be read as the promised type, and the rows that cannot.
struct TypeFit {
    bool fits = false;        // nothing to say
    bool comparable = false;  // ranges mean something here
    BrokenRows broken;        // rows that do not read as the type
};
TypeFit fit_type(const engine::Column& column, engine::Type wanted);

}  // namespace assay::data
