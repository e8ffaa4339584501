#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "stats/ranking.hpp"
#include "validate/robust.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

constexpr int kBins = 10;

/// Rows in bins of equal weight by rising probability; ties stay together.
std::vector<std::vector<std::uint32_t>> equal_mass(const Decisions& decisions) {
    const stats::RankedScores ranked(decisions.probability, decisions.label);
    double mass = 0;
    for (const std::uint32_t row : ranked.order()) {
        mass += row_weight(decisions, row);
    }
    std::vector<std::vector<std::uint32_t>> bins(kBins);
    double below = 0;
    std::size_t position = ranked.order().size();
    for (std::size_t group = ranked.group_ends().size(); group > 0; --group) {
        const std::size_t start = group > 1 ? ranked.group_ends()[group - 2] : 0;
        const auto ties = ranked.order().subspan(start, position - start);
        double weight = 0;
        for (const std::uint32_t row : ties) {
            weight += row_weight(decisions, row);
        }
        // A tie group falls whole into the bin that holds its middle.
        const double middle = mass > 0 ? (below + weight / 2) / mass : 0;
        const auto at = std::min(kBins - 1, static_cast<int>(middle * kBins));
        auto& bin = bins[static_cast<std::size_t>(at)];
        bin.insert(bin.end(), ties.begin(), ties.end());
        below += weight;
        position = start;
    }
    return bins;
}

std::string in_100(double share) {
    return figure(share * 100, std::abs(share) < 0.01 ? 1 : 2);
}

/// Judges the bins together: each at the level that keeps all of them right with `confidence`.
std::string sentence(const std::vector<Mean>& observed,
                     const std::vector<stats::ReliabilityBin>& bins, double confidence) {
    if (bins.empty()) {
        return "There are no probabilities to hold.";
    }
    const double each = 1 - (1 - confidence) / static_cast<double>(bins.size());
    std::size_t off = 0;
    std::size_t worst = 0;
    double farthest = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const auto band = rate_estimate(observed[i], each);
        const double miss = std::abs(bins[i].observed.value - bins[i].predicted);
        if ((bins[i].predicted < band.low || bins[i].predicted > band.high)) {
            ++off;
            worst = miss > farthest ? i : worst;
            farthest = std::max(farthest, miss);
        }
    }
    if (off == 0) {
        return fmt::format(
            "The chances hold: in each of {} groups of rows, as many came true as they said, "
            "within chance.",
            bins.size());
    }
    const auto& bin = bins[worst];
    return fmt::format(
        "The chances are too {} where they say {} in 100: {} in 100 came true [{} to {}]; {} of {} "
        "groups of rows are off.",
        bin.predicted > bin.observed.value ? "high" : "low", in_100(bin.predicted),
        in_100(bin.observed.value), in_100(bin.observed.low), in_100(bin.observed.high), off,
        bins.size());
}

}  // namespace

Calibration calibration(std::string option, const Decisions& decisions, double confidence) {
    Calibration out{.option = std::move(option), .bins = {}, .sentence = {}};
    std::vector<Mean> observed;
    if (!decisions.probability.empty()) {
        ClusterMeans means(decisions.ties());
        for (const auto& rows : equal_mass(decisions)) {
            const Mean came_true = means.mean(
                rows, [&](std::uint32_t row) { return static_cast<double>(decisions.label[row]); });
            const Mean predicted =
                means.mean(rows, [&](std::uint32_t row) { return decisions.probability[row]; });
            if (came_true.rows > 0) {
                observed.push_back(came_true);
                out.bins.push_back({.predicted = predicted.value,
                                    .observed = rate_estimate(came_true, confidence),
                                    .rows = came_true.rows});
            }
        }
        if (const auto parts =
                stats::corp(decisions.probability, decisions.label, decisions.weight)) {
            out.miscalibration = parts->miscalibration;
            out.discrimination = parts->discrimination;
            out.uncertainty = parts->uncertainty;
        }
    }
    out.sentence = sentence(observed, out.bins, confidence);
    return out;
}

}  // namespace assay::validate
