#include <chrono>
#include <map>
#include <sstream>

#include "api/labels.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
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

/// Microseconds since 1970 of the context's ISO 8601 in UTC.
Result<std::int64_t> clock(const Context& context) {
    const std::string now = context.now();
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    char dash = 0;
    char mark = 0;
    char colon = 0;
    std::istringstream in(now);
    in >> year >> dash;
    in >> month >> dash >> day >> mark >> hour >> colon >> minute;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (in.fail() || !date.ok()) {
        return fail(ErrorCode::Internal, "the clock says \"" + now + "\"");
    }
    const auto moment =
        std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
    return std::chrono::duration_cast<std::chrono::microseconds>(moment.time_since_epoch()).count();
}

/// Lists may be given by commas as well as by repeating the flag.
std::vector<std::string> names_in(const std::vector<std::string>& given) {
    std::vector<std::string> out;
    for (const auto& each : given) {
        std::istringstream in(each);
        for (std::string name; std::getline(in, name, ',');) {
            if (!name.empty()) {
                out.push_back(name);
            }
        }
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
        auto table = TRY(engine_.read({.location = location, .query = query}, {}, &skipped));
        return &tables_.emplace(location + "\n" + query, std::move(table)).first->second;
    }

    std::vector<std::string> skipped;

  private:
    Context& context_;
    engine::Engine& engine_;
    std::map<std::string, engine::Table> tables_;
};

Result<> read_references(const Request& request, Tables& tables, data::InspectionInput& input) {
    for (const auto& text : names_in(request.list("references"))) {
        const auto asked = TRY(read_reference(text));
        input.references.push_back({.table = TRY(tables.read(asked.file)),
                                    .source = asked.file,
                                    .column = asked.column,
                                    .own = asked.own});
    }
    return {};
}

Result<std::vector<std::uint8_t>> read_labels(const engine::Table& table, const Request& request) {
    const auto target = request.text("target");
    if (target.empty()) {
        return std::vector<std::uint8_t>{};
    }
    const auto* column = table.find(target);
    if (column == nullptr) {
        return fail(ErrorCode::InvalidInput, "--target: there is no column \"" + target + "\"",
                    suggest(target, table.names()));
    }
    return labels(*column, request.text("positive"));
}

data::Severity severity_named(const std::string& name) {
    for (const auto& [severity, text] : EnumNames<data::Severity>::value) {
        if (text == name) {
            return severity;
        }
    }
    return data::Severity::Error;
}

bool fails(const data::Inspection& inspection, const std::string& fail_on) {
    const auto bar = severity_named(fail_on);
    return std::ranges::any_of(
        inspection.findings, [&](const data::Finding& finding) { return finding.severity >= bar; });
}

Result<Answer> run(const Request& request, Context& context) {
    const std::string output = request.text("output");
    TRY(check_output(output));
    auto engine = TRY(CancellableEngine::open(context, 2));
    Tables tables(context, *engine);

    data::InspectionInput input;
    input.source = request.text("file");
    input.against_source = request.text("against");
    context.progress.say("reading the table", 0);
    input.table = TRY(tables.read(input.source, request.text("query")));
    if (!input.against_source.empty()) {
        input.against = TRY(tables.read(input.against_source));
    }
    TRY(read_references(request, tables, input));
    const auto labels = TRY(read_labels(*input.table, request));
    input.labels = labels;
    input.target = request.text("target");
    input.time = request.text("time");
    input.key = request.text("key");
    input.split = request.text("split");
    input.entity = request.text("entity");
    input.groups = names_in(request.list("groups"));
    input.now = TRY(clock(context));
    input.seed = static_cast<std::uint64_t>(request.whole("seed", 0));
    TRY(context.progress.check());
    context.progress.say("looking for what is wrong", 0.4);
    const auto inspection = TRY(data::inspect(input));
    TRY(context.progress.check());

    Answer answer{.document = to_json(inspection),
                  .kind = "check",
                  .no = fails(inspection, request.text("fail-on", "error"))};
    if (!tables.skipped.empty()) {
        answer.notes.push_back("left out, as their type is no column: " + listed(tables.skipped));
    }
    if (!output.empty()) {
        TRY(write_output(output, answer.document, context));
        answer.notes.push_back("report: " + output);
    }
    return answer;
}

Parameter column(std::string name, std::string help) {
    return {.name = std::move(name),
            .kind = ParameterKind::Text,
            .help = std::move(help),
            .value = "COLUMN"};
}

std::vector<Parameter> parameters() {
    return {{.name = "file",
             .kind = ParameterKind::InputFile,
             .help = "table: CSV, Parquet, JSON lines or Arrow; a file or a glob",
             .positional = true,
             .required = true},
            {.name = "query",
             .kind = ParameterKind::Text,
             .help = "SELECT over the table `data`, instead of all of it",
             .value = "SQL"},
            {.name = "against",
             .kind = ParameterKind::InputFile,
             .help = "what the table was before: lost and renamed columns, changed units",
             .value = "TABLE"},
            column("target", "column that says what came true"),
            {.name = "positive",
             .kind = ParameterKind::Text,
             .help = "the target's value that counts",
             .value = "VALUE"},
            column("time", "column of dates or times: drift, leaks, absent days, age"),
            column("key", "column that names each row; findings then name rows by it"),
            column("split", "column that says which rows are for training, which for the test"),
            {.name = "groups",
             .kind = ParameterKind::TextList,
             .help = "columns of groups that the product serves, by commas or repeated",
             .value = "COLUMN"},
            column("entity", "column of customers, devices or cases that have several rows"),
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
             .fallback = "0"},
            {.name = "output",
             .kind = ParameterKind::OutputFile,
             .help = "write the report (.html) or the document (.json)",
             .section = "output",
             .letter = 'o'}};
}

}  // namespace

Operation data_check_operation() {
    return {.name = "data check",
            .summary = "All that may be wrong with a table, the costliest first",
            .description =
                "Looks for 25 issues of a table: gaps, sentinels, broken encodings, copies, leaks, "
                "drift, changed units, broken keys and more. What was not given a column or a "
                "table to look at is listed as not run, never as clean. The exit code is 1 where "
                "something at or above --fail-on was found.",
            .parameters = parameters(),
            .example = "assay data check flights.csv --target late --time scheduled",
            .run = run};
}

}  // namespace assay::api
