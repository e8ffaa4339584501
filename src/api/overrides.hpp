#pragma once

#include <vector>

#include "api/api.hpp"
#include "study/product.hpp"

// What a study may be told on the command line instead of, or on top of, the product file. Each
// override names its flag, its help and the key of the product file that it stands for, once.

namespace assay::api {

/// The parameters that stand for keys of the product file, in the order in which help lists them.
std::vector<Parameter> override_parameters();

/// Those of the given names, in the order in which help lists them.
std::vector<Parameter> override_parameters(std::span<const std::string_view> names);

/// Writes what was given over `product`. A key that was given no longer points at its line in the
/// file; errors about it name the flag. InvalidInput names the flag whose value is wrong.
Result<> apply_overrides(const Request& request, study::Product& product);

}  // namespace assay::api
