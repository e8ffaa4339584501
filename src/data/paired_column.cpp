#include "data/paired_column.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>

#include "data/distribution.hpp"
#include "data/words.hpp"
#include "model/model.hpp"

namespace assay::data {
namespace {

using engine::Type;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kMicrosecondsPerDay = 86'400'000'000.0;

bool is_number(Type type) {
    return type == Type::Integer || type == Type::Real;
}

bool is_moment(Type type) {
    return type == Type::Date || type == Type::Timestamp;
}

std::vector<double> days(const engine::Column& column) {
    std::vector<double> out(column.size(), kMissing);
    for (std::size_t row = 0; row < column.times.size(); ++row) {
        if (column.times[row] != engine::kMissingTime) {
            out[row] = static_cast<double>(column.times[row]) / kMicrosecondsPerDay;
        }
    }
    return out;
}

/// Characters of a UTF-8 text.
double length_of(std::string_view text) {
    return static_cast<double>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::vector<double> lengths(const engine::Column& column) {
    std::vector<double> of_level(column.levels.size());
    std::ranges::transform(column.levels, of_level.begin(), length_of);
    std::vector<double> out(column.size(), kMissing);
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        if (!column.missing(row)) {
            out[row] = of_level[static_cast<std::size_t>(column.codes[row])];
        }
    }
    return out;
}

std::vector<std::int32_t> truths(const engine::Column& column) {
    std::vector<std::int32_t> out(column.size(), engine::kMissingCode);
    for (std::size_t row = 0; row < column.numbers.size(); ++row) {
        if (!std::isnan(column.numbers[row])) {
            out[row] = column.numbers[row] != 0 ? 1 : 0;
        }
    }
    return out;
}

/// A key in both tables: text that every row has for itself.
bool is_key(const engine::Column& reference, const engine::Column& current) {
    return reference.type == Type::Text && current.type == Type::Text &&
           looks_like_id(reference, distribute(reference)) &&
           looks_like_id(current, distribute(current));
}

void look_at_numbers(const engine::Column& column, PairedSide& side) {
    if (column.numbers.empty()) {
        side.own_numbers.assign(column.size(), kMissing);
        side.numbers = side.own_numbers;
    } else {
        side.numbers = column.numbers;
    }
}

void hold_numbers(std::vector<double> values, PairedSide& side) {
    side.own_numbers = std::move(values);
    side.numbers = side.own_numbers;
}

void hold_codes(std::vector<std::int32_t> codes, PairedSide& side) {
    side.own_codes = std::move(codes);
    side.codes = side.own_codes;
}

void pair_texts(const engine::Column& reference, const engine::Column& current, PairedColumn& out) {
    if (is_key(reference, current)) {
        out.why_not = "it names rows: every row has its own value";
        return;
    }
    if (reference.type == Type::Text &&
        model::feature_kind(reference) == model::FeatureKind::Text) {
        out.measure = Measure::Lengths;
        out.unit = "characters";
        hold_numbers(lengths(reference), out.reference);
        hold_numbers(lengths(current), out.current);
        return;
    }
    out.measure = Measure::Levels;
    auto shared = share_levels(reference, current);
    out.levels = std::move(shared.levels);
    auto then = reference.codes;
    then.resize(reference.size(), engine::kMissingCode);
    shared.current.resize(current.size(), engine::kMissingCode);
    hold_codes(std::move(then), out.reference);
    hold_codes(std::move(shared.current), out.current);
}

}  // namespace

bool all_missing(const engine::Column& column) {
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!column.missing(row)) {
            return false;
        }
    }
    return true;
}

bool comparable(Type a, Type b) {
    return a == b || (is_number(a) && is_number(b)) || (is_moment(a) && is_moment(b));
}

SharedLevels share_levels(const engine::Column& reference, const engine::Column& current) {
    SharedLevels out;
    out.levels = reference.levels;
    std::unordered_map<std::string_view, std::int32_t> known;
    known.reserve(reference.levels.size() + current.levels.size());
    for (std::size_t code = 0; code < reference.levels.size(); ++code) {
        known.emplace(reference.levels[code], static_cast<std::int32_t>(code));
    }
    std::vector<std::int32_t> code_of(current.levels.size());
    for (std::size_t code = 0; code < current.levels.size(); ++code) {
        const auto next = static_cast<std::int32_t>(out.levels.size());
        const auto [found, is_new] = known.emplace(current.levels[code], next);
        code_of[code] = found->second;
        if (is_new) {
            out.levels.push_back(current.levels[code]);
        }
    }
    out.current.resize(current.codes.size());
    std::ranges::transform(current.codes, out.current.begin(), [&](std::int32_t code) {
        return code == engine::kMissingCode ? code : code_of[static_cast<std::size_t>(code)];
    });
    return out;
}

PairedColumn pair_columns(const engine::Column& reference, const engine::Column& current) {
    PairedColumn out;
    out.name = reference.name;
    out.type = reference.type;
    // A column without any value comes as whatever type; the other one says what it should be.
    const Type type = all_missing(reference) ? current.type : reference.type;
    if (type == Type::Text) {
        pair_texts(reference, current, out);
    } else if (type == Type::Boolean) {
        out.measure = Measure::Levels;
        out.levels = {"false", "true"};
        hold_codes(truths(reference), out.reference);
        hold_codes(truths(current), out.current);
    } else if (is_moment(type)) {
        out.measure = Measure::Times;
        out.unit = "days";
        hold_numbers(days(reference), out.reference);
        hold_numbers(days(current), out.current);
    } else {
        out.measure = Measure::Numbers;
        look_at_numbers(reference, out.reference);
        look_at_numbers(current, out.current);
    }
    return out;
}

}  // namespace assay::data
