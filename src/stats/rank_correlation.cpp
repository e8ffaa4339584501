#include "stats/rank_correlation.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "base/result.hpp"
#include "stats/falling_order.hpp"

namespace assay::stats {
namespace {

/// Falling mid-ranks, less their mean.
std::vector<double> centred_ranks(std::span<const double> values) {
    const auto order = falling_order(values);
    const double mean = (static_cast<double>(values.size()) - 1) / 2;
    std::vector<double> out(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) {
            ++last;
        }
        const double rank = static_cast<double>(first + last) / 2 - mean;
        for (; first <= last; ++first) {
            out[order[first]] = rank;
        }
    }
    return out;
}

}  // namespace

double rank_correlation(std::span<const double> x, std::span<const double> y) {
    ASSAY_CHECK(x.size() == y.size());
    const auto a = centred_ranks(x);
    const auto b = centred_ranks(y);
    double both = 0;
    double of_a = 0;
    double of_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += a[i] * b[i];
        of_a += a[i] * a[i];
        of_b += b[i] * b[i];
    }
    return of_a > 0 && of_b > 0 ? both / std::sqrt(of_a * of_b)
                                : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace assay::stats
