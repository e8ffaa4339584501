#include <algorithm>
#include <cmath>
#include <map>

#include "base/random.hpp"
#include "stats/inputs.hpp"
#include "stats/poisson.hpp"
#include "stats/ranking.hpp"

// A replicate gives every row a Poisson(1) weight. Rows that stand side by side in the ranking need
// not be drawn one by one: the weights of k rows sum to a Poisson(k), and only how often a positive
// stands before a negative *inside* such a cell depends on who got the weight. So the ranking is
// cut into cells, each cell draws two counts, and pairs inside a cell are worth the cell's own mean
// pair. That is exact for ties and for runs of one label. Elsewhere it loses the part of the
// variance that lies within cells; cells are made smaller until this is below kLost of DeLong's
// variance, so that the interval is narrower by less than kLost / 2, far below the Monte-Carlo
// error of any number of replicates in use.

namespace assay::stats {
namespace {

constexpr double kLost = 1e-4;

/// Neighbours in the ranking, from the highest score down.
struct Cell {
    double positives = 0;
    double negatives = 0;
    double pairs = 0;  // of a positive above a negative inside the cell, ties half

    void add(const Cell& next) {
        pairs += next.pairs + positives * next.negatives;
        positives += next.positives;
        negatives += next.negatives;
    }
};

std::vector<Cell> tie_cells(const RankedScores& ranked, std::span<const std::uint8_t> labels) {
    std::vector<Cell> cells;
    cells.reserve(ranked.group_ends().size());
    std::size_t position = 0;
    for (const std::uint32_t end : ranked.group_ends()) {
        Cell cell;
        for (; position < end; ++position) {
            (labels[ranked.order()[position]] != 0 ? cell.positives : cell.negatives) += 1;
        }
        cell.pairs = cell.positives * cell.negatives / 2;
        cells.push_back(cell);
    }
    return cells;
}

Cell total(std::span<const Cell> cells) {
    Cell all;
    for (const Cell& cell : cells) {
        all.add(cell);
    }
    return all;
}

// Joins neighbours while together they stay within one of `stretches` equal stretches of the ROC
// curve, or hold one label alone.
std::vector<Cell> merged(std::span<const Cell> cells, const Cell& all, double stretches) {
    std::vector<Cell> out;
    for (const Cell& cell : cells) {
        const bool fits = !out.empty() && [&] {
            const double positives = out.back().positives + cell.positives;
            const double negatives = out.back().negatives + cell.negatives;
            return positives == 0 || negatives == 0 ||
                   positives / all.positives + negatives / all.negatives <= 2 / stretches;
        }();
        if (fits) {
            out.back().add(cell);
        } else {
            out.push_back(cell);
        }
    }
    return out;
}

// DeLong's variance of the AUC when every row counts with the mean placement of its cell.
double between_cells(std::span<const Cell> cells, const Cell& all) {
    const double area = all.pairs / (all.positives * all.negatives);
    double of_positives = 0;
    double of_negatives = 0;
    Cell above;
    for (const Cell& cell : cells) {
        if (cell.positives > 0) {
            const double below = all.negatives - above.negatives - cell.negatives;
            const double placement = (below + cell.pairs / cell.positives) / all.negatives;
            of_positives += cell.positives * (placement - area) * (placement - area);
        }
        if (cell.negatives > 0) {
            const double placement =
                (above.positives + cell.pairs / cell.negatives) / all.positives;
            of_negatives += cell.negatives * (placement - area) * (placement - area);
        }
        above.add(cell);
    }
    return of_positives / (all.positives * all.positives) +
           of_negatives / (all.negatives * all.negatives);
}

std::vector<Cell> cells_of(const RankedScores& ranked, std::span<const std::uint8_t> labels) {
    constexpr double kFewest = 256;
    const std::vector<Cell> ties = tie_cells(ranked, labels);
    const Cell all = total(ties);
    const double variance = between_cells(ties, all);
    for (double stretches = kFewest; stretches < static_cast<double>(ties.size()); stretches *= 2) {
        std::vector<Cell> cells = merged(ties, all, stretches);
        if (between_cells(cells, all) >= (1 - kLost) * variance) {
            return cells;
        }
    }
    return merged(ties, all, static_cast<double>(2 * labels.size()));
}

/// Draws whole replicates of the AUC from cells.
class Replicates {
  public:
    explicit Replicates(std::span<const Cell> cells) {
        for (const Cell& cell : cells) {
            const double product = cell.positives * cell.negatives;
            steps_.push_back({table(cell.positives), table(cell.negatives),
                              product > 0 ? cell.pairs / product : 0.0});
        }
    }

    /// NaN when a class got no weight.
    double draw(Random& random) const {
        double positives = 0;
        double negatives = 0;
        double pairs = 0;
        for (const Step& step : steps_) {
            const std::uint64_t bits = random.next();
            const double hits = count(step.positives, static_cast<std::uint32_t>(bits >> 32U));
            const double misses = count(step.negatives, static_cast<std::uint32_t>(bits));
            pairs += misses * (positives + step.pair * hits);
            positives += hits;
            negatives += misses;
        }
        return pairs / (positives * negatives);
    }

  private:
    struct Step {
        const PoissonTable* positives;
        const PoissonTable* negatives;
        double pair;
    };

    const PoissonTable* table(double mean) {
        return mean > 0 ? &tables_.try_emplace(mean, mean).first->second : nullptr;
    }
    static double count(const PoissonTable* table, std::uint32_t bits) {
        return table == nullptr ? 0.0 : static_cast<double>((*table)(bits));
    }

    std::map<double, PoissonTable> tables_;
    std::vector<Step> steps_;
};

// Linear between order statistics, as NumPy's default has it.
double quantile_of(std::span<const double> sorted, double probability) {
    const double at = probability * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

Result<Estimate> auc_bootstrap(std::span<const double> scores, std::span<const std::uint8_t> labels,
                               int replicates, double confidence, std::uint64_t seed) {
    TRY(check_confidence(confidence));
    TRY(check_scored_labels(scores, labels));
    if (replicates < 1) {
        return fail(ErrorCode::InvalidInput, "a bootstrap of no replicates",
                    "ask for at least 1,000");
    }
    const RankedScores ranked(scores, labels);
    const double area = ranked.auc();
    if (!std::isfinite(area)) {
        return fail(ErrorCode::InvalidInput, "an AUC of one class", "give rows of both classes");
    }
    const Replicates source(cells_of(ranked, labels));
    Random random(seed, "auc bootstrap");
    std::vector<double> drawn;
    while (drawn.size() < static_cast<std::size_t>(replicates)) {
        const double replicate = source.draw(random);
        // A replicate without one of the classes has no AUC and is drawn again.
        if (std::isfinite(replicate)) {
            drawn.push_back(replicate);
        }
    }
    std::sort(drawn.begin(), drawn.end());
    return Estimate{.value = area,
                    .low = quantile_of(drawn, (1 - confidence) / 2),
                    .high = quantile_of(drawn, (1 + confidence) / 2),
                    .low_50 = quantile_of(drawn, 0.25),
                    .high_50 = quantile_of(drawn, 0.75),
                    .confidence = confidence,
                    .method = "percentile bootstrap, Poisson weights"};
}

}  // namespace assay::stats
