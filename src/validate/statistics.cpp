#include <cmath>

#include "stats/influence.hpp"
#include "stats/ranking.hpp"
#include "stats/resampling.hpp"
#include "validate/prepared.hpp"

namespace assay::validate {
namespace {

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

stats::Estimate auc_estimate(const Prepared& prepared, std::span<const double> score,
                             double confidence) {
    if (prepared.independent()) {
        if (auto found = stats::auc_delong(score, prepared.label, confidence)) {
            return *std::move(found);
        }
    }
    return share_estimate(prepared, auc_of(prepared, score), confidence);
}

}  // namespace assay::validate
