#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

std::string versioned(const std::string& name, const std::string& version) {
    return (name.empty() ? "contract" : name) + (version.empty() ? "" : " " + version);
}

std::string rows_named(const data::Breach& breach) {
    std::string out;
    for (const auto row : breach.first_rows) {
        out += (out.empty() ? "" : ", ") + count(row);
    }
    const bool more = breach.rows > static_cast<std::int64_t>(breach.first_rows.size());
    return out + (more ? ", \u2026" : "");
}

void breach(Page& page, const data::Breach& each) {
    finding(page, each.severity, each.sentence, "");
    const bool shown = each.severity >= data::Severity::Warning;
    if (shown && !each.first_rows.empty()) {
        page.paragraph("rows " + rows_named(each) + "; " + each.clause, 4, Tone::Faint);
    } else if (shown) {
        page.paragraph(each.clause, 4, Tone::Faint);
    }
    if (shown && !each.sql.empty()) {
        page.paragraph("\u2192 " + each.sql, 4, Tone::Faint);
    }
}

}  // namespace

std::string render_contract_check(const data::ContractCheck& check, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, check.source) + "  " + counted(check.rows, "row") + ", " +
              counted(check.columns, "column") + ", against " +
              versioned(check.contract, check.version));
    page.paragraph(check.sentence, 0);
    if (!check.breaches.empty()) {
        page.line();
    }
    for (const auto& each : check.breaches) {
        breach(page, each);
    }
    return page.text();
}

std::string render_contract_diff(const data::ContractDiff& diff, const Terminal& terminal) {
    Page page(terminal);
    page.paragraph(diff.sentence, 0, diff.announced ? Tone::Strong : Tone::Bad);
    if (!diff.changes.empty()) {
        page.line();
    }
    for (const auto& each : diff.changes) {
        page.item(
            each.breaking ? page.paint(Tone::Bad, "\u2715") : page.paint(Tone::Faint, "\u00B7"),
            each.sentence);
        for (const auto& reader : each.products) {
            page.paragraph("\u2192 " + reader.product + " (" + reader.file + "): " + reader.how, 4);
        }
    }
    if (diff.breaking > 0) {
        page.line();
        page.paragraph(counted(diff.products_searched, "product file") + " searched.", 0,
                       Tone::Faint);
    }
    return page.text();
}

}  // namespace assay::cli
