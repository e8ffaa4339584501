#include "stats/label_precision.hpp"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <map>

#include "stats/rate.hpp"
#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

constexpr std::size_t kMostTwins = 10'000;
constexpr std::size_t kFewestTwins = 20;
constexpr double kMostUntold = 0.1;  // share of rows without twins beyond which nothing is said
constexpr std::array kStrongest = {0.25, 0.125, 0.0625};  // the widest first

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Rows given g that look like j: their margins, ascending.
struct Pair {
    std::size_t given = 0, likely = 0;
    std::vector<double> margins;
    /// Twins, as rows and not as sampled: before each cut, in all, and in the strongest parts.
    std::vector<double> twins_before;
    double last_suspected = -1;  // margin of the last suspected row; below all margins without one
    double twins_suspected = 0;
    std::array<double, kStrongest.size()> twins{};
    std::array<double, kStrongest.size()> seen{};     // rows given g among them
    std::array<double, kStrongest.size()> sampled{};  // twins that were looked at
};

std::vector<Pair> pairs_of(const ClassChances& chances, const LabelErrors& errors,
                           std::span<const std::int32_t> ranked) {
    const std::size_t classes = chances.classes.size();
    std::vector<Pair> all(classes * classes);
    for (const auto ranked_row : ranked) {
        const std::size_t row = at(ranked_row);
        auto& pair = all[at(chances.labels[row]) * classes + at(errors.suggested[row])];
        pair.margins.push_back(errors.margin[row]);
        if (errors.suspected[row] != 0) {
            pair.last_suspected = errors.margin[row];
        }
    }
    std::vector<Pair> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].margins.empty()) {
            all[i].given = i / classes;
            all[i].likely = i % classes;
            out.push_back(std::move(all[i]));
        }
    }
    return out;
}

/// Rows given a class that look like it, at most kMostTwins of them, and how many each stands for.
struct Sample {
    std::vector<std::size_t> rows;
    double each = 1;
};

std::vector<Sample> sure_rows(const ClassChances& chances, const LabelErrors& errors) {
    std::vector<Sample> out(chances.classes.size());
    for (std::size_t row = 0; row < errors.margin.size(); ++row) {
        if (errors.margin[row] >= 0.5) {
            out[at(chances.labels[row])].rows.push_back(row);
        }
    }
    for (auto& sample : out) {
        const std::size_t all = sample.rows.size();
        if (all > kMostTwins) {
            for (std::size_t i = 0; i < kMostTwins; ++i) {
                sample.rows[i] = sample.rows[i * all / kMostTwins];
            }
            sample.rows.resize(kMostTwins);
            sample.each = static_cast<double>(all) / static_cast<double>(kMostTwins);
        }
    }
    return out;
}

double at_most(const std::vector<double>& sorted, double value) {
    return static_cast<double>(std::upper_bound(sorted.begin(), sorted.end(), value) -
                               sorted.begin());
}

void find_twins(const ClassChances& chances, const Sample& sample,
                std::span<const double> cut_margins, Pair& pair) {
    const auto& given = chances.classes[pair.given];
    const auto& likely = chances.classes[pair.likely];
    std::vector<double> margins(sample.rows.size());
    std::transform(sample.rows.begin(), sample.rows.end(), margins.begin(),
                   [&](std::size_t row) { return (given[row] - likely[row] + 1) / 2; });
    std::sort(margins.begin(), margins.end());
    for (const double margin : cut_margins) {
        pair.twins_before.push_back(sample.each * at_most(margins, margin));
    }
    pair.twins_suspected = sample.each * at_most(margins, pair.last_suspected);
    if (margins.size() < kFewestTwins) {
        return;
    }
    for (std::size_t part = 0; part < kStrongest.size(); ++part) {
        const auto last = std::ceil(kStrongest[part] * static_cast<double>(margins.size()));
        const double edge = margins[static_cast<std::size_t>(last) - 1];
        pair.sampled[part] = at_most(margins, edge);
        pair.twins[part] = sample.each * pair.sampled[part];
        pair.seen[part] = at_most(pair.margins, edge);
    }
}

/// Errors expected, as a weighted sum of the counts in the strongest part.
struct Expected {
    double errors = 0;
    double variance = 0;
    double largest_weight = 0;
    /// As the widest part has it: too many, if anything. A stricter part does not rule it out.
    double not_excluded = 0;
    double untold = 0;  // rows without twins: all, some or none may be wrong
};

/// What a pair has down to some place: twins, and rows of the ranking.
struct Reach {
    double twins = 0;
    double rows = 0;
};

struct Edge {
    double errors = 0;
    double twins = 0;  // that were looked at
};

/// `reach(pair)` says how far to look.
template <class Far>
Expected counted_among(const std::vector<Pair>& pairs, std::size_t part, const Far& reach) {
    Expected out;
    // Where the edge of the strongest part lies is itself known from so many twins; labels given to
    // one class share it.
    std::map<std::size_t, Edge> edges;
    for (const auto& pair : pairs) {
        const Reach far = reach(pair);
        if (pair.twins[part] <= 0) {
            out.untold += far.rows;
            continue;
        }
        const double weight = far.twins / pair.twins[part];
        out.errors += weight * pair.seen[part];
        out.variance += weight * weight * pair.seen[part];
        out.largest_weight = std::max(out.largest_weight, weight);
        auto& shared = edges[pair.likely];
        shared.errors += weight * pair.seen[part];
        shared.twins = pair.sampled[part];
    }
    for (const auto& [likely, edge] : edges) {
        out.variance += edge.errors * edge.errors * (1 - kStrongest[part]) / edge.twins;
    }
    return out;
}

/// The same, with what the widest part does not exclude.
template <class Far>
Expected errors_among(const std::vector<Pair>& pairs, std::size_t part, const Far& reach) {
    Expected out = counted_among(pairs, part, reach);
    out.not_excluded = counted_among(pairs, 0, reach).errors;
    return out;
}

/// Fay & Feuer (1997) limits of a weighted sum of Poisson counts.
Interval gamma_limits(const Expected& sum, double confidence) {
    const double tail = (1 - confidence) / 2;
    const double mean = sum.errors + sum.largest_weight;
    const double variance = sum.variance + sum.largest_weight * sum.largest_weight;
    Interval out{0, 0};
    if (sum.variance > 0) {
        const double shape = sum.errors * sum.errors / sum.variance;
        out.low = boost::math::gamma_p_inv(shape, tail) * sum.variance / sum.errors;
    }
    if (variance > 0) {
        out.high = boost::math::gamma_q_inv(mean * mean / variance, tail) * variance / mean;
    }
    out.high = std::max(out.high, sum.not_excluded);
    return out;
}

/// The widest part that no stricter one contradicts (Lepski 1990): in a part too wide, rows of
/// other classes inflate the count.
std::size_t best_part(const std::vector<Pair>& pairs, std::size_t last_cut) {
    constexpr double kSure = 0.95;
    std::array<Expected, kStrongest.size()> sums;
    for (std::size_t part = 0; part < sums.size(); ++part) {
        sums[part] = counted_among(pairs, part, [&](const Pair& pair) {
            return Reach{.twins = pair.twins_before[last_cut], .rows = 0};
        });
    }
    for (std::size_t part = 0; part + 1 < sums.size(); ++part) {
        const bool stands =
            std::all_of(sums.begin() + static_cast<std::ptrdiff_t>(part) + 1, sums.end(),
                        [&](const Expected& stricter) {
                            return sums[part].errors <= gamma_limits(stricter, kSure).high;
                        });
        if (stands) {
            return part;
        }
    }
    return sums.size() - 1;
}

/// Both reaches squared and added, cut to shares.
Interval together(double share, const Expected& sum, std::int64_t rows, double confidence) {
    const auto count = static_cast<double>(rows);
    const Interval rate = gamma_limits(sum, confidence);
    const Rate looked{.hits = std::llround(share * count), .trials = rows};
    const Estimate wilson = wilson_estimate(looked, confidence);
    const double down = std::hypot(std::max(0.0, share - rate.low / count),
                                   std::max(0.0, wilson.value - wilson.low));
    const double up = std::hypot(std::max(0.0, rate.high / count - share),
                                 std::max(0.0, wilson.high - wilson.value));
    return {std::max(0.0, share - down), std::min(1.0, share + up + sum.untold / count)};
}

Estimate untold(double confidence) {
    return {.confidence = confidence,
            .method = "cannot tell: too few rows of the likely classes agree with their label"};
}

PrecisionCut cut_of(const Expected& sum, std::int64_t rows, double margin, double confidence) {
    if (sum.untold > kMostUntold * static_cast<double>(rows)) {
        return {.rows = rows, .margin = margin, .precision = untold(confidence)};
    }
    const double share = std::min(1.0, sum.errors / static_cast<double>(rows));
    const Interval wide = together(share, sum, rows, confidence);
    const Interval half = together(share, sum, rows, 0.5);
    return {.rows = rows,
            .margin = margin,
            .precision = with_intervals(share, wide, half, confidence,
                                        "class-conditional noise read from twins; gamma and "
                                        "Wilson limits")};
}

Estimate rate_of(Expected sum, std::size_t doubted, std::size_t rows, double confidence) {
    if (sum.untold > kMostUntold * static_cast<double>(doubted)) {
        return untold(confidence);
    }
    // No row in doubt is a count of none: its upper limit is that of a row in the widest part.
    sum.largest_weight = std::max(sum.largest_weight, 1 / kStrongest.front());
    // Errors are so many for each right label of their class; a rate is so many of all labels.
    const auto rate = [&](double errors) { return errors / (static_cast<double>(rows) + errors); };
    const Interval wide = gamma_limits(sum, confidence);
    const Interval half = gamma_limits(sum, 0.5);
    return {.value = rate(sum.errors),
            .low = rate(wide.low),
            .high = rate(wide.high + sum.untold),
            .low_50 = rate(half.low),
            .high_50 = rate(half.high + sum.untold),
            .confidence = confidence,
            .method = "class-conditional noise read from twins; gamma limits"};
}

}  // namespace

ExpectedErrors expected_errors(const ClassChances& chances, const LabelErrors& errors,
                               std::span<const std::int32_t> ranked,
                               std::span<const std::int64_t> cuts, double confidence) {
    std::vector<double> margins;
    for (const auto rows : cuts) {
        margins.push_back(errors.margin[at(ranked[static_cast<std::size_t>(rows - 1)])]);
    }
    auto pairs = pairs_of(chances, errors, ranked);
    const auto samples = sure_rows(chances, errors);
    for (auto& pair : pairs) {
        find_twins(chances, samples[pair.likely], margins, pair);
    }
    ExpectedErrors out;
    const std::size_t part = cuts.empty() ? 0 : best_part(pairs, cuts.size() - 1);
    for (std::size_t cut = 0; cut < cuts.size(); ++cut) {
        const auto sum = errors_among(pairs, part, [&](const Pair& pair) {
            return Reach{.twins = pair.twins_before[cut],
                         .rows = at_most(pair.margins, margins[cut])};
        });
        out.cuts.push_back(cut_of(sum, cuts[cut], margins[cut], confidence));
    }
    if (!errors.ranked.empty()) {
        const auto sum = errors_among(pairs, part, [](const Pair& pair) {
            return Reach{.twins = pair.twins_suspected,
                         .rows = at_most(pair.margins, pair.last_suspected)};
        });
        out.suspected = cut_of(sum, static_cast<std::int64_t>(errors.ranked.size()),
                               errors.margin[at(errors.ranked.back())], confidence);
    }
    const auto all = errors_among(pairs, part, [&](const Pair& pair) {
        return Reach{.twins = static_cast<double>(errors.joint.label_counts[pair.likely]),
                     .rows = static_cast<double>(pair.margins.size())};
    });
    out.noise_rate = rate_of(all, ranked.size(), chances.labels.size(), confidence);
    return out;
}

}  // namespace assay::stats
