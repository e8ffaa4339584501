#include "data/text_shape.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

namespace assay::data {
namespace {

constexpr std::size_t kAsked = 10'000;
constexpr std::size_t kLongestPattern = 40;  // characters; longer texts have no form

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// One letter a character; characters beyond ASCII count as letters.
std::string form_of(std::string_view text) {
    std::string out;
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (continues(each)) {
            continue;
        }
        out += std::isdigit(byte) != 0                   ? '9'
               : std::isupper(byte) != 0                 ? 'A'
               : byte >= 0x80 || std::isalpha(byte) != 0 ? 'a'
                                                         : each;
    }
    return out;
}

/// Runs of two and more of one kind as the kind and a plus.
std::string without_runs(std::string_view form) {
    std::string out;
    for (std::size_t first = 0; first < form.size();) {
        const auto last = std::min(form.find_first_not_of(form[first], first), form.size());
        out += form[first];
        out += last - first > 1 ? "+" : "";
        first = last;
    }
    return out;
}

using Forms = std::map<std::string, std::int64_t>;  // rows by form

struct Length {
    std::size_t characters;
    std::int64_t rows;
};

void measure(std::vector<Length>& lengths, std::int64_t rows, TextShape& out) {
    std::ranges::sort(lengths, {}, &Length::characters);
    out.shortest = static_cast<double>(lengths.front().characters);
    out.longest = static_cast<double>(lengths.back().characters);
    std::int64_t below = 0;
    for (const auto& each : lengths) {
        below += each.rows;
        if (2 * below >= rows) {
            out.median = static_cast<double>(each.characters);
            return;
        }
    }
}

}  // namespace

TextShape text_shape(const engine::Column& column, const Distribution& values) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    TextShape out{.shortest = kNone,
                  .median = kNone,
                  .longest = kNone,
                  .pattern = {},
                  .pattern_share = kNone};
    std::vector<Length> lengths;
    Forms exact;
    Forms loose;
    std::int64_t all = 0;
    for (std::size_t code = 0; code < std::min(kAsked, column.levels.size()); ++code) {
        const auto rows = values.level_rows[code];
        if (rows == 0) {
            continue;
        }
        const std::string form = form_of(column.levels[code]);
        lengths.push_back({form.size(), rows});
        all += rows;
        if (!form.empty() && form.size() <= kLongestPattern) {
            exact[form] += rows;
            loose[without_runs(form)] += rows;
        }
    }
    if (lengths.empty()) {
        return out;
    }
    measure(lengths, all, out);
    for (const auto* forms : {&exact, &loose}) {
        const auto most =
            std::ranges::max_element(*forms, {}, [](const auto& each) { return each.second; });
        if (out.pattern.empty() && most != forms->end() && 2 * most->second >= all) {
            out.pattern = most->first;
            out.pattern_share = static_cast<double>(most->second) / static_cast<double>(all);
        }
    }
    return out;
}

}  // namespace assay::data
