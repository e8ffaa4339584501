#pragma once

#include <string_view>

namespace assay::data {

/// True when an IBAN, a card number, or a phone number stands anywhere in the text. A phone number
/// has a plus or two zeros in front and 8 to 15 digits (ITU-T E.164), or is the whole text: grouped
/// digits with a leading zero or bracket, or three, three and four digits.
bool has_iban(std::string_view text);
bool has_card_number(std::string_view text);
bool has_phone(std::string_view text);

}  // namespace assay::data
