#include "api/kept_files.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "api/surroundings.hpp"
#include "base/digest.hpp"
#include "data/summary.hpp"

namespace assay::api {

namespace {

constexpr const char* kFileColumn = "\x01 file of the row";

/// A summary depends on the file's content, on the key, and on how it is made.
std::string id_of(const data::PartitionFile& file, const std::string& key) {
    return sha256_hex(std::string(data::kSummaryFormat) + "\n" + file.sha256 + "\n" + key);
}

/// The summary that is kept; none, with a note, where it cannot be used.
Result<std::optional<data::TableSummary>> kept(const store::Workspace& workspace,
                                               const data::PartitionFile& file,
                                               const std::string& key,
                                               std::vector<std::string>& notes) {
    const auto bytes = workspace.summary(id_of(file, key));
    if (!bytes && bytes.error().code == ErrorCode::Unavailable) {
        return tl::unexpected(bytes.error());
    }
    if (!bytes && bytes.error().code == ErrorCode::NotFound) {
        return std::nullopt;
    }
    auto summary = bytes ? data::summary_from_bytes(*bytes) : tl::unexpected(bytes.error());
    if (!summary) {
        notes.push_back(file.file + " is checked anew: what was kept of it cannot be used (" +
                        summary.error().what + ")");
        return std::nullopt;
    }
    return *std::move(summary);
}

/// Where the rows of each file lie; rows of a file follow one another.
Result<std::vector<data::RowRange>> ranges_of(const engine::Column& file_of_row,
                                              const std::vector<std::string>& files) {
    std::vector<data::RowRange> out(files.size());
    std::size_t row = 0;
    for (std::size_t at = 0; at < files.size(); ++at) {
        out[at].first = row;
        while (row < file_of_row.size() &&
               file_of_row.levels[static_cast<std::size_t>(file_of_row.codes[row])] == files[at]) {
            ++row;
        }
        out[at].end = row;
    }
    if (row != file_of_row.size()) {
        return fail(ErrorCode::Internal, "rows of several files came mixed", "");
    }
    return out;
}

Result<std::optional<store::Workspace>> workspace_if_any(const Context& context) {
    auto workspace = existing_workspace(context);
    if (!workspace && workspace.error().code == ErrorCode::NotFound) {
        return std::nullopt;
    }
    return TRY(std::move(workspace));
}

}  // namespace

Result<KeptFiles> KeptFiles::look_up(const std::string& location, const std::string& key,
                                     const Context& context) {
    KeptFiles out;
    out.location_ = location;
    out.key_ = key;
    const auto workspace = TRY(workspace_if_any(context));
    auto& partitions = out.deliveries_.partitions;
    std::set<std::string> seen;
    for (const auto& path : TRY(engine::Engine::files(location))) {
        TRY(context.progress.check());
        data::PartitionFile file{.file = path, .sha256 = TRY(sha256_file(path))};
        // A copy beside its original is news: its rows are there twice.
        const bool copy = !seen.insert(file.sha256).second;
        auto summary =
            workspace && !copy ? TRY(kept(*workspace, file, key, out.notes_)) : std::nullopt;
        if (summary) {
            file.known = true;
            file.rows = summary->rows;
            partitions.known_rows += summary->rows;
            out.deliveries_.known.push_back(*std::move(summary));
        } else {
            out.fresh_.push_back(partitions.files.size());
        }
        partitions.files.push_back(std::move(file));
    }
    partitions.fresh = std::ssize(out.fresh_);
    partitions.known = std::ssize(out.deliveries_.known);
    return out;
}

Result<engine::Table> KeptFiles::read(engine::Engine& engine, std::vector<std::string>& skipped) {
    auto& files = deliveries_.partitions.files;
    std::vector<std::string> paths;
    for (const auto at : fresh_) {
        paths.push_back(files[at].file);
    }
    auto table = TRY(engine.read(
        {.location = location_, .query = {}, .files = paths, .file_column = kFileColumn}, {},
        &skipped));
    const auto file_of_row = std::ranges::find(table.columns, kFileColumn, &engine::Column::name);
    ASSAY_CHECK(file_of_row != table.columns.end());
    const auto ranges = TRY(ranges_of(*file_of_row, paths));
    table.columns.erase(file_of_row);
    deliveries_.fresh = data::summarize(table, ranges, key_);
    for (std::size_t i = 0; i < fresh_.size(); ++i) {
        files[fresh_[i]].rows = deliveries_.fresh[i].rows;
    }
    return table;
}

Result<> KeptFiles::keep(const Context& context) const {
    auto workspace = TRY(make_workspace(context));
    for (std::size_t i = 0; i < fresh_.size(); ++i) {
        TRY(workspace.put_summary(id_of(deliveries_.partitions.files[fresh_[i]], key_),
                                  data::to_bytes(deliveries_.fresh[i])));
    }
    return {};
}

}  // namespace assay::api
