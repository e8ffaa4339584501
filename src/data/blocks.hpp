#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

// Time blocks and the exact permutation test of "the earlier half differs from the later".

namespace assay::data {

inline constexpr std::size_t kBlocks = 16;
inline constexpr std::int64_t kHalvings = 6435;  // ways to halve them; 8 blocks have only 35
inline constexpr std::uint8_t kNoBlock = 255;

/// Block of each row by time, equal in rows; rows of one moment stay in one block. Empty when there
/// are too few rows, or moments, for each block to hold some.
std::vector<std::uint8_t> time_blocks(std::span<const std::int64_t> times);

/// Rows by block and bin: `rows[block * bins + bin]`.
struct BlockCounts {
    std::size_t bins = 0;
    std::vector<double> rows;

    explicit BlockCounts(std::size_t bins_) : bins(bins_), rows(kBlocks * bins_, 0) {}
    double& at(std::size_t block, std::size_t bin) { return rows[block * bins + bin]; }
};

/// Shares by bin of two halves.
struct Halves {
    std::vector<double> earlier, later;
};
Halves halves_by_time(const BlockCounts& counts);

/// A distance between two vectors of shares.
using Distance = std::function<double(std::span<const double>, std::span<const double>)>;

/// Share of all ways to halve the blocks whose distance is at least that of the halves by time,
/// themselves included; so at least 1 in 6,435.
double halving_p(const BlockCounts& counts, const Distance& distance);

/// First Wasserstein distance of shares over `uppers`, in units of `sd`.
double wasserstein(std::span<const double> a, std::span<const double> b,
                   std::span<const double> uppers, double sd);

/// Jensen-Shannon distance: square root of the divergence to base 2, in [0, 1].
double jensen_shannon(std::span<const double> a, std::span<const double> b);

}  // namespace assay::data
