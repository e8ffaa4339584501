#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/distribution.hpp"

// What the text of a column looks like: prose, names of things, numbers, dates, or words that stand
// for "nothing here".

namespace assay::data {

struct Prose {
    double mean_length = 0;   // bytes, over rows
    bool has_spaces = false;  // in more than a tenth of the rows
};
Prose prose_of(const engine::Column& column, const Distribution& values);

/// True when every row has its own value and the values look handed out, not measured: text without
/// spaces; whole numbers that lie densely, rise with the rows, or are named as an id.
bool looks_like_id(const engine::Column& column, const Distribution& values);

/// True for names such as "id", "customer_id", "orderNo", "uuid", "key".
bool named_like_id(std::string_view name);

/// True when the whole text is one decimal number.
bool reads_as_number(std::string_view text);

/// True when the text is a date, year first or last, with or without a time of day.
bool reads_as_date(std::string_view text);

/// True when it is a date with the year first.
bool reads_as_iso_date(std::string_view text);

/// True when every level in use reads as a date.
bool all_dates(const engine::Column& column, const Distribution& values);

/// True for "NA", "n/a", "null", "?", "-" and the like, and for blanks. "none" is not among them:
/// it is often an answer.
bool reads_as_nothing(std::string_view text);

/// "integer": a column's type as documents and contracts name it; and back.
std::string_view type_name(engine::Type type);
std::optional<engine::Type> type_named(std::string_view name);
const std::vector<std::string>& type_names();

/// Lower case, without blanks around.
std::string plain(std::string_view text);

/// "12.3 %" of a part in a whole.
std::string share_text(std::int64_t part, std::int64_t whole);
std::string percent(double share);

}  // namespace assay::data
