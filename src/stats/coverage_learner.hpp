#pragma once

#include <cmath>
#include <numeric>
#include <vector>

#include "base/random.hpp"
#include "stats/resampling.hpp"

// For tests: the smallest learner whose value is known exactly. Two normal classes, a nearest-mean
// rule, a gain for each right and a loss for each wrong "act".

namespace assay::stats::coverage {

inline constexpr double kGain = 3;
inline constexpr double kLoss = -1;
inline constexpr double kPositiveRate = 0.4;
inline constexpr double kHandCut = 0.3;  // the hand rule acts where the first column exceeds it

/// Where rows come from: class means at ±shift in the first of `columns` columns, unit noise, and
/// a shared normal shift of the first column with `group_sd` for rows of one day or entity. The
/// shifts of neighbouring days are correlated by `memory`.
struct World {
    int columns;
    double shift;
    double group_sd = 0;
    double memory = 0;
};

struct LabelledRow {
    std::vector<double> x;
    bool positive;
};

inline LabelledRow draw_row(Random& random, const World& world, double group_shift) {
    LabelledRow row{.x = {}, .positive = random.uniform() < kPositiveRate};
    for (int column = 0; column < world.columns; ++column) {
        row.x.push_back(random.normal());
    }
    row.x[0] += group_shift + (row.positive ? world.shift : -world.shift);
    return row;
}

/// `last` is the shift of the day before, or any shift where groups are unordered.
inline double draw_group_shift(Random& random, const World& world, double last) {
    if (world.group_sd == 0) {
        return 0;
    }
    const double fresh = std::sqrt(1 - world.memory * world.memory);
    return world.memory * last + fresh * world.group_sd * random.normal();
}

inline double value_of(bool act, bool positive) {
    return act ? (positive ? kGain : kLoss) : 0;
}

inline double hand_value(const LabelledRow& row) {
    return value_of(row.x[0] > kHandCut, row.positive);
}

/// Acts where a row lies nearer to the mean of the positives.
struct Cut {
    std::vector<double> weight;
    double offset = 0;

    double value(const LabelledRow& row) const {
        return value_of(std::inner_product(weight.begin(), weight.end(), row.x.begin(), offset) > 0,
                        row.positive);
    }
    /// Expected value a row over the whole world.
    double expected(const World& world) const {
        double variance = world.group_sd * world.group_sd * weight[0] * weight[0];
        for (const double each : weight) {
            variance += each * each;
        }
        const double sd = std::sqrt(variance);
        const double step = weight[0] * world.shift;
        return kPositiveRate * kGain * normal_cdf((offset + step) / sd) +
               (1 - kPositiveRate) * kLoss * normal_cdf((offset - step) / sd);
    }
};

inline Cut hand_cut(const World& world) {
    Cut cut{.weight = std::vector<double>(static_cast<std::size_t>(world.columns), 0.0),
            .offset = -kHandCut};
    cut.weight[0] = 1;
    return cut;
}

/// Sums by class: rows can be added as time goes on.
class NearestMean {
  public:
    explicit NearestMean(const World& world) {
        for (auto& sum : sums_) {
            sum.assign(static_cast<std::size_t>(world.columns), 0.0);
        }
    }
    void add(const LabelledRow& row) {
        ++rows_[row.positive ? 1 : 0];
        auto& sum = sums_[row.positive ? 1 : 0];
        for (std::size_t column = 0; column < sum.size(); ++column) {
            sum[column] += row.x[column];
        }
    }
    Cut fit() const {
        Cut cut;
        for (std::size_t column = 0; column < sums_[0].size(); ++column) {
            const double negative = sums_[0][column] / std::max(1.0, rows_[0]);
            const double positive = sums_[1][column] / std::max(1.0, rows_[1]);
            cut.weight.push_back(positive - negative);
            cut.offset -= (positive - negative) * (positive + negative) / 2;
        }
        return cut;
    }

  private:
    std::vector<double> sums_[2];
    double rows_[2] = {0, 0};
};

}  // namespace assay::stats::coverage
