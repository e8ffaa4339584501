#pragma once

#include "engine/engine.hpp"
#include "study/worlds.hpp"

namespace assay::study {

/// Out-of-fold scores and decisions: one row for each tested row of each part, so that every number
/// of the study can be made again from this table. Columns: row (1 is the first of the file), the
/// id where there is one, part, seed, target, weight, gain_if_acted, then time, entity, groups and
/// what scenarios name, under their own names unless one of the columns before has it, and for each
/// option <name>_probability (scored ones) and <name>_act.
engine::Table predictions_table(const Measured& measured, const Terms& terms,
                                const Product& product);

/// Which of these columns, of a table or of its predictions, the SQL of scenarios names; not those
/// that a table of predictions has for itself.
std::vector<std::string> columns_of_scenarios(const Product& product,
                                              const std::vector<std::string>& names);

/// SHA-256 over the calibrated probabilities and decisions of all options.
std::string predictions_hash(const engine::Table& table);

}  // namespace assay::study
