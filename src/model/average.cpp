#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "model/bins.hpp"
#include "model/fitted.hpp"

namespace assay::model {
namespace {

constexpr std::size_t kFolds = 5;
constexpr double kShrinkage = 20;

struct Counts {
    double positives = 0;
    double all = 0;

    void add(double weight, bool positive) {
        all += weight;
        positives += positive ? weight : 0;
    }
    Counts without(const Counts& part) const {
        return {.positives = positives - part.positives, .all = all - part.all};
    }
    double rate() const { return positives / all; }
    /// Class rate pulled to `base` as if by kShrinkage more rows that have that rate.
    double shrunk(double base) const {
        return (positives + kShrinkage * base) / (all + kShrinkage);
    }
};

Counts sum(const std::vector<Counts>& bins) {
    Counts total;
    for (const Counts& bin : bins) {
        total.positives += bin.positives;
        total.all += bin.all;
    }
    return total;
}

/// Area under the curve of scores that are equal within a bin, ties half; 0.5 with one class.
double auc_of_bins(const std::vector<double>& scores, const std::vector<Counts>& bins) {
    std::vector<std::size_t> order(bins.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return scores[left] != scores[right] ? scores[left] < scores[right] : left < right;
    });
    const Counts total = sum(bins);
    const double pairs = total.positives * (total.all - total.positives);
    double below = 0;
    double won = 0;
    for (std::size_t i = 0; i < order.size();) {
        Counts tied;
        for (const double score = scores[order[i]]; i < order.size() && scores[order[i]] == score;
             ++i) {
            tied.positives += bins[order[i]].positives;
            tied.all += bins[order[i]].all;
        }
        const double negatives = tied.all - tied.positives;
        won += tied.positives * (below + negatives / 2);
        below += negatives;
    }
    return pairs > 0 ? won / pairs : 0.5;
}

/// Counts by bin, of all training rows and of each fold.
struct BinCounts {
    std::vector<Counts> all;
    std::vector<std::vector<Counts>> by_fold;
};

BinCounts count_bins(const Sample& sample, const std::vector<std::int32_t>& bins, std::size_t size,
                     const std::vector<std::uint8_t>& folds) {
    BinCounts counts{.all = std::vector<Counts>(size),
                     .by_fold = std::vector(kFolds, std::vector<Counts>(size))};
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const std::size_t row = at(sample.train[i]);
        const std::size_t bin = at(bins[i]);
        counts.all[bin].add(sample.weight(row), sample.labels[row] == 1);
        counts.by_fold[folds[i]][bin].add(sample.weight(row), sample.labels[row] == 1);
    }
    return counts;
}

/// Mean over folds of the AUC of rates that the other folds gave, weighted by the fold's rows.
double cross_fitted_auc(const BinCounts& counts) {
    const Counts total = sum(counts.all);
    double weighted = 0;
    for (const auto& fold : counts.by_fold) {
        const Counts held_out = sum(fold);
        const Counts rest = total.without(held_out);
        const double base = rest.all > 0 ? rest.rate() : total.rate();
        std::vector<double> rates(fold.size());
        for (std::size_t bin = 0; bin < fold.size(); ++bin) {
            rates[bin] = counts.all[bin].without(fold[bin]).shrunk(base);
        }
        weighted += held_out.all * auc_of_bins(rates, fold);
    }
    return weighted / total.all;
}

double logit(double rate) {
    return std::log(rate) - std::log1p(-rate);
}

struct Average final : Model::Fitted {
    std::string name;
    std::size_t column = 0;
    double auc = 0;
    double base = 0;
    Bins bins;
    std::vector<double> rates;  // one a bin

    Result<std::vector<double>> score(const Features& features, RowIndices rows) const override {
        const auto found = bins.of(features.columns[column], rows);
        std::vector<double> scores(rows.size());
        std::transform(found.begin(), found.end(), scores.begin(),
                       [&](std::int32_t bin) { return logit(rates[at(bin)]); });
        return scores;
    }

    std::string_view chosen_column() const override { return name; }

    Result<std::string> model_json() const override {
        Json out;
        out["schema"] = "assay.average/1";
        out["column"] = name;
        out["cross_fitted_auc"] = to_json(auc);
        out["class_rate"] = to_json(base);
        out["rates"] = to_json(rates);
        return dump(out);
    }

    Json preprocessing() const override {
        Json out;
        out["schema"] = "assay.preprocessing/1";
        out["column"] = name;
        out["bins"] = bins.describe();
        return out;
    }

    std::string readme() const override {
        return fmt::format(
            "# Class average by \"{}\"\n\n"
            "The share of positives in each bin of one column, shrunk to the mean by {} rows. The\n"
            "column is the one whose rates ranked held-out training rows best (AUC {:.4f}).\n\n"
            "1. Find the bin of the value with `bins` of preprocessing.json. Bin 0: missing, or a\n"
            "   level that is not listed. By level: 1 + its position in `levels`. By value or\n"
            "   number of words: 1 + how many `edges` are not above it. By hour: 1 + hour. By\n"
            "   weekday: 1 + weekday, Monday = 0.\n"
            "2. `rates[bin]` of model.json is the probability, and log(rate / (1 - rate)) the "
            "score.\n",
            name, kShrinkage, auc);
    }
};

std::vector<std::uint8_t> assign_folds(std::size_t rows, std::uint64_t seed) {
    std::vector<std::uint8_t> folds(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        folds[i] = static_cast<std::uint8_t>(i % kFolds);
    }
    Random random(seed, "average folds");
    random.shuffle(folds);
    return folds;
}

}  // namespace

Result<std::unique_ptr<Model::Fitted>> fit_average(const Sample& sample,
                                                   const FitOptions& options) {
    const auto folds = assign_folds(sample.train.size(), options.seed);
    auto best = std::make_unique<Average>();
    best->auc = -1;
    for (std::size_t column = 0; column < sample.features.columns.size(); ++column) {
        const Feature& feature = sample.features.columns[column];
        for (const BinBy by : ways_to_bin(feature.kind)) {
            Bins bins = Bins::fit(feature, by, sample.train);
            const auto counts =
                count_bins(sample, bins.of(feature, sample.train), bins.count(), folds);
            const double auc = cross_fitted_auc(counts);
            if (auc <= best->auc) {
                continue;
            }
            best->name = feature.name;
            best->column = column;
            best->auc = auc;
            best->base = sum(counts.all).rate();
            best->bins = std::move(bins);
            best->rates.clear();
            for (const Counts& bin : counts.all) {
                best->rates.push_back(bin.shrunk(best->base));
            }
        }
    }
    return best;
}

}  // namespace assay::model
