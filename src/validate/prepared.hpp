#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "validate/evaluation.hpp"
#include "validate/sample.hpp"

// The rows of a yes/no evaluation that can be judged, and statistics on them.

namespace assay::validate {

enum class Kind : std::uint8_t { Probability, Score, Decision };
const char* words_of(Kind kind);

struct PreparedModel {
    std::string name = {}, label = {};
    Kind kind = Kind::Probability;
    std::vector<double> score = {};     // empty for decisions
    std::vector<double> decision = {};  // empty where decisions are made from the score
    bool within_capacity = false;       // as in ModelInput
    /// What orders the rows: the score, else the decision.
    const std::vector<double>& order() const { return score.empty() ? decision : score; }
};

struct Prepared : Sample {
    std::vector<std::uint8_t> label = {};
    std::vector<double> if_positive = {}, if_negative = {};  // one a row
    std::vector<double> gain = {};                           // of acting, given what came true
    bool same_money = true;                                  // in every row
    std::vector<PreparedModel> models = {};

    /// A view for curves, slices and groups. `probability` may be empty.
    Decisions decisions(std::span<const double> probability, std::span<const double> act) const;
};

/// Fails as evaluate() says; what is left out is added to `findings`.
Result<Prepared> prepare(const EvaluationInput& input, std::vector<Finding>& findings);

Statistic auc_of(const Prepared& prepared, std::span<const double> score);
Statistic average_precision_of(const Prepared& prepared, std::span<const double> score);
Statistic brier_of(const Prepared& prepared, std::span<const double> probability);
Statistic log_loss_of(const Prepared& prepared, std::span<const double> probability);
/// Mean money of decisions, against doing nothing.
Statistic value_of(const Prepared& prepared, std::span<const double> act);
/// Share of decisions that are right.
Statistic accuracy_of(const Prepared& prepared, std::span<const double> act);
/// AUC with DeLong's interval where rows are independent, else the cluster-robust one.
stats::Estimate auc_estimate(const Prepared& prepared, std::span<const double> score,
                             double confidence);
/// Acts on scores from `at` on. Where the rows tied at the next score do not all fit into a
/// capacity, each of them acts in part: any of them may be taken, and in expectation all are alike.
struct Cut {
    double at = std::numeric_limits<double>::infinity();
    double tied = std::numeric_limits<double>::quiet_NaN();
    double part = 0;  // of each row that is tied

    double act(double score) const { return score >= at ? 1.0 : score == tied ? part : 0.0; }
    /// The lowest score that is acted on at all.
    double lowest() const { return part > 0 ? tied : at; }
};
/// Decisions of a model in use.
struct Acting {
    std::vector<double> act = {};
    std::string chosen_by = {};  // as in CutChoice
    double cut = std::numeric_limits<double>::quiet_NaN();
    double by_costs = std::numeric_limits<double>::quiet_NaN();
    Cut seen = {};      // where cuts are chosen by value: the one of all rows
    double wanted = 0;  // share acted on before the capacity cut it to parts; 0: it did not

    /// True where some rows act in part.
    bool in_part() const {
        return std::ranges::any_of(act, [](double each) { return each > 0 && each < 1; });
    }
};
Acting acting(const EvaluationInput& input, const Prepared& prepared, const PreparedModel& model);

}  // namespace assay::validate
