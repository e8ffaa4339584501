#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "study/evaluation.hpp"
#include "study/problem_parts.hpp"

// The rows of a table of predictions as the validate room takes them, and their hashes.

namespace assay::study {

/// One model's columns, one entry a row of the table.
struct ModelColumns {
    std::string name, label;
    std::vector<double> score, decision;
};

/// What a table of predictions of any kind holds beside labels and predictions.
struct TableRows {
    Product product;  // as used
    Problem problem;
    bool against_second = false;
    std::vector<std::int32_t> id;
    std::vector<std::string> id_text;  // empty without id
    std::vector<validate::Finding> findings;
    std::vector<std::string> slices;
    std::vector<std::string> predicted;  // columns that hold or make predictions
    std::vector<Input> inputs;
};

/// Labels and predictions as numbers that tell them apart, for hashing.
struct HashedColumns {
    std::vector<std::uint64_t> label;
    std::vector<std::vector<std::span<const double>>> models;  // columns of each
    std::vector<std::vector<double>> own;                      // what spans need kept
};

/// A scenario with the rows that it is about: 1 for each, else 0.
struct ScenarioRows {
    ScenarioSpec said;
    std::string which;  // the SQL, or the file, in words
    std::vector<double> member;
};

struct PredictionRows : TableRows {
    std::vector<std::uint8_t> label;  // rows that cannot be used hold data::kNoLabel
    std::vector<ModelColumns> models;
    std::string baseline;
    std::vector<double> human, human_seconds;
    std::vector<ScenarioRows> scenarios;
    Gains gains;
    HashedColumns hashed() const;
};

Result<PredictionRows> read_prediction_rows(const Product& product,
                                            const EvaluationOptions& options,
                                            engine::Engine& engine);

/// Fails unless a decision holds only 0, 1 and nothing; `where` opens the error.
Result<> check_yes_no(std::span<const double> values, const std::string& where);

/// Adds the model that the judged one is held against, from another file.
Result<> read_against(const EvaluationOptions& options, engine::Engine& engine,
                      PredictionRows& rows);

/// Where a key of the i-th scenario stands, for Product::where().
std::string scenario_key(std::size_t i, const char* key);
/// 1 for each row whose id the scenario's file lists, else 0; ids of the file that the table lacks
/// become a finding. NotFound without the file or its column of ids; `where` opens errors.
Result<std::vector<double>> listed_rows(const ScenarioSpec& scenario, const std::string& where,
                                        engine::Engine& engine, TableRows& rows);

/// The other file with the columns that were asked for, and for each row of the table its row
/// there, by id, or by row order where there is none; -1 where it has none.
struct OtherFile {
    engine::Table table;
    std::vector<std::int64_t> where;
};
Result<OtherFile> read_other(const EvaluationOptions& options, std::span<const FurtherColumn> asked,
                             engine::Engine& engine, const TableRows& rows);
/// Numbers of a column that was asked for; empty where it was not.
Result<std::vector<double>> other_numbers(const OtherFile& other, const FurtherColumn& asked);

// Steps of reading that every kind has.

/// Columns that only the product file names and the table lacks are not asked for.
void drop_absent(Product& product, const std::vector<std::string>& names,
                 std::vector<validate::Finding>& findings);
validate::Finding left_out(const std::string& what, const std::string& why);
Result<std::vector<std::string>> column_names(const Product& product, engine::Engine& engine);
void read_ids(TableRows& rows);
/// The name of a model by its SQL: that of a column, or another word.
std::string shown_name(const std::string& sql, const std::vector<std::string>& names,
                       const char* otherwise);
/// Which of the table's columns the given SQL is made of.
std::vector<std::string> columns_of(const std::vector<std::string>& sql,
                                    const std::vector<std::string>& names);
/// Columns that slices may use: groups, then the rest that is no prediction.
std::vector<std::string> slice_names(const TableRows& rows);
/// The hash of a file that was read.
Result<> add_input(const std::string& what, const std::string& name, const engine::Engine& engine,
                   TableRows& rows);
void add_product_input(TableRows& rows);
void as_findings(const std::vector<data::Issue>& issues, std::vector<validate::Finding>& out);

/// Text of a cell, the same whatever file it came from.
std::string cell_text(const engine::Column& column, std::size_t row);

/// Hashes that do not depend on the order of rows.
struct RowHashes {
    std::string test_rows;                 // labels and ids; without ids all other columns
    std::vector<std::string> predictions;  // one a model, judged and against
    std::vector<std::uint64_t> key;        // of each row, for ordering: by its id, else its content
};
RowHashes hash_rows(const TableRows& rows, const HashedColumns& columns);

/// Verdict, sentence and reasons of a claim whose numbers are in place.
void judge_claim(const Target& claim, double decisions_per_month, ClaimCheck& check);

}  // namespace assay::study
