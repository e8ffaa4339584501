#include "api/labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "api/amounts.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "data/data.hpp"

namespace assay::api {

namespace {

std::string text_of(const engine::Column& column, std::size_t row) {
    switch (column.type) {
        case engine::Type::Boolean:
            return column.numbers[row] != 0 ? "true" : "false";
        case engine::Type::Integer:
            return fmt::format("{:.0f}", column.numbers[row]);
        case engine::Type::Real:
            return dump(to_json(column.numbers[row]), false);
        case engine::Type::Text:
            return column.levels[static_cast<std::size_t>(column.codes[row])];
        case engine::Type::Date:
        case engine::Type::Timestamp:
            return std::to_string(column.times[row]);
    }
    return {};
}

/// A number where the text is one, so that "10" stands above "9" and "1" equals "1.0".
struct Value {
    std::string text;
    bool operator<(const Value& other) const {
        const auto a = parse_number(text);
        const auto b = parse_number(other.text);
        return a && b ? *a < *b : text < other.text;
    }
};

/// What tells the values of a column apart without writing them as text.
std::uint64_t raw(const engine::Column& column, std::size_t row) {
    if (!column.numbers.empty()) {
        return std::bit_cast<std::uint64_t>(column.numbers[row]);
    }
    return column.codes.empty() ? static_cast<std::uint64_t>(column.times[row])
                                : static_cast<std::uint64_t>(column.codes[row]);
}

/// The distinct values, in order. More than kMost are no target; the rest need not be told apart.
std::set<Value> distinct_values(const engine::Column& column) {
    constexpr std::size_t kMost = 50;
    std::unordered_set<std::uint64_t> known;
    std::set<Value> seen;
    for (std::size_t row = 0; row < column.size() && seen.size() <= kMost; ++row) {
        if (!column.missing(row) && known.insert(raw(column, row)).second) {
            seen.insert({text_of(column, row)});
        }
    }
    return seen;
}

/// 1 where the column holds the value, 0 where it holds another, kNoLabel where it holds none.
std::vector<std::uint8_t> marked(const engine::Column& column, const Value& positive) {
    std::vector<std::uint8_t> out(column.size(), data::kNoLabel);
    std::unordered_map<std::uint64_t, std::uint8_t> known;
    for (std::size_t row = 0; row < out.size(); ++row) {
        if (column.missing(row)) {
            continue;
        }
        const auto [found, is_new] = known.try_emplace(raw(column, row), 0);
        if (is_new) {
            const Value value{text_of(column, row)};
            found->second = !(value < positive) && !(positive < value) ? 1 : 0;
        }
        out[row] = found->second;
    }
    return out;
}

}  // namespace

Result<const engine::Column*> named_column(const engine::Table& table, const std::string& flag,
                                           const std::string& name) {
    if (name.empty()) {
        return nullptr;
    }
    const engine::Column* column = table.find(name);
    if (column == nullptr) {
        return fail(ErrorCode::InvalidInput, "--" + flag + ": there is no column \"" + name + "\"",
                    suggest(name, table.names()));
    }
    return column;
}

Result<std::vector<std::uint8_t>> labels(const engine::Column& column,
                                         const std::string& positive) {
    const auto seen = distinct_values(column);
    std::vector<std::string> values;
    for (const auto& value : seen) {
        values.push_back(value.text);
    }
    const std::string what = "target \"" + column.name + "\"";
    if (seen.size() < 2) {
        return fail(ErrorCode::InvalidInput, what + " has only one value",
                    "a target needs rows of both kinds");
    }
    if (positive.empty() && seen.size() > 2) {
        return fail(ErrorCode::InvalidInput, what + " has more than two values",
                    "say which one counts with --positive; " + suggest("", values));
    }
    const auto found = positive.empty() ? std::prev(seen.end()) : seen.find({positive});
    if (found == seen.end()) {
        return fail(ErrorCode::InvalidInput, what + " never has the value \"" + positive + "\"",
                    suggest(positive, values));
    }
    return marked(column, *found);
}

/// The hit of a column whose one value says by itself whether it is one: 0 or 1, true or false.
std::optional<Value> hit_beside(const engine::Column& column, const std::string& only) {
    if (column.type == engine::Type::Boolean || only == "true" || only == "false") {
        return Value{"true"};
    }
    const auto number = parse_number(only);
    return number == 0.0 || number == 1.0 ? std::optional(Value{"1"}) : std::nullopt;
}

Result<std::vector<std::uint8_t>> hits(const engine::Column& column, const std::string& positive) {
    const auto seen = distinct_values(column);
    if (seen.empty()) {
        return fail(ErrorCode::InvalidInput, "no row has a value in \"" + column.name + "\" yet",
                    "fill in the rows that were looked at, then ask again");
    }
    const auto& only = seen.begin()->text;
    const bool truth = column.type == engine::Type::Boolean;
    const auto hit = hit_beside(column, only);
    if (positive.empty() && seen.size() == 1 && hit) {
        return marked(column, *hit);
    }
    if (positive.empty() && seen.size() == 1) {
        const auto shown = only.substr(0, only.size() - (only.ends_with(".0") ? 2 : 0));
        return fail(ErrorCode::InvalidInput,
                    "every value of \"" + column.name + "\" is \"" + shown + "\"",
                    "say which value counts with --positive");
    }
    if (positive.empty() || (truth && positive != "true" && positive != "false")) {
        return labels(column, positive);
    }
    return marked(column, Value{positive});
}

}  // namespace assay::api
