#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

std::string words(const std::vector<std::string>& purposes) {
    return purposes.empty() ? "-" : listed(purposes);
}

}  // namespace

std::string render_card(const data::CardCheck& check, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, check.source) + "  " + counted(check.rows, "row") + ", " +
              counted(check.columns, "column"));
    page.paragraph(check.sentence, 0);
    page.line();
    page.paragraph("allowed: " + words(check.allowed) + "; forbidden: " + words(check.forbidden),
                   2);
    page.paragraph("owner: " + (check.owner.empty() ? "-" : check.owner) +
                       "; basis: " + (check.basis.empty() ? "-" : check.basis) +
                       "; kept for: " + (check.retention.empty() ? "-" : check.retention),
                   2);
    if (!check.issues.empty()) {
        page.heading("Findings");
        findings(page, check.issues, check.issues.size());
    }
    return page.text();
}

}  // namespace assay::cli
