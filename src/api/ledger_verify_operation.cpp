#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"

namespace assay::api {

namespace {

Answer answer(bool sound, std::int64_t entries, std::string sentence) {
    return {.document = {{"schema", "assay.ledger-verify/1"},
                         {"sound", sound},
                         {"entries", entries},
                         {"sentence", std::move(sentence)}},
            .kind = "ledger verify",
            .no = !sound};
}

Result<Answer> run(const Request&, Context& context) {
    const auto workspace = TRY(existing_workspace(context));
    const auto entries = workspace.verify();
    if (entries) {
        return answer(true, *entries,
                      *entries == 1
                          ? std::string("The ledger is sound: its one entry has its hash.")
                          : "The ledger is sound: all " + count(*entries) +
                                " entries follow from the ones before.");
    }
    // A broken chain is an answer, not a failure to answer.
    if (entries.error().code == ErrorCode::InvalidInput) {
        return answer(false, 0, "The ledger was changed: " + entries.error().what + ".");
    }
    return tl::unexpected(entries.error());
}

}  // namespace

Operation ledger_verify_operation() {
    return {.name = "ledger verify",
            .summary = "Was anything in the ledger changed?",
            .description =
                "Recomputes the hash of every entry over the one before. Exits with 1, "
                "and names the first entry that does not follow, when something was "
                "changed or removed.",

            .example = "assay ledger verify",
            .run = run};
}

}  // namespace assay::api
