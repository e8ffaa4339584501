#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "ledger/ledger.hpp"

namespace assay::ledger {
namespace {

constexpr std::string_view kKind = "snapshot";
constexpr std::int64_t kAll = 1'000'000;
constexpr std::size_t kShortest = 4;

Result<Snapshot> snapshot_of(const store::Entry& entry) {
    Snapshot out;
    TRY(from_json(TRY(parse_json(entry.body)), fmt::format("entry {}", entry.number), out));
    out.id = entry.id;
    out.at = entry.at;
    return out;
}

}  // namespace

Result<bool> record_snapshot(store::Workspace& workspace, const Snapshot& snapshot,
                             std::string_view at) {
    std::vector<store::NewEntry> entries;
    const auto known = TRY(workspace.find(snapshot.sha256));
    if (std::ranges::none_of(known, [&](const auto& e) { return e.id == snapshot.sha256; })) {
        const Evidence evidence{.what = "snapshot", .sha256 = snapshot.sha256};
        entries.push_back(
            {.kind = "evidence", .id = snapshot.sha256, .body = canonical(to_json(evidence))});
    }
    for (const auto& entry : TRY(workspace.find(snapshot.id))) {
        if (entry.kind != kKind) {
            continue;
        }
        const auto kept = TRY(snapshot_of(entry));
        if (kept.name == snapshot.name && kept.sha256 == snapshot.sha256) {
            return false;
        }
    }
    Json body = to_json(snapshot);
    body.erase("id");
    body.erase("at");
    body["sentence"] =
        fmt::format("{}: {}, {}", snapshot.name, counted(snapshot.rows, "row"),
                    counted(static_cast<std::int64_t>(snapshot.columns.size()), "column"));
    entries.push_back({.kind = std::string(kKind), .id = snapshot.id, .body = canonical(body)});
    TRY(workspace.append(entries, at));
    return true;
}

Result<std::vector<Snapshot>> snapshots(const store::Workspace& workspace) {
    std::vector<Snapshot> out;
    for (const auto& entry : TRY(workspace.latest(kAll, kKind))) {
        out.push_back(TRY(snapshot_of(entry)));
    }
    return out;
}

Result<Snapshot> find_snapshot(const store::Workspace& workspace, std::string_view named) {
    const auto all = TRY(snapshots(workspace));
    const Snapshot* found = nullptr;
    std::vector<std::string> names;
    for (const auto& each : all) {
        if (each.name == named) {
            return each;
        }
        names.push_back(each.name);
        if (named.size() < kShortest || !each.id.starts_with(named)) {
            continue;
        }
        if (found != nullptr && found->id != each.id) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("more than one snapshot starts with {}", named),
                        "give more of its characters");
        }
        found = &each;
    }
    if (found == nullptr) {
        return fail(ErrorCode::NotFound, fmt::format("there is no snapshot {}", named),
                    names.empty() ? "assay data snapshot TABLE makes one" : suggest(named, names));
    }
    return *found;
}

}  // namespace assay::ledger
