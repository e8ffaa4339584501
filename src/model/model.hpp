#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "engine/engine.hpp"

// Models of a binary outcome, behind one door: columns in, log-odds out. Everything that is learned
// from data (scaling, levels, n-gram weights) is fitted on the training rows alone, inside fit().
// Three kinds, simplest first; the same seed gives the same bytes, whatever the threads. Threads
// may fit side by side, and score one model side by side.

namespace assay::model {

enum class FeatureKind : std::uint8_t { Number, Category, Text, Time };

/// A view on one column. Number: `numbers`. Category: `codes` and `levels`. Text: `codes` into
/// `levels`, one a distinct text. Time: `times`, of which the hour and the weekday are used (a date
/// that only moves forward teaches nothing about the future).
struct Feature {
    std::string_view name = {};
    FeatureKind kind = FeatureKind::Number;
    std::span<const double> numbers = {};
    std::span<const std::int32_t> codes = {};
    std::span<const std::string> levels = {};
    std::span<const std::int64_t> times = {};
};

struct Features {
    std::vector<Feature> columns = {};
    std::size_t rows = 0;
};

/// How a column is best used: text when its values are mostly distinct and have on average three
/// words or more, a category otherwise; numbers (booleans too) and times as they are.
FeatureKind feature_kind(const engine::Column& column);
Feature view(const engine::Column& column, FeatureKind kind);

enum class Kind : std::uint8_t {
    Average,  // the best single column: class rates by level or by quantile bin, shrunk to the mean
    Linear,   // L2 logistic regression (LIBLINEAR): scaled numbers with a missing flag, one-hot
              // categories (rare levels together), hashed word and character n-grams for text
    Boosted,  // gradient boosted trees (xgboost): native missing values and categories
};

struct FitOptions {
    Kind kind = Kind::Boosted;
    /// Boosted: with stop rows the most rounds tried, of which the best are kept; else exactly so
    /// many rounds. 0: 500 with stop rows, 100 without.
    int rounds = 0;
    /// The most threads used; small data uses one. Scores do not depend on it.
    int threads = 1;
    std::uint64_t seed = 0;
};

struct TrainingRows {
    std::span<const std::int32_t> train = {};  // indices into the features' rows
    std::span<const std::int32_t> stop = {};   // for early stopping and the penalty; may be empty
};

class Model {
  public:
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();

    /// Log-odds for the given rows of features that have the same columns as in fit().
    /// A level that training did not see counts as missing (other). The columns may be other views
    /// than those of fit(): one column's values replaced, levels in another order.
    Result<std::vector<double>> score(const Features& features,
                                      std::span<const std::int32_t> rows) const;

    /// Boosted: the number of rounds kept. Else 0.
    int rounds() const;
    /// Average: the name of the column that was chosen. Else "".
    std::string_view chosen_column() const;
    /// Writes the model into a new folder: model.json, preprocessing.json, and a README that says
    /// how to score with it; whole or not at all.
    Result<> save(const std::filesystem::path& folder) const;

    struct Fitted;
    explicit Model(std::unique_ptr<Fitted> fitted);

  private:
    std::unique_ptr<Fitted> fitted_;
};

/// Fits one model. `labels` (0 or 1) and `weights` (empty = 1 each) have one entry a row of
/// `features`. Fails with InvalidInput on one class among the training rows or no usable column;
/// with Cancelled when `progress` says stop (asked between boosting rounds).
Result<Model> fit(const Features& features, std::span<const std::uint8_t> labels,
                  std::span<const double> weights, const TrainingRows& rows,
                  const FitOptions& options, const Progress& progress);

/// Where libxgboost.so lies; it is opened by the first boosted model. Without this call: the folder
/// named by the environment variable ASSAY_LIBRARIES, else `lib` beside the program.
void use_libraries_in(std::filesystem::path folder);

/// Name and version of the boosting library, "xgboost 3.4.1", without opening it.
std::string boosting_version();

}  // namespace assay::model
