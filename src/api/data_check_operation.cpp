#include <algorithm>
#include <iterator>
#include <map>

#include "api/fail_on.hpp"
#include "api/kept_files.hpp"
#include "api/labels.hpp"
#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "data/inspection.hpp"

namespace assay::api {

namespace {

/// FILE:COLUMN or FILE:COLUMN=COLUMN, ours first and theirs second when they differ.
struct Asked {
    std::string file, own, column;
};

Result<Asked> read_reference(const std::string& text) {
    const auto colon = text.rfind(':');
    const auto columns = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    const auto equal = columns.find('=');
    Asked out{.file = text.substr(0, colon),
              .own = columns.substr(0, equal),
              .column = equal == std::string::npos ? columns : columns.substr(equal + 1)};
    if (out.file.empty() || out.own.empty() || out.column.empty()) {
        return fail(ErrorCode::InvalidInput, "--references " + text + ": no file and column",
                    "write FILE:COLUMN, or FILE:OURS=THEIRS where the names differ");
    }
    return out;
}

/// The tables that the call reads, by location, so that none is read twice.
class Tables {
  public:
    explicit Tables(Context& context, engine::Engine& engine)
        : context_(context), engine_(engine) {}

    Result<const engine::Table*> read(const std::string& location, const std::string& query = {}) {
        const auto known = tables_.find(location + "\n" + query);
        if (known != tables_.end()) {
            return &known->second;
        }
        TRY(context_.progress.check());
        auto table =
            TRY(read_named(engine_, {.location = location, .query = query}, context_, &skipped));
        return &tables_.emplace(location + "\n" + query, std::move(table)).first->second;
    }

    std::vector<std::string> skipped;

  private:
    Context& context_;
    engine::Engine& engine_;
    std::map<std::string, engine::Table> tables_;
};

Result<> read_references(const Request& request, Tables& tables, data::InspectionInput& input) {
    for (const auto& text : request.names("references")) {
        const auto asked = TRY(read_reference(text));
        input.references.push_back({.table = TRY(tables.read(asked.file)),
                                    .source = asked.file,
                                    .column = asked.column,
                                    .own = asked.own});
    }
    return {};
}

/// Labels of the table, and where a model's scores are given those of the table before.
struct Labels {
    std::vector<std::uint8_t> now, before;
};

/// The table itself may lack the target where the scores tell of it.
Result<Labels> read_labels(const data::InspectionInput& input, const Request& request) {
    Labels out;
    const bool scored = input.against != nullptr && !input.scores.empty();
    const auto* now = input.table->find(input.target);
    const bool unlabelled =
        now == nullptr || now->missing_count() == static_cast<std::int64_t>(input.table->rows);
    if (!input.target.empty() && !(scored && unlabelled)) {
        const auto* column = TRY(named_column(*input.table, "target", input.target));
        out.now = TRY(labels(*column, request.text("positive")));
    }
    if (!input.target.empty() && scored) {
        const auto* column = TRY(named_column(*input.against, "target", input.target));
        out.before = TRY(labels(*column, request.text("positive")));
    }
    return out;
}

void read_names(const Request& request, data::InspectionInput& input) {
    input.target = request.text("target");
    input.scores = request.text("scores");
    input.cut = request.number("cut").value_or(0.5);
    input.probs = request.names("probs");
    input.classes = request.names("classes");
    input.item = request.text("item");
    input.annotator = request.text("annotator");
    input.time = request.text("time");
    input.key = request.text("key");
    input.split = request.text("split");
    input.entity = request.text("entity");
    input.groups = request.names("groups");
    input.seed = static_cast<std::uint64_t>(request.whole("seed", 0));
}

/// Which files are new; nothing where --new is not asked for.
Result<std::optional<KeptFiles>> look_up_files(const Request& request, const Context& context) {
    if (!request.flag("new")) {
        return std::nullopt;
    }
    for (const auto& [flag, hint] :
         {std::pair{"against", "choose one: --new holds new files against those checked before"},
          std::pair{"query", "a query mixes the rows of files, and --new keeps them by file"}}) {
        if (request.has(flag)) {
            return fail(ErrorCode::InvalidInput,
                        std::string("--new and --") + flag + " do not go together", hint);
        }
    }
    context.progress.say("looking for files that were checked before", 0);
    return TRY(KeptFiles::look_up(request.text("file"), request.text("key"), context));
}

/// Reads what is asked for, and looks for all issues.
Result<data::Inspection> inspect_tables(const Request& request, Context& context,
                                        std::optional<KeptFiles>& files,
                                        std::vector<std::string>& skipped) {
    auto engine = TRY(CancellableEngine::open(context, 2));
    Tables tables(context, *engine);
    engine::Table fresh;
    data::InspectionInput input;
    input.source = request.text("file");
    input.against_source = request.text("against");
    context.progress.say("reading the table", 0);
    if (files) {
        fresh = TRY(files->read(*engine, skipped));
        input.table = &fresh;
        input.deliveries = &files->deliveries();
    } else {
        input.table = TRY(tables.read(input.source, request.text("query")));
    }
    if (!input.against_source.empty()) {
        input.against = TRY(tables.read(input.against_source));
    }
    TRY(read_references(request, tables, input));
    read_names(request, input);
    const auto labels = TRY(read_labels(input, request));
    input.labels = labels.now;
    input.against_labels = labels.before;
    input.now = now_of(context);
    TRY(context.progress.check());
    context.progress.say("looking for what is wrong", 0.4);
    auto inspection = data::inspect(input, context.progress);
    std::ranges::move(tables.skipped, std::back_inserter(skipped));
    return inspection;
}

Result<Answer> run(const Request& request, Context& context) {
    TRY(check_output(request.text("output")));
    auto files = TRY(look_up_files(request, context));
    const bool nothing = files && files->all_known();
    std::vector<std::string> skipped;
    const auto inspection =
        nothing ? data::nothing_new(request.text("file"), files->deliveries().partitions)
                : TRY(inspect_tables(request, context, files, skipped));
    TRY(context.progress.check());

    Answer answer{.document = to_json(inspection),
                  .kind = "check",
                  .no = fails(inspection.findings, request, "error")};
    note_skipped(skipped, answer);
    if (files) {
        std::ranges::copy(files->notes(), std::back_inserter(answer.notes));
    }
    TRY(write_asked(request, "report", answer, context));
    if (files && !nothing) {
        if (const auto kept = files->keep(context); !kept) {
            answer.failed = kept.error();
        }
    }
    return answer;
}

/// Named as data drift and data labels name them.
std::vector<Parameter> model_and_people_parameters() {
    const std::string model = "a model of the target";
    const std::string people = "labels of several people";
    return {column_parameter("scores", "column of a model's scores, in both tables", model),
            {.name = "cut",
             .kind = ParameterKind::Number,
             .help = "scores at or above it are acted on",
             .fallback = "0.5",
             .section = model},
            {.name = "probs",
             .kind = ParameterKind::TextList,
             .help = "columns of the model's chances, one a class, with commas",
             .section = model,
             .value = "COLUMNS"},
            {.name = "classes",
             .kind = ParameterKind::TextList,
             .help = "names of the classes, with commas; in the order of --probs",
             .section = model,
             .value = "NAMES"},
            column_parameter("item", "column that says what was labelled", people),
            column_parameter("annotator", "column that says by whom", people)};
}

std::vector<Parameter> table_parameters() {
    return {
        {.name = "file",
         .kind = ParameterKind::InputFile,
         .help = "table: CSV, Parquet, JSON lines or Arrow; a file, a glob or a snapshot",
         .positional = true,
         .required = true},
        query_parameter(),
        {.name = "against",
         .kind = ParameterKind::InputFile,
         .help = "what the table was before: lost and renamed columns, changed units, drift",
         .value = "TABLE"},
        {.name = "new",
         .kind = ParameterKind::Flag,
         .help =
             "of a glob, read only files not checked before; hold them against those that were"},
        column_parameter("target", "column that says what came true"),
        positive_parameter(),
        column_parameter("time", "column of dates or times: drift, leaks, absent days, age"),
        column_parameter("key", "column that names each row; findings then name rows by it"),
        column_parameter("split",
                         "column that says which rows are for training, which for the test"),
        {.name = "groups",
         .kind = ParameterKind::TextList,
         .help = "columns of groups that the product serves, by commas or repeated",
         .value = "COLUMN"},
        column_parameter("entity", "column of customers, devices or cases that have several rows"),
        {.name = "references",
         .kind = ParameterKind::TextList,
         .help = "another table's column in which a column's values must be found; repeatable",
         .value = "FILE:COLUMN[=COLUMN]"},
        {.name = "fail-on",
         .kind = ParameterKind::Text,
         .help = "severity from which on the exit code is 1",
         .fallback = "error",
         .choices = {"info", "question", "warning", "error"}},
        {.name = "seed",
         .kind = ParameterKind::Whole,
         .help = "seed of the samples",
         .fallback = "0"}};
}

std::vector<Parameter> parameters() {
    auto out = table_parameters();
    std::ranges::move(model_and_people_parameters(), std::back_inserter(out));
    out.push_back(report_parameter());
    return out;
}

}  // namespace

Operation data_check_operation() {
    return {.name = "data check",
            .summary = "All that may be wrong with a table, the costliest first",
            .description =
                "Looks for 25 issues of a table: gaps, sentinels, broken encodings, copies, leaks, "
                "drift, changed units, broken keys and more. What was not given a column or a "
                "table to look at is listed as not run, never as clean. The exit code is 1 where "
                "something at or above --fail-on was found. With --new the workspace keeps a "
                "summary of each file by its content: the next check reads only what is new.",
            .parameters = parameters(),
            .example = "assay data check flights.csv --target late --time scheduled",
            .run = run};
}

}  // namespace assay::api
