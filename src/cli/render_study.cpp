#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

using study::Document;
using study::VerdictName;

struct Face {
    std::string_view shape, words;
    Tone tone;
};

/// Shape, word and colour of a verdict: none of them alone carries it.
Face face(VerdictName name) {
    switch (name) {
        case VerdictName::Build:
            return {"\u25B2", "BUILD", Tone::Good};
        case VerdictName::RuleSuffices:
            return {"\u25A0", "RULE SUFFICES", Tone::Good};
        case VerdictName::Collect:
            return {"\u25C6", "COLLECT", Tone::Care};
        case VerdictName::Dont:
            return {"\u2715", "DON'T", Tone::Bad};
        case VerdictName::Undecided:
            return {"\u25CB", "UNDECIDED", Tone::Care};
    }
    return {"\u25CB", "UNDECIDED", Tone::Care};
}

std::string bar(double share, int cells) {
    const auto full = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * cells));
    std::string out;
    for (int i = 0; i < cells; ++i) {
        out += i < full ? "\u2588" : "\u2591";
    }
    return out;
}

struct Chance {
    std::string label;
    double probability;
};

std::vector<Chance> verdict_chances(const Document& document) {
    static constexpr std::array<std::pair<const char*, const char*>, 5> kLines{
        {{"BUILD", "build"},
         {"RULE_SUFFICES", "rule suffices"},
         {"COLLECT", "collect"},
         {"DONT", "don't"},
         {"open", "cannot tell"}}};
    std::vector<Chance> out;
    for (const auto& [key, label] : kLines) {
        const auto found = document.verdict.probability.find(key);
        if (found != document.verdict.probability.end()) {
            out.push_back({label, found->second});
        }
    }
    return out;
}

std::vector<Chance> money_chances(const Document& document) {
    constexpr std::size_t kMost = 5;
    std::vector<Chance> out;
    for (const auto& option : document.options) {
        const auto found = document.verdict.best_by_money.find(option.name);
        if (found != document.verdict.best_by_money.end()) {
            out.push_back({option.label.empty() ? option.name : option.label, found->second});
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.probability > b.probability; });
    out.resize(std::min(kMost, out.size()));
    return out;
}

/// One line of a list of chances: name, bar, words; empty beyond its end.
std::string chance_cell(const std::vector<Chance>& list, std::size_t i) {
    constexpr int kLabel = 14;
    constexpr int kBar = 8;
    return i >= list.size()
               ? std::string()
               : left(fitted(list[i].label, kLabel - 1), kLabel) + bar(list[i].probability, kBar) +
                     " " + chance(list[i].probability);
}

void chance_list(Page& page, std::string_view heading, const std::vector<Chance>& list) {
    page.heading(heading);
    for (std::size_t i = 0; i < list.size(); ++i) {
        page.line("  " + chance_cell(list, i));
    }
}

/// What the verdict would be, and what earns most: side by side where there is room.
void chances(Page& page, const Document& document) {
    constexpr int kRoomForBoth = 78;
    const int half = page.width() / 2;
    const auto verdicts = verdict_chances(document);
    const auto money = money_chances(document);
    if (verdicts.empty() && money.empty()) {
        return;
    }
    if (page.width() < kRoomForBoth) {
        chance_list(page, "Chance of each verdict", verdicts);
        if (!money.empty()) {
            chance_list(page, "Chance to earn most", money);
        }
        return;
    }
    page.line();
    page.line(page.paint(Tone::Strong, left("Chance of each verdict", half)) +
              page.paint(Tone::Strong, money.empty() ? "" : "Chance to earn most"));
    for (std::size_t i = 0; i < std::max(verdicts.size(), money.size()); ++i) {
        page.line("  " + left(chance_cell(verdicts, i), half - 2) + chance_cell(money, i));
    }
}

void opening(Page& page, const Document& document) {
    const Face shown = face(document.verdict.name);
    page.line(page.paint(shown.tone, std::string(shown.shape) + " " + std::string(shown.words)) +
              (document.verdict.close_call ? "  a close call" : ""));
    page.paragraph(document.verdict.headline, 2, Tone::Strong);
    page.line();
    if (!document.title.empty()) {
        page.paragraph(document.title, 0, Tone::Faint);
    }
    page.paragraph(document.verdict.sentence, 0);
    constexpr std::size_t kReasons = 3;
    constexpr int kLines = 2;
    for (std::size_t i = 0; i < std::min(kReasons, document.verdict.because.size()); ++i) {
        page.item("\u00B7", document.verdict.because[i], kLines);
    }
    if (document.verdict.without_suspects && document.verdict.with_suspects) {
        page.item("\u25B2", document.verdict.with_suspects->sentence, kLines);
    }
}

/// Measured scores as rising bars, then what is forecast behind a dotted line.
std::string sparkline(const study::LearningCurve& curve) {
    std::vector<double> values;
    const auto add = [&](double value) {
        if (std::isfinite(value)) {
            values.push_back(value);
        }
    };
    for (const auto& each : curve.points) {
        add(each.value.value);
    }
    const std::size_t measured = values.size();
    for (const auto& each : curve.forecast) {
        add(each.median);
    }
    if (values.empty()) {
        return {};
    }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    std::string out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        constexpr double kHeights = 100;
        const double span = *high > *low ? *high - *low : 1;
        const auto height = static_cast<std::int64_t>(1 + kHeights * (values[i] - *low) / span);
        out += i == measured ? " \u250A " : "";
        out += histogram({height, static_cast<std::int64_t>(1 + kHeights)}, 2).substr(0, 3);
    }
    return out;
}

void learning_curve(Page& page, const study::LearningCurve& curve) {
    if (curve.points.empty() && curve.words.finding.empty()) {
        return;
    }
    page.heading("Is there enough data?");
    page.item("\u00B7", curve.words.finding, 2);
    if (curve.points.empty()) {
        return;
    }
    const auto& last = curve.points.back();
    std::string line = fmt::format("    {} {}  {} at {} rows", curve.metric, sparkline(curve),
                                   figure(last.value.value), count(std::llround(last.rows)));
    if (!curve.forecast.empty()) {
        const auto& end = curve.forecast.back();
        line += fmt::format(", {} at {}", range(end.low, end.high), count(std::llround(end.rows)));
    }
    page.line(fitted(line, page.width()));
}

void changes(Page& page, const Document& document) {
    constexpr std::size_t kMost = 3;
    std::size_t shown = 0;
    for (const auto& each : document.verdict.would_change) {
        if (each.verdict.empty() || each.sentence.empty() || shown == kMost) {
            continue;
        }
        if (shown++ == 0) {
            page.heading("What would change it");
        }
        page.item("\u00B7", each.sentence, 2);
    }
}

void slices(Page& page, const Document& document) {
    constexpr std::size_t kMost = 2;
    std::size_t shown = 0;
    for (const auto& each : document.slices) {
        if (!each.confirmed || shown == kMost) {
            continue;
        }
        if (shown++ == 0) {
            page.heading("Where it loses most");
        }
        page.item("\u00B7", each.sentence, 2);
    }
}

/// The gaps that are there beyond doubt, widest first.
void groups(Page& page, const Document& document) {
    std::vector<const validate::GroupGap*> gaps;
    for (const auto& group : document.groups) {
        for (const auto& gap : group.gaps) {
            if (gap.gap.low > 0 && !gap.sentence.empty()) {
                gaps.push_back(&gap);
            }
        }
    }
    std::stable_sort(gaps.begin(), gaps.end(),
                     [](const auto* a, const auto* b) { return a->gap.low > b->gap.low; });
    if (document.groups.empty()) {
        return;
    }
    page.heading("Gaps between groups");
    if (gaps.empty()) {
        page.item("\u00B7", document.words.groups.finding, 2);
    }
    constexpr std::size_t kMost = 2;
    for (std::size_t i = 0; i < std::min(kMost, gaps.size()); ++i) {
        page.item("\u00B7", gaps[i]->sentence, 2);
    }
}

}  // namespace

std::string render_study(const Document& document, const Terminal& terminal) {
    Page page(terminal);
    opening(page, document);
    chances(page, document);
    page.heading("Money a month", document.words.options.measure);
    money_plot(page, document);
    learning_curve(page, document.learning_curve);
    changes(page, document);
    slices(page, document);
    groups(page, document);
    if (!document.data.issues.empty()) {
        constexpr std::size_t kMost = 4;
        page.heading("The data", document.data.words.finding);
        findings(page, document.data.issues, kMost);
    }
    return page.text();
}

}  // namespace assay::cli
