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
    bool shown_above = false;  // it is the verdict
};

constexpr double kUnderOneInAHundred = 0.005;

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
        const bool no_verdict = std::string_view(key) == "open";
        if (found != document.verdict.probability.end() &&
            !(no_verdict && found->second < kUnderOneInAHundred)) {
            out.push_back({label, found->second, key == name_of(document.verdict.name)});
        }
    }
    return out;
}

/// Those that may earn most, likeliest first.
std::vector<Chance> money_chances(const Document& document) {
    constexpr std::size_t kMost = 5;
    std::vector<Chance> out;
    for (const auto& option : document.options) {
        const auto found = document.verdict.best_by_money.find(option.name);
        if (found != document.verdict.best_by_money.end() && found->second >= kUnderOneInAHundred) {
            out.push_back({option.label.empty() ? option.name : option.label, found->second});
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.probability > b.probability; });
    out.resize(std::min(kMost, out.size()));
    return out;
}

constexpr std::string_view kVerdictChances = "Chance of each verdict";
constexpr std::string_view kMoneyChances = "Chance to earn most";

/// Columns of a line of a list of chances: a name, a bar, and a chance in words.
struct ChanceColumns {
    int label, bar;
};
constexpr int kLongestChance = 14;  // "under 1 in 100"
constexpr int kShortestBar = 6;

int longest_label(const std::vector<Chance>& list) {
    int longest = 0;
    for (const auto& each : list) {
        longest = std::max(longest, columns(each.label));
    }
    return longest;
}

ChanceColumns chance_columns(const std::vector<Chance>& list, int room) {
    constexpr int kLongestBar = 10;
    const int most = room - kShortestBar - kLongestChance - 2;
    const int label = std::min(longest_label(list), most) + 1;
    return {.label = label,
            .bar = std::clamp(room - label - kLongestChance - 1, kShortestBar, kLongestBar)};
}

/// One line of a list of chances; empty beyond its end.
std::string chance_cell(const std::vector<Chance>& list, std::size_t i, const ChanceColumns& wide) {
    if (i >= list.size()) {
        return {};
    }
    return left(fitted(list[i].label, wide.label - 1), wide.label) +
           bar(list[i].probability, wide.bar) + " " + chance(list[i].probability);
}

std::string mark(const std::vector<Chance>& list, std::size_t i) {
    return i < list.size() && list[i].shown_above ? "\u25B8 " : "  ";
}

void chance_list(Page& page, std::string_view heading, const std::vector<Chance>& list) {
    if (list.empty()) {
        return;
    }
    page.heading(heading);
    const auto wide = chance_columns(list, page.width() - 2);
    for (std::size_t i = 0; i < list.size(); ++i) {
        page.line(mark(list, i) + chance_cell(list, i, wide));
    }
}

/// What the verdict would be, and what earns most: side by side where there is room.
void chances(Page& page, const Document& document) {
    const auto verdicts = verdict_chances(document);
    const auto money = money_chances(document);
    const int half = page.width() / 2;
    constexpr int kBesideLabel = kShortestBar + kLongestChance + 2;
    const bool beside = !verdicts.empty() && !money.empty() &&
                        longest_label(verdicts) + kBesideLabel <= half - 4 &&
                        longest_label(money) + kBesideLabel <= page.width() - half;
    if (!beside) {
        chance_list(page, kVerdictChances, verdicts);
        chance_list(page, kMoneyChances, money);
        return;
    }
    const auto first = chance_columns(verdicts, half - 4);
    const auto second = chance_columns(money, page.width() - half);
    const int shared = std::min(first.bar, second.bar);
    page.line();
    page.line(page.paint(Tone::Strong, left(kVerdictChances, half)) +
              page.paint(Tone::Strong, kMoneyChances));
    for (std::size_t i = 0; i < std::max(verdicts.size(), money.size()); ++i) {
        page.line(mark(verdicts, i) +
                  left(chance_cell(verdicts, i, {first.label, shared}), half - 2) +
                  chance_cell(money, i, {second.label, shared}));
    }
}

/// What a heading of its own says below is not said twice.
void reasons(Page& page, const Document& document) {
    constexpr std::size_t kMost = 3;
    constexpr int kLines = 2;
    const auto& changes = document.verdict.would_change;
    std::size_t shown = 0;
    for (const auto& each : document.verdict.because) {
        const bool below =
            std::ranges::find(changes, each, &study::Change::sentence) != changes.end();
        if (!below && shown < kMost) {
            page.item("\u00B7", each, kLines);
            ++shown;
        }
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
    reasons(page, document);
    if (document.verdict.without_suspects && document.verdict.with_suspects) {
        page.item("\u25B2", document.verdict.with_suspects->sentence);
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

/// The last score that was measured, and what is forecast beyond it.
std::string curve_ends(const study::LearningCurve& curve) {
    const auto& last = curve.points.back();
    std::string out = fmt::format("{}  {} at {}", sparkline(curve), figure(last.value.value),
                                  counted(std::llround(last.rows), "row"));
    if (!curve.forecast.empty()) {
        const auto& end = curve.forecast.back();
        out += fmt::format(", {} at {}", range(end.low, end.high), count(std::llround(end.rows)));
    }
    return out;
}

void learning_curve(Page& page, const study::LearningCurve& curve) {
    if (curve.points.empty() && curve.words.finding.empty()) {
        return;
    }
    page.heading("Is there enough data?", curve.words.measure);
    page.item("\u00B7", curve.words.finding, 2);
    if (!curve.points.empty()) {
        page.paragraph(curve_ends(curve), 4);
    }
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
    page.heading("What each option earns", document.words.options.measure);
    money_plot(page, document.options, document.currency);
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
