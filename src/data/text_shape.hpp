#pragma once

#include <string>

#include "data/distribution.hpp"

namespace assay::data {

/// What the texts of a column look like, each by the rows that hold it.
struct TextShape {
    double shortest = 0, median = 0, longest = 0;  // characters; NaN without a text
    /// The commonest form: A a capital, a another letter, 9 a digit, all else itself. Where no form
    /// covers half of the rows, the commonest with runs written once, "Aa+ Aa+"; "" where that does
    /// not either.
    std::string pattern;
    double pattern_share = 0;  // of the rows that were looked at; NaN without a pattern
};

/// Of the first 10,000 distinct texts, in order of appearance.
TextShape text_shape(const engine::Column& column, const Distribution& values);

}  // namespace assay::data
