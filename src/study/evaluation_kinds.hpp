#pragma once

#include <functional>
#include <string>
#include <vector>

#include "study/prediction_rows.hpp"

// What differs between the kinds of evaluations: how a table is read, what the room is given, and
// what is claimed of the document. Everything else is PredictionsOf.

namespace assay::study {

/// One model's predicted classes, one entry a row of the table.
struct ClassModelColumns {
    std::string name, label;
    std::vector<std::vector<double>> probability;  // one a class, or none
    std::vector<std::int32_t> decision;            // or none
};

struct ClassRows : TableRows {
    std::vector<std::string> classes;
    std::vector<std::int32_t> label;
    std::vector<ClassModelColumns> models;
    std::vector<double> money;  // true x decided, or none
    HashedColumns hashed() const;
};
Result<ClassRows> read_class_rows(const Product& product, const EvaluationOptions& options,
                                  engine::Engine& engine);

/// One model's predicted numbers.
struct NumberModelColumns {
    std::string name, label;
    std::vector<double> prediction;
    std::vector<std::vector<double>> quantiles;
};

struct NumberRows : TableRows {
    std::vector<double> label;
    std::vector<NumberModelColumns> models;
    std::vector<double> levels;
    HashedColumns hashed() const;
};
Result<NumberRows> read_number_rows(const Product& product, const EvaluationOptions& options,
                                    engine::Engine& engine);

/// The options that flags name, as columns option_0 …; those of a product file are of yes/no
/// decisions.
std::vector<FurtherColumn> flagged_options(const Product& product);

/// Everything but the predictions of a table of classes or numbers. `labels` is called once the
/// table is read: it says which rows have a label, and what neighbouring days may share.
struct KindReading {
    std::vector<FurtherColumn> asked;
    std::function<Result<>(TableRows&)> labels;
};
Result<> read_kind_table(const EvaluationOptions& options, const KindReading& reading,
                         engine::Engine& engine, TableRows& rows);

/// The cells of a CSV whose first column holds the true classes and whose other columns are named
/// by the decided ones, in the order of `classes`, true x decided.
Result<std::vector<double>> read_cost_matrix(const std::string& file,
                                             const std::vector<std::string>& classes,
                                             engine::Engine& engine);

/// A class as text, the same whatever the column's type.
std::string class_text(const engine::Column& column, std::size_t row);

/// What all inputs of the room share.
void fill_rows_input(const TableRows& rows, const RowHashes& hashes,
                     const EvaluationOptions& options, validate::RowsInput& out);

/// A claim about a number of the judged model; nothing where it has no range.
struct ClaimedNumber {
    std::string statement, quantity, unit;
    stats::Estimate estimate;
    bool share = false;  // inside [0, 1]
};
template <class Found>
struct KindOf;
template <>
struct KindOf<validate::Evaluation> {
    using Rows = PredictionRows;
    using Input = validate::EvaluationInput;
    static Result<Rows> read(const Product& product, const EvaluationOptions& options,
                             engine::Engine& engine);
    static Input input(const Rows& rows, const RowHashes& hashes, const EvaluationOptions& options);
    static std::vector<ClaimedNumber> claimed(const EvaluationDocument& document, const Rows& rows);
};
template <>
struct KindOf<validate::MulticlassEvaluation> {
    using Rows = ClassRows;
    using Input = validate::MulticlassInput;
    static Result<Rows> read(const Product& product, const EvaluationOptions& options,
                             engine::Engine& engine);
    static Input input(const Rows& rows, const RowHashes& hashes, const EvaluationOptions& options);
    static std::vector<ClaimedNumber> claimed(const MulticlassDocument& document, const Rows& rows);
};
template <>
struct KindOf<validate::RegressionEvaluation> {
    using Rows = NumberRows;
    using Input = validate::RegressionInput;
    static Result<Rows> read(const Product& product, const EvaluationOptions& options,
                             engine::Engine& engine);
    static Input input(const Rows& rows, const RowHashes& hashes, const EvaluationOptions& options);
    static std::vector<ClaimedNumber> claimed(const RegressionDocument& document, const Rows& rows);
};

}  // namespace assay::study
