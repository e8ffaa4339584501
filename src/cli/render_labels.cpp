#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {
namespace {

using stats::Estimate;

constexpr std::size_t kMostLines = 10;

/// "97 % (94 to 99)"; "-" where it cannot be told.
std::string percents(const Estimate& share) {
    if (std::isnan(share.value)) {
        return "-";
    }
    return fmt::format("{:.0f} % ({:.0f} to {:.0f})", 100 * share.value, 100 * share.low,
                       100 * share.high);
}

/// Rows of cells in columns as wide as they need; the first column gives way where the page is
/// narrow, numbers stand on the right.
void grid(Page& page, const std::vector<std::vector<std::string>>& rows) {
    constexpr int kGap = 2;
    std::vector<int> widths(rows.front().size(), 0);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], columns(row[i]));
        }
    }
    int others = 2;
    for (std::size_t i = 1; i < widths.size(); ++i) {
        others += widths[i] + kGap;
    }
    constexpr int kLeast = 6;
    widths[0] = std::min(widths[0], std::max(kLeast, page.width() - others));
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string line = "  " + left(fitted(rows[r][0], widths[0]), widths[0]);
        for (std::size_t i = 1; i < rows[r].size(); ++i) {
            line += std::string(kGap, ' ') + right(rows[r][i], widths[i]);
        }
        page.line(r == 0 ? page.paint(Tone::Faint, line) : line);
    }
}

void more(Page& page, std::int64_t all, std::size_t shown, std::string_view where) {
    if (all > static_cast<std::int64_t>(shown)) {
        page.paragraph(
            "and " + count(all - static_cast<std::int64_t>(shown)) + " more" + std::string(where),
            2, Tone::Faint);
    }
}

void sentences(Page& page, const std::vector<std::string>& said) {
    for (const auto& each : said) {
        page.item("\u00B7", each);
    }
}

void cuts(Page& page, const std::vector<data::LabelCut>& cuts) {
    const bool measured = std::any_of(
        cuts.begin(), cuts.end(), [](const auto& cut) { return !std::isnan(cut.measured.value); });
    std::vector<std::vector<std::string>> rows = {{"first rows", "expected wrong"}};
    if (measured) {
        rows.front().emplace_back("measured");
    }
    for (const auto& cut : cuts) {
        rows.push_back({count(cut.rows), percents(cut.precision)});
        if (measured) {
            rows.back().push_back(percents(cut.measured));
        }
    }
    page.heading("Down the ranking");
    grid(page, rows);
}

void suspects(Page& page, const data::LabelErrorReport& report) {
    page.heading("Most suspected");
    std::vector<std::vector<std::string>> rows = {{"row", "given", "rather", "margin"}};
    const std::size_t shown = std::min(kMostLines, report.suspects.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& each = report.suspects[i];
        rows.push_back({each.id, fitted(each.given, 20), fitted(each.suggested, 20),
                        fmt::format("{:.3f}", each.margin)});
    }
    grid(page, rows);
    more(page, report.suspected, shown, "; --queue FILE writes all of them");
}

void errors(Page& page, const data::LabelErrorReport& report) {
    page.heading("Label errors");
    sentences(page, report.sentences);
    if (report.suspects.empty()) {
        return;
    }
    cuts(page, report.cuts);
    suspects(page, report);
    page.heading("If they are mended");
    page.paragraph(report.effect.sentence, 2);
}

std::string seconds(const Estimate& median) {
    return std::isnan(median.value) ? "-" : figure(median.value) + " s";
}

void people(Page& page, const std::vector<data::Annotator>& people) {
    page.heading("Annotators");
    std::vector<std::vector<std::string>> rows = {
        {"who", "labels", "quality", "as the others", "an item"}};
    const std::size_t shown = std::min(2 * kMostLines, people.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& each = people[i];
        rows.push_back({each.name, count(each.labels), percents(each.quality),
                        percents(each.against_others), seconds(each.seconds)});
    }
    grid(page, rows);
    more(page, static_cast<std::int64_t>(people.size()), shown, " in the document");
}

void queue(Page& page, const data::AgreementReport& report) {
    if (report.queue.empty()) {
        return;
    }
    page.heading("Worth another look");
    std::vector<std::vector<std::string>> rows = {{"item", "consensus", "chance", "votes"}};
    const std::size_t shown = std::min(kMostLines, report.queue.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& each = report.queue[i];
        std::vector<std::string> votes;
        for (const auto& [label, times] : each.votes) {
            votes.push_back(count(times) + " " + fitted(label, 12));
        }
        rows.push_back({each.item, each.consensus.empty() ? "-" : fitted(each.consensus, 16),
                        fmt::format("{:.2f}", each.chance),
                        votes.empty() ? "none" : fitted(listed(votes), 32)});
    }
    grid(page, rows);
    more(page, report.queued, shown, "; --queue FILE writes all of them");
}

void agreement(Page& page, const data::AgreementReport& report) {
    page.heading("Agreement");
    sentences(page, report.sentences);
    people(page, report.people);
    queue(page, report);
}

}  // namespace

std::string render_labels(const data::Labelling& labels, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, labels.source) + "  " + counted(labels.rows, "label") +
              ", " + count(static_cast<std::int64_t>(labels.classes.size())) + " classes");
    if (labels.errors) {
        errors(page, *labels.errors);
    }
    if (labels.agreement) {
        agreement(page, *labels.agreement);
    }
    if (!labels.issues.empty()) {
        page.heading("What was found");
        findings(page, labels.issues, labels.issues.size());
    }
    for (const auto& each : labels.not_run) {
        page.paragraph("not run: " + each, 2, Tone::Faint);
    }
    return page.text();
}

}  // namespace assay::cli
