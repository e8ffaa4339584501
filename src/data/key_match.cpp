#include "data/key_match.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "data/contract_rows.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kNamed = 3;

std::string key_names(const engine::Table& columns) {
    return listed(columns.names());
}

Result<> check_present(const engine::Table& columns, const std::string& named) {
    for (const auto& column : columns.columns) {
        const auto rows = rows_where(column, [&](std::size_t row) { return column.missing(row); });
        if (rows.count > 0) {
            return fail(
                ErrorCode::InvalidInput,
                fmt::format("{}: the key {} is missing in {}, first in row {}", named, column.name,
                            counted(rows.count, "row"), count(rows.first.front())),
                "a key names every row: choose another, or leave those rows out");
        }
    }
    return {};
}

Result<> check_distinct(const KeyedRows& rows, const std::string& named) {
    const auto equal = equal_rows(rows.keys);
    if (equal.groups() == 0) {
        return {};
    }
    std::vector<std::string> some;
    for (std::size_t index = 0; index < std::min(kNamed, equal.groups()); ++index) {
        const auto group = equal.group(index);
        some.push_back(fmt::format("{} (rows {} and {})", rows.text(group[0]), count(group[0] + 1),
                                   count(group[1] + 1)));
    }
    return fail(
        ErrorCode::InvalidInput,
        fmt::format(
            "{}: the key {} names rows twice: {}{}", named, key_names(rows.columns), listed(some),
            equal.groups() > kNamed
                ? fmt::format(", {} keys in all", count(static_cast<std::int64_t>(equal.groups())))
                : ""),
        "name more columns, as in --key id --key day, or mend the table");
}

}  // namespace

std::string KeyedRows::text(std::size_t row) const {
    if (columns.columns.size() == 1) {
        return text_at(columns.columns.front(), row);
    }
    std::vector<std::string> parts;
    for (const auto& column : columns.columns) {
        parts.push_back(fmt::format("{} = {}", column.name, text_at(column, row)));
    }
    return listed(parts);
}

Result<KeyedRows> key_rows(engine::Table columns, const std::string& named) {
    TRY(check_present(columns, named));
    KeyedRows out{.columns = std::move(columns), .keys = {}};
    out.keys.resize(out.columns.rows);
    for (std::size_t place = 0; place < out.columns.columns.size(); ++place) {
        add_content_to_keys(out.columns.columns[place], place, out.keys);
    }
    TRY(check_distinct(out, named));
    return out;
}

std::vector<std::uint32_t> partners(const KeyedRows& before, const KeyedRows& after) {
    const auto order = [](const std::vector<RowKey>& keys) {
        std::vector<std::uint32_t> rows(keys.size());
        for (std::size_t row = 0; row < rows.size(); ++row) {
            rows[row] = static_cast<std::uint32_t>(row);
        }
        std::ranges::sort(rows, {}, [&](std::uint32_t row) { return keys[row]; });
        return rows;
    };
    const auto olds = order(before.keys);
    const auto news = order(after.keys);
    std::vector<std::uint32_t> out(news.size(), kNoPartner);
    std::size_t at = 0;
    for (const auto row : news) {
        while (at < olds.size() && before.keys[olds[at]] < after.keys[row]) {
            ++at;
        }
        if (at < olds.size() && before.keys[olds[at]] == after.keys[row]) {
            out[row] = olds[at];
        }
    }
    return out;
}

}  // namespace assay::data
