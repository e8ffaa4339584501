#pragma once

#include <span>
#include <string>
#include <vector>

#include "api/api.hpp"

// From what was typed to one call of one operation. Commands, flags and their meaning all come from
// the table of operations; nothing here knows a single one of them.

namespace assay::cli {

/// What every command understands beside its own parameters.
struct Call {
    const api::Operation* operation = nullptr;
    Json values = Json::object();  // parameters by field name
    std::string group = {};        // "ledger": words that begin commands but are none
    bool help = false;
    bool version = false;
    bool json = false;
    bool quiet = false;
    std::string workspace = {};
};

/// The flags that every command has, for help, completion and the man page.
std::span<const api::Parameter> common_parameters();

/// Understands a command line (without the program's name). InvalidInput, with the nearest known
/// name as a hint, on an unknown command or flag, a missing or surplus argument, or a value of the
/// wrong kind.
Result<Call> read_command_line(const std::vector<std::string>& arguments,
                               std::span<const api::Operation> commands);

/// JSON field of a parameter: "true-positive" -> "true_positive".
std::string field_of(std::string_view parameter);

}  // namespace assay::cli
