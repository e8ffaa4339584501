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
#include "validate/comparison.hpp"
#include "validate/evaluation_parts.hpp"
#include "validate/policies.hpp"
#include "validate/validate.hpp"

// Everything that predictions alone tell about a model, whoever made it. evaluate() takes labels,
// scores or decisions, and the money of acting; it knows no product file and fits nothing. Rows
// are put into an order of their own first, so that no answer depends on how the table was sorted.

namespace assay::validate {

inline constexpr std::uint8_t kNoLabel = 255;

/// One model's predictions, one entry a row; at least one of both.
struct ModelInput {
    std::string name = {};
    std::string label = {};                 // in a sentence: "the model", "your rule"
    std::span<const double> score = {};     // rises with the chance of a positive; NaN = missing
    std::span<const double> decision = {};  // 0 or 1; NaN = missing, which acts on nobody
    bool within_capacity = false;  // decisions are taken as they are; else they act in part where
                                   // they exceed the capacity
};

/// The cheap check of three-way lights.
struct PapersCheck {
    double cost = 0;            // money a check
    double catches = 0;         // share of positives that it finds
    double capacity_share = 1;  // largest share of rows that can have it
};

/// A part of the rows with a bar of its own.
struct ScenarioInput {
    std::string name = {}, sql = {};
    std::string metric = {};  // auc, average_precision, brier, log_loss, precision, recall,
                              // value_per_1000
    double bar = 0;
    bool at_least = true;
    std::span<const double> member = {};  // 1 where the row belongs to it
};

/// What a person decided on the same rows.
struct HumanInput {
    std::string name = {};
    std::span<const double> decision = {};  // 0 or 1; NaN where nobody decided
    std::span<const double> seconds = {};   // it took; may be empty
};

/// Spans have one entry a row of the table, or are empty where nothing is known.
struct EvaluationInput : RowsInput {
    std::vector<ModelInput> models = {};  // the judged one first; then, if any, the one it is held
                                          // against; then the options
    bool against_second = false;          // compare the first two in pairs
    std::string baseline = {};            // name of a model; "" = doing nothing
    std::span<const std::uint8_t> label = {};  // 0, 1, kNoLabel
    std::string positive_words = {};
    std::vector<double> if_positive = {},
                        if_negative = {};  // acting rather than not; one, or one a row
    double capacity_share = 1;
    std::optional<PapersCheck> papers = {};
    std::vector<ScenarioInput> scenarios = {};
    std::optional<HumanInput> human = {};
};

struct ModelEvaluation {
    std::string name = {}, label = {};
    std::string role = {};        // judged, against, option, reference
    std::string kind = {};        // probability, score, decision
    std::string decided_by = {};  // in words
    stats::Estimate auc = {}, average_precision = {}, brier = {}, log_loss = {}, acts = {},
                    precision = {}, recall = {};
    Confusion confusion = {};
    stats::Estimate value_per_1000 = {}, value_per_month = {}, against_baseline = {};
    std::string note = {};
    static constexpr auto fields() {
        using M = ModelEvaluation;
        return std::tuple{
            field("name", &M::name, "name"),
            field("label", &M::label, "name in words"),
            field("role", &M::role, "judged, against, option or reference"),
            field("kind", &M::kind, "probability, score or decision"),
            field("decided_by", &M::decided_by, "how its decisions come about"),
            field("auc", &M::auc, "area under the ROC curve"),
            field("average_precision", &M::average_precision, "average precision"),
            field("brier", &M::brier, "mean squared error of its probabilities"),
            field("log_loss", &M::log_loss, "mean log loss of its probabilities"),
            field("acts", &M::acts, "share of decisions that act"),
            field("precision", &M::precision, "share of acts that were right"),
            field("recall", &M::recall, "share of positives acted on"),
            field("confusion", &M::confusion, "rows by decision and outcome"),
            field("value_per_1000", &M::value_per_1000, "money per 1,000 decisions"),
            field("value_per_month", &M::value_per_month, "money a month against doing nothing"),
            field("against_baseline", &M::against_baseline, "money a month more than the baseline"),
            field("note", &M::note, "what to know about it, or empty")};
    }
};

struct Scenario {
    std::string name = {}, sql = {}, metric = {};
    std::int64_t rows = 0;
    double bar = 0;
    bool at_least = true;
    stats::Estimate value = {};
    std::string outcome = {};  // pass, fail, cannot tell
    std::string sentence = {};
    static constexpr auto fields() {
        using S = Scenario;
        return std::tuple{field("name", &S::name, "name"),
                          field("sql", &S::sql, "which rows"),
                          field("metric", &S::metric, "what is asked of them"),
                          field("rows", &S::rows, "rows"),
                          field("bar", &S::bar, "bar"),
                          field("at_least", &S::at_least, "the bar is a lower one"),
                          field("value", &S::value, "measured"),
                          field("outcome", &S::outcome, "pass, fail or cannot tell"),
                          field("sentence", &S::sentence, "what it means")};
    }
};

struct Human {
    std::string name = {};
    std::int64_t rows = 0;
    stats::Estimate accuracy = {}, model_accuracy = {}, difference = {}, value_per_month = {},
                    seconds = {};
    DecisionTest decisions = {};
    std::string sentence = {};
    static constexpr auto fields() {
        using H = Human;
        return std::tuple{
            field("name", &H::name, "column of the person's decisions"),
            field("rows", &H::rows, "rows that both decided"),
            field("accuracy", &H::accuracy, "share the person got right"),
            field("model_accuracy", &H::model_accuracy, "share the model got right, same rows"),
            field("difference", &H::difference, "model less person, paired"),
            field("value_per_month", &H::value_per_month, "model less person, money a month"),
            field("seconds", &H::seconds, "a decision takes the person"),
            field("decisions", &H::decisions, "right and wrong decisions, McNemar"),
            field("sentence", &H::sentence, "what it means")};
    }
};

struct Evaluation {
    std::string schema = "assay.evaluation/1";
    std::string headline = {};
    std::int64_t rows = 0, positives = 0, clusters = 0;
    stats::Estimate positive_rate = {};
    std::string currency = {}, baseline = {};
    double decisions_per_month = 0;
    std::vector<Finding> integrity = {};  // worst first
    std::vector<ModelEvaluation> models = {};
    Calibration calibration = {};
    std::vector<CorpPoint> corp = {};
    std::vector<CurvePoint> ranking = {};
    CutChoice cut = {};
    std::optional<Lights> lights = {};
    std::vector<Slice> slices = {};
    std::vector<GroupView> groups = {};
    std::optional<Reach> reach = {};
    std::optional<Comparison> comparison = {};
    std::vector<Scenario> scenarios = {};
    std::optional<Human> human = {};
    std::vector<std::string> not_run =
        {};  // what was not looked at, and what would have to be given
    std::vector<std::string> methods = {};
    static constexpr auto fields() {
        using E = Evaluation;
        return std::tuple{
            field("schema", &E::schema, "name and version of this document"),
            field("headline", &E::headline, "what was found, in one or two sentences"),
            field("rows", &E::rows, "rows that were evaluated"),
            field("positives", &E::positives, "of them positive"),
            field("clusters", &E::clusters, "independent clusters of rows"),
            field("positive_rate", &E::positive_rate, "share of positives"),
            field("currency", &E::currency, "currency of all money"),
            field("baseline", &E::baseline, "what the judged model has to beat"),
            field("decisions_per_month", &E::decisions_per_month, "decisions that a month has"),
            field("integrity", &E::integrity, "can the predictions be trusted, worst first"),
            field("models", &E::models, "the judged model first"),
            field("calibration", &E::calibration, "do its probabilities hold"),
            field("corp", &E::corp, "isotonic calibration curve with its consistency band"),
            field("ranking", &E::ranking, "ROC, precision-recall and gains"),
            field("cut", &E::cut, "where to act"),
            field("lights", &E::lights, "pass, check papers, check goods; or null"),
            field("slices", &E::slices, "where it loses most"),
            field("groups", &E::groups, "gaps between groups and their price"),
            field("reach", &E::reach, "who gains, or null"),
            field("comparison", &E::comparison, "against another model, or null"),
            field("scenarios", &E::scenarios, "named parts with a bar each"),
            field("human", &E::human, "against a person, or null"),
            field("not_run", &E::not_run, "what was not looked at for want of input"),
            field("methods", &E::methods, "how it was made")};
    }
};

/// The whole evaluation. InvalidInput on spans of different lengths, on no rows with label and
/// score, and on one class alone; everything else that is odd becomes a finding.
Result<Evaluation> evaluate(const EvaluationInput& input);

/// The numbers that are most quoted, at any confidence.
Result<std::vector<Headline>> headlines(const EvaluationInput& input, double confidence);

/// A metric of the judged model with its interval, that of the best trivial or named baseline, and
/// the paired gap, positive where the model is better. `metric` is auc, average_precision, brier,
/// log_loss, value_per_month, recall_at_precision, precision_at_recall, recall_at_fpr or
/// precision_at_k, `parameter` that of the last four (k as a share of the rows).
Result<Measured> measure(const EvaluationInput& input, const std::string& metric, double parameter,
                         double confidence);

}  // namespace assay::validate
