#include <fmt/format.h>

#include "stats/coverage_cases.hpp"
#include "stats/coverage_learner.hpp"

namespace assay::stats::coverage {
namespace {

constexpr int kRowsADay = 6;

enum class Option : std::uint8_t { Model, Hand, Difference };

/// Rolling blocks: train on all days before, decide on the next block.
struct Rolling {
    World world;
    int blocks;
    int days_a_block;
    Option option;
};

double value_of(Option option, const Cut& cut, const LabelledRow& row) {
    switch (option) {
        case Option::Model:
            return cut.value(row);
        case Option::Hand:
            return hand_value(row);
        case Option::Difference:
            return cut.value(row) - hand_value(row);
    }
    return 0;
}

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

using Day = std::vector<LabelledRow>;

std::vector<Day> draw_days(Random& random, const Rolling& rolling) {
    std::vector<Day> days(static_cast<std::size_t>(rolling.days_a_block * (rolling.blocks + 1)));
    double shift = rolling.world.group_sd * random.normal();
    for (Day& day : days) {
        shift = draw_group_shift(random, rolling.world, shift);
        for (int i = 0; i < kRowsADay; ++i) {
            day.push_back(draw_row(random, rolling.world, shift));
        }
    }
    return days;
}

struct History {
    std::vector<double> block_means;
    std::vector<double> values;      // one a row
    std::vector<double> daily_sums;  // one a day
};

void decide(const Rolling& rolling, const Cut& cut, std::span<const Day> block, History& out) {
    double sum = 0;
    for (const Day& day : block) {
        double of_day = 0;
        for (const LabelledRow& row : day) {
            out.values.push_back(value_of(rolling.option, cut, row));
            of_day += out.values.back();
        }
        out.daily_sums.push_back(of_day);
        sum += of_day;
    }
    out.block_means.push_back(sum / static_cast<double>(block.size() * kRowsADay));
}

History roll(Random& random, const Rolling& rolling) {
    const auto days = draw_days(random, rolling);
    const auto length = static_cast<std::size_t>(rolling.days_a_block);
    NearestMean learner(rolling.world);
    History out;
    for (std::size_t start = 0; start < days.size(); start += length) {
        const auto block = std::span(days).subspan(start, length);
        if (start > 0) {
            decide(rolling, learner.fit(), block, out);
        }
        for (const Day& day : block) {
            for (const LabelledRow& row : day) {
                learner.add(row);
            }
        }
    }
    return out;
}

// Measured like the trials themselves: where neighbouring days are alike, the block to decide on
// resembles the days just learned, and the value over the whole world would not be the truth.
double truth_of(const Rolling& rolling) {
    constexpr int kHistories = 1000;
    Random random(2027, "truth of rolling blocks");
    double sum = 0;
    for (int history = 0; history < kHistories; ++history) {
        sum += mean_of(roll(random, rolling).values) / kHistories;
    }
    return sum;
}

// Clusters are days, or the longer blocks that the autocorrelation of daily sums asks for.
double variance_of_days(const Rolling& rolling, const History& history) {
    const int length = block_length(history.daily_sums, rolling.days_a_block);
    std::vector<std::int32_t> cluster(history.values.size());
    for (std::size_t row = 0; row < cluster.size(); ++row) {
        cluster[row] = static_cast<std::int32_t>(row) / (kRowsADay * length);
    }
    return cluster_variance(history.values, cluster, cluster.back() + 1);
}

Trial trial_of(const Rolling& rolling, double truth, Random& random) {
    const History history = roll(random, rolling);
    const MeanVariance variance =
        mean_variance(history.block_means, variance_of_days(rolling, history), {.by_time = true},
                      rolling.option != Option::Hand);
    return {mean_estimate(mean_of(history.values), variance, kConfidence), truth};
}

Row covered(const Rolling& rolling, const std::string& days, Promise promise) {
    constexpr const char* kOptions[] = {"model", "rule", "model - rule"};
    const double truth = truth_of(rolling);
    const auto situation =
        fmt::format("{} blocks of {} days, {}, {}", rolling.blocks, rolling.days_a_block, days,
                    kOptions[static_cast<int>(rolling.option)]);
    return simulate("mean of rolling blocks, the one rule", situation, promise,
                    [&](Random& random) { return trial_of(rolling, truth, random); });
}

}  // namespace

std::vector<Row> rolling_blocks() {
    const World independent{.columns = 4, .shift = 0.5};
    const World correlated{.columns = 4, .shift = 0.5, .group_sd = 0.7};
    const World remembering{.columns = 4, .shift = 0.5, .group_sd = 0.7, .memory = 0.5};
    const World regimes{.columns = 4, .shift = 0.5, .group_sd = 0.7, .memory = 0.8};
    std::vector<Row> rows;
    const auto add = [&](const Rolling& rolling, const std::string& days, Promise promise) {
        rows.push_back(covered(rolling, days, promise));
    };
    for (const Option option : {Option::Model, Option::Hand, Option::Difference}) {
        add({independent, 8, 5, option}, "rows independent", Promise::Conservative);
        add({correlated, 8, 5, option}, "rows of a day alike", Promise::Conservative);
        add({correlated, 5, 8, option}, "rows of a day alike", Promise::Conservative);
        add({remembering, 8, 5, option}, "days correlated .5", Promise::Conservative);
    }
    add({remembering, 8, 20, Option::Difference}, "days correlated .5", Promise::Conservative);
    add({regimes, 8, 5, Option::Difference}, "days correlated .8", Promise::None);
    add({regimes, 8, 20, Option::Difference}, "days correlated .8", Promise::None);
    return rows;
}

}  // namespace assay::stats::coverage
