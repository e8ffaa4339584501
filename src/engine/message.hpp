#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

// DuckDB explains itself in a dozen lines with the options of its own reader. Here such a message
// becomes one sentence and one hint in assay's words.

namespace assay::engine {

/// Class of a failure by the first words of its message ("Parser Error:", "INTERRUPT Error:").
ErrorCode classify(std::string_view message);

/// The message's first sentence without its class, lower case at the start: "syntax error at or
/// near ")"".
std::string gist(std::string_view message);

/// Where a message points into the statement: "LINE 4: …" and the caret's place, or none.
struct Position {
    int line = 0;        // 1 is the first
    std::string text;    // that line, perhaps cut
    std::size_t column;  // of the caret in `text`, 0 is the first
};
Position position(std::string_view message);

/// What the message suggests after "Candidate bindings:" or "Did you mean", unquoted, or "".
std::string candidate(std::string_view message);

/// The name that the message is about: of a column, a table or a function, or "".
std::string subject(std::string_view message);

/// The failure in plain words; `opening` ("flights.csv", "the query") opens the sentence.
Error explain(const Error& raw, std::string_view opening);

}  // namespace assay::engine
