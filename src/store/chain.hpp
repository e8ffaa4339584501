#pragma once

#include <string>

#include "store/store.hpp"

namespace assay::store {

/// The line that an entry's hash is taken over: its canonical JSON without the hash. Whoever
/// exports the entries can check the chain with any JSON tool and SHA-256.
std::string hashed_line(const Entry& entry);

/// SHA-256 of that line.
std::string chained_hash(const Entry& entry);

}  // namespace assay::store
