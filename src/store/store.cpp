#include "store/store.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <system_error>

#include "base/json.hpp"
#include "store/chain.hpp"
#include "store/evidence.hpp"
#include "store/sqlite.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

constexpr int kPatienceMs = 5000;
constexpr std::size_t kShortestPrefix = 4;

// The triggers make the file itself refuse to forget: no tool that opens it edits an entry by
// mistake. What is edited behind SQLite's back is found by verify().
constexpr const char* kSchema = R"(
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS entry (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL,
        before TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS entry_id ON entry (id);
    CREATE TRIGGER IF NOT EXISTS entry_is_kept BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
    CREATE TRIGGER IF NOT EXISTS entry_is_final BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never edited'); END;
)";

#define ASSAY_ENTRY_COLUMNS "number, kind, id, at, body, before, hash"

Entry entry_of(const Statement& row) {
    return {.number = row.number(0),
            .kind = row.text(1),
            .id = row.text(2),
            .at = row.text(3),
            .body = row.text(4),
            .before = row.text(5),
            .hash = row.text(6)};
}

Result<std::vector<Entry>> all_of(Statement& rows) {
    std::vector<Entry> out;
    while (TRY(rows.step())) {
        out.push_back(entry_of(rows));
    }
    return out;
}

tl::unexpected<Error> bad_entry(const Entry& entry, std::string_view why) {
    return fail(ErrorCode::InvalidInput, fmt::format("entry {} {}", entry.number, why),
                "the records were changed after they were written: restore them from a backup");
}

Result<> check_link(const Entry& entry, const Entry& last) {
    if (entry.number != last.number + 1) {
        return bad_entry(entry, fmt::format("follows entry {}: one between is gone", last.number));
    }
    if (entry.before != last.hash) {
        return bad_entry(entry, "does not follow the one before it");
    }
    if (entry.hash != chained_hash(entry)) {
        return bad_entry(entry, "does not match its hash");
    }
    return {};
}

Result<Entry> last_entry(const Database& database) {
    auto rows = TRY(
        database.prepare("SELECT " ASSAY_ENTRY_COLUMNS " FROM entry ORDER BY number DESC LIMIT 1"));
    return TRY(rows.step()) ? entry_of(rows) : Entry{};
}

Result<> insert(Statement& into, const Entry& entry) {
    into.reset();
    into.set(1, entry.number);
    into.set(2, entry.kind);
    into.set(3, entry.id);
    into.set(4, entry.at);
    into.set(5, entry.body);
    into.set(6, entry.before);
    into.set(7, entry.hash);
    TRY(into.step());
    return {};
}

}  // namespace

struct Workspace::Handles {
    fs::path folder;
    Database database;
};

fs::path find_workspace(const fs::path& from, const fs::path& override_with) {
    if (!override_with.empty()) {
        return override_with;
    }
    if (const char* set = std::getenv("ASSAY_WORKSPACE"); set != nullptr && *set != '\0') {
        return set;
    }
    std::error_code failed;
    const auto start = fs::absolute(from, failed);
    for (auto folder = start; !folder.empty(); folder = folder.parent_path()) {
        if (fs::is_directory(folder / ".assay", failed)) {
            return folder / ".assay";
        }
        if (folder == folder.parent_path()) {
            break;
        }
    }
    return start / ".assay";
}

Workspace::Workspace(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

const fs::path& Workspace::folder() const {
    return handles_->folder;
}

Result<Workspace> Workspace::open(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder / "evidence", failed);
    if (failed) {
        return fail(
            ErrorCode::Unavailable,
            fmt::format("cannot make the workspace {}: {}", folder.string(), failed.message()),
            "look at the permissions of the folder, or choose another with --workspace");
    }
    auto database = TRY(Database::open(folder / "records.db", kPatienceMs));
    TRY(database.set_up(kSchema));
    return Workspace(std::make_unique<Handles>(Handles{folder, std::move(database)}));
}

Result<> Workspace::append(const std::vector<NewEntry>& entries, std::string_view at) {
    const auto& database = handles_->database;
    auto transaction = TRY(Transaction::begin(database));
    auto last = TRY(last_entry(database));
    auto into = TRY(database.prepare("INSERT INTO entry (" ASSAY_ENTRY_COLUMNS
                                     ") VALUES (?, ?, ?, ?, ?, ?, ?)"));
    for (const auto& fresh : entries) {
        Entry entry{.number = last.number + 1,
                    .kind = fresh.kind,
                    .id = fresh.id,
                    .at = std::string(at),
                    .body = canonical(TRY(parse_json(fresh.body))),
                    .before = last.hash,
                    .hash = {}};
        entry.hash = chained_hash(entry);
        TRY(insert(into, entry));
        last = std::move(entry);
    }
    return transaction.commit();
}

Result<std::vector<Entry>> Workspace::entries(std::int64_t after, std::int64_t limit,
                                              std::string_view kind) const {
    auto rows = TRY(handles_->database.prepare(
        "SELECT " ASSAY_ENTRY_COLUMNS
        " FROM entry WHERE number > ?1 AND (?3 = '' OR kind = ?3) ORDER BY number LIMIT ?2"));
    rows.set(1, after);
    rows.set(2, limit);
    rows.set(3, kind);
    return all_of(rows);
}

Result<std::vector<Entry>> Workspace::latest(std::int64_t limit, std::string_view kind) const {
    auto rows = TRY(handles_->database.prepare(
        "SELECT " ASSAY_ENTRY_COLUMNS
        " FROM entry WHERE ?2 = '' OR kind = ?2 ORDER BY number DESC LIMIT ?1"));
    rows.set(1, limit);
    rows.set(2, kind);
    return all_of(rows);
}

Result<std::vector<Entry>> Workspace::find(std::string_view prefix) const {
    if (prefix.size() < kShortestPrefix) {
        return fail(ErrorCode::InvalidInput, fmt::format("\"{}\" is too short for an id", prefix),
                    fmt::format("give at least {} characters", kShortestPrefix));
    }
    // Ids are text in ASCII, so every id with the prefix lies below the prefix and a high
    // character.
    auto rows = TRY(handles_->database.prepare(
        "SELECT " ASSAY_ENTRY_COLUMNS
        " FROM entry WHERE id >= ?1 AND id < ?1 || char(0x10FFFF) ORDER BY number"));
    rows.set(1, prefix);
    return all_of(rows);
}

Result<std::int64_t> Workspace::verify() const {
    auto rows = TRY(
        handles_->database.prepare("SELECT " ASSAY_ENTRY_COLUMNS " FROM entry ORDER BY number"));
    Entry last;
    while (TRY(rows.step())) {
        auto entry = entry_of(rows);
        TRY(check_link(entry, last));
        last = std::move(entry);
    }
    return last.number;
}

Result<std::string> Workspace::put(std::string_view content) {
    return keep(handles_->folder / "evidence", content);
}

Result<std::string> Workspace::get(std::string_view sha256) const {
    return fetch(handles_->folder / "evidence", sha256);
}

Result<> Workspace::put_summary(std::string_view id, std::string_view content) {
    return keep_derived(handles_->folder / "summaries", id, content);
}

Result<std::string> Workspace::summary(std::string_view id) const {
    return fetch_derived(handles_->folder / "summaries", id);
}

}  // namespace assay::store
