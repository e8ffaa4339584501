#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "data/column_judge.hpp"
#include "data/column_shape.hpp"
#include "data/distribution.hpp"
#include "stats/quantile_sketch.hpp"

namespace assay::data {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBinsOfSide = 64;
constexpr std::size_t kMostUppers = 2 * kBinsOfSide;

struct Spread {
    double mean = kNone, sd = kNone;
};

Spread spread_of(const stats::Ranked& side) {
    if (side.values.empty()) {
        return {};
    }
    Spread out{.mean = 0, .sd = 0};
    const auto share = [&](std::size_t i) {
        return side.up_to[i] - (i > 0 ? side.up_to[i - 1] : 0);
    };
    for (std::size_t i = 0; i < side.values.size(); ++i) {
        out.mean += share(i) * side.values[i];
    }
    for (std::size_t i = 0; i < side.values.size(); ++i) {
        const double off = side.values[i] - out.mean;
        out.sd += share(i) * off * off;
    }
    out.sd = std::sqrt(out.sd);
    return out;
}

stats::Ranked ranked(std::span<const double> values) {
    if (std::ssize(values) <= stats::QuantileSketch::kExactRows) {
        return stats::exactly_ranked(values);
    }
    stats::QuantileSketch sketch;
    sketch.add(values);
    return sketch.ranked();
}

/// Upper ends of bins: every value where there are few, else quantiles of both sides.
std::vector<double> shared_uppers(const stats::Ranked& a, const stats::Ranked& b) {
    std::vector<double> uppers;
    for (const auto* side : {&a, &b}) {
        if (side->values.size() <= kBinsOfSide) {
            uppers.insert(uppers.end(), side->values.begin(), side->values.end());
            continue;
        }
        for (std::size_t k = 1; k < kBinsOfSide; ++k) {
            const double share = static_cast<double>(k) / kBinsOfSide;
            const auto at = std::ranges::lower_bound(side->up_to, share - 1e-12);
            uppers.push_back(
                at == side->up_to.end()
                    ? side->values.back()
                    : side->values[static_cast<std::size_t>(at - side->up_to.begin())]);
        }
        uppers.push_back(side->values.back());
    }
    std::ranges::sort(uppers);
    uppers.erase(std::ranges::unique(uppers).begin(), uppers.end());
    return uppers;
}

/// First Wasserstein distance of two vectors of counts over `uppers`; bin 0 holds the missing.
CountStatistic shift_between(std::vector<double> uppers, double sd) {
    return [uppers = std::move(uppers), sd](std::span<const double> a, std::span<const double> b) {
        double of_a = 0;
        double of_b = 0;
        for (std::size_t bin = 1; bin < a.size(); ++bin) {
            of_a += a[bin];
            of_b += b[bin];
        }
        double up_to_a = 0;
        double up_to_b = 0;
        double area = 0;
        for (std::size_t bin = 1; bin + 1 < a.size(); ++bin) {
            up_to_a += a[bin];
            up_to_b += b[bin];
            area += std::abs(up_to_a / of_a - up_to_b / of_b) * (uppers[bin] - uppers[bin - 1]);
        }
        return area / sd;
    };
}

/// True when values rise from row to row, some of them.
bool rises(std::span<const double> values) {
    const auto first = std::ranges::find_if(values, [](double v) { return !std::isnan(v); });
    double last = first == values.end() ? 0 : *first;
    const double start = last;
    for (const double value : values) {
        if (value < last) {
            return false;
        }
        last = std::isnan(value) ? last : value;
    }
    return last > start;
}

std::string scale_text(const PairedColumn& column, double value) {
    return column.measure == Measure::Times
               ? iso_time(static_cast<std::int64_t>(std::llround(value * 86'400'000'000.0)), true)
               : figure(value, 4);
}

Issue without_overlap(const PairedColumn& column, const stats::Ranked& reference,
                      const stats::Ranked& current) {
    const bool counts = current.lowest > reference.highest && rises(column.reference.numbers) &&
                        rises(column.current.numbers);
    const bool clock =
        counts || (column.measure == Measure::Times && current.lowest > reference.highest);
    Issue issue{
        .code = clock ? "counts-up" : "no-overlap",
        .severity = !clock                             ? Severity::Error
                    : column.measure == Measure::Times ? Severity::Info
                                                       : Severity::Question,
        .column = column.name,
        .rows = current.rows,
        .sentence = fmt::format(
            "No value of {} lies where the reference's lie: it runs from {} to {}, and ran "
            "from {} to {}. ",
            column.name, scale_text(column, current.lowest), scale_text(column, current.highest),
            scale_text(column, reference.lowest), scale_text(column, reference.highest)),
        .fix = {}};
    if (clock) {
        issue.sentence += "It seems to count time or rows, and was not judged as drift.";
        issue.fix = "Keep it out of a model: what its later values mean cannot have been learned.";
    } else {
        issue.sentence += "A model from the reference has never seen such a value.";
        issue.fix = "Ask whether its unit or its source changed.";
    }
    return issue;
}

/// Both sides in order, and what they are like.
struct Numbers {
    stats::Ranked reference, current;
    Spread then, now;
    double sd = 1;
};

Numbers numbers_of(const PairedColumn& column) {
    Numbers out{.reference = ranked(column.reference.numbers),
                .current = ranked(column.current.numbers),
                .then = {},
                .now = {}};
    out.then = spread_of(out.reference);
    out.now = spread_of(out.current);
    // A constant has no standard deviation to measure by: the difference itself, then, is one.
    const double apart = std::abs(out.now.mean - out.then.mean);
    out.sd = out.then.sd > 0 ? out.then.sd : out.now.sd > 0 ? out.now.sd : apart > 0 ? apart : 1;
    return out;
}

std::string spread_words(const PairedColumn& column, const Spread& then, const Spread& now) {
    const std::string unit = column.unit.empty() ? "" : " " + column.unit;
    if (column.measure == Measure::Times) {
        return fmt::format("its middle went from {} to {}", scale_text(column, then.mean),
                           scale_text(column, now.mean));
    }
    const std::string what =
        column.measure == Measure::Lengths ? "the mean length of its texts" : "its mean";
    std::string out = fmt::format("{} went from {} to {}{}", what, figure(then.mean, 4),
                                  figure(now.mean, 4), unit);
    if (then.sd > 0 && std::abs(now.sd / then.sd - 1) >= 0.1) {
        out +=
            fmt::format(", its standard deviation from {} to {}", figure(then.sd), figure(now.sd));
    }
    return out;
}

/// The first of at most kMostUppers rising uppers that is not below a value. A fixed number of
/// steps without a branch, so that the processor looks for several rows at once.
class UpperSearch {
  public:
    explicit UpperSearch(const std::vector<double>& uppers) {
        uppers_.fill(std::numeric_limits<double>::infinity());
        std::ranges::copy(uppers, uppers_.begin());
    }
    std::uint32_t operator()(double value) const {
        std::size_t at = 0;
        for (std::size_t half = kMostUppers / 2; half > 0; half /= 2) {
            at += static_cast<std::size_t>(uppers_[at + half - 1] < value) * half;
        }
        return static_cast<std::uint32_t>(at);
    }

  private:
    std::array<double, kMostUppers> uppers_{};
};

ChunkCounts count_numbers(const PairedColumn& column, const ChunkPlan& plan,
                          const std::vector<double>& uppers) {
    ChunkCounts counts(plan, uppers.size() + 1);
    const UpperSearch search(uppers);
    const auto bin_in = [&](std::span<const double> values) {
        return [&search, values](std::size_t row) {
            const double value = values[row];
            return std::isfinite(value) ? search(value) + 1 : 0U;
        };
    };
    counts.count_reference(column.reference.rows(), bin_in(column.reference.numbers));
    counts.count_current(column.current.rows(), bin_in(column.current.numbers));
    return counts;
}

}  // namespace

void judge_numbers(const PairedColumn& column, const ChunkPlan& plan, const DriftMethod& method,
                   int most_dealings, double confidence, JudgedColumn& out) {
    const auto numbers = numbers_of(column);
    auto& told = out.told;
    told.unit = column.unit;
    const auto uppers = shared_uppers(numbers.reference, numbers.current);
    const auto counts = count_numbers(column, plan, uppers);
    const Judge by{counts, method, most_dealings, confidence, column.name};
    weigh_missing(by, out);
    if (numbers.reference.rows == 0 || numbers.current.rows == 0) {
        return;
    }
    told.measure = "wasserstein";
    told.reference_mean = numbers.then.mean;
    told.current_mean = numbers.now.mean;
    told.rank_error = numbers.reference.error + numbers.current.error;
    told.distance_in_unit =
        stats::wasserstein(numbers.reference.cumulative(), numbers.current.cumulative());
    told.distance = told.distance_in_unit / numbers.sd;
    const auto verdict =
        weigh(by, shift_between(uppers, numbers.sd), told.distance, method.least_shift, "shift");
    told.effect = verdict.effect;
    told.p = verdict.chance.p;
    told.by_chance = verdict.chance.high;
    out.dealings = verdict.chance.dealings;
    out.words = spread_words(column, numbers.then, numbers.now);
    told.shape = shape_of_numbers(numbers.reference, numbers.current,
                                  [&](double value) { return scale_text(column, value); });
    const bool apart = numbers.current.lowest > numbers.reference.highest ||
                       numbers.current.highest < numbers.reference.lowest;
    if (apart && std::min(numbers.reference.rows, numbers.current.rows) >= kFewestForOverlap) {
        out.instead = without_overlap(column, numbers.reference, numbers.current);
    }
}

}  // namespace assay::data
