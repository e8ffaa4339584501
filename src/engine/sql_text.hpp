#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

// SQL that a person wrote, looked at before the engine sees it. Not a parser: it knows quotes,
// comments and brackets, which is enough to keep a piece of SQL inside the place meant for it.

namespace assay::engine {

/// One SELECT, WITH or FROM and nothing behind it, else InvalidInput.
Result<> check_query(std::string_view sql);

/// What can stand in brackets: quotes and brackets are closed, no statement ends, and no word of
/// chance or time makes a second run differ. InvalidInput says which, without the place.
Result<> check_fragment(std::string_view sql);

/// Where a whole word stands outside of text quotes and comments, in any case, or npos.
std::size_t find_word(std::string_view sql, std::string_view word);

/// The line of `sql` that holds position `at`, and below it a caret: two lines, indented.
std::string pointed(std::string_view sql, std::size_t at);

}  // namespace assay::engine
