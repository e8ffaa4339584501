#include "store/chain.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/json.hpp"

namespace assay::store {

// Written by hand, because the body is canonical already and may be large; the keys are sorted.
std::string hashed_line(const Entry& entry) {
    return fmt::format(R"({{"at":{},"before":{},"body":{},"id":{},"kind":{},"number":{}}})",
                       canonical(Json(entry.at)), canonical(Json(entry.before)), entry.body,
                       canonical(Json(entry.id)), canonical(Json(entry.kind)), entry.number);
}

std::string chained_hash(const Entry& entry) {
    return sha256_hex(hashed_line(entry));
}

}  // namespace assay::store
