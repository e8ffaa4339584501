#include <algorithm>

#include "api/table.hpp"
#include "data/card.hpp"
#include "data/comparison.hpp"
#include "data/contract.hpp"
#include "data/data.hpp"
#include "data/inspection.hpp"
#include "data/labelling.hpp"
#include "data/sample.hpp"
#include "data/snapshot.hpp"
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

struct Published {
    std::string name;
    Json (*make)(const char* title);
    const char* title;
};

const std::vector<Published>& published() {
    static const std::vector<Published> all{
        {"study", titled<study::Document>, "assay.study/1"},
        {"profile", titled<data::Profile>, "assay.profile/1"},
        {"check", titled<data::Inspection>, "assay.check/1"},
        {"drift", titled<data::DriftReport>, "assay.drift/1"},
        {"labels", titled<data::Labelling>, "assay.labels/1"},
        {"study-diff", titled<study::StudyDiff>, "assay.study-diff/1"},
        {"evaluation", titled<study::EvaluationDocument>, "assay.evaluation/1"},
        {"evaluation-multiclass", titled<study::MulticlassDocument>,
         "assay.evaluation-multiclass/1"},
        {"evaluation-regression", titled<study::RegressionDocument>,
         "assay.evaluation-regression/1"},
        {"claim-check", titled<study::ClaimCheck>, "assay.claim-check/1"},
        {"contract-check", titled<data::ContractCheck>, "assay.contract-check/1"},
        {"contract-diff", titled<data::ContractDiff>, "assay.contract-diff/1"},
        {"data-diff", titled<data::DataDiff>, "assay.data-diff/1"},
        {"sample", titled<data::Sample>, "assay.sample/1"},
        {"card", titled<data::CardCheck>, "assay.card/1"}};
    return all;
}

std::vector<std::string> names() {
    std::vector<std::string> out;
    std::ranges::transform(published(), std::back_inserter(out), &Published::name);
    return out;
}

Result<Answer> run(const Request& request, Context&) {
    const auto found = std::ranges::find(published(), request.text("document"), &Published::name);
    ASSAY_CHECK(found != published().end());
    return Answer{
        .document = {{"schema", "assay.text/1"}, {"text", dump(found->make(found->title)) + "\n"}},
        .kind = "text"};
}

}  // namespace

Operation schema_operation() {
    return {.name = "schema",
            .summary = "The JSON schema of a document",
            .description =
                "Prints the JSON schema (draft 2020-12) of a study, a profile or another document, "
                "for tools that read what --json prints.",
            .parameters = {{.name = "document",
                            .kind = ParameterKind::Text,
                            .help = "which one",
                            .positional = true,
                            .required = true,
                            .choices = names()}},
            .example = "assay schema study",
            .run = run};
}

}  // namespace assay::api
