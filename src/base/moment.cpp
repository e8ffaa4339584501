#include "base/moment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/text.hpp"

namespace assay {
namespace {

constexpr std::int64_t kMinute = 60'000'000;
constexpr std::int64_t kYear = 31'557'600'000'000;

struct Unit {
    std::string_view name;
    std::int64_t microseconds;
};
constexpr std::array<Unit, 6> kUnits{{{"year", kYear},
                                      {"month", kYear / 12},
                                      {"week", 7 * kMicrosecondsADay},
                                      {"day", kMicrosecondsADay},
                                      {"hour", 60 * kMinute},
                                      {"minute", kMinute}}};

/// The digits of `text` from `at` on, all of them; -1 when there is something else.
int digits(std::string_view text, std::size_t at, std::size_t length) {
    int value = -1;
    const auto part = text.substr(std::min(at, text.size()), length);
    const auto [end, code] = std::from_chars(part.data(), part.data() + part.size(), value);
    const bool whole = code == std::errc{} && end == part.data() + part.size();
    return whole && part.size() == length ? value : -1;
}

std::optional<std::int64_t> day_of(std::string_view text) {
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date).time_since_epoch().count() * kMicrosecondsADay;
}

}  // namespace

std::optional<std::int64_t> parse_moment(std::string_view text) {
    constexpr std::size_t kDay = 10;
    constexpr std::size_t kMoment = 20;
    const bool moment = text.size() == kMoment && text[kDay] == 'T' && text.back() == 'Z' &&
                        text[13] == ':' && text[16] == ':';
    if (text.size() != kDay && !moment) {
        return std::nullopt;
    }
    const auto day = day_of(text.substr(0, kDay));
    if (!day || !moment) {
        return day;
    }
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
        return std::nullopt;
    }
    return *day + (hour * 60 + minute) * kMinute + second * std::int64_t{1'000'000};
}

std::optional<std::int64_t> parse_span(std::string_view text) {
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    if (unit.ends_with('s')) {
        unit.remove_suffix(1);
    }
    const auto found = std::ranges::find(kUnits, unit, &Unit::name);
    if (code != std::errc{} || found == kUnits.end()) {
        return std::nullopt;
    }
    const double span = number * static_cast<double>(found->microseconds);
    const bool fits = span >= 1 && span < 9e18;
    return fits ? std::optional(static_cast<std::int64_t>(span)) : std::nullopt;
}

std::string span_text(std::int64_t microseconds) {
    for (const auto& unit : kUnits) {
        const bool spoken = unit.name != "week" && unit.name != "month";
        if (spoken && microseconds >= 2 * unit.microseconds) {
            return counted(microseconds / unit.microseconds, unit.name);
        }
    }
    return "1 minute";
}

}  // namespace assay
