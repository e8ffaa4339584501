#include "api/table.hpp"
#include "data/data.hpp"
#include "study/evaluation.hpp"
#include "study/study.hpp"

namespace assay::api {
namespace {

template <class Document>
Json titled(const char* name) {
    Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", name}};
    out.update(json_schema<Document>());
    return out;
}

Result<Answer> run(const Request& request, Context&) {
    const auto name = request.text("document");
    Json schema = name == "profile"      ? titled<data::Profile>("assay.profile/1")
                  : name == "evaluation" ? titled<study::EvaluationDocument>("assay.evaluation/1")
                  : name == "evaluation-multiclass"
                      ? titled<study::MulticlassDocument>("assay.evaluation-multiclass/1")
                  : name == "evaluation-regression"
                      ? titled<study::RegressionDocument>("assay.evaluation-regression/1")
                  : name == "claim-check" ? titled<study::ClaimCheck>("assay.claim-check/1")
                  : name == "study-diff"  ? titled<study::StudyDiff>("assay.study-diff/1")
                                          : titled<study::Document>("assay.study/1");
    return Answer{.document = {{"schema", "assay.text/1"}, {"text", dump(schema) + "\n"}},
                  .kind = "text"};
}

}  // namespace

Operation schema_operation() {
    return {.name = "schema",
            .summary = "The JSON schema of a document",
            .description =
                "Prints the JSON schema (draft 2020-12) of a study, a profile, an evaluation or a "
                "diff, "
                "for tools that read what --json prints.",
            .parameters = {{.name = "document",
                            .kind = ParameterKind::Text,
                            .help = "whose schema",
                            .positional = true,
                            .required = true,
                            .choices = {"study", "profile", "study-diff", "evaluation",
                                        "evaluation-multiclass", "evaluation-regression",
                                        "claim-check"}}},
            .example = "assay schema study",
            .run = run};
}

}  // namespace assay::api
