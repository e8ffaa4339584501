#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "data/data.hpp"
#include "data/distribution.hpp"
#include "data/findings.hpp"
#include "data/strength.hpp"
#include "data/text_shape.hpp"
#include "data/two_threads.hpp"
#include "data/units.hpp"
#include "data/words.hpp"
#include "stats/rank_correlation.hpp"

namespace assay::data {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kHistogramBins = 20;
constexpr std::size_t kTopValues = 5;
constexpr std::size_t kLongestValue = 200;  // bytes

std::string_view text_role(const engine::Column& column, const Distribution& values) {
    if (all_dates(column, values)) {
        return "time";
    }
    if (looks_like_id(column, values)) {
        return "id";
    }
    const auto prose = prose_of(column, values);
    const bool repeats = values.distinct * 2 <= values.present();
    return prose.has_spaces && (prose.mean_length > 40 || !repeats) ? "text" : "category";
}

std::string_view number_role(const engine::Column& column, const Distribution& values) {
    if (looks_like_id(column, values)) {
        return "id";
    }
    constexpr std::int64_t kFewLevels = 12;
    const bool few = values.distinct <= kFewLevels && values.distinct * 4 <= values.present();
    return column.type != engine::Type::Real && few ? "category" : "number";
}

std::string_view role_of(const engine::Column& column, const Distribution& values) {
    if (values.distinct <= 1) {
        return "constant";
    }
    switch (column.type) {
        case engine::Type::Boolean:
            return "category";
        case engine::Type::Text:
            return text_role(column, values);
        case engine::Type::Date:
        case engine::Type::Timestamp:
            return "time";
        case engine::Type::Integer:
        case engine::Type::Real:
            return number_role(column, values);
    }
    return "number";
}

std::vector<std::int64_t> histogram(std::span<const double> finite) {
    std::vector<std::int64_t> bins(kHistogramBins, 0);
    if (finite.empty()) {
        return {};
    }
    const double low = finite.front();
    // Halved before they are subtracted: the range itself may be beyond the largest double.
    const double half_range = finite.back() / 2 - low / 2;
    for (const double value : finite) {
        const double share = half_range > 0 ? (value / 2 - low / 2) / half_range : 0;
        const auto bin = static_cast<std::size_t>(share * static_cast<double>(kHistogramBins));
        ++bins[std::min(bin, kHistogramBins - 1)];
    }
    return bins;
}

void describe_numbers(const Distribution& values, ColumnProfile& out) {
    const auto finite = values.finite();
    if (finite.empty()) {
        return;
    }
    const auto [mean, sd] = moments(finite);
    out.mean = mean;
    out.sd = sd;
    out.min = finite.front();
    out.q05 = quantile(finite, 0.05);
    out.q25 = quantile(finite, 0.25);
    out.median = quantile(finite, 0.5);
    out.q75 = quantile(finite, 0.75);
    out.q95 = quantile(finite, 0.95);
    out.max = finite.back();
    out.histogram = histogram(finite);
}

void describe_times(const engine::Column& column, const Distribution& values, ColumnProfile& out) {
    if (!values.sorted.empty()) {
        out.first = value_text(column, values.sorted.front());
        out.last = value_text(column, values.sorted.back());
        out.histogram = histogram(values.sorted);
    }
}

void describe_texts(const engine::Column& column, const Distribution& values, ColumnProfile& out) {
    auto shape = text_shape(column, values);
    out.shortest = shape.shortest;
    out.median_length = shape.median;
    out.longest = shape.longest;
    out.pattern = cut(shape.pattern, kLongestValue);
    out.pattern_share = shape.pattern_share;
}

void describe_top(const engine::Column& column, const Distribution& values, ColumnProfile& out) {
    if (is_ordered(column)) {
        for (const auto& run : most_frequent(values, kTopValues)) {
            out.top.push_back({value_text(column, run.value), run.rows});
        }
        return;
    }
    for (const auto& level : most_frequent_levels(values, kTopValues)) {
        const auto& value = column.levels[static_cast<std::size_t>(level.code)];
        out.top.push_back({cut(value, kLongestValue), level.rows});
    }
}

/// Rows where both have a finite value; of very many, evenly spaced ones.
double correlation(const engine::Column& column, std::span<const double> target) {
    constexpr std::size_t kMostRows = 1'000'000;
    if (target.empty() || !is_ordered(column)) {
        return kNone;
    }
    const std::size_t step = (target.size() + kMostRows - 1) / kMostRows;
    std::vector<double> own;
    std::vector<double> told;
    for (std::size_t row = 0; row < target.size(); row += step) {
        const double value = value_at(column, row);
        if (!std::isnan(value) && !std::isnan(target[row])) {
            own.push_back(value);
            told.push_back(target[row]);
        }
    }
    return stats::rank_correlation(own, told);
}

ColumnProfile describe(const engine::Column& column, const Distribution& values) {
    ColumnProfile out;
    out.name = column.name;
    out.type = type_name(column.type);
    out.role = role_of(column, values);
    out.unit = unit_of(column, values);
    out.missing = values.missing;
    out.distinct = values.distinct;
    for (auto* each : {&out.mean, &out.sd, &out.min, &out.q05, &out.q25, &out.median, &out.q75,
                       &out.q95, &out.max, &out.shortest, &out.median_length, &out.longest,
                       &out.pattern_share, &out.target_auc, &out.target_correlation}) {
        *each = kNone;
    }
    if (is_time(column)) {
        describe_times(column, values, out);
    } else if (is_ordered(column)) {
        describe_numbers(values, out);
    } else {
        describe_texts(column, values, out);
    }
    describe_top(column, values, out);
    return out;
}

/// A profile whose columns are not described yet.
Profile blank(const engine::Table& table) {
    Profile out;
    out.rows = static_cast<std::int64_t>(table.rows);
    out.columns.resize(table.columns.size());
    return out;
}

}  // namespace

Profile profile(const engine::Table& table) {
    auto out = blank(table);
    on_two_threads(table.columns.size(), [&](std::size_t at) {
        const auto& column = table.columns[at];
        out.columns[at] = describe(column, distribute(column));
    });
    return out;
}

Profile profile(const CheckInput& input, std::span<const double> target) {
    ASSAY_CHECK(input.table != nullptr);
    auto out = blank(*input.table);
    out.target = input.target;
    out.issues = check_with(
        input, [&](std::size_t at, const engine::Column& column, const Distribution& values) {
            auto& told = out.columns[at];
            told = describe(column, values);
            told.target_correlation = correlation(column, target);
            if (!input.labels.empty()) {
                told.target_auc = strength_of(column, values, input.labels, 0);
            }
        });
    put_worst_first(out.issues);
    return out;
}

}  // namespace assay::data
