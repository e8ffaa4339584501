#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "validate/multiclass.hpp"
#include "validate/prepared.hpp"

// The rows of a multi-class evaluation that can be judged, and statistics on them.

namespace assay::validate {

struct PreparedClassesModel {
    std::string name = {}, label = {};
    std::vector<std::vector<double>> probability = {};  // one a class, or none
    std::vector<std::int32_t> given = {};               // decisions that were given, or none
    std::vector<std::int32_t> decided = {};             // in use
    std::string decided_by = {};
};

struct PreparedClasses : Sample {
    std::vector<std::string> classes = {};
    std::vector<std::int32_t> label = {};
    std::vector<double> money = {};  // true x decided; empty = none
    std::vector<PreparedClassesModel> models = {};

    double money_of(std::int32_t is, std::int32_t decided) const {
        return money[static_cast<std::size_t>(is) * classes.size() +
                     static_cast<std::size_t>(decided)];
    }
    /// One class against the rest, for what is known of yes/no labels.
    Prepared against_rest(std::size_t of) const;
    /// Whether a decision is right, as a yes/no label.
    Prepared right(std::span<const std::int32_t> decided) const;
};

Result<PreparedClasses> prepare(const MulticlassInput& input, std::vector<Finding>& findings);
void check_integrity(const MulticlassInput& input, const PreparedClasses& prepared,
                     std::vector<Finding>& findings);

/// The likeliest class of each row; ties go to the class that was named first.
std::vector<std::int32_t> likeliest(const PreparedClassesModel& model);
/// The class with the most expected money when probabilities are raised to `sharpness`.
std::vector<std::int32_t> by_costs(const PreparedClasses& prepared,
                                   const PreparedClassesModel& model, double sharpness);
/// The constant decision that is best: by money, or without costs the most frequent class.
std::int32_t best_constant(const PreparedClasses& prepared);

using Classes = std::span<const std::int32_t>;
Statistic accuracy_of(const PreparedClasses& prepared, Classes decided);
/// Of one class; value NaN where it has no rows (recall), no decisions (precision), or neither.
Statistic precision_of(const PreparedClasses& prepared, Classes decided, std::size_t of);
Statistic recall_of(const PreparedClasses& prepared, Classes decided, std::size_t of);
Statistic f1_of(const PreparedClasses& prepared, Classes decided, std::size_t of);
/// Mean over the classes that are seen among labels or decisions, 0 where one cannot be told, as
/// scikit-learn has it.
using ClassStatistic = Statistic (*)(const PreparedClasses&, Classes, std::size_t);
Statistic macro_of(const PreparedClasses& prepared, Classes decided, ClassStatistic statistic);
/// Mean one-vs-rest AUC over the classes that have rows.
Statistic macro_auc_of(const PreparedClasses& prepared, const PreparedClassesModel& model);
Statistic log_loss_of(const PreparedClasses& prepared, const PreparedClassesModel& model);
Statistic brier_of(const PreparedClasses& prepared, const PreparedClassesModel& model);
/// Mean money of decisions.
Statistic value_of(const PreparedClasses& prepared, Classes decided);

/// A mean over classes with Wilson's interval at the effective number of rows; where nothing
/// varies, at the rows of the rarest class.
stats::Estimate macro_estimate(const PreparedClasses& prepared, const Statistic& statistic,
                               double confidence);
ClassMeasures measures_of(const PreparedClasses& prepared, const PreparedClassesModel& model,
                          std::size_t of, double confidence);
std::vector<ConfusionCell> confusion_of(const PreparedClasses& prepared, Classes decided,
                                        double confidence);

CostDecision cost_decision(const MulticlassInput& input, const PreparedClasses& prepared);
MulticlassComparison compare(const MulticlassInput& input, const PreparedClasses& prepared,
                             std::span<const SliceColumn> columns);
std::vector<MeasuredGroups> groups_of(const MulticlassInput& input,
                                      const PreparedClasses& prepared);

}  // namespace assay::validate
