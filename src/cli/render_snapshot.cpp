#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

std::string shown(const std::string& value) {
    return value.empty() ? "(missing)" : value;
}

void schema_change(Page& page, const data::SchemaChange& each) {
    page.item("\u00B7", each.change == "added" ? each.column + " is new (" + each.after + ")"
                        : each.change == "removed"
                            ? each.column + " is gone (" + each.before + ")"
                            : each.column + " was " + each.before + ", now " + each.after);
}

void column(Page& page, const data::ColumnDiff& each) {
    std::string parts;
    if (each.emptied > 0) {
        parts += ", " + count(each.emptied) + " emptied";
    }
    if (each.filled > 0) {
        parts += ", " + count(each.filled) + " filled";
    }
    page.item("\u00B7",
              page.paint(Tone::Strong, each.column) + ": " + counted(each.changed, "row") + parts);
    constexpr std::size_t kShown = 3;
    for (std::size_t i = 0; i < std::min(kShown, each.examples.size()); ++i) {
        const auto& example = each.examples[i];
        page.paragraph(
            example.key + ": " + shown(example.before) + " \u2192 " + shown(example.after), 4,
            Tone::Faint);
    }
}

void keys(Page& page, const std::string& what, std::int64_t rows,
          const std::vector<std::string>& some) {
    if (rows > 0) {
        const bool more = rows > static_cast<std::int64_t>(some.size());
        page.item("\u00B7", what + " " + counted(rows, "row") + ": " + (more ? "such as " : "") +
                                listed(some));
    }
}

}  // namespace

std::string render_data_diff(const data::DataDiff& diff, const Terminal& terminal) {
    Page page(terminal);
    page.paragraph(diff.before.named + ", " + counted(diff.before.rows, "row") + " \u2192 " +
                       diff.after.named + ", " + counted(diff.after.rows, "row"),
                   0, Tone::Faint);
    page.paragraph(diff.sentence, 0, Tone::Strong);
    if (!diff.schema_changes.empty()) {
        page.heading("Columns");
    }
    for (const auto& each : diff.schema_changes) {
        schema_change(page, each);
    }
    if (diff.added + diff.removed > 0) {
        page.heading("Rows", "by " + listed(diff.key));
        keys(page, "added", diff.added, diff.added_keys);
        keys(page, "removed", diff.removed, diff.removed_keys);
    }
    if (!diff.columns.empty()) {
        page.heading("Changed values");
    }
    for (const auto& each : diff.columns) {
        column(page, each);
    }
    return page.text();
}

std::string render_snapshots(const std::vector<ledger::Snapshot>& snapshots,
                             const Terminal& terminal) {
    Page page(terminal);
    if (snapshots.empty()) {
        page.line("No snapshot is kept.");
        return page.text();
    }
    constexpr std::size_t kId = 12;
    constexpr int kIdWidth = 14;
    constexpr std::size_t kMinute = 16;
    constexpr int kTimeWidth = 18;
    constexpr int kRows = 14;
    page.line(page.paint(Tone::Faint, left("id", kIdWidth) + left("when, UTC", kTimeWidth) +
                                          right("rows", kRows) + "  name"));
    for (const auto& each : snapshots) {
        auto at = each.at.substr(0, kMinute);
        at.replace(std::min(at.find('T'), at.size()), at.find('T') == std::string::npos ? 0 : 1,
                   " ");
        page.line(left(each.id.substr(0, kId), kIdWidth) + left(at, kTimeWidth) +
                  right(count(each.rows), kRows) + "  " + each.name);
    }
    return page.text();
}

}  // namespace assay::cli
