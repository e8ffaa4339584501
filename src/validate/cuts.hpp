#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "stats/ranking.hpp"
#include "validate/prepared.hpp"

// Cuts on a score, chosen on one half of the clusters and applied to the other. A cut lies half
// way between the last score that is acted on and the next; infinite where all or none are.

namespace assay::validate {

/// Rows that choose: one half, or both.
enum class Side : std::uint8_t { First = 0, Second = 1, Both = 2 };
inline constexpr std::array<Side, 2> kSides{Side::First, Side::Second};

inline bool chooses(const Prepared& prepared, Side side, std::size_t row) {
    return side == Side::Both || prepared.half[row] == static_cast<std::uint8_t>(side);
}

/// Totals of the choosing rows at or above each cut, from nobody to all; weights included.
struct CutTotals {
    double at = 0;
    double score = 0;  // lowest of them
    std::int64_t rows = 0;
    double acted = 0;     // weight
    double positive = 0;  // weight of positives
    double gain = 0;      // money of acting
    double benefit = 0;   // money of acting on the positives among them
};
std::vector<CutTotals> cut_totals(const Prepared& prepared, const stats::RankedScores& ranked,
                                  std::span<const double> score, Side side);
/// The same for some rows only.
std::vector<CutTotals> cut_totals(const Prepared& prepared, std::span<const double> score,
                                  std::span<const std::uint32_t> falling);

/// The cut that earns most with at most `share` of the rows acted on.
Cut best_cut(const std::vector<CutTotals>& totals, double share);
/// The lowest cut with at most `share` of the rows.
Cut fullest_cut(const std::vector<CutTotals>& totals, double share);

std::vector<double> act_above(std::span<const double> score, const Cut& cut);
/// The cut of the first half decides the second, and the other way round.
std::vector<double> cross_fitted(const Prepared& prepared, std::span<const double> score,
                                 const std::array<Cut, 2>& cuts);
/// Decisions that act on more than `share` of the rows act in part, so that they fit.
void serve_within(const Prepared& prepared, double share, Acting& acting);

CutChoice cut_choice(const EvaluationInput& input, const Prepared& prepared,
                     const PreparedModel& model, const Acting& acting);
Lights lights(const EvaluationInput& input, const Prepared& prepared, const PreparedModel& model);
std::vector<ConstraintPrice> constraint_prices(const EvaluationInput& input,
                                               const Prepared& prepared, const PreparedModel& model,
                                               const engine::Column& column);
Reach reach(const EvaluationInput& input, const Prepared& prepared, std::span<const double> act,
            std::span<const double> baseline, const std::string& baseline_words);
Comparison compare(const EvaluationInput& input, const Prepared& prepared,
                   std::span<const double> first_act, std::span<const double> second_act,
                   std::span<const SliceColumn> columns);
DecisionTest decision_test(const Prepared& prepared, std::span<const double> first,
                           std::span<const double> second, std::span<const double> member = {});
std::vector<CorpPoint> corp_curve(const Prepared& prepared, std::span<const double> probability,
                                  double confidence, std::uint64_t seed);
void check_integrity(const EvaluationInput& input, const Prepared& prepared,
                     std::vector<Finding>& findings);
std::vector<Scenario> run_scenarios(const EvaluationInput& input, const Prepared& prepared,
                                    const PreparedModel& model, std::span<const double> act);
Human against_human(const EvaluationInput& input, const Prepared& prepared,
                    const PreparedModel& model, std::span<const double> act);

}  // namespace assay::validate
