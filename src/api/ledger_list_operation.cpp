#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {

namespace {

constexpr std::int64_t kShown = 20;

Result<Answer> run(const Request& request, Context& context) {
    const auto limit = request.whole("limit", kShown);
    if (limit < 1) {
        return fail(ErrorCode::InvalidInput, "--limit: " + std::to_string(limit) + " lists nothing",
                    "give a whole number from 1 on");
    }
    const auto workspace = TRY(existing_workspace(context));
    const auto lines = TRY(ledger::list(workspace, request.text("kind"), limit));
    return Answer{.document = {{"schema", "assay.ledger-list/1"}, {"entries", to_json(lines)}},
                  .kind = "ledger list"};
}

}  // namespace

Operation ledger_list_operation() {
    return {.name = "ledger list",
            .summary = "The latest entries of the ledger",
            .description =
                "Lists what was recorded: studies with their verdicts, the claims they "
                "made, and the evidence they rest on.",
            .parameters = {{.name = "kind",
                            .kind = ParameterKind::Text,
                            .help = "only entries of this kind",
                            .choices = {"study", "evaluation", "claim", "evidence", "verdict",
                                        "decision", "approval"}},
                           {.name = "limit",
                            .kind = ParameterKind::Whole,
                            .help = "at most so many",
                            .fallback = std::to_string(kShown)}},
            .example = "assay ledger list --kind study",
            .run = run};
}

}  // namespace assay::api
