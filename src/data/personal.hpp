#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "engine/engine.hpp"

// Personal data found by pattern: what can be checked (an IBAN, a card number) is checked. A
// pattern is no proof, and a name that looks like any word is found by dictionary only, when asked.
// No value is ever shown: examples keep the shape and hide every letter and digit.

namespace assay::data {

enum class PersonalKind : std::uint8_t { Email, Phone, Iban, Card, IpAddress, Name };

/// A column that holds personal data of one kind.
struct PersonalColumn {
    std::string column;
    PersonalKind kind = PersonalKind::Email;
    std::int64_t rows = 0;
    double share = 0;                   // of all rows
    bool declared = false;              // the card knows of it; the caller's to fill
    std::vector<std::string> examples;  // masked, at most 2

    static constexpr auto fields() {
        using P = PersonalColumn;
        return std::tuple{
            field("column", &P::column, "column"),
            field("kind", &P::kind, "e-mail, phone, iban, payment card, ip address or name"),
            field("rows", &P::rows, "rows in which it was found"),
            field("share", &P::share, "share of all rows"),
            field("declared", &P::declared, "the card says so"),
            field("examples", &P::examples, "shapes of some values, letters and digits hidden")};
    }
};

/// Two letters, two check digits, the length of its country, and ISO 13616's rest of 1 modulo 97.
/// Spaces between groups are allowed.
bool is_iban(std::string_view text);

/// A payment card's number: an issuer's first digits and length, and Luhn's check digit (ISO/IEC
/// 7812). Spaces and hyphens between groups are allowed.
bool is_card_number(std::string_view text);

/// What stands anywhere in a text. Names are looked for when `names`.
std::vector<PersonalKind> personal_kinds(std::string_view text, bool names);

/// The text with every letter as x and every digit as 9; an e-mail's dots and signs stay.
std::string masked(std::string_view text);

/// Columns with personal data, in the table's order. Each distinct value is looked at once. Long
/// whole numbers are looked at for card numbers only, and only where three times as many pass the
/// check as chance would let pass. Names need three in ten rows.
std::vector<PersonalColumn> find_personal(const engine::Table& table, bool names);

}  // namespace assay::data

template <>
struct assay::EnumNames<assay::data::PersonalKind> {
    using K = assay::data::PersonalKind;
    static constexpr std::array value{std::pair{K::Email, std::string_view("e-mail")},
                                      std::pair{K::Phone, std::string_view("phone")},
                                      std::pair{K::Iban, std::string_view("iban")},
                                      std::pair{K::Card, std::string_view("payment card")},
                                      std::pair{K::IpAddress, std::string_view("ip address")},
                                      std::pair{K::Name, std::string_view("name")}};
};
