#pragma once

#include <span>
#include <string>

#include "api/api.hpp"
#include "cli/terminal.hpp"

// Help pages that someone who never saw a command line can follow: what it is for, how it is
// called, every parameter by heading, an example.

namespace assay::cli {

/// What `assay` alone says: what it is, and the three commands to begin with.
std::string overview(const Terminal& terminal);

/// All commands, or those of one group ("ledger").
std::string command_list(std::span<const api::Operation> commands, const std::string& group,
                         const Terminal& terminal);

/// The page of one command.
std::string help_page(const api::Operation& operation, const Terminal& terminal);

/// "assay study [PRODUCT.toml] [flags]".
std::string usage_line(const api::Operation& operation);

/// "-o, --output FILE", or the name of a positional parameter.
std::string parameter_label(const api::Parameter& parameter);

/// Help of a parameter with its choices and its default.
std::string parameter_help(const api::Parameter& parameter);

/// What a parameter's value is called: "FILE", "NUMBER", "" for a flag.
std::string value_name(const api::Parameter& parameter);

/// Headings of a command's parameters, with the flags of every command, in order.
struct Section {
    std::string title;
    std::vector<api::Parameter> parameters;
};
std::vector<Section> sections(const api::Operation& operation);

}  // namespace assay::cli
