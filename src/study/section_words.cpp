#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/words.hpp"
#include "validate/validate.hpp"

namespace assay::study {
namespace {

std::string a_month(double value, const Document& document) {
    return money(value, document.currency) + " a month";
}

std::string cluster_words(const Measured& measured) {
    if (measured.problem->by_time()) {
        return measured.problem->cluster_days == 1
                   ? "days"
                   : fmt::format("blocks of {} days", measured.problem->cluster_days);
    }
    return measured.problem->entity.empty() ? "rows" : "entities";
}

std::string split_words(const Measured& measured) {
    const auto& splits = *measured.splits;
    if (measured.parts.by_time) {
        return fmt::format("{} rolling blocks of time: train on all before, decide on the next",
                           splits.parts.size());
    }
    int seeds = 0;
    for (const auto& part : splits.parts) {
        seeds = std::max(seeds, part.seed + 1);
    }
    return fmt::format("{} folds under {} {}",
                       splits.parts.size() / static_cast<std::size_t>(seeds), seeds,
                       seeds == 1 ? "seed" : "seeds");
}

void options_words(const Facts& facts, Document& document) {
    auto& words = document.words.options;
    const Option* best = &document.options.front();
    for (const auto& option : document.options) {
        if (option.value_per_month.value > best->value_per_month.value) {
            best = &option;
        }
    }
    words.finding = best->name == "nothing"
                        ? "Nothing earns more than doing nothing"
                        : fmt::format("{} earns most: {}", capitalised(option_words(best->name)),
                                      a_month(best->value_per_month.value, document));
    words.measure = fmt::format(
        "Money a month against doing nothing, at {} decisions a month, "
        "before what a model costs to run",
        amount(facts.terms.decisions.middle()));
    words.note = fmt::format("{} rows decided unseen, {}. Ranges are 90 %, resampled by {}.",
                             count(static_cast<std::int64_t>(facts.measured.tested.rows.size())),
                             split_words(facts.measured), cluster_words(facts.measured));
}

void threshold_words(const Facts& facts, Document& document) {
    auto& words = document.threshold.words;
    const auto& curve = document.threshold.curve;
    const auto at = figure(document.threshold.at, 2);
    if (document.threshold.chosen_by == "too few to place") {
        words.finding = "Too few cases lie beyond any paying cut to place one";
    } else if (std::isnan(document.threshold.at)) {
        words.finding = "Each row has its own cut, because costs differ by row";
    } else if (document.threshold.chosen_by == "capacity") {
        words.finding = fmt::format("The review capacity sets the cut, at a chance of {}", at);
    } else {
        words.finding = fmt::format("The costs set the cut, at a chance of {}", at);
    }
    if (!curve.empty()) {
        const auto best = std::ranges::max_element(
            curve, {}, [](const validate::CutValue& cut) { return cut.value_per_month.value; });
        words.note = fmt::format(
            "On these rows the best cut in hindsight would be {}, worth {}. "
            "The cut was fixed before these rows were seen.",
            figure(best->at, 2), a_month(best->value_per_month.value, document));
    }
    words.measure = fmt::format("Money a month of acting on every row at or above a chance, {}",
                                option_words(facts.measured.options[facts.measured.model].name));
}

void curve_words(const Facts& facts, Document& document) {
    auto& curve = document.learning_curve;
    auto& words = curve.words;
    words.measure = fmt::format("{} of {}, by rows to learn from",
                                validate::metric_words(curve.metric), option_words(curve.option));
    if (curve.refused) {
        words.finding = "More rows cannot be forecast yet";
        words.note = *curve.refused;
        return;
    }
    if (curve.forecast.empty()) {
        words.finding = "How it grows with rows";
        return;
    }
    const auto& last = curve.forecast.back();
    words.finding = fmt::format("With {} rows instead of {}, {} would be about {} ({} to {})",
                                count(std::llround(last.rows)), count(std::llround(curve.rows_now)),
                                validate::metric_words(curve.metric), figure(last.median),
                                figure(last.low), figure(last.high));
    words.note = curve.p_reach
                     ? fmt::format(
                           "The chance that the target is reached within {:.0f} times the "
                           "rows is {}.",
                           curve.rows_needed.beyond, chance(*curve.p_reach))
                     : std::string("Dotted: not seen yet.");
    words.note += fmt::format(
        " The curve's shape is measured on {}, its level on all.",
        facts.measured.parts.by_time ? "the newest test parts" : "some of the test parts");
    if (facts.measured.splits->capped) {
        words.note += fmt::format(
            " Training takes {} of the {} labelled rows; raise [study] "
            "train_rows before collecting more.",
            count(std::llround(curve.rows_now)), count(std::llround(facts.measured.rows_labelled)));
    }
}

void ranking_words(const Facts& facts, Document& document) {
    auto& words = document.ranking.words;
    const auto& option = document.options[facts.measured.model];
    words.finding =
        fmt::format("{} orders a positive before a negative in {} of 100 pairs",
                    capitalised(option_words(option.name)), figure(option.auc.value * 100, 2));
    words.measure = "AUC, mean within test parts: " + with_range(option.auc, "");
    words.note = "The curves pool the calibrated chances of all parts.";
}

void confusion_words(const Facts& facts, Document& document) {
    auto& words = document.words.confusion;
    const auto& option = document.options[facts.measured.model];
    words.finding = std::isnan(option.precision.value)
                        ? std::string("It acts on no row")
                        : fmt::format("It acts on {} in 100 rows and is right in {} in 100 acts",
                                      figure(option.acts.value * 100, 2),
                                      figure(option.precision.value * 100, 2));
    words.measure = "Rows by decision and outcome at the cut, " + option_words(option.name);
    words.note = fmt::format("Share of positives acted on: {}.", with_range(option.recall, ""));
}

void driver_words(const Facts& facts, Document& document) {
    auto& words = document.words.drivers;
    words.measure = "Money a month lost when a column tells nothing (its values shuffled)";
    if (document.drivers.empty()) {
        words.finding = "Not computed in a quick study";
        return;
    }
    const auto& first = document.drivers.front();
    words.finding = first.value_per_month.low > 0
                        ? fmt::format("\"{}\" carries most of the value: {}", listed(first.columns),
                                      a_month(first.value_per_month.value, document))
                        : std::string("No single column carries value that can be told from noise");
    words.note = fmt::format("Columns that say nearly the same are shuffled together, by {}.",
                             cluster_words(facts.measured));
}

void slice_words(const Facts& facts, Document& document) {
    auto& words = document.words.slices;
    const auto confirmed = std::ranges::count(document.slices, true, &validate::Slice::confirmed);
    words.measure = fmt::format("Money lost per 1,000 decisions against perfect decisions, {}",
                                option_words(facts.measured.options[facts.measured.model].name));
    if (document.slices.empty()) {
        words.finding = "No part of the rows stands out";
    } else if (confirmed == 0) {
        words.finding = "No slice loses more than the rest beyond doubt";
    } else {
        words.finding = fmt::format(
            "{} of {} slices lose more than the rest on rows that did not "
            "choose them",
            confirmed, document.slices.size());
    }
    words.note = "Found on one half of the rows, confirmed on the other (Holm).";
}

void group_words(const Facts& facts, Document& document) {
    auto& words = document.words.groups;
    words.measure = "Largest difference between groups, with simultaneous 90 % ranges, " +
                    option_words(facts.measured.options[facts.measured.model].name);
    if (document.groups.empty()) {
        words.finding = "No groups were named ([data] groups)";
        return;
    }
    const validate::GroupGap* widest = nullptr;
    for (const auto& column : document.groups) {
        for (const auto& gap : column.gaps) {
            if (gap.gap.low > 0 && gap.metric == "selection_rate" &&
                (widest == nullptr || gap.gap.value > widest->gap.value)) {
                widest = &gap;
            }
        }
    }
    words.finding =
        widest != nullptr ? widest->sentence : "No gap between groups can be told from noise";
    words.note = "Groups with too few rows are listed and not compared.";
}

void change_words(const Facts& facts, Document& document) {
    auto& words = document.words.would_change;
    const auto& changes = document.verdict.would_change;
    const auto first = std::ranges::find_if(
        changes, [](const Change& change) { return !std::isnan(change.flips_at); });
    words.finding = first == changes.end()
                        ? "No single number within reach changes the verdict"
                        : fmt::format("The verdict turns first on {}", first->label);
    words.measure = "Where each number stands, and where it would change the verdict";
    words.note = "One number at a time; cuts follow the costs. ";
    words.note += facts.measured.can_decide ? "Searched from a tenth to ten times today's value."
                                            : "No verdict can follow from so few blocks.";
}

void data_words(const Facts& facts, Document& document) {
    auto& words = document.data.words;
    std::int64_t grave = 0;
    for (const auto& issue : document.data.issues) {
        grave +=
            issue.severity == data::Severity::Error || issue.severity == data::Severity::Warning
                ? 1
                : 0;
    }
    words.finding = grave == 0   ? "Nothing in the data puts the numbers in doubt"
                    : grave == 1 ? "One finding in the data changes the numbers"
                                 : fmt::format("{} findings in the data change the numbers", grave);
    words.measure = fmt::format("{} rows with a target, {} columns, {} of 100 rows are {}",
                                count(document.data.rows), document.data.columns,
                                figure(document.data.positive_rate.value * 100, 2),
                                facts.measured.problem->positive_words);
    words.note = document.data.unlabelled == 0
                     ? std::string()
                     : fmt::format(
                           "{} without a target: not used. If such rows differ from the others, "
                           "the numbers do not speak for them.",
                           counted(document.data.unlabelled, "row"));
}

void method_words(const Facts& facts, Document& document) {
    auto& methods = document.words.methods;
    const auto& measured = facts.measured;
    methods.push_back(fmt::format("Every option decides every row without having seen it: {}.",
                                  split_words(measured)));
    methods.push_back(
        "Scores are calibrated on inner out-of-fold scores by a logistic curve (Platt "
        "1999); the cut is the one that the costs imply, fixed before the test rows "
        "are seen.");
    methods.push_back(
        measured.parts.by_time
            ? fmt::format(
                  "Ranges: variance of the block means, (1/B + 1/(B - 1)) S², t with {} "
                  "degrees, never less than that of {}. What is estimated is the mean value "
                  "at today's number of training rows; older, smaller training parts were "
                  "shifted by the learning curve ({} a month).",
                  measured.tested.parts.size() - 1, cluster_words(measured),
                  money(facts.worlds.money_shift.gain * facts.terms.decisions.middle(),
                        document.currency))
            : fmt::format("Ranges: corrected resampled variance (Nadeau & Bengio 2003), never less "
                          "than that of {}. What is estimated is the mean value of models trained "
                          "on {} rows.",
                          cluster_words(measured), count(std::llround(measured.rows_now))));
    methods.push_back(
        fmt::format("The verdict comes from {} joint draws; a later option must beat "
                    "a simpler one by {}.",
                    count(static_cast<std::int64_t>(measured.draws)),
                    a_month(facts.worlds.worlds.margin, document)));
    if (measured.splits->capped) {
        methods.push_back(
            fmt::format("Training parts were capped at {} rows, a stratified sample of "
                        "all of them.",
                        count(facts.product.settings.train_rows)));
    }
    if (measured.splits->blocks_skipped > 0) {
        methods.push_back(
            fmt::format("{} blocks of time could not be judged: too few rows of one "
                        "class before them.",
                        measured.splits->blocks_skipped));
    }
    if (!facts.product.costs_given) {
        methods.push_back(
            "No costs were given: a right act counts +1, a wrong act -1. Set [costs] "
            "before you decide anything by this.");
    }
}

}  // namespace

void say_sections(const Facts& facts, Document& document) {
    const auto& measured = facts.measured;
    document.statement =
        fmt::format("{} options decided {} rows of {} ({}), {}.", measured.options.size(),
                    count(static_cast<std::int64_t>(measured.tested.rows.size())),
                    facts.product.source, measured.problem->positive_words, split_words(measured));
    data_words(facts, document);
    options_words(facts, document);
    threshold_words(facts, document);
    curve_words(facts, document);
    document.words.calibration = {
        .finding = document.calibration.sentence,
        .measure = "Predicted chance against what came true, in bins of equal size",
        .note = fmt::format("CORP: miscalibration {}, discrimination {}, uncertainty {}.",
                            figure(document.calibration.miscalibration),
                            figure(document.calibration.discrimination),
                            figure(document.calibration.uncertainty))};
    ranking_words(facts, document);
    confusion_words(facts, document);
    driver_words(facts, document);
    slice_words(facts, document);
    group_words(facts, document);
    change_words(facts, document);
    method_words(facts, document);
}

}  // namespace assay::study
