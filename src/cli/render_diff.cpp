#include "cli/render.hpp"

namespace assay::cli {

std::string render_study_diff(const study::StudyDiff& diff, const Terminal& terminal) {
    Page page(terminal);
    page.paragraph(diff.sentence, 0, diff.same_verdict ? Tone::Strong : Tone::Care);
    if (!diff.differences.empty()) {
        page.line();
    }
    for (const auto& each : diff.differences) {
        page.item("\u00B7", page.paint(Tone::Strong, each.what) + "  " + each.before + " \u2192 " +
                                each.after);
        if (!each.sentence.empty()) {
            page.paragraph(each.sentence, 4);
        }
    }
    return page.text();
}

}  // namespace assay::cli
