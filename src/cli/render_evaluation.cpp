#include "cli/render_evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

using study::EvaluationDocument;

/// As the study's own findings, so that both read alike.
std::vector<data::Issue> as_issues(const std::vector<validate::Finding>& findings) {
    std::vector<data::Issue> out;
    for (const auto& each : findings) {
        out.push_back({.code = each.code,
                       .severity = static_cast<data::Severity>(each.severity),
                       .column = each.column,
                       .rows = each.rows,
                       .sentence = each.sentence,
                       .fix = each.fix});
    }
    return out;
}

void opening(Page& page, const EvaluationDocument& document) {
    page.paragraph(document.headline, 0, Tone::Strong);
    page.line();
    page.paragraph(fmt::format("{}: {}, {} positive.", document.source,
                               counted(document.rows, "row"), count(document.positives)),
                   0, Tone::Faint);
}

void ranking(Page& page, const EvaluationDocument& document) {
    const auto& model = document.models.front();
    page.heading("How it does", model.label + ", 90 % range");
    measure_line(page, "AUC", model.auc);
    measure_line(page, "average precision", model.average_precision);
    measure_line(page, "Brier score", model.brier);
    measure_line(page, "log loss", model.log_loss);
    measure_line(page, "acts on", model.acts);
    measure_line(page, "precision", model.precision);
    measure_line(page, "recall", model.recall);
    if (!document.calibration.bins.empty()) {
        page.item("\u00B7", document.calibration.sentence, 2);
    }
}

void money(Page& page, const EvaluationDocument& document) {
    page.heading("What its decisions earn",
                 fmt::format("a month of {} decisions, against doing nothing",
                             count(std::llround(document.decisions_per_month))));
    std::vector<study::Option> options;
    for (const auto& each : document.models) {
        study::Option option;
        option.name = each.name;
        option.label = each.label;
        option.role = each.role == "judged" ? "chosen" : "simple";
        option.value_per_month = each.value_per_month;
        options.push_back(std::move(option));
    }
    money_plot(page, options, document.currency);
    for (const auto& each : document.models) {
        if (!each.note.empty()) {
            page.item("\u00B7", fmt::format("{}: {}.", capitalised(each.label), each.note), 3);
        }
    }
    page.item("\u00B7", document.cut.sentence, 3);
    if (document.lights) {
        page.item("\u00B7", document.lights->sentence, 3);
    }
}

void groups(Page& page, const EvaluationDocument& document) {
    if (document.groups.empty()) {
        return;
    }
    page.heading("Gaps between groups, and their price");
    for (const auto& view : document.groups) {
        std::vector<validate::GroupGap> gaps = view.groups.gaps;
        std::ranges::stable_sort(gaps, std::greater<>(),
                                 [](const auto& each) { return each.gap.low; });
        if (gaps.empty()) {
            page.item("\u00B7", fmt::format("{}: too few rows in all groups but one to say.",
                                            view.groups.column));
        } else {
            page.item("\u00B7", gaps.front().sentence, 2);
        }
        for (const auto& each : view.prices) {
            page.item("\u00B7", each.sentence, 3);
        }
    }
}

void parts_and_people(Page& page, const EvaluationDocument& document) {
    if (document.reach) {
        page.heading("Who gains");
        page.item("\u00B7", document.reach->sentence, 4);
    }
    if (!document.scenarios.empty()) {
        page.heading("Scenarios");
        for (const auto& each : document.scenarios) {
            const bool pass = each.outcome == "pass";
            page.item(pass                     ? "\u25B2"
                      : each.outcome == "fail" ? "\u2715"
                                               : "\u25CB",
                      each.sentence);
        }
    }
    if (document.human) {
        page.heading("Against a person");
        page.item("\u00B7", document.human->sentence, 4);
    }
}

}  // namespace

void measure_line(Page& page, const char* name, const stats::Estimate& estimate) {
    constexpr int kName = 20;
    constexpr int kValue = 9;
    if (!std::isfinite(estimate.value)) {
        return;
    }
    page.line("  " + left(name, kName) + right(figure(estimate.value, 4), kValue) + "  " +
              page.paint(Tone::Faint, range(estimate.low, estimate.high)));
}

void integrity(Page& page, const std::vector<validate::Finding>& found) {
    constexpr std::size_t kMost = 5;
    if (!found.empty()) {
        page.heading("Can the predictions be trusted?");
        findings(page, as_issues(found), kMost);
    }
}

void reuse(Page& page, const study::Reuse& used) {
    if (used.sentence.empty()) {
        return;
    }
    page.heading("How often these rows were used");
    page.item("\u00B7", used.sentence, 3);
    if (used.k > 1) {
        for (const auto& each : used.adjusted) {
            measure_line(page, each.metric.c_str(), each.estimate);
        }
    }
}

void not_run(Page& page, const std::vector<std::string>& words) {
    if (words.empty()) {
        return;
    }
    page.heading("Not looked at");
    for (const auto& each : words) {
        page.paragraph(each, 2, Tone::Faint);
    }
}

std::string render_evaluation(const EvaluationDocument& document, const Terminal& terminal) {
    Page page(terminal);
    opening(page, document);
    integrity(page, document.integrity);
    ranking(page, document);
    money(page, document);
    comparison(page, document.comparison);
    confirmed(page, document.slices, "Where it loses most");
    groups(page, document);
    parts_and_people(page, document);
    reuse(page, document.reuse);
    not_run(page, document.not_run);
    return page.text();
}

std::string render_claim_check(const study::ClaimCheck& check, const Terminal& terminal) {
    Page page(terminal);
    const bool supported = check.verdict == "supported";
    const bool open = check.verdict == "cannot tell";
    page.line(page.paint(supported ? Tone::Good
                         : open    ? Tone::Care
                                   : Tone::Bad,
                         std::string(supported ? "\u25B2"
                                     : open    ? "\u25CB"
                                               : "\u2715") +
                             " " + check.claim));
    page.paragraph(check.sentence, 2, Tone::Strong);
    page.line();
    for (const auto& each : check.reasons) {
        page.item("\u00B7", each);
    }
    return page.text();
}

}  // namespace assay::cli
