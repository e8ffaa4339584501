#include <cmath>

#include "validate/robust.hpp"
#include "validate/validate.hpp"

namespace assay::validate {

Confusion confusion(const Decisions& decisions) {
    Confusion out;
    for (std::uint32_t row = 0; row < decisions.label.size(); ++row) {
        const double weight = row_weight(decisions, row);
        const double acted = weight * decisions.act[row];
        const double passed = weight - acted;
        const bool positive = decisions.label[row] != 0;
        (positive ? out.true_positive : out.false_positive) += acted;
        (positive ? out.false_negative : out.true_negative) += passed;
    }
    return out;
}

ActRates act_rates(const Decisions& decisions, double confidence) {
    ClusterMeans means(decisions.ties());
    const auto rows = all_rows(decisions.label.size());
    const auto act = [&](std::uint32_t row) { return decisions.act[row]; };
    const auto label = [&](std::uint32_t row) { return static_cast<double>(decisions.label[row]); };
    const auto weighted = [&](const auto& by) {
        return [&](std::uint32_t row) { return row_weight(decisions, row) * by(row); };
    };
    ActRates out{.acts = rate_estimate(means.mean(rows, act), confidence),
                 .precision = rate_estimate(means.mean(rows, label, weighted(act)), confidence),
                 .recall = rate_estimate(means.mean(rows, act, weighted(label)), confidence)};
    if (std::isnan(out.precision.value)) {
        out.precision.method = "cannot tell: nothing is acted on";
    }
    if (std::isnan(out.recall.value)) {
        out.recall.method = "cannot tell: no row is positive";
    }
    return out;
}

}  // namespace assay::validate
