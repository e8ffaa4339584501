#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "engine/engine.hpp"
#include "stats/estimate.hpp"

// What evaluations of every kind share: yes/no decisions, several classes, numbers.

namespace assay::validate {

/// The rows and how they hang together. Spans have one entry a row of the table, or are empty where
/// nothing is known.
struct RowsInput {
    std::span<const double> weight = {};
    std::span<const std::int32_t> cluster = {};  // what is not independent
    std::span<const std::int64_t> time = {};     // engine::kMissingTime = none
    std::span<const std::int32_t> entity = {};
    std::span<const std::int32_t> id = {};    // equal ids, equal numbers
    std::span<const std::uint64_t> key = {};  // content of a row; orders the rows
    std::string id_name = {}, entity_name = {};
    double decisions_per_month = 1000;
    std::string currency = "unit";
    std::vector<const engine::Column*> groups = {}, slices = {};
    double confidence = 0.9;
    std::uint64_t seed = 0;
};

enum class Severity : std::uint8_t { Info, Question, Warning, Error };

/// Something about the predictions that a reader must know before the numbers.
struct Finding {
    std::string code = {};  // stable, kebab-case
    Severity severity = Severity::Info;
    std::string column = {};  // column or model concerned, or ""
    std::int64_t rows = 0;
    std::string sentence = {}, fix = {};
    static constexpr auto fields() {
        return std::tuple{field("code", &Finding::code, "stable name of the finding"),
                          field("severity", &Finding::severity, "info, question, warning or error"),
                          field("column", &Finding::column, "column concerned, or empty"),
                          field("rows", &Finding::rows, "rows concerned"),
                          field("sentence", &Finding::sentence, "what was found"),
                          field("fix", &Finding::fix, "what to do about it, or empty")};
    }
};

/// The numbers that are most quoted, at any confidence: what repeated use of the same rows widens.
struct Headline {
    std::string metric = {};
    stats::Estimate estimate = {};
    static constexpr auto fields() {
        return std::tuple{field("metric", &Headline::metric, "what is measured"),
                          field("estimate", &Headline::estimate, "with its interval")};
    }
};

struct Measured {
    stats::Estimate value = {};
    std::string baseline = {};  // in words
    double baseline_value = 0;
    stats::Estimate gap = {};
};

}  // namespace assay::validate

template <>
struct assay::EnumNames<assay::validate::Severity> {
    using S = assay::validate::Severity;
    static constexpr std::array value{std::pair{S::Info, std::string_view("info")},
                                      std::pair{S::Question, std::string_view("question")},
                                      std::pair{S::Warning, std::string_view("warning")},
                                      std::pair{S::Error, std::string_view("error")}};
};
