#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"

// How well scores order positives before negatives. Scores are sorted once (RankedScores); every
// metric, also under weights, is then one pass. Shapes: scores, labels (0 or 1) and weights all
// have one entry a row. Definitions are scikit-learn's, to 1e-12.

namespace assay::stats {

/// Rows sorted by falling score, ties grouped. Built once in O(n).
class RankedScores {
  public:
    /// Scores must be finite and as many as labels. One class alone is allowed here; metrics that
    /// need both answer NaN.
    RankedScores(std::span<const double> scores, std::span<const std::uint8_t> labels);

    /// Area under the ROC curve, ties half. NaN when one class has no weight.
    double auc(std::span<const double> weights = {}) const;
    /// Sum over distinct scores of (recall step) x precision, as scikit-learn has it.
    double average_precision(std::span<const double> weights = {}) const;
    /// Largest recall at any cut whose precision is at least `precision`; 0 when there is none.
    double recall_at_precision(double precision, std::span<const double> weights = {}) const;
    /// Largest precision at any cut whose recall is at least `recall`.
    double precision_at_recall(double recall, std::span<const double> weights = {}) const;
    /// Largest recall at any cut whose false positive rate is at most `fpr`.
    double recall_at_fpr(double fpr, std::span<const double> weights = {}) const;
    /// Precision among the k rows with the highest scores; ties at the edge count by their share.
    double precision_at_k(std::int64_t k, std::span<const double> weights = {}) const;

    /// Rows by falling score.
    std::span<const std::uint32_t> order() const { return order_; }
    /// For each tie group, in order: one past its last position in order().
    std::span<const std::uint32_t> group_ends() const { return group_ends_; }

    /// Weight of the rows at or above a cut, by label.
    struct Above {
        double positive = 0;
        double negative = 0;
        double acted() const { return positive + negative; }
        double precision() const { return acted() > 0 ? positive / acted() : 0; }
    };

  private:
    template <class Visit>
    Above sweep(std::span<const double> weights, Visit&& visit) const;
    Above all(std::span<const double> weights) const;

    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> group_ends_;
    std::vector<std::uint32_t> positives_;  // at or above each tie group
    std::vector<std::uint8_t> labels_;      // in order
};

/// AUC with DeLong, DeLong & Clarke-Pearson (1988) variance by Sun & Xu (2014) midranks,
/// O(n log n), interval on the logit scale; at AUC 0 or 1 bounded by Clopper-Pearson on the
/// smaller class. Refuses one class; with one row in a class the interval is NaN ("cannot tell").
Result<Estimate> auc_delong(std::span<const double> scores, std::span<const std::uint8_t> labels,
                            double confidence);

/// Paired DeLong difference first - second on the same rows; two-sided p value.
struct PairedAuc {
    Estimate difference;
    double p;
};
Result<PairedAuc> auc_delong_paired(std::span<const double> first, std::span<const double> second,
                                    std::span<const std::uint8_t> labels, double confidence);

/// Mean squared error of probabilities (Brier 1950), and mean log loss (natural logarithm,
/// probabilities clipped to [eps, 1 - eps], eps = 2^-52). Empty weights = 1 each.
double brier(std::span<const double> probabilities, std::span<const std::uint8_t> labels,
             std::span<const double> weights = {});
double log_loss(std::span<const double> probabilities, std::span<const std::uint8_t> labels,
                std::span<const double> weights = {});

/// A curve for pictures, thinned to at most `points` cuts that keep its shape.
struct RocPoint {
    double threshold, false_positive_rate, true_positive_rate, precision, share_acted;
};
std::vector<RocPoint> roc_curve(const RankedScores& ranked, std::span<const double> scores,
                                std::span<const std::uint8_t> labels, int points);

/// Bootstrap interval of the AUC: a Poisson(1) weight for every row, percentile interval of
/// `replicates`. Neighbours in the ranking are drawn together as cells: exact for ties and for runs
/// of one label; elsewhere cells are made so small that they lose less than 1e-4 of the variance.
/// Replicates without one of the classes are drawn again. Deterministic in `seed`.
Result<Estimate> auc_bootstrap(std::span<const double> scores, std::span<const std::uint8_t> labels,
                               int replicates, double confidence, std::uint64_t seed);

}  // namespace assay::stats
