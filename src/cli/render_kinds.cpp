#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"
#include "cli/render_evaluation.hpp"

namespace assay::cli {

namespace {

using study::MulticlassDocument;
using study::RegressionDocument;

constexpr int kNumber = 10;

void classes(Page& page, const MulticlassDocument& document) {
    constexpr std::size_t kMost = 12;
    constexpr int kName = 18;
    const auto& all = document.models.front().classes;
    page.heading("Class by class");
    page.line(page.paint(Tone::Faint, "  " + left("", kName) + right("rows", kNumber) +
                                          right("precision", kNumber) + right("recall", kNumber) +
                                          right("F1", kNumber) + right("AUC", kNumber)));
    const auto number = [](const stats::Estimate& each) {
        return right(std::isfinite(each.value) ? figure(each.value) : "\u2013", kNumber);
    };
    for (std::size_t i = 0; i < std::min(all.size(), kMost); ++i) {
        const auto& each = all[i];
        page.line("  " + left(fitted(each.name, kName - 1), kName) +
                  right(count(each.rows), kNumber) + number(each.precision) + number(each.recall) +
                  number(each.f1) + number(each.auc));
    }
    if (all.size() > kMost) {
        page.paragraph(fmt::format("{} more in the document.", all.size() - kMost), 2, Tone::Faint);
    }
}

/// What is most often taken for what.
void confusions(Page& page, const MulticlassDocument& document) {
    constexpr std::size_t kMost = 3;
    auto cells = document.models.front().confusion;
    std::erase_if(cells,
                  [](const auto& each) { return each.is == each.decided || each.rows <= 0; });
    std::ranges::stable_sort(cells, std::greater<>(), [](const auto& each) { return each.rows; });
    if (cells.empty()) {
        return;
    }
    page.heading("What is taken for what");
    for (std::size_t i = 0; i < std::min(cells.size(), kMost); ++i) {
        const auto& each = cells[i];
        page.item("\u00B7",
                  fmt::format("{} of \"{}\" [{}] decided to be \"{}\".",
                              figure(each.share.value * 100, 2) + " in 100", each.is,
                              range(each.share.low * 100, each.share.high * 100), each.decided));
    }
}

template <class Document>
void group_gaps(Page& page, const Document& document) {
    if (document.groups.empty()) {
        return;
    }
    page.heading("Gaps between groups");
    for (const auto& each : document.groups) {
        auto gaps = each.gaps;
        std::ranges::stable_sort(gaps, std::greater<>(),
                                 [](const auto& gap) { return gap.gap.low; });
        page.item("\u00B7", gaps.empty()
                                ? each.column + ": too few rows in all groups but one to say."
                                : gaps.front().sentence);
    }
}

void class_measures(Page& page, const MulticlassDocument& document) {
    const auto& model = document.models.front();
    page.heading("How it does", model.label + ", 90 % range");
    measure_line(page, "accuracy", model.accuracy);
    measure_line(page, "mean precision", model.macro_precision);
    measure_line(page, "mean recall", model.macro_recall);
    measure_line(page, "mean F1", model.macro_f1);
    measure_line(page, "mean AUC", model.macro_auc);
    measure_line(page, "log loss", model.log_loss);
    measure_line(page, "Brier score", model.brier);
    if (!document.calibration.bins.empty()) {
        page.item("\u00B7", "Of its likeliest class: " + document.calibration.sentence, 2);
    }
}

void error_measures(Page& page, const RegressionDocument& document) {
    const auto& model = document.models.front();
    page.heading("How far off it is", model.label + ", 90 % range");
    measure_line(page, "mean absolute", model.mae);
    measure_line(page, "median absolute", model.median_absolute_error);
    measure_line(page, "RMSE", model.rmse);
    measure_line(page, "R²", model.r2);
    measure_line(page, "bias", model.bias);
    for (const auto& each : model.quantiles) {
        measure_line(page, ("pinball " + fmt::format("{}", each.level)).c_str(), each.loss);
    }
    if (model.range) {
        page.item("\u00B7", model.range->sentence, 2);
    }
}

void deciles(Page& page, const RegressionDocument& document) {
    page.heading("By size of the prediction");
    page.line(page.paint(Tone::Faint, right("predicted", 12) + right("observed", kNumber + 1) +
                                          right("bias", kNumber) + right("misses by", kNumber + 1) +
                                          right("rows", kNumber)));
    for (const auto& each : document.deciles) {
        page.line(right(figure(each.predicted), 12) + right(figure(each.observed), kNumber + 1) +
                  right(figure(each.bias.value), kNumber) +
                  right(figure(each.mae.value), kNumber + 1) + right(count(each.rows), kNumber));
    }
}

void error_money(Page& page, const RegressionDocument& document) {
    if (!document.costs) {
        return;
    }
    page.heading("What its errors cost",
                 fmt::format("a month of {} predictions",
                             count(std::llround(document.decisions_per_month))));
    for (const auto& each : document.models) {
        measure_line(page, each.label.c_str(), each.cost_per_month);
    }
    if (document.shift) {
        page.item("\u00B7", document.shift->sentence, 3);
    }
}

}  // namespace

std::string render_multiclass(const MulticlassDocument& document, const Terminal& terminal) {
    Page page(terminal);
    page.paragraph(document.headline, 0, Tone::Strong);
    page.line();
    page.paragraph(fmt::format("{}: {} of {} classes.", document.source,
                               counted(document.rows, "row"), document.classes.size()),
                   0, Tone::Faint);
    integrity(page, document.integrity);
    class_measures(page, document);
    classes(page, document);
    confusions(page, document);
    if (document.has_costs) {
        page.heading("What its decisions earn",
                     fmt::format("a month of {} decisions",
                                 count(std::llround(document.decisions_per_month))));
        for (const auto& each : document.models) {
            measure_line(page, each.label.c_str(), each.value_per_month);
        }
        if (document.decision) {
            page.item("\u00B7", document.decision->sentence, 3);
        }
    }
    comparison(page, document.comparison);
    confirmed(page, document.slices, "Where it loses most");
    group_gaps(page, document);
    reuse(page, document.reuse);
    not_run(page, document.not_run);
    return page.text();
}

std::string render_regression(const RegressionDocument& document, const Terminal& terminal) {
    Page page(terminal);
    page.paragraph(document.headline, 0, Tone::Strong);
    page.line();
    page.paragraph(fmt::format("{}: {}, from {} to {}, mean {}.", document.source,
                               counted(document.rows, "row"), figure(document.label.least),
                               figure(document.label.most), figure(document.label.mean)),
                   0, Tone::Faint);
    integrity(page, document.integrity);
    error_measures(page, document);
    deciles(page, document);
    error_money(page, document);
    comparison(page, document.comparison);
    confirmed(page, document.slices, "Where it misses by most");
    group_gaps(page, document);
    reuse(page, document.reuse);
    not_run(page, document.not_run);
    return page.text();
}

}  // namespace assay::cli
