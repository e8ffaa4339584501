#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "data/snapshot.hpp"

namespace assay::api {

namespace {

Result<Answer> run(const Request& request, Context& context) {
    const auto key = request.list("key");
    if (key.empty()) {
        return fail(ErrorCode::InvalidInput, "data diff: which column names a row?",
                    "give --key COLUMN, several times where one is not enough");
    }
    TRY(check_output(request.text("output")));
    const auto before = TRY(NamedTable::open(request.text("old"), context));
    const auto after = TRY(NamedTable::open(request.text("new"), context));
    auto engine = TRY(CancellableEngine::open(context, 2));
    const auto diff = TRY(data::diff_tables(
        *engine,
        {.named = request.text("old"), .source = {.location = before.location(), .query = {}}},
        {.named = request.text("new"), .source = {.location = after.location(), .query = {}}}, key,
        context.progress));
    Answer answer{.document = to_json(diff),
                  .kind = "data diff",
                  .no = request.flag("exit-code") && !diff.identical};
    TRY(write_asked(request, "written", answer, context));
    return answer;
}

}  // namespace

Operation data_diff_operation() {
    return {.name = "data diff",
            .summary = "Which rows and values are different between two tables",
            .description =
                "Compares two tables whose rows are named by a key: rows that came, went or "
                "changed, the columns in which they changed with examples, and columns that came, "
                "went or changed type. Each table is a file, or a snapshot by name or id.",
            .parameters = {{.name = "old",
                            .kind = ParameterKind::InputFile,
                            .help = "the earlier table: a file or a snapshot",
                            .positional = true,
                            .required = true},
                           {.name = "new",
                            .kind = ParameterKind::InputFile,
                            .help = "the later table: a file or a snapshot",
                            .positional = true,
                            .required = true},
                           {.name = "key",
                            .kind = ParameterKind::TextList,
                            .help = "column that names a row; may be repeated",
                            .value = "COLUMN"},
                           {.name = "exit-code",
                            .kind = ParameterKind::Flag,
                            .help = "exit with 1 when anything is different",
                            .section = "output"},
                           report_parameter()},
            .example = "assay data diff april visits.csv --key visit",
            .run = run};
}

}  // namespace assay::api
