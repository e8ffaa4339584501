#include "ledger/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/digest.hpp"

namespace assay::ledger {
namespace {

constexpr std::size_t kIdLength = 16;
constexpr std::int64_t kPage = 1000;

std::string short_hash(const Json& content) {
    return sha256_hex(canonical(content)).substr(0, kIdLength);
}

// Everything the claim says, without the id that is derived from it.
Json content_of(const Claim& claim) {
    Json out = to_json(claim);
    out.erase("id");
    return out;
}

Result<bool> is_known(const store::Workspace& workspace, std::string_view id) {
    const auto found = TRY(workspace.find(id));
    return std::ranges::any_of(found, [&](const auto& entry) { return entry.id == id; });
}

/// Collects the entries of one record; what the ledger holds already is not said again.
class Entries {
  public:
    explicit Entries(const store::Workspace& workspace) : workspace_(&workspace) {}

    Result<> add_once(std::string kind, const std::string& id, const Json& body) {
        if (!added_.insert(kind + id).second || TRY(is_known(*workspace_, id))) {
            return {};
        }
        entries_.push_back({.kind = std::move(kind), .id = id, .body = canonical(body)});
        return {};
    }
    void add(std::string kind, const std::string& id, const Json& body) {
        entries_.push_back({.kind = std::move(kind), .id = id, .body = canonical(body)});
    }
    const std::vector<store::NewEntry>& all() const { return entries_; }

  private:
    const store::Workspace* workspace_;
    std::set<std::string> added_;
    std::vector<store::NewEntry> entries_;
};

// The document and the contents come first in the list, then what the record itself names.
Result<std::vector<Evidence>> keep_evidence(store::Workspace& workspace, const Record& made) {
    std::vector<Evidence> out;
    out.push_back({.what = "document", .sha256 = TRY(workspace.put(made.document))});
    for (const auto& [what, bytes] : made.contents) {
        out.push_back({.what = what, .sha256 = TRY(workspace.put(bytes))});
    }
    for (const auto& named : made.evidence) {
        const bool kept = std::ranges::any_of(
            out, [&](const Evidence& each) { return each.sha256 == named.sha256; });
        if (!kept) {
            out.push_back(named);
        }
    }
    return out;
}

Json body_of(const Record& made, const std::vector<Evidence>& evidence) {
    Json claims = Json::array();
    for (const auto& claim : made.claims) {
        claims.push_back(claim.id);
    }
    Json out = {{"product", made.product},
                {"verdict", made.verdict},
                {"sentence", made.sentence},
                {"claims", claims},
                {"evidence", to_json(evidence)}};
    if (!made.test_rows.empty()) {
        out["test_rows"] = made.test_rows;
        out["predictions"] = to_json(made.predictions);
    }
    return out;
}

Json json_of(const store::Entry& entry) {
    auto body = parse_json(entry.body);
    return {{"number", entry.number},
            {"at", entry.at},
            {"kind", entry.kind},
            {"id", entry.id},
            {"before", entry.before},
            {"hash", entry.hash},
            {"body", body ? *std::move(body) : Json(entry.body)}};
}

std::string text_field(const Json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// One line for people: what the entry says in its own words.
std::string summary_of(const store::Entry& entry) {
    const auto body = parse_json(entry.body);
    if (!body || !body->is_object()) {
        return entry.body;
    }
    if (entry.kind == "study") {
        return fmt::format("{}: {}. {}", text_field(*body, "product"), text_field(*body, "verdict"),
                           text_field(*body, "sentence"));
    }
    for (const char* name : {"statement", "sentence", "what"}) {
        if (auto text = text_field(*body, name); !text.empty()) {
            return text;
        }
    }
    return entry.body;
}

Result<store::Entry> by_number(const store::Workspace& workspace, std::int64_t number) {
    auto found = TRY(workspace.entries(number - 1, 1));
    if (found.empty() || found.front().number != number) {
        return fail(ErrorCode::NotFound, fmt::format("the ledger has no entry {}", number),
                    "`assay ledger list` shows what it has");
    }
    return std::move(found.front());
}

// The same content recorded twice has one id; the newer entry speaks for it.
Result<store::Entry> by_id(const store::Workspace& workspace, std::string_view id) {
    auto found = TRY(workspace.find(id));
    if (found.empty()) {
        return fail(ErrorCode::NotFound,
                    fmt::format("the ledger has no id that starts with {}", id),
                    "`assay ledger list` shows what it has");
    }
    for (const auto& entry : found) {
        if (entry.id != found.back().id) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("more than one id starts with {}: {} and {}", id, entry.id,
                                    found.back().id),
                        "give more of its characters");
        }
    }
    return std::move(found.back());
}

}  // namespace

Claim seal(Claim claim) {
    claim.id = short_hash(content_of(claim));
    return claim;
}

Result<> record(store::Workspace& workspace, const Record& made, std::string_view at) {
    for (const auto& claim : made.claims) {
        if (claim.id != short_hash(content_of(claim))) {
            return fail(
                ErrorCode::Internal,
                fmt::format("the claim \"{}\" was changed after it was sealed", claim.statement));
        }
    }
    const auto evidence = TRY(keep_evidence(workspace, made));
    Entries entries(workspace);
    for (const auto& each : evidence) {
        TRY(entries.add_once("evidence", each.sha256, to_json(each)));
    }
    for (const auto& claim : made.claims) {
        TRY(entries.add_once("claim", claim.id, to_json(claim)));
    }
    const auto body = body_of(made, evidence);
    entries.add(made.kind, made.id.empty() ? short_hash(body) : made.id, body);
    return workspace.append(entries.all(), at);
}

namespace {

/// Predictions that an evaluation of these rows names; none of other entries.
std::vector<std::string> predictions_in(const store::Entry& entry, std::string_view test_rows) {
    std::vector<std::string> out;
    const auto body = parse_json(entry.body);
    if (!body || text_field(*body, "test_rows") != test_rows) {
        return out;
    }
    for (const auto& each : body->value("predictions", Json::array())) {
        if (each.is_string()) {
            out.push_back(each.get<std::string>());
        }
    }
    return out;
}

}  // namespace

Result<std::set<std::string>> predictions_seen(const store::Workspace& workspace,
                                               std::string_view test_rows) {
    std::set<std::string> out;
    std::int64_t after = 0;
    while (true) {
        const auto page = TRY(workspace.entries(after, kPage, "evaluation"));
        if (page.empty()) {
            return out;
        }
        for (const auto& entry : page) {
            for (auto& each : predictions_in(entry, test_rows)) {
                out.insert(std::move(each));
            }
        }
        after = page.back().number;
    }
}

Result<std::vector<Line>> list(const store::Workspace& workspace, std::string_view kind,
                               std::int64_t limit) {
    std::vector<Line> out;
    for (const auto& entry : TRY(workspace.latest(limit, kind))) {
        out.push_back({.number = entry.number,
                       .at = entry.at,
                       .kind = entry.kind,
                       .id = entry.id,
                       .summary = summary_of(entry)});
    }
    return out;
}

Result<Json> show(const store::Workspace& workspace, std::string_view id) {
    std::int64_t number = 0;
    const auto* end = id.data() + id.size();
    const auto read = std::from_chars(id.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end) {
        const auto entry = by_number(workspace, number);
        if (entry) {
            return json_of(*entry);
        }
        // Sixteen decimal digits may be an id as well.
        if (id.size() < 4) {
            return tl::unexpected(entry.error());
        }
    }
    return json_of(TRY(by_id(workspace, id)));
}

Result<std::string> export_lines(const store::Workspace& workspace) {
    std::string out;
    std::int64_t after = 0;
    while (true) {
        const auto page = TRY(workspace.entries(after, kPage));
        if (page.empty()) {
            return out;
        }
        for (const auto& entry : page) {
            out += canonical(json_of(entry)) + "\n";
        }
        after = page.back().number;
    }
}

}  // namespace assay::ledger
