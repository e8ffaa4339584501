#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numeric>

namespace assay {
namespace {

constexpr std::string_view kMinus = "\u2212";

std::string folded(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replace});
        }
    }
    return row[b.size()];
}

std::string separated(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            out += ',';
        }
        out += digits[i];
    }
    return out;
}

std::string quoted(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote) {
            out += quote;
        }
        out += c;
    }
    return out + quote;
}

/// Bytes of the UTF-8 sequence at `at`, or 0 when it is not one (RFC 3629: no overlong forms, no
/// surrogates, nothing beyond U+10FFFF).
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    // What the second byte may be, and how many follow it (RFC 3629, section 4).
    struct Lead {
        unsigned from, to, second_from, second_to;
        std::size_t length;
    };
    static constexpr Lead kLeads[] = {
        {0x00, 0x7F, 0x00, 0xFF, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    for (const auto& lead : kLeads) {
        if (byte(0) < lead.from || byte(0) > lead.to) {
            continue;
        }
        if (lead.length == 1) {
            return 1;
        }
        const bool second = byte(1) >= lead.second_from && byte(1) <= lead.second_to;
        return second && (lead.length < 3 || follows(2)) && (lead.length < 4 || follows(3))
                   ? lead.length
                   : 0;
    }
    return 0;
}

}  // namespace

std::string nearest(std::string_view wanted, std::span<const std::string> known) {
    const std::string from = folded(wanted);
    std::size_t best = (from.size() + 2) / 3 + 1;
    std::string found;
    for (const auto& each : known) {
        const auto distance = edit_distance(from, folded(each));
        if (distance < best) {
            best = distance;
            found = each;
        }
    }
    return found;
}

std::string suggest(std::string_view wanted, std::span<const std::string> known) {
    if (const auto name = nearest(wanted, known); !name.empty()) {
        return fmt::format("did you mean \"{}\"?", name);
    }
    if (known.empty()) {
        return {};
    }
    constexpr std::size_t kShown = 8;
    const auto shown = known.first(std::min(kShown, known.size()));
    return fmt::format(
        "known are {}{}", listed(shown),
        known.size() > kShown ? fmt::format(" ({} more)", known.size() - kShown) : std::string());
}

std::string count(std::int64_t value) {
    const auto digits = fmt::format("{}", value < 0 ? 0ULL - static_cast<std::uint64_t>(value)
                                                    : static_cast<std::uint64_t>(value));
    return (value < 0 ? std::string(kMinus) : std::string()) + separated(digits);
}

std::string counted(std::int64_t number, std::string_view thing) {
    return count(number) + " " + std::string(thing) + (number == 1 ? "" : "s");
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

std::string figure(double value, int significant) {
    if (std::isnan(value)) {
        return "unknown";
    }
    if (std::isinf(value)) {
        return std::string(value < 0 ? kMinus : "") + "infinite";
    }
    if (value == 0) {
        return "0";
    }
    const double size = std::abs(value);
    const std::string sign = value < 0 ? std::string(kMinus) : std::string();
    constexpr double kLargest = 1e15;
    constexpr double kSmallest = 1e-9;
    if (size >= kLargest || size < kSmallest) {
        return sign + fmt::format("{:.{}e}", size, significant - 1);
    }
    // Rounding may carry into the next power of ten (9.996 -> 10.0), so it comes first.
    const double unit = std::pow(10.0, std::floor(std::log10(size)) + 1 - significant);
    const double rounded = std::round(size / unit) * unit;
    const int magnitude = static_cast<int>(std::floor(std::log10(rounded) + 1e-12));
    const int decimals = std::clamp(significant - 1 - magnitude, 0, 12);
    auto text = fmt::format("{:.{}f}", rounded, decimals);
    const auto point = text.find('.');
    const auto whole = separated(text.substr(0, point));
    text = point == std::string::npos ? whole : whole + text.substr(point);
    return sign + text;
}

std::string money(double value, std::string_view currency) {
    return fmt::format("{} {}", figure(value), currency);
}

std::string chance(double probability) {
    if (std::isnan(probability)) {
        return "cannot tell";
    }
    if (probability >= 0.995) {
        return "over 99 in 100";
    }
    if (probability < 0.005) {
        return "under 1 in 100";
    }
    return fmt::format("{:.0f} in 100", probability * 100);
}

std::string_view likelihood(double probability) {
    static constexpr std::array<std::pair<double, std::string_view>, 6> kBands{
        {{0.95, "almost certainly"},
         {0.80, "very likely"},
         {0.60, "likely"},
         {0.40, "may or may not"},
         {0.20, "unlikely"},
         {0.05, "very unlikely"}}};
    for (const auto& [least, words] : kBands) {
        if (probability >= least) {
            return words;
        }
    }
    return "almost certainly not";
}

std::string_view trimmed(std::string_view text, std::string_view blanks) {
    const auto from = text.find_first_not_of(blanks);
    const auto to = text.find_last_not_of(blanks);
    return from == std::string_view::npos ? std::string_view{} : text.substr(from, to - from + 1);
}

std::string cut(std::string_view text, std::size_t most) {
    constexpr std::string_view kEllipsis = "\u2026";
    if (text.size() <= most) {
        return std::string(text);
    }
    std::size_t end = most - std::min(most, kEllipsis.size());
    const auto continues = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (end > 0 && continues(end)) {
        --end;
    }
    return std::string(text.substr(0, end)).append(kEllipsis);
}

std::string listed(std::span<const std::string> items) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) {
            out += i + 1 == items.size() ? " and " : ", ";
        }
        out += items[i];
    }
    return out;
}

bool valid_utf8(std::string_view bytes, std::size_t* at) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto length = sequence_length(bytes, i);
        if (length == 0) {
            if (at != nullptr) {
                *at = i;
            }
            return false;
        }
        i += length;
    }
    return true;
}

std::string quoted_name(std::string_view name) {
    return quoted(name, '"');
}
std::string quoted_text(std::string_view text) {
    return quoted(text, '\'');
}

}  // namespace assay
