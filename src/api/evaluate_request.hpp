#pragma once

#include <string>
#include <vector>

#include "api/api.hpp"
#include "api/named_table.hpp"
#include "study/evaluation.hpp"

// What `assay evaluate` and `assay evaluate claim` have in common: their parameters, what these
// mean for the product and for the reading of predictions, and the record in the ledger.

namespace assay::api {

/// All parameters but the positional ones in front.
std::vector<Parameter> evaluate_parameters();

struct EvaluateRequest {
    study::Product product;
    study::EvaluationOptions options;
    std::string output;  // -o, or ""
    bool record = true;
};
/// Lets the engine read snapshots by their names, for as long as the tables live: the predictions,
/// and --against where it is no file. NotFound when the predictions are neither.
Result<std::vector<NamedTable>> open_snapshots(const EvaluateRequest& asked, engine::Engine& engine,
                                               const Context& context);

/// InvalidInput names the flag that is wrong.
Result<EvaluateRequest> read_evaluate_request(const Request& request);

/// Evaluates what was asked for, writes it, and enters it into the ledger. A failure of the last
/// two comes with the document, in Answer::failed.
Result<Answer> evaluate_predictions(const EvaluateRequest& asked, study::Task task,
                                    engine::Engine& engine, Context& context);

/// Distinct predictions that met these rows, these included.
Result<std::int64_t> times_used(const std::string& test_rows,
                                const std::vector<std::string>& predictions,
                                const Context& context);
template <class Found>
Result<std::int64_t> times_used(const study::PredictionsOf<Found>& predictions,
                                const Context& context) {
    return times_used(predictions.test_rows(), predictions.predictions(), context);
}

/// Enters an evaluation into the ledger, and says so.
Result<> record_evaluation(const ledger::Record& record, Context& context, Answer& answer);

/// Calls `use` with the predictions' class for the task: `use.template operator()<Found>()`.
template <class Use>
Result<Answer> for_task(study::Task task, const Use& use) {
    switch (task) {
        case study::Task::Multiclass:
            return use.template operator()<validate::MulticlassEvaluation>();
        case study::Task::Regression:
            return use.template operator()<validate::RegressionEvaluation>();
        case study::Task::Binary:
            break;
    }
    return use.template operator()<validate::Evaluation>();
}

/// The task of the request, and that what was given belongs to it.
Result<study::Task> task_of(const Request& request, const EvaluateRequest& asked,
                            engine::Engine& engine);

}  // namespace assay::api
