#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

std::string missing_share(std::int64_t missing, std::int64_t rows) {
    if (missing == 0 || rows == 0) {
        return "-";
    }
    const double share = 100 * static_cast<double>(missing) / static_cast<double>(rows);
    return share < 0.1 ? "< 0.1 %" : fmt::format("{:.1f} %", share);
}

/// What a column holds, in one cell: the middle and range of numbers, the ends of a time, as many
/// of the most frequent values of a text as fit.
std::string holds(const data::ColumnProfile& column, int width) {
    if (!column.first.empty()) {
        constexpr std::size_t kDay = 10;
        return column.first.substr(0, kDay) + " to " + column.last.substr(0, kDay);
    }
    if (!std::isnan(column.median) && column.type != "boolean") {
        const std::string out = figure(column.median) + " (" + range(column.q05, column.q95) + ")";
        const bool fits = columns(out) + 2 + columns(column.unit) <= width;
        return column.unit.empty() || !fits ? out : out + ", " + column.unit;
    }
    std::string out;
    for (const auto& each : column.top) {
        const std::string more = out.empty() ? each.value : out + ", " + each.value;
        if (!out.empty() && columns(more) > width) {
            break;
        }
        out = more;
    }
    return fitted(out, width);
}

/// What a row of the table always shows; picture and content follow where there is room.
struct Row {
    std::string name;
    std::array<std::string, 4> facts;  // type, missing, distinct, what it tells of the target
};

struct Widths {
    int name = 0;
    std::array<int, 4> facts{};
    int shape = 0, holds = 0;  // 0: not shown
};

/// What a column tells of the target: of a yes/no target how well it orders it, of a number the
/// correlation.
struct Told {
    std::string_view head;  // "" without a target
    double data::ColumnProfile::* number = &data::ColumnProfile::target_auc;
    fmt::string_view format = "{:.2f}";
};

Told told_in(const data::Profile& profile) {
    const auto any = [&](double data::ColumnProfile::* number) {
        return std::ranges::any_of(profile.columns,
                                   [&](const auto& each) { return !std::isnan(each.*number); });
    };
    if (any(&data::ColumnProfile::target_auc)) {
        return {.head = "alone"};
    }
    if (any(&data::ColumnProfile::target_correlation)) {
        return {.head = "rank",
                .number = &data::ColumnProfile::target_correlation,
                .format = "{:+.2f}"};
    }
    return {};
}

std::vector<Row> rows_of(const data::Profile& profile, const Told& told) {
    std::vector<Row> out{{"column", {"type", "missing", "distinct", std::string(told.head)}}};
    for (const auto& each : profile.columns) {
        const double number = each.*told.number;
        out.push_back({each.name,
                       {each.type, missing_share(each.missing, profile.rows), count(each.distinct),
                        std::isnan(number) ? "" : fmt::format(fmt::runtime(told.format), number)}});
    }
    return out;
}

constexpr int kGap = 2;

/// Content first needs room for two dates, then the picture for its bars, then names for the rest.
Widths widths(const std::vector<Row>& rows, int page) {
    constexpr int kFewestHolds = 24;
    constexpr int kShortestShape = 6;
    constexpr int kLongestShape = 10;
    constexpr int kShortestName = 16;
    Widths out;
    for (const auto& row : rows) {
        out.name = std::max(out.name, columns(row.name));
        for (std::size_t i = 0; i < row.facts.size(); ++i) {
            out.facts[i] = std::max(out.facts[i], columns(row.facts[i]));
        }
    }
    int rest = page;
    for (const int each : out.facts) {
        rest -= each > 0 ? each + kGap : 0;
    }
    const int name = std::min(out.name, kShortestName);
    const bool content = rest >= name + kGap + kFewestHolds;
    out.name = std::min(out.name, content ? rest - kGap - kFewestHolds : rest);
    rest -= out.name;
    if (content) {
        const int shape = std::min(rest - 2 * kGap - kFewestHolds, kLongestShape);
        out.shape = shape >= kShortestShape ? shape : 0;
        out.holds = rest - kGap - (out.shape > 0 ? out.shape + kGap : 0);
    }
    return out;
}

std::string line_of(const Row& row, const Widths& widths, std::string_view shape,
                    std::string_view content) {
    const std::string gap(kGap, ' ');
    std::string out = left(fitted(row.name, widths.name), widths.name) + gap +
                      left(row.facts[0], widths.facts[0]);
    for (std::size_t i = 1; i < row.facts.size(); ++i) {
        out += widths.facts[i] > 0 ? gap + right(row.facts[i], widths.facts[i]) : std::string();
    }
    out += widths.shape > 0 ? gap + left(shape, widths.shape) : std::string();
    return widths.holds > 0 ? out + gap + std::string(content) : out;
}

std::string_view mark_of(data::Severity severity) {
    switch (severity) {
        case data::Severity::Error:
            return "\u2715";
        case data::Severity::Warning:
            return "\u25B2";
        case data::Severity::Question:
            return "?";
        case data::Severity::Info:
            return "\u00B7";
    }
    return "\u00B7";
}

Tone tone_of(data::Severity severity) {
    switch (severity) {
        case data::Severity::Error:
            return Tone::Bad;
        case data::Severity::Warning:
        case data::Severity::Question:
            return Tone::Care;
        case data::Severity::Info:
            return Tone::Faint;
    }
    return Tone::Plain;
}

}  // namespace

// An error, on which the verdict hangs, is told in full.
void finding(Page& page, data::Severity severity, const std::string& sentence,
             const std::string& remedy) {
    constexpr int kAll = 100;
    const bool error = severity == data::Severity::Error;
    const bool warning = severity == data::Severity::Warning;
    page.item(severity_mark(page, severity), sentence, error ? kAll : warning ? 2 : 3);
    if ((error || warning) && !remedy.empty()) {
        page.paragraph("\u2192 " + remedy, 4, Tone::Faint);
    }
}

std::string severity_mark(const Page& page, data::Severity severity) {
    return page.paint(tone_of(severity), mark_of(severity));
}

void findings(Page& page, const std::vector<data::Issue>& issues, std::size_t most) {
    std::vector<data::Issue> sorted = issues;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    for (std::size_t i = 0; i < std::min(most, sorted.size()); ++i) {
        finding(page, sorted[i].severity, sorted[i].sentence, sorted[i].fix);
    }
    if (sorted.size() > most) {
        page.line("    and " + count(static_cast<std::int64_t>(sorted.size() - most)) +
                  " more, in the report");
    }
}

std::string render_profile(const data::Profile& profile, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, profile.source) + "  " + counted(profile.rows, "row") +
              ", " + counted(static_cast<std::int64_t>(profile.columns.size()), "column"));
    page.line();
    const Told told = told_in(profile);
    const auto rows = rows_of(profile, told);
    const Widths wide = widths(rows, page.width());
    page.line(page.paint(Tone::Faint, line_of(rows.front(), wide, "shape", "holds")));
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
        const auto& column = profile.columns[i];
        page.line(line_of(rows[i + 1], wide, histogram(column.histogram, wide.shape),
                          holds(column, wide.holds)));
    }
    if (!told.head.empty()) {
        page.line();
        page.paragraph(told.head == "alone"
                           ? "alone: how well the column orders " + profile.target +
                                 " by itself, 0.50 not at all, 1.00 wholly"
                           : "rank: Spearman's correlation with " + profile.target + ", -1 to 1",
                       0, Tone::Faint);
    }
    if (!profile.issues.empty()) {
        page.heading("What was found");
        findings(page, profile.issues, profile.issues.size());
    }
    return page.text();
}

}  // namespace assay::cli
