#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "data/data.hpp"
#include "engine/engine.hpp"
#include "stats/estimate.hpp"

// Two tables against each other: whether the rows of today still look like those of then. Judged
// column by column on effect size against a null that is measured, by a classifier for all columns
// at once, and, where a model's scores are given, by what it means for the model. The statistics of
// other tools are told on request by their names.

namespace assay::data {

/// How columns were judged: the same for all of them.
struct DriftMethod {
    std::int64_t chunk_rows = 0, reference_chunks = 0, current_chunks = 0;
    double false_discoveries = 0.05;
    double least_shift = 0, least_mix = 0, least_missing = 0;
    double warn_shift = 0, warn_mix = 0, warn_missing = 0;
    std::int64_t seed = 0;
    static constexpr auto fields() {
        using M = DriftMethod;
        return std::tuple{
            field("chunk_rows", &M::chunk_rows, "neighbouring rows that change sides together"),
            field("reference_chunks", &M::reference_chunks, "chunks of the reference"),
            field("current_chunks", &M::current_chunks, "chunks of the current table"),
            field("false_discoveries", &M::false_discoveries,
                  "share of false findings allowed (Benjamini-Hochberg over all tests)"),
            field("least_shift", &M::least_shift,
                  "effects below are not told, however sure: standard deviations of the reference"),
            field("least_mix", &M::least_mix, "the same for Jensen-Shannon distances"),
            field("least_missing", &M::least_missing, "the same for shares of missing values"),
            field("warn_shift", &M::warn_shift, "effects from here on are a warning"),
            field("warn_mix", &M::warn_mix, "the same for Jensen-Shannon distances"),
            field("warn_missing", &M::warn_missing, "the same for shares of missing values"),
            field("seed", &M::seed, "of everything random")};
    }
};

/// How the values of a column were spread, then and now: shares of the rows that have one.
struct ColumnShape {
    double from = std::numeric_limits<double>::quiet_NaN(), to = from;
    std::vector<std::string> values;
    std::vector<double> reference, current;
    static constexpr auto fields() {
        using S = ColumnShape;
        return std::tuple{
            field("from", &S::from, "where the first bar begins; null for categories"),
            field("to", &S::to, "where the last one ends; the outer ones hold what lies beyond"),
            field("values", &S::values, "names of the bars, or empty where they are ranges"),
            field("reference", &S::reference, "share of each bar in the reference"),
            field("current", &S::current, "the same in the current table")};
    }
};

/// One column that both tables have. Numbers are NaN (null) where they do not apply.
struct ColumnDrift {
    std::string name;
    std::string type;     // boolean, integer, real, text, date, timestamp
    std::string measure;  // what is compared; "" when nothing
    std::string why_not;
    std::string unit;             // of `distance_in_unit` and the means
    double distance = 0;          // as measured
    double distance_in_unit = 0;  // numbers and times
    double rank_error = 0;        // 0: exact
    stats::Estimate effect;       // beyond chance
    double by_chance = 0;
    double p = 1, p_adjusted = 1;
    double reference_mean = 0, current_mean = 0;
    double reference_missing = 0, current_missing = 0;
    stats::Estimate missing_change;
    double missing_p = 1, missing_p_adjusted = 1;
    std::string moved;  // "", "info", "warning"
    ColumnShape shape;

    static constexpr auto fields() {
        using C = ColumnDrift;
        return std::tuple{
            field("name", &C::name, "column"),
            field("type", &C::type, "its type in the reference"),
            field("measure", &C::measure,
                  "wasserstein (in standard deviations of the reference), jensen-shannon (square "
                  "root, base 2), or empty when it was not compared"),
            field("why_not", &C::why_not, "why it was not compared, or empty"),
            field("unit", &C::unit, "unit of distance_in_unit and the means, or empty"),
            field("distance", &C::distance, "distance as measured"),
            field("distance_in_unit", &C::distance_in_unit,
                  "Wasserstein distance in the column's own unit"),
            field("rank_error", &C::rank_error,
                  "most that a share of rows below a value is off; 0 where all is exact"),
            field("effect", &C::effect, "distance beyond what chance gives"),
            field("by_chance", &C::by_chance, "95 % of dealings at random stay below"),
            field("p", &C::p, "share of dealings at random that are as far apart"),
            field("p_adjusted", &C::p_adjusted, "the same, for all tests together"),
            field("reference_mean", &C::reference_mean, "mean in the reference"),
            field("current_mean", &C::current_mean, "mean in the current table"),
            field("reference_missing", &C::reference_missing, "share without a finite value"),
            field("current_missing", &C::current_missing, "the same in the current table"),
            field("missing_change", &C::missing_change, "current less reference"),
            field("missing_p", &C::missing_p, "of the change, by dealings at random"),
            field("missing_p_adjusted", &C::missing_p_adjusted, "the same, for all tests together"),
            field("moved", &C::moved, "info or warning where it moved, else empty"),
            field("shape", &C::shape, "small picture, then and now; empty when not compared")};
    }
};

struct JointDriver {
    std::string column;
    stats::Estimate auc_lost;
    static constexpr auto fields() {
        return std::tuple{field("column", &JointDriver::column, "column"),
                          field("auc_lost", &JointDriver::auc_lost,
                                "AUC that is lost when its values are shuffled")};
    }
};

struct NewRow {
    std::int64_t row = 0;
    std::string key;
    double chance = 0;
    static constexpr auto fields() {
        return std::tuple{field("row", &NewRow::row, "row of the current table, from 1"),
                          field("key", &NewRow::key, "its key, or empty"),
                          field("chance", &NewRow::chance,
                                "chance that it is current, not reference, by the classifier")};
    }
};

/// Whether a classifier can tell current rows from reference rows.
struct JointDrift {
    std::int64_t reference_rows = 0, current_rows = 0;
    std::int64_t columns = 0;
    stats::Estimate auc;
    std::string moved;  // "", "info", "warning"
    std::vector<JointDriver> drivers;
    std::vector<NewRow> newest;
    std::string sentence;
    static constexpr auto fields() {
        using J = JointDrift;
        return std::tuple{
            field("reference_rows", &J::reference_rows, "rows of the reference in the sample"),
            field("current_rows", &J::current_rows, "rows of the current table in the sample"),
            field("columns", &J::columns, "columns that the classifier sees"),
            field("auc", &J::auc, "cross-validated; 0.5: the tables cannot be told apart"),
            field("moved", &J::moved, "info or warning where they can be told apart, else empty"),
            field("drivers", &J::drivers, "columns by which they are told apart, first first"),
            field("newest", &J::newest, "rows that look most unlike the reference"),
            field("sentence", &J::sentence, "what it means")};
    }
};

struct MetricDrift {
    std::string metric;
    stats::Estimate reference, expected, change;
    static constexpr auto fields() {
        using M = MetricDrift;
        return std::tuple{field("metric", &M::metric, "accuracy, precision, recall, f1 or auc"),
                          field("reference", &M::reference, "as the reference's labels have it"),
                          field("expected", &M::expected, "expected in the current table"),
                          field("change", &M::change, "expected less reference")};
    }
};

/// What drift means for a model, by its scores.
struct ModelDrift {
    std::string scores, target;
    double cut = 0.5;
    bool calibrated = false;
    double error_as_is = 0, error_calibrated = 0;
    std::vector<MetricDrift> metrics;
    stats::Estimate positive_rate, shifted_positive_rate;
    stats::Estimate acted_reference, acted_current;
    std::string sentence;
    std::string label_sentence;
    static constexpr auto fields() {
        using M = ModelDrift;
        return std::tuple{
            field("scores", &M::scores, "column of scores"),
            field("target", &M::target, "column of the reference's labels"),
            field("cut", &M::cut, "acted on at or above"),
            field("calibrated", &M::calibrated, "whether scores were calibrated first"),
            field("error_as_is", &M::error_as_is, "expected calibration error of the scores"),
            field("error_calibrated", &M::error_calibrated, "the same, calibrated"),
            field("metrics", &M::metrics, "expected if scores still mean the same chances (CBPE)"),
            field("positive_rate", &M::positive_rate, "share of positives in the reference"),
            field("shifted_positive_rate", &M::shifted_positive_rate,
                  "share of positives now, if rows of a class still look the same (BBSE)"),
            field("acted_reference", &M::acted_reference, "share at or above the cut"),
            field("acted_current", &M::acted_current, "the same in the current table"),
            field("sentence", &M::sentence, "what is expected of the model"),
            field("label_sentence", &M::label_sentence, "what is expected of the labels")};
    }
};

/// A statistic as another tool defines it.
struct NamedStatistic {
    std::string column, name;
    double value = 0, p = 0;
    std::string method, bins, fill, log_base;
    std::string why_not;
    static constexpr auto fields() {
        using N = NamedStatistic;
        return std::tuple{field("column", &N::column, "column"),
                          field("name", &N::name, "as asked for"),
                          field("value", &N::value, "the statistic; null where it does not apply"),
                          field("p", &N::p, "p value of a test; else null"),
                          field("method", &N::method, "what was computed"),
                          field("bins", &N::bins, "how many bins, by which rule"),
                          field("fill", &N::fill, "what empty bins count as"),
                          field("log_base", &N::log_base, "natural, 2, or empty"),
                          field("why_not", &N::why_not, "why there is no value, or empty")};
    }
};

struct DriftReport {
    std::string schema = "assay.drift/1";
    std::string current, reference;
    std::int64_t current_rows = 0, reference_rows = 0;
    std::string sentence;
    DriftMethod method;
    std::vector<ColumnDrift> columns;
    std::optional<JointDrift> joint;
    std::optional<ModelDrift> model;
    std::vector<NamedStatistic> statistics;
    std::vector<Issue> issues;
    std::vector<std::string> not_run;
    static constexpr auto fields() {
        using D = DriftReport;
        return std::tuple{
            field("schema", &D::schema, "name and version of this document"),
            field("current", &D::current, "where the current table came from"),
            field("reference", &D::reference, "where the reference came from"),
            field("current_rows", &D::current_rows, "rows of the current table"),
            field("reference_rows", &D::reference_rows, "rows of the reference"),
            field("sentence", &D::sentence, "the answer"),
            field("method", &D::method, "how columns were judged"),
            field("columns", &D::columns, "columns of both tables, in the reference's order"),
            field("joint", &D::joint, "all columns at once; null when it was not run"),
            field("model", &D::model, "what it means for the model; null without scores"),
            field("statistics", &D::statistics, "statistics asked for by name"),
            field("issues", &D::issues, "what was found, worst first"),
            field("not_run", &D::not_run, "what was not looked at, and what it needs")};
    }
};

struct CompareOptions {
    std::vector<std::string> columns = {};                // only these; empty = all
    std::string key = {};                                 // names a row; never compared
    std::string target = {};                              // known in the reference
    std::span<const std::uint8_t> reference_labels = {};  // one a row; kNoLabel where unknown
    std::string scores = {};                              // column of both tables
    double cut = 0.5;
    std::vector<std::string> statistics = {};  // of statistic_names()
    std::int64_t joint_rows = 100'000;         // the most rows of the classifier; 0 = not run
    double confidence = 0.9;
    std::uint64_t seed = 0;
    int threads = 2;
};

/// Findings: "drift" and "missing-drift" (a column moved), "drift-hidden" (rows that hang
/// together leave little to be told), "joint-drift" (the tables can be told
/// apart), "no-overlap", "counts-up" (a number or time that only grows), "type-changed",
/// "column-gone", "column-new", "all-missing", "performance-falls", "label-shift".
///
/// Columns are compared by name. Fails with InvalidInput where a table has no rows, no column is in
/// both, or an option names a column that is not there.
Result<DriftReport> compare(const engine::Table& current, const engine::Table& reference,
                            const CompareOptions& options, const Progress& progress = {});

/// Names that CompareOptions::statistics may hold.
std::span<const std::string_view> statistic_names();

}  // namespace assay::data
