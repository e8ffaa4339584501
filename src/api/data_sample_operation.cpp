#include <algorithm>
#include <cmath>

#include "api/labels.hpp"
#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
#include "data/data.hpp"
#include "data/sample.hpp"

namespace assay::api {

namespace {

/// What is asked, in words: "share of bought", "mean of distance", or "".
std::string quantity_of(const Request& request) {
    return request.has("target") ? "share of " + request.text("target")
           : request.has("mean") ? "mean of " + request.text("mean")
                                 : std::string();
}

Result<const engine::Column*> column_of(const engine::Table& table, const std::string& flag,
                                        const std::string& name, const std::string& file) {
    const auto* column = table.find(name);
    if (column == nullptr) {
        return fail(ErrorCode::NotFound,
                    "--" + flag + ": " + file + " has no column \"" + name + "\"",
                    suggest(name, table.names()));
    }
    return column;
}

/// The value in question, row by row; NaN where it is not known. A table in which no row has it
/// yet, or which lacks its column, has no values.
Result<std::vector<double>> values_of(const engine::Table& table, const Request& request,
                                      const std::string& file, bool required) {
    const bool share = request.has("target");
    const std::string flag = share ? "target" : "mean";
    const auto name = request.text(flag);
    const auto* there = table.find(name);
    const bool blank =
        there != nullptr && there->missing_count() == static_cast<std::int64_t>(table.rows);
    if (name.empty() || (!required && (there == nullptr || blank))) {
        return std::vector<double>{};
    }
    const auto* column = TRY(column_of(table, flag, name, file));
    if (!share) {
        if (column->numbers.empty() && table.rows > 0) {
            return fail(ErrorCode::InvalidInput, "--mean: " + name + " holds no numbers",
                        "name a number, or a yes/no column with --target");
        }
        return column->numbers;
    }
    std::vector<double> out;
    for (const auto label : TRY(hits(*column, request.text("positive")))) {
        out.push_back(label == data::kNoLabel ? data::kUnknown : static_cast<double>(label));
    }
    return out;
}

Result<data::SampleFrame> frame_of(const engine::Table& table, const Request& request,
                                   const std::string& file, bool values_required) {
    return data::SampleFrame{.strata = TRY(data::strata_by(table, request.list("by"))),
                             .values = TRY(values_of(table, request, file, values_required)),
                             .rows = table.rows};
}

Result<data::SampleRequest> asked(const Request& request) {
    data::SampleRequest out;
    out.share = !request.has("mean");
    out.confidence = request.number("confidence").value_or(0.9);
    out.width = request.number("width");
    if (request.has("rows")) {
        out.rows = request.whole("rows", 0);
    }
    const auto how = request.text("allocation");
    if (!how.empty()) {
        out.allocation =
            how == "neyman" ? stats::Allocation::Neyman : stats::Allocation::Proportional;
    }
    const auto seed = request.whole("seed", 0);
    if (seed < 0) {
        return fail(ErrorCode::InvalidInput, "--seed: " + std::to_string(seed) + " is negative",
                    "give a whole number from 0 on");
    }
    out.seed = static_cast<std::uint64_t>(seed);
    if (request.has("target") && request.has("mean")) {
        return fail(ErrorCode::InvalidInput, "--target and --mean ask for two things",
                    "--target is for a yes/no column, --mean for a number");
    }
    if (!(out.confidence > 0 && out.confidence < 1)) {
        return fail(ErrorCode::InvalidInput, "--confidence is not between 0 and 1",
                    "write 0.9 for 90 %");
    }
    if (!request.flag("drawn") && out.rows.has_value() == out.width.has_value()) {
        return fail(ErrorCode::InvalidInput,
                    out.rows ? "--rows and --width both say how large it is"
                             : "how large should the sample be?",
                    "give --rows N, or --width W for the width of the interval");
    }
    return out;
}

/// A sample of a sample would stand for the first sample, and its weights for the table.
Result<> check_whole(const engine::Table& table, const std::string& file) {
    if (table.find(data::kSampleWeight) == nullptr) {
        return {};
    }
    const std::string both = table.find(data::kSampleStratum) == nullptr
                                 ? data::kSampleWeight
                                 : std::string(data::kSampleWeight) + ", " + data::kSampleStratum;
    return fail(ErrorCode::InvalidInput,
                file + " has a column " + data::kSampleWeight + ": it is a sample already",
                "draw from the whole table, or drop the columns with --query \"SELECT * EXCLUDE (" +
                    both + ") FROM data\"");
}

/// That no row has the value asked for may be so, or a slip of the pen.
void note_no_hit(const data::SampleFrame& frame, const Request& request, Answer& answer) {
    if (request.has("target") && request.has("positive") && !frame.values.empty() &&
        std::ranges::find(frame.values, 1.0) == frame.values.end()) {
        answer.notes.push_back("no row has " + request.text("target") + " = \"" +
                               request.text("positive") + "\"; is it spelt as in the table?");
    }
}

Answer answer_of(data::Sample sample, const std::string& source) {
    sample.source = source;
    return {.document = to_json(sample), .kind = "sample"};
}

Result<Answer> read_drawn(engine::Engine& engine, const Request& request,
                          const data::SampleRequest& wanted, const Context& context) {
    const auto named = request.text("table");
    const auto quantity = quantity_of(request);
    if (named.empty() || quantity.empty()) {
        return fail(ErrorCode::InvalidInput, "--drawn: what does the sample say, and of what?",
                    "assay data sample SAMPLE.csv --drawn --target COLUMN");
    }
    const auto table = TRY(read_named(engine, named, request, context));
    const auto* weight = TRY(column_of(table, "drawn", data::kSampleWeight, named));
    data::SampleFrame frame{
        .strata = {}, .values = TRY(values_of(table, request, named, true)), .rows = table.rows};
    if (table.find(data::kSampleStratum) != nullptr) {
        frame.strata = TRY(data::strata_by(table, {data::kSampleStratum}));
    }
    const auto weights = TRY(data::sample_weights(*weight));
    auto answer = answer_of(TRY(data::read_sample(frame, weights, wanted, quantity)), named);
    note_no_hit(frame, request, answer);
    return answer;
}

Result<std::optional<data::SampleFrame>> pilot_of(engine::Engine& engine, const Request& request,
                                                  const Context& context) {
    if (!request.has("pilot")) {
        return std::optional<data::SampleFrame>{};
    }
    const auto file = request.text("pilot");
    const auto table = TRY(read_named(engine, {.location = file, .query = {}}, context));
    return std::optional(TRY(frame_of(table, request, file, true)));
}

Result<Answer> draw(engine::Engine& engine, const Request& request,
                    const data::SampleRequest& wanted, const Context& context) {
    const auto named = request.text("table");
    const auto pilot = TRY(pilot_of(engine, request, context));
    const auto table = TRY(read_named(engine, named, request, context));
    TRY(check_whole(table, named));
    // What is not in the table yet can still be asked of its sample, once somebody has looked.
    const auto frame = TRY(frame_of(table, request, named, false));
    const auto drawn =
        TRY(data::draw_sample(frame, pilot ? &*pilot : nullptr, wanted, quantity_of(request)));
    auto answer = answer_of(drawn.sample, named);
    note_no_hit(frame, request, answer);
    const auto output = request.text("output");
    if (!output.empty()) {
        TRY(engine.write(data::sampled_table(table, frame, drawn), output));
        answer.notes.push_back("written: " + output);
    }
    return answer;
}

Result<Answer> sample(const Request& request, Context& context) {
    const auto wanted = TRY(asked(request));
    auto engine = TRY(CancellableEngine::open(context, 2));
    if (request.flag("drawn")) {
        return read_drawn(*engine, request, wanted, context);
    }
    if (request.has("table")) {
        return draw(*engine, request, wanted, context);
    }
    const auto pilot = TRY(pilot_of(*engine, request, context));
    if (!pilot || !wanted.width || quantity_of(request).empty()) {
        return fail(ErrorCode::InvalidInput, "data sample: which table?",
                    "name it, or plan before there is one: --pilot FILE --target COLUMN --width W");
    }
    std::optional<std::int64_t> population;
    if (request.has("population")) {
        population = request.whole("population", 0);
        if (*population < 1) {
            return fail(ErrorCode::InvalidInput, "--population is not 1 or more",
                        "leave it out for an endless one");
        }
    }
    return answer_of(TRY(data::plan_sample(*pilot, population, wanted, quantity_of(request))),
                     request.text("pilot"));
}

Result<Answer> run(const Request& request, Context& context) {
    const auto report = request.text("report");
    TRY(check_output(request.text("output"), "-o", {".csv", ".parquet"}));
    for (const char* input : {"table", "pilot"}) {
        TRY(check_not_input(request.text("output"), "-o", request.text(input)));
    }
    TRY(check_output(report, "--report"));
    auto answer = TRY(sample(request, context));
    TRY(write_answer(report, "report", answer, context));
    return answer;
}

std::vector<Parameter> parameters() {
    return {{.name = "table",
             .kind = ParameterKind::InputFile,
             .help = "table to sample: a file or a snapshot",
             .positional = true},
            {.name = "rows", .kind = ParameterKind::Whole, .help = "rows to draw"},
            {.name = "width",
             .kind = ParameterKind::Number,
             .help = "draw as many as an interval of this width needs"},
            {.name = "by",
             .kind = ParameterKind::TextList,
             .help = "draw from each value of this column; may be repeated",
             .value = "COLUMN"},
            {.name = "target",
             .kind = ParameterKind::Text,
             .help = "estimate the share of a yes/no column",
             .value = "COLUMN"},
            positive_parameter(),
            {.name = "mean",
             .kind = ParameterKind::Text,
             .help = "estimate the mean of a number",
             .value = "COLUMN"},
            {.name = "pilot",
             .kind = ParameterKind::InputFile,
             .help = "rows of which the value is known, to plan with"},
            {.name = "population",
             .kind = ParameterKind::Whole,
             .help = "rows there will be, to plan without a table",
             .fallback = "endless"},
            {.name = "allocation",
             .kind = ParameterKind::Text,
             .help = "how strata share the rows",
             .fallback = "neyman where values are known, else proportional",
             .choices = {"proportional", "neyman"}},
            {.name = "drawn",
             .kind = ParameterKind::Flag,
             .help = "the table is a sample drawn earlier: say what it says"},
            {.name = "confidence",
             .kind = ParameterKind::Number,
             .help = "share of intervals that hold the truth",
             .fallback = "0.9"},
            {.name = "seed",
             .kind = ParameterKind::Whole,
             .help = "decides which rows are drawn",
             .fallback = "0"},
            query_parameter(),
            output_parameter("write the sampled rows (.csv, .parquet)"),
            {.name = "report",
             .kind = ParameterKind::OutputFile,
             .help = "write the report (.html) or the document (.json)",
             .section = "output"}};
}

}  // namespace

Operation data_sample_operation() {
    return {.name = "data sample",
            .summary = "Some rows instead of all, and what they say about all",
            .description =
                "Draws a simple random sample, or one from each stratum, and says how wide the "
                "answer will be; or how many rows a wanted width needs. The value in question may "
                "be known for few rows (a pilot) or for none: the sample is written, somebody "
                "fills in the value, and --drawn reads it again and gives the estimate with its "
                "interval and the design effect.",
            .parameters = parameters(),
            .example =
                "assay data sample visits.csv --width 0.05 --by shop --target bought -o "
                "sample.csv",
            .run = run};
}

}  // namespace assay::api
