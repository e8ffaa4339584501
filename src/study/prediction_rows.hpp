#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "study/evaluation.hpp"
#include "study/problem.hpp"

// The rows of a table of predictions as the validate room takes them, and their hashes.

namespace assay::study {

/// One model's columns, one entry a row of the table.
struct ModelColumns {
    std::string name, label;
    std::vector<double> score, decision;
};

struct PredictionRows {
    Product product;  // as used
    Problem problem;
    std::vector<std::uint8_t> label;  // rows that cannot be used hold data::kNoLabel
    std::vector<ModelColumns> models;
    bool against_second = false;
    std::string baseline;
    std::vector<double> human, human_seconds;
    std::vector<std::vector<double>> scenarios;
    std::vector<std::int32_t> id;
    std::vector<std::string> id_text;  // empty without id
    std::vector<validate::Finding> findings;
    Gains gains;
    std::vector<std::string> slices;
    std::vector<std::string> predicted;  // columns that hold or make predictions
    std::vector<Input> inputs;
};

Result<PredictionRows> read_prediction_rows(const Product& product,
                                            const EvaluationOptions& options,
                                            engine::Engine& engine);

/// Adds the model that the judged one is held against: a column of the table, SQL, or a file joined
/// by id, or by row order where there is none.
Result<> read_against(const EvaluationOptions& options, engine::Engine& engine,
                      PredictionRows& rows);

/// Text of a cell, the same whatever file it came from.
std::string cell_text(const engine::Column& column, std::size_t row);

/// Hashes that do not depend on the order of rows.
struct RowHashes {
    std::string test_rows;                 // labels and ids; without ids all other columns
    std::vector<std::string> predictions;  // one a model, judged and against
    std::vector<std::uint64_t> key;        // content of each row, for ordering
};
RowHashes hash_rows(const PredictionRows& rows);

/// Verdict, sentence and reasons of a claim whose numbers are in place.
void judge_claim(const Target& claim, ClaimCheck& check);

}  // namespace assay::study
