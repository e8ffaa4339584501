#include <algorithm>
#include <filesystem>

#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "data/labelling.hpp"

namespace assay::api {
namespace {

namespace fs = std::filesystem;

/// Refuses, before any work, what could not be written at the end.
Result<> check_request(const Request& request) {
    TRY(check_output(request.text("corrected"), "--corrected", {".csv", ".parquet"}));
    TRY(check_output(request.text("output")));
    TRY(check_output(request.text("queue"), "--queue", {".json"}));
    for (const std::string flag : {"corrected", "queue", "output"}) {
        const auto said = flag == "output" ? std::string("-o") : "--" + flag;
        TRY(check_not_input(request.text(flag), said, request.text("file")));
        TRY(check_not_input(request.text(flag), said, request.text("probs-file")));
    }
    const auto bar = request.number("fail-on");
    if (bar && !(*bar >= 0 && *bar <= 1)) {
        return fail(ErrorCode::InvalidInput, "--fail-on is a share of the labels, from 0 to 1",
                    "--fail-on 0.02 fails when more than 2 % of the labels are suspected");
    }
    if (request.whole("top", 100) < 0) {
        return fail(ErrorCode::InvalidInput, "--top is below 0", "say how many rows to list");
    }
    return {};
}

data::LabellingOptions options_of(const Request& request) {
    data::LabellingOptions out;
    out.most = static_cast<std::size_t>(request.whole("top", 100));
    out.seed = static_cast<std::uint64_t>(request.whole("seed", 0));
    const auto distance = request.text("distance", "nominal");
    out.distance = distance == "ordinal"    ? stats::LabelDistance::Ordinal
                   : distance == "interval" ? stats::LabelDistance::Interval
                                            : stats::LabelDistance::Nominal;
    return out;
}

data::QueueTags tags_of(const Request& request, const std::string& control,
                        const std::string& object) {
    return {.control = request.text("control", control), .object = request.text("object", object)};
}

/// Writes what was asked for, and finishes the answer.
Result<Answer> answered(const Request& request, CancellableEngine& engine, data::Labelling document,
                        const engine::Table& corrected, const Json& queue, const Context& context) {
    document.source = request.text("file");
    Answer answer{.document = to_json(document), .kind = "labels"};
    TRY(write_asked(request, "written", answer, context));
    if (const auto file = request.text("corrected"); !file.empty()) {
        TRY(engine->write(corrected, file));
        answer.notes.push_back("corrected table: " + file);
    }
    if (const auto file = request.text("queue"); !file.empty()) {
        TRY(write_file(file, dump(queue) + "\n"));
        answer.notes.push_back("review queue of " +
                               counted(static_cast<std::int64_t>(queue.size()), "task") + ": " +
                               file);
    }
    return answer;
}

Result<Answer> judge_people(const Request& request, CancellableEngine& engine,
                            const data::Annotations& input, Context& context) {
    TRY(context.progress.check());
    context.progress.say("comparing annotators", 0.4);
    const auto judged = TRY(data::judge_annotations(input, options_of(request)));
    const auto tags = tags_of(request, input.control.empty() ? "label" : input.control,
                              input.object.empty() ? "text" : input.object);
    auto answer =
        TRY(answered(request, engine, judged.document, data::corrected_table(input, judged),
                     data::review_queue(input, judged, tags), context));
    const auto bar = request.number("fail-on");
    const auto& report = *judged.document.agreement;
    answer.no =
        bar && static_cast<double>(report.queued) > *bar * static_cast<double>(report.items);
    return answer;
}

Result<Answer> judge_model(const Request& request, CancellableEngine& engine, engine::Table table,
                           Context& context) {
    engine::Table matrix;
    const auto second = request.text("probs-file");
    if (!second.empty()) {
        context.progress.say("reading the chances", 0.2);
        matrix = TRY(read_named(*engine, {.location = second, .query = {}}, context));
    }
    const data::LabelTableColumns columns{.label = request.text("label"),
                                          .id = request.text("id"),
                                          .reference = request.text("reference"),
                                          .chances = request.names("probs"),
                                          .classes = request.names("classes")};
    const auto input =
        TRY(data::read_label_table(std::move(table), second.empty() ? nullptr : &matrix, columns));
    TRY(context.progress.check());
    context.progress.say("looking for label errors", 0.4);
    const auto judged = TRY(data::judge_labels(input, options_of(request)));
    const bool wants_table = request.has("corrected");
    const bool wants_queue = request.has("queue");
    auto answer = TRY(
        answered(request, engine, judged.document,
                 wants_table ? data::corrected_table(input, judged) : engine::Table{},
                 wants_queue ? data::review_queue(input, judged, tags_of(request, "label", "text"))
                             : Json::array(),
                 context));
    const auto bar = request.number("fail-on");
    answer.no = bar && static_cast<double>(judged.document.errors->suspected) >
                           *bar * static_cast<double>(input.labels.size());
    return answer;
}

tl::unexpected<Error> missing_flags(const std::string& what) {
    return fail(ErrorCode::InvalidInput, what,
                "one label a row and a model: --label y --probs p_cat,p_dog; several people: "
                "--item i --annotator a --label y");
}

bool named_json(const std::string& file) {
    return fs::path(file).extension() == ".json";
}

/// A .json file may be an export of Label Studio, or a table that the engine reads.
Result<std::optional<data::Annotations>> label_studio_export(const Request& request) {
    const auto file = request.text("file");
    const bool described = request.has("item") || request.has("probs") || request.has("probs-file");
    if (!named_json(file) || described) {
        return std::optional<data::Annotations>();
    }
    const auto text = TRY(read_file(file));
    auto json = parse_json(text);
    if (!json) {
        return fail(ErrorCode::InvalidInput, file + ": " + json.error().what,
                    "export from Label Studio as JSON");
    }
    if (!data::is_label_studio(*json)) {
        return std::optional<data::Annotations>();
    }
    auto read = data::read_label_studio(*json, request.text("control"), request.names("classes"));
    if (!read) {
        return fail(read.error().code, file + ": " + read.error().what, read.error().hint);
    }
    return std::optional<data::Annotations>(*std::move(read));
}

Result<Answer> run(const Request& request, Context& context) {
    TRY(check_request(request));
    auto engine = TRY(CancellableEngine::open(context, 2));
    context.progress.say("reading the labels", 0);
    if (const auto exported = TRY(label_studio_export(request))) {
        return judge_people(request, engine, *exported, context);
    }
    const bool people = request.has("item") || request.has("annotator");
    const bool model = request.has("probs") || request.has("probs-file");
    if (people == model) {
        return missing_flags(people ? "--item and --annotator are for several people's labels, "
                                      "--probs for one label a row: give one of both"
                                    : "nothing to judge the labels by");
    }
    if (!request.has("label")) {
        return missing_flags("--label is missing: the column of labels");
    }
    if (people && !(request.has("item") && request.has("annotator"))) {
        return missing_flags("--item and --annotator belong together");
    }
    auto table = TRY(read_named(
        *engine, {.location = request.text("file"), .query = request.text("query")}, context));
    if (model) {
        return judge_model(request, engine, std::move(table), context);
    }
    const auto input = TRY(data::read_annotations(table, {.item = request.text("item"),
                                                          .annotator = request.text("annotator"),
                                                          .label = request.text("label"),
                                                          .seconds = request.text("seconds"),
                                                          .reference = request.text("reference"),
                                                          .classes = request.names("classes")}));
    return judge_people(request, engine, input, context);
}

std::vector<Parameter> input_parameters() {
    return {{.name = "file",
             .kind = ParameterKind::InputFile,
             .help = "table (CSV, Parquet, JSON lines or Arrow) or snapshot, or a JSON export of "
                     "Label Studio",
             .positional = true,
             .required = true},
            query_parameter(),
            column_parameter("label", "column of labels", ""),
            {.name = "classes",
             .kind = ParameterKind::TextList,
             .help = "names of the classes, with commas; in the order of --probs",
             .value = "NAMES"},
            column_parameter("reference", "column that says the truth, where it is known", "")};
}

std::vector<Parameter> model_parameters() {
    const std::string section = "one label a row, and a model";
    return {{.name = "probs",
             .kind = ParameterKind::TextList,
             .help = "columns of the model's chances, one a class, with commas",
             .section = section,
             .value = "COLUMNS"},
            {.name = "probs-file",
             .kind = ParameterKind::InputFile,
             .help = "table of the chances, when they lie apart: same rows, same order",
             .section = section},
            column_parameter("id", "row id, for the list and the queue", section)};
}

std::vector<Parameter> people_parameters() {
    const std::string section = "labels of several people";
    return {column_parameter("item", "column that says what was labelled", section),
            column_parameter("annotator", "column that says by whom", section),
            column_parameter("seconds", "seconds that the label took", section),
            {.name = "distance",
             .kind = ParameterKind::Text,
             .help = "how far apart labels are, for Krippendorff's alpha",
             .fallback = "nominal",
             .section = section,
             .choices = {"nominal", "ordinal", "interval"}}};
}

std::vector<Parameter> output_parameters() {
    const std::string section = "output";
    return {{.name = "corrected",
             .kind = ParameterKind::OutputFile,
             .help = "write the table with corrected labels (.csv or .parquet)",
             .section = section},
            report_parameter(),
            {.name = "queue",
             .kind = ParameterKind::OutputFile,
             .help = "write tasks that Label Studio imports, worst first (.json)",
             .section = section},
            {.name = "control",
             .kind = ParameterKind::Text,
             .help = "name of the <Choices> tag in Label Studio",
             .fallback = "as in the export, else label",
             .section = section,
             .value = "NAME"},
            {.name = "object",
             .kind = ParameterKind::Text,
             .help = "name of the tag that shows the item",
             .fallback = "as in the export, else text",
             .section = section,
             .value = "NAME"},
            {.name = "top",
             .kind = ParameterKind::Whole,
             .help = "suspects that the document lists",
             .fallback = "100",
             .section = section},
            {.name = "seed",
             .kind = ParameterKind::Whole,
             .help = "seed of the bootstrap",
             .fallback = "0",
             .section = section},
            {.name = "fail-on",
             .kind = ParameterKind::Number,
             .help = "exit 1 when a larger share of rows is suspected, or of items worth another "
                     "look",
             .section = section,
             .value = "SHARE"}};
}

std::vector<Parameter> parameters() {
    std::vector<Parameter> out;
    for (const auto& part :
         {input_parameters(), model_parameters(), people_parameters(), output_parameters()}) {
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

}  // namespace

Operation data_labels_operation() {
    return {.name = "data labels",
            .summary = "Which labels are wrong, and how far people agree",
            .description =
                "With a model's chances for rows that it was not fitted on, ranks the labels that "
                "are probably wrong, says how many there are, how many of the first rows of the "
                "ranking are expected to be wrong, and what mending them is worth.\n\n"
                "With several people's labels, from a table with one label a row or a JSON export "
                "of Label Studio, says how far they agree, what they agree on, how good each is, "
                "and what a person achieves in accuracy and seconds: the bar for a model.",
            .parameters = parameters(),
            .example = "assay data labels pets.csv --label y --probs p_cat,p_dog",
            .run = run};
}

}  // namespace assay::api
