#include <algorithm>
#include <cmath>

#include "engine/engine.hpp"

namespace assay::engine {

std::size_t Column::size() const {
    switch (type) {
        case Type::Text:
            return codes.size();
        case Type::Date:
        case Type::Timestamp:
            return times.size();
        case Type::Boolean:
        case Type::Integer:
        case Type::Real:
            return numbers.size();
    }
    return 0;
}

bool Column::missing(std::size_t row) const {
    switch (type) {
        case Type::Text:
            return codes[row] == kMissingCode;
        case Type::Date:
        case Type::Timestamp:
            return times[row] == kMissingTime;
        case Type::Boolean:
        case Type::Integer:
        case Type::Real:
            return std::isnan(numbers[row]);
    }
    return true;
}

std::int64_t Column::missing_count() const {
    std::int64_t count = 0;
    for (std::size_t row = 0; row < size(); ++row) {
        count += missing(row) ? 1 : 0;
    }
    return count;
}

const Column* Table::find(std::string_view name) const {
    const auto found = std::ranges::find(columns, name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

std::vector<std::string> Table::names() const {
    std::vector<std::string> out;
    out.reserve(columns.size());
    for (const auto& column : columns) {
        out.push_back(column.name);
    }
    return out;
}

}  // namespace assay::engine
