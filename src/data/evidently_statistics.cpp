#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data/peer_statistics.hpp"
#include "stats/distance.hpp"
#include "stats/histogram.hpp"

namespace assay::data {
namespace {

/// Evidently: Sturges over both, or the values themselves.
Shares evidently_shares(const Asked& asked, NamedStatistic& out) {
    if (!asked.fine()) {
        out.bins = fmt::format("{} values", asked.levels->reference.size());
        return shares_of(*asked.levels);
    }
    const auto& numbers = *asked.numbers;
    const auto rows = std::ssize(numbers.reference) + std::ssize(numbers.current);
    const auto edges = stats::sturges_edges(numbers.low(), numbers.high(), rows, numbers.whole);
    out.bins = fmt::format("{}, Sturges over both", edges.size() - 1);
    return shares_in(numbers, edges);
}

Shares filled(Shares shares, NamedStatistic& out) {
    out.fill = "1e-4, or a millionth of the smallest share where that is at most 1e-4";
    stats::fill_empty(shares.reference);
    stats::fill_empty(shares.current);
    return shares;
}

}  // namespace

void evidently_psi(const Asked& asked, NamedStatistic& out) {
    const auto shares = filled(evidently_shares(asked, out), out);
    out.value = stats::population_stability(shares.reference, shares.current);
    out.method = "population stability index";
    out.log_base = "natural";
}

void evidently_js(const Asked& asked, NamedStatistic& out) {
    const auto shares = evidently_shares(asked, out);
    out.value =
        stats::jensen_shannon_distance(shares.reference, shares.current, stats::LogBase::Natural);
    out.method = "Jensen-Shannon distance (square root)";
    out.log_base = "natural";
}

void evidently_kl(const Asked& asked, NamedStatistic& out) {
    const auto shares = filled(evidently_shares(asked, out), out);
    out.value = stats::kullback_leibler(shares.reference, shares.current);
    out.method = "Kullback-Leibler divergence of the reference from the current table";
    out.log_base = "natural";
}

void evidently_wasserstein(const Asked& asked, NamedStatistic& out) {
    const auto& reference = asked.numbers->reference;
    double mean = 0;
    for (const double value : reference) {
        mean += value / static_cast<double>(reference.size());
    }
    double variance = 0;
    for (const double value : reference) {
        variance += (value - mean) * (value - mean) / static_cast<double>(reference.size());
    }
    out.value = stats::wasserstein(reference, asked.numbers->current) /
                std::max(std::sqrt(variance), 0.001);
    out.method = "Wasserstein distance over max(standard deviation of the reference, 0.001)";
}

}  // namespace assay::data
