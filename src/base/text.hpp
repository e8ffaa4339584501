#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Words for people: nearest known name, numbers as one writes them, lists as one says them.

namespace assay {

/// The known name nearest to `wanted` by edit distance (Levenshtein, case folded), or "" when none
/// is near enough to be a likely slip (a third of the length, rounded up).
std::string nearest(std::string_view wanted, std::span<const std::string> known);

/// Hint for an unknown name: `did you mean "x"?`, or the first known names when none is near.
std::string suggest(std::string_view wanted, std::span<const std::string> known);

/// Whole number with thousands separators: 27,300.
std::string count(std::int64_t value);

/// A number of things: "1 row", "27,300 rows".
std::string counted(std::int64_t number, std::string_view thing);

/// The text with a capital first letter.
std::string capitalised(std::string text);

/// Three significant figures, thousands separated, true minus sign: 1,470; −0.0123.
std::string figure(double value, int significant = 3);

/// Money: "1,470 USD", the currency behind the figure.
std::string money(double value, std::string_view currency);

/// A chance never rounded to certainty: "95 in 100", "over 99 in 100", "under 1 in 100".
std::string chance(double probability);

/// Verbal band of a probability, fixed once: "almost certainly" >= 0.95, "very likely" >= 0.80,
/// "likely" >= 0.60, "may or may not" >= 0.40, "unlikely" >= 0.20, "very unlikely" >= 0.05,
/// "almost certainly not".
std::string_view likelihood(double probability);

/// The text without the blanks around it.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t");

/// At most `most` bytes of valid UTF-8 that end with a whole character, "…" where some are missing.
std::string cut(std::string_view text, std::size_t most);

/// "a, b and c".
std::string listed(std::span<const std::string> items);

/// True when the bytes are valid UTF-8; `at` receives the first wrong byte.
bool valid_utf8(std::string_view bytes, std::size_t* at = nullptr);

/// `name` as an SQL identifier in double quotes; `text` as an SQL literal in single quotes.
std::string quoted_name(std::string_view name);
std::string quoted_text(std::string_view text);

}  // namespace assay
