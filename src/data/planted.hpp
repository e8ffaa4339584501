#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "data/data.hpp"

// Tables for the tests: a random clean one, to which a test then does one thing.

namespace assay::data::planted {

constexpr std::int64_t kDay = 86'400'000'000;

inline engine::Column numbers(std::string name, std::vector<double> values,
                              engine::Type type = engine::Type::Real) {
    engine::Column column;
    column.name = std::move(name);
    column.type = type;
    column.numbers = std::move(values);
    return column;
}

inline engine::Column times(std::string name, std::vector<std::int64_t> values) {
    engine::Column column;
    column.name = std::move(name);
    column.type = engine::Type::Timestamp;
    column.times = std::move(values);
    return column;
}

/// Text by rows; "\0" alone would be a value, so missing is asked for by `gap`.
inline engine::Column texts(std::string name, const std::vector<std::string>& values,
                            std::string_view gap = "<gap>") {
    engine::Column column;
    column.name = std::move(name);
    column.type = engine::Type::Text;
    for (const auto& value : values) {
        if (value == gap) {
            column.codes.push_back(engine::kMissingCode);
            continue;
        }
        auto level = std::ranges::find(column.levels, value);
        if (level == column.levels.end()) {
            column.levels.push_back(value);
            level = column.levels.end() - 1;
        }
        column.codes.push_back(static_cast<std::int32_t>(level - column.levels.begin()));
    }
    return column;
}

struct Case {
    engine::Table table;
    std::vector<std::uint8_t> labels;
    std::vector<std::int64_t> times;
    std::vector<std::int32_t> entities;
    std::string id, time;

    CheckInput input() const {
        CheckInput out;
        out.table = &table;
        for (const auto& column : table.columns) {
            if (column.name != id && column.name != time && column.name != "late") {
                out.features.push_back(column.name);
            }
        }
        out.labels = labels;
        out.times = times;
        out.entities = entities;
        out.target = "late";
        out.id = id;
        out.time = time;
        out.entity = entities.empty() ? "" : "customer";
        return out;
    }
    engine::Column& column(std::string_view name) {
        return *std::ranges::find(table.columns, name, &engine::Column::name);
    }
};

/// A clean column of a random kind.
inline engine::Column clean_column(std::size_t rows, std::size_t index, Random& random) {
    const auto name = "x" + std::to_string(index);
    const auto kind = random.below(8);
    const double scale = std::exp(2 * random.normal());
    const auto levels = 2 + random.below(12);
    std::vector<double> values(rows);
    std::vector<std::string> words(rows);
    double weather = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const double z = random.normal();
        // One value for ten neighbouring rows, as weather is for the flights of a day.
        weather = row % 10 == 0 ? 0.7 * weather + random.normal() : weather;
        values[row] = kind == 0   ? scale * z
                      : kind == 1 ? scale * std::exp(z)
                      : kind == 2 ? std::floor(40 + 15 * z)
                      : kind == 3 ? static_cast<double>(random.below(levels))
                      : kind == 4 ? std::floor(20000 * std::exp(0.7 * z))
                      : kind == 7 ? weather
                                  : static_cast<double>(random.uniform() < 0.3);
        words[row] =
            "level " + std::to_string(static_cast<std::uint64_t>(
                           random.uniform() * random.uniform() * static_cast<double>(levels)));
    }
    if (kind == 6) {
        return texts(name, words);
    }
    auto column = numbers(name, std::move(values),
                          kind <= 1 || kind == 7 ? engine::Type::Real
                          : kind <= 4            ? engine::Type::Integer
                                                 : engine::Type::Boolean);
    if (random.uniform() < 0.3) {
        const double share = 0.2 * random.uniform();
        for (auto& value : column.numbers) {
            value = random.uniform() < share ? std::nan("") : value;
        }
    }
    return column;
}

/// A clean table: features of many kinds, a target that some of them move, rows in time order when
/// `timed`, an id.
inline Case clean(std::uint64_t seed, std::size_t rows, std::size_t columns, bool timed) {
    Random random(seed, "clean table");
    Case out;
    out.table.rows = rows;
    std::vector<double> ids(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        ids[row] = 1000 + static_cast<double>(row);
    }
    out.id = "id";
    out.table.columns.push_back(numbers("id", std::move(ids), engine::Type::Integer));
    for (std::size_t i = 0; i < columns; ++i) {
        out.table.columns.push_back(clean_column(rows, i, random));
    }
    const auto& driver = out.table.columns[1];
    const double base = 0.08 + 0.2 * random.uniform();
    std::vector<double> target(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const bool high = !driver.numbers.empty() && driver.numbers[row] > driver.numbers[0];
        out.labels.push_back(random.uniform() < base * (high ? 1.4 : 0.8) ? 1 : 0);
        target[row] = out.labels[row];
    }
    out.table.columns.push_back(numbers("late", std::move(target), engine::Type::Boolean));
    if (timed) {
        std::int64_t now = 1'700'000'000'000'000;
        for (std::size_t row = 0; row < rows; ++row) {
            now += static_cast<std::int64_t>(random.uniform() * 0.2 * static_cast<double>(kDay));
            out.times.push_back(now);
        }
        out.time = "at";
        out.table.columns.push_back(times("at", out.times));
    }
    return out;
}

inline bool found(const std::vector<Issue>& issues, std::string_view code,
                  std::string_view column) {
    return std::ranges::any_of(
        issues, [&](const Issue& issue) { return issue.code == code && issue.column == column; });
}

inline void add_numbers(Case& table, std::string name,
                        const std::function<double(std::size_t)>& value,
                        engine::Type type = engine::Type::Real) {
    std::vector<double> values(table.table.rows);
    for (std::size_t row = 0; row < values.size(); ++row) {
        values[row] = value(row);
    }
    table.table.columns.push_back(numbers(std::move(name), std::move(values), type));
}

inline void add_texts(Case& table, std::string name,
                      const std::function<std::string(std::size_t)>& value) {
    std::vector<std::string> values(table.table.rows);
    for (std::size_t row = 0; row < values.size(); ++row) {
        values[row] = value(row);
    }
    table.table.columns.push_back(texts(std::move(name), values));
}

/// All of a row but its id.
inline void copy_row(Case& table, std::size_t from, std::size_t to) {
    for (auto& column : table.table.columns) {
        if (column.name == table.id) {
            continue;
        }
        if (!column.numbers.empty()) {
            column.numbers[to] = column.numbers[from];
        } else if (!column.codes.empty()) {
            column.codes[to] = column.codes[from];
        } else {
            column.times[to] = column.times[from];
        }
    }
    if (!table.labels.empty()) {
        table.labels[to] = table.labels[from];
    }
    if (!table.times.empty()) {
        table.times[to] = table.times[from];
    }
}

}  // namespace assay::data::planted
