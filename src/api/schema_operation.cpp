#include "api/table.hpp"
#include "data/data.hpp"
#include "data/inspection.hpp"
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
                  : name == "check"      ? titled<data::Inspection>("assay.check/1")
                  : name == "study-diff" ? titled<study::StudyDiff>("assay.study-diff/1")
                                         : titled<study::Document>("assay.study/1");
    return Answer{.document = {{"schema", "assay.text/1"}, {"text", dump(schema) + "\n"}},
                  .kind = "text"};
}

}  // namespace

Operation schema_operation() {
    return {.name = "schema",
            .summary = "The JSON schema of a document",
            .description =
                "Prints the JSON schema (draft 2020-12) of a study, a profile, a check or a diff, "
                "for tools that read what --json prints.",
            .parameters = {{.name = "document",
                            .kind = ParameterKind::Text,
                            .help = "study, profile, check or study-diff",
                            .positional = true,
                            .required = true,
                            .choices = {"study", "profile", "check", "study-diff"}}},
            .example = "assay schema study",
            .run = run};
}

}  // namespace assay::api
