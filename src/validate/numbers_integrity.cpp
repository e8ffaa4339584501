#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/numbers_prepared.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewRows = 30;

void find_label(const PreparedNumbers& prepared, const PreparedNumbersModel& model,
                std::vector<Finding>& findings) {
    if (!std::ranges::equal(model.prediction, prepared.label)) {
        return;
    }
    findings.push_back(
        {.code = "is-the-label",
         .severity = Severity::Error,
         .column = model.name,
         .rows = static_cast<std::int64_t>(prepared.size()),
         .sentence = fmt::format(
             "The prediction of {} equals the label in every row: it is the label, not a "
             "prediction.",
             model.label),
         .fix = "give what the model said before the outcome was known"});
}

/// A prediction that runs with the label but on another scale, or a constant one.
void find_scale(const PreparedNumbers& prepared, const PreparedNumbersModel& model,
                std::vector<Finding>& findings) {
    const auto [low, high] = std::ranges::minmax_element(model.prediction);
    if (*low == *high) {
        findings.push_back({.code = "constant-prediction",
                            .severity = Severity::Warning,
                            .column = model.name,
                            .rows = static_cast<std::int64_t>(prepared.size()),
                            .sentence = fmt::format("The prediction of {} is {} in every row.",
                                                    model.label, figure(*low)),
                            .fix = "check the column, and that the model was applied"});
        return;
    }
    const double r2 = r2_of(prepared, model.prediction).value;
    constexpr double kTooGood = 0.9999;
    if (r2 > kTooGood && r2 < 1) {
        findings.push_back(
            {.code = "too-good",
             .severity = Severity::Question,
             .column = model.name,
             .rows = static_cast<std::int64_t>(prepared.size()),
             .sentence = fmt::format("The R² of {} is {}: rare for an honest model.", model.label,
                                     figure(r2, 6)),
             .fix = "ask whether each feature was known at the moment of the prediction"});
    }
}

void find_crossing(const PreparedNumbersModel& model, std::vector<Finding>& findings) {
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < model.prediction.size(); ++row) {
        const auto crosses = [&](const PreparedQuantile& a, const PreparedQuantile& b) {
            return a.values[row] > b.values[row];
        };
        rows +=
            std::ranges::adjacent_find(model.quantiles, crosses) != model.quantiles.end() ? 1 : 0;
    }
    if (rows > 0) {
        findings.push_back(
            {.code = "crossing-quantiles",
             .severity = Severity::Warning,
             .column = model.name,
             .rows = rows,
             .sentence = fmt::format("In {} a lower quantile of {} lies above a higher one.",
                                     counted(rows, "row"), model.label),
             .fix = "check that the columns belong to the levels, or sort each row's quantiles"});
    }
}

}  // namespace

void check_integrity(const RegressionInput& input, const PreparedNumbers& prepared,
                     std::vector<Finding>& findings) {
    const auto rows = static_cast<std::int64_t>(prepared.size());
    if (prepared.clusters < kFewRows) {
        findings.push_back(
            {.code = "few-rows",
             .severity = Severity::Warning,
             .rows = rows,
             .sentence = fmt::format(
                 "Only {}: every range is wide, and none is quite sure.",
                 prepared.independent()
                     ? fmt::format("{} {}", counted(rows, "row"), rows == 1 ? "is" : "are there")
                     : counted(prepared.clusters, "independent cluster")),
             .fix = "evaluate on more rows"});
    }
    find_ids(
        prepared, input.id_name,
        [&](std::size_t a, std::size_t b) { return prepared.label[a] != prepared.label[b]; },
        findings);
    for (const auto& model : prepared.models) {
        find_label(prepared, model, findings);
        find_scale(prepared, model, findings);
        find_crossing(model, findings);
    }
    rank_findings(findings);
}

}  // namespace assay::validate
