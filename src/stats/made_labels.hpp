#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "stats/confident_learning.hpp"

// For tests: labels with known noise, and the chances of a model that learned from noisy labels.

namespace assay::stats {

struct LabelPlan {
    int rows = 1000;
    int classes = 3;
    double noise = 0.08;   // share of labels that are wrong
    double sharpness = 3;  // distance of class means in standard deviations
    /// Wrong labels are the next class instead of any other.
    bool asymmetric = false;
};

/// Rows lie around the corner of their class, with normal noise. The model is the best there can
/// be of given labels: the chance of each class given the place, mixed as labels are.
class MadeLabels {
  public:
    std::vector<std::int32_t> truth, given;
    std::vector<std::vector<double>> columns;

    MadeLabels(const LabelPlan& plan, std::uint64_t seed)
        : columns(static_cast<std::size_t>(plan.classes)) {
        Random random(seed, "made labels");
        const auto k = static_cast<std::size_t>(plan.classes);
        const double corner = plan.sharpness / std::sqrt(2.0);
        std::vector<double> chance(k);
        for (int row = 0; row < plan.rows; ++row) {
            const auto own = static_cast<std::size_t>(random.below(k));
            double sum = 0;
            for (std::size_t c = 0; c < k; ++c) {
                const double place = random.normal() + (c == own ? corner : 0);
                chance[c] = std::exp(corner * place);
                sum += chance[c];
            }
            for (double& each : chance) {
                each /= sum;
            }
            truth.push_back(static_cast<std::int32_t>(own));
            given.push_back(static_cast<std::int32_t>(
                random.uniform() < plan.noise ? other(own, k, plan.asymmetric, random) : own));
            add_mixed(chance, plan);
        }
    }

    ClassChances chances() const { return {given, {columns.begin(), columns.end()}}; }

    bool wrong(std::size_t row) const { return truth[row] != given[row]; }

    void reverse() {
        std::reverse(truth.begin(), truth.end());
        std::reverse(given.begin(), given.end());
        for (auto& column : columns) {
            std::reverse(column.begin(), column.end());
        }
    }

  private:
    static std::size_t other(std::size_t own, std::size_t k, bool next, Random& random) {
        return (own + 1 + (next ? 0 : static_cast<std::size_t>(random.below(k - 1)))) % k;
    }

    /// Chances of the labels as given: those of the truth, moved as the noise moves labels.
    void add_mixed(const std::vector<double>& chance, const LabelPlan& plan) {
        const std::size_t k = chance.size();
        for (std::size_t c = 0; c < k; ++c) {
            const double from = plan.asymmetric ? chance[(c + k - 1) % k]
                                                : (1 - chance[c]) / static_cast<double>(k - 1);
            columns[c].push_back((1 - plan.noise) * chance[c] + plan.noise * from);
        }
    }
};

}  // namespace assay::stats
