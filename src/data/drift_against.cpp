#include <algorithm>
#include <cmath>
#include <iterator>

#include "data/comparison.hpp"
#include "data/model_drift.hpp"
#include "data/scene.hpp"

// What the comparison of two tables and of a model's scores in them adds to a check.

namespace assay::data {
namespace {

constexpr std::int64_t kTogether = 18;
constexpr std::int64_t kLabels = 19;

bool labels_in_both(const Scene& scene) {
    return !scene.input->labels.empty() &&
           scene.input->against->find(scene.input->target) != nullptr;
}

CompareOptions compare_options(const Scene& scene) {
    const auto& input = *scene.input;
    CompareOptions out{.seed = input.seed};
    std::ranges::copy_if(scene.check.features, std::back_inserter(out.columns),
                         [&](const auto& name) { return input.against->find(name) != nullptr; });
    if (labels_in_both(scene)) {
        out.target = input.target;
        out.columns.push_back(input.target);
    }
    return out;
}

std::string after_colon(const std::string& text) {
    const auto colon = text.find(": ");
    return colon == std::string::npos ? text : text.substr(colon + 2);
}

/// The target is judged as any column is: among all of them, against chunks that change sides.
void take_findings(const DriftReport& report, const Scene& scene, Issues& issues) {
    const auto& input = *scene.input;
    for (auto issue : report.issues) {
        if (issue.code == "drift" && issue.column == input.target) {
            issue.code = "label-shift";
        } else if (issue.code != "joint-drift") {
            continue;
        }
        issue.rows = static_cast<std::int64_t>(input.table->rows);
        if (issue.code == "joint-drift") {
            std::ranges::transform(
                report.joint->newest, std::back_inserter(issue.at),
                [](const NewRow& each) { return static_cast<std::uint32_t>(each.row - 1); });
        }
        issues.push_back(std::move(issue));
    }
}

/// Two tables, and the labels of both where they are known.
Result<> find_in_columns(const Scene& scene, const Progress& progress, Issues& issues,
                         Untold& untold) {
    const auto options = compare_options(scene);
    if (options.columns.empty()) {
        untold[kTogether] = "no feature is in both tables";
        return {};
    }
    // The steps of the comparison are not those of the check; only its wish to stop is.
    const auto report = TRY(compare(*scene.input->table, *scene.input->against, options,
                                    {.report = {}, .stop = progress.stop}));
    if (!report.joint) {
        untold[kTogether] = after_colon(report.not_run.front());
    }
    take_findings(report, scene, issues);
    return {};
}

/// A model's scores in both tables, and the labels of the one before.
Result<> find_decay(const Scene& scene, Issues& issues, Untold& untold) {
    const auto& input = *scene.input;
    if (input.scores.empty() || input.against_labels.empty()) {
        return {};
    }
    const auto drift = model_drift({.reference_scores = input.against->find(input.scores),
                                    .current_scores = input.table->find(input.scores),
                                    .reference_labels = input.against_labels,
                                    .target = input.target,
                                    .cut = input.cut,
                                    .seed = input.seed});
    if (!drift) {
        if (drift.error().code != ErrorCode::InvalidInput) {
            return tl::unexpected(drift.error());
        }
        untold[kLabels] = "silent decay: " + drift.error().what + "; " + drift.error().hint;
        return {};
    }
    for (auto& issue : model_issues(*drift, static_cast<std::int64_t>(input.table->rows))) {
        if (issue.code == "performance-falls") {
            issue.code = "silent-decay";
        } else if (labels_in_both(scene)) {
            continue;  // labels tell of their shift better than scores do
        }
        issues.push_back(std::move(issue));
    }
    return {};
}

}  // namespace

Result<> find_drift_of_all(const Scene& scene, const Progress& progress, Issues& issues,
                           Untold& untold) {
    if (scene.input->against == nullptr) {
        return {};
    }
    progress.say("holding the tables against each other", 0.7);
    TRY(find_in_columns(scene, progress, issues, untold));
    return find_decay(scene, issues, untold);
}

}  // namespace assay::data
