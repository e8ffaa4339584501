#pragma once

#include <vector>

#include "api/api.hpp"
#include "study/evaluation.hpp"

// What `assay evaluate` is told of classes and of numbers.

namespace assay::api {

/// Flags of several classes and of numbers.
std::vector<Parameter> kind_parameters();
/// Reads them. InvalidInput names the flag that is wrong.
Result<> read_kind_options(const Request& request, study::EvaluationOptions& out);

}  // namespace assay::api
