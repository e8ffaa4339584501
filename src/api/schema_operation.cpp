#include <algorithm>
#include <array>

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

using Schema = Json (*)(const char* title);
struct Published {
    const char *name, *title;
    Schema schema;
};
constexpr std::array<Published, 7> kPublished{{
    {"study", "assay.study/1", titled<study::Document>},
    {"profile", "assay.profile/1", titled<data::Profile>},
    {"study-diff", "assay.study-diff/1", titled<study::StudyDiff>},
    {"evaluation", "assay.evaluation/1", titled<study::EvaluationDocument>},
    {"evaluation-multiclass", "assay.evaluation-multiclass/1", titled<study::MulticlassDocument>},
    {"evaluation-regression", "assay.evaluation-regression/1", titled<study::RegressionDocument>},
    {"claim-check", "assay.claim-check/1", titled<study::ClaimCheck>},
}};

std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const auto& each : kPublished) {
        out.emplace_back(each.name);
    }
    return out;
}

Result<Answer> run(const Request& request, Context&) {
    const auto found = std::ranges::find(kPublished, request.text("document"), &Published::name);
    ASSAY_CHECK(found != kPublished.end());
    const Json schema = found->schema(found->title);
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
                            .choices = names()}},
            .example = "assay schema study",
            .run = run};
}

}  // namespace assay::api
