#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Moments and spans as people write them, in microseconds since 1970 UTC.

namespace assay {

inline constexpr std::int64_t kMicrosecondsADay = 86'400'000'000;

/// "2026-11-25", or "2026-11-25T03:00:00Z"; empty on anything else, and on a day or a time of day
/// that does not exist.
std::optional<std::int64_t> parse_moment(std::string_view text);

/// "36 hours", "3 days", "2 weeks", "24 months", "10 years" (a year has 365.25 days, a month a
/// twelfth of it); empty on anything else and on nothing or less.
std::optional<std::int64_t> parse_span(std::string_view text);

/// "3 days", "5 hours", "40 minutes": the largest unit of which there are two or more, rounded
/// down; "1 minute" or less is "1 minute".
std::string span_text(std::int64_t microseconds);

}  // namespace assay
