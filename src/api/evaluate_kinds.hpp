#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/api.hpp"
#include "study/evaluation.hpp"

// What `assay evaluate` is told of classes and of numbers, and how lists of names are read.

namespace assay::api {

Parameter text(const char* section, const char* name, const char* value, const char* help);
Parameter texts(const char* section, const char* name, const char* value, const char* help);
Parameter number(const char* section, const char* name, const char* value, const char* help);

std::string trimmed(std::string_view text);
/// The parts of comma-separated lists, trimmed; empty ones are left out.
std::vector<std::string> split_list(const std::vector<std::string>& given);

/// Flags of several classes and of numbers.
std::vector<Parameter> kind_parameters();
/// Reads them. InvalidInput names the flag that is wrong.
Result<> read_kind_options(const Request& request, study::EvaluationOptions& out);

}  // namespace assay::api
