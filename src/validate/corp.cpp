#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "stats/calibration.hpp"
#include "validate/cuts.hpp"

// The CORP reliability curve with consistency bands (Dimitriadis, Gneiting & Jordan 2021): labels
// drawn anew from the said chances, recalibrated in the same way, and their pointwise quantiles.
// Rows are gathered into cells of neighbouring scores first; each draw then costs one pass over the
// rows and a regression of the cells.

namespace assay::validate {
namespace {

struct Cell {
    double predicted = 0, weight = 0;
    std::vector<std::uint32_t> rows;
};

/// At most so many cells of neighbours in rising order; ties stay together.
std::vector<Cell> cells_of(const Prepared& prepared, std::span<const double> probability) {
    constexpr std::size_t kMost = 500;
    const stats::RankedScores ranked(probability, prepared.label);
    const std::size_t fewest = prepared.size() / kMost + 1;
    std::vector<Cell> cells;
    std::size_t position = ranked.order().size();
    for (std::size_t group = ranked.group_ends().size(); group > 0; --group) {
        const std::size_t start = group > 1 ? ranked.group_ends()[group - 2] : 0;
        if (cells.empty() || cells.back().rows.size() >= fewest) {
            cells.emplace_back();
        }
        for (const auto row : ranked.order().subspan(start, position - start)) {
            const double weight = prepared.weight_of(row);
            cells.back().rows.push_back(row);
            cells.back().predicted += weight * probability[row];
            cells.back().weight += weight;
        }
        position = start;
    }
    std::erase_if(cells, [](const Cell& cell) { return !(cell.weight > 0); });
    for (Cell& cell : cells) {
        cell.predicted /= cell.weight;
    }
    return cells;
}

/// Isotonic regression of cells with so much weight of positives each: a cell is two rows of one
/// score, of which each carries a part of the weight.
std::vector<double> recalibrated(const std::vector<Cell>& cells,
                                 const std::vector<double>& positives) {
    std::vector<double> scores;
    std::vector<double> weights;
    std::vector<std::uint8_t> labels;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (const std::uint8_t label : {std::uint8_t{1}, std::uint8_t{0}}) {
            scores.push_back(static_cast<double>(i));
            labels.push_back(label);
            weights.push_back(label != 0 ? positives[i]
                                         : std::max(0.0, cells[i].weight - positives[i]));
        }
    }
    const auto fitted = stats::isotonic(scores, labels, weights);
    std::vector<double> out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out.push_back(fitted[2 * i]);
    }
    return out;
}

template <class IsPositive>
std::vector<double> positive_weights(const Prepared& prepared, const std::vector<Cell>& cells,
                                     const IsPositive& positive) {
    std::vector<double> out;
    for (const Cell& cell : cells) {
        double sum = 0;
        for (const auto row : cell.rows) {
            sum += positive(row) ? prepared.weight_of(row) : 0;
        }
        out.push_back(sum);
    }
    return out;
}

}  // namespace

std::vector<CorpPoint> corp_curve(const Prepared& prepared, std::span<const double> probability,
                                  double confidence, std::uint64_t seed) {
    constexpr std::size_t kDraws = 200;
    constexpr std::size_t kShown = 50;
    const auto cells = cells_of(prepared, probability);
    const auto observed = recalibrated(
        cells, positive_weights(prepared, cells,
                                [&](std::uint32_t row) { return prepared.label[row] != 0; }));
    std::vector<std::vector<double>> drawn(cells.size());
    for (std::size_t b = 0; b < kDraws; ++b) {
        Random random(seed, "corp band", b);
        const auto curve =
            recalibrated(cells, positive_weights(prepared, cells, [&](std::uint32_t row) {
                             return random.uniform() < probability[row];
                         }));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            drawn[i].push_back(curve[i]);
        }
    }
    const auto at = [&](std::size_t cell, double level) {
        return drawn[cell][static_cast<std::size_t>(std::lround(level * (kDraws - 1)))];
    };
    std::vector<CorpPoint> out;
    const std::size_t step = cells.size() / kShown + 1;
    for (std::size_t i = 0; i < cells.size(); i += step) {
        std::ranges::sort(drawn[i]);
        out.push_back({.predicted = cells[i].predicted,
                       .observed = observed[i],
                       .low = at(i, (1 - confidence) / 2),
                       .high = at(i, (1 + confidence) / 2)});
    }
    return out;
}

}  // namespace assay::validate
