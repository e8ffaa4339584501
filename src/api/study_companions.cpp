#include "api/study_companions.hpp"

#include "api/evaluate_request.hpp"
#include "api/study_keep.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
#include "study/own_evaluation.hpp"

namespace assay::api {

namespace {

namespace fs = std::filesystem;

/// The table without the columns that the study ignores.
std::string checked_query(const study::Product& product) {
    if (product.ignore.empty()) {
        return product.query;
    }
    std::string names;
    for (const auto& name : product.ignore) {
        names += (names.empty() ? "" : ", ") + quoted_name(name);
    }
    const std::string from = product.query.empty() ? "data" : "(" + product.query + ")";
    return "SELECT * EXCLUDE (" + names + ") FROM " + from;
}

Result<Companion> data_check(const study::Product& product, Context& context) {
    Json asked = {{"file", product.source}, {"target", product.target}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) {
            asked[name] = value;
        }
    };
    add("query", checked_query(product));
    add("positive", product.positive);
    add("time", product.time);
    add("key", product.id);
    add("entity", product.entity);
    if (!product.groups.empty()) {
        asked["groups"] = product.groups;
    }
    auto checked = TRY(data_check_operation().run(Request(std::move(asked)), context));
    return Companion{.suffix = "check",
                     .link = {.title = "Data check",
                              .file = {},
                              .sentence = checked.document.value("sentence", "")},
                     .document = std::move(checked.document)};
}

/// The study's own model, nothing where it has none.
Result<std::optional<study::OwnEvaluation>> own_model(const study::Document& document,
                                                      const study::Product& product,
                                                      const std::string& predictions,
                                                      engine::Engine& engine) {
    std::vector<std::string> columns;
    for (const auto& each : TRY(engine.describe({.location = predictions, .query = {}}))) {
        columns.push_back(each.name);
    }
    return study::own_evaluation(document, product, predictions, columns);
}

Result<Companion> evaluation(const study::OwnEvaluation& own, bool record, engine::Engine& engine,
                             Context& context, Answer& answer) {
    auto evaluated = TRY(evaluate_predictions(
        {.product = own.product, .options = own.options, .output = {}, .record = record},
        study::Task::Binary, engine, context));
    if (evaluated.failed) {
        return tl::unexpected(*evaluated.failed);
    }
    for (auto& note : evaluated.notes) {
        answer.notes.push_back(std::move(note));
    }
    return Companion{.suffix = "evaluation",
                     .link = {.title = "Evaluation: " + own.model,
                              .file = {},
                              .sentence = evaluated.document.value("headline", "")},
                     .document = std::move(evaluated.document)};
}

}  // namespace

Result<std::vector<Companion>> study_companions(const study::Document& document,
                                                const study::Product& product,
                                                const std::string& predictions, bool record,
                                                Context& context, Answer& answer) {
    std::vector<Companion> out;
    const auto take = [&](Result<Companion> made, const std::string& what) -> Result<> {
        if (made) {
            out.push_back(*std::move(made));
            return {};
        }
        if (made.error().code == ErrorCode::Cancelled) {
            return tl::unexpected(made.error());
        }
        answer.notes.push_back(what + " was not made: " + made.error().what);
        return {};
    };
    TRY(take(data_check(product, context), "the data check"));
    auto engine = TRY(CancellableEngine::open(context, document.provenance.threads));
    if (const auto own = TRY(own_model(document, product, predictions, *engine))) {
        TRY(take(evaluation(*own, record, *engine, context, answer),
                 "the evaluation of " + own->model));
    } else {
        answer.notes.push_back("no option has a score: there is no model to evaluate");
    }
    return out;
}

fs::path companion_file(const fs::path& report, const Companion& companion) {
    return report.parent_path() /
           (report.stem().string() + "-" + companion.suffix + report.extension().string());
}

Result<> write_with_companions(const fs::path& report, Json document,
                               const std::vector<Companion>& companions, const Context& context) {
    const study::LinkedReport back{.title = "The study",
                                   .file = report.filename().string(),
                                   .sentence = document["verdict"].value("sentence", "")};
    Json links = Json::array();
    for (const auto& each : companions) {
        const fs::path file = companion_file(report, each);
        Json companion = each.document;
        if (companion.contains("run")) {
            companion["run"]["reports"] = Json::array({to_json(back)});
        }
        TRY(write_output(file, companion, context));
        auto link = each.link;
        link.file = file.filename().string();
        links.push_back(to_json(link));
    }
    document["run"]["reports"] = std::move(links);
    return write_output(report, document, context);
}

}  // namespace assay::api
