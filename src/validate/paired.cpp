#include "validate/paired.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "stats/multiplicity.hpp"
#include "stats/rate.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewestRows = 30;  // of a part, to be looked at

std::vector<std::uint32_t> rows_of_level(const SliceColumn& column, std::size_t level) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < column.level.size(); ++row) {
        if (column.level[row] == static_cast<std::int16_t>(level)) {
            rows.push_back(row);
        }
    }
    return rows;
}

}  // namespace

MetricDifference as_difference(std::string metric, const Sample& sample, const Statistic& first,
                               const Statistic& second, double confidence, double scale) {
    const auto gap = difference(first, second);
    return {.metric = std::move(metric),
            .first = first.value * scale,
            .second = second.value * scale,
            .difference = estimate(sample, gap, confidence, scale),
            .p = p_of(robust(sample, gap))};
}

FlipCounter::FlipCounter(const Sample& sample, std::span<const std::uint8_t> differs,
                         std::span<const std::uint8_t> first_right,
                         std::span<const std::uint8_t> second_right)
    : ties_(sample.ties()), good_(sample.size()), bad_(sample.size()) {
    for (std::size_t row = 0; row < sample.size(); ++row) {
        const bool flip = differs[row] != 0;
        good_[row] = flip && first_right[row] != 0 ? 1 : 0;
        bad_[row] = flip && second_right[row] != 0 ? 1 : 0;
        differs_.push_back(flip ? 1 : 0);
        net_.push_back(good_[row] - bad_[row]);
    }
}

Flips FlipCounter::count(Rows rows, double confidence) {
    return measure(rows, confidence).found;
}

PartMeasure<Flips> FlipCounter::measure(Rows rows, double confidence) {
    ClusterMeans means(ties_);
    const auto of = [&](const std::vector<double>& values) {
        return means.mean(rows, [&](std::uint32_t row) { return values[row]; });
    };
    const Mean net = of(net_);
    return {.found = {.rows = static_cast<std::int64_t>(rows.size()),
                      .share = rate_estimate(of(differs_), confidence),
                      .good = rate_estimate(of(good_), confidence),
                      .bad = rate_estimate(of(bad_), confidence),
                      .net = mean_estimate(net, confidence)},
            .effect = net};
}

std::string flip_words(const Flips& flips) {
    return fmt::format("{} decisions in 100 differ: {} for the better, {} for the worse",
                       figure(flips.share.value * 100, 2), figure(flips.good.value * 100, 2),
                       figure(flips.bad.value * 100, 2));
}

std::string_view sure_words(double p_adjusted, bool better, double confidence) {
    if (p_adjusted > 1 - confidence) {
        return "";
    }
    return better ? "; better beyond chance" : "; worse beyond chance";
}

std::vector<Part> parts_of(std::span<const SliceColumn> columns) {
    std::vector<Part> out;
    for (const auto& column : columns) {
        for (std::size_t level = 0; level < column.words.size(); ++level) {
            auto rows = rows_of_level(column, level);
            if (std::ssize(rows) >= kFewestRows) {
                out.push_back({column.name, column.words[level], std::move(rows)});
            }
        }
    }
    return out;
}

std::vector<double> adjusted_p(std::span<const Mean> effects) {
    std::vector<double> p;
    for (const auto& each : effects) {
        const double found = p_of(each);
        p.push_back(std::isnan(found) ? 1 : found);
    }
    return stats::holm(p);
}

std::vector<Flips> flips_by_part(FlipCounter& counter, std::span<const SliceColumn> columns,
                                 double confidence) {
    auto out =
        surest_parts<Flips>(columns, [&](Rows rows) { return counter.measure(rows, confidence); });
    for (auto& each : out) {
        each.sentence = fmt::format("Where {} {}, {}{}.", each.column, each.is, flip_words(each),
                                    sure_words(each.p_adjusted, each.net.value > 0, confidence));
    }
    return out;
}

std::string p_words(double p) {
    constexpr double kLeast = 0.0001;
    return p < kLeast ? "below 0.0001" : figure(p, 2);
}

std::string verb(const MetricDifference& each, bool higher_is_better) {
    const auto& gap = each.difference;
    if (std::isnan(gap.low) || (gap.low <= 0 && gap.high >= 0)) {
        return "may be no different";
    }
    return (gap.value > 0) == higher_is_better ? "is better" : "is worse";
}

std::string paired_note(const Sample& sample) {
    return sample.independent()
               ? "every difference is paired on the same rows"
               : "every difference is paired on the same rows and robust to clusters; "
                 "McNemar's test takes rows as independent and unweighted";
}

DecisionTest decision_test(std::span<const std::uint8_t> first,
                           std::span<const std::uint8_t> second, std::span<const double> member) {
    DecisionTest out;
    for (std::size_t row = 0; row < first.size(); ++row) {
        if (!member.empty() && !(member[row] > 0)) {
            continue;
        }
        const bool first_right = first[row] != 0;
        const bool second_right = second[row] != 0;
        out.only_first_right += first_right && !second_right ? 1 : 0;
        out.only_second_right += second_right && !first_right ? 1 : 0;
    }
    if (const auto test = stats::mcnemar(out.only_first_right, out.only_second_right)) {
        out.exact_p = test->exact_p;
        out.mid_p = test->mid_p;
    }
    return out;
}

}  // namespace assay::validate
