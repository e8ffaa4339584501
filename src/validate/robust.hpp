#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

#include "stats/estimate.hpp"
#include "validate/validate.hpp"

// Cluster-robust means over parts of the rows. A ratio (recall, precision) is a mean too: of its
// numerator over rows weighted by its denominator, and its linearised variance is that mean's.

namespace assay::validate {

using Rows = std::span<const std::uint32_t>;

/// A mean with its variance; NaN where there is no weight, the variance also below two clusters.
struct Mean {
    double value = std::numeric_limits<double>::quiet_NaN();
    double variance = std::numeric_limits<double>::quiet_NaN();
    int clusters = 0;       // with weight
    std::int64_t rows = 0;  // with weight
};

/// mean ± t x standard error, t on clusters - 1 degrees of freedom, everything times `scale`.
stats::Estimate mean_estimate(const Mean& mean, double confidence, double scale = 1);

/// The same for a share: Wilson's score interval at the effective number of rows that the variance
/// implies (Korn & Graubard 1998), so that it stays inside [0, 1] and says something at 0 and 1.
stats::Estimate rate_estimate(const Mean& mean, double confidence);

/// Standard error of a share; at 0 and 1, where the variance is 0, that of its Wilson interval.
double rate_error(const Mean& mean);

/// The rows 0 … count - 1.
std::vector<std::uint32_t> all_rows(std::size_t count);

/// Weight of a row; an empty span means 1 each.
inline double row_weight(const Decisions& decisions, std::uint32_t row) {
    return decisions.weight.empty() ? 1.0 : decisions.weight[row];
}

/// Means over any rows. Costs rows, not clusters, each time.
class ClusterMeans {
  public:
    explicit ClusterMeans(const Ties& ties);

    /// Mean of value(row) weighted by weight(row) >= 0.
    template <class Value, class Weight>
    Mean mean(Rows rows, const Value& value, const Weight& weight) {
        Mean out;
        double mass = 0;
        double sum = 0;
        for (const std::uint32_t row : rows) {
            const double share = weight(row);
            mass += share;
            sum += share * value(row);
            out.rows += share > 0 ? 1 : 0;
        }
        if (!(mass > 0)) {
            return out;
        }
        out.value = sum / mass;
        const Spread spread = this->spread(rows, weight, [&](std::uint32_t row) {
            return weight(row) * (value(row) - out.value) / mass;
        });
        out.variance = spread.variance;
        out.clusters = spread.clusters;
        return out;
    }
    /// With the weights of the rows.
    template <class Value>
    Mean mean(Rows rows, const Value& value) {
        return mean(rows, value, [&](std::uint32_t row) { return ties_.weight_of(row); });
    }

    /// Variance of a statistic whose deviation is the sum of influence(row): squared cluster
    /// totals with the factor C / (C - 1), over the C clusters that have weight.
    struct Spread {
        double variance;
        int clusters;
    };
    template <class Weight, class Influence>
    Spread spread(Rows rows, const Weight& weight, const Influence& influence) {
        for (const std::uint32_t row : rows) {
            if (weight(row) > 0) {
                add(ties_.cluster[row], influence(row));
            }
        }
        return collect();
    }

  private:
    struct Total {
        double influence = 0;
        bool seen = false;
    };
    void add(std::int32_t cluster, double influence) {
        Total& total = totals_[static_cast<std::size_t>(cluster)];
        // Written each time and kept the first time: a branch would be guessed wrong.
        touched_[touched_count_] = cluster;
        touched_count_ += total.seen ? 0 : 1;
        total.seen = true;
        total.influence += influence;
    }
    /// Sums up the clusters touched, and forgets them.
    Spread collect();

    Ties ties_;
    std::vector<Total> totals_;
    std::vector<std::int32_t> touched_;  // the first touched_count_ of them, and one to write to
    std::size_t touched_count_ = 0;
};

}  // namespace assay::validate
