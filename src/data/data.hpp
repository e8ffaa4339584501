#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "engine/engine.hpp"
#include "stats/estimate.hpp"

// The data room: what a table holds and what is wrong with it. profile() describes every column;
// check() finds what touches a decision made from the table: gaps, duplicates, constants, ids in
// disguise, infinities, mixed types, order that predicts, drift over time, columns that know the
// answer. Each finding is a sentence with a number of rows and a fix. Leaks that need a model to be
// seen are judged by the study, which has one; this room tells how strong each column is alone.

namespace assay::data {

enum class Severity : std::uint8_t { Info, Question, Warning, Error };

/// One finding about the data.
struct Issue {
    std::string code;  // stable, kebab-case: "missing", "duplicate-rows", "target-leak"
    Severity severity = Severity::Info;
    std::string column;     // "" when about the whole table
    std::int64_t rows = 0;  // rows concerned
    std::string sentence;
    std::string fix;                     // what to do, in words or SQL; "" when nothing
    std::vector<std::uint32_t> at = {};  // first rows concerned, from 0; for inspect() alone

    static constexpr auto fields() {
        return std::tuple{field("code", &Issue::code, "stable name of the finding"),
                          field("severity", &Issue::severity, "info, question, warning or error"),
                          field("column", &Issue::column, "column concerned, or empty"),
                          field("rows", &Issue::rows, "rows concerned"),
                          field("sentence", &Issue::sentence, "what was found"),
                          field("fix", &Issue::fix, "what to do about it, or empty")};
    }
};

struct ValueCount {
    std::string value;
    std::int64_t rows;
    static constexpr auto fields() {
        return std::tuple{field("value", &ValueCount::value, "value as text, at most 200 bytes"),
                          field("rows", &ValueCount::rows, "rows that have it")};
    }
};

/// What one column holds. Numbers are NaN (null) where they do not apply.
struct ColumnProfile {
    std::string name;
    std::string type;  // boolean, integer, real, text, date, timestamp
    std::string role;  // guess: number, category, text, time, id, constant
    std::string unit;  // guess, or ""
    std::int64_t missing = 0;
    std::int64_t distinct = 0;  // exact
    double mean = 0, sd = 0, min = 0, q05 = 0, q25 = 0, median = 0, q75 = 0, q95 = 0, max = 0;
    std::string first, last;              // times: earliest and latest, ISO 8601
    std::vector<ValueCount> top;          // up to 5 most frequent
    std::vector<std::int64_t> histogram;  // numbers and times: 20 equal bins from first to last
    double shortest = 0, median_length = 0, longest = 0;  // texts: characters
    std::string pattern;                                  // texts: the commonest form, or ""
    double pattern_share = 0;
    double target_auc = 0;          // strength alone against a yes/no target; NaN without one
    double target_correlation = 0;  // of ranks; NaN without a target, and for texts

    static constexpr auto fields() {
        using C = ColumnProfile;
        return std::tuple{
            field("name", &C::name, "column"),
            field("type", &C::type, "boolean, integer, real, text, date or timestamp"),
            field("role", &C::role, "number, category, text, time, id or constant"),
            field("unit", &C::unit, "what it is measured in by name or texts; empty: no guess"),
            field("missing", &C::missing, "rows without a value"),
            field("distinct", &C::distinct, "distinct values, exact"),
            field("mean", &C::mean, "mean"),
            field("sd", &C::sd, "standard deviation"),
            field("min", &C::min, "smallest"),
            field("q05", &C::q05, "5 % quantile"),
            field("q25", &C::q25, "25 % quantile"),
            field("median", &C::median, "median"),
            field("q75", &C::q75, "75 % quantile"),
            field("q95", &C::q95, "95 % quantile"),
            field("max", &C::max, "largest"),
            field("first", &C::first, "earliest time"),
            field("last", &C::last, "latest time"),
            field("top", &C::top, "most frequent values"),
            field("histogram", &C::histogram,
                  "rows in 20 equal bins from the smallest or earliest to the largest or latest"),
            field("shortest", &C::shortest, "characters of the shortest text"),
            field("median_length", &C::median_length, "median characters of a text"),
            field("longest", &C::longest, "characters of the longest text"),
            field("pattern", &C::pattern,
                  "commonest form of a text: A capital, a other letter, 9 digit; with + for runs"),
            field("pattern_share", &C::pattern_share, "share of the rows that have it"),
            field("target_auc", &C::target_auc,
                  "how well the column alone orders the target (0.5 = not at all)"),
            field("target_correlation", &C::target_correlation,
                  "Spearman's correlation with the target, on at most 1,000,000 rows")};
    }
};

struct Profile {
    std::string schema = "assay.profile/1";
    std::string source;
    std::string target;  // "" without one
    std::int64_t rows = 0;
    std::vector<ColumnProfile> columns;
    std::vector<Issue> issues;
    static constexpr auto fields() {
        return std::tuple{field("schema", &Profile::schema, "name and version of this document"),
                          field("source", &Profile::source, "where the table came from"),
                          field("target", &Profile::target, "column that says what came true"),
                          field("rows", &Profile::rows, "rows"),
                          field("columns", &Profile::columns, "one entry a column"),
                          field("issues", &Profile::issues, "what is wrong, worst first")};
    }
};

/// What check() is told beyond the table. Spans have one entry a row, or are empty.
struct CheckInput {
    const engine::Table* table = nullptr;
    std::vector<std::string> features;       // columns a model may use
    std::span<const std::uint8_t> labels;    // 0, 1; rows without a target hold kNoLabel
    std::span<const std::int64_t> times;     // microseconds; empty without time
    std::span<const std::int32_t> entities;  // empty without entity
    std::string target, time, id, entity;    // column names for the sentences
};
inline constexpr std::uint8_t kNoLabel = 255;

/// Profile of every column, one pass a column, on two threads. `source` is the caller's to fill.
Profile profile(const engine::Table& table);

/// The same in the pass that check() makes: with its issues, and with labels also the strength of
/// each column alone. `target` has one number a row, or is empty: what columns are correlated with.
Profile profile(const CheckInput& input, std::span<const double> target = {});

/// Findings, worst first, made on two threads: "missing", "missing-tells" (missingness that
/// predicts the target), "constant", "id-like" (one distinct value a row, among the features),
/// "infinite", "mixed-types" (text that is mostly numbers or dates), "sentinel" (-999, 9999,
/// 1900-01-01 spikes, "n/a"), "duplicate-rows", "conflicting-labels" (equal features, different
/// target), "entity-across" (rows share an entity: splits keep them together), "order-predicts",
/// "drift" (a column moves between time blocks, Benjamini-Hochberg over columns against a
/// permuted null on effect size), "few-positives", "imbalance-questioned" (a rate of 40-60 %),
/// "wide" (more features than rows / 10), "high-cardinality".
std::vector<Issue> check(const CheckInput& input);

/// How well one column alone orders the labels, out of sample for levels and for the shape:
/// the AUC of shrunk rates by level or quantile bin, cross-fitted in two halves; in [0.5, 1].
double strength_alone(const engine::Column& column, std::span<const std::uint8_t> labels,
                      std::uint64_t seed);

}  // namespace assay::data

template <>
struct assay::EnumNames<assay::data::Severity> {
    using S = assay::data::Severity;
    static constexpr std::array value{std::pair{S::Info, std::string_view("info")},
                                      std::pair{S::Question, std::string_view("question")},
                                      std::pair{S::Warning, std::string_view("warning")},
                                      std::pair{S::Error, std::string_view("error")}};
};
