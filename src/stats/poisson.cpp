#include "stats/poisson.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace assay::stats {

PoissonTable::PoissonTable(double mean) {
    constexpr double kAll = 0x1p32;
    // Beyond 7 standard deviations and 30 counts the tails hold less than 2^-32.
    const double reach = 7 * std::sqrt(mean) + 30;
    const double first = std::max(0.0, std::floor(mean - reach));
    first_ = static_cast<std::uint32_t>(first);

    double below = 0;
    for (double count = first; count <= mean + reach; ++count) {
        below += std::exp(count * std::log(mean) - mean - std::lgamma(count + 1));
        const auto end = static_cast<std::uint64_t>(std::llround(std::min(1.0, below) * kAll));
        ends_.push_back(end);
        if (end == static_cast<std::uint64_t>(kAll)) {
            break;
        }
    }
    ends_.back() = static_cast<std::uint64_t>(kAll);

    // Four guide cells a count keep the search near one comparison.
    const auto bits = static_cast<std::uint32_t>(std::bit_width(4 * ends_.size()));
    shift_ = 32 - bits;
    guide_.resize(std::size_t{1} << bits);
    std::uint32_t at = 0;
    for (std::size_t cell = 0; cell < guide_.size(); ++cell) {
        while (ends_[at] <= (std::uint64_t{cell} << shift_)) {
            ++at;
        }
        guide_[cell] = at;
    }
}

}  // namespace assay::stats
