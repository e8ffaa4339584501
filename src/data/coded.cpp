#include "data/coded.hpp"

#include <algorithm>
#include <cmath>

namespace assay::data {
namespace {

void code_ordered(const engine::Column& column, Coded& out) {
    out.values = distribute(column).sorted;
    out.values.erase(std::ranges::unique(out.values).begin(), out.values.end());
    out.rows.assign(out.values.size(), 0);
    out.code.reserve(column.size());
    for (std::size_t row = 0; row < column.size(); ++row) {
        const double value = value_at(column, row);
        const auto place = std::ranges::lower_bound(out.values, value) - out.values.begin();
        out.code.push_back(std::isnan(value) ? -1 : static_cast<std::int32_t>(place));
    }
}

}  // namespace

std::string Coded::name(std::size_t of) const {
    return is_ordered(*column) ? value_text(*column, values[of]) : column->levels[of];
}

Coded code_values(const engine::Column& column) {
    Coded out{.column = &column, .code = column.codes};
    if (is_ordered(column)) {
        code_ordered(column, out);
    } else {
        out.rows.assign(column.levels.size(), 0);
    }
    for (const auto code : out.code) {
        if (code >= 0) {
            ++out.rows[static_cast<std::size_t>(code)];
        }
    }
    return out;
}

}  // namespace assay::data
