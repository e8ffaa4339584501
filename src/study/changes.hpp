#pragma once

#include <vector>

#include "base/progress.hpp"
#include "study/worlds.hpp"

namespace assay::study {

/// What would change the verdict: for each cost, decisions a month, running and building cost and
/// the label price, the nearest value at which the verdict becomes another, by re-pricing the
/// stored scores (cuts follow the costs); and the rows that would settle an open verdict, as if
/// that many had been tested. One quantity at a time; searched from a tenth to ten times today's
/// value. Nearest flips first.
Result<std::vector<Change>> what_would_change(const Measured& measured, const Terms& terms,
                                              const Product& product, VerdictName now, int threads,
                                              const Progress& progress);

}  // namespace assay::study
