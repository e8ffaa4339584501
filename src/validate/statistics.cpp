#include <cmath>

#include "stats/influence.hpp"
#include "stats/ranking.hpp"
#include "stats/resampling.hpp"
#include "validate/prepared.hpp"

namespace assay::validate {
namespace {

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

stats::Interval around_logit(double share, double reach) {
    const double logit = std::log(share / (1 - share));
    return {.low = logistic(logit - reach), .high = logistic(logit + reach)};
}

template <class Value>
std::vector<double> each_row(const Prepared& prepared, const Value& value) {
    std::vector<double> out(prepared.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = value(row);
    }
    return out;
}

Statistic as_statistic(stats::Influence influence) {
    return {.value = influence.value, .influence = std::move(influence.rows)};
}

}  // namespace

Statistic auc_of(const Prepared& prepared, std::span<const double> score) {
    const stats::RankedScores ranked(score, prepared.label);
    return as_statistic(stats::auc_influence(ranked, prepared.label, prepared.weight));
}

Statistic average_precision_of(const Prepared& prepared, std::span<const double> score) {
    const stats::RankedScores ranked(score, prepared.label);
    return as_statistic(
        stats::average_precision_influence(ranked, prepared.label, prepared.weight));
}

Statistic mean_of(const Prepared& prepared, std::span<const double> values,
                  std::span<const double> member) {
    const auto counts = [&](std::size_t row) {
        return member.empty() || member[row] > 0 ? prepared.weight_of(row) : 0.0;
    };
    double mass = 0;
    double sum = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        mass += counts(row);
        sum += counts(row) > 0 ? counts(row) * values[row] : 0;
    }
    Statistic out{.value = sum / mass, .influence = std::vector<double>(values.size(), 0.0)};
    for (std::size_t row = 0; row < values.size() && mass > 0; ++row) {
        out.influence[row] = counts(row) > 0 ? counts(row) * (values[row] - out.value) / mass : 0.0;
    }
    return out;
}

Statistic brier_of(const Prepared& prepared, std::span<const double> probability) {
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       const double miss = probability[row] - prepared.label[row];
                       return miss * miss;
                   }));
}

Statistic log_loss_of(const Prepared& prepared, std::span<const double> probability) {
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       return stats::log_loss(probability.subspan(row, 1),
                                              std::span(prepared.label).subspan(row, 1));
                   }));
}

Statistic value_of(const Prepared& prepared, std::span<const double> act) {
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       return act[row] * prepared.gain[row];
                   }));
}

Statistic accuracy_of(const Prepared& prepared, std::span<const double> act) {
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       return prepared.label[row] != 0 ? act[row] : 1 - act[row];
                   }));
}

Statistic difference(Statistic first, const Statistic& second) {
    first.value -= second.value;
    for (std::size_t row = 0; row < first.influence.size(); ++row) {
        first.influence[row] -= second.influence[row];
    }
    return first;
}

Mean robust(const Prepared& prepared, const Statistic& statistic) {
    const auto nobody = std::vector<double>(prepared.size(), 0.0);
    const Decisions decisions = prepared.decisions({}, nobody);
    ClusterMeans means(decisions);
    const auto rows = all_rows(prepared.size());
    const auto spread = means.spread(
        rows, [&](std::uint32_t row) { return prepared.weight_of(row); },
        [&](std::uint32_t row) { return statistic.influence[row]; });
    return {.value = statistic.value,
            .variance = spread.variance,
            .clusters = spread.clusters,
            .rows = static_cast<std::int64_t>(prepared.size())};
}

stats::Estimate estimate(const Prepared& prepared, const Statistic& statistic, double confidence,
                         double scale) {
    return mean_estimate(robust(prepared, statistic), confidence, scale);
}

stats::Estimate share_estimate(const Prepared& prepared, const Statistic& statistic,
                               double confidence) {
    const Mean mean = robust(prepared, statistic);
    const double slope = mean.value * (1 - mean.value);
    if (!std::isfinite(mean.variance) || !(slope > 0)) {
        return {.value = mean.value,
                .confidence = confidence,
                .method = slope > 0 ? "cannot tell: fewer than two clusters"
                                    : "cannot tell: at the end of its range"};
    }
    const double sd = std::sqrt(mean.variance) / slope;
    const int degrees = mean.clusters - 1;
    const auto wide =
        around_logit(mean.value, sd * stats::t_quantile(0.5 + confidence / 2, degrees));
    const auto half = around_logit(mean.value, sd * stats::t_quantile(0.75, degrees));
    return {.value = mean.value,
            .low = wide.low,
            .high = wide.high,
            .low_50 = half.low,
            .high_50 = half.high,
            .confidence = confidence,
            .method = "cluster-robust by influence, logit scale"};
}

stats::Estimate auc_estimate(const Prepared& prepared, std::span<const double> score,
                             double confidence) {
    if (prepared.independent()) {
        if (auto found = stats::auc_delong(score, prepared.label, confidence)) {
            return *std::move(found);
        }
    }
    return share_estimate(prepared, auc_of(prepared, score), confidence);
}

double p_of(const Mean& mean) {
    if (!std::isfinite(mean.variance)) {
        return std::nan("");
    }
    if (!(mean.variance > 0)) {
        return mean.value == 0 ? 1.0 : std::nan("");
    }
    return 2 * stats::t_cdf(-std::abs(mean.value) / std::sqrt(mean.variance), mean.clusters - 1);
}

}  // namespace assay::validate
