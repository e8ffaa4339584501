#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// Values that stand for "unknown": a spike at a well-known number or date that lies apart from all
// others, at one end of the column.

namespace assay::data {
namespace {

constexpr std::array kNumbers{
    0.0,      -1.0,    -9.0,         -99.0,         -999.0,   -9999.0,   -99999.0,   -999999.0,
    99.0,     999.0,   9999.0,       99999.0,       999999.0, 9999999.0, 99999999.0, 999999999.0,
    -32768.0, 32767.0, 2147483647.0, -2147483648.0, -1e10,    1e10,      1e20,       1e30};

constexpr std::array<std::string_view, 8> kDates{"1899-12-30", "1899-12-31", "1900-01-01",
                                                 "1970-01-01", "2099-12-31", "2999-12-31",
                                                 "9999-12-31", "0001-01-01"};

struct Spike {
    double value;
    std::int64_t rows;
    std::span<const double> others;
};

/// The value at one end of the column, with the rest.
Spike end_spike(const Distribution& values, bool low) {
    const auto finite = values.finite();
    const double value = low ? finite.front() : finite.back();
    const auto same = std::ranges::equal_range(finite, value);
    const auto rows = static_cast<std::size_t>(same.size());
    return {value, static_cast<std::int64_t>(rows),
            low ? finite.subspan(rows) : finite.first(finite.size() - rows)};
}

// Far from the others: beyond them by half of their own spread, or the only negative value.
bool lies_apart(const Spike& spike) {
    const double low = spike.others.front();
    const double high = spike.others.back();
    const double spread = quantile(spike.others, 0.99) - quantile(spike.others, 0.01);
    const double gap = std::max(low - spike.value, spike.value - high);
    const bool only_negative = spike.value < 0 && low >= 0 && high >= 10;
    const double least = spike.value == 0 ? 1.5 : 0.5;  // nothing is an answer more often
    return only_negative || (gap > 1 && gap >= least * spread);
}

// More rows than a value of its surroundings has.
bool is_spike(const Spike& spike, std::int64_t rows) {
    constexpr std::int64_t kFewest = 3;
    return spike.rows >= kFewest && spike.rows * 2000 >= rows;
}

void say_sentinel(const engine::Column& column, const Distribution& values, const Spike& spike,
                  Issues& issues) {
    const auto name = quoted_name(column.name);
    const auto value = value_text(column, spike.value);
    const auto literal = is_time(column) ? quoted_text(value) : value;
    const auto effect =
        is_time(column)
            ? std::string("Its range and every duration taken from it are wrong in these rows.")
            : fmt::format(
                  "It moves the mean from {} to {}, and a linear model takes it for a "
                  "measured value.",
                  figure(moments(spike.others).mean), figure(moments(values.finite()).mean));
    issues.push_back(
        {.code = "sentinel",
         .severity = spike.value == 0 ? Severity::Question : Severity::Warning,
         .column = column.name,
         .rows = spike.rows,
         .sentence = fmt::format(
             "{} is {} in {} ({}), apart from all other values, which lie between {} and {}; it "
             "looks like \"unknown\". {}",
             column.name, value, counted(spike.rows, "row"), share_text(spike.rows, values.rows),
             value_text(column, spike.others.front()), value_text(column, spike.others.back()),
             effect),
         .fix = fmt::format("SELECT * REPLACE (NULLIF({0}, {1}) AS {0}) FROM data", name, literal),
         .at = first_rows(column.size(),
                          [&](std::size_t row) { return value_at(column, row) == spike.value; })});
}

}  // namespace

bool well_known(const engine::Column& column, double value) {
    if (is_time(column)) {
        const auto date = iso_time(static_cast<std::int64_t>(value), true);
        return std::ranges::find(kDates, date) != kDates.end();
    }
    return std::ranges::find(kNumbers, value) != kNumbers.end();
}

void find_sentinels(const engine::Column& column, const Distribution& values, Issues& issues) {
    constexpr std::int64_t kFewestDistinct = 3;
    if (!is_ordered(column) || column.type == engine::Type::Boolean ||
        values.distinct < kFewestDistinct || values.finite().empty()) {
        return;
    }
    for (const bool low : {true, false}) {
        const auto spike = end_spike(values, low);
        if (!spike.others.empty() && well_known(column, spike.value) &&
            is_spike(spike, values.rows) && lies_apart(spike)) {
            say_sentinel(column, values, spike, issues);
        }
    }
}

}  // namespace assay::data
