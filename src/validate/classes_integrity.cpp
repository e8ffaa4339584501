#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "validate/classes_prepared.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewOfAClass = 10;

std::vector<std::int64_t> counts_of(const PreparedClasses& prepared, Classes values) {
    std::vector<std::int64_t> out(prepared.classes.size(), 0);
    for (const auto each : values) {
        ++out[static_cast<std::size_t>(each)];
    }
    return out;
}

std::vector<std::string> classes_with(const PreparedClasses& prepared,
                                      const std::vector<std::int64_t>& counts, std::int64_t from,
                                      std::int64_t to) {
    std::vector<std::string> out;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        if (counts[k] >= from && counts[k] <= to) {
            out.push_back("\"" + prepared.classes[k] + "\"");
        }
    }
    return out;
}

void find_classes(const PreparedClasses& prepared, std::vector<Finding>& findings) {
    const auto counts = counts_of(prepared, prepared.label);
    const auto absent = classes_with(prepared, counts, 0, 0);
    if (!absent.empty()) {
        findings.push_back(
            {.code = "missing-class",
             .severity = Severity::Warning,
             .sentence = fmt::format("No row is {}: recall and AUC of it cannot be told, and means "
                                     "over classes are without it unless it was decided for, where "
                                     "it counts as 0.",
                                     listed(absent)),
             .fix = "evaluate on rows of every class"});
    }
    const auto few = classes_with(prepared, counts, 1, kFewOfAClass - 1);
    if (!few.empty()) {
        findings.push_back(
            {.code = "few-of-a-class",
             .severity = Severity::Warning,
             .sentence = fmt::format("Fewer than {} rows are {}: ranges of such a class, and of "
                                     "means over classes, are wide.",
                                     kFewOfAClass, listed(few)),
             .fix = "evaluate on more rows of it"});
    }
}

void find_label(const PreparedClasses& prepared, const PreparedClassesModel& model,
                std::vector<Finding>& findings) {
    if (!std::ranges::equal(model.decided, prepared.label)) {
        return;
    }
    const bool sure = static_cast<std::int64_t>(prepared.size()) >= 2 * kFewOfAClass;
    findings.push_back(
        {.code = "is-the-label",
         .severity = sure ? Severity::Error : Severity::Question,
         .column = model.name,
         .rows = static_cast<std::int64_t>(prepared.size()),
         .sentence =
             fmt::format("The decisions of {} equal the label in every row: {}.", model.label,
                         sure ? "the answer was known to it" : "with so few rows that may be luck"),
         .fix = "give what the model said before the outcome was known"});
}

void find_decided(const PreparedClasses& prepared, const PreparedClassesModel& model,
                  std::vector<Finding>& findings) {
    const auto counts = counts_of(prepared, model.decided);
    const auto never = classes_with(prepared, counts, 0, 0);
    if (never.size() + 1 == counts.size()) {
        findings.push_back({.code = "constant-decision",
                            .severity = Severity::Warning,
                            .column = model.name,
                            .rows = static_cast<std::int64_t>(prepared.size()),
                            .sentence = fmt::format(
                                "{} decides for \"{}\" in every row.", capitalised(model.label),
                                prepared.classes[static_cast<std::size_t>(model.decided.front())]),
                            .fix = "check the columns, and that the model was applied"});
    } else if (!never.empty()) {
        findings.push_back({.code = "never-decided",
                            .severity = Severity::Info,
                            .column = model.name,
                            .sentence = fmt::format("{} never decides for {}.",
                                                    capitalised(model.label), listed(never))});
    }
    if (model.given.empty() || model.probability.empty() || !prepared.money.empty()) {
        return;
    }
    const auto first = likeliest(model);
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < first.size(); ++row) {
        rows += first[row] != model.given[row] ? 1 : 0;
    }
    if (rows > 0) {
        findings.push_back(
            {.code = "decision-against-probability",
             .severity = Severity::Question,
             .column = model.name,
             .rows = rows,
             .sentence =
                 fmt::format("{} decided otherwise than for the likeliest class of {}.",
                             rows == 1 ? "1 row is" : counted(rows, "row") + " are", model.label),
             .fix = "ask what else decides, or whether both are of one version"});
    }
}

}  // namespace

void check_integrity(const MulticlassInput& input, const PreparedClasses& prepared,
                     std::vector<Finding>& findings) {
    find_classes(prepared, findings);
    find_ids(
        prepared, input.id_name,
        [&](std::size_t a, std::size_t b) { return prepared.label[a] != prepared.label[b]; },
        findings);
    for (const auto& model : prepared.models) {
        find_label(prepared, model, findings);
        find_decided(prepared, model, findings);
    }
    rank_findings(findings);
}

}  // namespace assay::validate
