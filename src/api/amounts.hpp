#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "study/product.hpp"

// Money and counts as people type them on a command line: `6`, `-2.5`, a range `4..8`, and where a
// cost may differ from row to row, a column or an SQL expression. And what has a name:
// `today=score`.

namespace assay::api {

/// The whole text as a finite number; nothing when it is something else.
std::optional<double> parse_number(std::string_view text);

/// A number or a range "low..high". InvalidInput, naming the flag, on anything else and on a range
/// whose ends are in the wrong order.
Result<study::Amount> parse_amount(std::string_view flag, std::string_view text);

/// As parse_amount; what is neither a number nor a range is taken for SQL.
Result<study::Cost> parse_cost(std::string_view flag, std::string_view text);

/// A success criterion: "auc>=0.70", "brier<=0.1", "recall_at_fpr:0.01>=0.93".
/// `where` is what the person wrote it in, for the messages.
Result<study::Target> parse_criterion(std::string_view text,
                                      std::string_view where = "--target-metric",
                                      study::Task task = study::Task::Binary);

/// Both sides of "name=value", trimmed. InvalidInput, naming the flag and its `form`, on anything
/// else.
Result<std::pair<std::string, std::string>> parse_pair(std::string_view flag, std::string_view text,
                                                       std::string_view form,
                                                       std::string_view example);

}  // namespace assay::api
