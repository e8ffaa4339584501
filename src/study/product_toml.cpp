#include "study/product_toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

// The library asserts what it then reports as an error, such as the header `[=]`: the report stays,
// the abort goes, and no optimiser may assume it away. Its own namespace for this setting keeps the
// linker from mixing it with the driver manager's copy.
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#define TOML_EXCEPTIONS 0
#include <toml++/toml.hpp>

namespace assay::study {
namespace {

using Kind = TomlNode::Kind;

constexpr std::size_t kMostBytes = 1U << 20U;
// Every dot of a dotted key nests one table more, and toml++ frees nested tables by recursion.
constexpr std::ptrdiff_t kMostDots = 10'000;
constexpr int kMostDepth = 8;

std::string date_text(const toml::date& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

TomlNode scalar(const toml::node& node) {
    if (const auto* text = node.as_string()) {
        return {.kind = Kind::Text, .text = text->get()};
    }
    if (const auto* whole = node.as_integer()) {
        return {
            .kind = Kind::Whole, .whole = whole->get(), .real = static_cast<double>(whole->get())};
    }
    if (const auto* real = node.as_floating_point()) {
        return {.kind = Kind::Real, .real = real->get()};
    }
    if (const auto* flag = node.as_boolean()) {
        return {.kind = Kind::Flag, .flag = flag->get()};
    }
    if (const auto* date = node.as_date()) {
        return {.kind = Kind::Date, .text = date_text(date->get())};
    }
    if (const auto* moment = node.as_date_time()) {
        return {.kind = Kind::Date, .text = date_text(moment->get().date)};
    }
    return {.kind = Kind::Time};
}

TomlNode converted(const toml::node& node, int depth) {
    TomlNode out;
    if (const auto* list = node.as_array()) {
        out.kind = Kind::List;
        for (const auto& each : *list) {
            if (depth < kMostDepth) {
                out.items.push_back(converted(each, depth + 1));
            }
        }
    } else if (const auto* table = node.as_table()) {
        for (const auto& [key, each] : *table) {
            if (depth < kMostDepth) {
                out.items.push_back(converted(each, depth + 1));
                out.items.back().key = std::string(key.str());
                out.items.back().line = static_cast<int>(key.source().begin.line);
            }
        }
        // The library sorts keys by name; people read errors in the order of their file.
        std::ranges::stable_sort(out.items, {}, &TomlNode::line);
    } else {
        out = scalar(node);
    }
    out.line = static_cast<int>(node.source().begin.line);
    return out;
}

}  // namespace

std::optional<double> TomlNode::finite() const {
    const bool number = kind == Kind::Whole || kind == Kind::Real;
    return number && std::isfinite(real) ? std::optional(real) : std::nullopt;
}

std::string TomlNode::seen() const {
    constexpr std::size_t kShown = 60;
    switch (kind) {
        case Kind::Text:
            return text.size() <= kShown ? fmt::format("the text \"{}\"", text)
                                         : fmt::format("a text of {} bytes", text.size());
        case Kind::Whole:
            return fmt::format("the number {}", whole);
        case Kind::Real:
            return fmt::format("the number {}", real);
        case Kind::Flag:
            return flag ? "true" : "false";
        case Kind::Date:
            return "the date " + text;
        case Kind::Time:
            return "a time of day";
        case Kind::List:
            return items.empty() ? "an empty list" : fmt::format("a list of {}", items.size());
        case Kind::Table:
            break;
    }
    return "a table";
}

Result<TomlNode> parse_toml(std::string_view text, const std::string& file) {
    const std::string name = file.empty() ? "product file" : file;
    if (text.size() > kMostBytes || std::ranges::count(text, '.') > kMostDots) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: {} bytes are too many for a product file", name, text.size()),
                    "is this the data itself? The product file names it under [data] source");
    }
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        const auto& at = parsed.error().source().begin;
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}, line {}, column {}: {}", name, at.line, at.column,
                                parsed.error().description()),
                    "TOML has one key = value a line; text stands in double quotes");
    }
    return converted(parsed.table(), 0);
}

bool is_date(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int end = 0;
    const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &end);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    return read == 3 && end == 10 && text.size() == 10 && date.ok();
}

}  // namespace assay::study
