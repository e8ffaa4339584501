// Seconds of what judges decisions, as JSON, on tables that a peer reads too:
//   validate_bench metrics FOLDER ROWS                     reads scores and labels; writes values
//   validate_bench jackknife FOLDER ROWS GROUPS            reads also groups; writes values
//   validate_bench cuts FOLDER ROWS CLUSTERS POINTS        reads also clusters and gains; writes
//                                                          values: at, value, low, high of a cut
//   validate_bench groups FOLDER ROWS CLUSTERS GROUPS      reads also acts and codes; writes
//                                                          values: value, low, high a group and
//                                                          metric

#include <fmt/format.h>

#include <exception>
#include <numeric>
#include <string>
#include <string_view>

#include "bench/raw.hpp"
#include "bench/timing.hpp"
#include "stats/ranking.hpp"
#include "validate/validate.hpp"

namespace {

using assay::stats::Estimate;
using assay::validate::GroupValue;

constexpr double kConfidence = 0.9;

struct Scored {
    Scored(const std::string& folder, std::size_t rows)
        : scores(bench::read<double>(folder + "/scores", rows)),
          labels(bench::read<std::uint8_t>(folder + "/labels", rows)) {}
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
};

/// Decisions on scored rows, with the money and the cluster of each.
struct Judged : Scored {
    Judged(const std::string& folder, std::size_t rows, std::int32_t count)
        : Scored(folder, rows),
          acts(bench::read<double>(folder + "/acts", rows)),
          gains(bench::read<double>(folder + "/gains", rows)),
          clusters(bench::read<std::int32_t>(folder + "/clusters", rows)),
          cluster_count(count) {}
    assay::validate::Decisions decisions() const {
        return {.probability = scores,
                .act = acts,
                .label = labels,
                .gain_if_acted = gains,
                .weight = {},
                .cluster = clusters,
                .clusters = cluster_count,
                .time = {}};
    }
    std::vector<double> acts, gains;
    std::vector<std::int32_t> clusters;
    std::int32_t cluster_count;
};

template <class Work>
void time_it(const Work& work) {
    fmt::print("{{\"seconds\": {}}}\n", bench::least_seconds(3, work));
}

void time_metrics(const std::string& folder, std::size_t rows) {
    const Scored table(folder, rows);
    std::vector<double> values;
    time_it([&] {
        const assay::stats::RankedScores ranked(table.scores, table.labels);
        values = {ranked.auc(),
                  ranked.average_precision(),
                  ranked.recall_at_precision(0.5),
                  ranked.precision_at_recall(0.5),
                  ranked.recall_at_fpr(0.01),
                  ranked.precision_at_k(1000),
                  assay::stats::brier(table.scores, table.labels),
                  assay::stats::log_loss(table.scores, table.labels)};
    });
    bench::write(folder + "/values", values);
}

void time_jackknife(const std::string& folder, std::size_t rows, std::int32_t groups) {
    const Scored table(folder, rows);
    const auto group = bench::read<std::int32_t>(folder + "/groups", rows);
    std::vector<double> values;
    time_it([&] {
        const assay::stats::RankedScores ranked(table.scores, table.labels);
        std::vector<double> weights(rows);
        values.clear();
        for (std::int32_t out = 0; out < groups; ++out) {
            for (std::size_t row = 0; row < rows; ++row) {
                weights[row] = group[row] == out ? 0 : 1;
            }
            values.push_back(ranked.average_precision(weights));
        }
    });
    bench::write(folder + "/values", values);
}

void time_cuts(const std::string& folder, std::size_t rows, std::int32_t clusters, int points) {
    const Judged table(folder, rows, clusters);
    std::vector<assay::validate::CutValue> cuts;
    time_it([&] {
        cuts = assay::validate::threshold_curve(table.decisions(), 1, points, kConfidence);
    });
    std::vector<double> values;
    for (const auto& cut : cuts) {
        const Estimate& value = cut.value_per_month;
        values.insert(values.end(), {cut.at, value.value, value.low, value.high});
    }
    bench::write(folder + "/values", values);
}

void time_groups(const std::string& folder, std::size_t rows, std::int32_t clusters,
                 std::int32_t groups) {
    const Judged table(folder, rows, clusters);
    assay::engine::Column column{.name = "group",
                                 .type = assay::engine::Type::Text,
                                 .numbers = {},
                                 .codes = bench::read<std::int32_t>(folder + "/codes", rows),
                                 .levels = {},
                                 .times = {}};
    for (std::int32_t group = 0; group < groups; ++group) {
        column.levels.push_back(fmt::format("{:03}", group));
    }
    std::vector<std::int32_t> all(rows);
    std::iota(all.begin(), all.end(), 0);
    assay::validate::Groups found;
    time_it(
        [&] { found = assay::validate::groups(table.decisions(), column, all, kConfidence, 0); });
    std::vector<double> values;
    for (const GroupValue& group : found.values) {
        for (const Estimate GroupValue::* metric :
             {&GroupValue::selection_rate, &GroupValue::tpr, &GroupValue::fpr,
              &GroupValue::precision, &GroupValue::calibration}) {
            const Estimate& estimate = group.*metric;
            values.insert(values.end(),
                          {std::stod(group.value), estimate.value, estimate.low, estimate.high});
        }
    }
    bench::write(folder + "/values", values);
}

bool run(const std::vector<std::string>& given) {
    const auto size = [&](std::size_t word) { return std::stoi(given[word]); };
    if (given.size() < 3) {
        return false;
    }
    const std::string_view what = given[0];
    const std::string& folder = given[1];
    const std::size_t rows = std::stoul(given[2]);
    if (what == "metrics" && given.size() == 3) {
        time_metrics(folder, rows);
    } else if (what == "jackknife" && given.size() == 4) {
        time_jackknife(folder, rows, size(3));
    } else if (what == "cuts" && given.size() == 5) {
        time_cuts(folder, rows, size(3), size(4));
    } else if (what == "groups" && given.size() == 5) {
        time_groups(folder, rows, size(3), size(4));
    } else {
        return false;
    }
    return true;
}

}  // namespace

int main(int count, char** words) try {
    if (!run({words + 1, words + count})) {
        fmt::print(stderr, "validate_bench metrics|jackknife|cuts|groups FOLDER ROWS SIZES...\n");
        return 2;
    }
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
}
