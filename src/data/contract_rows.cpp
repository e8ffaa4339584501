#include "data/contract_rows.hpp"

#include <algorithm>
#include <cmath>

#include "base/moment.hpp"
#include "data/equal_rows.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

using engine::Type;

bool is_whole(double value) {
    return value == std::floor(value);
}

bool reads_as(std::string_view text, Type type) {
    const auto bare = plain(text);
    switch (type) {
        case Type::Boolean:
            return bare == "true" || bare == "false";
        case Type::Integer:
            return reads_as_number(bare) && bare.find_first_of(".e") == std::string::npos;
        case Type::Real:
            return reads_as_number(bare);
        case Type::Date:
            return parse_moment(bare).has_value();
        case Type::Timestamp:
            return reads_as_iso_date(bare);
        case Type::Text:
            return true;
    }
    return true;
}

/// Numbers and times that stand for the promised type in another form.
bool value_fits(const engine::Column& column, std::size_t row, Type wanted) {
    if (is_time(column)) {
        const bool midnight = column.times[row] % kMicrosecondsADay == 0;
        return wanted == Type::Timestamp || (wanted == Type::Date && midnight);
    }
    const double value = column.numbers[row];
    switch (wanted) {
        case Type::Boolean:
            return value == 0 || value == 1;
        case Type::Integer:
            return is_whole(value);
        case Type::Real:
            return true;
        case Type::Text:
        case Type::Date:
        case Type::Timestamp:
            return false;
    }
    return false;
}

}  // namespace

std::string text_at(const engine::Column& column, std::size_t row) {
    if (column.missing(row)) {
        return {};
    }
    return is_ordered(column) ? value_text(column, value_at(column, row))
                              : column.levels[static_cast<std::size_t>(column.codes[row])];
}

BrokenRows rows_repeated(const std::vector<const engine::Column*>& columns, std::int64_t& groups) {
    std::vector<RowKey> keys(columns.front()->size());
    for (std::size_t place = 0; place < columns.size(); ++place) {
        add_to_keys(*columns[place], place, keys);
    }
    const auto equal = equal_rows(keys);
    std::vector<bool> repeats(keys.size());
    groups = 0;
    for (std::size_t index = 0; index < equal.groups(); ++index) {
        const auto rows = equal.group(index);
        const bool missing = std::ranges::any_of(
            columns, [&](const auto* column) { return column->missing(rows.front()); });
        if (missing) {
            continue;
        }
        ++groups;
        for (const auto row : rows) {
            repeats[row] = true;
        }
    }
    return rows_where(*columns.front(), [&](std::size_t row) { return repeats[row]; });
}

TypeFit fit_type(const engine::Column& column, Type wanted) {
    TypeFit out;
    const bool wider = (wanted == Type::Real && column.type == Type::Integer) ||
                       (wanted == Type::Timestamp && column.type == Type::Date);
    const bool empty = column.missing_count() == static_cast<std::int64_t>(column.size());
    if (column.type == wanted || wider || empty) {
        return {.fits = true, .comparable = true, .broken = {}};
    }
    const bool wanted_time = wanted == Type::Date || wanted == Type::Timestamp;
    out.comparable =
        column.type != Type::Text && wanted != Type::Text && wanted_time == is_time(column);
    if (wanted == Type::Text) {
        return out;
    }
    out.broken =
        column.type == Type::Text
            ? rows_refused(column, [&](const auto& text) { return reads_as(text, wanted); })
            : rows_where(column, [&](std::size_t row) {
                  return !column.missing(row) && !value_fits(column, row, wanted);
              });
    return out;
}

}  // namespace assay::data
