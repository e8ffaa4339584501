#include <algorithm>

#include "api/interview.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
#include "study/study.hpp"

namespace assay::api {

namespace {

Result<std::vector<std::string>> column_names(engine::Engine& engine, const std::string& source) {
    std::vector<std::string> names;
    for (const auto& each : TRY(engine.describe({.location = source, .query = {}}))) {
        names.push_back(each.name);
    }
    return names;
}

/// The target as given, or as a person answers; "" leaves the guess to the draft.
std::string asked_target(const std::vector<std::string>& columns, Context& context) {
    if (!context.ask) {
        return {};
    }
    std::string question =
        "Which column says what came true? (" + listed(columns) + "; Enter to let assay guess)";
    constexpr int kTries = 3;
    for (int i = 0; i < kTries; ++i) {
        const auto said = context.ask(question);
        if (!said || said->empty()) {
            return {};
        }
        if (std::find(columns.begin(), columns.end(), *said) != columns.end()) {
            return *said;
        }
        question = "There is no column \"" + *said + "\"; " + suggest(*said, columns);
    }
    return {};
}

Result<Answer> run(const Request& request, Context& context) {
    const std::string source = request.text("data");
    const std::string output = request.text("output", "product.toml");
    TRY(check_draft(output, request.flag("force")));

    auto engine = TRY(CancellableEngine::open(context, 2));
    const auto columns = TRY(column_names(*engine, source));
    std::string target = request.text("target");
    if (target.empty()) {
        target = asked_target(columns, context);
    } else if (std::find(columns.begin(), columns.end(), target) == columns.end()) {
        return fail(ErrorCode::InvalidInput,
                    "--target: there is no column \"" + target + "\" in " + source,
                    suggest(target, columns));
    }
    auto draft = TRY(study::draft_product(*engine, source, target));
    TRY(context.progress.check());
    if (context.ask) {
        interview(draft, context.ask);
        TRY(context.progress.check());
    }

    return drafted(draft.toml, draft.open_questions, output, "assay study " + output);
}

}  // namespace

Operation init_operation() {
    return {
        .name = "init",
        .summary = "Draft a product file from a table",
        .description =
            "Reads a table, guesses its target, id, time and groups, and writes a commented "
            "product file for a person to finish: what the decision is, what you would do without "
            "a model, and what each outcome is worth.",
        .parameters = {{.name = "data",
                        .kind = ParameterKind::InputFile,
                        .help = "table: CSV, Parquet, JSON lines or Arrow",
                        .positional = true,
                        .required = true},
                       {.name = "target",
                        .kind = ParameterKind::Text,
                        .help = "column that says what came true",
                        .value = "COLUMN"},
                       output_parameter("product file to write; - is standard output",
                                        "product.toml"),
                       force_parameter("a file")},
        .example = "assay init flights.parquet --target late",
        .run = run};
}

}  // namespace assay::api
