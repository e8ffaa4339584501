#include "data/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/result.hpp"
#include "stats/sorted_values.hpp"

namespace assay::data {
namespace {

void count_values(std::span<const std::uint64_t> sorted, Distribution& out) {
    std::size_t first = 0;
    for (std::size_t i = 1; i <= sorted.size(); ++i) {
        if (i == sorted.size() || sorted[i] != sorted[i - 1]) {
            const auto rows = i - first;
            ++out.distinct;
            out.once += rows == 1 ? 1 : 0;
            out.twice += rows == 2 ? 1 : 0;
            first = i;
        }
    }
}

void distribute_numbers(const engine::Column& column, Distribution& out) {
    std::vector<std::uint64_t> keys;
    keys.reserve(column.numbers.size());
    for (const double value : column.numbers) {
        if (!std::isnan(value)) {
            keys.push_back(stats::key_of(value));
        }
    }
    stats::sort_keys(keys);
    count_values(keys, out);
    out.sorted.resize(keys.size());
    std::ranges::transform(keys, out.sorted.begin(), stats::number_of);
}

void distribute_times(const engine::Column& column, Distribution& out) {
    std::vector<std::uint64_t> keys;
    keys.reserve(column.times.size());
    for (const auto time : column.times) {
        if (time != engine::kMissingTime) {
            keys.push_back(static_cast<std::uint64_t>(time) ^ stats::kSignBit);
        }
    }
    stats::sort_keys(keys);
    count_values(keys, out);
    out.sorted.resize(keys.size());
    std::ranges::transform(keys, out.sorted.begin(), [](std::uint64_t key) {
        return static_cast<double>(static_cast<std::int64_t>(key ^ stats::kSignBit));
    });
}

void distribute_text(const engine::Column& column, Distribution& out) {
    out.level_rows.assign(column.levels.size(), 0);
    for (const auto code : column.codes) {
        if (code == engine::kMissingCode) {
            ++out.missing;
        } else {
            ++out.level_rows[static_cast<std::size_t>(code)];
        }
    }
    for (const auto rows : out.level_rows) {
        out.distinct += rows > 0 ? 1 : 0;
        out.once += rows == 1 ? 1 : 0;
        out.twice += rows == 2 ? 1 : 0;
    }
}

template <class Item>
void keep_largest(std::vector<Item>& items, std::size_t k) {
    std::ranges::stable_sort(items, std::ranges::greater{}, &Item::rows);
    if (items.size() > k) {
        items.resize(k);
    }
}

}  // namespace

bool is_ordered(const engine::Column& column) {
    return column.type != engine::Type::Text;
}

bool is_time(const engine::Column& column) {
    return column.type == engine::Type::Date || column.type == engine::Type::Timestamp;
}

std::string_view type_text(engine::Type type) {
    switch (type) {
        case engine::Type::Boolean:
            return "boolean";
        case engine::Type::Integer:
            return "integer";
        case engine::Type::Real:
            return "real";
        case engine::Type::Text:
            return "text";
        case engine::Type::Date:
            return "date";
        case engine::Type::Timestamp:
            return "timestamp";
    }
    return "";
}

std::span<const double> Distribution::finite() const {
    const auto finite = [](double value) { return std::isfinite(value); };
    const auto first = std::ranges::find_if(sorted, finite);
    const auto last = std::find_if(sorted.rbegin(), sorted.rend(), finite).base();
    return first < last ? std::span(first, last) : std::span<const double>{};
}

Distribution distribute(const engine::Column& column) {
    Distribution out;
    out.rows = static_cast<std::int64_t>(column.size());
    if (!is_ordered(column)) {
        distribute_text(column, out);
        return out;
    }
    if (is_time(column)) {
        distribute_times(column, out);
    } else {
        distribute_numbers(column, out);
    }
    out.missing = out.rows - static_cast<std::int64_t>(out.sorted.size());
    return out;
}

std::int64_t rows_with(const Distribution& values, double value) {
    const auto found = std::ranges::equal_range(values.sorted, value);
    return static_cast<std::int64_t>(found.size());
}

std::int64_t rows_like(const engine::Column& column, const Distribution& values, std::size_t row) {
    if (column.missing(row)) {
        return values.missing;
    }
    return is_ordered(column) ? rows_with(values, value_at(column, row))
                              : values.level_rows[static_cast<std::size_t>(column.codes[row])];
}

double quantile(std::span<const double> sorted, double share) {
    if (sorted.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]);
}

Moments moments(std::span<const double> values) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (values.empty()) {
        return {kNone, kNone};
    }
    const auto n = static_cast<double>(values.size());
    // From the first value on, so that large offsets (times, ids) do not eat the digits.
    const double origin = values[values.size() / 2];
    double sum = 0;
    for (const double value : values) {
        sum += value - origin;
    }
    const double shift = sum / n;
    double squares = 0;
    for (const double value : values) {
        const double off = value - origin - shift;
        squares += off * off;
    }
    return {origin + shift, values.size() < 2 ? kNone : std::sqrt(squares / (n - 1))};
}

std::vector<Run> most_frequent(const Distribution& values, std::size_t k) {
    const bool few = values.distinct <= static_cast<std::int64_t>(k);
    std::vector<Run> out;
    const auto& sorted = values.sorted;
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t end = first + 1;
        while (end < sorted.size() && sorted[end] == sorted[first]) {
            ++end;
        }
        const auto rows = static_cast<std::int64_t>(end - first);
        if ((few || rows > 1) && (out.size() < k || rows > out.back().rows)) {
            out.push_back({sorted[first], rows});
            keep_largest(out, k);
        }
        first = end;
    }
    return out;
}

std::vector<Level> most_frequent_levels(const Distribution& values, std::size_t k) {
    std::vector<Level> out;
    for (std::size_t code = 0; code < values.level_rows.size(); ++code) {
        const auto rows = values.level_rows[code];
        if (rows > 0 && (out.size() < k || rows > out.back().rows)) {
            out.push_back({static_cast<std::int32_t>(code), rows});
            keep_largest(out, k);
        }
    }
    return out;
}

std::string iso_time(std::int64_t microseconds, bool date_only) {
    using namespace std::chrono;
    const sys_time<std::chrono::microseconds> moment{std::chrono::microseconds(microseconds)};
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const auto text =
        fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    if (date_only) {
        return text;
    }
    const hh_mm_ss clock{floor<seconds>(moment - day)};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", text, clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

std::string value_text(const engine::Column& column, double value) {
    switch (column.type) {
        case engine::Type::Boolean:
            return value != 0 ? "true" : "false";
        case engine::Type::Date:
        case engine::Type::Timestamp:
            return iso_time(static_cast<std::int64_t>(value), column.type == engine::Type::Date);
        default:
            return fmt::format("{}", value);
    }
}

}  // namespace assay::data
