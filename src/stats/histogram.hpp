#pragma once

#include <cstdint>
#include <span>
#include <vector>

// Bins of numbers as NumPy has them: edges rise, a bin holds its lower edge, the last one both.
// Samples rise and hold finite numbers.

namespace assay::stats {

/// Equally wide bins: `bins` + 1 edges, as numpy.linspace makes them. A range of nothing is widened
/// by half to both sides.
std::vector<double> equal_width_edges(double low, double high, std::size_t bins);

/// Sturges (1926): range / (1 + log2 n) as width. `whole`: all values are whole numbers, and no bin
/// is narrower than one, as NumPy has it for integers.
std::vector<double> sturges_edges(double low, double high, std::int64_t rows, bool whole);

/// Doane (1976): Sturges' rule with more bins where the sample is skewed.
std::vector<double> doane_edges(std::span<const double> sorted);

/// Edges at the deciles of a sample (linear interpolation), equal ones once, the outer ones
/// infinite: the rule that scorecards use.
std::vector<double> decile_edges(std::span<const double> sorted);

/// Rows of a rising sample in each bin; rows outside the edges are in none.
std::vector<std::int64_t> count_in(std::span<const double> sorted, std::span<const double> edges);

/// Parts of `rows`.
std::vector<double> shares_of(std::span<const std::int64_t> counts, std::int64_t rows);

/// Fills empty bins as Evidently does: with 1e-4, or with a millionth of the smallest share where
/// that is at most 1e-4. Shares are not scaled back to one.
void fill_empty(std::span<double> shares);

}  // namespace assay::stats
