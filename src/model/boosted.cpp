#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/booster.hpp"
#include "model/dense.hpp"
#include "model/fitted.hpp"

namespace assay::model {
namespace {

constexpr int kMostRounds = 500;
constexpr int kRoundsWithoutStopRows = 100;
constexpr int kPatience = 25;
constexpr std::size_t kSmall = 2000;
// Below so many cells starting a second thread each round costs more than it saves.
constexpr std::size_t kCellsForThreads = 100'000;
constexpr std::size_t kRowsPerBlock = 16'384;

int threads_for(std::size_t cells, int threads) {
    return cells < kCellsForThreads ? 1 : std::max(threads, 1);
}

BoostParameters parameters_for(std::size_t train_rows, std::size_t columns, std::uint64_t seed,
                               int threads) {
    const bool small = train_rows < kSmall;
    // With more columns than rows nearly all the time went into trying cuts between single rows.
    const bool wide = columns > train_rows;
    return {{"objective", "binary:logistic"},
            {"tree_method", "hist"},
            {"eta", small ? "0.05" : "0.1"},
            {"max_depth", small ? "3" : "6"},
            {"min_child_weight", small ? "2" : "5"},
            {"lambda", "1"},
            {"subsample", "0.8"},
            {"colsample_bytree", "0.8"},
            {"max_bin", wide ? "32" : "256"},
            // xgboost's seed is an int.
            {"seed", std::to_string(seed & 0x7fffffffU)},
            {"nthread", std::to_string(threads)},
            {"verbosity", "0"}};
}

struct EncodedRows {
    BoostMatrix matrix;
    std::vector<float> labels;
    std::vector<float> weights;

    double log_loss(std::span<const float> margins) const;
};

/// Mean of log(1 + exp(-margin)) over positives and of log(1 + exp(margin)) over negatives.
double EncodedRows::log_loss(std::span<const float> margins) const {
    double loss = 0;
    double total = 0;
    for (std::size_t i = 0; i < margins.size(); ++i) {
        const double margin = static_cast<double>(margins[i]);
        const double wrong = labels[i] > 0 ? -margin : margin;
        const double weight = weights.empty() ? 1.0 : static_cast<double>(weights[i]);
        loss += weight * (std::max(wrong, 0.0) + std::log1p(std::exp(-std::abs(wrong))));
        total += weight;
    }
    return total > 0 ? loss / total : 0;
}

Result<EncodedRows> encode(const DenseEncoder& encoder, const Sample& sample, RowIndices rows,
                           int threads) {
    std::vector<float> cells(rows.size() * encoder.width());
    DenseWriter(encoder, sample.features).write(rows, cells);
    std::vector<float> labels;
    std::vector<float> weights;
    for (const std::int32_t row : rows) {
        labels.push_back(sample.labels[at(row)]);
        if (!sample.weights.empty()) {
            weights.push_back(static_cast<float>(sample.weights[at(row)]));
        }
    }
    auto matrix =
        TRY(BoostMatrix::make({.cells = cells, .rows = rows.size(), .columns = encoder.width()},
                              encoder.types(), labels, weights, threads));
    return EncodedRows{
        .matrix = std::move(matrix), .labels = std::move(labels), .weights = std::move(weights)};
}

struct Boosted final : Model::Fitted {
    DenseEncoder encoder;
    Booster booster;
    int kept = 0;

    Boosted(DenseEncoder with, Booster model, int rounds)
        : encoder(std::move(with)), booster(std::move(model)), kept(rounds) {}

    Result<std::vector<double>> score(const Features& features, RowIndices rows) const override {
        const DenseWriter writer(encoder, features);
        const std::size_t width = encoder.width();
        std::vector<float> cells(std::min(rows.size(), kRowsPerBlock) * width);
        std::vector<double> scores;
        scores.reserve(rows.size());
        for (std::size_t first = 0; first < rows.size(); first += kRowsPerBlock) {
            const auto block = rows.subspan(first, std::min(kRowsPerBlock, rows.size() - first));
            const auto filled = std::span(cells).first(block.size() * width);
            writer.write(block, filled);
            const auto margins =
                TRY(booster.margins({.cells = filled, .rows = block.size(), .columns = width}));
            scores.insert(scores.end(), margins.begin(), margins.end());
        }
        return scores;
    }

    int rounds() const override { return kept; }
    Result<std::string> model_json() const override { return booster.json(); }
    Json preprocessing() const override { return encoder.describe(); }
    std::string readme() const override;
};

std::string Boosted::readme() const {
    return fmt::format(
        "# Gradient boosted trees, {} rounds\n\n"
        "model.json is an xgboost model ({} wrote it; older major versions misread it).\n\n"
        "```python\n"
        "import numpy, xgboost\n"
        "booster = xgboost.Booster(model_file=\"model.json\")\n"
        "# rows: float32, one column for each of `encoded_names` in preprocessing.json\n"
        "matrix = xgboost.DMatrix(rows, missing=numpy.nan, feature_names=encoded_names,\n"
        "                         feature_types=encoded_types, enable_categorical=True)\n"
        "probability = booster.predict(matrix)\n"
        "log_odds = booster.predict(matrix, output_margin=True)\n"
        "```\n\n"
        "How each column is encoded, in the order of `columns`:\n\n"
        "- number: itself; infinities and what float32 cannot hold become its largest numbers.\n"
        "- category: position of the level in `levels`; missing when it is not listed.\n"
        "- time: two columns, the hour (0-23) and the weekday (Monday = 0), both UTC.\n"
        "- text: the number of words, then how often each of `word_buckets` occurs. A word is a\n"
        "  run of ASCII letters, digits and bytes beyond ASCII, with ASCII letters in lower case;\n"
        "  its bucket is XXH3-64 with seed 1 of the word between two spaces, modulo 262144.\n"
        "- NaN is missing, in every column.\n",
        kept, boosting_version());
}

struct Course {
    int best = 0;  // rounds
    double loss = std::numeric_limits<double>::infinity();
};

/// Adds rounds until the loss of the stop rows has not improved for a while.
Result<Course> train(Booster& booster, const EncodedRows& train, const EncodedRows* stop,
                     int most_rounds, const Progress& progress) {
    Course course;
    for (int round = 0; round < most_rounds; ++round) {
        TRY(progress.check());
        TRY(booster.update(round, train.matrix));
        if (stop == nullptr) {
            course.best = round + 1;
            continue;
        }
        const double loss = stop->log_loss(TRY(booster.margins(stop->matrix)));
        if (loss < course.loss) {
            course = {.best = round + 1, .loss = loss};
        } else if (round + 1 - course.best >= kPatience) {
            break;
        }
    }
    return course;
}

}  // namespace

Result<std::unique_ptr<Model::Fitted>> fit_boosted(const Sample& sample, const FitOptions& options,
                                                   const Progress& progress) {
    DenseEncoder encoder = DenseEncoder::fit(sample);
    const int threads = threads_for(sample.train.size() * encoder.width(), options.threads);
    const auto train_rows = TRY(encode(encoder, sample, sample.train, threads));
    std::vector<void*> known{train_rows.matrix.handle()};
    std::unique_ptr<EncodedRows> stop_rows;
    if (!sample.stop.empty()) {
        stop_rows =
            std::make_unique<EncodedRows>(TRY(encode(encoder, sample, sample.stop, threads)));
        known.push_back(stop_rows->matrix.handle());
    }
    const int unasked = stop_rows ? kMostRounds : kRoundsWithoutStopRows;
    auto booster = TRY(Booster::make(
        known, parameters_for(sample.train.size(), encoder.width(), options.seed, threads)));
    const Course course = TRY(train(booster, train_rows, stop_rows.get(),
                                    options.rounds > 0 ? options.rounds : unasked, progress));
    auto kept = TRY(booster.first(course.best));
    TRY(kept.set_thread_count(threads));
    TRY(kept.set_names(encoder.names(), encoder.types()));
    // The first call configures the booster; made here, so that threads may score side by side.
    const std::vector<float> any(encoder.width());
    TRY(kept.margins({.cells = any, .rows = 1, .columns = encoder.width()}));
    return std::make_unique<Boosted>(std::move(encoder), std::move(kept), course.best);
}

}  // namespace assay::model
