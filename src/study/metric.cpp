#include "study/metric.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/ranking.hpp"

namespace assay::study {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// One part ready for many weighted evaluations: sorted once.
class PartMetric {
  public:
    PartMetric(const Metric& metric, std::span<const float> probability, const PartTruth& truth,
               double share_at_k)
        : metric_(metric),
          probability_(probability.begin(), probability.end()),
          truth_(truth),
          ranked_(probability_, truth.label),
          k_(static_cast<std::int64_t>(
              std::max(1.0, std::round(share_at_k * static_cast<double>(truth.label.size()))))) {}

    double value(std::span<const double> weights) const {
        const auto& name = metric_.name;
        if (name == "auc") {
            return ranked_.auc(weights);
        }
        if (name == "average_precision") {
            return ranked_.average_precision(weights);
        }
        if (name == "brier") {
            return stats::brier(probability_, truth_.label, weights);
        }
        if (name == "log_loss") {
            return stats::log_loss(probability_, truth_.label, weights);
        }
        const double parameter = metric_.parameter;
        if (name == "recall_at_precision") {
            return ranked_.recall_at_precision(parameter, weights);
        }
        if (name == "precision_at_recall") {
            return ranked_.precision_at_recall(parameter, weights);
        }
        if (name == "recall_at_fpr") {
            return ranked_.recall_at_fpr(parameter, weights);
        }
        if (name == "precision_at_k") {
            return ranked_.precision_at_k(k_, weights);
        }
        return kUnknown;
    }

  private:
    Metric metric_;
    std::vector<double> probability_;
    const PartTruth& truth_;
    stats::RankedScores ranked_;
    std::int64_t k_;
};

double row_weighted_mean(std::span<const double> values, const Tested& tested) {
    double sum = 0;
    double rows = 0;
    for (std::size_t p = 0; p < values.size(); ++p) {
        if (std::isnan(values[p])) {
            continue;
        }
        const auto size = static_cast<double>(tested.parts[p].size());
        sum += values[p] * size;
        rows += size;
    }
    return rows > 0 ? sum / rows : kUnknown;
}

/// The metric without each group in turn.
std::vector<double> without_groups(const std::vector<PartMetric>& parts, const Tested& tested,
                                   const std::vector<PartTruth>& truths, std::int32_t groups) {
    std::vector<double> out;
    std::vector<double> values(parts.size());
    std::vector<double> weights;
    for (std::int32_t g = 0; g < groups; ++g) {
        for (std::size_t p = 0; p < parts.size(); ++p) {
            const auto& members = tested.parts[p];
            weights = truths[p].weight;
            for (std::size_t i = 0; i < members.size(); ++i) {
                if (tested.group[at(members[i])] % groups == g) {
                    weights[i] = 0;
                }
            }
            values[p] = parts[p].value(weights);
        }
        out.push_back(row_weighted_mean(values, tested));
    }
    return out;
}

}  // namespace

std::vector<PartTruth> part_truths(const Problem& problem, const Tested& tested) {
    std::vector<PartTruth> out;
    for (const auto& members : tested.parts) {
        PartTruth truth;
        for (const auto t : members) {
            truth.label.push_back(problem.label[at(tested.rows[at(t)])]);
            truth.weight.push_back(tested.weight[at(t)]);
        }
        out.push_back(std::move(truth));
    }
    return out;
}

double metric_value(const Metric& metric, std::span<const float> probability,
                    const PartTruth& truth, double share_at_k, std::span<const double> weights) {
    return PartMetric(metric, probability, truth, share_at_k).value(weights);
}

MetricMoments metric_moments(const Metric& metric, const OptionScores& option, const Tested& tested,
                             const std::vector<PartTruth>& truths, const stats::Parts& parts,
                             double share_at_k, std::int32_t groups) {
    MetricMoments out;
    std::vector<PartMetric> ready;
    ready.reserve(truths.size());
    for (std::size_t p = 0; p < truths.size(); ++p) {
        ready.emplace_back(metric, option.parts[p].probability, truths[p], share_at_k);
        out.part_means.push_back(ready.back().value(truths[p].weight));
    }
    out.mean = row_weighted_mean(out.part_means, tested);
    groups = std::min(groups, tested.groups);
    const auto left_out = without_groups(ready, tested, truths, groups);
    const auto count = static_cast<double>(groups);
    double centre = 0;
    for (const double each : left_out) {
        centre += each / count;
    }
    double cluster_variance = 0;
    for (const double each : left_out) {
        // Leaving a group out moves the mean by minus its influence, to first order.
        const double influence = -(each - centre) * (count - 1) / count;
        out.influence.push_back(influence);
        cluster_variance += influence * influence;
    }
    cluster_variance *= count / (count - 1);
    std::vector<double> usable;
    std::ranges::copy_if(out.part_means, std::back_inserter(usable),
                         [](double value) { return !std::isnan(value); });
    out.variance = stats::mean_variance(usable, cluster_variance, parts, option.trained);
    return out;
}

}  // namespace assay::study
