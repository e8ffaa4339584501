#include "model/bins.hpp"

#include <algorithm>
#include <cmath>

namespace assay::model {
namespace {

constexpr std::size_t kMostQuantileBins = 20;
constexpr std::int32_t kMissingBin = 0;

/// The numbers that are cut into quantile bins; NaN = missing.
std::vector<double> values_of(const Feature& feature, BinBy by, RowIndices rows) {
    std::vector<double> values(rows.size(), std::nan(""));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (by == BinBy::Value) {
            values[i] = feature.numbers[at(rows[i])];
        } else if (const std::int32_t code = feature.codes[at(rows[i])]; code >= 0) {
            values[i] = static_cast<double>(word_count(feature.levels[at(code)]));
        }
    }
    return values;
}

std::vector<double> quantile_edges(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::sort(values.begin(), values.end());
    std::vector<double> edges;
    for (std::size_t cut = 1; cut < kMostQuantileBins && !values.empty(); ++cut) {
        const double edge = values[cut * values.size() / kMostQuantileBins];
        if (edge > values.front() && (edges.empty() || edge > edges.back())) {
            edges.push_back(edge);
        }
    }
    // A value that holds nearly all rows would leave no cut at all; what lies above it differs.
    if (edges.empty() && !values.empty() && values.back() > values.front()) {
        edges.push_back(*std::upper_bound(values.begin(), values.end(), values.front()));
    }
    return edges;
}

}  // namespace

std::vector<BinBy> ways_to_bin(FeatureKind kind) {
    switch (kind) {
        case FeatureKind::Number:
            return {BinBy::Value};
        case FeatureKind::Category:
            return {BinBy::Level};
        case FeatureKind::Text:
            return {BinBy::Words};
        case FeatureKind::Time:
            return {BinBy::Hour, BinBy::Weekday};
    }
    return {};
}

Bins Bins::fit(const Feature& feature, BinBy by, RowIndices rows) {
    Bins bins;
    bins.by_ = by;
    if (by == BinBy::Level) {
        bins.levels_ = LevelTable::fit(feature, rows);
    } else if (by == BinBy::Value || by == BinBy::Words) {
        bins.edges_ = quantile_edges(values_of(feature, by, rows));
    }
    return bins;
}

std::size_t Bins::count() const {
    switch (by_) {
        case BinBy::Level:
            return levels_.size() + 1;
        case BinBy::Value:
        case BinBy::Words:
            return edges_.size() + 2;
        case BinBy::Hour:
            return kHours + 1;
        case BinBy::Weekday:
            return kWeekdays + 1;
    }
    return 1;
}

std::vector<std::int32_t> Bins::by_level(const Feature& feature, RowIndices rows) const {
    std::vector<std::int32_t> bins(rows.size(), kMissingBin);
    const auto codes = levels_.translate(feature.levels, -1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int32_t code = feature.codes[at(rows[i])];
        bins[i] = code < 0 ? kMissingBin : codes[at(code)] + 1;
    }
    return bins;
}

std::vector<std::int32_t> Bins::by_edge(const Feature& feature, RowIndices rows) const {
    std::vector<std::int32_t> bins(rows.size(), kMissingBin);
    const auto values = values_of(feature, by_, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!std::isnan(values[i])) {
            const auto above = std::upper_bound(edges_.begin(), edges_.end(), values[i]);
            bins[i] = static_cast<std::int32_t>(above - edges_.begin()) + 1;
        }
    }
    return bins;
}

std::vector<std::int32_t> Bins::of(const Feature& feature, RowIndices rows) const {
    if (by_ == BinBy::Level) {
        return by_level(feature, rows);
    }
    if (by_ == BinBy::Value || by_ == BinBy::Words) {
        return by_edge(feature, rows);
    }
    std::vector<std::int32_t> bins(rows.size(), kMissingBin);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t time = feature.times[at(rows[i])];
        bins[i] = (by_ == BinBy::Hour ? hour_of(time) : weekday_of(time)) + 1;
    }
    return bins;
}

Json Bins::describe() const {
    Json out = Json::object();
    switch (by_) {
        case BinBy::Level:
            out["by"] = "level";
            out["levels"] =
                std::vector<std::string>(levels_.levels().begin(), levels_.levels().end());
            break;
        case BinBy::Value:
        case BinBy::Words:
            out["by"] = by_ == BinBy::Value ? "value" : "number of words";
            out["edges"] = to_json(edges_);
            break;
        case BinBy::Hour:
            out["by"] = "hour, UTC";
            break;
        case BinBy::Weekday:
            out["by"] = "weekday, UTC, Monday first";
            break;
    }
    return out;
}

}  // namespace assay::model
