#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// Durable records: the workspace (`.assay/` beside the work, found upward like `.git`), its SQLite
// database of records, and the evidence store of content-addressed, compressed files. What append()
// or put() has acknowledged survives kill -9 and power loss; what fails leaves nothing behind.
// Several processes may use one workspace at once.

namespace assay::store {

/// Folder of a workspace: `override` when given, else ASSAY_WORKSPACE, else the nearest `.assay`
/// upward from `from`, else `from`/.assay (not yet made).
std::filesystem::path find_workspace(const std::filesystem::path& from,
                                     const std::filesystem::path& override_with);

/// One entry of an append-only chain: its body is canonical JSON, `before` the hash of the entry
/// before it, and hash = SHA-256 over the canonical JSON of all other fields, so that no part of an
/// entry can be changed unseen.
struct Entry {
    std::int64_t number = 0;
    std::string kind;  // claim, evidence, verdict, decision, approval, study
    std::string id;    // content hash of what it speaks of
    std::string at;    // ISO 8601, UTC
    std::string body;
    std::string before;
    std::string hash;
};

struct NewEntry {
    std::string kind, id, body;
};

class Workspace {
  public:
    /// Opens or makes the workspace. Unavailable on a read-only or full disk, Conflict when another
    /// process holds the database for more than five seconds.
    static Result<Workspace> open(const std::filesystem::path& folder);
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

    const std::filesystem::path& folder() const;

    /// Appends all entries in one transaction, or none. Bodies are JSON and are kept canonical.
    Result<> append(const std::vector<NewEntry>& entries, std::string_view at);
    /// Entries from `after` + 1 on, at most `limit`, optionally of one kind.
    Result<std::vector<Entry>> entries(std::int64_t after, std::int64_t limit,
                                       std::string_view kind = {}) const;
    /// The last `limit` entries, newest first, optionally of one kind.
    Result<std::vector<Entry>> latest(std::int64_t limit, std::string_view kind = {}) const;
    /// All entries whose id starts with `prefix` (at least four characters), oldest first.
    Result<std::vector<Entry>> find(std::string_view prefix) const;
    /// Recomputes every hash; the number of entries, or InvalidInput naming the first bad one.
    Result<std::int64_t> verify() const;

    /// Keeps content under its SHA-256 (evidence/ab/cdef….zst) and returns the hash. Kept once.
    Result<std::string> put(std::string_view content);
    /// Content by hash, checked. NotFound, or InvalidInput when it no longer matches its name.
    Result<std::string> get(std::string_view sha256) const;

    /// Keeps what a table's file was summed up to (summaries/ab/cdef….zst), by an id that names the
    /// file and the way. It is no evidence: the same can be computed again.
    Result<> put_summary(std::string_view id, std::string_view content);
    /// NotFound, or InvalidInput when it is damaged.
    Result<std::string> summary(std::string_view id) const;

  private:
    struct Handles;
    explicit Workspace(std::unique_ptr<Handles> handles);
    std::unique_ptr<Handles> handles_;
};

}  // namespace assay::store
