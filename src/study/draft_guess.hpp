#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/data.hpp"
#include "engine/engine.hpp"

// What a table tells about a product by its names, types and values. Each guess carries its reason,
// because a person has to agree with it.

namespace assay::study {

struct Guess {
    std::string column;
    std::string because;
    bool sure = true;  // false: a person must confirm it
};

struct PositiveGuess {
    std::string value;  // as text
    std::string because;
    bool sure = true;
};

struct Guesses {
    std::optional<Guess> target, id, entity, time;
    std::optional<PositiveGuess> positive;
    std::vector<std::string> groups;      // at most 3
    std::vector<std::string> afterwards;  // probably known only after the decision
    std::vector<std::string> text_times;  // text that reads as dates
    std::optional<double> rows_per_month;
    std::string number;  // a numeric feature, for the example of a rule; "" when there is none
};

/// `target` is the column that a person named, or "". `profile` describes `table`.
Guesses guess(const engine::Table& table, const data::Profile& profile, const std::string& target);

/// Words of a column name in lower case: "orderClosed_at" -> order, closed, at.
std::vector<std::string> words_of(std::string_view name);

}  // namespace assay::study
