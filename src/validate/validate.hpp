#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "engine/engine.hpp"
#include "stats/calibration.hpp"
#include "stats/estimate.hpp"

// The validate room: how good decisions are, whoever made them. It takes scores, decisions, labels
// and the money each decision moves, one entry a row, and answers with curves, calibration, the
// slices that lose most, and the gaps between groups, each number with its interval. It fits
// nothing and knows no model: predictions from anywhere are judged alike.
//
// Rows may appear several times (seeds): `cluster` ties what is not independent (a row, a day, an
// entity), and every interval is cluster-robust.

namespace assay::validate {

/// Weights of rows, and what is not independent. One entry a row.
struct Ties {
    std::span<const double> weight;         // empty = 1 each
    std::span<const std::int32_t> cluster;  // ids in [0, clusters)
    std::int32_t clusters = 0;
    double weight_of(std::size_t row) const { return weight.empty() ? 1.0 : weight[row]; }
};

/// Decisions of one option on the rows that were tested. Spans have one entry a tested row; a row
/// tested under several seeds stands once, with mean act and mean probability over the seeds.
struct Decisions {
    std::span<const double> probability;    // calibrated chance of a positive; empty for rules
    std::span<const double> act;            // 0 or 1, or the share of seeds that acted
    std::span<const std::uint8_t> label;    // 0 or 1
    std::span<const double> gain_if_acted;  // money of acting against not acting, this row
    std::span<const double> weight;         // empty = 1 each
    std::span<const std::int32_t> cluster;  // ids in [0, clusters)
    std::int32_t clusters = 0;
    std::span<const std::int64_t> time;  // empty without time

    Ties ties() const { return {.weight = weight, .cluster = cluster, .clusters = clusters}; }
};

struct Calibration {
    std::string option;
    std::vector<stats::ReliabilityBin> bins;
    double miscalibration = 0, discrimination = 0, uncertainty = 0;
    std::string sentence;
    static constexpr auto fields() {
        using C = Calibration;
        return std::tuple{
            field("option", &C::option, "the option whose probabilities are judged"),
            field("bins", &C::bins, "bins of equal mass"),
            field("miscalibration", &C::miscalibration, "CORP miscalibration, Brier units"),
            field("discrimination", &C::discrimination, "CORP discrimination"),
            field("uncertainty", &C::uncertainty, "CORP uncertainty (that of the base rate)"),
            field("sentence", &C::sentence, "what it means")};
    }
};
Calibration calibration(std::string option, const Decisions& decisions, double confidence);

/// Value of acting on every row at or above a cut, in money per decision times `scale`.
struct CutValue {
    double at;    // probability
    double acts;  // share of rows acted on
    stats::Estimate value_per_month;
    static constexpr auto fields() {
        return std::tuple{field("at", &CutValue::at, "act at or above this probability"),
                          field("acts", &CutValue::acts, "share of rows acted on"),
                          field("value_per_month", &CutValue::value_per_month,
                                "money a month against doing nothing")};
    }
};
/// At most `points` cuts, evenly by share acted on with both ends; intervals are cluster-robust.
std::vector<CutValue> threshold_curve(const Decisions& decisions, double scale, int points,
                                      double confidence);

/// A point of the ROC, precision-recall and gains curves.
struct CurvePoint {
    double threshold, false_positive_rate, true_positive_rate, precision, acts;
    static constexpr auto fields() {
        using P = CurvePoint;
        return std::tuple{field("threshold", &P::threshold, "cut on the probability"),
                          field("false_positive_rate", &P::false_positive_rate, "of negatives"),
                          field("true_positive_rate", &P::true_positive_rate, "recall"),
                          field("precision", &P::precision, "share of acts that were right"),
                          field("acts", &P::acts, "share of rows acted on")};
    }
};
std::vector<CurvePoint> ranking_curve(const Decisions& decisions, int points);

/// A part of the rows where decisions lose money, and whether that is real.
struct SliceCondition {
    std::string column;
    std::string is;  // "= AA", "in [3, 7)", "missing"
    static constexpr auto fields() {
        return std::tuple{field("column", &SliceCondition::column, "column"),
                          field("is", &SliceCondition::is, "what it is there")};
    }
};
struct Slice {
    std::vector<SliceCondition> conditions;
    std::int64_t rows = 0;
    stats::Estimate loss_per_1000;  // regret: value of the better action less that of the taken one
    stats::Estimate against_all;    // loss per 1,000 here less that of all rows
    stats::Estimate against_rule;   // value per 1,000 here less that of the rule; NaN without rule
    bool confirmed = false;         // on the half that did not choose it
    double p_adjusted = 1;          // Holm over the slices found
    std::string sentence;
    static constexpr auto fields() {
        using S = Slice;
        return std::tuple{
            field("conditions", &S::conditions, "all hold at once"),
            field("rows", &S::rows, "rows of the confirming half"),
            field("loss_per_1000", &S::loss_per_1000, "money lost against perfect decisions"),
            field("against_all", &S::against_all, "its loss less that of all rows"),
            field("against_rule", &S::against_rule, "its value less that of the rule"),
            field("confirmed", &S::confirmed, "holds on rows that did not choose it"),
            field("p_adjusted", &S::p_adjusted, "one-sided, Holm over the slices found"),
            field("sentence", &S::sentence, "what it means")};
    }
};
/// A column as a slice condition may use it: levels 0 …, with the words for each.
struct SliceColumn {
    std::string name;
    std::vector<std::int16_t> level;  // one entry a tested row; -1 never matches
    std::vector<std::string> words;   // "= AA", "in [3, 7)"
};
/// Levels of a column for the given rows: the most frequent values, or quintiles of numbers, at
/// most `most` levels; missing is a level of its own where at least 1 % is missing.
SliceColumn slice_column(const engine::Column& column, std::span<const std::int32_t> rows,
                         int most);
/// How a slice is told. "Decisions where … lose 3 USD per 1,000 more than all decisions do."
struct SliceWords {
    std::string rows = "decisions", lose = "lose", per = " per 1,000";
    std::string currency = {};  // behind the figure; empty: a plain one
};
struct SliceOptions {
    double confidence = 0.9;
    int top = 5;
    std::uint64_t seed = 0;
    std::string currency;
};
/// SliceLine on regret, found on one half (earlier half with time, else half of the clusters),
/// confirmed on the other by a cluster-robust one-sided test with Holm. No regret, no slices; a
/// slice without a row on the other half is not told. `rule_act` (empty without a rule) gives the
/// paired comparison.
Result<std::vector<Slice>> slices(const Decisions& decisions, std::span<const double> rule_act,
                                  std::span<const SliceColumn> columns,
                                  const SliceOptions& options);
/// The same for any loss that is not negative, one entry a row; `scale` turns it into what the
/// words say. `gain` is what is won over the rule, one entry a row, or empty without a rule.
struct Losses {
    std::span<const double> loss, gain;
    Ties ties;
    std::span<const std::int64_t> time;  // empty without time
    double scale = 1000;
};
Result<std::vector<Slice>> loss_slices(const Losses& losses, std::span<const SliceColumn> columns,
                                       const SliceOptions& options, const SliceWords& words);

struct GroupValue {
    std::string value;
    std::int64_t rows = 0;
    bool enough = false;  // at least 30 rows, 10 positives and 10 negatives
    stats::Estimate selection_rate, tpr, fpr, precision, calibration;
    static constexpr auto fields() {
        using G = GroupValue;
        return std::tuple{
            field("value", &G::value, "the group"),
            field("rows", &G::rows, "rows"),
            field("enough", &G::enough, "enough rows to say anything"),
            field("selection_rate", &G::selection_rate, "share acted on"),
            field("tpr", &G::tpr, "share of positives acted on"),
            field("fpr", &G::fpr, "share of negatives acted on"),
            field("precision", &G::precision, "share of acts that were right"),
            field("calibration", &G::calibration, "observed rate less mean predicted chance")};
    }
};
struct GroupGap {
    std::string metric;  // selection_rate, tpr, fpr, precision, calibration
    stats::Estimate gap;
    std::string highest, lowest;
    std::string sentence;
    static constexpr auto fields() {
        return std::tuple{field("metric", &GroupGap::metric, "what differs"),
                          field("gap", &GroupGap::gap, "largest less smallest group"),
                          field("highest", &GroupGap::highest, "group with the largest"),
                          field("lowest", &GroupGap::lowest, "group with the smallest"),
                          field("sentence", &GroupGap::sentence, "what it means")};
    }
};
struct Groups {
    std::string column;
    std::vector<GroupValue> values;
    std::vector<GroupGap> gaps;
    static constexpr auto fields() {
        return std::tuple{field("column", &Groups::column, "column that makes the groups"),
                          field("values", &Groups::values, "one entry a group, largest first"),
                          field("gaps", &Groups::gaps, "one entry a metric")};
    }
};
/// Rates by group with cluster-robust intervals, and the gaps among groups with enough rows.
/// Numeric columns are cut at quartiles; beyond 30 values the rest are gathered as "other".
Groups groups(const Decisions& decisions, const engine::Column& column,
              std::span<const std::int32_t> rows, double confidence, std::uint64_t seed);

struct Confusion {
    double true_positive = 0, false_positive = 0, false_negative = 0, true_negative = 0;
    static constexpr auto fields() {
        using C = Confusion;
        return std::tuple{field("true_positive", &C::true_positive, "acted, rightly; rows"),
                          field("false_positive", &C::false_positive, "acted, wrongly"),
                          field("false_negative", &C::false_negative, "let pass, wrongly"),
                          field("true_negative", &C::true_negative, "let pass, rightly")};
    }
};
Confusion confusion(const Decisions& decisions);

/// Share acted on, precision and recall, with cluster-robust intervals (ratios by linearisation).
struct ActRates {
    stats::Estimate acts, precision, recall;
};
ActRates act_rates(const Decisions& decisions, double confidence);

/// A metric in words: "AUC", "recall at a false positive rate of 0.01".
std::string metric_words(const std::string& metric);

}  // namespace assay::validate
