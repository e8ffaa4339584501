#include "stats/learning_curve.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/random.hpp"
#include "stats/learning_curve_conformal.hpp"
#include "stats/learning_curve_fit.hpp"
#include "stats/learning_curve_shape.hpp"

namespace assay::stats {
namespace {

constexpr std::size_t kRanks = std::size(kCurveRanks);
using Quantiles = std::array<double, kRanks>;

/// Normalised conformal quantiles at a factor of the largest size, linear in its logarithm.
Quantiles conformal_at(double factor) {
    constexpr std::size_t last = std::size(kConformalFactors) - 1;
    const double at = std::clamp(std::log2(factor), 0.0, std::log2(kConformalFactors[last]));
    const auto low = std::min(static_cast<std::size_t>(at), last - 1);
    const double share = at - static_cast<double>(low);
    Quantiles out{};
    for (std::size_t rank = 0; rank < kRanks; ++rank) {
        out[rank] = (1 - share) * kConformal[low][rank] + share * kConformal[low + 1][rank];
    }
    return out;
}

/// Sizes that a forecast passes on its way: half doublings above the largest size seen.
std::vector<double> ladder(double largest) {
    std::vector<double> out;
    for (int rung = 0; rung <= 8; ++rung) {
        out.push_back(largest * std::exp2(rung / 2.0));
    }
    return out;
}

std::vector<Quantiles> conformal_quantiles(const CurveData& data, const ModelFit& fit) {
    std::vector<Quantiles> out;
    for (const ModelForecast& forecast : fit.forecasts) {
        const double scale = conformal_scale(data, fit, forecast);
        Quantiles each = conformal_at(forecast.rows / data.rows.back());
        for (double& quantile : each) {
            quantile = forecast.median + scale * quantile;
        }
        out.push_back(each);
    }
    return out;
}

/// Quantiles of the replicates; the noise that all sizes share moves each replicate as a whole.
std::vector<Quantiles> simulated_quantiles(const CurveData& data, const ModelFit& fit,
                                           std::uint64_t seed) {
    std::vector<double> shift(fit.forecasts.front().draws.size());
    Random random(seed, "learning curve level");
    for (double& each : shift) {
        each = std::sqrt(data.shared_variance) * random.normal();
    }
    std::vector<Quantiles> out;
    for (const ModelForecast& forecast : fit.forecasts) {
        std::vector<double> draws = forecast.draws;
        std::ranges::transform(draws, shift, draws.begin(), std::plus{});
        std::ranges::sort(draws);
        Quantiles& each = out.emplace_back();
        for (std::size_t rank = 0; rank < kRanks; ++rank) {
            const double at = kCurveRanks[rank] * static_cast<double>(draws.size() - 1);
            const auto below = static_cast<std::size_t>(at);
            const double share = at - static_cast<double>(below);
            each[rank] = (1 - share) * draws[below] + share * draws[below + 1];
        }
    }
    return out;
}

/// A rank's score never falls on the way up: no fitted curve does, only its band widens.
void raise_to_rungs(std::vector<Quantiles>& quantiles, std::span<const ModelForecast> forecasts,
                    std::size_t asked, double largest) {
    for (std::size_t at = 0; at < asked; ++at) {
        for (std::size_t rung = asked; rung < forecasts.size(); ++rung) {
            if (forecasts[at].rows < largest || forecasts[rung].rows >= forecasts[at].rows) {
                continue;
            }
            for (std::size_t rank = 0; rank < kRanks; ++rank) {
                quantiles[at][rank] = std::max(quantiles[at][rank], quantiles[rung][rank]);
            }
        }
    }
}

/// Back to the score's own direction. A metric whose points all lie in [0, 1] stays there.
CurveForecast turned(double rows, const Quantiles& quantiles, bool higher_is_better, bool share) {
    CurveForecast out{.rows = rows, .quantiles = {}};
    for (std::size_t rank = 0; rank < kRanks; ++rank) {
        const double value = higher_is_better ? quantiles[rank] : -quantiles[kRanks - 1 - rank];
        out.quantiles.push_back(share ? std::clamp(value, 0.0, 1.0) : value);
    }
    return out;
}

bool all_shares(std::span<const CurvePoint> points) {
    return std::ranges::all_of(points, [](const CurvePoint& point) {
        return std::ranges::all_of(point.values,
                                   [](double value) { return value >= 0 && value <= 1; });
    });
}

}  // namespace

double CurveForecast::at(double rank) const {
    const auto above = std::ranges::upper_bound(kCurveRanks, rank) - std::begin(kCurveRanks);
    if (above == 0) {
        return quantiles.front();
    }
    if (above == std::ssize(kCurveRanks)) {
        return quantiles.back();
    }
    const auto high = static_cast<std::size_t>(above);
    const double share =
        (rank - kCurveRanks[high - 1]) / (kCurveRanks[high] - kCurveRanks[high - 1]);
    return quantiles[high - 1] + share * (quantiles[high] - quantiles[high - 1]);
}

LearningCurve fit_learning_curve(std::span<const CurvePoint> points, std::span<const double> sizes,
                                 CurveKind kind, bool higher_is_better, std::uint64_t seed) {
    LearningCurve out;
    out.method = kind == CurveKind::Metric
                     ? "four families, weighted by held-out error; conformal band (LCDB)"
                     : "four families, weighted by held-out error; model-based band";
    auto refusal = refuse_points(points);
    if (refusal) {
        out.refused = refusal->sentence;
        return out;
    }
    const CurveData data = curve_data(points, higher_is_better);
    const double largest = data.rows.back();
    std::vector<double> wanted;
    for (const double size : sizes) {
        wanted.push_back(std::min(size, largest * std::end(kConformalFactors)[-1]));
    }
    std::ranges::copy(ladder(largest), std::back_inserter(wanted));
    const ModelFit fit = fit_families(data, wanted, seed);
    out.slope_per_doubling = higher_is_better ? fit.slope_per_doubling : -fit.slope_per_doubling;
    refusal = refuse_shape(data, kind);
    if (refusal) {
        out.refused = refusal->sentence;
        out.steepening = refusal->steepening;
        return out;
    }
    auto quantiles = kind == CurveKind::Metric ? conformal_quantiles(data, fit)
                                               : simulated_quantiles(data, fit, seed);
    raise_to_rungs(quantiles, fit.forecasts, sizes.size(), largest);
    const bool share = kind == CurveKind::Metric && all_shares(points);
    for (std::size_t at = 0; at < sizes.size(); ++at) {
        out.forecasts.push_back(turned(sizes[at], quantiles[at], higher_is_better, share));
    }
    return out;
}

}  // namespace assay::stats
