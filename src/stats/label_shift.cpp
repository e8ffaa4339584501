#include <algorithm>
#include <cmath>

#include "stats/expected_performance.hpp"
#include "stats/resampling.hpp"

namespace assay::stats {

Estimate shifted_positive_rate(Rate recall, Rate false_alarms, Rate acted, double confidence) {
    Estimate out{.confidence = confidence,
                 .method = "BBSE (Lipton 2018), interval by the delta method"};
    const auto gap = newcombe(recall, false_alarms, confidence);
    if (!gap || acted.trials <= 0 || gap->low <= 0) {
        out.method =
            "cannot tell: in the reference, positives are not acted on more often than negatives";
        return out;
    }
    const auto share = [](Rate rate) {
        return static_cast<double>(rate.hits) / static_cast<double>(rate.trials);
    };
    // A share of 0 or 1 is not known for certain: half a hit and half a miss more, for the
    // variance.
    const auto variance = [](Rate rate) {
        const auto n = static_cast<double>(rate.trials);
        const double p = (static_cast<double>(rate.hits) + 0.5) / (n + 1);
        return p * (1 - p) / n;
    };
    const double slope = share(recall) - share(false_alarms);
    const double rate = (share(acted) - share(false_alarms)) / slope;
    const double sd = std::sqrt(variance(acted) + rate * rate * variance(recall) +
                                (1 - rate) * (1 - rate) * variance(false_alarms)) /
                      slope;
    const auto method = out.method;
    out = mean_estimate(std::clamp(rate, 0.0, 1.0),
                        {.variance = sd * sd, .degrees = 0, .method = method.c_str()}, confidence);
    for (double* each : {&out.low, &out.high, &out.low_50, &out.high_50}) {
        *each = std::clamp(*each, 0.0, 1.0);
    }
    return out;
}

}  // namespace assay::stats
