#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "data/sample.hpp"

// What planning and reading a sample share.

namespace assay::data {

/// Sums of the values that are known.
struct Known {
    std::int64_t rows = 0;
    double sum = 0;
    double squares = 0;

    void add(double value) {
        ++rows;
        sum += value;
        squares += value * value;
    }
    double mean() const { return sum / static_cast<double>(rows); }
    double variance() const {
        const double n = static_cast<double>(rows);
        return rows > 1 ? std::max(0.0, (squares - n * mean() * mean()) / (n - 1)) : kUnknown;
    }
};

/// Name of a row's stratum; "" where there is one.
inline std::string stratum_of(const SampleFrame& frame, std::size_t row) {
    return frame.strata.empty() ? std::string() : frame.strata[row];
}

/// What the sampled rows say, by stratum.
struct Seen {
    std::vector<stats::Stratum> strata;
    std::vector<double> values;  // those that are known
    std::int64_t unknown = 0;

    /// One stratum: its rows in the table, and the values of its sampled rows.
    void add(std::int64_t population, const std::vector<double>& found) {
        Known known;
        for (const double value : found) {
            if (std::isfinite(value)) {
                known.add(value);
                values.push_back(value);
            } else {
                ++unknown;
            }
        }
        strata.push_back({.population = population,
                          .sampled = known.rows,
                          .mean = known.rows > 0 ? known.mean() : 0,
                          .variance = known.rows > 1 ? known.variance() : 0});
    }
};

/// Fills in the estimate and says it.
void estimate(const Seen& seen, const SampleRequest& request, Sample& out);

/// The values of some rows; none where there are no values.
template <class Value>
std::vector<Value> picked(const std::vector<Value>& values, std::span<const std::size_t> rows) {
    std::vector<Value> out;
    for (const auto row : rows) {
        if (!values.empty()) {
            out.push_back(values[row]);
        }
    }
    return out;
}

}  // namespace assay::data
