#include "cli/example_document_test.hpp"

namespace assay::cli {

namespace {

using stats::Estimate;
using study::Document;

Estimate estimate(double value, double half_width) {
    return {.value = value,
            .low = value - half_width,
            .high = value + half_width,
            .low_50 = value - 0.41 * half_width,
            .high_50 = value + 0.41 * half_width,
            .confidence = 0.9,
            .method = "block means"};
}

study::Option option(std::string name, std::string label, std::string role, Estimate value) {
    study::Option out;
    out.name = std::move(name);
    out.label = std::move(label);
    out.role = std::move(role);
    out.value_per_month = value;
    return out;
}

void add_verdict(Document& document) {
    auto& verdict = document.verdict;
    verdict.name = study::VerdictName::Build;
    verdict.close_call = true;
    verdict.headline =
        "Build it. Boosted trees should earn about 1,470 USD a month more than your rule.";
    verdict.sentence =
        "Boosted trees earn 1,470 USD (1,010 to 1,940) a month more than your rule, before 500 USD "
        "to run them; the chance that building is right is 84 in 100.";
    verdict.because = {
        "Out of every 100 texts, 47 reach a passenger whose flight lands late; your rule reaches "
        "41.",
        "The target, an AUC of at least 0.7, is met with a chance of over 99 in 100."};
    verdict.probability = {
        {"BUILD", 0.84}, {"RULE_SUFFICES", 0.13}, {"COLLECT", 0.03}, {"DONT", 0.0}, {"open", 0.0}};
    verdict.best_by_money = {{"rule", 0.02}, {"linear", 0.14}, {"boosted", 0.84}};
    verdict.would_change = {
        {.what = "model_per_month",
         .label = "running the model",
         .now = 500,
         .flips_at = 1470,
         .unit = "USD a month",
         .verdict = "RULE_SUFFICES",
         .sentence = "Running the model costs 500 USD a month; above 1,470 USD the rule suffices."},
        {.what = "true_positive",
         .label = "a text in time",
         .now = 6,
         .flips_at = 4.1,
         .unit = "USD",
         .verdict = "RULE_SUFFICES",
         .sentence = "A text in time is worth 6 USD; below 4.1 USD the rule suffices."}};
}

void add_learning_curve(Document& document) {
    auto& curve = document.learning_curve;
    curve.option = "boosted";
    curve.metric = "auc";
    curve.words.measure = "AUC of the boosted trees, by rows to learn from";
    curve.words.finding =
        "Doubling the rows would lift the AUC by 0.004: there is enough data for this decision.";
    const double scores[] = {0.69, 0.71, 0.725, 0.735, 0.742};
    double rows = 3750;
    for (const double score : scores) {
        curve.points.push_back({.rows = rows, .value = estimate(score, 0.004)});
        rows *= 2;
    }
    curve.forecast = {{120000, 0.741, 0.744, 0.746, 0.748, 0.752},
                      {240000, 0.742, 0.746, 0.749, 0.752, 0.758},
                      {480000, 0.742, 0.747, 0.751, 0.755, 0.763}};
}

void add_findings(Document& document) {
    document.data.words.finding = "327,346 rows, of which 15.7 in 100 are positive";
    document.data.issues = {
        {.code = "missing",
         .severity = data::Severity::Info,
         .column = "wind_gust",
         .rows = 256391,
         .sentence = "wind_gust is missing in 78.3 of 100 rows.",
         .fix = {}},
        {.code = "target-leak",
         .severity = data::Severity::Error,
         .column = "dep_delay",
         .rows = 327346,
         .sentence = "dep_delay alone tells the answer (AUC 0.95); the verdict is without it.",
         .fix = "add it to ignore"},
        {.code = "strong-column",
         .severity = data::Severity::Question,
         .column = "delay_an_hour_ago",
         .rows = 327346,
         .sentence = "Strongest column, delay_an_hour_ago: when is it known?",
         .fix = {}}};
    validate::Slice slice;
    slice.confirmed = true;
    slice.sentence =
        "Where carrier = EV and hour in [17, 21), decisions lose 410 USD (300 to 520) per 1,000, "
        "twice what all rows lose.";
    document.slices = {slice};
    validate::Groups groups;
    groups.column = "carrier";
    validate::GroupGap gap;
    gap.metric = "tpr";
    gap.gap = estimate(0.31, 0.06);
    gap.sentence =
        "Of late flights, 61 in 100 of EV's are texted and 30 in 100 of HA's: a gap of 0.25 to "
        "0.37.";
    groups.gaps = {gap};
    document.groups = {groups};
}

}  // namespace

Document example_document() {
    Document document;
    document.id = "1f2e3d4c5b6a7988";
    document.title = "One hour before departure: text the passengers that the flight lands late?";
    document.currency = "USD";
    document.words.options.measure =
        "Money a month against doing nothing, at 27,300 decisions a month, before what a model "
        "costs to run";
    document.options = {option("nothing", "do nothing", "simple", estimate(0, 0)),
                        option("everything", "act on all", "simple", estimate(-20200, 1500)),
                        option("rule", "your rule", "simple", estimate(5680, 1700)),
                        option("linear", "linear model", "candidate", estimate(6310, 1700)),
                        option("boosted", "boosted trees", "chosen", estimate(7160, 1900))};
    add_verdict(document);
    add_learning_curve(document);
    add_findings(document);
    return document;
}

}  // namespace assay::cli
