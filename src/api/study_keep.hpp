#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "api/study_companions.hpp"
#include "study/study.hpp"

// What is left of a study once its document is whole: where the time went, its record in the
// ledger, its report, and the files that were asked for.

namespace assay::api {

/// Passes progress on and notes how long each step took.
class StepClock {
  public:
    explicit StepClock(const Context& context);
    Progress progress();
    /// Fills the clock fields that the study itself, which reads no clock, leaves empty.
    void finish(study::Run& run);

  private:
    void enter(std::string_view step);

    const Context& context_;
    double start_ = 0;
    double step_start_ = 0;
    std::string step_;
    std::map<std::string, double> seconds_;
};

struct Keeping {
    bool record = true;
    std::string output;       // -o, or ""
    std::string predictions;  // already written; named in the notes
    std::string model;
    std::vector<Companion> companions;
};

/// Where the predictions of a study go that keeps them beside its report: next to -o, else into the
/// workspace.
Result<std::string> predictions_beside(const std::string& output, const std::string& product,
                                       const Context& context);

/// Records the study in the ledger and keeps its report; each file that was written becomes a note
/// of the answer. What fails leaves nothing half-written: the ledger takes all or nothing, and
/// files are written whole.
Result<> keep_study(const study::Document& document, const study::Product& product,
                    const Keeping& keeping, Context& context, Answer& answer);

}  // namespace assay::api
