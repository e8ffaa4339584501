#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/assemble.hpp"

namespace assay::study {
namespace {

/// Mean value per decision of one option under each seed.
std::vector<double> by_seed(const Splits& splits, const std::vector<double>& part_means) {
    std::vector<double> sums;
    std::vector<double> counts;
    for (std::size_t p = 0; p < splits.parts.size(); ++p) {
        const auto seed = static_cast<std::size_t>(splits.parts[p].seed);
        sums.resize(std::max(sums.size(), seed + 1), 0.0);
        counts.resize(sums.size(), 0.0);
        sums[seed] += part_means[p];
        counts[seed] += 1;
    }
    for (std::size_t s = 0; s < sums.size(); ++s) {
        sums[s] /= counts[s];
    }
    return sums;
}

double standard_deviation(const std::vector<double>& values) {
    double mean = 0;
    for (const double each : values) {
        mean += each / static_cast<double>(values.size());
    }
    double squares = 0;
    for (const double each : values) {
        squares += (each - mean) * (each - mean);
    }
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace

Noise assemble_noise(const Facts& facts) {
    const auto& measured = facts.measured;
    const double decisions = facts.terms.decisions.middle();
    const auto model = measured.model;
    const auto simple = facts.outcome.best_simple;
    const auto& clusters = facts.worlds.moments.cluster_covariance;
    Noise out;
    const double rows_variance =
        clusters.at(model, model) + clusters.at(simple, simple) - 2 * clusters.at(model, simple);
    out.data_sd = std::sqrt(std::max(0.0, rows_variance)) * decisions;
    const auto means = by_seed(*measured.splits, facts.worlds.priced.options[model].part_means);
    if (means.size() > 1) {
        out.seed_sd = standard_deviation(means) * decisions;
    }
    const auto variance = difference_variance(facts.worlds.moments, model, simple).variance;
    constexpr double kPower = 1.6448536269514722 + 0.8416212335729143;  // z.95 + z.80
    out.smallest_real_difference = kPower * std::sqrt(variance) * decisions;
    out.sentence = fmt::format(
        "A difference below {} a month cannot be told from noise at this number of rows{}.",
        money(out.smallest_real_difference, facts.product.currency),
        out.seed_sd ? fmt::format("; another seed alone moves it by {}",
                                  money(*out.seed_sd, facts.product.currency))
                    : std::string());
    return out;
}

}  // namespace assay::study
