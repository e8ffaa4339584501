#include "stats/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/inputs.hpp"
#include "stats/ranking.hpp"
#include "stats/rate.hpp"

namespace assay::stats {
namespace {

struct Standard {
    double mean;
    double sd;
};

Standard standard_of(std::span<const double> scores, std::span<const double> weights) {
    double mass = 0;
    double sum = 0;
    for (std::size_t row = 0; row < scores.size(); ++row) {
        mass += weight_of(weights, row);
        sum += weight_of(weights, row) * scores[row];
    }
    const double mean = sum / mass;
    double squares = 0;
    for (std::size_t row = 0; row < scores.size(); ++row) {
        squares += weight_of(weights, row) * (scores[row] - mean) * (scores[row] - mean);
    }
    return {.mean = mean, .sd = std::sqrt(squares / mass)};
}

// Cross-entropy of the smoothed targets, its gradient and Hessian in (slope, offset), over
// standardised scores, so that Newton's step is well conditioned whatever the scale of the scores.
struct PlattLoss {
    std::span<const double> scores;
    std::span<const std::uint8_t> labels;
    std::span<const double> weights;
    Standard standard;
    double target_positive;
    double target_negative;

    struct Derivatives {
        double loss = 0;
        double by_slope = 0, by_offset = 0;
        double slope_slope = 0, slope_offset = 0, offset_offset = 0;
    };

    Derivatives at(const Platt& curve) const {
        Derivatives d;
        for (std::size_t row = 0; row < scores.size(); ++row) {
            const double weight = weight_of(weights, row);
            const double x = (scores[row] - standard.mean) / standard.sd;
            const double f = curve.slope * x + curve.offset;
            const double target = labels[row] != 0 ? target_positive : target_negative;
            const double p = 1 / (1 + std::exp(-f));
            d.loss += weight * (std::max(f, 0.0) - target * f + std::log1p(std::exp(-std::abs(f))));
            const double first = weight * (p - target);
            const double second = weight * p * (1 - p);
            d.by_slope += first * x;
            d.by_offset += first;
            d.slope_slope += second * x * x;
            d.slope_offset += second * x;
            d.offset_offset += second;
        }
        return d;
    }
};

Platt newton_step(const PlattLoss::Derivatives& d) {
    constexpr double kRidge = 1e-12;
    const double a = d.slope_slope + kRidge;
    const double c = d.offset_offset + kRidge;
    const double determinant = a * c - d.slope_offset * d.slope_offset;
    return {.slope = (c * d.by_slope - d.slope_offset * d.by_offset) / determinant,
            .offset = (a * d.by_offset - d.slope_offset * d.by_slope) / determinant};
}

// Newton with step halving. The loss is convex, so that every descent leads to the minimum; near
// it the loss is flat to rounding, and only the length of the step tells when to stop.
Platt newton(const PlattLoss& loss, Platt curve) {
    constexpr int kMostSteps = 100;
    constexpr double kRounding = 1e-12;
    auto here = loss.at(curve);
    for (int step = 0; step < kMostSteps; ++step) {
        const Platt move = newton_step(here);
        const double enough = here.loss * (1 + kRounding);
        double scale = 1;
        Platt next{.slope = curve.slope - move.slope, .offset = curve.offset - move.offset};
        here = loss.at(next);
        while (!(here.loss <= enough) && scale > kRounding) {
            scale /= 2;
            next = {.slope = curve.slope - scale * move.slope,
                    .offset = curve.offset - scale * move.offset};
            here = loss.at(next);
        }
        curve = next;
        if (scale * (std::abs(move.slope) + std::abs(move.offset)) <=
            kRounding * (1 + std::abs(curve.slope) + std::abs(curve.offset))) {
            break;
        }
    }
    return curve;
}

double logit(double p) {
    return std::log(p / (1 - p));
}

std::vector<std::size_t> rising(std::span<const double> scores) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
    return order;
}

// A pool of neighbouring rows in score order that share one fitted value.
struct Pool {
    double mass;
    double sum;
    std::size_t end;  // one past its last position in the order
    double mean() const { return mass > 0 ? sum / mass : 0; }
};

void merge_last_two(std::vector<Pool>& pools) {
    const Pool last = pools.back();
    pools.pop_back();
    pools.back().mass += last.mass;
    pools.back().sum += last.sum;
    pools.back().end = last.end;
}

struct Bin {
    double predictions = 0;
    std::int64_t hits = 0;
    std::int64_t rows = 0;

    void add(double probability, std::uint8_t label) {
        predictions += probability;
        hits += label;
        ++rows;
    }
};

// A tie group falls whole into the bin that holds its middle row.
std::vector<Bin> equal_mass_bins(std::span<const double> probabilities,
                                 std::span<const std::uint8_t> labels, int bins) {
    std::vector<Bin> filled(static_cast<std::size_t>(bins));
    const auto order = rising(probabilities);
    for (std::size_t start = 0, end = 0; start < order.size(); start = end) {
        while (end < order.size() && probabilities[order[end]] == probabilities[order[start]]) {
            ++end;
        }
        const std::size_t at = (start + end - 1) * filled.size() / (2 * order.size());
        for (std::size_t i = start; i < end; ++i) {
            filled[at].add(probabilities[order[i]], labels[order[i]]);
        }
    }
    return filled;
}

std::vector<Bin> equal_width_bins(std::span<const double> probabilities,
                                  std::span<const std::uint8_t> labels, int bins) {
    std::vector<Bin> filled(static_cast<std::size_t>(bins));
    for (std::size_t row = 0; row < probabilities.size(); ++row) {
        // The product may round across an edge k / bins; the edge itself decides.
        int at =
            std::clamp(static_cast<int>(std::ceil(probabilities[row] * bins)) - 1, 0, bins - 1);
        if (at > 0 && probabilities[row] <= static_cast<double>(at) / bins) {
            --at;
        } else if (at + 1 < bins && probabilities[row] > static_cast<double>(at + 1) / bins) {
            ++at;
        }
        filled[static_cast<std::size_t>(at)].add(probabilities[row], labels[row]);
    }
    return filled;
}

}  // namespace

double Platt::operator()(double score) const {
    return 1 / (1 + std::exp(-(slope * score + offset)));
}

Result<Platt> fit_platt(std::span<const double> scores, std::span<const std::uint8_t> labels,
                        std::span<const double> weights) {
    TRY(check_scored_labels(scores, labels));
    TRY(check_weights(weights, scores.size()));
    double positives = 0;
    double negatives = 0;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        (labels[row] != 0 ? positives : negatives) += weight_of(weights, row);
    }
    if (positives <= 0 || negatives <= 0) {
        return fail(ErrorCode::InvalidInput, "calibration saw one class alone",
                    "give rows of both classes");
    }
    const Standard standard = standard_of(scores, weights);
    const double target_positive = (positives + 1) / (positives + 2);
    const double target_negative = 1 / (negatives + 2);
    const double rate =
        (positives * target_positive + negatives * target_negative) / (positives + negatives);
    if (!(standard.sd > 0)) {
        return Platt{.slope = 0, .offset = logit(rate)};
    }
    const Platt fitted = newton({.scores = scores,
                                 .labels = labels,
                                 .weights = weights,
                                 .standard = standard,
                                 .target_positive = target_positive,
                                 .target_negative = target_negative},
                                {.slope = 0, .offset = logit(rate)});
    const double slope = fitted.slope / standard.sd;
    return Platt{.slope = slope, .offset = fitted.offset - slope * standard.mean};
}

std::vector<double> isotonic(std::span<const double> scores, std::span<const std::uint8_t> labels,
                             std::span<const double> weights) {
    const auto order = rising(scores);
    std::vector<Pool> pools;
    for (std::size_t start = 0, end = 0; start < order.size(); start = end) {
        Pool ties{.mass = 0, .sum = 0, .end = 0};
        for (; end < order.size() && scores[order[end]] == scores[order[start]]; ++end) {
            ties.mass += weight_of(weights, order[end]);
            ties.sum += weight_of(weights, order[end]) * labels[order[end]];
        }
        ties.end = end;
        pools.push_back(ties);
        // A pool without weight has no value of its own and joins its neighbour.
        while (pools.size() > 1 && (pools[pools.size() - 2].mean() >= pools.back().mean() ||
                                    pools.back().mass <= 0 || pools[pools.size() - 2].mass <= 0)) {
            merge_last_two(pools);
        }
    }
    std::vector<double> fitted(scores.size());
    std::size_t at = 0;
    for (const Pool& pool : pools) {
        for (; at < pool.end; ++at) {
            fitted[order[at]] = pool.mean();
        }
    }
    return fitted;
}

Result<Corp> corp(std::span<const double> probabilities, std::span<const std::uint8_t> labels,
                  std::span<const double> weights) {
    TRY(check_scored_labels(probabilities, labels));
    TRY(check_weights(weights, probabilities.size()));
    double mass = 0;
    double hits = 0;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        mass += weight_of(weights, row);
        hits += weight_of(weights, row) * labels[row];
    }
    if (!(mass > 0)) {
        return fail(ErrorCode::InvalidInput, "a decomposition of no rows", "give at least one row");
    }
    const double recalibrated = brier(isotonic(probabilities, labels, weights), labels, weights);
    const double uncertainty = hits / mass * (1 - hits / mass);
    return Corp{.miscalibration = brier(probabilities, labels, weights) - recalibrated,
                .discrimination = uncertainty - recalibrated,
                .uncertainty = uncertainty};
}

std::vector<ReliabilityBin> reliability(std::span<const double> probabilities,
                                        std::span<const std::uint8_t> labels, int bins,
                                        double confidence) {
    std::vector<ReliabilityBin> out;
    for (const Bin& bin : equal_mass_bins(probabilities, labels, bins)) {
        if (bin.rows > 0) {
            out.push_back(
                {.predicted = bin.predictions / static_cast<double>(bin.rows),
                 .observed = wilson_estimate({.hits = bin.hits, .trials = bin.rows}, confidence),
                 .rows = bin.rows});
        }
    }
    return out;
}

double expected_calibration_error(std::span<const double> probabilities,
                                  std::span<const std::uint8_t> labels, int bins, Binning binning) {
    const auto filled = binning == Binning::EqualWidth
                            ? equal_width_bins(probabilities, labels, bins)
                            : equal_mass_bins(probabilities, labels, bins);
    double sum = 0;
    for (const Bin& bin : filled) {
        sum += std::abs(bin.predictions - static_cast<double>(bin.hits));
    }
    return sum / static_cast<double>(probabilities.size());
}

}  // namespace assay::stats
