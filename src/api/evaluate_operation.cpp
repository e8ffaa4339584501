#include "api/evaluate_request.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"

namespace assay::api {

namespace {

constexpr const char* kDescription =
    "Judges any model from a table of its predictions: what came true, and the model's score, its "
    "decision, or both; one of several classes with their probabilities; or a number with its "
    "range. Which of the three it is shows in the label and the flags, or --task says it. First "
    "whether the predictions can be trusted, then how well they rank and "
    "whether their chances hold, what the decisions are worth in money, where the cut should lie, "
    "where they lose most, the gaps between groups and what closing them costs; with --against "
    "another model on the same rows, in pairs.\n\n"
    "What a product file says of target, groups, costs and capacity holds here too; a range of "
    "costs counts with its middle. The evaluation is recorded in the ledger, which also counts how "
    "many sets of predictions met the same rows.";

Result<Answer> run(const Request& request, Context& context) {
    TRY(check_output(request.text("output")));
    const auto asked = TRY(read_evaluate_request(request));
    auto engine = TRY(CancellableEngine::open(context, asked.options.threads));
    const auto snapshots = TRY(open_snapshots(asked, *engine, context));
    const auto task = TRY(task_of(request, asked, *engine));
    return evaluate_predictions(asked, task, *engine, context);
}

}  // namespace

Operation evaluate_operation() {
    std::vector<Parameter> parameters = {
        {.name = "predictions",
         .kind = ParameterKind::InputFile,
         .help = "table with labels and predictions: a file or a snapshot",
         .positional = true,
         .required = true}};
    const auto more = evaluate_parameters();
    parameters.insert(parameters.end(), more.begin(), more.end());
    parameters.push_back(report_parameter());
    return {.name = "evaluate",
            .summary = "How good is a model, from its predictions alone?",
            .description = kDescription,
            .parameters = std::move(parameters),
            .example = "assay evaluate predictions.parquet --label late --score p",
            .run = run};
}

}  // namespace assay::api
