#include <unistd.h>

#include <filesystem>

#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "data/snapshot.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {

namespace {

namespace fs = std::filesystem;

Result<Answer> list(const Context& context) {
    const auto workspace = TRY(existing_workspace(context));
    return Answer{.document = {{"schema", "assay.snapshot-list/1"},
                               {"snapshots", to_json(TRY(ledger::snapshots(workspace)))}},
                  .kind = "snapshot list"};
}

/// Writes the table as Parquet into the evidence store and returns its hash there.
Result<std::string> keep(const engine::Table& table, engine::Engine& engine,
                         store::Workspace& workspace) {
    const fs::path file =
        workspace.folder() / ("snapshot-" + std::to_string(::getpid()) + ".parquet");
    auto kept = engine.write(table, file);
    auto content = kept ? read_file(file) : Result<std::string>(tl::unexpected(kept.error()));
    std::error_code ignored;
    fs::remove(file, ignored);
    return content ? workspace.put(*content) : std::move(content);
}

/// The evidence that holds this content already and is intact, or "".
Result<std::string> kept_already(const std::string& id, const store::Workspace& workspace) {
    for (const auto& each : TRY(ledger::snapshots(workspace))) {
        if (each.id == id && workspace.get(each.sha256)) {
            return each.sha256;
        }
    }
    return std::string();
}

std::string sentence_of(const ledger::Snapshot& snapshot, bool is_new) {
    constexpr std::size_t kShown = 12;
    return (is_new ? "Kept " : "This was kept already: ") + snapshot.name + ", " +
           counted(snapshot.rows, "row") + ", " +
           counted(static_cast<std::int64_t>(snapshot.columns.size()), "column") + ", as " +
           snapshot.id.substr(0, kShown) + ".";
}

Result<Answer> take(const std::string& source, const Request& request, Context& context) {
    auto engine = TRY(CancellableEngine::open(context, 2));
    context.progress.say("reading the table", 0);
    std::vector<std::string> skipped;
    const auto table =
        TRY(engine->read({.location = source, .query = request.text("query")}, {}, &skipped));
    TRY(context.progress.check());
    context.progress.say("hashing its columns", 0.5);
    const auto columns = data::hash_columns(table);
    ledger::Snapshot snapshot{.id = data::content_id(columns),
                              .name = request.text("name", fs::path(source).stem().string()),
                              .source = source,
                              .rows = static_cast<std::int64_t>(table.rows),
                              .columns = to_json(columns),
                              .sha256 = {},
                              .at = {}};
    TRY(context.progress.check());
    if (context.on_cancel) {
        context.on_cancel({});
    }
    context.progress.say("keeping it", 0.7);
    auto workspace = TRY(make_workspace(context));
    snapshot.sha256 = TRY(kept_already(snapshot.id, workspace));
    if (snapshot.sha256.empty()) {
        snapshot.sha256 = TRY(keep(table, *engine, workspace));
    }
    const bool is_new = TRY(ledger::record_snapshot(workspace, snapshot, context.now()));
    Json document = {{"schema", "assay.snapshot/1"}};
    document.update(to_json(snapshot));
    document.erase("at");
    document["new"] = is_new;
    document["sentence"] = sentence_of(snapshot, is_new);
    Answer answer{.document = std::move(document), .kind = "snapshot"};
    note_skipped(skipped, answer);
    return answer;
}

Result<Answer> run(const Request& request, Context& context) {
    const auto source = request.text("table");
    if (request.flag("list")) {
        return list(context);
    }
    if (source.empty()) {
        return fail(ErrorCode::InvalidInput, "data snapshot: which table?",
                    "name a file, or give --list for what is kept");
    }
    return take(source, request, context);
}

}  // namespace

Operation data_snapshot_operation() {
    return {.name = "data snapshot",
            .summary = "Keep a table as it is now, named by its content",
            .description =
                "Keeps a table as Parquet in the evidence store and enters it in the ledger. Its "
                "id is a hash of columns and values in order: the same content has the same id, "
                "whenever it is taken and whatever its file. Other commands read a snapshot by "
                "its name or by the first characters of its id.",
            .parameters = {{.name = "table",
                            .kind = ParameterKind::InputFile,
                            .help = "table to keep: CSV, Parquet, JSON lines or Arrow",
                            .positional = true},
                           {.name = "name",
                            .kind = ParameterKind::Text,
                            .help = "name for people",
                            .fallback = "the file's name"},
                           query_parameter(),
                           {.name = "list",
                            .kind = ParameterKind::Flag,
                            .help = "show the snapshots that are kept"}},
            .example = "assay data snapshot visits.csv --name may",
            .run = run};
}

}  // namespace assay::api
