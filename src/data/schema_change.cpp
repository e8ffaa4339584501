#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/compared.hpp"
#include "data/words.hpp"

// Columns that are lost, new, of another type, or there under another name.

namespace assay::data {
namespace {

std::string_view type_said(engine::Type type) {
    switch (type) {
        case engine::Type::Boolean:
            return "true or false";
        case engine::Type::Integer:
            return "whole numbers";
        case engine::Type::Real:
            return "numbers";
        case engine::Type::Text:
            return "text";
        case engine::Type::Date:
            return "dates";
        case engine::Type::Timestamp:
            return "times";
    }
    return "";
}

bool same_family(engine::Type a, engine::Type b) {
    return family_of(a) == family_of(b);
}

bool is_empty(const Outline& outline) {
    return outline.missing == outline.rows;
}

double missing_share(const Outline& outline) {
    return static_cast<double>(outline.missing) /
           static_cast<double>(std::max<std::int64_t>(1, outline.rows));
}

/// How alike two columns are that go by different names, 0 to 1.
double likeness(const Outline& before, const Outline& now) {
    constexpr double kGapChange = 0.1;
    if (!same_family(before.type, now.type) || is_empty(before) || is_empty(now) ||
        std::abs(missing_share(before) - missing_share(now)) > kGapChange) {
        return 0;
    }
    if (before.type == engine::Type::Text) {
        return overlap(before.values, now.values);
    }
    const double width = before.quantiles.back() - before.quantiles.front();
    double apart = 0;
    for (std::size_t i = 0; i < now.quantiles.size(); ++i) {
        apart += std::abs(now.quantiles[i] - before.quantiles[i]);
    }
    if (width == 0) {
        return apart == 0 ? 1 : 0;
    }
    return std::max(0.0, 1 - 4 * apart / static_cast<double>(now.quantiles.size()) / width);
}

void say_renamed(const Outline& before, const Outline& now, Issues& issues) {
    issues.push_back(
        {.code = "column-renamed",
         .severity = Severity::Error,
         .column = now.name,
         .rows = now.rows,
         .sentence = fmt::format(
             "{} is lost and {} is new, with {}: it looks like one column under "
             "another name. Whatever asks for {} fails, or goes without it.",
             before.name, now.name,
             now.type == engine::Type::Text ? "the same values" : "values spread in the same way",
             before.name),
         .fix = fmt::format("SELECT * RENAME ({} AS {}) FROM data", quoted_name(now.name),
                            quoted_name(before.name))});
}

void say_lost(const Outline& before, std::int64_t rows, Issues& issues) {
    issues.push_back({.code = "column-lost",
                      .severity = Severity::Error,
                      .column = before.name,
                      .rows = rows,
                      .sentence = fmt::format("{} ({}) was there before and is lost. Whatever asks "
                                              "for it fails, or goes without it.",
                                              before.name, type_said(before.type)),
                      .fix = "Ask its source; or take it out of everything that uses it."});
}

void say_new(const Outline& now, Issues& issues) {
    issues.push_back({.code = "column-new",
                      .severity = Severity::Info,
                      .column = now.name,
                      .rows = now.rows,
                      .sentence = fmt::format("{} ({}) is new.", now.name, type_said(now.type)),
                      .fix = ""});
}

void find_type_change(const Outline& before, const Outline& now, Issues& issues) {
    if (before.type == now.type || is_empty(before) || is_empty(now)) {
        return;
    }
    const bool breaks = !same_family(before.type, now.type);
    issues.push_back(
        {.code = "type-changed",
         .severity = breaks ? Severity::Error : Severity::Info,
         .column = now.name,
         .rows = now.rows,
         .sentence = fmt::format("{} held {} before and holds {} now.{}", now.name,
                                 type_said(before.type), type_said(now.type),
                                 breaks ? " Comparisons, joins and models read it differently or "
                                          "fail."
                                        : ""),
         .fix =
             breaks ? "Find the values that do not read as before, and mend their source." : ""});
}

std::vector<const Outline*> absent_from(const std::vector<Outline>& these,
                                        const std::vector<Outline>& those) {
    std::vector<const Outline*> out;
    for (const auto& each : these) {
        if (std::ranges::find(those, each.name, &Outline::name) == those.end()) {
            out.push_back(&each);
        }
    }
    return out;
}

/// The pair that is most alike, taken out of both lists; false when none is alike enough.
bool take_renamed(std::vector<const Outline*>& lost, std::vector<const Outline*>& fresh,
                  Issues& issues) {
    constexpr double kAlike = 0.6;
    double most = kAlike;
    auto from = lost.end();
    auto to = fresh.end();
    for (auto before = lost.begin(); before != lost.end(); ++before) {
        for (auto now = fresh.begin(); now != fresh.end(); ++now) {
            const double alike = likeness(**before, **now);
            if (alike > most) {
                most = alike;
                from = before;
                to = now;
            }
        }
    }
    if (from == lost.end()) {
        return false;
    }
    say_renamed(**from, **to, issues);
    lost.erase(from);
    fresh.erase(to);
    return true;
}

}  // namespace

Family family_of(engine::Type type) {
    return type == engine::Type::Text                                      ? Family::Text
           : type == engine::Type::Date || type == engine::Type::Timestamp ? Family::Time
                                                                           : Family::Number;
}

void find_schema_changes(const std::vector<Outline>& before, const std::vector<Outline>& now,
                         Issues& issues) {
    auto lost = absent_from(before, now);
    auto fresh = absent_from(now, before);
    for (bool more = true; more;) {
        more = take_renamed(lost, fresh, issues);
    }
    const auto rows = now.empty() ? 0 : now.front().rows;
    for (const auto* each : lost) {
        say_lost(*each, rows, issues);
    }
    for (const auto* each : fresh) {
        say_new(*each, issues);
    }
    for (const auto& each : now) {
        const auto old = std::ranges::find(before, each.name, &Outline::name);
        if (old != before.end()) {
            find_type_change(*old, each, issues);
        }
    }
}

}  // namespace assay::data
