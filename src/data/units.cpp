#include "data/units.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>

#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr double kAny = std::numeric_limits<double>::infinity();

/// A word that names a unit, and what values in it can be.
struct Word {
    std::string_view word, unit;
    double low = -kAny, high = kAny;
    bool whole = false;
};

/// Units that stand behind a number in a text, and at the end of a name.
constexpr std::array kUnits{
    Word{"kg", "kg"},           Word{"kgs", "kg"},          Word{"lb", "lb"},
    Word{"lbs", "lb"},          Word{"grams", "g"},         Word{"oz", "oz"},
    Word{"tons", "t"},          Word{"tonnes", "t"},        Word{"km", "km"},
    Word{"cm", "cm"},           Word{"mm", "mm"},           Word{"meters", "m"},
    Word{"metres", "m"},        Word{"miles", "miles"},     Word{"mi", "miles"},
    Word{"feet", "ft"},         Word{"ft", "ft"},           Word{"inches", "in"},
    Word{"sqft", "sq ft"},      Word{"sqm", "m\u00B2"},     Word{"mph", "mph"},
    Word{"kmh", "km/h"},        Word{"kph", "km/h"},        Word{"knots", "knots"},
    Word{"ms", "ms"},           Word{"msec", "ms"},         Word{"millis", "ms"},
    Word{"milliseconds", "ms"}, Word{"sec", "s"},           Word{"secs", "s"},
    Word{"seconds", "s"},       Word{"mins", "min"},        Word{"minutes", "min"},
    Word{"hrs", "h"},           Word{"hours", "h"},         Word{"days", "days"},
    Word{"weeks", "weeks"},     Word{"months", "months"},   Word{"years", "years"},
    Word{"celsius", "\u00B0C"}, Word{"degc", "\u00B0C"},    Word{"fahrenheit", "\u00B0F"},
    Word{"degf", "\u00B0F"},    Word{"kelvin", "K"},        Word{"hpa", "hPa"},
    Word{"psi", "psi"},         Word{"mbar", "mbar"},       Word{"hz", "Hz"},
    Word{"khz", "kHz"},         Word{"mhz", "MHz"},         Word{"kw", "kW"},
    Word{"kwh", "kWh"},         Word{"mwh", "MWh"},         Word{"volts", "V"},
    Word{"watts", "W"},         Word{"ppm", "ppm"},         Word{"bytes", "bytes"},
    Word{"kb", "kB"},           Word{"mb", "MB"},           Word{"gb", "GB"},
    Word{"usd", "USD"},         Word{"eur", "EUR"},         Word{"euro", "EUR"},
    Word{"euros", "EUR"},       Word{"gbp", "GBP"},         Word{"chf", "CHF"},
    Word{"jpy", "JPY"},         Word{"cny", "CNY"},         Word{"inr", "INR"},
    Word{"cad", "CAD"},         Word{"aud", "AUD"},         Word{"sek", "SEK"},
    Word{"dkk", "DKK"},         Word{"nok", "NOK"},         Word{"pln", "PLN"},
    Word{"brl", "BRL"},         Word{"dollars", "dollars"}, Word{"cents", "cents"},
    Word{"pct", "%"},           Word{"percent", "%"},       Word{"percentage", "%"}};

/// What only the end of a name can say.
constexpr std::array kNamed{Word{"share", "share", 0, 1},
                            Word{"fraction", "share", 0, 1},
                            Word{"rate", "share", 0, 1},
                            Word{"ratio", "share", 0, 1},
                            Word{"prob", "share", 0, 1},
                            Word{"probability", "share", 0, 1},
                            Word{"year", "year", 1500, 2500, true},
                            Word{"yr", "year", 1500, 2500, true},
                            Word{"month", "month of the year", 1, 12, true},
                            Word{"weekday", "day of the week", 0, 7, true},
                            Word{"dow", "day of the week", 0, 7, true},
                            Word{"day", "day of the month", 1, 31, true},
                            Word{"hour", "hour of the day", 0, 24, true},
                            Word{"minute", "minute of the hour", 0, 59, true},
                            Word{"age", "years", 0, 130},
                            Word{"lat", "degrees north", -90, 90},
                            Word{"latitude", "degrees north", -90, 90},
                            Word{"lon", "degrees east", -180, 180},
                            Word{"lng", "degrees east", -180, 180},
                            Word{"longitude", "degrees east", -180, 180},
                            Word{"count", "count", 0, kAny, true},
                            Word{"quantity", "count", 0, kAny, true},
                            Word{"qty", "count", 0, kAny, true},
                            Word{"price", "money"},
                            Word{"cost", "money"},
                            Word{"amount", "money"},
                            Word{"revenue", "money"},
                            Word{"salary", "money"},
                            Word{"income", "money"},
                            Word{"fare", "money"},
                            Word{"fee", "money"},
                            Word{"balance", "money"},
                            Word{"budget", "money"}};

/// Names of moments, whose size says what they count: 2001 to 2096, in each unit.
constexpr std::array<std::string_view, 7> kMoments{"time", "timestamp", "ts",  "date",
                                                   "at",   "epoch",     "unix"};
constexpr std::array kSince{Word{"", "seconds since 1970", 1e9, 4e9, true},
                            Word{"", "milliseconds since 1970", 1e12, 4e12, true},
                            Word{"", "microseconds since 1970", 1e15, 4e15, true}};

struct Symbol {
    std::string_view text, unit;
};
constexpr std::array kSymbols{
    Symbol{"$", "dollars"},       Symbol{"\u20AC", "EUR"},   Symbol{"\u00A3", "GBP"},
    Symbol{"\u00A5", "yen"},      Symbol{"%", "%"},          Symbol{"\u00B0C", "\u00B0C"},
    Symbol{"\u00B0F", "\u00B0F"}, Symbol{"\u2030", "\u2030"}};

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_upper(char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0;
}

/// The last word of a name, lower case: "kg" of "netWeight_kg", "weightKg" and "weight (kg)".
std::string last_word(std::string_view name) {
    while (!name.empty() && !is_letter(name.back()) && name.back() != '%') {
        name.remove_suffix(1);
    }
    std::size_t first = name.size();
    while (first > 0 && (is_letter(name[first - 1]) || name[first - 1] == '%')) {
        --first;
        const bool starts = is_upper(name[first]) && first > 0 && !is_upper(name[first - 1]);
        if (starts) {
            break;
        }
    }
    return plain(name.substr(first));
}

template <class Words>
const Word* find_word(const Words& words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &Word::word);
    return found == words.end() ? nullptr : &*found;
}

bool can_be(const Word& word, std::span<const double> finite) {
    if (quantile(finite, 0.01) < word.low || quantile(finite, 0.99) > word.high) {
        return false;
    }
    return !word.whole || std::ranges::all_of(finite, [](double x) { return x == std::floor(x); });
}

std::string unit_by_name(const std::string& name, std::span<const double> finite) {
    const std::string word = last_word(name);
    if (word == "%") {
        return "%";
    }
    if (std::ranges::find(kMoments, word) != kMoments.end()) {
        const auto found =
            std::ranges::find_if(kSince, [&](const Word& each) { return can_be(each, finite); });
        return found == kSince.end() ? "" : std::string(found->unit);
    }
    const auto* unit = find_word(kUnits, word);
    unit = unit == nullptr ? find_word(kNamed, word) : unit;
    return unit != nullptr && can_be(*unit, finite) ? std::string(unit->unit) : "";
}

/// The unit of "$1,200", "12 kg", "-4.5%"; "" where the text is no number with a unit.
std::string unit_of_text(std::string_view text) {
    const auto first = std::ranges::find_if(text, is_digit);
    const auto last = std::find_if(first, text.end(),
                                   [](char c) { return !is_digit(c) && c != '.' && c != ','; });
    if (first == text.end()) {
        return "";
    }
    const auto side = [&](auto from, auto to) {
        std::string out = plain({from, to});
        std::erase_if(out, [](char c) { return c == '-' || c == '+' || c == '.' || c == ' '; });
        return out;
    };
    const std::string before = side(text.begin(), first);
    const std::string after = side(last, text.end());
    if (before.empty() == after.empty()) {
        return "";
    }
    const std::string& said = before.empty() ? after : before;
    for (const auto& symbol : kSymbols) {
        if (plain(symbol.text) == said) {
            return std::string(symbol.unit);
        }
    }
    const auto* unit = before.empty() || said.size() == 3 ? find_word(kUnits, said) : nullptr;
    return unit == nullptr ? "" : std::string(unit->unit);
}

/// The unit that nearly all of the first thousand levels have.
std::string unit_by_texts(const engine::Column& column, const Distribution& values) {
    constexpr std::size_t kAsked = 1000;
    constexpr double kNearlyAll = 0.95;
    std::map<std::string, std::int64_t> rows;
    std::int64_t all = 0;
    for (std::size_t code = 0; code < std::min(kAsked, column.levels.size()); ++code) {
        rows[unit_of_text(column.levels[code])] += values.level_rows[code];
        all += values.level_rows[code];
    }
    const auto most =
        std::ranges::max_element(rows, {}, [](const auto& each) { return each.second; });
    const bool nearly_all = most != rows.end() && static_cast<double>(most->second) >=
                                                      kNearlyAll * static_cast<double>(all);
    return nearly_all ? most->first : "";
}

}  // namespace

std::string unit_of(const engine::Column& column, const Distribution& values) {
    if (column.type == engine::Type::Text) {
        return unit_by_texts(column, values);
    }
    const bool number = column.type == engine::Type::Integer || column.type == engine::Type::Real;
    const auto finite = values.finite();
    return number && !finite.empty() ? unit_by_name(column.name, finite) : "";
}

}  // namespace assay::data
