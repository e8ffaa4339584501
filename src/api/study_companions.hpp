#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "study/study.hpp"

// What `assay study --full` makes beside its report: the check of the data and the evaluation of
// the chosen model, each a report of its own that the study's links to.

namespace assay::api {

struct Companion {
    std::string suffix;        // of its file: "check"
    study::LinkedReport link;  // without its file, which depends on the report's
    Json document;
};

/// Checks the product's data and evaluates the study's own predictions. What cannot be made is
/// told as a note of `answer`: the study itself stands without it. Cancelled when the person asks
/// to stop.
Result<std::vector<Companion>> study_companions(const study::Document& document,
                                                const study::Product& product,
                                                const std::string& predictions, bool record,
                                                Context& context, Answer& answer);

/// "report-check.html" beside "report.html".
std::filesystem::path companion_file(const std::filesystem::path& report,
                                     const Companion& companion);

/// Writes `document` to `report` and each companion beside it; the document then names them.
Result<> write_with_companions(const std::filesystem::path& report, Json document,
                               const std::vector<Companion>& companions, const Context& context);

}  // namespace assay::api
