#pragma once

#include <string_view>

#include "base/result.hpp"
#include "study/product.hpp"

namespace assay::study {

/// Reads TOML into `product`, whose `file` is set already. Every key's line is recorded before its
/// value is looked at, so that each error can name it.
Result<> read_toml(std::string_view text, Product& product);

}  // namespace assay::study
