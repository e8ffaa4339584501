#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/estimate.hpp"

// Two tables as chunks of neighbouring rows, each counted once by bin. What would happen if the
// rows were dealt anew is then asked of cells, not of rows: chunks change sides whole, so that rows
// that hang together (a day, a machine, a batch) do not look like drift.

namespace assay::data {

/// Where the chunks lie: all of the same size, a sixteenth of the smaller table; of a much larger
/// table at most 1,024, evenly over it.
struct ChunkPlan {
    std::size_t rows = 0;  // of one chunk
    std::size_t reference = 0, current = 0;

    static ChunkPlan of(std::size_t reference_rows, std::size_t current_rows);
};

/// A statistic of two vectors of counts: reference, current.
using CountStatistic = std::function<double(std::span<const double>, std::span<const double>)>;

/// What chunks that change sides at random give.
struct ByChance {
    double p = 1;  // share of dealings at least as far apart as these, themselves included
    double mean_square = 0;  // of the statistic
    double high = 0;         // 95 % of dealings stay below
    int dealings = 0;
};

class ChunkCounts {
  public:
    /// `bin(row)` gives the bin of a row of that table, below `bins`.
    ChunkCounts(const ChunkPlan& plan, std::size_t bins);
    template <class Bin>
    void count_reference(std::size_t rows, const Bin& bin) {
        count(0, plan_.reference, rows, bin, reference_);
    }
    template <class Bin>
    void count_current(std::size_t rows, const Bin& bin) {
        count(plan_.reference, plan_.current, rows, bin, current_);
    }

    std::size_t bins() const { return bins_; }
    /// Counts of all rows, also of those that are in no chunk.
    std::span<const double> reference() const { return reference_; }
    std::span<const double> current() const { return current_; }

    /// Permutation null (Fisher 1935) over chunks; `dealings` of them. It goes on to `most` while
    /// none was as far apart as the tables are.
    ByChance by_chance(const CountStatistic& statistic, int dealings, int most, std::uint64_t seed,
                       std::string_view purpose) const;

    /// What the statistic of chunks drawn anew in each table (block bootstrap, Künsch 1989) differs
    /// from that of the chunks, rising.
    std::vector<double> bootstrap(const CountStatistic& statistic, int replicates,
                                  std::uint64_t seed, std::string_view purpose) const;

  private:
    std::span<const float> chunk(std::size_t index) const;
    template <class Bin>
    void count(std::size_t first_chunk, std::size_t chunks, std::size_t rows, const Bin& bin,
               std::vector<double>& total);
    void sum(std::span<const std::size_t> chosen, std::vector<double>& into) const;

    ChunkPlan plan_;
    std::size_t bins_;
    std::vector<float> counts_;  // chunk by bin, reference first; whole numbers below 2^24
    std::vector<double> reference_, current_;
};

template <class Bin>
void ChunkCounts::count(std::size_t first_chunk, std::size_t chunks, std::size_t rows,
                        const Bin& bin, std::vector<double>& total) {
    const auto begin_of = [&](std::size_t index) { return index * rows / chunks; };
    std::size_t row = 0;
    for (std::size_t index = 0; index < chunks; ++index) {
        const auto cells = std::span(counts_).subspan((first_chunk + index) * bins_, bins_);
        const std::size_t end = begin_of(index) + plan_.rows;
        const std::size_t next = index + 1 < chunks ? begin_of(index + 1) : rows;
        for (; row < end; ++row) {
            cells[bin(row)] += 1;
        }
        for (std::size_t b = 0; b < bins_; ++b) {
            total[b] += static_cast<double>(cells[b]);
        }
        for (; row < next; ++row) {
            total[bin(row)] += 1;
        }
    }
}

/// Value and interval of a distance that noise only makes larger: what dealing at random gives in
/// the mean square is taken off, and the basic bootstrap gives the range; never below 0,
/// and 0 at its lower end where chance alone gives as much.
stats::Estimate beyond_chance(double distance, const ByChance& chance,
                              std::span<const double> bootstrap, double confidence);

}  // namespace assay::data
