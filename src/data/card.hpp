#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml_reader.hpp"
#include "data/data.hpp"
#include "data/personal.hpp"
#include "engine/engine.hpp"

// A data card: what a table may be used for, who answers for it, on which ground it was collected,
// how long it is kept, who agreed, and which columns hold personal data. TOML, drafted from a
// table, finished by a person, held against the table, and asked by a study before it starts.

namespace assay::data {

/// What a decision may be for: a closed list, because a card allows or forbids by these words.
const std::vector<std::string>& purposes();

/// Grounds of the European GDPR, article 6(1), and "none" for data about no person.
const std::vector<std::string>& lawful_bases();

struct Card {
    std::string file;  // as given; "" without one
    std::string text;  // its content
    // [card]
    std::string name, description, owner, source;
    // [use]
    std::vector<std::string> allowed, forbidden;  // allowed empty: all that is not forbidden
    std::string reason;
    // [law]
    std::string basis;
    std::optional<std::int64_t> retention;  // microseconds
    std::string retention_text;
    std::string time;           // column that retention counts from
    std::string consent;        // column
    std::string consent_value;  // the value that means yes; "" = true, 1, yes, y, given
    // [personal]
    std::vector<std::string> personal;  // columns known to hold personal data

    TomlLines lines;
    /// "card.toml, line 8, [use] forbidden".
    std::string where(std::string_view path) const;
};

/// Reads a card; InvalidInput on unknown words and on a card that contradicts itself.
Result<Card> parse_card(std::string_view text, const std::string& file);
Result<Card> read_card(const std::string& file);

/// InvalidInput, with the card's line and its reason, when the card does not allow the purpose; an
/// empty purpose is allowed only where the card limits none.
Result<> allow_purpose(const Card& card, const std::string& purpose);

/// Rows without consent, or that nobody can tell; nothing where the card names no column.
std::vector<Issue> consent_issues(const Card& card, const engine::Table& table);

struct CardCheck {
    std::string schema = "assay.card/1";
    std::string card, owner, source;
    std::int64_t rows = 0, columns = 0;
    std::vector<std::string> allowed, forbidden;
    std::string basis, retention;
    std::int64_t without_consent = 0;
    std::vector<PersonalColumn> personal;
    std::vector<Issue> issues;  // worst first
    std::string sentence;

    static constexpr auto fields() {
        using C = CardCheck;
        return std::tuple{
            field("schema", &C::schema, "name and version of this document"),
            field("card", &C::card, "name of the card"),
            field("owner", &C::owner, "who answers for the data"),
            field("source", &C::source, "where the table came from"),
            field("rows", &C::rows, "rows"),
            field("columns", &C::columns, "columns"),
            field("allowed", &C::allowed, "purposes that are allowed; empty: all but forbidden"),
            field("forbidden", &C::forbidden, "purposes that are forbidden"),
            field("basis", &C::basis, "lawful basis"),
            field("retention", &C::retention, "how long rows are kept"),
            field("without_consent", &C::without_consent, "rows without consent"),
            field("personal", &C::personal, "columns that hold personal data"),
            field("issues", &C::issues, "what is wrong, worst first"),
            field("sentence", &C::sentence, "how the card stands, in words")};
    }
};

/// Holds a card against its table. `names` looks for names of people as well; `now` is the moment
/// that retention counts back from.
CardCheck check_card(const Card& card, const engine::Table& table, const std::string& source,
                     bool names, std::int64_t now);

/// A card drafted from a table, and what a person must still say.
struct CardDraft {
    std::string toml;
    std::vector<std::string> open_questions;
};
CardDraft draft_card(const engine::Table& table, const std::string& source, bool names);

}  // namespace assay::data
