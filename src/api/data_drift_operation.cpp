#include <fmt/format.h>

#include <algorithm>

#include "api/fail_on.hpp"
#include "api/labels.hpp"
#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
#include "data/comparison.hpp"

namespace assay::api {

namespace {

std::string statistics_help() {
    const std::vector<std::string> known(data::statistic_names().begin(),
                                         data::statistic_names().end());
    return "statistics of other tools beside the verdict: " + listed(known);
}

struct Tables {
    engine::Table reference, current;
    std::vector<std::string> skipped;
};

Result<Tables> read_tables(const Request& request, Context& context) {
    auto engine = TRY(CancellableEngine::open(context, 2));
    Tables out;
    const std::string query = request.text("query");
    context.progress.say("reading the reference", 0);
    out.reference = TRY(read_named(*engine, {.location = request.text("against"), .query = query},
                                   context, &out.skipped));
    TRY(context.progress.check());
    context.progress.say("reading the table", 0.1);
    std::vector<std::string> skipped;
    out.current = TRY(
        read_named(*engine, {.location = request.text("file"), .query = query}, context, &skipped));
    for (auto& name : skipped) {
        if (std::ranges::count(out.skipped, name) == 0) {
            out.skipped.push_back(std::move(name));
        }
    }
    TRY(context.progress.check());
    return out;
}

/// The labels of the reference, where a model's scores are to be judged by them.
Result<std::vector<std::uint8_t>> reference_labels(const engine::Table& reference,
                                                   const Request& request) {
    const std::string target = request.text("target");
    if (request.text("scores").empty()) {
        return std::vector<std::uint8_t>{};
    }
    if (target.empty()) {
        return fail(ErrorCode::InvalidInput,
                    "--scores: what drift means for the model needs the reference's labels",
                    "name their column with --target");
    }
    const auto* column = reference.find(target);
    if (column == nullptr) {
        return fail(ErrorCode::InvalidInput,
                    "--target: the reference has no column \"" + target + "\"",
                    suggest(target, reference.names()));
    }
    return labels(*column, request.text("positive"));
}

Result<Answer> run(const Request& request, Context& context) {
    TRY(check_output(request.text("output")));
    const auto joint_rows = request.whole("joint-rows", 100'000);
    const auto seed = request.whole("seed", 0);
    if (joint_rows < 0 || seed < 0) {
        return fail(ErrorCode::InvalidInput,
                    std::string(seed < 0 ? "--seed" : "--joint-rows") + " is below 0",
                    "give a whole number from 0 on");
    }
    const auto tables = TRY(read_tables(request, context));
    const auto labels = TRY(reference_labels(tables.reference, request));
    auto report = TRY(data::compare(tables.current, tables.reference,
                                    {.columns = request.names("columns"),
                                     .key = request.text("key"),
                                     .target = request.text("target"),
                                     .reference_labels = labels,
                                     .scores = request.text("scores"),
                                     .cut = request.number("cut").value_or(0.5),
                                     .statistics = request.names("as"),
                                     .joint_rows = joint_rows,
                                     .seed = static_cast<std::uint64_t>(seed)},
                                    context.progress));
    report.current = request.text("file");
    report.reference = request.text("against");

    Answer answer{
        .document = to_json(report), .kind = "drift", .no = fails(report.issues, request, "never")};
    note_skipped(tables.skipped, answer);
    TRY(write_asked(request, "report", answer, context));
    return answer;
}

std::vector<Parameter> table_parameters() {
    return {
        {.name = "file",
         .kind = ParameterKind::InputFile,
         .help =
             "the current table: CSV, Parquet, JSON lines or Arrow; a file, a glob or a snapshot",
         .positional = true,
         .required = true},
        {.name = "against",
         .kind = ParameterKind::InputFile,
         .help =
             "the reference: the table of then, as a model learned from it; a file or a snapshot",
         .required = true},
        {.name = "query",
         .kind = ParameterKind::Text,
         .help = "SELECT over the table `data`, instead of all of it; for both tables",
         .value = "SQL"},
        {.name = "columns",
         .kind = ParameterKind::TextList,
         .help = "only these columns; several with commas",
         .value = "COLUMN"},
        {.name = "key",
         .kind = ParameterKind::Text,
         .help = "column that names a row; not compared, and told with the newest rows",
         .value = "COLUMN"},
        {.name = "as", .kind = ParameterKind::TextList, .help = statistics_help(), .value = "NAME"},
        {.name = "joint-rows",
         .kind = ParameterKind::Whole,
         .help = "rows on which a classifier tells the tables apart; 0 leaves it out",
         .fallback = "100,000"},
        {.name = "seed",
         .kind = ParameterKind::Whole,
         .help = "of everything random",
         .fallback = "0"}};
}

std::vector<Parameter> model_and_output_parameters() {
    return {{.name = "scores",
             .kind = ParameterKind::Text,
             .help = "column of a model's scores, in both tables",
             .section = "the model",
             .value = "COLUMN"},
            {.name = "target",
             .kind = ParameterKind::Text,
             .help = "column that says what came true, in the reference",
             .section = "the model",
             .value = "COLUMN"},
            positive_parameter("the model"),
            {.name = "cut",
             .kind = ParameterKind::Number,
             .help = "scores at or above it are acted on",
             .fallback = "0.5",
             .section = "the model"},
            {.name = "fail-on",
             .kind = ParameterKind::Text,
             .help = "exit with 1 on findings of this severity or worse",
             .section = "output",
             .value = "SEVERITY",
             .choices = {"warning", "error"}},
            report_parameter()};
}

std::vector<Parameter> parameters() {
    auto out = table_parameters();
    std::ranges::move(model_and_output_parameters(), std::back_inserter(out));
    return out;
}

}  // namespace

Operation data_drift_operation() {
    return {.name = "data drift",
            .summary = "Whether a table still looks like an earlier one",
            .description =
                "Compares a table with a reference, column by column: how far numbers, times and "
                "categories moved, and whether more is missing, against what chance gives when "
                "neighbouring rows stay together. Too small an effect is not told, however sure it "
                "is. A classifier looks at all columns at once and names the rows that look most "
                "new. With --scores and --target it says what the drift means for a model. The "
                "statistics of other tools are given by their names with --as.",
            .parameters = parameters(),
            .example = "assay data drift today.csv --against train.csv --fail-on warning",
            .run = run};
}

}  // namespace assay::api
