#pragma once

#include <limits>
#include <string>
#include <utility>

#include "base/describe.hpp"

namespace assay::stats {

struct Interval {
    double low;
    double high;
};

/// A number that is never alone: value, interval, how sure, how made. NaN (null in JSON) where a
/// part cannot be told; `method` then says why. The 50 % interval is for pictures.
struct Estimate {
    double value = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double low_50 = std::numeric_limits<double>::quiet_NaN();
    double high_50 = std::numeric_limits<double>::quiet_NaN();
    double confidence = 0.9;
    std::string method;

    static constexpr auto fields() {
        return std::tuple{field("value", &Estimate::value, "best estimate"),
                          field("low", &Estimate::low, "lower end of the interval"),
                          field("high", &Estimate::high, "upper end of the interval"),
                          field("low_50", &Estimate::low_50, "lower end of the 50 % interval"),
                          field("high_50", &Estimate::high_50, "upper end of the 50 % interval"),
                          field("confidence", &Estimate::confidence,
                                "share of such intervals that hold the truth"),
                          field("method", &Estimate::method, "how the interval was made")};
    }
};

/// The number with its interval, and with the one of 50 %.
inline Estimate with_intervals(double value, Interval wide, Interval half, double confidence,
                               std::string method) {
    return {.value = value,
            .low = wide.low,
            .high = wide.high,
            .low_50 = half.low,
            .high_50 = half.high,
            .confidence = confidence,
            .method = std::move(method)};
}

}  // namespace assay::stats
