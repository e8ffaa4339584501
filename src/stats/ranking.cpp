#include "stats/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/falling_order.hpp"
#include "stats/inputs.hpp"

namespace assay::stats {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

// Calls visit(before, after) at the cut below each tie group, from the highest score down.
template <class Visit>
RankedScores::Above RankedScores::sweep(std::span<const double> weights, Visit&& visit) const {
    Above above;
    std::size_t position = 0;
    for (std::size_t group = 0; group < group_ends_.size(); ++group) {
        const Above before = above;
        const std::uint32_t end = group_ends_[group];
        if (weights.empty()) {
            above = {.positive = static_cast<double>(positives_[group]),
                     .negative = static_cast<double>(end - positives_[group])};
        } else {
            for (; position < end; ++position) {
                const double weight = weights[order_[position]];
                (labels_[position] != 0 ? above.positive : above.negative) += weight;
            }
        }
        visit(before, above);
    }
    return above;
}

RankedScores::Above RankedScores::all(std::span<const double> weights) const {
    if (weights.empty() && !positives_.empty()) {
        return {.positive = static_cast<double>(positives_.back()),
                .negative = static_cast<double>(order_.size() - positives_.back())};
    }
    return sweep(weights, [](const Above&, const Above&) {});
}

RankedScores::RankedScores(std::span<const double> scores, std::span<const std::uint8_t> labels) {
    ASSAY_CHECK(scores.size() == labels.size());
    order_ = falling_order(scores);
    labels_.resize(order_.size());
    group_ends_.resize(order_.size());
    positives_.resize(order_.size());
    std::size_t groups = 0;
    std::uint32_t positives = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
        labels_[i] = labels[order_[i]];
        positives += labels_[i] != 0 ? 1 : 0;
        group_ends_[groups] = static_cast<std::uint32_t>(i + 1);
        positives_[groups] = positives;
        const bool last = i + 1 == order_.size() || scores[order_[i + 1]] != scores[order_[i]];
        groups += last ? 1 : 0;
    }
    group_ends_.resize(groups);
    positives_.resize(groups);
}

double RankedScores::auc(std::span<const double> weights) const {
    double area = 0;
    const Above all = sweep(weights, [&](const Above& before, const Above& after) {
        area += (after.negative - before.negative) * (before.positive + after.positive) / 2;
    });
    return area / (all.positive * all.negative);
}

double RankedScores::average_precision(std::span<const double> weights) const {
    double sum = 0;
    const Above all = sweep(weights, [&](const Above& before, const Above& after) {
        sum += (after.positive - before.positive) * after.precision();
    });
    return sum / all.positive;
}

double RankedScores::recall_at_precision(double precision, std::span<const double> weights) const {
    double caught = 0;
    const Above all = sweep(weights, [&](const Above&, const Above& after) {
        if (after.acted() > 0 && after.precision() >= precision) {
            caught = std::max(caught, after.positive);
        }
    });
    return caught / all.positive;
}

double RankedScores::precision_at_recall(double recall, std::span<const double> weights) const {
    const Above all = this->all(weights);
    if (!(all.positive > 0)) {
        return kUnknown;
    }
    double best = 0;
    sweep(weights, [&](const Above&, const Above& after) {
        if (after.positive / all.positive >= recall) {
            best = std::max(best, after.precision());
        }
    });
    return best;
}

double RankedScores::recall_at_fpr(double fpr, std::span<const double> weights) const {
    const Above all = this->all(weights);
    if (!(all.positive > 0) || !(all.negative > 0)) {
        return kUnknown;
    }
    double caught = 0;
    sweep(weights, [&](const Above&, const Above& after) {
        if (after.negative / all.negative <= fpr) {
            caught = after.positive;
        }
    });
    return caught / all.positive;
}

double RankedScores::precision_at_k(std::int64_t k, std::span<const double> weights) const {
    const auto wanted = static_cast<double>(k);
    double hits = 0;
    double taken = 0;
    sweep(weights, [&](const Above& before, const Above& after) {
        const double size = after.acted() - before.acted();
        if (taken >= wanted) {
            return;
        }
        const double share = size > 0 ? std::clamp((wanted - taken) / size, 0.0, 1.0) : 0.0;
        hits += share * (after.positive - before.positive);
        taken += share * size;
    });
    return hits / taken;
}

double brier(std::span<const double> probabilities, std::span<const std::uint8_t> labels,
             std::span<const double> weights) {
    double sum = 0;
    double mass = 0;
    for (std::size_t row = 0; row < probabilities.size(); ++row) {
        const double weight = weight_of(weights, row);
        const double miss = probabilities[row] - labels[row];
        sum += weight * miss * miss;
        mass += weight;
    }
    return sum / mass;
}

double log_loss(std::span<const double> probabilities, std::span<const std::uint8_t> labels,
                std::span<const double> weights) {
    constexpr double kLeast = std::numeric_limits<double>::epsilon();
    const auto chance = [&](std::size_t row) {
        const double p = std::clamp(probabilities[row], kLeast, 1 - kLeast);
        return labels[row] != 0 ? p : 1 - p;
    };
    double sum = 0;
    if (weights.empty()) {
        // One logarithm for a product of chances: 16 of at least 2^-52 stay above 2^-1022.
        constexpr std::size_t kTogether = 16;
        for (std::size_t row = 0; row < probabilities.size();) {
            const std::size_t end = std::min(row + kTogether, probabilities.size());
            double product = 1;
            for (; row < end; ++row) {
                product *= chance(row);
            }
            sum -= std::log(product);
        }
        return sum / static_cast<double>(probabilities.size());
    }
    double mass = 0;
    for (std::size_t row = 0; row < probabilities.size(); ++row) {
        sum -= weights[row] * std::log(chance(row));
        mass += weights[row];
    }
    return sum / mass;
}

std::vector<RocPoint> roc_curve(const RankedScores& ranked, std::span<const double> scores,
                                std::span<const std::uint8_t> labels, int points) {
    std::vector<RocPoint> cuts;
    RankedScores::Above above;
    std::size_t position = 0;
    for (const std::uint32_t end : ranked.group_ends()) {
        for (; position < end; ++position) {
            (labels[ranked.order()[position]] != 0 ? above.positive : above.negative) += 1;
        }
        cuts.push_back({.threshold = scores[ranked.order()[end - 1]],
                        .false_positive_rate = above.negative,
                        .true_positive_rate = above.positive,
                        .precision = above.precision(),
                        .share_acted = above.acted() / static_cast<double>(labels.size())});
    }
    for (RocPoint& cut : cuts) {
        cut.false_positive_rate /= above.negative;
        cut.true_positive_rate /= above.positive;
    }

    // The curve is 2 long, measured along its steps: the last cut of each of `points` equal
    // stretches keeps every dropped cut within 2 / points of a kept one.
    const auto stretch = [&](const RocPoint& cut) {
        return std::ceil((cut.false_positive_rate + cut.true_positive_rate) * points / 2);
    };
    std::vector<RocPoint> kept;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        if (i + 1 == cuts.size() || stretch(cuts[i]) != stretch(cuts[i + 1])) {
            kept.push_back(cuts[i]);
        }
    }
    return kept;
}

}  // namespace assay::stats
