#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"

// Confident learning (Northcutt, Jiang & Chuang 2021): which labels are probably wrong, from the
// labels and from chances that a model gave to rows it was not fitted on. Equal to cleanlab 2.9 in
// thresholds, joint, filter (`prune_by_noise_rate`) and rank (normalized margin), except that equal
// margins keep the order of rows, where cleanlab leaves it to NumPy's unstable sort.

namespace assay::stats {

/// Labels as given, and what a model says: one column of chances a class, all as long as `labels`.
struct ClassChances {
    std::span<const std::int32_t> labels;          // class of each row, 0 … classes - 1
    std::vector<std::span<const double>> classes;  // classes[k][row]: chance of class k
};

/// How far the chances of a row may be from 1 in sum: what single precision and rounding to three
/// digits leave.
inline constexpr double kChanceSlack = 1e-3;

/// Fails with InvalidInput below two classes, on columns of other lengths, on a label outside the
/// classes, and on a row (counted from 1) whose chances are no chances: not finite, below 0, or not
/// 1 in sum within kChanceSlack.
Result<> check_chances(const ClassChances& chances);

/// Rows by given class (down) and likely class (across), classes x classes, row by row.
struct ConfidentJoint {
    std::vector<std::int64_t> label_counts;  // rows given each class
    /// Mean chance of class k over the rows given k; 2 for a class that no row is given.
    std::vector<double> thresholds;
    /// Rows whose chance of a class reaches its threshold less 1e-6; with several, the likeliest.
    /// The diagonal counts at least one.
    std::vector<std::int64_t> counts;
    /// `counts` scaled to label_counts, rounded so that each row keeps its total.
    std::vector<std::int64_t> joint;
};

struct LabelErrors {
    ConfidentJoint joint;
    std::vector<double> margin;           // (chance given - best other + 1) / 2; low: likely wrong
    std::vector<std::int32_t> suggested;  // likeliest class other than the given one
    std::vector<std::uint8_t> suspected;  // 1: filtered by noise rate
    std::vector<std::int32_t> ranked;     // suspected rows, lowest margin first, ties by row
};

/// Fails as check_chances() does.
Result<LabelErrors> label_errors(const ClassChances& chances);

/// Rows whose likeliest class is another than the given one, lowest margin first, ties by row.
std::vector<std::int32_t> ranked_by_margin(const LabelErrors& errors);

/// Share of wrong labels: off-diagonal share of the confident counts, each given class weighted by
/// its rows. The interval is a Wilson score at the effective number of confident rows; thresholds
/// are held. It tells of the noise that these chances can show: a weak model shows too much.
Estimate noise_rate(const ConfidentJoint& joint, double confidence);

}  // namespace assay::stats
