#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/file.hpp"

namespace assay::api {

namespace {

constexpr std::string_view kReported[] = {"assay.study/1",
                                          "assay.profile/1",
                                          "assay.evaluation/1",
                                          "assay.evaluation-multiclass/1",
                                          "assay.evaluation-regression/1",
                                          "assay.claim-check/1",
                                          "assay.drift/1",
                                          "assay.labels/1",
                                          "assay.check/1",
                                          "assay.contract-check/1",
                                          "assay.contract-diff/1",
                                          "assay.data-diff/1",
                                          "assay.sample/1",
                                          "assay.card/1"};

Result<Json> read_document(const std::string& file) {
    const auto text = TRY(read_file(file));
    auto json = parse_json(text);
    if (!json) {
        return fail(json.error().code, file + ": " + json.error().what,
                    "give a document that assay wrote, such as study.json");
    }
    const std::string schema =
        json->is_object() && json->contains("schema") ? dump((*json)["schema"], false) : "none";
    for (const auto known : kReported) {
        if (schema == "\"" + std::string(known) + "\"") {
            return json;
        }
    }
    return fail(
        ErrorCode::InvalidInput, file + ": no report is made of schema " + schema,
        "give a document that assay wrote of one of these: study, profile, evaluation, "
        "claim, check, drift, labels, contract check, contract diff, data diff, sample, card");
}

Result<Answer> run(const Request& request, Context& context) {
    const std::string output = request.text("output", "report.html");
    TRY(check_output(output));
    const Json document = TRY(read_document(request.text("document")));
    TRY(write_output(output, document, context));
    return Answer{.document = {{"schema", "assay.written/1"}, {"written", output}},
                  .kind = "written",
                  .notes = {"report: " + output}};
}

}  // namespace

Operation report_operation() {
    return {.name = "report",
            .summary = "Make the HTML report of a document",
            .description =
                "Turns the JSON document of a study, an evaluation, a claim or of one of the data "
                "commands into one HTML file that needs no network and no other file.",
            .parameters = {{.name = "document",
                            .kind = ParameterKind::InputFile,
                            .help = "the JSON document",
                            .positional = true,
                            .required = true,
                            .value = "DOCUMENT.json"},
                           {.name = "output",
                            .kind = ParameterKind::OutputFile,
                            .help = "where to write it",
                            .fallback = "report.html",
                            .section = "output",
                            .letter = 'o'}},
            .example = "assay report study.json -o report.html",
            .run = run};
}

}  // namespace assay::api
