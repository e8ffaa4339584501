#pragma once

#include <string>
#include <vector>

#include "cli/page.hpp"
#include "study/evaluation.hpp"

// The parts of a page that evaluations of every kind have.

namespace assay::cli {

/// A number with its range; nothing where it cannot be told.
void measure_line(Page& page, const char* name, const stats::Estimate& estimate);
/// Whether the predictions can be trusted; nothing where there is no finding.
void integrity(Page& page, const std::vector<validate::Finding>& found);
/// How often these rows were used.
void reuse(Page& page, const study::Reuse& used);
/// What was not looked at.
void not_run(Page& page, const std::vector<std::string>& words);

}  // namespace assay::cli
