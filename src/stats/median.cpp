#include "stats/median.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>

namespace assay::stats {
namespace {

/// How many values may be left out at each end so that the rest covers the median; -1: not even
/// all of them do.
int outside(std::size_t count, double confidence) {
    const boost::math::binomial half(static_cast<double>(count), 0.5);
    int out = -1;
    while (2 * (out + 2) <= static_cast<int>(count) &&
           boost::math::cdf(half, out + 1) <= (1 - confidence) / 2) {
        ++out;
    }
    return out;
}

Interval around(const std::vector<double>& sorted, double confidence) {
    const auto left = static_cast<std::size_t>(std::max(0, outside(sorted.size(), confidence)));
    return {sorted[left], sorted[sorted.size() - 1 - left]};
}

}  // namespace

Estimate median_estimate(std::vector<double> values, double confidence) {
    if (values.empty()) {
        return {.confidence = confidence, .method = "cannot tell: no values"};
    }
    std::sort(values.begin(), values.end());
    const std::size_t count = values.size();
    const Interval wide = around(values, confidence);
    const Interval half = around(values, 0.5);
    const bool enough = outside(count, confidence) >= 0;
    return with_intervals(
        (values[(count - 1) / 2] + values[count / 2]) / 2, wide, half, confidence,
        enough ? "median between order statistics" : "too few values: their range");
}

}  // namespace assay::stats
