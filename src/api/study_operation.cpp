#include <filesystem>

#include "api/overrides.hpp"
#include "api/parameters.hpp"
#include "api/study_keep.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
#include "study/study.hpp"

namespace assay::api {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDescription =
    "Answers \"is this worth building?\" from the product's own data. It checks the data, compares "
    "doing nothing, acting on all, your rule and models on the same splits, asks how much data is "
    "enough, puts every option in money, looks where it hurts, and gives a verdict with its "
    "probability: BUILD, RULE SUFFICES, COLLECT, DON'T or UNDECIDED.\n\n"
    "The product is described by a file (`assay init DATA` drafts one), by flags, or by both: "
    "flags "
    "win. Without either, ./product.toml is read. What was found is recorded in the ledger, and "
    "the "
    "report is kept in .assay/reports.";

std::vector<Parameter> run_parameters() {
    constexpr const char* kSection = "how it runs";
    return {{.name = "seed",
             .kind = ParameterKind::Whole,
             .help = "decides everything random",
             .fallback = "0",
             .section = kSection},
            {.name = "threads",
             .kind = ParameterKind::Whole,
             .help = "threads to use",
             .fallback = "2",
             .section = kSection},
            {.name = "quick",
             .kind = ParameterKind::Flag,
             .help = "a first look: fewer fits, wider ranges",
             .section = kSection},
            {.name = "full",
             .kind = ParameterKind::Flag,
             .help = "also check the data and evaluate the chosen model: two reports beside this "
                     "one, linked",
             .section = kSection},
            {.name = "dry-run",
             .kind = ParameterKind::Flag,
             .help = "say what would be done and how long it takes",
             .section = kSection},
            {.name = "require",
             .kind = ParameterKind::Text,
             .help = "exit with 1 when the verdict is another",
             .section = kSection,
             .value = "VERDICT",
             .choices = {"BUILD", "RULE_SUFFICES", "COLLECT", "DONT", "UNDECIDED"}},
            {.name = "no-record",
             .kind = ParameterKind::Flag,
             .help = "leave the ledger and .assay/reports alone",
             .section = kSection}};
}

std::vector<Parameter> output_parameters() {
    constexpr const char* kSection = "output";
    return {report_parameter(),
            {.name = "predictions",
             .kind = ParameterKind::OutputFile,
             .help = "write every option's decision on every row (.parquet, .csv)",
             .section = kSection},
            {.name = "save-model",
             .kind = ParameterKind::OutputFile,
             .help = "folder for the fitted model",
             .section = kSection,
             .value = "DIR"}};
}

std::vector<Parameter> parameters() {
    std::vector<Parameter> out = {{.name = "product",
                                   .kind = ParameterKind::InputFile,
                                   .help = "product file; flags below override it",
                                   .fallback = "product.toml",
                                   .positional = true,
                                   .value = "PRODUCT.toml"}};
    for (const auto& more : {override_parameters(), run_parameters(), output_parameters()}) {
        out.insert(out.end(), more.begin(), more.end());
    }
    return out;
}

/// The product file when one was named or lies here; else an empty product to override.
Result<study::Product> starting_product(const Request& request, const Context& context) {
    if (request.has("product")) {
        return study::read_product(request.text("product"));
    }
    if (request.has("data")) {
        return study::Product{};
    }
    const fs::path here = fs::path(context.working_folder) / "product.toml";
    std::error_code unreadable;
    if (!fs::exists(here, unreadable)) {
        return fail(ErrorCode::NotFound, "no product to study: there is no product.toml here",
                    "describe one in a file, assay init DATA && assay study product.toml, or with "
                    "flags, assay study --data FILE --target COLUMN");
    }
    return study::read_product("product.toml");
}

Result<study::Product> wanted_product(const Request& request, const Context& context) {
    auto product = TRY(starting_product(request, context));
    TRY(apply_overrides(request, product));
    if (product.name.empty()) {
        product.name = fs::path(product.source).stem().string();
    }
    if (product.file.empty() && product.target.empty()) {
        return fail(ErrorCode::InvalidInput, "no target: what came true in " + product.source + "?",
                    "name its column with --target COLUMN");
    }
    TRY(study::validate_product(product));
    return product;
}

Result<study::StudyOptions> study_options(const Request& request) {
    const auto seed = request.whole("seed", 0);
    const auto threads = request.whole("threads", 2);
    if (seed < 0) {
        return fail(ErrorCode::InvalidInput, "--seed: " + std::to_string(seed) + " is negative",
                    "give a whole number from 0 on");
    }
    if (threads < 1 || threads > 256) {
        return fail(ErrorCode::InvalidInput,
                    "--threads: " + std::to_string(threads) + " is not between 1 and 256",
                    "leave it out for 2");
    }
    return study::StudyOptions{.seed = static_cast<std::uint64_t>(seed),
                               .threads = static_cast<int>(threads),
                               .quick = request.flag("quick"),
                               .save_model = request.text("save-model"),
                               .predictions = request.text("predictions"),
                               .version = version()};
}

Result<Answer> plan(const study::Product& product, const study::StudyOptions& options,
                    Context& context) {
    auto engine = TRY(CancellableEngine::open(context, options.threads));
    const auto planned = TRY(study::plan_study(product, *engine, options));
    Json document = {{"schema", "assay.study-plan/1"}};
    document.update(to_json(planned));
    return Answer{.document = std::move(document), .kind = "plan"};
}

Result<study::Document> timed_study(const study::Product& product,
                                    const study::StudyOptions& options, Context& context) {
    auto engine = TRY(CancellableEngine::open(context, options.threads));
    StepClock clock(context);
    auto document = TRY(study::run_study(product, *engine, options, clock.progress()));
    clock.finish(document.run);
    TRY(context.progress.check());
    return document;
}

/// With --full the predictions are kept: the evaluation is made from them, and can be made again.
Result<> keep_predictions(const Request& request, const study::Product& product,
                          const Context& context, study::StudyOptions& options) {
    if (!request.flag("full") || !options.predictions.empty()) {
        return {};
    }
    const std::string output = request.text("output");
    if (output.empty() && request.flag("no-record")) {
        return fail(ErrorCode::InvalidInput, "--full: nowhere to write its reports",
                    "say where with -o report.html, or leave out --no-record");
    }
    options.predictions = TRY(predictions_beside(output, product.name, context));
    return {};
}

void judge_requirement(const study::Document& document, const std::string& required,
                       Answer& answer) {
    answer.no = !required.empty() && required != name_of(document.verdict.name);
    if (answer.no) {
        answer.notes.push_back("the verdict is " + std::string(name_of(document.verdict.name)) +
                               ", not " + required);
    }
}

Result<Answer> run(const Request& request, Context& context) {
    TRY(check_output(request.text("output")));
    auto options = TRY(study_options(request));
    const auto product = TRY(wanted_product(request, context));
    if (request.flag("dry-run")) {
        return plan(product, options, context);
    }
    TRY(keep_predictions(request, product, context, options));
    const auto document = TRY(timed_study(product, options, context));

    Answer answer{.document = study::document_json(document), .kind = "study"};
    judge_requirement(document, request.text("require"), answer);
    Keeping keeping{.record = !request.flag("no-record"),
                    .output = request.text("output"),
                    .predictions = options.predictions.string(),
                    .model = options.save_model.string(),
                    .companions = {}};
    if (request.flag("full")) {
        keeping.companions = TRY(study_companions(document, product, keeping.predictions,
                                                  keeping.record, context, answer));
    }
    const auto kept = keep_study(document, product, keeping, context, answer);
    if (!kept) {
        answer.failed = kept.error();
    }
    return answer;
}

}  // namespace

Operation study_operation() {
    return {.name = "study",
            .summary = "Is this product worth building?",
            .description = kDescription,
            .parameters = parameters(),
            .example = "assay study examples/cards/product.toml -o report.html",
            .run = run};
}

}  // namespace assay::api
