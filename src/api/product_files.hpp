#pragma once

#include <span>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "study/product.hpp"

namespace assay::api {

/// Product files: those that match the globs, or without one every product.toml in the working
/// folder and below it (hidden folders and those of build tools are left out), in order of path.
/// A file that cannot be read as a product is named in `unread` with the reason. NotFound when a
/// glob matches nothing.
Result<std::vector<study::Product>> find_products(std::span<const std::string> globs,
                                                  const Context& context,
                                                  std::vector<std::string>& unread);

}  // namespace assay::api
