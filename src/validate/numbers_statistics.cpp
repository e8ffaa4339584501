#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/resampling.hpp"
#include "stats/skewed_ratio.hpp"
#include "validate/numbers_prepared.hpp"

namespace assay::validate {
namespace {

std::vector<double> squared(std::vector<double> values) {
    for (double& each : values) {
        each *= each;
    }
    return values;
}

/// The influence on f(value), linearised.
Statistic scaled(Statistic statistic, double value, double slope) {
    statistic.value = value;
    for (double& each : statistic.influence) {
        each *= slope;
    }
    return statistic;
}

/// The labels less their mean.
std::vector<double> from_mean(const PreparedNumbers& prepared) {
    const double middle = mean_of(prepared, prepared.label).value;
    auto out = prepared.label;
    for (double& each : out) {
        each -= middle;
    }
    return out;
}

/// Weighted sum of `above` by that of `below`, one entry a row, with its range over clusters.
stats::Estimate skewed_ratio(const Sample& sample, Numbers above, Numbers below,
                             double confidence) {
    std::vector<stats::ClusterShare> clusters(static_cast<std::size_t>(sample.clusters));
    for (std::size_t row = 0; row < sample.size(); ++row) {
        auto& cluster = clusters[static_cast<std::size_t>(sample.cluster[row])];
        cluster.above += sample.weight_of(row) * above[row];
        cluster.below += sample.weight_of(row) * below[row];
    }
    std::erase_if(clusters, [](const auto& each) { return each.above == 0 && each.below == 0; });
    return stats::skewed_ratio_estimate(clusters, confidence);
}

std::vector<std::uint32_t> rising(Numbers values) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return values[a] != values[b] ? values[a] < values[b] : a < b;
    });
    return order;
}

double quantile_in(const Sample& sample, Numbers values, std::span<const std::uint32_t> order,
                   double level) {
    constexpr double kSame = 1e-12;
    double mass = 0;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        mass += sample.weight_of(row);
    }
    const double wanted = level * mass;
    double below = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double weight = sample.weight_of(order[i]);
        below += weight;
        if (weight > 0 && below > wanted - kSame * mass) {
            std::size_t next = i + 1;
            while (next < order.size() && !(sample.weight_of(order[next]) > 0)) {
                ++next;
            }
            const bool between = below < wanted + kSame * mass && next < order.size();
            return between ? (values[order[i]] + values[order[next]]) / 2 : values[order[i]];
        }
    }
    return values[order.back()];
}

}  // namespace

std::vector<double> errors_of(const PreparedNumbers& prepared, Numbers prediction) {
    std::vector<double> out(prepared.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = prediction[row] - prepared.label[row];
    }
    return out;
}

std::vector<double> absolute(std::vector<double> values) {
    for (double& each : values) {
        each = std::abs(each);
    }
    return values;
}

Statistic mae_of(const PreparedNumbers& prepared, Numbers prediction) {
    return mean_of(prepared, absolute(errors_of(prepared, prediction)));
}

Statistic rmse_of(const PreparedNumbers& prepared, Numbers prediction) {
    auto mse = mean_of(prepared, squared(errors_of(prepared, prediction)));
    const double rmse = std::sqrt(mse.value);
    return scaled(std::move(mse), rmse, rmse > 0 ? 1 / (2 * rmse) : 0);
}

Statistic r2_of(const PreparedNumbers& prepared, Numbers prediction) {
    // The mean of the label moves too, but the spread around it does not by the first order.
    auto missed =
        ratio_of(prepared, squared(errors_of(prepared, prediction)), squared(from_mean(prepared)));
    const double r2 = 1 - missed.value;
    return scaled(std::move(missed), r2, -1);
}

Statistic pinball_of(const PreparedNumbers& prepared, const PreparedQuantile& quantile) {
    std::vector<double> loss(prepared.size());
    for (std::size_t row = 0; row < loss.size(); ++row) {
        const double over = prepared.label[row] - quantile.values[row];
        loss[row] = over >= 0 ? quantile.level * over : (quantile.level - 1) * over;
    }
    return mean_of(prepared, loss);
}

Statistic cost_of(const PreparedNumbers& prepared, Numbers prediction, const ErrorCosts& costs) {
    auto errors = errors_of(prepared, prediction);
    for (double& each : errors) {
        const double beyond = std::max(0.0, std::abs(each) - costs.tolerance);
        each = beyond * (each < 0 ? costs.under : costs.over);
    }
    return mean_of(prepared, errors);
}

double quantile_of(const Sample& sample, Numbers values, double level) {
    return quantile_in(sample, values, rising(values), level);
}

stats::Estimate median_estimate(const Sample& sample, Numbers values, double confidence) {
    const auto order = rising(values);
    stats::Estimate out{.confidence = confidence,
                        .method = "cluster-robust share below, inverted (Woodruff 1952)"};
    out.value = quantile_in(sample, values, order, 0.5);
    std::vector<double> below(values.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        below[row] = values[row] <= out.value ? 1 : 0;
    }
    const Mean share = robust(sample, mean_of(sample, below));
    if (!std::isfinite(share.variance)) {
        out.method = "cannot tell: fewer than two clusters";
        return out;
    }
    const auto end = [&](double quantile) {
        const double reach = quantile * std::sqrt(share.variance);
        return quantile_in(sample, values, order, std::clamp(0.5 + reach, 0.0, 1.0));
    };
    const int degrees = share.clusters - 1;
    const double wide = stats::t_quantile(0.5 + confidence / 2, degrees);
    const double half = stats::t_quantile(0.75, degrees);
    out.low = end(-wide);
    out.high = end(wide);
    out.low_50 = end(-half);
    out.high_50 = end(half);
    return out;
}

stats::Estimate rmse_estimate(const PreparedNumbers& prepared, Numbers prediction,
                              double confidence) {
    const std::vector<double> one(prepared.size(), 1.0);
    auto out = skewed_ratio(prepared, squared(errors_of(prepared, prediction)), one, confidence);
    for (double* end : {&out.value, &out.low, &out.high, &out.low_50, &out.high_50}) {
        *end = std::sqrt(*end);
    }
    return out;
}

stats::Estimate r2_estimate(const PreparedNumbers& prepared, Numbers prediction,
                            double confidence) {
    auto out = skewed_ratio(prepared, squared(errors_of(prepared, prediction)),
                            squared(from_mean(prepared)), confidence);
    for (double* end : {&out.value, &out.low, &out.high, &out.low_50, &out.high_50}) {
        *end = 1 - *end;
    }
    std::swap(out.low, out.high);
    std::swap(out.low_50, out.high_50);
    return out;
}

stats::Estimate below_estimate(const PreparedNumbers& prepared, const PreparedQuantile& quantile,
                               double confidence) {
    std::vector<double> below(prepared.size());
    for (std::size_t row = 0; row < below.size(); ++row) {
        below[row] = prepared.label[row] <= quantile.values[row] ? 1 : 0;
    }
    return rate_estimate(robust(prepared, mean_of(prepared, below)), confidence);
}

Statistic inside_of(const PreparedNumbers& prepared, const PreparedNumbersModel& model) {
    const auto& low = model.quantiles.front().values;
    const auto& high = model.quantiles.back().values;
    std::vector<double> inside(prepared.size());
    for (std::size_t row = 0; row < inside.size(); ++row) {
        const double is = prepared.label[row];
        inside[row] = low[row] <= is && is <= high[row] ? 1 : 0;
    }
    return mean_of(prepared, inside);
}

double best_shift(const PreparedNumbers& prepared, Numbers prediction, const ErrorCosts& costs,
                  int half) {
    // What a shift costs is convex and made of straight pieces: its slope starts at -under for
    // every row, and turns where a row's error enters and leaves the tolerance.
    std::vector<std::pair<double, double>> turns;
    double slope = 0;
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        if (half == 2 || prepared.half[row] == half) {
            const double weight = prepared.weight_of(row);
            const double needed = prepared.label[row] - prediction[row];
            turns.emplace_back(needed - costs.tolerance, weight * costs.under);
            turns.emplace_back(needed + costs.tolerance, weight * costs.over);
            slope -= weight * costs.under;
        }
    }
    std::ranges::sort(turns);
    for (const auto& [at, turn] : turns) {
        slope += turn;
        if (slope >= 0) {
            return at;
        }
    }
    return 0;
}

}  // namespace assay::validate
