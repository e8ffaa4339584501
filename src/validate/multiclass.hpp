#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "stats/square_table.hpp"
#include "validate/comparison.hpp"
#include "validate/kinds.hpp"
#include "validate/policies.hpp"

// What predictions of several classes alone tell about a model: how often it is right, how well it
// knows each class, whether its chances hold, and what its decisions earn by a table of money.
// Numbers are scikit-learn's; ranges are cluster-robust. A document of its own, because hardly a
// number of the yes/no one has a meaning here: no positives, no cut, no acts.

namespace assay::validate {

inline constexpr std::int32_t kNoClass = -1;

/// One model's predictions, one entry a row; at least one of both.
struct ClassesModel {
    std::string name = {}, label = {};
    std::vector<std::span<const double>> probability = {};  // one a class; NaN = missing
    std::span<const std::int32_t> decision = {};            // a class; kNoClass = missing
};

struct MulticlassInput : RowsInput {
    std::vector<ClassesModel> models = {};  // the judged one first; then, if any, the other
    bool against_second = false;
    std::vector<std::string> classes = {};
    std::span<const std::int32_t> label = {};  // a class; kNoClass = none
    std::vector<double> money = {};            // classes x classes, true x decided; empty = none
};

struct ClassMeasures {
    std::string name = {};
    std::int64_t rows = 0, decided = 0;
    stats::Estimate precision = {}, recall = {}, f1 = {}, auc = {};
    static constexpr auto fields() {
        using C = ClassMeasures;
        return std::tuple{field("name", &C::name, "the class"),
                          field("rows", &C::rows, "rows of the class"),
                          field("decided", &C::decided, "rows decided to be of it"),
                          field("precision", &C::precision, "share of those that are of it"),
                          field("recall", &C::recall, "share of the class that was found"),
                          field("f1", &C::f1, "harmonic mean of both"),
                          field("auc", &C::auc, "area under its one-vs-rest ROC curve")};
    }
};

struct ConfusionCell {
    std::string is = {}, decided = {};
    double rows = 0;  // weighted
    stats::Estimate share = {};
    static constexpr auto fields() {
        using C = ConfusionCell;
        return std::tuple{field("is", &C::is, "true class"),
                          field("decided", &C::decided, "class it was decided to be"),
                          field("rows", &C::rows, "rows, weighted"),
                          field("share", &C::share, "share of the true class")};
    }
};

struct MulticlassModel {
    std::string name = {}, label = {};
    std::string role = {};        // judged, against, option, reference
    std::string kind = {};        // probability, decision
    std::string decided_by = {};  // in words
    stats::Estimate accuracy = {}, macro_precision = {}, macro_recall = {}, macro_f1 = {},
                    micro_precision = {}, micro_recall = {}, micro_f1 = {}, macro_auc = {},
                    log_loss = {}, brier = {}, accuracy_against_baseline = {};
    std::vector<ClassMeasures> classes = {};
    std::vector<ConfusionCell> confusion = {};
    stats::Estimate value_per_1000 = {}, value_per_month = {}, against_baseline = {};
    static constexpr auto fields() {
        using M = MulticlassModel;
        return std::tuple{
            field("name", &M::name, "name"),
            field("label", &M::label, "name in words"),
            field("role", &M::role, "judged, against, option or reference"),
            field("kind", &M::kind, "probability or decision"),
            field("decided_by", &M::decided_by, "how its decisions come about"),
            field("accuracy", &M::accuracy, "share of decisions that are right"),
            field("macro_precision", &M::macro_precision, "mean precision of the classes"),
            field("macro_recall", &M::macro_recall, "mean recall of the classes"),
            field("macro_f1", &M::macro_f1, "mean F1 of the classes"),
            field("micro_precision", &M::micro_precision, "precision of all decisions together"),
            field("micro_recall", &M::micro_recall, "recall of all decisions together"),
            field("micro_f1", &M::micro_f1, "F1 of all decisions together"),
            field("macro_auc", &M::macro_auc, "mean one-vs-rest AUC of the classes"),
            field("log_loss", &M::log_loss, "mean log loss of the true class"),
            field("brier", &M::brier, "mean squared error summed over classes"),
            field("accuracy_against_baseline", &M::accuracy_against_baseline,
                  "accuracy less that of the baseline"),
            field("classes", &M::classes, "one entry a class"),
            field("confusion", &M::confusion, "true by decided class"),
            field("value_per_1000", &M::value_per_1000, "money per 1,000 decisions"),
            field("value_per_month", &M::value_per_month, "money a month"),
            field("against_baseline", &M::against_baseline,
                  "money a month more than the baseline")};
    }
};

/// Decisions by expected money, from the probabilities.
struct CostDecision {
    stats::Estimate by_costs = {}, against_decisions = {}, cross_fitted = {},
                    cross_fitted_against = {};
    double sharpness = 1, seen_value_per_month = 0;
    std::string sentence = {};
    static constexpr auto fields() {
        using D = CostDecision;
        return std::tuple{
            field("by_costs", &D::by_costs, "money a month of the class with most expected money"),
            field("against_decisions", &D::against_decisions, "that less the decisions in use"),
            field("sharpness", &D::sharpness,
                  "power of the probabilities that would have earned most; 1: as they are"),
            field("cross_fitted", &D::cross_fitted,
                  "money a month at the power that the other half of the rows chose"),
            field("cross_fitted_against", &D::cross_fitted_against,
                  "that less the decisions in use"),
            field("seen_value_per_month", &D::seen_value_per_month,
                  "at the best power on the rows that chose it: flatters"),
            field("sentence", &D::sentence, "what it means")};
    }
};

/// Two models on the same rows, with the test that they decide for each class equally often.
struct MulticlassComparison : Comparison {
    stats::Homogeneity homogeneity = {};
    static constexpr auto fields() {
        return std::tuple_cat(
            Comparison::fields(),
            std::tuple{field("homogeneity", &MulticlassComparison::homogeneity,
                             "that both decide for each class equally often, Stuart-Maxwell")});
    }
};

struct ClassShare {
    std::string name = {};
    std::int64_t rows = 0;
    stats::Estimate share = {};
    static constexpr auto fields() {
        using C = ClassShare;
        return std::tuple{field("name", &C::name, "the class"), field("rows", &C::rows, "rows"),
                          field("share", &C::share, "share of the rows")};
    }
};

struct MulticlassEvaluation {
    std::string schema = "assay.evaluation-multiclass/1";
    std::string headline = {};
    std::int64_t rows = 0, clusters = 0;
    std::vector<ClassShare> classes = {};
    std::string currency = {}, baseline = {};
    bool has_costs = false;
    std::vector<double> money = {};
    double decisions_per_month = 0;
    std::vector<Finding> integrity = {};  // worst first
    std::vector<MulticlassModel> models = {};
    Calibration calibration = {};
    std::vector<CorpPoint> corp = {};
    std::optional<CostDecision> decision = {};
    std::vector<Slice> slices = {};
    std::vector<MeasuredGroups> groups = {};
    std::optional<MulticlassComparison> comparison = {};
    std::vector<std::string> not_run = {};
    std::vector<std::string> methods = {};
    static constexpr auto fields() {
        using E = MulticlassEvaluation;
        return std::tuple{
            field("schema", &E::schema, "name and version of this document"),
            field("headline", &E::headline, "what was found, in one or two sentences"),
            field("rows", &E::rows, "rows that were evaluated"),
            field("clusters", &E::clusters, "independent clusters of rows"),
            field("classes", &E::classes, "the classes and how frequent they are"),
            field("currency", &E::currency, "currency of all money"),
            field("baseline", &E::baseline, "what the judged model has to beat"),
            field("has_costs", &E::has_costs, "a table of money was given"),
            field("money", &E::money, "the table of money, true by decided class, row by row"),
            field("decisions_per_month", &E::decisions_per_month, "decisions that a month has"),
            field("integrity", &E::integrity, "can the predictions be trusted, worst first"),
            field("models", &E::models, "the judged model first"),
            field("calibration", &E::calibration, "does the chance of the likeliest class hold"),
            field("corp", &E::corp, "its isotonic calibration curve with consistency band"),
            field("decision", &E::decision, "decisions by expected money, or null"),
            field("slices", &E::slices,
                  "where it loses most: money, or without costs wrong decisions"),
            field("groups", &E::groups, "accuracy and recall by group, and their gaps"),
            field("comparison", &E::comparison, "against another model, or null"),
            field("not_run", &E::not_run, "what was not looked at for want of input"),
            field("methods", &E::methods, "how it was made")};
    }
};

/// The whole evaluation. InvalidInput on spans of different lengths, on fewer than two classes
/// among the labels, on labels outside the classes, and on probabilities outside [0, 1] or with a
/// sum that is not one, naming row and value; everything else that is odd becomes a finding.
Result<MulticlassEvaluation> evaluate(const MulticlassInput& input);
Result<std::vector<Headline>> headlines(const MulticlassInput& input, double confidence);
/// `metric` is accuracy, macro_precision, macro_recall, macro_f1, macro_auc, log_loss, brier or
/// value_per_month; held against always deciding for one class.
Result<Measured> measure(const MulticlassInput& input, const std::string& metric, double parameter,
                         double confidence);

}  // namespace assay::validate
