#include "model/features.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace assay::model {
namespace {

constexpr std::int64_t kMicrosecondsPerHour = 3'600'000'000;
constexpr std::int64_t kMicrosecondsPerDay = 24 * kMicrosecondsPerHour;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

std::size_t size_of(const Feature& feature) {
    switch (feature.kind) {
        case FeatureKind::Number:
            return feature.numbers.size();
        case FeatureKind::Category:
        case FeatureKind::Text:
            return feature.codes.size();
        case FeatureKind::Time:
            return feature.times.size();
    }
    return 0;
}

bool same(double left, double right) {
    return left == right || (std::isnan(left) && std::isnan(right));
}

template <class Value, class Equal>
bool any_differs(std::span<const Value> values, RowIndices rows, Equal equal) {
    return std::any_of(rows.begin(), rows.end(), [&](std::int32_t row) {
        return !equal(values[at(row)], values[at(rows.front())]);
    });
}

bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

Result<> check_codes(const Feature& feature, RowIndices rows) {
    const auto levels = static_cast<std::int64_t>(feature.levels.size());
    for (const std::int32_t row : rows) {
        const std::int32_t code = feature.codes[at(row)];
        if (code < engine::kMissingCode || code >= levels) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("column \"{}\", row {}: code {} is not one of its {} levels",
                                    feature.name, row, code, levels));
        }
    }
    return {};
}

}  // namespace

std::string_view kind_name(FeatureKind kind) {
    switch (kind) {
        case FeatureKind::Number:
            return "number";
        case FeatureKind::Category:
            return "category";
        case FeatureKind::Text:
            return "text";
        case FeatureKind::Time:
            return "time";
    }
    return "?";
}

std::int32_t hour_of(std::int64_t time) {
    if (time == engine::kMissingTime) {
        return -1;
    }
    const std::int64_t hours = floor_divide(time, kMicrosecondsPerHour);
    return static_cast<std::int32_t>(hours - floor_divide(hours, kHours) * kHours);
}

std::int32_t weekday_of(std::int64_t time) {
    if (time == engine::kMissingTime) {
        return -1;
    }
    // 1 January 1970 was a Thursday, three days after a Monday.
    const std::int64_t days = floor_divide(time, kMicrosecondsPerDay) + 3;
    return static_cast<std::int32_t>(days - floor_divide(days, kWeekdays) * kWeekdays);
}

std::size_t word_count(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char byte : text) {
        const bool part = !is_space(byte);
        words += part && !inside ? 1 : 0;
        inside = part;
    }
    return words;
}

LevelTable LevelTable::fit(const Feature& feature, RowIndices rows, std::int32_t fewest,
                           std::size_t most) {
    std::vector<std::int32_t> counts(feature.levels.size(), 0);
    for (const std::int32_t row : rows) {
        const std::int32_t code = feature.codes[at(row)];
        if (code >= 0) {
            ++counts[at(code)];
        }
    }
    std::vector<std::size_t> order;
    for (std::size_t level = 0; level < counts.size(); ++level) {
        if (counts[level] >= std::max(fewest, 1)) {
            order.push_back(level);
        }
    }
    std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return counts[left] != counts[right] ? counts[left] > counts[right]
                                             : feature.levels[left] < feature.levels[right];
    });
    order.resize(std::min(order.size(), most));
    LevelTable table;
    for (const std::size_t level : order) {
        table.levels_.push_back(feature.levels[level]);
    }
    return table;
}

std::vector<std::int32_t> LevelTable::translate(std::span<const std::string> levels,
                                                std::int32_t unseen) const {
    std::unordered_map<std::string_view, std::int32_t> known;
    known.reserve(levels_.size());
    for (std::size_t code = 0; code < levels_.size(); ++code) {
        known.emplace(levels_[code], static_cast<std::int32_t>(code));
    }
    std::vector<std::int32_t> codes(levels.size(), unseen);
    for (std::size_t level = 0; level < levels.size(); ++level) {
        const auto found = known.find(levels[level]);
        if (found != known.end()) {
            codes[level] = found->second;
        }
    }
    return codes;
}

bool varies(const Feature& feature, RowIndices rows) {
    switch (feature.kind) {
        case FeatureKind::Number:
            return any_differs(feature.numbers, rows, same);
        case FeatureKind::Category:
        case FeatureKind::Text:
            return any_differs(feature.codes, rows, std::equal_to<>{});
        case FeatureKind::Time:
            return any_differs(feature.times, rows, std::equal_to<>{});
    }
    return false;
}

Result<> check_features(const Features& features, RowIndices rows) {
    for (const std::int32_t row : rows) {
        if (row < 0 || at(row) >= features.rows) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("row {} is not one of the {} rows", row, features.rows));
        }
    }
    for (const Feature& feature : features.columns) {
        if (size_of(feature) != features.rows) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("column \"{}\" has {} values for {} rows", feature.name,
                                    size_of(feature), features.rows));
        }
        if (feature.kind == FeatureKind::Category || feature.kind == FeatureKind::Text) {
            TRY(check_codes(feature, rows));
        }
    }
    return {};
}

FeatureKind feature_kind(const engine::Column& column) {
    switch (column.type) {
        case engine::Type::Boolean:
        case engine::Type::Integer:
        case engine::Type::Real:
            return FeatureKind::Number;
        case engine::Type::Date:
        case engine::Type::Timestamp:
            return FeatureKind::Time;
        case engine::Type::Text:
            break;
    }
    const auto present = static_cast<std::int64_t>(column.codes.size()) - column.missing_count();
    const auto distinct = static_cast<std::int64_t>(column.levels.size());
    if (distinct * 2 <= present) {
        return FeatureKind::Category;
    }
    std::size_t words = 0;
    for (const std::string& level : column.levels) {
        words += word_count(level);
    }
    constexpr std::size_t kWordsOfText = 3;
    return words > 0 && words >= kWordsOfText * column.levels.size() ? FeatureKind::Text
                                                                     : FeatureKind::Category;
}

Feature view(const engine::Column& column, FeatureKind kind) {
    return {.name = column.name,
            .kind = kind,
            .numbers = column.numbers,
            .codes = column.codes,
            .levels = column.levels,
            .times = column.times};
}

}  // namespace assay::model
