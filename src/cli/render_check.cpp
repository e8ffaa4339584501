#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

std::string ids_said(const data::Finding& finding) {
    constexpr std::size_t kTold = 5;
    std::vector<std::string> said(
        finding.ids.begin(),
        finding.ids.begin() + static_cast<std::ptrdiff_t>(std::min(kTold, finding.ids.size())));
    return fmt::format("rows {}{}", fmt::join(said, ", "),
                       finding.rows > static_cast<std::int64_t>(said.size()) ? ", …" : "");
}

template <class Told>
std::string numbered(const std::vector<Told>& all) {
    std::vector<std::string> said;
    for (const auto& each : all) {
        said.push_back(fmt::format("{} {}", each.number, each.issue));
    }
    return fmt::format("{}", fmt::join(said, ", "));
}

void tell(Page& page, const data::Finding& found) {
    page.item(severity_mark(page, found.severity),
              fmt::format("[{} {}] {}", found.number, found.issue, found.sentence));
    if (!found.ids.empty()) {
        page.paragraph(ids_said(found), 4, Tone::Faint);
    }
    if (!found.fix.empty()) {
        page.paragraph("\u2192 " + found.fix, 4, Tone::Faint);
    }
}

/// The new files by name, at most three of them.
std::string new_files_said(const data::Partitions& partitions) {
    constexpr std::size_t kTold = 3;
    std::vector<std::string> said;
    for (const auto& each : partitions.files) {
        if (!each.known && said.size() < kTold) {
            said.push_back(fmt::format("{} ({})", each.file, counted(each.rows, "row")));
        }
    }
    return fmt::format("new: {}{}", fmt::join(said, ", "),
                       partitions.fresh > std::ssize(said) ? ", …" : "");
}

}  // namespace

std::string render_check(const data::Inspection& inspection, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, inspection.source) +
              (inspection.against.empty() ? "" : " against " + inspection.against));
    page.paragraph(inspection.sentence, 0);
    if (inspection.partitions && inspection.partitions->fresh > 0) {
        page.paragraph(new_files_said(*inspection.partitions), 0, Tone::Faint);
    }
    if (!inspection.findings.empty()) {
        page.heading("What was found");
        for (const auto& found : inspection.findings) {
            tell(page, found);
        }
    }
    if (!inspection.not_run.empty()) {
        page.heading("Not run, or not in full");
        for (const auto& each : inspection.not_run) {
            page.item(right(std::to_string(each.number), 2), each.issue + ": " + each.needs);
        }
    }
    if (!inspection.clean.empty()) {
        page.heading("Clean");
        page.paragraph(numbered(inspection.clean), 2);
    }
    return page.text();
}

}  // namespace assay::cli
