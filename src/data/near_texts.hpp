#pragma once

#include <cstdint>
#include <vector>

#include "data/distribution.hpp"

// Texts that are nearly the same: MinHash over runs of three words, candidates by
// locality-sensitive hashing (Leskovec, Rajaraman & Ullman 2014, chapter 3), confirmed on the whole
// signature.

namespace assay::data {

/// Groups of levels that lie near one another; all levels of a seeded sample of 100,000.
struct NearTexts {
    std::vector<std::int32_t> group;  // by level; -1 for those near no other
    std::int32_t groups = 0;
    bool sampled = false;
};

/// True for a text column that is prose, not names or codes.
bool is_prose(const engine::Column& column, const Distribution& values);

/// Prose whose overlap is at least 0.7.
NearTexts near_texts(const engine::Column& column, const Distribution& values, std::uint64_t seed);

}  // namespace assay::data
