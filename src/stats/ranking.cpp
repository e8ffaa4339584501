#include "stats/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/inputs.hpp"

namespace assay::stats {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Weight of the rows at or above a cut, by label.
struct Above {
    double positive = 0;
    double negative = 0;
    double acted() const { return positive + negative; }
    double precision() const { return acted() > 0 ? positive / acted() : 0; }
};

// Calls visit(before, after) at the cut below each tie group, from the highest score down.
template <class Visit>
Above sweep(const RankedScores& ranked, std::span<const std::uint8_t> ranked_labels,
            std::span<const double> weights, Visit&& visit) {
    Above above;
    std::size_t position = 0;
    for (const std::uint32_t end : ranked.group_ends()) {
        const Above before = above;
        for (; position < end; ++position) {
            const double weight = weight_of(weights, ranked.order()[position]);
            (ranked_labels[position] != 0 ? above.positive : above.negative) += weight;
        }
        visit(before, above);
    }
    return above;
}

}  // namespace

RankedScores::RankedScores(std::span<const double> scores, std::span<const std::uint8_t> labels) {
    ASSAY_CHECK(scores.size() == labels.size());
    struct Row {
        double score;
        std::uint32_t row;
    };
    std::vector<Row> rows(scores.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = {scores[i], static_cast<std::uint32_t>(i)};
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.score > b.score || (a.score == b.score && a.row < b.row);
    });
    order_.reserve(rows.size());
    labels_.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        order_.push_back(rows[i].row);
        labels_.push_back(labels[rows[i].row]);
        if (i + 1 == rows.size() || rows[i + 1].score != rows[i].score) {
            group_ends_.push_back(static_cast<std::uint32_t>(i + 1));
        }
    }
}

double RankedScores::auc(std::span<const double> weights) const {
    double area = 0;
    const Above all = sweep(*this, labels_, weights, [&](const Above& before, const Above& after) {
        area += (after.negative - before.negative) * (before.positive + after.positive) / 2;
    });
    return area / (all.positive * all.negative);
}

double RankedScores::average_precision(std::span<const double> weights) const {
    double sum = 0;
    const Above all = sweep(*this, labels_, weights, [&](const Above& before, const Above& after) {
        sum += (after.positive - before.positive) * after.precision();
    });
    return sum / all.positive;
}

double RankedScores::recall_at_precision(double precision, std::span<const double> weights) const {
    double caught = 0;
    const Above all = sweep(*this, labels_, weights, [&](const Above&, const Above& after) {
        if (after.acted() > 0 && after.precision() >= precision) {
            caught = std::max(caught, after.positive);
        }
    });
    return caught / all.positive;
}

double RankedScores::precision_at_recall(double recall, std::span<const double> weights) const {
    const Above all = sweep(*this, labels_, weights, [](const Above&, const Above&) {});
    if (!(all.positive > 0)) {
        return kUnknown;
    }
    double best = 0;
    sweep(*this, labels_, weights, [&](const Above&, const Above& after) {
        if (after.positive / all.positive >= recall) {
            best = std::max(best, after.precision());
        }
    });
    return best;
}

double RankedScores::recall_at_fpr(double fpr, std::span<const double> weights) const {
    const Above all = sweep(*this, labels_, weights, [](const Above&, const Above&) {});
    if (!(all.positive > 0) || !(all.negative > 0)) {
        return kUnknown;
    }
    double caught = 0;
    sweep(*this, labels_, weights, [&](const Above&, const Above& after) {
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
    sweep(*this, labels_, weights, [&](const Above& before, const Above& after) {
        const double size = after.acted() - before.acted();
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
    double sum = 0;
    double mass = 0;
    for (std::size_t row = 0; row < probabilities.size(); ++row) {
        const double weight = weight_of(weights, row);
        const double p = std::clamp(probabilities[row], kLeast, 1 - kLeast);
        sum -= weight * std::log(labels[row] != 0 ? p : 1 - p);
        mass += weight;
    }
    return sum / mass;
}

std::vector<RocPoint> roc_curve(const RankedScores& ranked, std::span<const double> scores,
                                std::span<const std::uint8_t> labels, int points) {
    std::vector<RocPoint> cuts;
    Above above;
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
