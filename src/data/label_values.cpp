#include "data/label_values.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "data/distribution.hpp"
#include "data/words.hpp"

namespace assay::data {

std::string cell_text(const engine::Column& column, std::size_t row) {
    if (column.missing(row)) {
        return {};
    }
    if (column.type == engine::Type::Text) {
        return column.levels[static_cast<std::size_t>(column.codes[row])];
    }
    return value_text(column, value_at(column, row));
}

Result<const engine::Column*> column_for(const engine::Table& table, const std::string& flag,
                                         const std::string& name) {
    const engine::Column* column = table.find(name);
    if (column == nullptr) {
        return fail(ErrorCode::InvalidInput, "--" + flag + ": there is no column \"" + name + "\"",
                    suggest(name, table.names()));
    }
    return column;
}

Names::Names(const std::vector<std::string>& names) {
    for (const auto& name : names) {
        number(name);
    }
}

std::int32_t Names::number(const std::string& name) {
    const auto [entry, fresh] = numbers_.try_emplace(name, size());
    if (fresh) {
        names_.push_back(name);
    }
    return entry->second;
}

std::int32_t Names::find(const std::string& name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? -1 : found->second;
}

std::vector<std::int32_t> places_in_order(const std::vector<std::string>& names) {
    const bool numeric = std::all_of(names.begin(), names.end(), reads_as_number);
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return numeric ? std::stod(names[a]) < std::stod(names[b]) : names[a] < names[b];
    });
    std::vector<std::int32_t> places(names.size());
    for (std::size_t place = 0; place < order.size(); ++place) {
        places[order[place]] = static_cast<std::int32_t>(place);
    }
    return places;
}

Issue issue(std::string code, Severity severity, std::int64_t rows, std::string sentence,
            std::string fix) {
    return {.code = std::move(code),
            .severity = severity,
            .column = {},
            .rows = rows,
            .sentence = std::move(sentence),
            .fix = std::move(fix)};
}

}  // namespace assay::data
