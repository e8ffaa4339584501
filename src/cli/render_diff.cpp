#include "cli/render.hpp"

namespace assay::cli {

namespace {

/// A sentence that names both values needs no line of its own above it.
bool says_both(const study::Difference& each) {
    return each.sentence.find(each.before) != std::string::npos &&
           each.sentence.find(each.after) != std::string::npos;
}

}  // namespace

std::string render_study_diff(const study::StudyDiff& diff, const Terminal& terminal) {
    Page page(terminal);
    page.paragraph(diff.sentence, 0, diff.same_verdict ? Tone::Strong : Tone::Care);
    if (!diff.differences.empty()) {
        page.line();
    }
    for (const auto& each : diff.differences) {
        if (says_both(each)) {
            page.item("\u00B7", each.sentence);
            continue;
        }
        page.item("\u00B7", page.paint(Tone::Strong, each.what) + "  " + each.before + " \u2192 " +
                                each.after);
        if (!each.sentence.empty()) {
            page.paragraph(each.sentence, 4);
        }
    }
    return page.text();
}

}  // namespace assay::cli
