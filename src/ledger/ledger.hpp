#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "store/store.hpp"

// The ledger: claims, the evidence they rest on, and later what came true. A claim is a statement
// with a distribution; whoever makes it, a study, a person or an import, is held to it. Nothing
// here is edited: a correction is a new entry, and each entry is hashed over the one before.

namespace assay::ledger {

/// The levels at which a claim's distribution is kept.
inline constexpr double kLevels[] = {0.01, 0.05, 0.10, 0.20, 0.30, 0.40, 0.50,
                                     0.60, 0.70, 0.80, 0.90, 0.95, 0.99};

struct Quantile {
    double level, value;
    static constexpr auto fields() {
        return std::tuple{field("level", &Quantile::level, "probability of being below"),
                          field("value", &Quantile::value, "value at that level")};
    }
};

/// Something the claim rests on, by content.
struct Evidence {
    std::string what;  // "data", "product file", "predictions", "document"
    std::string sha256;
    static constexpr auto fields() {
        return std::tuple{field("what", &Evidence::what, "what it is"),
                          field("sha256", &Evidence::sha256, "SHA-256 of its content")};
    }
};

struct Claim {
    std::string id;          // content hash of all below; filled by seal()
    std::string statement;   // a sentence
    std::string quantity;    // "value_per_month of boosted - rule"
    std::string unit;        // "USD a month"
    std::string population;  // "rows of flights.parquet"
    std::string period;      // "12 months from the decision"
    std::vector<Quantile> quantiles;
    std::string settle_by;  // date, and the rule that will say what came true
    std::string made_by;    // "study", or a person
    std::vector<Evidence> evidence;

    static constexpr auto fields() {
        using C = Claim;
        return std::tuple{field("id", &C::id, "content hash of the claim"),
                          field("statement", &C::statement, "the claim in words"),
                          field("quantity", &C::quantity, "what is measured"),
                          field("unit", &C::unit, "its unit"),
                          field("population", &C::population, "for whom or what it holds"),
                          field("period", &C::period, "over which time"),
                          field("quantiles", &C::quantiles, "what is believed, never one point"),
                          field("settle_by", &C::settle_by, "when and how it will be settled"),
                          field("made_by", &C::made_by, "who claims it"),
                          field("evidence", &C::evidence, "what it rests on")};
    }
};

/// Fills the id: the first 16 hex digits of SHA-256 over the canonical JSON of the other fields.
Claim seal(Claim claim);

/// What a study or an evaluation leaves behind: its claims and evidence, appended in one
/// transaction, and its document put into the evidence store. `document` is canonical JSON without
/// clock fields.
struct Record {
    std::string kind = "study";  // of its entry: study, evaluation
    std::string product;         // product name
    std::string verdict;
    std::string sentence;
    std::string document;
    std::vector<Claim> claims;
    std::vector<Evidence> evidence;
    std::vector<std::pair<std::string, std::string>> contents;  // what -> bytes, kept as evidence
    std::string id;                             // of the entry; empty: the content hash of its body
    std::string test_rows = {};                 // hash of the rows that were judged, or ""
    std::vector<std::string> predictions = {};  // hashes of the predictions that met them
};
/// Evidence and claims that the ledger holds already are not entered again; the entry itself always
/// is.
Result<> record(store::Workspace& workspace, const Record& made, std::string_view at);

/// The distinct predictions that recorded evaluations held against these test rows.
Result<std::set<std::string>> predictions_seen(const store::Workspace& workspace,
                                               std::string_view test_rows);

/// One entry as people list it.
struct Line {
    std::int64_t number;
    std::string at, kind, id, summary;
    static constexpr auto fields() {
        return std::tuple{field("number", &Line::number, "place in the chain"),
                          field("at", &Line::at, "when, UTC"), field("kind", &Line::kind, "kind"),
                          field("id", &Line::id, "content hash"),
                          field("summary", &Line::summary, "one line")};
    }
};
/// The last `limit` entries, newest first; an empty `kind` means all.
Result<std::vector<Line>> list(const store::Workspace& workspace, std::string_view kind,
                               std::int64_t limit);
/// One entry by id prefix or number: its body as JSON with number, at, before and hash around it.
Result<Json> show(const store::Workspace& workspace, std::string_view id);
/// All entries as JSON lines, oldest first.
Result<std::string> export_lines(const store::Workspace& workspace);

/// A table as it was: its content lies in the evidence store.
struct Snapshot {
    std::string id;      // hash of the content, the same whenever it is taken
    std::string name;    // for people; several snapshots may have it
    std::string source;  // where the table came from
    std::int64_t rows = 0;
    Json columns = Json::array();  // name, type and hash of each
    std::string sha256;            // evidence that holds it, as Parquet
    std::string at;                // when it was recorded; "" before

    static constexpr auto fields() {
        using S = Snapshot;
        return std::tuple{field("id", &S::id, "hash of the content"),
                          field("name", &S::name, "name for people"),
                          field("source", &S::source, "where the table came from"),
                          field("rows", &S::rows, "rows"),
                          field("columns", &S::columns, "name, type and hash of each column"),
                          field("sha256", &S::sha256, "evidence that holds it, as Parquet"),
                          field("at", &S::at, "when it was recorded, UTC")};
    }
};

/// Enters a snapshot and its evidence. False when the ledger has this content under this name
/// already: then nothing is entered.
Result<bool> record_snapshot(store::Workspace& workspace, const Snapshot& snapshot,
                             std::string_view at);
/// All snapshots, newest first.
Result<std::vector<Snapshot>> snapshots(const store::Workspace& workspace);
/// The newest snapshot of that name, or the one whose id starts with it (at least four characters).
/// NotFound, or InvalidInput when several ids do.
Result<Snapshot> find_snapshot(const store::Workspace& workspace, std::string_view named);

}  // namespace assay::ledger
