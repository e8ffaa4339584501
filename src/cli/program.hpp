#pragma once

#include <string>
#include <vector>

namespace assay::cli {

/// The whole program: reads the command line, runs the operation, shows its answer; the exit code.
int run_program(const std::vector<std::string>& arguments);

}  // namespace assay::cli
