#pragma once

#include "data/contract.hpp"

namespace assay::data {

/// InvalidInput, naming file, line and key, on a contract that contradicts itself: no table could
/// keep it, or one clause makes another pointless.
Result<> check_sound(const Contract& contract);

}  // namespace assay::data
