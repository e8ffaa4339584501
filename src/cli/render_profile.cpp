#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

struct Widths {
    int name, type = 10, missing = 9, distinct = 10, alone = 0, shape = 0, holds;
};

Widths widths(const data::Profile& profile, int width) {
    int longest = 6;
    bool any_alone = false;
    for (const auto& each : profile.columns) {
        longest = std::max(longest, columns(each.name));
        any_alone = any_alone || !std::isnan(each.target_auc);
    }
    constexpr int kRoomForShapes = 76;
    const int most = width >= kRoomForShapes ? width / 4 : width / 5;
    Widths out{.name = std::min(longest, most) + 2, .holds = 0};
    out.alone = any_alone ? 7 : 0;
    out.shape = width >= kRoomForShapes ? 12 : 0;
    out.holds = std::max(
        8, width - out.name - out.type - out.missing - out.distinct - out.alone - out.shape - 1);
    return out;
}

std::string missing_share(std::int64_t missing, std::int64_t rows) {
    if (missing == 0 || rows == 0) {
        return "-";
    }
    const double share = 100 * static_cast<double>(missing) / static_cast<double>(rows);
    return share < 0.1 ? "< 0.1 %" : fmt::format("{:.1f} %", share);
}

/// What a column holds, in one cell: the middle and range of numbers, the ends of a time, the most
/// frequent values of a text.
std::string holds(const data::ColumnProfile& column) {
    if (!column.first.empty()) {
        constexpr std::size_t kDay = 10;
        return column.first.substr(0, kDay) + " to " + column.last.substr(0, kDay);
    }
    if (!std::isnan(column.median) && column.type != "boolean") {
        return figure(column.median) + " (" + range(column.q05, column.q95) + ")";
    }
    std::string out;
    for (const auto& each : column.top) {
        out += (out.empty() ? "" : ", ") + each.value;
    }
    return out;
}

std::string row(const Widths& widths, const std::string (&cells)[7]) {
    return left(fitted(cells[0], widths.name - 2), widths.name) + left(cells[1], widths.type) +
           right(cells[2], widths.missing) + right(cells[3], widths.distinct) +
           right(cells[4], widths.alone) + "  " +
           (widths.shape > 0 ? left(cells[5], widths.shape) : "") +
           fitted(cells[6], widths.holds - 1);
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

void findings(Page& page, const std::vector<data::Issue>& issues, std::size_t most) {
    std::vector<data::Issue> sorted = issues;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.severity > b.severity; });
    constexpr int kLines = 3;
    for (std::size_t i = 0; i < std::min(most, sorted.size()); ++i) {
        const auto& issue = sorted[i];
        page.item(page.paint(tone_of(issue.severity), mark_of(issue.severity)), issue.sentence,
                  kLines);
    }
    if (sorted.size() > most) {
        page.line("    and " + count(static_cast<std::int64_t>(sorted.size() - most)) +
                  " more, in the report");
    }
}

std::string render_profile(const data::Profile& profile, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, profile.source) + "  " + count(profile.rows) + " rows, " +
              count(static_cast<std::int64_t>(profile.columns.size())) + " columns");
    page.line();
    const Widths all = widths(profile, page.width());
    page.line(page.paint(Tone::Faint, row(all, {"column", "type", "missing", "distinct", "alone",
                                                "shape", "holds"})));
    for (const auto& each : profile.columns) {
        page.line(row(
            all,
            {each.name, each.type, missing_share(each.missing, profile.rows), count(each.distinct),
             std::isnan(each.target_auc) ? "" : fmt::format("{:.2f}", each.target_auc),
             histogram(each.histogram, 10), holds(each)}));
    }
    if (all.alone > 0) {
        page.line();
        page.paragraph(
            "alone: how well the column orders the target by itself, 0.50 not at all, 1.00 wholly",
            0, Tone::Faint);
    }
    if (!profile.issues.empty()) {
        page.heading("What was found");
        findings(page, profile.issues, profile.issues.size());
    }
    return page.text();
}

}  // namespace assay::cli
