#pragma once

#include <optional>
#include <string>
#include <vector>

#include "study/document.hpp"
#include "study/evaluation.hpp"
#include "study/product.hpp"

// A study's own model as one to evaluate: its out-of-fold scores, as the table of predictions
// holds them, with what the product says of money, time and groups.

namespace assay::study {

/// What evaluates the chosen model of a study from `predictions`, the file that the study wrote
/// with its predictions. Of several seeds the first counts, so that each row is judged once. It is
/// held against the best of the other scored options, and against the rule. Costs that are columns
/// of the product's own table become the gain of acting that the predictions carry; `columns` are
/// those that the file has. Nothing when no option of the study has a score.
struct OwnEvaluation {
    Product product;
    EvaluationOptions options;
    std::string model;  // the judged option, in words
};
std::optional<OwnEvaluation> own_evaluation(const Document& document, const Product& product,
                                            const std::string& predictions,
                                            const std::vector<std::string>& columns);

}  // namespace assay::study
