#include "stats/influence.hpp"

#include <limits>

#include "stats/inputs.hpp"

namespace assay::stats {
namespace {

/// Weight of one tie group, and of it with all groups above.
struct Step {
    std::size_t begin, end;  // positions in order()
    double positive, negative;
    double positive_above, negative_above;  // without the group

    double positive_with() const { return positive_above + positive; }
    double acted_with() const { return positive_with() + negative_above + negative; }
    double precision() const { return acted_with() > 0 ? positive_with() / acted_with() : 0; }
    double share_of_acted() const { return acted_with() > 0 ? positive / acted_with() : 0; }
};

struct Steps {
    std::vector<Step> steps;
    double positive = 0, negative = 0;
    bool both() const { return positive > 0 && negative > 0; }
};

Steps steps_of(const RankedScores& ranked, std::span<const std::uint8_t> labels,
               std::span<const double> weights) {
    Steps out;
    std::size_t position = 0;
    for (const std::uint32_t end : ranked.group_ends()) {
        Step step{.begin = position,
                  .end = end,
                  .positive = 0,
                  .negative = 0,
                  .positive_above = out.positive,
                  .negative_above = out.negative};
        for (; position < end; ++position) {
            const std::uint32_t row = ranked.order()[position];
            (labels[row] != 0 ? step.positive : step.negative) += weight_of(weights, row);
        }
        out.positive += step.positive;
        out.negative += step.negative;
        out.steps.push_back(step);
    }
    return out;
}

Influence untold(std::size_t rows) {
    return {.value = std::numeric_limits<double>::quiet_NaN(),
            .rows = std::vector<double>(rows, 0.0)};
}

}  // namespace

Influence auc_influence(const RankedScores& ranked, std::span<const std::uint8_t> labels,
                        std::span<const double> weights) {
    const Steps all = steps_of(ranked, labels, weights);
    if (!all.both()) {
        return untold(labels.size());
    }
    Influence out{.value = 0, .rows = std::vector<double>(labels.size())};
    for (const Step& step : all.steps) {
        // Share of negatives below a positive of this group, of positives above a negative of it.
        const double of_positive = 1 - (step.negative_above + step.negative / 2) / all.negative;
        const double of_negative = (step.positive_above + step.positive / 2) / all.positive;
        out.value += step.positive * of_positive / all.positive;
        for (std::size_t i = step.begin; i < step.end; ++i) {
            const std::uint32_t row = ranked.order()[i];
            out.rows[row] = labels[row] != 0 ? of_positive : of_negative;
        }
    }
    for (std::size_t row = 0; row < labels.size(); ++row) {
        out.rows[row] = weight_of(weights, row) * (out.rows[row] - out.value) /
                        (labels[row] != 0 ? all.positive : all.negative);
    }
    return out;
}

Influence average_precision_influence(const RankedScores& ranked,
                                      std::span<const std::uint8_t> labels,
                                      std::span<const double> weights) {
    const Steps all = steps_of(ranked, labels, weights);
    if (!(all.positive > 0)) {
        return untold(labels.size());
    }
    Influence out{.value = 0, .rows = std::vector<double>(labels.size())};
    for (const Step& step : all.steps) {
        out.value += step.positive * step.precision() / all.positive;
    }
    // A row counts in the precision at its own cut and at every cut below: from the last up.
    double shares_below = 0;     // sum of positive / acted
    double precision_below = 0;  // sum of positive x precision / acted
    for (std::size_t at = all.steps.size(); at > 0; --at) {
        const Step& step = all.steps[at - 1];
        shares_below += step.share_of_acted();
        precision_below += step.share_of_acted() * step.precision();
        const double negative = -precision_below;
        const double positive = step.precision() - out.value + shares_below + negative;
        for (std::size_t i = step.begin; i < step.end; ++i) {
            const std::uint32_t row = ranked.order()[i];
            out.rows[row] =
                weight_of(weights, row) * (labels[row] != 0 ? positive : negative) / all.positive;
        }
    }
    return out;
}

}  // namespace assay::stats
