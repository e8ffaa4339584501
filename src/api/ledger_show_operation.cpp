#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {

namespace {

Result<Answer> run(const Request& request, Context& context) {
    const auto workspace = TRY(existing_workspace(context));
    return Answer{.document = TRY(ledger::show(workspace, request.text("id"))),
                  .kind = "ledger show"};
}

}  // namespace

Operation ledger_show_operation() {
    return {.name = "ledger show",
            .summary = "One entry of the ledger, whole",
            .description =
                "Shows an entry with the hash that ties it to the one before. An entry "
                "is named by its number, or by the first characters of its id.",
            .parameters = {{.name = "id",
                            .kind = ParameterKind::Text,
                            .help = "number, or at least four characters of the id",
                            .positional = true,
                            .required = true}},
            .example = "assay ledger show 1",
            .run = run};
}

}  // namespace assay::api
