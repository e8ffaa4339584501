#include <fmt/format.h>

#include "stats/coverage_cases.hpp"
#include "stats/coverage_learner.hpp"

namespace assay::stats::coverage {
namespace {

/// K-fold cross-validation of the nearest mean, repeated, whole entities on one side.
struct Protocol {
    World world;
    int entities;
    int rows_each;
    int folds;
    int repeats;
    bool against_hand;  // paired difference to the hand rule, else the value itself
};

struct Rows {
    std::vector<LabelledRow> rows;
    std::vector<std::int32_t> entity;
};

Rows draw_rows(Random& random, const World& world, int entities, int rows_each) {
    Rows out;
    for (std::int32_t entity = 0; entity < entities; ++entity) {
        const double shift = draw_group_shift(random, world, 0);
        for (int i = 0; i < rows_each; ++i) {
            out.rows.push_back(draw_row(random, world, shift));
            out.entity.push_back(entity);
        }
    }
    return out;
}

double truth_of(const Protocol& protocol) {
    constexpr int kFits = 1000;
    const int training = protocol.entities - protocol.entities / protocol.folds;
    Random random(2027, "truth of random parts");
    double sum = 0;
    for (int fit = 0; fit < kFits; ++fit) {
        NearestMean learner(protocol.world);
        for (const auto& row :
             draw_rows(random, protocol.world, training, protocol.rows_each).rows) {
            learner.add(row);
        }
        sum += learner.fit().expected(protocol.world) / kFits;
    }
    return protocol.against_hand ? sum - hand_cut(protocol.world).expected(protocol.world) : sum;
}

struct Measured {
    std::vector<double> part_means;
    std::vector<double> row_values;  // mean over repeats
};

void measure_fold(const Protocol& protocol, const Rows& table, const std::vector<int>& fold_of,
                  int fold, Measured& out) {
    NearestMean learner(protocol.world);
    const auto tested = [&](std::size_t row) {
        return fold_of[static_cast<std::size_t>(table.entity[row])] == fold;
    };
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (!tested(row)) {
            learner.add(table.rows[row]);
        }
    }
    const Cut cut = learner.fit();
    double sum = 0;
    double count = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (tested(row)) {
            const double value = cut.value(table.rows[row]) -
                                 (protocol.against_hand ? hand_value(table.rows[row]) : 0.0);
            out.row_values[row] += value / protocol.repeats;
            sum += value;
            ++count;
        }
    }
    out.part_means.push_back(sum / count);
}

Measured measure(Random& random, const Protocol& protocol, const Rows& table) {
    Measured out{.part_means = {}, .row_values = std::vector<double>(table.rows.size(), 0.0)};
    std::vector<int> fold_of(static_cast<std::size_t>(protocol.entities));
    for (std::size_t entity = 0; entity < fold_of.size(); ++entity) {
        fold_of[entity] = static_cast<int>(entity) % protocol.folds;
    }
    for (int repeat = 0; repeat < protocol.repeats; ++repeat) {
        random.shuffle(fold_of);
        for (int fold = 0; fold < protocol.folds; ++fold) {
            measure_fold(protocol, table, fold_of, fold, out);
        }
    }
    return out;
}

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::string situation_of(const Protocol& protocol) {
    return fmt::format(
        "{}{} rows, {} columns, {} folds x {}, {}",
        protocol.rows_each > 1 ? fmt::format("{} entities, ", protocol.entities) : std::string(),
        protocol.entities * protocol.rows_each, protocol.world.columns, protocol.folds,
        protocol.repeats, protocol.against_hand ? "difference to a rule" : "value");
}

enum class Variance : std::uint8_t { Resampled, OneRule };

Row covered(const Protocol& protocol, double truth, Variance variance) {
    const auto* name = variance == Variance::Resampled ? "Nadeau-Bengio alone"
                                                       : "mean of random parts, the one rule";
    return simulate(name, situation_of(protocol), Promise::Conservative, [&](Random& random) {
        const Rows table = draw_rows(random, protocol.world, protocol.entities, protocol.rows_each);
        const Measured found = measure(random, protocol, table);
        const double of_clusters =
            variance == Variance::OneRule
                ? cluster_variance(found.row_values, table.entity, protocol.entities)
                : 0.0;
        const Parts parts{.by_time = false, .test_to_train = 1.0 / (protocol.folds - 1)};
        return Trial{
            mean_estimate(mean_of(found.row_values),
                          mean_variance(found.part_means, of_clusters, parts, true), kConfidence),
            truth};
    });
}

}  // namespace

std::vector<Row> random_parts() {
    const World easy{.columns = 5, .shift = 0.5};
    const World hard{.columns = 20, .shift = 0.3};
    const World shared{.columns = 5, .shift = 0.5, .group_sd = 0.7};
    const Protocol value{.world = easy,
                         .entities = 200,
                         .rows_each = 1,
                         .folds = 5,
                         .repeats = 2,
                         .against_hand = false};
    Protocol difference = value;
    difference.against_hand = true;
    Protocol unstable = value;
    unstable.world = hard;
    unstable.entities = 100;
    Protocol once = difference;
    once.repeats = 1;
    Protocol entities = value;
    entities.world = shared;
    entities.entities = 80;
    entities.rows_each = 5;
    Protocol entities_difference = entities;
    entities_difference.against_hand = true;

    std::vector<Row> rows;
    for (const Protocol& each :
         {value, difference, unstable, once, entities, entities_difference}) {
        const double truth = truth_of(each);
        rows.push_back(covered(each, truth, Variance::Resampled));
        rows.push_back(covered(each, truth, Variance::OneRule));
    }
    return rows;
}

}  // namespace assay::stats::coverage
