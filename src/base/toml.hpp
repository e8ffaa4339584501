#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// TOML, in which people write product files, contracts and cards: values with the lines where they
// stand, so that every error can name file, line and key.

namespace assay {

/// A TOML value with the line where it (or its key) stands. The TOML library stays behind
/// parse_toml.
struct TomlNode {
    enum class Kind : std::uint8_t { Text, Whole, Real, Flag, Date, Time, List, Table };

    Kind kind = Kind::Table;
    int line = 0;
    std::string key{};              // its name in the table that holds it
    std::string text{};             // of a text; a date as 2027-03-31
    std::int64_t whole = 0;         // of a whole number
    double real = 0;                // of any number
    bool flag = false;              // of true and false
    std::vector<TomlNode> items{};  // of a list; of a table, in the order of the file

    /// The value of a finite number.
    std::optional<double> finite() const;
    /// What it holds, for messages: `the text "six"`.
    std::string seen() const;
};

/// The table that a TOML text is. Fails with InvalidInput that names `file`, line and column, and
/// on what is too large or too deep to be written by a person. `kind` says what the file is.
Result<TomlNode> parse_toml(std::string_view text, const std::string& file, std::string_view kind);

/// True for a day of the calendar written as 2027-03-31.
bool is_date(const std::string& text);

/// Text as a TOML basic string; also fit for a comment, since it holds no line break.
std::string toml_text(std::string_view text);

/// Texts as a TOML list: ["carrier", "origin"].
std::string toml_list(std::span<const std::string> texts);

}  // namespace assay
