#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

constexpr std::size_t kMostColumns = 25;
constexpr std::size_t kMostRows = 5;

using Cells = std::vector<std::string>;

/// Columns as wide as their widest cell, the first to the left, the rest to the right; the first is
/// cut where the page is too narrow.
void table(Page& page, const std::vector<Cells>& rows) {
    constexpr int kGap = 2;
    constexpr int kShortest = 8;
    std::vector<int> widths(rows.front().size(), 0);
    for (const auto& cells : rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            widths[i] = std::max(widths[i], columns(cells[i]));
        }
    }
    int rest = page.width() - 2;
    for (std::size_t i = 1; i < widths.size(); ++i) {
        rest -= widths[i] + kGap;
    }
    widths[0] = std::min(widths[0], std::max(rest, kShortest));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::string line = "  " + left(fitted(rows[row][0], widths[0]), widths[0]);
        for (std::size_t i = 1; i < rows[row].size(); ++i) {
            line += std::string(kGap, ' ') + right(rows[row][i], widths[i]);
        }
        page.line(row == 0 ? page.paint(Tone::Faint, line) : line);
    }
}

std::string or_dash(double value, int digits = 3) {
    return std::isnan(value) ? "-" : figure(value, digits);
}

std::string percent_cell(double share) {
    return std::isnan(share) ? "-" : share == 0 ? "0 %" : fmt::format("{:.1f} %", 100 * share);
}

/// p values of any size, and never a row of zeros.
std::string p_cell(double p) {
    constexpr double kTiny = 1e-4;
    return std::isnan(p) ? "" : p > 0 && p < kTiny ? fmt::format("{:.2g}", p) : figure(p, 3);
}

/// How far beyond the bar at which it would be told, so that shifts and mixes stand in one order.
double size_of(const data::ColumnDrift& column, const data::DriftMethod& method) {
    const double bar = column.measure == "wasserstein" ? method.least_shift : method.least_mix;
    return std::isnan(column.effect.value) ? -1 : column.effect.value / bar;
}

void columns_of(Page& page, const data::DriftReport& report) {
    std::vector<const data::ColumnDrift*> order;
    for (const auto& each : report.columns) {
        if (!each.measure.empty()) {
            order.push_back(&each);
        }
    }
    if (order.empty()) {
        return;
    }
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](const data::ColumnDrift* each) {
        return size_of(*each, report.method);
    });
    std::vector<Cells> rows{{"column", "moved by", "range", "by chance", "missing was", "is"}};
    for (std::size_t i = 0; i < std::min(kMostColumns, order.size()); ++i) {
        const auto& each = *order[i];
        const std::string unit = each.measure == "wasserstein" ? " sd" : " JS";
        rows.push_back({each.name, or_dash(each.effect.value, 2) + unit,
                        range(each.effect.low, each.effect.high), or_dash(each.by_chance, 2),
                        percent_cell(each.reference_missing), percent_cell(each.current_missing)});
    }
    page.heading("How far columns moved");
    table(page, rows);
    if (order.size() > kMostColumns) {
        page.line("    and " +
                  count(std::ssize(order) - static_cast<std::ptrdiff_t>(kMostColumns)) +
                  " more, in the document");
    }
    page.paragraph(
        "sd: standard deviations of the reference (Wasserstein); JS: Jensen-Shannon distance, 0 to "
        "1. Moved by: beyond chance. By chance: 95 % of ways to deal chunks of rows stay below.",
        2, Tone::Faint);
}

void joint_of(Page& page, const data::JointDrift& joint) {
    page.heading("All columns at once");
    page.paragraph(joint.sentence, 2);
    if (joint.newest.empty()) {
        return;
    }
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < std::min(kMostRows, joint.newest.size()); ++i) {
        const auto& each = joint.newest[i];
        rows.push_back(each.key.empty() ? "row " + count(each.row) : each.key);
    }
    page.paragraph("Rows that look most new: " + listed(rows) + ".", 2);
}

void model_of(Page& page, const data::ModelDrift& model) {
    page.heading("What it means for the model", "scores " + model.scores);
    std::vector<Cells> rows{{"", "reference", "expected now", "range"}};
    for (const auto& each : model.metrics) {
        rows.push_back({each.metric == "auc" ? "AUC" : each.metric, or_dash(each.reference.value),
                        or_dash(each.expected.value),
                        range(each.expected.low, each.expected.high)});
    }
    table(page, rows);
    page.paragraph(model.sentence, 2);
    page.paragraph(model.label_sentence, 2);
}

void statistics_of(Page& page, const std::vector<data::NamedStatistic>& statistics) {
    page.heading("Statistics by name");
    std::vector<Cells> rows{{"column", "statistic", "value", "p", "bins"}};
    for (const auto& each : statistics) {
        const bool none = !each.why_not.empty();
        rows.push_back({each.column, each.name, or_dash(each.value, 6), p_cell(each.p),
                        none ? "" : each.bins});
    }
    table(page, rows);
}

}  // namespace

std::string render_drift(const data::DriftReport& report, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, report.current) + "  " +
              counted(report.current_rows, "row") + ", against " + report.reference + ", " +
              counted(report.reference_rows, "row"));
    page.line();
    const bool warns = std::ranges::any_of(report.issues, [](const data::Issue& issue) {
        return issue.severity >= data::Severity::Warning;
    });
    page.paragraph(report.sentence, 0, warns ? Tone::Care : Tone::Good);
    if (!report.issues.empty()) {
        page.heading("What was found");
        findings(page, report.issues, report.issues.size());
    }
    columns_of(page, report);
    if (report.joint) {
        joint_of(page, *report.joint);
    }
    if (report.model) {
        model_of(page, *report.model);
    }
    if (!report.statistics.empty()) {
        statistics_of(page, report.statistics);
    }
    if (!report.not_run.empty()) {
        page.heading("Not run");
        for (const auto& each : report.not_run) {
            page.item("\u00B7", each);
        }
    }
    return page.text();
}

}  // namespace assay::cli
