#pragma once

#include <string>
#include <vector>

#include "base/progress.hpp"
#include "study/problem.hpp"
#include "study/product.hpp"
#include "study/split.hpp"

namespace assay::study {

/// Columns that may know the answer, and what is said of them.
struct Suspects {
    std::vector<std::string> columns;  // out of the headline verdict
    std::vector<data::Issue> issues;   // errors for those; a question for the strongest column
};

/// A column is suspected where it alone orders the target with an AUC of at least 0.95; or of at
/// least 0.80, with at least 90 % of the full model's (AUC - 0.5), when leaving it out loses more
/// than twice what leaving out the next column loses. (Without the floor of 0.80 every honest table
/// with one useful column would be accused.) Trusted columns are never suspected; columns with a
/// time at which they are known were judged by it. The strongest other column is a question.
Result<Suspects> find_leaks(const Product& product, const Problem& problem, const Splits& splits,
                            std::uint64_t seed, int threads, const Progress& progress);

}  // namespace assay::study
