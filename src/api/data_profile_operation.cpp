#include <cmath>
#include <set>

#include "api/labels.hpp"
#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "data/data.hpp"

namespace assay::api {

namespace {

/// What the target says of each row: a number that has more than two values is one, everything else
/// is an answer to yes or no, and then a number as well, 0 or 1.
struct Told {
    std::vector<std::uint8_t> labels;
    std::vector<double> numbers;  // NaN where it is not known
};

bool is_number(const engine::Column& column) {
    std::set<double> seen;
    for (const double value : column.numbers) {
        if (!std::isnan(value) && seen.insert(value).second && seen.size() > 2) {
            return true;
        }
    }
    return false;
}

Result<Told> told_by(const engine::Column& target, const std::string& positive) {
    if (positive.empty() && is_number(target)) {
        return Told{.labels = {}, .numbers = target.numbers};
    }
    Told out{.labels = TRY(labels(target, positive)), .numbers = {}};
    for (const auto label : out.labels) {
        out.numbers.push_back(label == data::kNoLabel ? std::nan("") : label);
    }
    return out;
}

/// Profile and findings of a table, as much as the person said about it.
Result<data::Profile> profile_of(const engine::Table& table, const Request& request) {
    data::CheckInput input;
    input.table = &table;
    input.target = request.text("target");
    Told told;
    if (const auto* column = TRY(named_column(table, "target", input.target))) {
        told = TRY(told_by(*column, request.text("positive")));
        input.labels = told.labels;
    }
    if (const auto* time = TRY(named_column(table, "time", request.text("time")))) {
        if (time->times.empty() && table.rows > 0) {
            return fail(ErrorCode::InvalidInput,
                        "--time: column \"" + time->name + "\" holds no dates or times",
                        "leave it out, or cast it with --query");
        }
        input.times = time->times;
        input.time = time->name;
    }
    for (const auto& name : table.names()) {
        if (name != input.target && name != input.time) {
            input.features.push_back(name);
        }
    }
    return data::profile(input, told.numbers);
}

Result<Answer> run(const Request& request, Context& context) {
    const std::string file = request.text("file");
    TRY(check_output(request.text("output")));
    auto engine = TRY(CancellableEngine::open(context, 2));

    std::vector<std::string> skipped;
    const auto table = TRY(read_named(*engine, file, request, context, &skipped));
    context.progress.say("describing the columns, and looking for what is wrong", 0.3);
    auto profile = TRY(profile_of(table, request));
    profile.source = file;
    TRY(context.progress.check());

    Answer answer{.document = to_json(profile), .kind = "profile"};
    note_skipped(skipped, answer);
    TRY(write_asked(request, "report", answer, context));
    return answer;
}

}  // namespace

Operation data_profile_operation() {
    return {
        .name = "data profile",
        .summary = "What a table holds, and what is wrong with it",
        .description =
            "Describes every column of a table and names what touches a decision made from it: "
            "gaps, duplicates, constants, disguised ids, mixed types, drift. With a target it also "
            "says how much each column alone tells about a yes/no target, and how its ranks go "
            "with those of the target; --positive makes yes and no of a target with more values.",
        .parameters =
            {{.name = "file",
              .kind = ParameterKind::InputFile,
              .help = "table: CSV, Parquet, JSON lines or Arrow; a file, a glob or a snapshot",
              .positional = true,
              .required = true},
             query_parameter(),
             {.name = "target",
              .kind = ParameterKind::Text,
              .help = "column that says what came true",
              .value = "COLUMN"},
             positive_parameter(),
             {.name = "time",
              .kind = ParameterKind::Text,
              .help = "column of dates or times, to look for drift",
              .value = "COLUMN"},
             report_parameter()},
        .example = "assay data profile flights.parquet --target late",
        .run = run};
}

}  // namespace assay::api
