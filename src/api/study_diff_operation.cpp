#include <filesystem>

#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/file.hpp"
#include "ledger/ledger.hpp"
#include "study/study.hpp"

namespace assay::api {

namespace {

/// The text of a document that the ledger knows under this id.
Result<std::string> recorded_text(const std::string& id, const Context& context) {
    auto workspace = TRY(existing_workspace(context));
    const Json entry = TRY(ledger::show(workspace, id));
    const Json::json_pointer evidence("/body/evidence");
    if (entry.contains(evidence) && entry[evidence].is_array()) {
        for (const auto& each : entry[evidence]) {
            if (each.value("what", "") == "document") {
                return workspace.get(each.value("sha256", ""));
            }
        }
    }
    return fail(ErrorCode::InvalidInput, "entry " + id + " keeps no study document",
                "name an entry of kind study: `assay ledger list --kind study`");
}

/// A study by file, or by the id of its entry in the ledger.
Result<study::Document> read_study(const std::string& named, const Context& context) {
    std::error_code unreadable;
    const bool is_file = std::filesystem::exists(named, unreadable);
    auto text = is_file ? read_file(named) : recorded_text(named, context);
    if (!text) {
        return fail(
            text.error().code,
            named + ": neither a file nor a study in the ledger (" + text.error().what + ")",
            text.error().hint);
    }
    auto json = parse_json(*text);
    if (!json) {
        return fail(json.error().code, named + ": " + json.error().what,
                    "give the JSON document of a study, as `assay study -o study.json` writes it");
    }
    auto document = study::read_document(*json);
    if (!document) {
        return fail(document.error().code, named + ": " + document.error().what,
                    document.error().hint);
    }
    return *std::move(document);
}

Result<Answer> run(const Request& request, Context& context) {
    const auto before = TRY(read_study(request.text("old"), context));
    const auto after = TRY(read_study(request.text("new"), context));
    return Answer{.document = to_json(study::diff_studies(before, after)), .kind = "study diff"};
}

}  // namespace

Operation study_diff_operation() {
    return {.name = "study diff",
            .summary = "What changed between two studies, and why",
            .description =
                "Compares two study documents: data, product file, verdict and money, each with "
                "what it was, what it is, and what the change did. A study is named by its JSON "
                "file, or by its id in the ledger.",
            .parameters = {{.name = "old",
                            .kind = ParameterKind::InputFile,
                            .help = "the earlier study: a JSON file or a ledger id",
                            .positional = true,
                            .required = true},
                           {.name = "new",
                            .kind = ParameterKind::InputFile,
                            .help = "the later study: a JSON file or a ledger id",
                            .positional = true,
                            .required = true}},
            .example = "assay study diff before.json after.json",
            .run = run};
}

}  // namespace assay::api
