#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "validate/evaluation.hpp"
#include "validate/robust.hpp"

// The rows of an evaluation that can be judged, in an order that depends on their content alone,
// and statistics on them. Every statistic is a value with an influence of each row, so that a
// paired difference of two is their difference, and one rule makes all intervals.

namespace assay::validate {

enum class Kind : std::uint8_t { Probability, Score, Decision };
const char* words_of(Kind kind);

struct PreparedModel {
    std::string name = {}, label = {};
    Kind kind = Kind::Probability;
    std::vector<double> score = {};     // empty for decisions
    std::vector<double> decision = {};  // empty where decisions are made from the score
    /// What orders the rows: the score, else the decision.
    const std::vector<double>& order() const { return score.empty() ? decision : score; }
};

struct Prepared {
    std::vector<std::int32_t> rows = {};  // of the table
    std::vector<std::uint8_t> label = {};
    std::vector<double> weight = {};  // mean 1; empty without
    std::vector<std::int32_t> cluster = {}, entity = {}, id = {};
    std::vector<std::int64_t> time = {};
    std::int32_t clusters = 0;
    std::vector<double> if_positive = {}, if_negative = {};  // one a row
    std::vector<double> gain = {};                           // of acting, given what came true
    bool same_money = true;                                  // in every row
    std::vector<PreparedModel> models = {};
    std::vector<std::uint8_t> half = {};  // one a row: 0 or 1, whole clusters, balanced by class

    std::size_t size() const { return label.size(); }
    bool independent() const { return weight.empty() && clusters == static_cast<int>(size()); }
    double weight_of(std::size_t row) const { return weight.empty() ? 1.0 : weight[row]; }
    /// A view for curves, slices and groups. `probability` may be empty.
    Decisions decisions(std::span<const double> probability, std::span<const double> act) const;
};

/// Fails as evaluate() says; what is left out is added to `findings`.
Result<Prepared> prepare(const EvaluationInput& input, std::vector<Finding>& findings);

struct Statistic {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> influence = {};  // one a row; they sum to zero
};
Statistic auc_of(const Prepared& prepared, std::span<const double> score);
Statistic average_precision_of(const Prepared& prepared, std::span<const double> score);
Statistic brier_of(const Prepared& prepared, std::span<const double> probability);
Statistic log_loss_of(const Prepared& prepared, std::span<const double> probability);
/// Mean money of decisions, against doing nothing.
Statistic value_of(const Prepared& prepared, std::span<const double> act);
/// Share of decisions that are right.
Statistic accuracy_of(const Prepared& prepared, std::span<const double> act);
/// Mean of any values, one a row, over the rows where `member` is 1 (empty = all).
Statistic mean_of(const Prepared& prepared, std::span<const double> values,
                  std::span<const double> member = {});
Statistic difference(Statistic first, const Statistic& second);

/// Value with its cluster-robust variance.
Mean robust(const Prepared& prepared, const Statistic& statistic);
/// ± t, everything times `scale`.
stats::Estimate estimate(const Prepared& prepared, const Statistic& statistic, double confidence,
                         double scale = 1);
/// On the logit scale, for an AUC or an average precision.
stats::Estimate share_estimate(const Prepared& prepared, const Statistic& statistic,
                               double confidence);
/// AUC with DeLong's interval where rows are independent, else the cluster-robust one.
stats::Estimate auc_estimate(const Prepared& prepared, std::span<const double> score,
                             double confidence);
/// Two-sided p that a statistic is zero.
double p_of(const Mean& mean);

/// Decisions of a model in use.
struct Acting {
    std::vector<double> act = {};
    std::string chosen_by = {};  // as in CutChoice
    double cut = std::numeric_limits<double>::quiet_NaN();
    double by_costs = std::numeric_limits<double>::quiet_NaN();
};
Acting acting(const EvaluationInput& input, const Prepared& prepared, const PreparedModel& model);

}  // namespace assay::validate
