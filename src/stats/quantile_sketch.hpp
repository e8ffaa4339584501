#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/distance.hpp"

// A column of numbers in little memory: values that stand for equally many rows each. Exact up to a
// million rows. Beyond, sorted blocks keep every w-th value, in the middle of the w rows that it
// stands for, and w doubles whenever there are too many (a deterministic descendant of Munro &
// Paterson 1980 and Manku, Rajagopalan & Lindsay 1998). Nothing is random: the same rows in the
// same order give the same sketch. Two sketches of parts merge into one of the whole; the bound on
// the error is counted as it arises, so it holds whatever was merged in whatever order.

namespace assay::stats {

/// What a sketch holds, in order: the shares that comparisons need.
struct Ranked {
    std::vector<double> values;  // rising
    std::vector<double> up_to;   // share of rows up to and with each value
    std::int64_t rows = 0;
    double error = 0;  // most that a share of rows below a value is off; 0 = exact
    double lowest = 0, highest = 0;

    Cumulative cumulative() const { return {.values = values, .up_to = up_to}; }
    /// Share of rows below `value`, or up to and with it.
    double below(double value) const;
    double up_to_and_with(double value) const;
};

/// All finite values of a column, exact.
Ranked exactly_ranked(std::span<const double> values);

class QuantileSketch {
  public:
    static constexpr std::int64_t kExactRows = 1 << 20;

    /// Adds rows; NaN and infinities are left out.
    void add(std::span<const double> values);
    /// Adds the rows of another sketch.
    void merge(const QuantileSketch& other);

    std::int64_t rows() const { return rows_; }
    /// Most that the number of rows below any value is off.
    std::int64_t error_rows() const { return error_rows_; }
    Ranked ranked() const;

  private:
    void take(double value);
    void compact();
    void thin();

    std::int64_t rows_ = 0;
    std::int64_t error_rows_ = 0;
    std::int64_t weight_ = 1;        // rows that each kept value stands for
    std::vector<double> kept_;       // sorted runs, one behind the other
    std::vector<std::size_t> ends_;  // one past each run
    std::vector<double> pending_;    // rows not yet in a run, in their order
    double lowest_ = 0, highest_ = 0;
};

/// A number that is off by at most `bound`.
struct Bounded {
    double value = 0;
    double bound = 0;
};

/// Four statistics of one column, reference against current: Kolmogorov-Smirnov and Wasserstein
/// from all points, PSI and Jensen-Shannon distance (natural logarithm) by Sturges bins over both,
/// PSI with empty bins filled, as Evidently has them. The bounds of the last two are of first
/// order.
struct SketchDistances {
    Bounded kolmogorov_smirnov, wasserstein, population_stability, jensen_shannon;
};
SketchDistances distances(const Ranked& reference, const Ranked& current);

}  // namespace assay::stats
