#include "data/blocks.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "engine/engine.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kFewestRowsPerBlock = 20;

void add_block(const BlockCounts& counts, std::size_t block, std::vector<double>& sums) {
    for (std::size_t bin = 0; bin < counts.bins; ++bin) {
        sums[bin] += counts.rows[block * counts.bins + bin];
    }
}

void make_shares(std::vector<double>& counts) {
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    for (auto& each : counts) {
        each = all > 0 ? each / all : 0;
    }
}

/// Halves for the set of blocks whose bit is 0 (first) or 1 (second).
Halves halve(const BlockCounts& counts, std::uint32_t second) {
    Halves halves{std::vector<double>(counts.bins, 0), std::vector<double>(counts.bins, 0)};
    for (std::size_t block = 0; block < kBlocks; ++block) {
        const bool in_second = ((second >> block) & 1U) != 0;
        add_block(counts, block, in_second ? halves.later : halves.earlier);
    }
    make_shares(halves.earlier);
    make_shares(halves.later);
    return halves;
}

constexpr std::uint32_t kLaterHalf = ((1U << (kBlocks / 2)) - 1) << (kBlocks / 2);

double entropy_part(double share, double middle) {
    return share > 0 ? share * std::log2(share / middle) : 0;
}

}  // namespace

std::vector<std::uint8_t> time_blocks(std::span<const std::int64_t> times) {
    std::vector<std::uint32_t> order;
    order.reserve(times.size());
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (times[row] != engine::kMissingTime) {
            order.push_back(static_cast<std::uint32_t>(row));
        }
    }
    if (order.size() < kBlocks * kFewestRowsPerBlock) {
        return {};
    }
    std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return times[row]; });

    std::vector<std::uint8_t> blocks(times.size(), kNoBlock);
    std::array<std::size_t, kBlocks> rows{};
    std::size_t block = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || times[order[i]] != times[order[i - 1]]) {
            block = i * kBlocks / order.size();
        }
        blocks[order[i]] = static_cast<std::uint8_t>(block);
        ++rows[block];
    }
    const bool all_filled =
        std::ranges::all_of(rows, [](std::size_t n) { return n >= kFewestRowsPerBlock / 2; });
    return all_filled ? blocks : std::vector<std::uint8_t>{};
}

Halves halves_by_time(const BlockCounts& counts) {
    return halve(counts, kLaterHalf);
}

double halving_p(const BlockCounts& counts, const Distance& distance) {
    const auto by_time = halves_by_time(counts);
    const double found = distance(by_time.earlier, by_time.later);
    std::int64_t all = 0;
    std::int64_t as_far = 0;
    // The last block stays in the second half: a halving and its mirror image are one.
    for (std::uint32_t mask = 0; mask < (1U << (kBlocks - 1)); ++mask) {
        if (std::popcount(mask) != kBlocks / 2 - 1) {
            continue;
        }
        const auto halves = halve(counts, mask | (1U << (kBlocks - 1)));
        ++all;
        as_far += distance(halves.earlier, halves.later) >= found * (1 - 1e-12) ? 1 : 0;
    }
    return static_cast<double>(as_far) / static_cast<double>(all);
}

double wasserstein(std::span<const double> a, std::span<const double> b,
                   std::span<const double> uppers, double sd) {
    double ahead = 0;
    double work = 0;
    for (std::size_t bin = 0; bin + 1 < uppers.size(); ++bin) {
        ahead += a[bin] - b[bin];
        work += std::abs(ahead) * (uppers[bin + 1] - uppers[bin]);
    }
    return work / sd;
}

double jensen_shannon(std::span<const double> a, std::span<const double> b) {
    double divergence = 0;
    for (std::size_t bin = 0; bin < a.size(); ++bin) {
        const double middle = (a[bin] + b[bin]) / 2;
        divergence += (entropy_part(a[bin], middle) + entropy_part(b[bin], middle)) / 2;
    }
    return std::sqrt(std::max(0.0, divergence));
}

}  // namespace assay::data
