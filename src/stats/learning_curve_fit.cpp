#include "stats/learning_curve_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "stats/learning_curve_families.hpp"

namespace assay::stats {
namespace {

constexpr std::size_t kReplicates = 400;

/// What families miss even without noise, as a share of the range of the scores.
constexpr double kMisfit = 0.02;

struct Weighted {
    std::vector<double> x;
    std::vector<double> weight;
    std::vector<double> score;
};

double range_of(std::span<const double> values) {
    const auto [low, high] = std::ranges::minmax_element(values);
    return *high - *low;
}

/// The first `count` sizes in units of the last of them. Weights fall with the size as well as
/// with noise: no family holds from the first rows on, and what is asked lies beyond the last.
Weighted weighted(const CurveData& data, std::size_t count) {
    Weighted out;
    const double misfit = std::max(kMisfit * range_of(data.score), 1e-9);
    for (std::size_t at = 0; at < count; ++at) {
        const double x = data.rows[at] / data.rows[count - 1];
        out.x.push_back(x);
        out.weight.push_back(x / (data.own_variance[at] + misfit * misfit));
        out.score.push_back(data.score[at]);
    }
    return out;
}

/// Root mean square error of a family at the sizes from `kept` on, fitted without them.
double held_out_error(const Family& family, const CurveData& data, std::size_t kept) {
    const Weighted part = weighted(data, kept);
    const FittedCurve curve = FamilyFitter(family, part.x, part.weight).fit(part.score);
    double square = 0;
    for (std::size_t at = kept; at < data.rows.size(); ++at) {
        const double error = data.score[at] - curve.at(data.rows[at] / data.rows[kept - 1]);
        square += error * error;
    }
    return std::sqrt(square / static_cast<double>(data.rows.size() - kept));
}

struct Member {
    const Family* family;
    double weight;
};

struct Mixture {
    std::vector<Member> members;
    double held_out_error = 0;
};

/// Families that the kept points can determine, weighted by inverse held-out error damped by the
/// noise of the last mean. Sharper weights (inverse square, best only) forecast worse on LCDB.
Mixture mix(const CurveData& data) {
    const std::size_t sizes = data.rows.size();
    const std::size_t kept = sizes - (sizes >= 6 ? 2 : 1);
    const double noise = std::sqrt(data.total_variance.back());
    const double least = std::max({noise, 1e-3 * range_of(data.score), 1e-12});
    Mixture out;
    double total = 0;
    for (const Family& family : curve_families(data.score.back() < 0)) {
        if (family.parameters > kept ||
            (!family.offset && data.score.front() * data.score.back() <= 0)) {
            continue;
        }
        const double error = held_out_error(family, data, kept);
        out.members.push_back({.family = &family, .weight = 1 / (error + least)});
        out.held_out_error += error * out.members.back().weight;
        total += out.members.back().weight;
    }
    for (Member& member : out.members) {
        member.weight /= total;
    }
    out.held_out_error /= total;
    return out;
}

std::vector<double> resampled(const CurveData& data, Random& random) {
    std::vector<double> score = data.score;
    for (std::size_t at = 0; at < score.size(); ++at) {
        score[at] += std::sqrt(data.own_variance[at]) * random.normal();
    }
    return score;
}

/// One curve a replicate; families share the replicates by weight, the noise is drawn anew.
std::vector<FittedCurve> bootstrap(const CurveData& data, const Mixture& mixture,
                                   std::uint64_t seed) {
    const Weighted all = weighted(data, data.rows.size());
    Random random(seed, "learning curve");
    std::vector<FittedCurve> curves;
    double share = 0;
    for (const Member& member : mixture.members) {
        const FamilyFitter fitter(*member.family, all.x, all.weight);
        share += member.weight;
        const auto end = static_cast<std::size_t>(std::lround(share * kReplicates));
        while (curves.size() < end) {
            curves.push_back(fitter.fit(resampled(data, random)));
        }
    }
    return curves;
}

double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

double deviation_of(std::span<const double> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double square = 0;
    for (const double each : values) {
        square += (each - mean) * (each - mean);
    }
    return std::sqrt(square / count);
}

}  // namespace

ModelFit fit_families(const CurveData& data, std::span<const double> sizes, std::uint64_t seed) {
    const Mixture mixture = mix(data);
    const std::vector<FittedCurve> curves = bootstrap(data, mixture, seed);
    ModelFit out{
        .forecasts = {}, .held_out_error = mixture.held_out_error, .slope_per_doubling = 0};
    for (const double rows : sizes) {
        ModelForecast forecast{.rows = rows, .draws = {}, .median = 0, .deviation = 0};
        for (const FittedCurve& curve : curves) {
            forecast.draws.push_back(curve.at(rows / data.rows.back()));
        }
        forecast.median = median_of(forecast.draws);
        forecast.deviation = deviation_of(forecast.draws);
        out.forecasts.push_back(std::move(forecast));
    }
    std::vector<double> gains;
    for (const FittedCurve& curve : curves) {
        gains.push_back(curve.at(1) - curve.at(0.5));
    }
    out.slope_per_doubling = median_of(std::move(gains));
    return out;
}

double conformal_scale(const CurveData& data, const ModelFit& fit, const ModelForecast& forecast) {
    const double spread = forecast.deviation * forecast.deviation;
    const double missed = fit.held_out_error * fit.held_out_error;
    return std::sqrt((spread + missed) / 2 + data.shared_variance);
}

}  // namespace assay::stats
