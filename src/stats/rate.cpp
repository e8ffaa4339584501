#include "stats/rate.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "stats/inputs.hpp"
#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

Result<> check(Rate rate, double confidence) {
    TRY(check_confidence(confidence));
    if (rate.trials <= 0) {
        return fail(ErrorCode::InvalidInput, "a rate of no trials", "give at least one trial");
    }
    if (rate.hits < 0 || rate.hits > rate.trials) {
        return fail(ErrorCode::InvalidInput, std::to_string(rate.hits) + " hits in " +
                                                 std::to_string(rate.trials) + " trials");
    }
    return {};
}

double share_of(Rate rate) {
    return static_cast<double>(rate.hits) / static_cast<double>(rate.trials);
}

}  // namespace

Result<Interval> wilson(Rate rate, double confidence) {
    TRY(check(rate, confidence));

    const auto trials = static_cast<double>(rate.trials);
    const double share = share_of(rate);
    const double z = normal_quantile(0.5 + confidence / 2);

    const double shrink = 1 + z * z / trials;
    const double centre = (share + z * z / (2 * trials)) / shrink;
    const double reach =
        z / shrink * std::sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
    // The ends are exact there; rounding would leave 1e-17 outside [0, 1].
    return Interval{.low = rate.hits == 0 ? 0.0 : centre - reach,
                    .high = rate.hits == rate.trials ? 1.0 : centre + reach};
}

Estimate wilson_estimate(Rate rate, double confidence) {
    const auto wide = wilson(rate, confidence);
    const auto half = wilson(rate, 0.5);
    if (!wide || !half) {
        return {.confidence = confidence, .method = "cannot tell: no trials"};
    }
    return with_intervals(share_of(rate), *wide, *half, confidence, "Wilson score");
}

Result<Interval> clopper_pearson(Rate rate, double confidence) {
    TRY(check(rate, confidence));

    const auto hits = static_cast<double>(rate.hits);
    const auto misses = static_cast<double>(rate.trials - rate.hits);
    const double tail = (1 - confidence) / 2;
    return Interval{.low = hits == 0 ? 0.0 : boost::math::ibeta_inv(hits, misses + 1, tail),
                    .high = misses == 0 ? 1.0 : boost::math::ibetac_inv(hits + 1, misses, tail)};
}

Result<Interval> newcombe(Rate a, Rate b, double confidence) {
    const Interval around_a = TRY(wilson(a, confidence));
    const Interval around_b = TRY(wilson(b, confidence));
    const double share_a = share_of(a);
    const double share_b = share_of(b);
    const double difference = share_a - share_b;
    return Interval{
        .low = difference - std::hypot(share_a - around_a.low, around_b.high - share_b),
        .high = difference + std::hypot(around_a.high - share_a, share_b - around_b.low)};
}

Result<McNemar> mcnemar(std::int64_t only_first, std::int64_t only_second) {
    if (only_first < 0 || only_second < 0) {
        return fail(ErrorCode::InvalidInput, "discordant counts " + std::to_string(only_first) +
                                                 " and " + std::to_string(only_second) +
                                                 ": a count is below zero");
    }
    const std::int64_t discordant = only_first + only_second;
    if (discordant == 0) {
        return McNemar{.exact_p = 1, .mid_p = 1};
    }
    const boost::math::binomial fair(static_cast<double>(discordant), 0.5);
    const auto fewer = static_cast<double>(std::min(only_first, only_second));
    const double at_observed = boost::math::pdf(fair, fewer);
    if (only_first == only_second) {
        return McNemar{.exact_p = 1, .mid_p = 1 - at_observed / 2};
    }
    const double exact = std::min(1.0, 2 * boost::math::cdf(fair, fewer));
    return McNemar{.exact_p = exact, .mid_p = exact - at_observed};
}

Result<bool> clears(Rate rate, double bar, double confidence) {
    return TRY(wilson(rate, confidence)).low > bar;
}

}  // namespace assay::stats
