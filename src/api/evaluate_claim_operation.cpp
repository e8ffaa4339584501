#include "api/amounts.hpp"
#include "api/evaluate_request.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"

namespace assay::api {

namespace {

constexpr const char* kDescription =
    "Holds what somebody claims about a model against its predictions: the number is measured "
    "anew, with its range; the predictions are searched for signs that the answer was known; a "
    "constant guess, the rule and each --option are asked whether they reach the bar as well; and "
    "the range is widened for every other set of predictions that the ledger saw on the same "
    "rows.\n\n"
    "The answer is supported, not supported or cannot tell, with the reason. Exit code 0 means "
    "supported, and nothing else does.";

Result<study::Target> read_claim(const std::string& words, study::Task task) {
    auto claim = TRY(parse_criterion(words, "the claim", task));
    if (claim.metric.higher_is_better() != claim.at_least) {
        return fail(ErrorCode::InvalidInput,
                    "the claim: " + claim.metric.name + " is better when it is " +
                        (claim.at_least ? "lower" : "higher"),
                    std::string("write it with ") + (claim.at_least ? "<=" : ">="));
    }
    if (claim.metric.is_share() && (claim.bar < 0 || claim.bar > 1)) {
        return fail(ErrorCode::InvalidInput,
                    "the claim: " + figure(claim.bar) + " is not between 0 and 1",
                    "write a share: 80 % is 0.80");
    }
    return claim;
}

template <class Found>
Result<Answer> checked(const std::string& words, const study::Target& claim, bool record,
                       const EvaluateRequest& asked, engine::Engine& engine, Context& context) {
    const auto predictions = TRY(
        study::PredictionsOf<Found>::read(asked.product, asked.options, engine, context.progress));
    const auto document = TRY(predictions.evaluate(context.progress));
    const auto k = TRY(times_used(predictions, context));
    const auto check = TRY(predictions.check_claim(words, claim, k, document));
    TRY(context.progress.check());

    Answer answer{
        .document = to_json(check), .kind = "claim check", .no = check.verdict != "supported"};
    if (record) {
        const auto kept =
            record_evaluation(predictions.record(document, asked.product), context, answer);
        if (!kept) {
            answer.failed = kept.error();
        }
    }
    return answer;
}

Result<Answer> run(const Request& request, Context& context) {
    const std::string words = request.text("claim");
    const auto asked = TRY(read_evaluate_request(request));
    auto engine = TRY(CancellableEngine::open(context, asked.options.threads));
    const auto snapshots = TRY(open_snapshots(asked, *engine, context));
    const auto task = TRY(task_of(request, asked, *engine));
    const auto claim = TRY(read_claim(words, task));
    const bool record = !request.flag("no-record");
    return for_task(task, [&]<class Found>() {
        return checked<Found>(words, claim, record, asked, *engine, context);
    });
}

}  // namespace

Operation evaluate_claim_operation() {
    std::vector<Parameter> parameters = {
        {.name = "claim",
         .kind = ParameterKind::Text,
         .help = "what is claimed: auc, average_precision, brier, log_loss, value_per_month, "
                 "recall_at_fpr:0.01 and the like, >= or <=, a number; of classes accuracy, "
                 "macro_f1, macro_auc; of numbers mae, rmse, r2, pinball:0.1",
         .positional = true,
         .required = true},
        {.name = "predictions",
         .kind = ParameterKind::InputFile,
         .help = "table with labels and predictions",
         .positional = true,
         .required = true}};
    const auto more = evaluate_parameters();
    parameters.insert(parameters.end(), more.begin(), more.end());
    return {
        .name = "evaluate claim",
        .summary = "Is what somebody claims about a model so?",
        .description = kDescription,
        .parameters = std::move(parameters),
        .example = "assay evaluate claim \"auc >= 0.80\" predictions.csv --label late --score p",
        .run = run};
}

}  // namespace assay::api
