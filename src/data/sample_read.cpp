#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <numeric>

#include "base/text.hpp"
#include "data/contract_rows.hpp"
#include "data/sample_parts.hpp"

namespace assay::data {
namespace {

/// "0.123 (0.101 to 0.148)".
std::string estimate_text(const stats::Estimate& estimate) {
    return fmt::format("{} ({} to {})", figure(estimate.value), figure(estimate.low),
                       figure(estimate.high));
}

engine::Column text_column(const char* name, const std::vector<std::string>& values) {
    engine::Column out;
    out.name = name;
    out.type = engine::Type::Text;
    std::map<std::string, std::int32_t> codes;
    for (const auto& value : values) {
        const auto [found, is_new] =
            codes.emplace(value, static_cast<std::int32_t>(out.levels.size()));
        if (is_new) {
            out.levels.push_back(value);
        }
        out.codes.push_back(found->second);
    }
    return out;
}

/// Rows that a table can have at most: beyond it a sum of weights is no longer exact.
constexpr double kMostRows = 9007199254740992;  // 2^53

Result<> check_weights(std::span<const double> weights) {
    double total = 0;
    for (std::size_t row = 0; row < weights.size(); ++row) {
        const auto said =
            fmt::format("row {}: {} is ", count(static_cast<std::int64_t>(row + 1)), kSampleWeight);
        if (!(weights[row] >= 1)) {
            return fail(
                ErrorCode::InvalidInput,
                said + (std::isnan(weights[row]) ? std::string("empty")
                                                 : fmt::format("{}, not 1 or more", weights[row])),
                "a row of a sample stands for at least itself");
        }
        total += weights[row];
        if (!(total <= kMostRows)) {
            return fail(ErrorCode::InvalidInput,
                        said + fmt::format("{}: no table has so many rows", weights[row]),
                        "the weights of a sample add up to the rows of its table");
        }
    }
    return {};
}

/// A whole text as a number; NaN where it is none.
double number_of(const std::string& text) {
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end ? value : kUnknown;
}

}  // namespace

Result<std::vector<double>> sample_weights(const engine::Column& column) {
    if (!column.numbers.empty()) {
        return column.numbers;
    }
    std::vector<double> out;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto text = column.missing(row) ? std::string() : text_at(column, row);
        out.push_back(column.times.empty() ? number_of(text) : kUnknown);
        if (std::isnan(out.back())) {
            return fail(
                ErrorCode::InvalidInput,
                fmt::format("row {}: {} is {}", count(static_cast<std::int64_t>(row + 1)),
                            column.name, text.empty() ? "empty" : "\"" + text + "\", no number"),
                "write weights with a decimal point, as in 8.318, and no marks between "
                "thousands");
        }
    }
    return out;
}

void estimate(const Seen& seen, const SampleRequest& request, Sample& out) {
    out.unknown = seen.unknown;
    if (seen.values.empty()) {
        out.estimate.method = "cannot tell: no sampled row has a value yet";
        out.sentences.push_back(fmt::format(
            "No sampled row says the {} yet: fill it in, then read the sample with --drawn.",
            out.quantity));
        return;
    }
    out.estimate = request.share ? stats::sampled_share(seen.strata, request.confidence)
                                 : stats::sampled_mean(seen.strata, request.confidence);
    if (std::isnan(out.estimate.value)) {
        out.sentences.push_back(capitalised(out.estimate.method) + ".");
        return;
    }
    out.design_effect = stats::design_effect(seen.strata);
    out.sentences.push_back(fmt::format(
        "The {} is {}, as {} of the {} show.", out.quantity, estimate_text(out.estimate),
        count(static_cast<std::int64_t>(seen.values.size())), counted(out.population, "row")));
    if (seen.strata.size() > 1 && std::isfinite(out.design_effect)) {
        out.sentences.push_back(fmt::format(
            "The strata {}: the variance is {} times that of a simple random sample of as many "
            "rows (design effect).",
            out.design_effect < 0.95   ? "help"
            : out.design_effect > 1.05 ? "do not help"
                                       : "make no difference",
            figure(out.design_effect, 2)));
    }
    if (seen.unknown > 0) {
        out.sentences.push_back(fmt::format(
            "{} sampled {} no value and left out, as if they were like the others; rows that are "
            "missing for a reason would bend the answer.",
            count(seen.unknown), seen.unknown == 1 ? "row has" : "rows have"));
    }
    const double needed = request.share ? 0 : stats::rows_for_skewness(seen.values);
    if (needed > static_cast<double>(seen.values.size())) {
        out.sentences.push_back(fmt::format(
            "The values have a long tail: below {} rows the interval covers too rarely (Cochran's "
            "rule).",
            count(static_cast<std::int64_t>(std::ceil(needed)))));
    }
}

Result<std::vector<std::string>> strata_by(const engine::Table& table,
                                           const std::vector<std::string>& columns) {
    std::vector<std::string> out(columns.empty() ? 0 : table.rows);
    for (const auto& name : columns) {
        const auto* column = table.find(name);
        if (column == nullptr) {
            return fail(ErrorCode::NotFound, "--by: there is no column \"" + name + "\"",
                        suggest(name, table.names()));
        }
        for (std::size_t row = 0; row < table.rows; ++row) {
            out[row] += out[row].empty() ? "" : ", ";
            out[row] += column->missing(row) ? "(missing)" : text_at(*column, row);
        }
    }
    return out;
}

Result<Sample> read_sample(const SampleFrame& frame, std::span<const double> weights,
                           const SampleRequest& request, const std::string& quantity) {
    Sample out;
    out.quantity = quantity;
    out.rows = static_cast<std::int64_t>(frame.rows);
    out.confidence = request.confidence;
    out.estimate.confidence = request.confidence;
    std::map<std::string, std::vector<std::size_t>> parts;
    TRY(check_weights(weights));
    for (std::size_t row = 0; row < frame.rows; ++row) {
        parts[stratum_of(frame, row)].push_back(row);
    }
    Seen seen;
    for (const auto& [name, rows] : parts) {
        const auto stands = picked(std::vector<double>(weights.begin(), weights.end()), rows);
        const auto population = std::llround(std::accumulate(stands.begin(), stands.end(), 0.0));
        seen.add(population, picked(frame.values, rows));
        const auto& last = seen.strata.back();
        out.strata.push_back({.name = name,
                              .population = population,
                              .rows = static_cast<std::int64_t>(rows.size()),
                              .known = last.sampled,
                              .mean = last.sampled > 0 ? last.mean : kUnknown,
                              .deviation = last.sampled > 1 ? std::sqrt(last.variance) : kUnknown});
        out.population += population;
    }
    out.allocation = parts.size() == 1 ? "simple" : "as drawn";
    estimate(seen, request, out);
    return out;
}

engine::Table sampled_table(const engine::Table& table, const SampleFrame& frame,
                            const DrawnSample& drawn) {
    engine::Table out;
    out.rows = drawn.chosen.size();
    for (const auto& column : table.columns) {
        engine::Column part;
        part.name = column.name;
        part.type = column.type;
        part.levels = column.levels;
        part.numbers = picked(column.numbers, drawn.chosen);
        part.codes = picked(column.codes, drawn.chosen);
        part.times = picked(column.times, drawn.chosen);
        out.columns.push_back(std::move(part));
    }
    engine::Column weight;
    weight.name = kSampleWeight;
    weight.numbers = drawn.weights;
    out.columns.push_back(std::move(weight));
    if (!frame.strata.empty()) {
        out.columns.push_back(text_column(kSampleStratum, picked(frame.strata, drawn.chosen)));
    }
    return out;
}

}  // namespace assay::data
