#include "data/personal_numbers.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "data/personal.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_alphanumeric(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Lengths by country: the registry of ISO 13616.
struct IbanLength {
    std::string_view country;
    std::size_t length;
};
constexpr auto kIbans = std::to_array<IbanLength>(
    {{"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
     {"BH", 22}, {"BR", 29}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DK", 18},
     {"DO", 28}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22},
     {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23},
     {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LI", 21}, {"LT", 20},
     {"LU", 20}, {"LV", 21}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MR", 27}, {"MT", 31},
     {"MU", 30}, {"NL", 18}, {"NO", 15}, {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29},
     {"RO", 24}, {"RS", 22}, {"SA", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"TN", 24},
     {"TR", 26}, {"VG", 24}, {"XK", 20}});

std::size_t iban_length(char first, char second) {
    const std::array<char, 2> country{upper(first), upper(second)};
    const auto found =
        std::ranges::find(kIbans, std::string_view(country.data(), 2), &IbanLength::country);
    return found == kIbans.end() ? 0 : found->length;
}

bool has_rest_of_one(std::string_view iban) {
    int rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = upper(iban[(i + 4) % iban.size()]);
        rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    return rest == 1;
}

/// Letters and digits from `at` on, `length` of them, single spaces between groups left out; ""
/// where they end sooner or go on.
std::string grouped(std::string_view text, std::size_t at, std::size_t length) {
    std::string out;
    for (; at < text.size() && out.size() < length; ++at) {
        if (is_alphanumeric(text[at])) {
            out += text[at];
        } else if (text[at] != ' ' || text[at - 1] == ' ') {
            return {};
        }
    }
    const bool goes_on = at < text.size() && is_alphanumeric(text[at]);
    return out.size() == length && !goes_on ? out : std::string();
}

bool is_iban_at(std::string_view text, std::size_t at) {
    const bool starts = at == 0 || !is_alphanumeric(text[at - 1]);
    if (!starts || at + 4 > text.size() || !is_digit(text[at + 2]) || !is_digit(text[at + 3])) {
        return false;
    }
    const auto length = iban_length(text[at], text[at + 1]);
    const auto iban = length == 0 ? std::string() : grouped(text, at, length);
    return !iban.empty() && has_rest_of_one(iban);
}

bool passes_luhn(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        const int doubled = i % 2 == 0 ? digit : 2 * digit;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

int leading(std::string_view digits, std::size_t count) {
    int out = 0;
    for (const char c : digits.substr(0, count)) {
        out = out * 10 + (c - '0');
    }
    return out;
}

bool between(int value, int low, int high) {
    return value >= low && value <= high;
}

/// First digits and lengths of the large issuers.
bool is_issued(std::string_view digits) {
    const auto length = digits.size();
    const int two = leading(digits, 2);
    const int four = leading(digits, 4);
    const bool visa = digits[0] == '4' && (length == 13 || length == 16 || length == 19);
    const bool mastercard = length == 16 && (between(two, 51, 55) || between(four, 2221, 2720));
    const bool american_express = length == 15 && (two == 34 || two == 37);
    const bool discover = length == 16 && (two == 65 || four == 6011 || between(four, 6440, 6499));
    const bool diners = length == 14 && (two == 36 || two == 38 || between(four, 3000, 3059));
    const bool jcb = length == 16 && between(four, 3528, 3589);
    const bool union_pay = two == 62 && length >= 16;
    return visa || mastercard || american_express || discover || diners || jcb || union_pay;
}

/// Digits of a run in which single separators may stand between digits; "" on two in a row.
std::string digits_of(std::string_view run, std::string_view separators) {
    std::string out;
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (is_digit(run[i])) {
            out += run[i];
        } else if (separators.find(run[i]) == std::string_view::npos ||
                   (i > 0 && !is_digit(run[i - 1]))) {
            return {};
        }
    }
    return out;
}

/// Calls visit(start, run) for each run that starts and ends with a digit and holds digits and
/// separators, until it returns true.
template <class Visit>
bool any_number(std::string_view text, std::string_view separators, const Visit& visit) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool starts = is_digit(text[at]) && (at == 0 || !is_alphanumeric(text[at - 1]));
        if (!starts) {
            continue;
        }
        auto end = at;
        while (end < text.size() &&
               (is_digit(text[end]) || separators.find(text[end]) != std::string_view::npos)) {
            ++end;
        }
        auto last = end;
        while (!is_digit(text[last - 1])) {
            --last;
        }
        const bool goes_on = last < text.size() && is_alphanumeric(text[last]);
        if (!goes_on && visit(at, text.substr(at, last - at))) {
            return true;
        }
        at = end;
    }
    return false;
}

constexpr std::string_view kPhoneSeparators = " -./()";

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
}

bool is_whole_phone(std::string_view text) {
    const auto bare = plain(text);
    const bool allowed = std::ranges::all_of(bare, [](char c) {
        return is_digit(c) || kPhoneSeparators.find(c) != std::string_view::npos;
    });
    const auto digits = count_digits(bare);
    const bool separated = digits < bare.size();
    if (bare.empty() || !allowed || !separated || reads_as_number(bare) || reads_as_date(bare)) {
        return false;
    }
    const bool front = bare.front() == '0' || bare.front() == '(';
    const bool american =
        bare.size() == 12 && digits == 10 && !is_digit(bare[3]) && bare[3] == bare[7];
    return american || (front && digits >= 7 && digits <= 13);
}

}  // namespace

bool is_iban(std::string_view text) {
    return is_iban_at(text, 0) && !grouped(text, 0, iban_length(text[0], text[1])).empty() &&
           static_cast<std::size_t>(std::ranges::count_if(text, is_alphanumeric)) ==
               iban_length(text[0], text[1]);
}

bool has_iban(std::string_view text) {
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
        if (is_iban_at(text, at)) {
            return true;
        }
    }
    return false;
}

bool is_card_number(std::string_view text) {
    const auto digits = digits_of(text, " -");
    return digits.size() >= 13 && digits.size() <= 19 && is_issued(digits) && passes_luhn(digits);
}

bool has_card_number(std::string_view text) {
    return any_number(text, " -",
                      [](std::size_t, std::string_view run) { return is_card_number(run); });
}

bool has_phone(std::string_view text) {
    const bool international =
        any_number(text, kPhoneSeparators, [&](std::size_t at, std::string_view run) {
            const auto digits = count_digits(run);
            const bool plus = at > 0 && text[at - 1] == '+';
            const bool zeros = run.starts_with("00") && digits >= 10;
            return (plus && digits >= 8 && digits <= 15) || (zeros && digits <= 17);
        });
    return international || is_whole_phone(text);
}

}  // namespace assay::data
