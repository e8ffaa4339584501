#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "stats/estimate.hpp"
#include "stats/resampling.hpp"

// For tests: how often intervals hold a truth that the simulation knows. Each case draws its data
// anew, 2,000 times from fixed seeds. coverage_test.cpp holds the shares against their promises and
// docs/coverage-intervals.md against the shares.

namespace assay::stats::coverage {

inline constexpr int kTrials = 2000;
inline constexpr double kConfidence = 0.9;

/// One simulated table: the interval that was made of it, and what it should have held.
struct Trial {
    Estimate interval;
    double truth;
};

enum class Promise : std::uint8_t {
    Nominal,       // within two points of the confidence
    Conservative,  // at least the confidence less two points
    None,          // shown to tell where the promise ends
};

struct Row {
    std::string interval;
    std::string situation;
    Promise promise;
    double covered;      // share of the trials
    double width;        // mean
    double ideal_width;  // of a normal interval that knows the standard error
};

/// Runs once(random) for each trial, each with its own stream.
template <class Once>
Row simulate(const std::string& interval, const std::string& situation, Promise promise,
             Once&& once) {
    double covered = 0;
    double width = 0;
    double squares = 0;
    for (std::uint64_t trial = 0; trial < kTrials; ++trial) {
        Random random(2027, interval + situation, trial);
        const Trial found = once(random);
        const Estimate& made = found.interval;
        covered += made.low <= found.truth && found.truth <= made.high ? 1.0 / kTrials : 0.0;
        width += (made.high - made.low) / kTrials;
        squares += (made.value - found.truth) * (made.value - found.truth) / kTrials;
    }
    return {.interval = interval,
            .situation = situation,
            .promise = promise,
            .covered = covered,
            .width = width,
            .ideal_width = 2 * normal_quantile(0.5 + kConfidence / 2) * std::sqrt(squares)};
}

/// The value of a Result that cannot fail here.
template <class T>
T sure(const Result<T>& result) {
    ASSAY_CHECK(result.has_value());
    return *result;
}

std::vector<Row> rates();
std::vector<Row> areas();
std::vector<Row> gaps();
std::vector<Row> samples();
std::vector<Row> random_parts();
std::vector<Row> rolling_blocks();
std::vector<Row> label_errors_rows();
std::vector<Row> agreements();

}  // namespace assay::stats::coverage
