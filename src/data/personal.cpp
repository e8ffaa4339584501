#include "data/personal.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "data/distribution.hpp"
#include "data/given_names.hpp"
#include "data/personal_numbers.hpp"
#include "data/two_threads.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

using Kinds = std::vector<PersonalKind>;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_alphanumeric(char c) {
    return is_digit(c) || is_letter(c);
}

/// "someone@example.org" around an at sign.
bool is_email_at(std::string_view text, std::size_t at) {
    const auto of_local = [](char c) {
        return is_alphanumeric(c) || std::string_view("._%+-").find(c) != std::string_view::npos;
    };
    const bool local = at > 0 && of_local(text[at - 1]) && text[at - 1] != '.';
    std::size_t end = at + 1;
    while (end < text.size() && (is_alphanumeric(text[end]) || text[end] == '-' ||
                                 (text[end] == '.' && text[end - 1] != '.'))) {
        ++end;
    }
    auto domain = text.substr(at + 1, end - at - 1);
    while (domain.ends_with('.') || domain.ends_with('-')) {
        domain.remove_suffix(1);
    }
    const auto dot = domain.rfind('.');
    if (!local || dot == std::string_view::npos || dot == 0) {
        return false;
    }
    const auto top = domain.substr(dot + 1);
    return top.size() >= 2 && std::ranges::all_of(top, is_letter);
}

bool has_email(std::string_view text) {
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        if (is_email_at(text, at)) {
            return true;
        }
    }
    return false;
}

/// Calls visit(word) for each run of characters that `belongs` accepts, until it returns true.
template <class Belongs, class Visit>
bool any_run(std::string_view text, const Belongs& belongs, const Visit& visit) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && belongs(text[end])) {
            ++end;
        }
        if (end > at && visit(text.substr(at, end - at))) {
            return true;
        }
        at = std::max(end, at + 1);
    }
    return false;
}

bool is_address(std::string_view word) {
    while (word.ends_with('.') || word.ends_with(':')) {
        word.remove_suffix(1);
    }
    const auto dots = std::ranges::count(word, '.');
    const auto colons = std::ranges::count(word, ':');
    constexpr std::size_t kLongest = 45;
    if (word.size() > kLongest || (dots != 3 && colons < 2)) {
        return false;
    }
    std::array<unsigned char, sizeof(in6_addr)> address{};
    const std::string text(word);
    const bool four = colons == 0 && ::inet_pton(AF_INET, text.c_str(), address.data()) == 1;
    // "::" and "::1" are no one's address.
    const bool six =
        colons >= 2 && word.size() > 4 && ::inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
    return four || six;
}

bool has_address(std::string_view text) {
    // A word that goes on with other letters is a version or a time, not an address.
    return any_run(
        text, [](char c) { return is_alphanumeric(c) || c == '.' || c == ':' || c == '-'; },
        is_address);
}

/// A cell of two to four words, of which one is a given name, or a given name alone.
bool is_name(std::string_view text) {
    constexpr std::size_t kMostWords = 4;
    std::size_t words = 0;
    bool given = false;
    const bool broken = any_run(
        text, [](char c) { return c != ' ' && c != ','; },
        [&](std::string_view word) {
            const bool odd = std::ranges::any_of(word, [](char c) {
                const auto byte = static_cast<unsigned char>(c);
                return byte < 0x80 && !is_letter(c) && c != '-' && c != '\'' && c != '.';
            });
            const auto first = static_cast<unsigned char>(word.front());
            const bool capital = first >= 0x80 || (first >= 'A' && first <= 'Z');
            given = given || (capital && is_given_name(word));
            ++words;
            return odd || words > kMostWords;
        });
    return given && !broken;
}

/// Rows of one column by kind, and two of the values.
class Tally {
  public:
    void add(PersonalKind kind, std::int64_t rows, std::string_view text) {
        constexpr std::size_t kExamples = 2;
        auto& each = kinds_[static_cast<std::size_t>(kind)];
        each.rows += rows;
        const auto shape = masked(text);
        if (each.examples.size() < kExamples &&
            std::ranges::find(each.examples, shape) == each.examples.end()) {
            each.examples.push_back(shape);
        }
    }
    std::vector<PersonalColumn> found(const engine::Column& column, std::int64_t present) const {
        std::vector<PersonalColumn> out;
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            const auto kind = static_cast<PersonalKind>(i);
            constexpr double kNames = 0.3;
            const double needed =
                kind == PersonalKind::Name ? kNames * static_cast<double>(present) : 1;
            if (kinds_[i].rows > 0 && static_cast<double>(kinds_[i].rows) >= needed) {
                auto one = kinds_[i];
                one.column = column.name;
                one.kind = kind;
                one.share = static_cast<double>(one.rows) / static_cast<double>(column.size());
                out.push_back(std::move(one));
            }
        }
        return out;
    }

  private:
    std::array<PersonalColumn, 6> kinds_{};
};

/// Cells of one column that are long numbers and nothing else, and those that are card numbers. One
/// number in ten passes Luhn's check by chance.
struct LongNumbers {
    std::int64_t all = 0;
    std::int64_t cards = 0;

    void add(std::string_view digits, std::int64_t rows) {
        all += rows;
        cards += is_card_number(digits) ? rows : 0;
    }
    bool hold_cards() const {
        constexpr double kPassed = 0.3;
        return cards > 0 && static_cast<double>(cards) >= kPassed * static_cast<double>(all);
    }
};

bool is_long_number(std::string_view text) {
    constexpr std::size_t kShortest = 13;
    return text.size() >= kShortest && std::ranges::all_of(text, is_digit);
}

bool holds_cards(const engine::Column& column, const std::vector<std::int64_t>& level_rows) {
    LongNumbers numbers;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        if (is_long_number(column.levels[code])) {
            numbers.add(column.levels[code], level_rows[code]);
        }
    }
    return numbers.hold_cards();
}

std::vector<PersonalColumn> in_text(const engine::Column& column, bool names) {
    const auto values = distribute(column);
    const bool cards = holds_cards(column, values.level_rows);
    Tally tally;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        const auto& text = column.levels[code];
        if (values.level_rows[code] == 0) {
            continue;
        }
        for (const auto kind : personal_kinds(text, names)) {
            if (kind != PersonalKind::Card || cards || !is_long_number(text)) {
                tally.add(kind, values.level_rows[code], text);
            }
        }
    }
    return tally.found(column, values.present());
}

std::vector<PersonalColumn> in_numbers(const engine::Column& column) {
    constexpr double kShortest = 1e12;
    LongNumbers numbers;
    Tally tally;
    for (const double value : column.numbers) {
        if (value >= kShortest) {
            const auto text = fmt::format("{:.0f}", value);
            numbers.add(text, 1);
            if (is_card_number(text)) {
                tally.add(PersonalKind::Card, 1, text);
            }
        }
    }
    return numbers.hold_cards() ? tally.found(column, numbers.cards)
                                : std::vector<PersonalColumn>{};
}

}  // namespace

std::vector<PersonalKind> personal_kinds(std::string_view text, bool names) {
    constexpr std::size_t kLongest = 100'000;
    text = text.substr(0, kLongest);
    Kinds out;
    const auto add = [&](PersonalKind kind, bool found) {
        if (found) {
            out.push_back(kind);
        }
    };
    const auto digits = std::ranges::count_if(text, is_digit);
    add(PersonalKind::Email, has_email(text));
    add(PersonalKind::Iban, digits >= 10 && has_iban(text));
    const bool card = digits >= 13 && has_card_number(text);
    add(PersonalKind::Card, card);
    const bool address = has_address(text);
    add(PersonalKind::IpAddress, address);
    add(PersonalKind::Phone, digits >= 7 && !card && !address && has_phone(text));
    add(PersonalKind::Name, names && is_name(text));
    return out;
}

std::string masked(std::string_view text) {
    constexpr std::size_t kShown = 40;
    std::string out;
    for (const char c : text.substr(0, kShown)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            // A character of several bytes is one x.
            out += (byte & 0xC0U) == 0x80U ? "" : "x";
        } else {
            out += is_digit(c) ? '9' : is_letter(c) ? 'x' : c;
        }
    }
    return text.size() > kShown ? out + "…" : out;
}

std::vector<PersonalColumn> find_personal(const engine::Table& table, bool names) {
    std::vector<std::vector<PersonalColumn>> found(table.columns.size());
    on_two_threads(found.size(), [&](std::size_t at) {
        const auto& column = table.columns[at];
        if (column.type == engine::Type::Text) {
            found[at] = in_text(column, names);
        } else if (column.type == engine::Type::Integer) {
            found[at] = in_numbers(column);
        }
    });
    std::vector<PersonalColumn> out;
    for (auto& each : found) {
        std::ranges::move(each, std::back_inserter(out));
    }
    return out;
}

}  // namespace assay::data
