#include <algorithm>
#include <cmath>

#include "study/pricing.hpp"

namespace assay::study {
namespace {

using stats::Matrix;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Weighted deviations of each row's value from the option's mean, summed by `id`.
Matrix deviations_by(const std::vector<std::vector<double>>& values, const Priced& priced,
                     const Tested& tested, const std::vector<std::int32_t>& id,
                     std::int32_t count) {
    Matrix sums(at(count), values.size());
    for (std::size_t o = 0; o < values.size(); ++o) {
        const double mean = priced.options[o].mean;
        for (std::size_t t = 0; t < id.size(); ++t) {
            sums.at(at(id[t]), o) += tested.weight[t] * (values[o][t] - mean);
        }
    }
    return sums;
}

/// scale x sums' sums.
Matrix products(const Matrix& sums, double scale) {
    Matrix out(sums.columns, sums.columns);
    for (std::size_t r = 0; r < sums.rows; ++r) {
        const auto row = sums.row(r);
        for (std::size_t i = 0; i < sums.columns; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                out.at(i, j) += row[i] * row[j];
            }
        }
    }
    for (std::size_t i = 0; i < out.rows; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            out.at(i, j) *= scale;
            out.at(j, i) = out.at(i, j);
        }
    }
    return out;
}

double of_difference(const Matrix& covariance, std::size_t i, std::size_t j) {
    return std::max(0.0, covariance.at(i, i) + covariance.at(j, j) - 2 * covariance.at(i, j));
}

/// The part-mean covariance scaled so that its diagonal is the variance by parts.
Matrix part_covariance(const Priced& priced, const stats::Parts& parts) {
    const auto options = priced.options.size();
    const auto count = priced.options.front().part_means.size();
    Matrix sums(count, options);
    for (std::size_t o = 0; o < options; ++o) {
        double mean = 0;
        for (const double each : priced.options[o].part_means) {
            mean += each;
        }
        mean /= static_cast<double>(count);
        for (std::size_t p = 0; p < count; ++p) {
            sums.at(p, o) = priced.options[o].part_means[p] - mean;
        }
    }
    const auto n = static_cast<double>(count);
    const double factor = parts.by_time ? 1 / n + 1 / (n - 1) : 1 / n + parts.test_to_train;
    return products(sums, factor / (n - 1));
}

/// Covariances such that each value and each difference has its variance by the one rule. "Nothing"
/// is the constant zero, so that an option's own variance is that of its difference to nothing.
Matrix covariance_by_rule(const ValueMoments& moments, const std::vector<OptionScores>& options,
                          const stats::Parts& parts) {
    const auto by_rule = [&](bool trained, double rows, double by_parts) {
        return parts.by_time || trained ? std::max(rows, by_parts) : rows;
    };
    const auto own = [&](std::size_t i) {
        return by_rule(options[i].trained, moments.cluster_covariance.at(i, i),
                       moments.part_covariance.at(i, i));
    };
    const auto count = options.size();
    Matrix out(count, count);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < count; ++j) {
            const double difference = by_rule(options[i].trained || options[j].trained,
                                              of_difference(moments.cluster_covariance, i, j),
                                              of_difference(moments.part_covariance, i, j));
            out.at(i, j) = i == j ? own(i) : (own(i) + own(j) - difference) / 2;
        }
    }
    return out;
}

}  // namespace

ValueMoments moments(const Problem& problem, const Tested& tested,
                     const std::vector<OptionScores>& options, const Priced& priced,
                     const Gains& gains, const stats::Parts& parts) {
    ValueMoments out;
    std::vector<std::vector<double>> values;
    double total = 0;
    for (const double weight : tested.weight) {
        total += weight;
    }
    for (const auto& option : priced.options) {
        out.means.push_back(option.mean);
        values.push_back(row_values(problem, tested, option, gains));
    }
    const auto by_cluster = deviations_by(values, priced, tested, tested.cluster, tested.clusters);
    const auto clusters = static_cast<double>(tested.clusters);
    out.cluster_covariance = products(by_cluster, clusters / (clusters - 1) / (total * total));
    out.part_covariance = part_covariance(priced, parts);
    out.influence = deviations_by(values, priced, tested, tested.group, tested.groups);
    for (auto& cell : out.influence.cells) {
        cell /= total;
    }

    out.covariance = covariance_by_rule(out, options, parts);
    out.degrees = parts.by_time ? static_cast<int>(tested.parts.size()) - 1 : 0;
    return out;
}

stats::MeanVariance difference_variance(const ValueMoments& moments, std::size_t a, std::size_t b) {
    return {.variance = of_difference(moments.covariance, a, b),
            .degrees = moments.degrees,
            .method = moments.degrees > 0 ? "rolling blocks" : "resampled parts"};
}

}  // namespace assay::study
