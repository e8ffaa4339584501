#pragma once

#include <memory>
#include <string>

#include "base/progress.hpp"
#include "study/study.hpp"
#include "study/worlds.hpp"

// The measuring half of a study: fits, prices, chooses the rung by inner evidence, measures the
// learning curve. What it leaves behind (Measured) can be priced anew without another fit.

namespace assay::study {

struct Settled {
    SplitOptions split;
    LadderOptions ladder;
    Metric shown;  // metric of the learning curve: the target's, or AUC
    std::size_t draws = 4000;
};
Settled settings_of(const Product& product, const StudyOptions& options);

model::Kind kind_of(Role role);

/// Months from the newest row to [target] by; the horizon when there is no such date. Without a
/// time column there is no "today" in the data, and the date only settles the claims.
double deadline_months(const Product& product, const std::string& newest_day);

/// Fits every option, prices it, and chooses between the rungs on inner evidence.
Result<Measured> measure(const Product& product, const Problem& problem,
                         const model::Features& features, const Splits& splits, const Terms& terms,
                         const Settled& settings, const Progress& progress);

/// Learning curve and forecasts of the chosen rung.
Result<> measure_learning(const model::Features& features, const Terms& terms,
                          const Settled& settings, Measured& measured, const Progress& progress);

/// The same with other columns and fewer repeats (one seed), without a learning curve.
struct Again {
    std::unique_ptr<Splits> splits;
    Measured measured;
};
Result<Again> measure_again(const Product& product, const Problem& problem,
                            const model::Features& features, const Splits& splits,
                            const Terms& terms, const Settled& settings, const Progress& progress);

/// The product file's values as used, and the document's id: a hash of all but run and id.
Json product_json(const Product& product);
std::string document_id(const Document& document);

}  // namespace assay::study
