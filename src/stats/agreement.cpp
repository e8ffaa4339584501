#include "stats/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/random.hpp"
#include "stats/inputs.hpp"
#include "stats/poisson.hpp"
#include "stats/rate.hpp"
#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Items with one and the same set of labels: how often, and what they add.
struct Cell {
    std::vector<std::pair<std::size_t, double>> counts;  // class, labels of one item
    double items = 0;
    double disagreement = 0;  // of one item, once distances are known
};

std::vector<Cell> cells_of(const Ratings& ratings) {
    const ByItem items = by_item(ratings);
    std::map<std::vector<std::int32_t>, double> sets;
    std::vector<std::int32_t> labels;
    for (std::size_t item = 0; item + 1 < items.first.size(); ++item) {
        labels.clear();
        for (std::size_t i = items.first[item]; i < items.first[item + 1]; ++i) {
            labels.push_back(ratings.label[items.order[i]]);
        }
        if (labels.size() >= 2) {
            std::sort(labels.begin(), labels.end());
            sets[labels] += 1;
        }
    }
    std::vector<Cell> out;
    for (const auto& [set, times] : sets) {
        Cell cell{.counts = {}, .items = times};
        for (const auto label : set) {
            if (cell.counts.empty() || cell.counts.back().first != at(label)) {
                cell.counts.emplace_back(at(label), 0);
            }
            cell.counts.back().second += 1;
        }
        out.push_back(std::move(cell));
    }
    return out;
}

/// Distances between classes, squared; classes x classes.
using Distances = std::vector<double>;

Distances distances_of(const AlphaOptions& options, const std::vector<double>& totals) {
    const std::size_t classes = totals.size();
    Distances out(classes * classes, 0.0);
    for (std::size_t a = 0; a < classes; ++a) {
        double between = totals[a];
        for (std::size_t b = a + 1; b < classes; ++b) {
            between += totals[b];
            double far = 1;
            if (options.distance == LabelDistance::Ordinal) {
                far = between - (totals[a] + totals[b]) / 2;
            } else if (options.distance == LabelDistance::Interval) {
                far = options.values[a] - options.values[b];
            }
            out[a * classes + b] = out[b * classes + a] = far * far;
        }
    }
    return out;
}

void add_totals(const Cell& cell, double times, std::vector<double>& totals) {
    for (const auto& [label, count] : cell.counts) {
        totals[label] += times * count;
    }
}

double disagreement_of(const Cell& cell, const Distances& distances, std::size_t classes) {
    double sum = 0;
    double labels = 0;
    for (const auto& [a, count_a] : cell.counts) {
        labels += count_a;
        for (const auto& [b, count_b] : cell.counts) {
            sum += count_a * count_b * distances[a * classes + b];
        }
    }
    return sum / (labels - 1);
}

double alpha_of(double observed, const std::vector<double>& totals, const Distances& distances) {
    const std::size_t classes = totals.size();
    double labels = 0;
    double expected = 0;
    for (std::size_t a = 0; a < classes; ++a) {
        labels += totals[a];
        for (std::size_t b = 0; b < classes; ++b) {
            expected += totals[a] * totals[b] * distances[a * classes + b];
        }
    }
    return 1 - (labels - 1) * observed / expected;
}

/// Alpha with each cell taken weights[cell] times. Ordinal distances move with the totals, so they
/// and what each cell adds are made anew.
class Alpha {
  public:
    Alpha(std::vector<Cell> cells, const AlphaOptions& options, std::size_t classes)
        : cells_(std::move(cells)), options_(options), totals_(classes) {
        for (const auto& cell : cells_) {
            add_totals(cell, cell.items, totals_);
        }
        measure();
    }

    const std::vector<Cell>& cells() const { return cells_; }

    double operator()(const std::vector<double>& weights) {
        std::fill(totals_.begin(), totals_.end(), 0.0);
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            add_totals(cells_[i], weights[i], totals_);
        }
        if (options_.distance == LabelDistance::Ordinal) {
            measure();
        }
        double observed = 0;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            observed += weights[i] * cells_[i].disagreement;
        }
        return alpha_of(observed, totals_, distances_);
    }

  private:
    void measure() {
        distances_ = distances_of(options_, totals_);
        for (auto& cell : cells_) {
            cell.disagreement = disagreement_of(cell, distances_, totals_.size());
        }
    }

    std::vector<Cell> cells_;
    const AlphaOptions& options_;
    std::vector<double> totals_;
    Distances distances_;
};

std::vector<double> replicates(Alpha& alpha, const AlphaOptions& options) {
    Random random(options.seed, "krippendorff alpha");
    std::vector<PoissonTable> tables;
    for (const auto& cell : alpha.cells()) {
        tables.emplace_back(cell.items);
    }
    std::vector<double> weights(tables.size());
    std::vector<double> out;
    for (int replicate = 0; replicate < options.replicates; ++replicate) {
        for (std::size_t i = 0; i < tables.size(); ++i) {
            weights[i] = tables[i](static_cast<std::uint32_t>(random.next() >> 32U));
        }
        const double value = alpha(weights);
        if (std::isfinite(value)) {
            out.push_back(value);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Acceleration of BCa from leaving out one item of each cell.
double acceleration(Alpha& alpha, const std::vector<double>& weights) {
    std::vector<double> without(weights.size());
    double items = 0;
    double mean = 0;
    auto left = weights;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left[i] -= 1;
        without[i] = alpha(left);
        left[i] += 1;
        without[i] = std::isfinite(without[i]) ? without[i] : 0;
        items += weights[i];
        mean += weights[i] * without[i];
    }
    mean /= items;
    double squares = 0;
    double cubes = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double far = mean - without[i];
        squares += weights[i] * far * far;
        cubes += weights[i] * far * far * far;
    }
    return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

/// BCa quantiles of sorted replicates.
Interval bca(const std::vector<double>& sorted, double value, double acceleration,
             double confidence) {
    const auto count = static_cast<double>(sorted.size());
    const auto below =
        static_cast<double>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
    const auto upto =
        static_cast<double>(std::upper_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
    const double share = ((below + upto) / 2 + 0.5) / (count + 1);
    const double bias = normal_quantile(share);
    const auto quantile = [&](double probability) {
        const double moved = bias + normal_quantile(probability);
        const double level = normal_cdf(bias + moved / (1 - acceleration * moved));
        const double place = level * (count - 1);
        const auto low = static_cast<std::size_t>(place);
        const auto high = std::min(low + 1, sorted.size() - 1);
        return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
    };
    return {quantile((1 - confidence) / 2), quantile((1 + confidence) / 2)};
}

Estimate untold(const AlphaOptions& options, const char* why) {
    return {.confidence = options.confidence, .method = why};
}

/// Labels of two annotators on their common items: counts by label of one and of the other.
using Cross = std::vector<double>;

PairKappa kappa_of(std::int32_t first, std::int32_t second, const Cross& cross, std::size_t classes,
                   double confidence) {
    double items = 0;
    double equal = 0;
    std::vector<double> of_first(classes, 0.0);
    std::vector<double> of_second(classes, 0.0);
    for (std::size_t a = 0; a < classes; ++a) {
        for (std::size_t b = 0; b < classes; ++b) {
            const double count = cross[a * classes + b];
            items += count;
            equal += a == b ? count : 0;
            of_first[a] += count;
            of_second[b] += count;
        }
    }
    double chance = 0;
    for (std::size_t k = 0; k < classes; ++k) {
        chance += of_first[k] * of_second[k] / (items * items);
    }
    PairKappa out{.first = first, .second = second, .items = std::llround(items)};
    out.agreement = wilson_estimate({.hits = std::llround(equal), .trials = out.items}, confidence);
    if (chance >= 1) {
        out.kappa = {.confidence = confidence, .method = "cannot tell: both gave one label alone"};
        return out;
    }
    const auto beyond = [&](double share) { return (share - chance) / (1 - chance); };
    out.kappa = {.value = beyond(out.agreement.value),
                 .low = beyond(out.agreement.low),
                 .high = beyond(out.agreement.high),
                 .low_50 = beyond(out.agreement.low_50),
                 .high_50 = beyond(out.agreement.high_50),
                 .confidence = confidence,
                 .method = "Wilson score of the agreement, chance held"};
    return out;
}

}  // namespace

Result<Estimate> krippendorff_alpha(const Ratings& ratings, const AlphaOptions& options) {
    TRY(check_ratings(ratings));
    TRY(check_confidence(options.confidence));
    if (options.distance == LabelDistance::Interval &&
        options.values.size() != at(ratings.classes)) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(options.values.size()) + " values for " +
                        std::to_string(ratings.classes) + " classes",
                    "give each class its value, or take the nominal distance");
    }
    auto cells = cells_of(ratings);
    if (cells.empty()) {
        return untold(options, "cannot tell: no item has two labels");
    }
    Alpha alpha(std::move(cells), options, at(ratings.classes));
    std::vector<double> weights;
    for (const auto& cell : alpha.cells()) {
        weights.push_back(cell.items);
    }
    const double value = alpha(weights);
    if (!std::isfinite(value)) {
        return untold(options, "cannot tell: all labels are equal");
    }
    const auto drawn = replicates(alpha, options);
    const double skew = acceleration(alpha, weights);
    const Interval wide = bca(drawn, value, skew, options.confidence);
    const Interval half = bca(drawn, value, skew, 0.5);
    return with_intervals(value, wide, half, options.confidence,
                          "Krippendorff's alpha; BCa bootstrap over items");
}

Result<std::vector<PairKappa>> pairwise_kappa(const Ratings& ratings, double confidence) {
    TRY(check_ratings(ratings));
    TRY(check_confidence(confidence));
    const std::size_t classes = at(ratings.classes);
    const ByItem items = by_item(ratings);
    std::map<std::pair<std::int32_t, std::int32_t>, Cross> crosses;
    std::map<std::int32_t, std::int32_t> labels;  // of one item, by annotator
    for (std::size_t item = 0; item + 1 < items.first.size(); ++item) {
        labels.clear();
        for (std::size_t i = items.first[item]; i < items.first[item + 1]; ++i) {
            const std::size_t rating = items.order[i];
            labels.emplace(ratings.annotator[rating], ratings.label[rating]);
        }
        for (auto first = labels.begin(); first != labels.end(); ++first) {
            for (auto second = std::next(first); second != labels.end(); ++second) {
                auto& cross = crosses[{first->first, second->first}];
                cross.resize(classes * classes, 0.0);
                cross[at(first->second) * classes + at(second->second)] += 1;
            }
        }
    }
    std::vector<PairKappa> out;
    for (const auto& [pair, cross] : crosses) {
        out.push_back(kappa_of(pair.first, pair.second, cross, classes, confidence));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.items > b.items; });
    return out;
}

Unanimity unanimity(const Ratings& ratings) {
    Unanimity out;
    for (const auto& cell : cells_of(ratings)) {
        const auto items = static_cast<std::int64_t>(cell.items);
        out.items += items;
        out.unanimous += cell.counts.size() == 1 ? items : 0;
    }
    return out;
}

}  // namespace assay::stats
