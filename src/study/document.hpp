#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/json.hpp"
#include "data/data.hpp"
#include "ledger/ledger.hpp"
#include "study/verdict_document.hpp"
#include "validate/validate.hpp"

// The study document: all that a study says, as numbers and as sentences. Terminal, page and report
// are renderings of it, and write no sentence of their own. Schema "assay.study/1"; published in
// docs/study.schema.json. Everything that depends on the clock lies under `run`, so that the same
// inputs and seed give the same bytes elsewhere.

namespace assay::study {

/// A report that was made with this one and lies beside it.
struct LinkedReport {
    std::string title, file, sentence;
    static constexpr auto fields() {
        using L = LinkedReport;
        return std::tuple{field("title", &L::title, "what it is"),
                          field("file", &L::file, "its name, in the same folder"),
                          field("sentence", &L::sentence, "what it says")};
    }
};

struct Run {
    std::string finished_at;  // ISO 8601, UTC
    double duration_s = 0;
    std::map<std::string, double> steps_s;  // where the time went
    std::vector<LinkedReport> reports;
    static constexpr auto fields() {
        return std::tuple{field("finished_at", &Run::finished_at, "when the study ended, UTC"),
                          field("duration_s", &Run::duration_s, "seconds it took"),
                          field("steps_s", &Run::steps_s, "seconds by step"),
                          field("reports", &Run::reports, "reports made with it, beside it")};
    }
};

struct DataSummary {
    std::int64_t rows = 0, columns = 0, positives = 0, unlabelled = 0;
    Estimate positive_rate;
    std::string first, last;  // time range, ISO 8601, or ""
    std::vector<data::Issue> issues;
    Words words;
    static constexpr auto fields() {
        using D = DataSummary;
        return std::tuple{field("rows", &D::rows, "rows with a target"),
                          field("columns", &D::columns, "columns a model may use"),
                          field("positives", &D::positives, "rows with the positive value"),
                          field("unlabelled", &D::unlabelled, "rows without a target"),
                          field("positive_rate", &D::positive_rate, "share of positives"),
                          field("first", &D::first, "earliest time"),
                          field("last", &D::last, "latest time"),
                          field("issues", &D::issues, "what was found, worst first"),
                          field("words", &D::words, "in words")};
    }
};

struct Beats {
    std::string option;
    Estimate value_per_month;
    static constexpr auto fields() {
        return std::tuple{
            field("option", &Beats::option, "the simpler option"),
            field("value_per_month", &Beats::value_per_month, "paired difference, money a month")};
    }
};

struct Option {
    std::string name;   // nothing, everything, rule, average, linear, boosted, or as named
    std::string label;  // in words: "your rule", "boosted trees"
    std::string role;   // simple, candidate, chosen, best
    Estimate auc, average_precision, brier, acts, precision, recall;
    validate::Confusion confusion;
    Estimate value_per_1000, value_per_month, raw_value_per_month;
    std::vector<Beats> beats;
    std::string note;
    static constexpr auto fields() {
        using O = Option;
        return std::tuple{
            field("name", &O::name, "name"),
            field("label", &O::label, "name in words"),
            field("role", &O::role, "simple, candidate, chosen or best"),
            field("auc", &O::auc, "area under the ROC curve, mean within test parts"),
            field("average_precision", &O::average_precision, "mean within test parts"),
            field("brier", &O::brier, "mean squared error of its probabilities"),
            field("acts", &O::acts, "share of decisions that act"),
            field("precision", &O::precision, "share of acts that were right"),
            field("recall", &O::recall, "share of positives acted on"),
            field("confusion", &O::confusion, "rows by decision and outcome"),
            field("value_per_1000", &O::value_per_1000,
                  "money per 1,000 decisions against doing nothing"),
            field("value_per_month", &O::value_per_month,
                  "money a month against doing nothing, before running cost"),
            field("raw_value_per_month", &O::raw_value_per_month,
                  "the same with uncalibrated scores; null for rules"),
            field("beats", &O::beats, "paired differences to simpler options"),
            field("note", &O::note, "what to know about it, or empty")};
    }
};

struct Threshold {
    double at = 0;          // mean cut on the calibrated probability
    std::string chosen_by;  // costs, capacity, too few to place
    std::vector<validate::CutValue> curve;
    Words words;
    static constexpr auto fields() {
        return std::tuple{field("at", &Threshold::at, "cut on the calibrated probability"),
                          field("chosen_by", &Threshold::chosen_by, "what set the cut"),
                          field("curve", &Threshold::curve, "value at every cut"),
                          field("words", &Threshold::words, "in words")};
    }
};

struct MeasuredPoint {
    double rows = 0;
    Estimate value;
    static constexpr auto fields() {
        return std::tuple{field("rows", &MeasuredPoint::rows, "training rows"),
                          field("value", &MeasuredPoint::value, "score")};
    }
};
struct ForecastPoint {
    double rows = 0, low = 0, low_50 = 0, median = 0, high_50 = 0, high = 0;
    static constexpr auto fields() {
        using F = ForecastPoint;
        return std::tuple{
            field("rows", &F::rows, "training rows"), field("low", &F::low, "5 %"),
            field("low_50", &F::low_50, "25 %"),      field("median", &F::median, "50 %"),
            field("high_50", &F::high_50, "75 %"),    field("high", &F::high, "95 %")};
    }
};
struct RowsNeeded {
    std::optional<double> p05, p50, p95;  // rows; null beyond `beyond` times today's
    double beyond = 8;
    static constexpr auto fields() {
        using R = RowsNeeded;
        return std::tuple{field("p05", &R::p05, "rows that reach the target with 5 % chance"),
                          field("p50", &R::p50, "with 50 % chance"),
                          field("p95", &R::p95, "with 95 % chance"),
                          field("beyond", &R::beyond, "nothing is said beyond this multiple")};
    }
};
struct LearningCurve {
    std::string option, metric;
    double rows_now = 0;
    std::optional<double> target;
    std::vector<MeasuredPoint> points;
    std::vector<ForecastPoint> forecast;
    RowsNeeded rows_needed;
    std::optional<double> labels_cost;   // money to reach the target at p50
    std::optional<double> p_reach;       // chance to reach the target within 8 x the rows
    std::optional<std::string> refused;  // why nothing is forecast
    std::string method;
    Words words;
    static constexpr auto fields() {
        using L = LearningCurve;
        return std::tuple{field("option", &L::option, "the model that learns"),
                          field("metric", &L::metric, "score"),
                          field("rows_now", &L::rows_now, "training rows today"),
                          field("target", &L::target, "the bar, or null"),
                          field("points", &L::points, "measured"),
                          field("forecast", &L::forecast, "not seen yet"),
                          field("rows_needed", &L::rows_needed, "rows to reach the target"),
                          field("labels_cost", &L::labels_cost, "money for those rows"),
                          field("p_reach", &L::p_reach, "chance within 8 x the rows"),
                          field("refused", &L::refused, "why there is no forecast, or null"),
                          field("method", &L::method, "how the band was made"),
                          field("words", &L::words, "in words")};
    }
};

struct Driver {
    std::vector<std::string> columns;  // collinear columns together
    Estimate value_per_month;          // lost when they are permuted
    static constexpr auto fields() {
        return std::tuple{field("columns", &Driver::columns, "columns"),
                          field("value_per_month", &Driver::value_per_month,
                                "money a month lost without what they tell")};
    }
};

struct Noise {
    double data_sd = 0;                   // of the value a month, from the rows
    std::optional<double> seed_sd;        // from the seed; null where nothing is random
    double smallest_real_difference = 0;  // money a month
    std::string sentence;
    static constexpr auto fields() {
        using N = Noise;
        return std::tuple{field("data_sd", &N::data_sd, "standard error from the rows, money"),
                          field("seed_sd", &N::seed_sd, "from the seed; null: not applicable"),
                          field("smallest_real_difference", &N::smallest_real_difference,
                                "smallest difference a month that would be seen (80 % power)"),
                          field("sentence", &N::sentence, "in words")};
    }
};

struct Ranking {
    std::string option;
    std::vector<validate::CurvePoint> curve;
    Words words;
    static constexpr auto fields() {
        return std::tuple{field("option", &Ranking::option, "whose scores"),
                          field("curve", &Ranking::curve, "ROC, precision-recall and gains"),
                          field("words", &Ranking::words, "in words")};
    }
};

struct SectionWords {
    Words options, calibration, drivers, slices, groups, would_change, confusion;
    std::vector<std::string> methods;  // how the study was made, a sentence each
    static constexpr auto fields() {
        using S = SectionWords;
        return std::tuple{field("options", &S::options, "options"),
                          field("calibration", &S::calibration, "calibration"),
                          field("drivers", &S::drivers, "drivers"),
                          field("slices", &S::slices, "slices"),
                          field("groups", &S::groups, "groups"),
                          field("would_change", &S::would_change, "what would change it"),
                          field("confusion", &S::confusion, "confusion"),
                          field("methods", &S::methods, "how it was made")};
    }
};

struct Input {
    std::string what, name, sha256;
    static constexpr auto fields() {
        return std::tuple{field("what", &Input::what, "data, product file"),
                          field("name", &Input::name, "as it was given"),
                          field("sha256", &Input::sha256, "SHA-256 of its content")};
    }
};
struct Provenance {
    std::string version, engine, boosting;
    std::int64_t seed = 0;
    int threads = 1;
    std::vector<Input> inputs;
    static constexpr auto fields() {
        using P = Provenance;
        return std::tuple{field("version", &P::version, "of assay"),
                          field("engine", &P::engine, "of the SQL engine"),
                          field("boosting", &P::boosting, "of the boosting library"),
                          field("seed", &P::seed, "decides everything random"),
                          field("threads", &P::threads, "threads used"),
                          field("inputs", &P::inputs, "what it was made from")};
    }
};

struct Document {
    std::string schema = "assay.study/1";
    Json product;           // the product file's values, as used
    std::string id;         // content hash of the document without run and id
    std::string title;      // the decision
    std::string statement;  // what was studied, in one sentence
    std::string currency;
    Verdict verdict;
    DataSummary data;
    std::vector<Option> options;
    Threshold threshold;
    validate::Calibration calibration;
    Ranking ranking;
    LearningCurve learning_curve;
    std::vector<Driver> drivers;
    Noise noise;
    std::vector<validate::Slice> slices;
    std::vector<validate::Groups> groups;
    SectionWords words;
    std::vector<ledger::Claim> claims;
    std::vector<ledger::Evidence> evidence;
    Provenance provenance;
    Run run;
    static constexpr auto fields() {
        using D = Document;
        return std::tuple{field("schema", &D::schema, "name and version of this document"),
                          field("product", &D::product, "the product file, as used"),
                          field("id", &D::id, "content hash"),
                          field("title", &D::title, "the decision"),
                          field("statement", &D::statement, "what was studied"),
                          field("currency", &D::currency, "currency of all money"),
                          field("verdict", &D::verdict, "the verdict"),
                          field("data", &D::data, "the data"),
                          field("options", &D::options, "every option, simplest first"),
                          field("threshold", &D::threshold, "value by cut"),
                          field("calibration", &D::calibration, "do its probabilities hold"),
                          field("ranking", &D::ranking, "ROC, precision-recall, gains"),
                          field("learning_curve", &D::learning_curve, "how much data is enough"),
                          field("drivers", &D::drivers, "what the value rests on"),
                          field("noise", &D::noise, "what is noise"),
                          field("slices", &D::slices, "where it loses most"),
                          field("groups", &D::groups, "gaps between groups"),
                          field("words", &D::words, "sentences of the sections"),
                          field("claims", &D::claims, "what is claimed, for the ledger"),
                          field("evidence", &D::evidence, "what it rests on"),
                          field("provenance", &D::provenance, "how to make it again"),
                          field("run", &D::run, "everything that depends on the clock")};
    }
};

/// The document as JSON, and back. Reading fails with InvalidInput on another schema.
Json document_json(const Document& document);
Result<Document> read_document(const Json& json);

}  // namespace assay::study
