#include "stats/expected_performance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/random.hpp"
#include "stats/calibration.hpp"
#include "stats/falling_order.hpp"
#include "stats/inputs.hpp"
#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMetrics = 5;
constexpr std::array<const char*, kMetrics> kNames{"accuracy", "precision", "recall", "f1", "auc"};

/// Rows of like scores, all on one side of the cut.
struct Cell {
    double score = 0;  // mean
    bool acted = false;
    double positives = 0, negatives = 0;  // of the reference
    double rows = 0;                      // of the current table
};

struct Part {
    double mass;    // rows
    double chance;  // that such a row is positive
    bool acted;
};

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : kUnknown;
}

/// Parts in the order of falling scores, one a distinct score.
Performance performance_of(std::span<const Part> parts) {
    double hits = 0;
    double alarms = 0;
    double positives = 0;
    double negatives = 0;
    double area = 0;
    for (const Part& part : parts) {
        const double positive = part.mass * part.chance;
        const double negative = part.mass - positive;
        area += negative * (positives + positive / 2);
        positives += positive;
        negatives += negative;
        if (part.acted) {
            hits += positive;
            alarms += negative;
        }
    }
    const double right = hits + (negatives - alarms);
    return {.accuracy = ratio(right, positives + negatives),
            .precision = ratio(hits, hits + alarms),
            .recall = ratio(hits, positives),
            .f1 = ratio(2 * hits, hits + alarms + positives),
            .auc = ratio(area, positives * negatives)};
}

std::array<double, kMetrics> as_list(const Performance& p) {
    return {p.accuracy, p.precision, p.recall, p.f1, p.auc};
}

/// Cells by falling score: at most about kMostCells of equal mass; equal scores stay together.
std::vector<Cell> cells_of(const OutlookInput& input) {
    constexpr std::size_t kMostCells = 512;
    const auto reference = input.reference_scores.size();
    std::vector<double> scores(input.reference_scores.begin(), input.reference_scores.end());
    scores.insert(scores.end(), input.current_scores.begin(), input.current_scores.end());
    const auto order = falling_order(scores);
    const double mass = static_cast<double>(scores.size()) / static_cast<double>(kMostCells);
    std::vector<Cell> cells;
    std::vector<double> sums;
    double in_cell = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double score = scores[order[i]];
        const bool acted = score >= input.cut;
        const bool tie = i > 0 && scores[order[i - 1]] == score;
        if (cells.empty() || cells.back().acted != acted || (!tie && in_cell >= mass)) {
            cells.push_back({.acted = acted});
            sums.push_back(0);
            in_cell = 0;
        }
        ++in_cell;
        sums.back() += score;
        Cell& cell = cells.back();
        cell.score = sums.back() / in_cell;
        if (order[i] >= reference) {
            cell.rows += 1;
        } else {
            (input.reference_labels[order[i]] != 0 ? cell.positives : cell.negatives) += 1;
        }
    }
    return cells;
}

/// Chance in each cell by isotonic regression of the reference.
std::vector<double> isotonic_chances(std::span<const Cell> cells) {
    std::vector<double> scores;
    std::vector<double> weights;
    std::vector<std::uint8_t> labels;
    for (const Cell& cell : cells) {
        for (const std::uint8_t label : {std::uint8_t{0}, std::uint8_t{1}}) {
            scores.push_back(cell.score);
            labels.push_back(label);
            weights.push_back(label != 0 ? cell.positives : cell.negatives);
        }
    }
    const auto fitted = isotonic(scores, labels, weights);
    std::vector<double> chances(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        chances[i] = fitted[2 * i];
    }
    return chances;
}

/// Positives seen over positives expected, above and below the cut.
struct Trueness {
    double acted = 1, passed = 1;
};

Trueness trueness(std::span<const Cell> cells) {
    std::array<double, 2> seen{};
    std::array<double, 2> expected{};
    for (const Cell& cell : cells) {
        seen[cell.acted ? 1 : 0] += cell.positives;
        expected[cell.acted ? 1 : 0] += (cell.positives + cell.negatives) * cell.score;
    }
    const auto of = [&](std::size_t side) {
        return seen[side] > 0 && expected[side] > 0 ? seen[side] / expected[side] : 1;
    };
    return {.acted = of(1), .passed = of(0)};
}

/// The scores themselves, moved by what the reference's calibration moved against `base`.
std::vector<double> moved_chances(std::span<const Cell> cells, const Trueness& base) {
    const Trueness now = trueness(cells);
    std::vector<double> chances(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double factor = cells[i].acted ? now.acted / base.acted : now.passed / base.passed;
        chances[i] = std::clamp(cells[i].score * factor, 0.0, 1.0);
    }
    return chances;
}

struct Both {
    std::array<double, kMetrics> reference, expected;
};

Both both_of(std::span<const Cell> cells, std::span<const double> chances) {
    std::vector<Part> before(cells.size());
    std::vector<Part> now(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        const double rows = cell.positives + cell.negatives;
        before[i] = {rows, rows > 0 ? cell.positives / rows : 0, cell.acted};
        now[i] = {cell.rows, chances[i], cell.acted};
    }
    return {as_list(performance_of(before)), as_list(performance_of(now))};
}

/// Poisson number of rows around `mean`; a normal number where there are many.
double drawn(double mean, Random& random) {
    constexpr double kMany = 30;
    if (mean <= 0) {
        return 0;
    }
    if (mean > kMany) {
        return std::max(0.0, std::round(mean + std::sqrt(mean) * random.normal()));
    }
    int count = 0;
    for (double left = random.uniform(), floor = std::exp(-mean); left > floor;
         left *= random.uniform()) {
        ++count;
    }
    return count;
}

std::vector<Cell> resampled(std::span<const Cell> cells, Random& random) {
    std::vector<Cell> out(cells.begin(), cells.end());
    for (Cell& cell : out) {
        cell.positives = drawn(cell.positives, random);
        cell.negatives = drawn(cell.negatives, random);
        cell.rows = drawn(cell.rows, random);
    }
    return out;
}

/// The percentile and the basic interval together, a tenth wider: the first misses a bias that
/// resampling repeats (an isotonic curve ranks its own rows too well), the second one that it does
/// not. So wide it holds the truth in .88 to .99 of simulated worlds at nominal .90.
Estimate around(double value, std::vector<double> moves, double confidence,
                const std::string& method) {
    constexpr double kWider = 1.1;
    Estimate out{.value = value, .confidence = confidence, .method = method};
    std::erase_if(moves, [](double each) { return std::isnan(each); });
    if (std::isnan(value) || moves.size() < 20) {
        out.method = "cannot tell: nothing is acted on or expected";
        return out;
    }
    std::ranges::sort(moves);
    const auto at = [&](double share) {
        return moves[static_cast<std::size_t>(share * static_cast<double>(moves.size() - 1) + 0.5)];
    };
    const auto reach = [&](double low, double& to_low, double& to_high) {
        to_low = value + kWider * std::min(at(low), -at(1 - low));
        to_high = value + kWider * std::max(at(1 - low), -at(low));
    };
    reach((1 - confidence) / 2, out.low, out.high);
    reach(0.25, out.low_50, out.high_50);
    return out;
}

void hold_in(Estimate& estimate, double low, double high) {
    for (double* each : {&estimate.low, &estimate.high, &estimate.low_50, &estimate.high_50}) {
        *each = std::isnan(*each) ? *each : std::clamp(*each, low, high);
    }
}

bool are_chances(std::span<const double> scores) {
    return std::ranges::all_of(scores, [](double score) { return score >= 0 && score <= 1; });
}

/// Expected calibration error on the half of the reference that the isotonic curve was not fitted
/// on, of the scores as they are and calibrated.
void compare_calibration(const OutlookInput& input, Outlook& out) {
    constexpr int kBins = 10;
    Random random(input.seed, "calibration halves");
    std::vector<double> all(input.reference_scores.begin(), input.reference_scores.end());
    std::vector<double> weights(all.size());
    for (double& each : weights) {
        each = random.uniform() < 0.5 ? 1 : 0;
    }
    const auto fitted = isotonic(all, input.reference_labels, weights);
    std::vector<double> scores;
    std::vector<double> chances;
    std::vector<std::uint8_t> labels;
    for (std::size_t row = 0; row < all.size(); ++row) {
        if (weights[row] == 0) {
            scores.push_back(all[row]);
            chances.push_back(fitted[row]);
            labels.push_back(input.reference_labels[row]);
        }
    }
    out.error_calibrated = expected_calibration_error(chances, labels, kBins, Binning::EqualMass);
    out.error_as_is = expected_calibration_error(scores, labels, kBins, Binning::EqualMass);
}

Result<> check(const OutlookInput& input) {
    constexpr std::size_t kFewest = 50;
    TRY(check_scored_labels(input.reference_scores, input.reference_labels));
    TRY(check_confidence(input.confidence));
    for (const auto& [name, rows] : {std::pair{"reference", input.reference_scores.size()},
                                     std::pair{"current table", input.current_scores.size()}}) {
        if (rows < kFewest) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the {} has {} rows with a score; {} are needed to tell what "
                                    "drift means for the model",
                                    name, rows, kFewest),
                        "give more rows, or leave the scores out");
        }
    }
    const auto positives = std::ranges::count(input.reference_labels, std::uint8_t{1});
    if (positives == 0 || positives == std::ssize(input.reference_labels)) {
        return fail(ErrorCode::InvalidInput, "the reference's labels are all of one class",
                    "give a reference with rows of both classes");
    }
    if (!std::ranges::all_of(input.current_scores, [](double s) { return std::isfinite(s); })) {
        return fail(ErrorCode::InvalidInput, "a score of the current table is not finite",
                    "leave such rows out");
    }
    return {};
}

/// The point values by rows, not by cells.
Both exact(const OutlookInput& input, bool calibrated) {
    std::vector<double> labels(input.reference_labels.begin(), input.reference_labels.end());
    const auto before = as_list(expected_performance(input.reference_scores, labels, input.cut));
    std::vector<double> chances(input.current_scores.begin(), input.current_scores.end());
    if (calibrated) {
        // Rows of the current table weigh nothing: they take the value of the pool they fall into.
        std::vector<double> scores(input.reference_scores.begin(), input.reference_scores.end());
        scores.insert(scores.end(), chances.begin(), chances.end());
        std::vector<std::uint8_t> known(input.reference_labels.begin(),
                                        input.reference_labels.end());
        known.resize(scores.size(), 0);
        std::vector<double> weights(input.reference_labels.size(), 1.0);
        weights.resize(scores.size(), 0.0);
        const auto fitted = isotonic(scores, known, weights);
        std::copy(fitted.end() - std::ssize(chances), fitted.end(), chances.begin());
    }
    return {before, as_list(expected_performance(input.current_scores, chances, input.cut))};
}

}  // namespace

Performance expected_performance(std::span<const double> scores,
                                 std::span<const double> probabilities, double cut) {
    std::vector<Part> parts;
    double last = kUnknown;
    for (const auto row : falling_order(scores)) {
        if (scores[row] == last) {
            Part& part = parts.back();
            part.chance = (part.chance * part.mass + probabilities[row]) / (part.mass + 1);
            part.mass += 1;
            continue;
        }
        last = scores[row];
        parts.push_back({.mass = 1, .chance = probabilities[row], .acted = last >= cut});
    }
    return performance_of(parts);
}

Result<Outlook> performance_outlook(const OutlookInput& input) {
    TRY(check(input));
    Outlook out;
    const bool chances = are_chances(input.reference_scores) && are_chances(input.current_scores);
    compare_calibration(input, out);
    out.calibrated = !chances || out.error_calibrated < out.error_as_is;
    out.error_as_is = chances ? out.error_as_is : kUnknown;

    const auto cells = cells_of(input);
    const Trueness base = trueness(cells);
    const auto both = [&](std::span<const Cell> some) {
        return both_of(some, out.calibrated ? isotonic_chances(some) : moved_chances(some, base));
    };
    const Both at_cells = both(cells);
    const Both point = exact(input, out.calibrated);
    std::array<std::vector<double>, kMetrics> before;
    std::array<std::vector<double>, kMetrics> now;
    std::array<std::vector<double>, kMetrics> change;
    for (int replicate = 0; replicate < input.replicates; ++replicate) {
        Random random(input.seed, "outlook", static_cast<std::uint64_t>(replicate));
        const Both drawn_both = both(resampled(cells, random));
        // Scores that are used as they are owe nothing to the reference's labels.
        const auto reference =
            out.calibrated ? drawn_both.reference : both(resampled(cells, random)).reference;
        for (std::size_t m = 0; m < kMetrics; ++m) {
            before[m].push_back(reference[m] - at_cells.reference[m]);
            now[m].push_back(drawn_both.expected[m] - at_cells.expected[m]);
            change[m].push_back(now[m].back() - before[m].back());
        }
    }
    const std::string method = out.calibrated
                                   ? "CBPE, isotonic calibration, bootstrap over cells of scores"
                                   : "CBPE, scores as they are, bootstrap over cells of scores";
    for (std::size_t m = 0; m < kMetrics; ++m) {
        MetricOutlook each{.metric = kNames[m]};
        each.reference = around(point.reference[m], before[m], input.confidence,
                                "by labels, bootstrap over cells of scores");
        each.expected = around(point.expected[m], now[m], input.confidence, method);
        each.change =
            around(point.expected[m] - point.reference[m], change[m], input.confidence, method);
        hold_in(each.reference, 0, 1);
        hold_in(each.expected, 0, 1);
        out.metrics.push_back(std::move(each));
    }
    return out;
}

}  // namespace assay::stats
