#pragma once

#include <cstdint>
#include <vector>

// Poisson counts by table, for bootstraps that need millions of them.

namespace assay::stats {

/// Turns 32 uniform bits into a Poisson count by inversion: one look-up in a guide table, then on
/// average one comparison (Chen & Asau 1974). Probabilities are right to 2^-32; counts whose tails
/// are rarer are never drawn.
class PoissonTable {
  public:
    /// `mean` > 0. Memory and time to build grow with sqrt(mean).
    explicit PoissonTable(double mean);

    std::uint32_t operator()(std::uint32_t bits) const {
        std::uint32_t at = guide_[bits >> shift_];
        while (bits >= ends_[at]) {
            ++at;
        }
        return first_ + at;
    }

  private:
    std::uint32_t first_ = 0;           // smallest count that is drawn
    std::vector<std::uint64_t> ends_;   // 2^32 x P(count <= first + i); the last is 2^32
    std::vector<std::uint32_t> guide_;  // where the search for the leading bits starts
    std::uint32_t shift_ = 0;
};

}  // namespace assay::stats
