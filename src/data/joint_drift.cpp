#include "data/joint_drift.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "model/model.hpp"
#include "stats/ranking.hpp"
#include "stats/resampling.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kManyRows = 20'000;  // from which on two folds are enough
constexpr std::size_t kBlocks = 18;        // of neighbouring rows in each table, dealt to the folds
constexpr int kRounds = 40;
constexpr std::size_t kMostDrivers = 5;
constexpr std::size_t kMostNewest = 10;
constexpr std::size_t kDriverCells = 200'000;
constexpr std::size_t kFewestDriverRows = 2'000;
constexpr std::size_t kMostDriverRows = 10'000;
// AUCs that are worth a word and a warning; and how sure, as this is one more test on the tables.
constexpr double kTold = 0.55;
constexpr double kWarning = 0.6;
constexpr double kSure = 0.98;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// `count` of `rows` rows, rising, each set alike likely (Knuth, algorithm S).
std::vector<std::size_t> sampled(std::size_t rows, std::size_t count, Random random) {
    std::vector<std::size_t> out;
    out.reserve(count);
    for (std::size_t row = 0; row < rows && out.size() < count; ++row) {
        if (random.below(rows - row) < count - out.size()) {
            out.push_back(row);
        }
    }
    return out;
}

/// Rows of both tables one behind the other, reference first, with what trees need.
struct Sample {
    std::vector<std::size_t> reference, current;  // rows of the tables
    std::vector<std::vector<double>> numbers;     // by column
    std::vector<std::vector<std::int32_t>> codes;
    model::Features features;
    std::vector<std::uint8_t> labels;  // 1 = current
    std::vector<double> weights;       // both sides weigh the same
    std::vector<std::size_t> block;    // blocks of the reference, then of the current table
    std::int32_t folds = 3;
    std::vector<std::int32_t> fold;
};

template <class Value>
std::vector<Value> picked(std::span<const Value> reference, std::span<const Value> current,
                          const Sample& sample) {
    std::vector<Value> out;
    out.reserve(sample.labels.size());
    for (const auto row : sample.reference) {
        out.push_back(reference[row]);
    }
    for (const auto row : sample.current) {
        out.push_back(current[row]);
    }
    return out;
}

void add_columns(const JointInput& input, Sample& out) {
    out.features.rows = out.labels.size();
    out.numbers.reserve(input.columns.size());
    out.codes.reserve(input.columns.size());
    for (const auto* column : input.columns) {
        model::Feature feature{.name = column->name};
        if (column->measure == Measure::Levels) {
            out.codes.push_back(picked(column->reference.codes, column->current.codes, out));
            feature.kind = model::FeatureKind::Category;
            feature.codes = out.codes.back();
            feature.levels = column->levels;
        } else {
            out.numbers.push_back(picked(column->reference.numbers, column->current.numbers, out));
            feature.numbers = out.numbers.back();
        }
        out.features.columns.push_back(feature);
    }
}

Sample take_sample(const JointInput& input) {
    Sample out;
    const auto half = static_cast<std::size_t>(input.most_rows / 2);
    out.reference = sampled(input.reference_rows, std::min(half, input.reference_rows),
                            Random(input.seed, "joint sample", 0));
    out.current = sampled(input.current_rows, std::min(half, input.current_rows),
                          Random(input.seed, "joint sample", 1));
    out.folds = out.reference.size() + out.current.size() > kManyRows ? 2 : 3;
    const auto add_side = [&](std::size_t rows, std::uint8_t label) {
        for (std::size_t i = 0; i < rows; ++i) {
            out.labels.push_back(label);
            out.weights.push_back(1000.0 / static_cast<double>(rows));
            const auto block = i * kBlocks / rows;
            out.block.push_back(block + label * kBlocks);
            out.fold.push_back(static_cast<std::int32_t>(block) % out.folds);
        }
    };
    add_side(out.reference.size(), 0);
    add_side(out.current.size(), 1);
    // Weights around one: trees stop splitting by the weight of what is left.
    const double mean = 2000.0 / static_cast<double>(out.labels.size());
    for (double& weight : out.weights) {
        weight /= mean;
    }
    add_columns(input, out);
    return out;
}

std::vector<std::int32_t> rows_of(const Sample& sample, std::int32_t fold, bool inside) {
    std::vector<std::int32_t> out;
    for (std::size_t row = 0; row < sample.fold.size(); ++row) {
        if ((sample.fold[row] == fold) == inside) {
            out.push_back(static_cast<std::int32_t>(row));
        }
    }
    return out;
}

/// The labels of some rows.
std::vector<std::uint8_t> labels_of(const Sample& sample, std::span<const std::int32_t> rows) {
    std::vector<std::uint8_t> out(rows.size());
    std::ranges::transform(rows, out.begin(),
                           [&](std::int32_t row) { return sample.labels[at(row)]; });
    return out;
}

/// Values of one column with those of `rows` shuffled among them.
template <class Value>
std::vector<Value> shuffled(std::span<const Value> values, std::span<const std::int32_t> rows,
                            Random random) {
    std::vector<Value> out(values.begin(), values.end());
    std::vector<std::int32_t> other(rows.begin(), rows.end());
    random.shuffle(other);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out[at(rows[i])] = values[at(other[i])];
    }
    return out;
}

Result<std::vector<JointDriver>> drivers(const Sample& sample, const model::Model& model,
                                         const JointInput& input, const Progress& progress) {
    auto rows = rows_of(sample, 0, true);
    const auto most = std::clamp(kDriverCells / sample.features.columns.size(), kFewestDriverRows,
                                 kMostDriverRows);
    if (rows.size() > most) {
        const auto kept = sampled(rows.size(), most, Random(input.seed, "joint driver rows"));
        std::vector<std::int32_t> fewer;
        for (const auto place : kept) {
            fewer.push_back(rows[place]);
        }
        rows = std::move(fewer);
    }
    const auto labels = labels_of(sample, rows);
    const auto before = TRY(model.score(sample.features, rows));
    std::vector<JointDriver> out;
    for (std::size_t c = 0; c < sample.features.columns.size(); ++c) {
        TRY(progress.check());
        model::Features changed = sample.features;
        auto& feature = changed.columns[c];
        const Random random(input.seed, "joint driver", c);
        std::vector<double> numbers;
        std::vector<std::int32_t> codes;
        if (feature.kind == model::FeatureKind::Category) {
            codes = shuffled(feature.codes, rows, random);
            feature.codes = codes;
        } else {
            numbers = shuffled(feature.numbers, rows, random);
            feature.numbers = numbers;
        }
        const auto after = TRY(model.score(changed, rows));
        auto lost = TRY(stats::auc_delong_paired(before, after, labels, input.confidence));
        out.push_back({.column = std::string(feature.name), .auc_lost = lost.difference});
    }
    std::ranges::stable_sort(out, std::ranges::greater{},
                             [](const JointDriver& each) { return each.auc_lost.value; });
    std::erase_if(out, [](const JointDriver& each) { return !(each.auc_lost.low > 0); });
    if (out.size() > kMostDrivers) {
        out.resize(kMostDrivers);
    }
    return out;
}

std::vector<NewRow> newest(const Sample& sample, const std::vector<double>& scores,
                           const JointInput& input) {
    std::vector<std::size_t> order(sample.current.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto score = [&](std::size_t i) { return scores[sample.reference.size() + i]; };
    std::ranges::stable_sort(order, std::ranges::greater{}, score);
    std::vector<NewRow> out;
    for (std::size_t i = 0; i < std::min(kMostNewest, order.size()); ++i) {
        const auto row = sample.current[order[i]];
        out.push_back({.row = static_cast<std::int64_t>(row + 1),
                       .key = input.key_of ? input.key_of(row) : std::string(),
                       .chance = 1 / (1 + std::exp(-score(order[i])))});
    }
    return out;
}

/// For each row the share of rows of the other table that score lower (current rows) or higher
/// (reference rows), ties half: their means are the AUC.
std::vector<double> placements(const Sample& sample, const std::vector<double>& scores) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t row) { return std::pair(scores[row], row); });
    const auto all = static_cast<double>(sample.current.size());
    std::vector<double> out(scores.size());
    std::array<double, 2> below{};  // by label
    for (std::size_t start = 0, end = 0; start < order.size(); start = end) {
        std::array<double, 2> tied{};
        for (end = start; end < order.size() && scores[order[end]] == scores[order[start]]; ++end) {
            tied[sample.labels[order[end]]] += 1;
        }
        for (std::size_t i = start; i < end; ++i) {
            const bool current = sample.labels[order[i]] == 1;
            out[order[i]] =
                current ? (below[0] + tied[0] / 2) / static_cast<double>(sample.reference.size())
                        : (all - below[1] - tied[1] / 2) / all;
        }
        below[0] += tied[0];
        below[1] += tied[1];
    }
    return out;
}

/// Variance of the AUC between blocks of neighbouring rows, which share more than rows do (cluster
/// version of DeLong 1988, Obuchowski 1997).
double block_variance(const Sample& sample, const std::vector<double>& placed) {
    std::vector<double> sums(2 * kBlocks, 0.0);
    std::vector<double> rows(2 * kBlocks, 0.0);
    for (std::size_t row = 0; row < placed.size(); ++row) {
        sums[sample.block[row]] += placed[row];
        rows[sample.block[row]] += 1;
    }
    double variance = 0;
    for (std::size_t side = 0; side < 2; ++side) {
        double total = 0;
        double count = 0;
        for (std::size_t b = side * kBlocks; b < (side + 1) * kBlocks; ++b) {
            total += sums[b];
            count += rows[b];
        }
        double squares = 0;
        for (std::size_t b = side * kBlocks; b < (side + 1) * kBlocks; ++b) {
            const double off = sums[b] - rows[b] * total / count;
            squares += off * off;
        }
        variance += squares * kBlocks / (kBlocks - 1) / (count * count);
    }
    return variance;
}

/// DeLong's interval, or that of the blocks where it is wider; on the scale of log-odds.
Result<stats::Estimate> joint_auc(const Sample& sample, const std::vector<double>& scores,
                                  double confidence) {
    auto auc = TRY(stats::auc_delong(scores, sample.labels, confidence));
    const double sd = std::sqrt(block_variance(sample, placements(sample, scores)));
    const auto from = [](double logit) { return 1 / (1 + std::exp(-logit)); };
    const auto end = [&](double probability) {
        const double logit = std::log(auc.value / (1 - auc.value));
        return from(logit + stats::t_quantile(probability, static_cast<int>(kBlocks) - 1) * sd /
                                (auc.value * (1 - auc.value)));
    };
    const double low = end((1 - confidence) / 2);
    if (std::isfinite(low) && low < auc.low) {
        auc.low = low;
        auc.high = end((1 + confidence) / 2);
        auc.low_50 = end(0.25);
        auc.high_50 = end(0.75);
        auc.method = "between blocks of rows (Obuchowski 1997), logit scale";
    }
    auc.method = "boosted trees, cross-validated in blocks of rows; " + auc.method;
    return auc;
}

}  // namespace

Result<JointDrift> joint_drift(const JointInput& input, const Progress& progress) {
    const auto sample = take_sample(input);
    JointDrift out;
    out.reference_rows = std::ssize(sample.reference);
    out.current_rows = std::ssize(sample.current);
    out.columns = std::ssize(input.columns);
    std::vector<double> scores(sample.labels.size());
    std::vector<model::Model> models;
    for (std::int32_t fold = 0; fold < sample.folds; ++fold) {
        const auto train = rows_of(sample, fold, false);
        const auto test = rows_of(sample, fold, true);
        models.push_back(TRY(model::fit(
            sample.features, sample.labels, sample.weights, {.train = train},
            {.rounds = kRounds, .threads = input.threads, .seed = input.seed}, progress)));
        const auto told = TRY(models.back().score(sample.features, test));
        for (std::size_t i = 0; i < test.size(); ++i) {
            scores[at(test[i])] = told[i];
        }
    }
    out.auc = TRY(joint_auc(sample, scores, input.confidence));
    const auto sure = TRY(joint_auc(sample, scores, kSure));
    const bool told = sure.low > 0.5 && out.auc.value >= kTold;
    const bool warning = sure.low > kTold && out.auc.value >= kWarning;
    out.moved = warning ? "warning" : told ? "info" : "";
    if (!out.moved.empty()) {
        out.drivers = TRY(drivers(sample, models.front(), input, progress));
        out.newest = newest(sample, scores, input);
    }
    return out;
}

}  // namespace assay::data
