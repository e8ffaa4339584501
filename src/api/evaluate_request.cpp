#include "api/evaluate_request.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "api/amounts.hpp"
#include "api/evaluate_kinds.hpp"
#include "api/overrides.hpp"
#include "api/parameters.hpp"
#include "api/study_keep.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {

namespace {

namespace fs = std::filesystem;

std::vector<Parameter> prediction_parameters() {
    constexpr const char* kSection = "the predictions";
    return {{.name = "product",
             .kind = ParameterKind::InputFile,
             .help = "product file: target, groups, costs and the rest; flags win",
             .section = kSection,
             .value = "PRODUCT.toml"},
            text_parameter(kSection, "label", "COLUMN", "column that says what came true"),
            text_parameter(kSection, "score", "COLUMN|SQL",
                           "the model's score or probability of the positive value"),
            text_parameter(kSection, "prediction", "COLUMN|SQL",
                           "the model's decision, a boolean; a class; or a number"),
            text_parameter(kSection, "against", "COLUMN|FILE",
                           "another model: a column, or a file or snapshot with the same columns"),
            list_parameter(kSection, "option", "NAME=COLUMN|SQL",
                           "score of a system that runs today; may be repeated"),
            text_parameter(kSection, "weight", "COLUMN|SQL", "weight of a row"),
            {.name = "task",
             .kind = ParameterKind::Text,
             .help = "what is predicted, where label and prediction do not tell",
             .section = kSection,
             .choices = {"binary", "multiclass", "regression"}}};
}

std::vector<Parameter> further_parameters() {
    constexpr const char* kLights = "three-way lights: pass, check papers, check goods";
    constexpr const char* kParts = "parts and people";
    return {number_parameter(kLights, "papers-cost", "NUMBER", "what checking the papers costs"),
            number_parameter(kLights, "papers-catch", "SHARE", "share of positives that it finds"),
            number_parameter(kLights, "papers-capacity", "NUMBER", "at most so many a month"),
            list_parameter(kParts, "scenario", "NAME: SQL: METRIC>=BAR",
                           "rows with a bar of their own; may be repeated"),
            text_parameter(kParts, "human", "COLUMN|SQL", "what a person decided, a boolean"),
            text_parameter(kParts, "human-seconds", "COLUMN|SQL", "seconds that it took")};
}

std::vector<Parameter> run_parameters() {
    constexpr const char* kSection = "how it runs";
    return {{.name = "seed",
             .kind = ParameterKind::Whole,
             .help = "decides everything random",
             .fallback = "0",
             .section = kSection},
            {.name = "no-record",
             .kind = ParameterKind::Flag,
             .help = "leave the ledger alone",
             .section = kSection}};
}

constexpr std::array<std::string_view, 6> kDataOverrides{"query", "positive", "id",
                                                         "time",  "entity",   "groups"};
constexpr std::array<std::string_view, 9> kMoneyOverrides{
    "name",          "rule",     "true-positive",       "false-positive", "false-negative",
    "true-negative", "currency", "decisions-per-month", "capacity"};

Result<study::NamedOption> read_option(const std::string& given) {
    auto [name, score] = TRY(parse_pair("option", given, "NAME=SCORE", "today=vendor_score"));
    return study::NamedOption{
        .name = std::move(name), .score = std::move(score), .decision = {}, .per_month = 0};
}

Result<study::ScenarioSpec> read_scenario(const std::string& given) {
    const auto first = given.find(':');
    const auto last = given.rfind(':');
    const auto sign = given.find_first_of("<>", last == std::string::npos ? 0 : last);
    const bool whole = first != std::string::npos && first < last && sign != std::string::npos &&
                       given.substr(sign + 1, 1) == "=";
    const auto bar = whole ? parse_number(std::string_view(given).substr(sign + 2)) : std::nullopt;
    if (!bar) {
        return fail(ErrorCode::InvalidInput,
                    "--scenario: \"" + given + "\" is not NAME: SQL: METRIC>=BAR",
                    "write for example --scenario \"winter: month in (12, 1, 2): auc>=0.70\"");
    }
    return study::ScenarioSpec{
        .name = std::string(trimmed(given.substr(0, first))),
        .sql = std::string(trimmed(given.substr(first + 1, last - first - 1))),
        .file = {},
        .id = {},
        .metric = std::string(trimmed(given.substr(last + 1, sign - last - 1))),
        .bar = *bar,
        .at_least = given[sign] == '>',
        .has_bar = true};
}

Result<> add_scenarios(const Request& request, study::Product& product) {
    for (const auto& given : request.list("scenario")) {
        const std::string path = "scenario." + std::to_string(product.scenarios.size());
        product.scenarios.push_back(TRY(read_scenario(given)));
        const std::string flag = "--scenario " + product.scenarios.back().name;
        for (const char* key : {"", ".name", ".sql", ".metric", ".at_least", ".at_most"}) {
            product.flags[path + key] = flag;
        }
    }
    return {};
}

Result<std::optional<validate::PapersCheck>> read_papers(const Request& request) {
    const auto cost = request.number("papers-cost");
    const auto catches = request.number("papers-catch");
    if (!cost && !catches) {
        return std::optional<validate::PapersCheck>{};
    }
    if (!cost || !catches) {
        return fail(ErrorCode::InvalidInput, "--papers-cost and --papers-catch belong together",
                    "say what a check of the papers costs, and which share of positives it finds");
    }
    if (*cost < 0) {
        return fail(ErrorCode::InvalidInput, "--papers-cost: a price is written without a sign",
                    "write what one check costs, such as 3");
    }
    if (*catches < 0 || *catches > 1) {
        return fail(ErrorCode::InvalidInput,
                    "--papers-catch: " + figure(*catches) + " is not between 0 and 1",
                    "write a share: 60 % is 0.6");
    }
    return std::optional(validate::PapersCheck{.cost = *cost, .catches = *catches});
}

Result<> take_product_flags(const Request& request, study::Product& product) {
    TRY(apply_overrides(request, product));
    product.source = request.text("predictions");
    product.flags["data.source"] = "PREDICTIONS";
    if (!request.has("query")) {
        product.query.clear();  // that of the product file reads another table
    }
    if (request.has("label")) {
        product.target = request.text("label");
        product.flags["data.target"] = "--label";
    }
    if (request.has("weight")) {
        product.weight = request.text("weight");
        product.flags["data.weight"] = "--weight";
    }
    for (const auto& each : request.list("option")) {
        product.options.push_back(TRY(read_option(each)));
        product.flags["option." + std::to_string(product.options.size() - 1) + ".score"] =
            "--option " + product.options.back().name;
    }
    TRY(add_scenarios(request, product));
    if (product.name.empty()) {
        product.name = fs::path(product.source).stem().string();
    }
    if (product.target.empty()) {
        return fail(ErrorCode::InvalidInput, "no label: what came true in " + product.source + "?",
                    "name its column with --label COLUMN, or a product file with --product");
    }
    return {};
}

Result<study::EvaluationOptions> read_options(const Request& request) {
    study::EvaluationOptions out{.score = request.text("score"),
                                 .decision = request.text("prediction"),
                                 .against = request.text("against"),
                                 .human = request.text("human"),
                                 .human_seconds = request.text("human-seconds"),
                                 .papers = TRY(read_papers(request)),
                                 .papers_per_month = request.number("papers-capacity"),
                                 .task = {},
                                 .probs = {},
                                 .cost_matrix = request.text("cost-matrix"),
                                 .quantiles = {},
                                 .error_costs = {},
                                 .seed = 0,
                                 .threads = 2,
                                 .version = version()};
    if (out.score.empty() && out.decision.empty() && !request.has("probs")) {
        return fail(ErrorCode::InvalidInput, "no predictions: neither a score nor a decision",
                    "name the model's column with --score COLUMN or --prediction COLUMN; several "
                    "classes with --probs class=column,…");
    }
    TRY(read_kind_options(request, out));
    const auto seed = request.whole("seed", 0);
    if (seed < 0) {
        return fail(ErrorCode::InvalidInput, "--seed: " + std::to_string(seed) + " is negative",
                    "give a whole number from 0 on");
    }
    out.seed = static_cast<std::uint64_t>(seed);
    return out;
}

std::string kind_of(const study::EvaluationDocument&) {
    return "evaluation";
}
std::string kind_of(const study::MulticlassDocument&) {
    return "multi-class evaluation";
}
std::string kind_of(const study::RegressionDocument&) {
    return "regression evaluation";
}

/// No: the predictions cannot be trusted, or a scenario misses its bar.
template <class Document>
bool is_no(const Document& document) {
    const bool broken = std::ranges::any_of(document.integrity, [](const auto& each) {
        return each.severity == validate::Severity::Error;
    });
    if constexpr (requires { document.scenarios; }) {
        return broken || std::ranges::any_of(document.scenarios, [](const auto& each) {
                   return each.outcome == "fail";
               });
    }
    return broken;
}

template <class Found>
Result<Answer> evaluated(const EvaluateRequest& asked, engine::Engine& engine, Context& context) {
    StepClock clock(context);
    const auto progress = clock.progress();
    const auto predictions =
        TRY(study::PredictionsOf<Found>::read(asked.product, asked.options, engine, progress));
    auto document = TRY(predictions.evaluate(progress));
    document.reuse = TRY(predictions.reuse(TRY(times_used(predictions, context))));
    clock.finish(document.run);
    TRY(context.progress.check());

    Answer answer{.document = to_json(document), .kind = kind_of(document), .no = is_no(document)};
    auto kept = write_answer(asked.output, "written", answer, context);
    if (kept && asked.record) {
        kept = record_evaluation(predictions.record(document, asked.product), context, answer);
    }
    if (!kept) {
        answer.failed = kept.error();
    }
    return answer;
}

}  // namespace

std::vector<Parameter> evaluate_parameters() {
    std::vector<Parameter> out = prediction_parameters();
    for (const auto& more :
         {override_parameters(kDataOverrides), override_parameters(kMoneyOverrides),
          kind_parameters(), further_parameters(), run_parameters()}) {
        out.insert(out.end(), more.begin(), more.end());
    }
    return out;
}

Result<std::vector<NamedTable>> open_snapshots(const EvaluateRequest& asked, engine::Engine& engine,
                                               const Context& context) {
    std::vector<NamedTable> out;
    const auto& source = asked.product.source;
    out.push_back(TRY(NamedTable::open(source, context)));
    engine.name_file(source, out.back().location());
    const auto& against = asked.options.against;
    if (against.empty()) {
        return out;
    }
    auto other = NamedTable::open(against, context);
    if (other) {
        engine.name_file(against, other->location());
        out.push_back(*std::move(other));
    } else if (other.error().code != ErrorCode::NotFound) {
        return tl::unexpected(other.error());
    }
    return out;  // what is no table may be a column or an expression
}

Result<EvaluateRequest> read_evaluate_request(const Request& request) {
    EvaluateRequest out;
    if (request.has("product")) {
        out.product = TRY(study::read_product(request.text("product")));
    }
    TRY(take_product_flags(request, out.product));
    out.options = TRY(read_options(request));
    out.output = request.text("output");
    out.record = !request.flag("no-record");
    return out;
}

Result<Answer> evaluate_predictions(const EvaluateRequest& asked, study::Task task,
                                    engine::Engine& engine, Context& context) {
    return for_task(task, [&]<class Found>() { return evaluated<Found>(asked, engine, context); });
}

Result<std::int64_t> times_used(const std::string& test_rows,
                                const std::vector<std::string>& predictions,
                                const Context& context) {
    std::set<std::string> seen(predictions.begin(), predictions.end());
    const fs::path folder = store::find_workspace(context.working_folder, context.workspace);
    std::error_code unreadable;
    if (fs::exists(folder / "records.db", unreadable)) {
        const auto workspace = TRY(store::Workspace::open(folder));
        seen.merge(TRY(ledger::predictions_seen(workspace, test_rows)));
    }
    return static_cast<std::int64_t>(seen.size());
}

Result<> record_evaluation(const ledger::Record& record, Context& context, Answer& answer) {
    if (context.on_cancel) {
        context.on_cancel({});
    }
    auto workspace = TRY(make_workspace(context));
    TRY(ledger::record(workspace, record, context.now()));
    answer.notes.push_back("recorded: evaluation " + record.id);
    return {};
}

}  // namespace assay::api
