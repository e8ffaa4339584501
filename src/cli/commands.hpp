#pragma once

#include <span>

#include "api/api.hpp"

namespace assay::cli {

/// All operations, and the commands that only a terminal needs: shell completion, the man page and
/// the reference page, each made from this very table.
std::span<const api::Operation> commands();

/// A script that completes commands, flags and their values.
std::string bash_completion(std::span<const api::Operation> commands);
std::string zsh_completion(std::span<const api::Operation> commands);
std::string fish_completion(std::span<const api::Operation> commands);

/// The man page, roff with the man macros.
std::string man_page(std::span<const api::Operation> commands, std::string_view version);

/// docs/reference.md.
std::string reference_page(std::span<const api::Operation> commands);

}  // namespace assay::cli
