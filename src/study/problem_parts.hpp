#pragma once

#include "study/problem.hpp"

// The steps of read_problem, one concern each.

namespace assay::study {

/// A column of the table, or SQL, read beside the table's own columns; `where` for errors.
struct FurtherColumn {
    std::string name, sql, where;
    bool any_type = false;  // else a number or a boolean
};
/// The table alone, with further columns; those that hold structures are left out and said.
Result<Problem> read_table(const Product& product, engine::Engine& engine,
                           std::span<const FurtherColumn> further);
/// A further column that was read, or null.
const engine::Column* further_column(const engine::Table& table, std::string_view name);
void drop_further(engine::Table& table);

/// Everything but the choice of features: the table, labels, costs, rule and options, weights,
/// times, entities and clusters. Fails below `fewest_of_a_class` rows of the rarer class.
Result<Problem> read_rows(const Product& product, engine::Engine& engine,
                          std::int64_t fewest_of_a_class);

/// Scenarios as their product says them: SQL that the table can answer, files with a column of ids.
Result<> check_scenarios(const Product& product, engine::Engine& engine);

/// Labels from the target column; `seen` (may be null) marks rows whose label is known.
Result<> read_labels(const Product& product, Problem& problem, const engine::Column* seen,
                     std::int64_t fewest_of_a_class);

/// Row weights from a column, and the correction back to the rate in use; mean 1.
Result<> read_weights(const Product& product, Problem& problem, const engine::Column* weights);

/// Times, entities, and the clusters that hold what is not independent.
Result<> read_time_and_entity(const Product& product, Problem& problem);

/// Which columns a model may use; columns known too late are out, and said.
void choose_features(const Product& product, Problem& problem);

}  // namespace assay::study
