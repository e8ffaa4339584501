#include "stats/skewed_ratio.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

namespace assay::stats {
namespace {

/// What the logarithm loses on average when a cluster is left out, less what it loses with this
/// one; empty where a logarithm does not exist.
std::vector<double> jackknife(std::span<const ClusterShare> clusters, const ClusterShare& all) {
    std::vector<double> out(clusters.size());
    double sum = 0;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const double above = all.above - clusters[i].above;
        const double below = all.below - clusters[i].below;
        if (!(above > 0) || !(below > 0)) {
            return {};
        }
        out[i] = -std::log(above / below);
        sum += out[i];
    }
    for (double& each : out) {
        each -= sum / static_cast<double>(out.size());
    }
    return out;
}

struct Moments {
    double error = 0;     // standard error
    double skewness = 0;  // of the sum
    double degrees = 1;
};

Moments moments_of(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (const double each : values) {
        second += each * each;
        third += each * each * each;
        fourth += each * each * each * each;
    }
    const double spread = fourth - second * second / count;
    const double degrees = spread > 0 ? 2 * second * second / spread : count - 1;
    return {.error = std::sqrt(second * (count - 1) / count),
            .skewness = second > 0 ? third / std::pow(second, 1.5) : 0,
            .degrees = std::clamp(degrees, 2.0, count - 1)};
}

/// How many standard errors below the estimate the end lies that the symmetric statistic puts at z.
double reach(double z, double skewness) {
    constexpr double kStraight = 1e-6;
    return std::abs(skewness) < kStraight
               ? z
               : 3 * (std::cbrt(1 + skewness * (z - skewness / 6)) - 1) / skewness;
}

}  // namespace

Estimate skewed_ratio_estimate(std::span<const ClusterShare> clusters, double confidence) {
    ClusterShare all;
    for (const auto& each : clusters) {
        all.above += each.above;
        all.below += each.below;
    }
    Estimate out{.value = all.above / all.below, .confidence = confidence, .method = {}};
    if (!(all.above > 0) || !(all.below > 0)) {
        out.method = "cannot tell: no logarithm of it";
        return out;
    }
    constexpr std::size_t kFewest = 3;
    if (clusters.size() < kFewest) {
        out.method = "cannot tell: fewer than three clusters";
        return out;
    }
    const auto values = jackknife(clusters, all);
    if (values.empty()) {
        out.method = "cannot tell: all of it lies in one cluster";
        return out;
    }
    const auto moments = moments_of(values);
    const boost::math::students_t student(moments.degrees);
    const auto end = [&](double probability) {
        const double z = boost::math::quantile(student, probability);
        return out.value * std::exp(-moments.error * reach(z, moments.skewness));
    };
    out.low = end(0.5 + confidence / 2);
    out.high = end(0.5 - confidence / 2);
    out.low_50 = end(0.75);
    out.high_50 = end(0.25);
    out.method = "jackknife by cluster, log scale, skewness removed (Hall 1992)";
    return out;
}

}  // namespace assay::stats
