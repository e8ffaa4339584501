#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.hpp"
#include "stats/multiplicity.hpp"
#include "validate/gaps.hpp"
#include "validate/levels.hpp"
#include "validate/robust.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewestRows = 30;
constexpr std::int64_t kFewestOfAClass = 10;

struct Metric {
    GapWords told;
    stats::Estimate GroupValue::* estimate;
};
constexpr std::array<Metric, 5> kMetrics{{
    {{"selection_rate", "The share acted on", true}, &GroupValue::selection_rate},
    {{"tpr", "The share of positives acted on", true}, &GroupValue::tpr},
    {{"fpr", "The share of negatives acted on", true}, &GroupValue::fpr},
    {{"precision", "The share of acts that were right", true}, &GroupValue::precision},
    {{"calibration", "What came true less what was predicted", false}, &GroupValue::calibration},
}};

struct Group {
    GroupValue value;
    std::array<Mean, kMetrics.size()> means;  // in the order of kMetrics
};

/// The means behind every metric of one group.
std::array<Mean, kMetrics.size()> means_of(const Decisions& decisions, ClusterMeans& means,
                                           Rows rows) {
    const auto act = [&](std::uint32_t row) { return decisions.act[row]; };
    const auto label = [&](std::uint32_t row) { return static_cast<double>(decisions.label[row]); };
    const auto where = [&](bool positive) {
        return [&decisions, positive](std::uint32_t row) {
            const bool counts = (decisions.label[row] != 0) == positive;
            return counts ? row_weight(decisions, row) : 0.0;
        };
    };
    const auto acted = [&](std::uint32_t row) {
        return row_weight(decisions, row) * decisions.act[row];
    };
    const auto surprise = [&](std::uint32_t row) {
        return decisions.label[row] - decisions.probability[row];
    };
    return {means.mean(rows, act), means.mean(rows, act, where(true)),
            means.mean(rows, act, where(false)), means.mean(rows, label, acted),
            decisions.probability.empty() ? Mean{} : means.mean(rows, surprise)};
}

Group group_of(const Decisions& decisions, ClusterMeans& means, const std::string& name, Rows rows,
               double confidence) {
    Group out;
    out.value.value = name;
    out.value.rows = static_cast<std::int64_t>(rows.size());
    out.means = means_of(decisions, means, rows);
    const auto positives =
        std::ranges::count_if(rows, [&](std::uint32_t row) { return decisions.label[row] != 0; });
    out.value.enough = enough_rows(out.value.rows, positives);
    for (std::size_t i = 0; i < kMetrics.size(); ++i) {
        out.value.*kMetrics[i].estimate = kMetrics[i].told.share
                                              ? rate_estimate(out.means[i], confidence)
                                              : mean_estimate(out.means[i], confidence);
    }
    return out;
}

std::string shown(const GapWords& told, const GroupMetric& group) {
    const std::string figure_of =
        told.unit.empty() ? figure(group.mean.value * 100, 2) : figure(group.mean.value);
    return fmt::format("{} ({} {})", group.name, figure_of,
                       !told.unit.empty() ? told.unit
                       : told.share       ? "%"
                                          : "points");
}

std::string sentence(const GapWords& told, const std::string& column, const GroupGap& gap,
                     const std::string& highest, const std::string& lowest) {
    const auto number = [&](double value) {
        return told.unit.empty() ? figure(value * 100, 2) : figure(value);
    };
    const std::string by =
        fmt::format("{} differs by {} {} between {} {} and {}", told.words, number(gap.gap.value),
                    told.unit.empty() ? "points" : told.unit, column, highest, lowest);
    if (std::isnan(gap.gap.low)) {
        return by + "; how surely, cannot tell.";
    }
    const std::string range =
        fmt::format("{} [{} to {}]", by, number(gap.gap.low), number(gap.gap.high));
    return range + (gap.gap.low > 0 ? "." : "; that may be chance.");
}

}  // namespace

std::optional<GroupGap> gap_among(const GapWords& told, const std::string& column,
                                  std::span<const GroupMetric> groups, double confidence,
                                  const stats::Matrix& noise) {
    std::vector<const GroupMetric*> able;
    std::vector<stats::GroupMean> means;
    for (const auto& group : groups) {
        const Mean& mean = group.mean;
        if (group.enough && mean.rows >= kFewestOfAClass && std::isfinite(mean.variance)) {
            able.push_back(&group);
            means.push_back(
                {.mean = mean.value,
                 .standard_error = told.share ? rate_error(mean) : std::sqrt(mean.variance)});
        }
    }
    if (able.size() < 2) {
        return std::nullopt;
    }
    GroupGap out;
    out.metric = std::string(told.name);
    std::size_t highest = 0;
    std::size_t lowest = 0;
    if (const auto gap = stats::largest_gap(means, confidence, noise)) {
        out.gap = gap->gap;
        highest = gap->highest;
        lowest = gap->lowest;
        if (told.unit.empty()) {
            // The simultaneous range is a normal one, and knows nothing of the ends of a share.
            const double most = told.share ? 1 : 2;
            out.gap.high = std::min(out.gap.high, most);
            out.gap.high_50 = std::min(out.gap.high_50, most);
        }
    } else {
        const auto [least, most] = std::ranges::minmax_element(means, {}, &stats::GroupMean::mean);
        highest = static_cast<std::size_t>(most - means.begin());
        lowest = static_cast<std::size_t>(least - means.begin());
        out.gap = {.value = most->mean - least->mean,
                   .confidence = confidence,
                   .method = "cannot tell: the groups do not vary"};
    }
    out.highest = able[highest]->name;
    out.lowest = able[lowest]->name;
    out.sentence =
        sentence(told, column, out, shown(told, *able[highest]), shown(told, *able[lowest]));
    return out;
}

bool enough_rows(std::int64_t rows, std::int64_t positives) {
    return rows >= kFewestRows && positives >= kFewestOfAClass &&
           rows - positives >= kFewestOfAClass;
}

std::vector<std::vector<std::uint32_t>> rows_by_level(const Levels& levels) {
    std::vector<std::vector<std::uint32_t>> out(levels.levels.size());
    for (std::uint32_t row = 0; row < levels.level.size(); ++row) {
        if (levels.level[row] >= 0) {
            out[static_cast<std::size_t>(levels.level[row])].push_back(row);
        }
    }
    return out;
}

Levels group_levels(const engine::Column& column, std::span<const std::int32_t> rows) {
    constexpr std::size_t kMostValues = 30;
    constexpr std::size_t kMostNumbers = 10;
    constexpr std::size_t kQuartiles = 4;
    const bool text = column.type == engine::Type::Text;
    return levels_of(column, rows,
                     {.most = text ? kMostValues : kMostNumbers,
                      .parts = kQuartiles,
                      .gather = true,
                      .unseen = true});
}

Groups groups(const Decisions& decisions, const engine::Column& column,
              std::span<const std::int32_t> rows, double confidence, std::uint64_t seed) {
    ASSAY_CHECK(rows.size() == decisions.label.size());
    const Levels levels = group_levels(column, rows);
    const auto members = rows_by_level(levels);
    ClusterMeans means(decisions.ties());
    std::vector<Group> found;
    for (std::size_t i = 0; i < members.size(); ++i) {
        found.push_back(group_of(decisions, means, levels.levels[i].text, members[i], confidence));
    }
    std::ranges::stable_sort(
        found, [](const Group& a, const Group& b) { return a.value.rows > b.value.rows; });

    const auto noise = stats::gap_noise(found.size(), kGapDraws, seed);
    Groups out{.column = column.name, .values = {}, .gaps = {}};
    for (std::size_t i = 0; i < kMetrics.size(); ++i) {
        std::vector<GroupMetric> means_of_metric;
        for (const Group& group : found) {
            means_of_metric.push_back(
                {.name = group.value.value, .enough = group.value.enough, .mean = group.means[i]});
        }
        if (auto gap =
                gap_among(kMetrics[i].told, column.name, means_of_metric, confidence, noise)) {
            out.gaps.push_back(*std::move(gap));
        }
    }
    for (Group& group : found) {
        out.values.push_back(std::move(group.value));
    }
    return out;
}

}  // namespace assay::validate
