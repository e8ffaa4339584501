#pragma once

#include <string_view>

namespace assay::data {

/// True for a common given name in any case: some 300 of the most frequent of the last hundred
/// years in English, German, French, Spanish, Italian, Portuguese, Polish, Turkish, Arabic and
/// Indian use. Names that are everyday words ("May", "Rose", "Will") are left out.
bool is_given_name(std::string_view word);

}  // namespace assay::data
