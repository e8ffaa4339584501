#include "api/named_table.hpp"

#include <cstdlib>
#include <system_error>
#include <utility>

#include "api/surroundings.hpp"
#include "base/file.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {

namespace {

namespace fs = std::filesystem;

/// What has an ending, a folder or a wildcard was meant as a file, whether it is there or not.
bool looks_like_file(const std::string& named) {
    std::error_code unreadable;
    return fs::exists(named, unreadable) || named.find_first_of("./*?[") != std::string::npos;
}

Result<fs::path> make_folder() {
    std::error_code failed;
    auto name = (fs::temp_directory_path(failed) / "assay-snapshot-XXXXXX").string();
    if (failed || ::mkdtemp(name.data()) == nullptr) {
        return fail(ErrorCode::Unavailable, "cannot make a folder in " + name,
                    "look at its free space and permissions, or set TMPDIR");
    }
    return fs::path(name);
}

Result<std::string> snapshot_content(const std::string& named, const Context& context) {
    const auto workspace = TRY(existing_workspace(context));
    return workspace.get(TRY(ledger::find_snapshot(workspace, named)).sha256);
}

}  // namespace

NamedTable::NamedTable(NamedTable&& other) noexcept
    : location_(std::move(other.location_)), folder_(std::exchange(other.folder_, {})) {}

NamedTable::~NamedTable() {
    if (!folder_.empty()) {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
}

Result<NamedTable> NamedTable::open(const std::string& named, const Context& context) {
    NamedTable out;
    if (looks_like_file(named)) {
        out.location_ = named;
        return out;
    }
    const auto content = snapshot_content(named, context);
    if (!content && content.error().code != ErrorCode::NotFound) {
        return tl::unexpected(content.error());
    }
    if (!content) {
        return fail(content.error().code,
                    named + ": neither a file nor a snapshot (" + content.error().what + ")",
                    content.error().hint);
    }
    out.folder_ = TRY(make_folder());
    const auto file = out.folder_ / "snapshot.parquet";
    TRY(write_file(file, *content));
    out.location_ = file.string();
    return out;
}

Result<engine::Table> read_named(engine::Engine& engine, const engine::Source& named,
                                 const Context& context, std::vector<std::string>* skipped) {
    const auto table = TRY(NamedTable::open(named.location, context));
    engine.name_file(named.location, table.location());
    return engine.read(named, {}, skipped);
}

Result<engine::Table> read_named(engine::Engine& engine, const std::string& named,
                                 const Request& request, const Context& context,
                                 std::vector<std::string>* skipped) {
    context.progress.say("reading the table", 0);
    auto read = TRY(
        read_named(engine, {.location = named, .query = request.text("query")}, context, skipped));
    TRY(context.progress.check());
    return read;
}

}  // namespace assay::api
