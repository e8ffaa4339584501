#include "validate/group_measures.hpp"

#include <algorithm>

#include "validate/gaps.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewestRows = 30;

MeasuredGroups groups_of_column(const RowsInput& input, const Sample& sample,
                                std::span<const GroupMeasure> measures,
                                const engine::Column& column) {
    const Levels levels = group_levels(column, sample.rows);
    auto members = rows_by_level(levels);
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return members[a].size() > members[b].size(); });
    ClusterMeans means(sample.ties());
    const auto noise = stats::gap_noise(members.size(), kGapDraws, input.seed);
    MeasuredGroups out{.column = column.name};
    for (const auto level : order) {
        const auto rows = static_cast<std::int64_t>(members[level].size());
        out.values.push_back(
            {.value = levels.levels[level].text, .rows = rows, .enough = rows >= kFewestRows});
    }
    for (const auto& measure : measures) {
        std::vector<GroupMetric> found;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto weight = [&](std::uint32_t row) {
                return sample.weight_of(row) * measure.weight(row);
            };
            const Mean mean = means.mean(members[order[i]], measure.value, weight);
            auto& group = out.values[i];
            group.measures.push_back({.metric = measure.name,
                                      .estimate = measure.share
                                                      ? rate_estimate(mean, input.confidence)
                                                      : mean_estimate(mean, input.confidence)});
            found.push_back({.name = group.value, .enough = group.enough, .mean = mean});
        }
        const GapWords told{.name = measure.name,
                            .words = measure.words,
                            .share = measure.share,
                            .unit = measure.unit};
        if (auto gap = gap_among(told, column.name, found, input.confidence, noise)) {
            out.gaps.push_back(*std::move(gap));
        }
    }
    return out;
}

}  // namespace

std::vector<MeasuredGroups> measured_groups(const RowsInput& input, const Sample& sample,
                                            std::span<const GroupMeasure> measures) {
    std::vector<MeasuredGroups> out;
    for (const auto* column : input.groups) {
        out.push_back(groups_of_column(input, sample, measures, *column));
    }
    return out;
}

}  // namespace assay::validate
