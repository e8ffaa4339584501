#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.hpp"
#include "stats/multiplicity.hpp"
#include "validate/levels.hpp"
#include "validate/robust.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewestRows = 30;
constexpr std::int64_t kFewestOfAClass = 10;

struct Metric {
    std::string_view name;
    std::string_view words;
    bool share;  // inside [0, 1]; else a difference of two shares
    stats::Estimate GroupValue::* estimate;
};
constexpr std::array<Metric, 5> kMetrics{{
    {"selection_rate", "The share acted on", true, &GroupValue::selection_rate},
    {"tpr", "The share of positives acted on", true, &GroupValue::tpr},
    {"fpr", "The share of negatives acted on", true, &GroupValue::fpr},
    {"precision", "The share of acts that were right", true, &GroupValue::precision},
    {"calibration", "What came true less what was predicted", false, &GroupValue::calibration},
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
    out.value.enough = out.value.rows >= kFewestRows && positives >= kFewestOfAClass &&
                       out.value.rows - positives >= kFewestOfAClass;
    for (std::size_t i = 0; i < kMetrics.size(); ++i) {
        out.value.*kMetrics[i].estimate = kMetrics[i].share
                                              ? rate_estimate(out.means[i], confidence)
                                              : mean_estimate(out.means[i], confidence);
    }
    return out;
}

std::string points(double share) {
    return figure(share * 100, 2);
}

std::string shown(const Metric& metric, const Group& group, std::size_t index) {
    const double value = group.means[index].value;
    return fmt::format("{} ({} {})", group.value.value, points(value),
                       metric.share ? "%" : "points");
}

std::string sentence(const Metric& metric, const std::string& column, const GroupGap& gap,
                     const std::string& highest, const std::string& lowest) {
    if (std::isnan(gap.gap.low)) {
        return fmt::format("{} differs by {} points between {} {} and {}; how surely, cannot tell.",
                           metric.words, points(gap.gap.value), column, highest, lowest);
    }
    const std::string told = fmt::format("{} differs by {} points between {} {} and {} [{} to {}]",
                                         metric.words, points(gap.gap.value), column, highest,
                                         lowest, points(gap.gap.low), points(gap.gap.high));
    return told + (gap.gap.low > 0 ? "." : "; that may be chance.");
}

/// The gap of one metric among groups that have enough rows for it; none with fewer than two.
std::optional<GroupGap> gap_of(std::size_t index, const std::string& column,
                               const std::vector<Group>& groups, double confidence,
                               const stats::Matrix& noise) {
    const Metric& metric = kMetrics[index];
    std::vector<const Group*> able;
    std::vector<stats::GroupMean> means;
    for (const Group& group : groups) {
        const Mean& mean = group.means[index];
        if (group.value.enough && mean.rows >= kFewestOfAClass && std::isfinite(mean.variance)) {
            able.push_back(&group);
            means.push_back(
                {.mean = mean.value,
                 .standard_error = metric.share ? rate_error(mean) : std::sqrt(mean.variance)});
        }
    }
    if (able.size() < 2) {
        return std::nullopt;
    }
    GroupGap out;
    out.metric = std::string(metric.name);
    std::size_t highest = 0;
    std::size_t lowest = 0;
    if (const auto gap = stats::largest_gap(means, confidence, noise)) {
        out.gap = gap->gap;
        highest = gap->highest;
        lowest = gap->lowest;
        // The simultaneous range is a normal one, and knows nothing of the ends of a share.
        const double most = metric.share ? 1 : 2;
        out.gap.high = std::min(out.gap.high, most);
        out.gap.high_50 = std::min(out.gap.high_50, most);
    } else {
        const auto [least, most] = std::ranges::minmax_element(means, {}, &stats::GroupMean::mean);
        highest = static_cast<std::size_t>(most - means.begin());
        lowest = static_cast<std::size_t>(least - means.begin());
        out.gap = {.value = most->mean - least->mean,
                   .confidence = confidence,
                   .method = "cannot tell: the groups do not vary"};
    }
    out.highest = able[highest]->value.value;
    out.lowest = able[lowest]->value.value;
    out.sentence = sentence(metric, column, out, shown(metric, *able[highest], index),
                            shown(metric, *able[lowest], index));
    return out;
}

}  // namespace

Groups groups(const Decisions& decisions, const engine::Column& column,
              std::span<const std::int32_t> rows, double confidence, std::uint64_t seed) {
    ASSAY_CHECK(rows.size() == decisions.label.size());
    constexpr std::size_t kMostValues = 30;
    constexpr std::size_t kMostNumbers = 10;
    constexpr std::size_t kQuartiles = 4;
    const bool text = column.type == engine::Type::Text;
    const Levels levels = levels_of(column, rows,
                                    {.most = text ? kMostValues : kMostNumbers,
                                     .parts = kQuartiles,
                                     .gather = true,
                                     .unseen = true});
    std::vector<std::vector<std::uint32_t>> members(levels.levels.size());
    for (std::uint32_t row = 0; row < levels.level.size(); ++row) {
        members[static_cast<std::size_t>(levels.level[row])].push_back(row);
    }
    ClusterMeans means(decisions);
    std::vector<Group> found;
    for (std::size_t i = 0; i < members.size(); ++i) {
        found.push_back(group_of(decisions, means, levels.levels[i].text, members[i], confidence));
    }
    std::ranges::stable_sort(
        found, [](const Group& a, const Group& b) { return a.value.rows > b.value.rows; });

    constexpr std::size_t kDraws = 4000;
    const auto noise = stats::gap_noise(found.size(), kDraws, seed);
    Groups out{.column = column.name, .values = {}, .gaps = {}};
    for (std::size_t i = 0; i < kMetrics.size(); ++i) {
        if (auto gap = gap_of(i, column.name, found, confidence, noise)) {
            out.gaps.push_back(*std::move(gap));
        }
    }
    for (Group& group : found) {
        out.values.push_back(std::move(group.value));
    }
    return out;
}

}  // namespace assay::validate
