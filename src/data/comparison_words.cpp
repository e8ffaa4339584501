#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "data/column_drift.hpp"

namespace assay::data {

std::string sentence_of(const DriftReport& report) {
    std::set<std::string> moved;
    for (const auto& issue : report.issues) {
        if (issue.severity >= Severity::Warning && !issue.column.empty()) {
            moved.insert(issue.column);
        }
    }
    const auto compared =
        std::ranges::count_if(report.columns, [](const auto& c) { return !c.measure.empty(); });
    const bool apart = std::ranges::any_of(report.issues, [](const Issue& issue) {
        return issue.code == "joint-drift" && issue.severity >= Severity::Warning;
    });
    if (moved.empty() && !apart) {
        return fmt::format("No drift that matters in {} compared.", counted(compared, "column"));
    }
    const std::vector<std::string> names(moved.begin(), moved.end());
    constexpr std::size_t kNamed = 6;
    if (names.empty()) {
        return "No single column moved so that it matters, but together they can be told apart.";
    }
    const auto told = std::min(names.size(), kNamed);
    const std::vector<std::string> first(names.begin(),
                                         names.begin() + static_cast<std::ptrdiff_t>(told));
    return fmt::format("{} moved so that it matters: {}{}.", counted(std::ssize(names), "column"),
                       listed(first), names.size() > kNamed ? " and more" : "");
}

}  // namespace assay::data
