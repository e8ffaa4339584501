#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "validate/comparison.hpp"
#include "validate/kinds.hpp"

// What predictions of a number alone tell about a model: how far off it is, in which direction and
// where, whether its ranges hold, and what its errors cost. Numbers are scikit-learn's; ranges are
// cluster-robust, those of RMSE and R² without the skewness of squared errors. An error is
// prediction less label.

namespace assay::validate {

struct QuantileColumn {
    double level = 0.5;
    std::span<const double> values = {};
};

/// One model's predictions, one entry a row; NaN = missing.
struct NumberModel {
    std::string name = {}, label = {};
    std::span<const double> prediction = {};
    std::vector<QuantileColumn> quantiles = {};  // rising levels
};

/// What an error costs beyond the tolerance, a unit: prediction too low, too high. Not negative.
struct ErrorCosts {
    double under = 0, over = 0, tolerance = 0;
    static constexpr auto fields() {
        using C = ErrorCosts;
        return std::tuple{field("under", &C::under, "money a unit of a prediction too low"),
                          field("over", &C::over, "money a unit of a prediction too high"),
                          field("tolerance", &C::tolerance, "errors up to it cost nothing")};
    }
};

struct RegressionInput : RowsInput {
    std::vector<NumberModel> models = {};  // the judged one first; then, if any, the other
    bool against_second = false;
    std::string label_name = {};
    std::span<const double> label = {};  // NaN = none
    std::optional<ErrorCosts> costs = {};
};

struct PinballLoss {
    double level = 0;
    stats::Estimate loss = {}, below = {};
    static constexpr auto fields() {
        using P = PinballLoss;
        return std::tuple{field("level", &P::level, "level of the quantile"),
                          field("loss", &P::loss, "mean pinball loss"),
                          field("below", &P::below, "share of labels at or below it")};
    }
};

/// How often the label lies between the outermost quantiles.
struct RangeCoverage {
    double from = 0, to = 0, nominal = 0;
    stats::Estimate inside = {}, width = {};
    std::string sentence = {};
    static constexpr auto fields() {
        using R = RangeCoverage;
        return std::tuple{field("from", &R::from, "level of the lower end"),
                          field("to", &R::to, "level of the upper end"),
                          field("nominal", &R::nominal, "share that should lie inside"),
                          field("inside", &R::inside, "share that does"),
                          field("width", &R::width, "mean width"),
                          field("sentence", &R::sentence, "what it means")};
    }
};

struct RegressionModel {
    std::string name = {}, label = {};
    std::string role = {};  // judged, against, option, reference
    stats::Estimate mae = {}, rmse = {}, r2 = {}, median_absolute_error = {}, bias = {},
                    mae_against_baseline = {};
    std::vector<PinballLoss> quantiles = {};
    std::optional<RangeCoverage> range = {};
    stats::Estimate within_tolerance = {}, cost_per_1000 = {}, cost_per_month = {},
                    saved_against_baseline = {};
    static constexpr auto fields() {
        using M = RegressionModel;
        return std::tuple{
            field("name", &M::name, "name"),
            field("label", &M::label, "name in words"),
            field("role", &M::role, "judged, against, option or reference"),
            field("mae", &M::mae, "mean absolute error"),
            field("rmse", &M::rmse, "root of the mean squared error"),
            field("r2", &M::r2, "share of the variance explained"),
            field("median_absolute_error", &M::median_absolute_error, "median absolute error"),
            field("bias", &M::bias, "mean of prediction less label"),
            field("mae_against_baseline", &M::mae_against_baseline,
                  "mean absolute error less that of always the median"),
            field("quantiles", &M::quantiles, "one entry a quantile column"),
            field("range", &M::range, "do its ranges hold, or null"),
            field("within_tolerance", &M::within_tolerance, "share of errors within the tolerance"),
            field("cost_per_1000", &M::cost_per_1000, "money that 1,000 errors cost"),
            field("cost_per_month", &M::cost_per_month, "money that the errors of a month cost"),
            field("saved_against_baseline", &M::saved_against_baseline,
                  "money a month less than the best constant costs")};
    }
};

/// The predictions moved by one amount, chosen by what errors cost.
struct ShiftChoice {
    double best = 0;
    stats::Estimate saved_per_month = {};
    double seen_saved_per_month = 0;
    std::string sentence = {};
    static constexpr auto fields() {
        using S = ShiftChoice;
        return std::tuple{
            field("best", &S::best, "added to every prediction it would have cost least"),
            field("saved_per_month", &S::saved_per_month,
                  "money saved by such a shift, chosen on the other half of the rows"),
            field("seen_saved_per_month", &S::seen_saved_per_month,
                  "on the rows that chose it: flatters"),
            field("sentence", &S::sentence, "what it means")};
    }
};

/// A tenth of the rows by prediction.
struct ErrorDecile {
    double from = 0, to = 0;
    std::int64_t rows = 0;
    double predicted = 0, observed = 0;
    stats::Estimate bias = {}, mae = {};
    static constexpr auto fields() {
        using D = ErrorDecile;
        return std::tuple{field("from", &D::from, "smallest prediction"),
                          field("to", &D::to, "largest prediction"),
                          field("rows", &D::rows, "rows"),
                          field("predicted", &D::predicted, "mean prediction"),
                          field("observed", &D::observed, "mean label"),
                          field("bias", &D::bias, "mean of prediction less label"),
                          field("mae", &D::mae, "mean absolute error")};
    }
};

/// A part of the rows where predictions miss by more than elsewhere.
struct ErrorSlice {
    std::vector<SliceCondition> conditions = {};
    std::int64_t rows = 0;
    stats::Estimate mae = {}, against_all = {};
    bool confirmed = false;
    double p_adjusted = 1;
    std::string sentence = {};
    static constexpr auto fields() {
        using S = ErrorSlice;
        return std::tuple{
            field("conditions", &S::conditions, "all hold at once"),
            field("rows", &S::rows, "rows of the confirming half"),
            field("mae", &S::mae, "mean absolute error"),
            field("against_all", &S::against_all, "that less that of all rows"),
            field("confirmed", &S::confirmed, "holds on rows that did not choose it"),
            field("p_adjusted", &S::p_adjusted, "one-sided, Holm over the slices found"),
            field("sentence", &S::sentence, "what it means")};
    }
};

/// Errors of both models in a part of the rows.
struct ErrorDifference {
    std::string column = {}, is = {};
    std::int64_t rows = 0;
    double first = 0, second = 0;
    stats::Estimate difference = {};  // first less second
    double p_adjusted = 1;
    std::string sentence = {};
    static constexpr auto fields() {
        using E = ErrorDifference;
        return std::tuple{field("column", &E::column, "column of the part"),
                          field("is", &E::is, "what it is there"),
                          field("rows", &E::rows, "rows of the part"),
                          field("first", &E::first, "mean absolute error of the judged model"),
                          field("second", &E::second, "that of the other"),
                          field("difference", &E::difference, "paired, first less second"),
                          field("p_adjusted", &E::p_adjusted,
                                "two-sided p that there is none, Holm over all parts looked at"),
                          field("sentence", &E::sentence, "what it means")};
    }
};

struct RegressionComparison {
    std::string model = {}, against = {};
    std::vector<MetricDifference> metrics = {};
    stats::Estimate closer = {};
    std::vector<ErrorDifference> by_slice = {};  // surest first
    std::string sentence = {}, note = {};
    static constexpr auto fields() {
        using C = RegressionComparison;
        return std::tuple{field("model", &C::model, "the judged model"),
                          field("against", &C::against, "the other model"),
                          field("metrics", &C::metrics, "paired differences"),
                          field("closer", &C::closer,
                                "share of rows where the judged model is closer, ties half"),
                          field("by_slice", &C::by_slice, "errors in parts of the rows"),
                          field("sentence", &C::sentence, "what it means"),
                          field("note", &C::note, "how it was compared")};
    }
};

struct LabelSummary {
    double mean = 0, median = 0, sd = 0, least = 0, most = 0;
    static constexpr auto fields() {
        using L = LabelSummary;
        return std::tuple{field("mean", &L::mean, "mean"), field("median", &L::median, "median"),
                          field("sd", &L::sd, "standard deviation"),
                          field("least", &L::least, "smallest"),
                          field("most", &L::most, "largest")};
    }
};

struct RegressionEvaluation {
    std::string schema = "assay.evaluation-regression/1";
    std::string headline = {};
    std::int64_t rows = 0, clusters = 0;
    LabelSummary label = {};
    std::string currency = {}, baseline = {};
    std::optional<ErrorCosts> costs = {};
    double decisions_per_month = 0;
    std::vector<Finding> integrity = {};  // worst first
    std::vector<RegressionModel> models = {};
    std::vector<ErrorDecile> deciles = {};
    std::optional<ShiftChoice> shift = {};
    std::vector<ErrorSlice> slices = {};
    std::vector<MeasuredGroups> groups = {};
    std::optional<RegressionComparison> comparison = {};
    std::vector<std::string> not_run = {};
    std::vector<std::string> methods = {};
    static constexpr auto fields() {
        using E = RegressionEvaluation;
        return std::tuple{
            field("schema", &E::schema, "name and version of this document"),
            field("headline", &E::headline, "what was found, in one or two sentences"),
            field("rows", &E::rows, "rows that were evaluated"),
            field("clusters", &E::clusters, "independent clusters of rows"),
            field("label", &E::label, "the numbers that came true"),
            field("currency", &E::currency, "currency of all money"),
            field("baseline", &E::baseline, "what the judged model has to beat"),
            field("costs", &E::costs, "what errors cost, or null"),
            field("decisions_per_month", &E::decisions_per_month, "predictions that a month has"),
            field("integrity", &E::integrity, "can the predictions be trusted, worst first"),
            field("models", &E::models, "the judged model first; mean and median last"),
            field("deciles", &E::deciles, "errors by size of the prediction"),
            field("shift", &E::shift, "predictions moved by one amount, or null"),
            field("slices", &E::slices, "where it misses by most"),
            field("groups", &E::groups, "errors by group, and their gaps"),
            field("comparison", &E::comparison, "against another model, or null"),
            field("not_run", &E::not_run, "what was not looked at for want of input"),
            field("methods", &E::methods, "how it was made")};
    }
};

/// The whole evaluation. InvalidInput on spans of different lengths, on no rows with label and
/// prediction, on labels that are all the same, on infinities (row and value), and on quantile
/// levels outside (0, 1); everything else that is odd becomes a finding.
Result<RegressionEvaluation> evaluate(const RegressionInput& input);
Result<std::vector<Headline>> headlines(const RegressionInput& input, double confidence);
/// `metric` is mae, rmse, r2, median_absolute_error, pinball (`parameter`: its level) or
/// cost_per_month; held against always the mean, or the median, of the labels.
Result<Measured> measure(const RegressionInput& input, const std::string& metric, double parameter,
                         double confidence);

}  // namespace assay::validate
