#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/moment.hpp"
#include "base/text.hpp"
#include "data/card.hpp"

namespace assay::data {
namespace {

using Kind = TomlNode::Kind;
using Read = TomlReader::Read;

/// Turns nodes into the fields of one card.
class Reader {
  public:
    explicit Reader(Card& card)
        : card_(card),
          toml_(card.lines, [&card](std::string_view path) { return card.where(path); }) {}
    Result<> read(const TomlNode& root);

  private:
    Read words(std::vector<std::string>& out, const std::vector<std::string>& known);
    Read basis();
    Read retention();

    Card& card_;
    TomlReader toml_;
};

tl::unexpected<Error> unknown(const std::string& place, const std::string& word,
                              std::string_view what, const std::vector<std::string>& known) {
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: \"{}\" is not a known {}", place, word, what),
                (nearest(word, known).empty() ? "" : suggest(word, known) + "; ") +
                    "known: " + listed(known));
}

Read Reader::words(std::vector<std::string>& out, const std::vector<std::string>& known) {
    return [this, &out, &known](const TomlNode& node, const std::string& path) -> Result<> {
        TRY(toml_.texts(out, "a list of purposes", "[\"service\"]")(node, path));
        for (const auto& each : out) {
            if (std::ranges::find(known, each) == known.end()) {
                return unknown(card_.where(path), each, "purpose", known);
            }
        }
        return {};
    };
}

Read Reader::basis() {
    return [this](const TomlNode& node, const std::string& path) -> Result<> {
        TRY(toml_.text(card_.basis, "\"contract\"")(node, path));
        const auto& known = lawful_bases();
        const bool fine =
            card_.basis.empty() || std::ranges::find(known, card_.basis) != known.end();
        return fine ? Result<>()
                    : Result<>(unknown(card_.where(path), card_.basis, "lawful basis", known));
    };
}

Read Reader::retention() {
    return [this](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind == Kind::Text && node.text.empty()) {
            return {};
        }
        card_.retention = node.kind == Kind::Text ? parse_span(node.text) : std::nullopt;
        if (!card_.retention) {
            return toml_.mismatch(node, path, "a span of time", "\"24 months\"");
        }
        card_.retention_text = node.text;
        return {};
    };
}

Result<> Reader::read(const TomlNode& root) {
    Card& c = card_;
    return toml_.file(
        root,
        {{"card", toml_.table({{"name", toml_.text(c.name, "\"visits\"")},
                               {"description", toml_.text(c.description, "\"one a visit\"")},
                               {"owner", toml_.text(c.owner, "\"web team\"")},
                               {"source", toml_.text(c.source, "\"visits.csv\"")}})},
         {"use", toml_.table({{"allowed", words(c.allowed, purposes())},
                              {"forbidden", words(c.forbidden, purposes())},
                              {"reason", toml_.text(c.reason, "\"terms of use, 4.2\"")}})},
         {"law", toml_.table({{"basis", basis()},
                              {"retention", retention()},
                              {"time", toml_.text(c.time, "\"day\"")},
                              {"consent", toml_.text(c.consent, "\"agreed\"")},
                              {"consent_value", toml_.text(c.consent_value, "\"yes\"")}})},
         {"personal", toml_.table({{"columns", toml_.texts(c.personal, "a list of column names",
                                                           "[\"email\"]")}})}});
}

Result<> check_sound(const Card& card) {
    for (const auto& each : card.allowed) {
        if (std::ranges::find(card.forbidden, each) != card.forbidden.end()) {
            return fail(
                ErrorCode::InvalidInput,
                fmt::format("{}: \"{}\" is allowed as well", card.where("use.forbidden"), each),
                "keep it in one of the two lists");
        }
    }
    if (!card.consent_value.empty() && card.consent.empty()) {
        return fail(ErrorCode::InvalidInput,
                    card.where("law.consent_value") + ": the value of which column?",
                    "name it: consent = \"agreed\"");
    }
    if (card.retention && card.time.empty()) {
        return fail(ErrorCode::InvalidInput, card.where("law.retention") + ": counted from when?",
                    "name the column that says how old a row is: time = \"day\"");
    }
    return {};
}

}  // namespace

const std::vector<std::string>& purposes() {
    static const std::vector<std::string> all{
        "service", "operations", "marketing", "sales",  "pricing", "credit",    "insurance",
        "fraud",   "safety",     "security",  "health", "hiring",  "education", "research"};
    return all;
}

const std::vector<std::string>& lawful_bases() {
    static const std::vector<std::string> all{"consent",
                                              "contract",
                                              "legal-obligation",
                                              "vital-interests",
                                              "public-task",
                                              "legitimate-interests",
                                              "none"};
    return all;
}

std::string Card::where(std::string_view path) const {
    const auto dot = path.find('.');
    const auto shown = dot == std::string_view::npos
                           ? fmt::format("[{}]", path)
                           : fmt::format("[{}] {}", path.substr(0, dot), path.substr(dot + 1));
    return toml_place(file, lines, path, shown);
}

Result<Card> parse_card(std::string_view text, const std::string& file) {
    Card card;
    card.file = file;
    card.text = std::string(text);
    TRY(Reader(card).read(TRY(parse_toml(text, file, "data card"))));
    TRY(check_sound(card));
    return card;
}

Result<Card> read_card(const std::string& file) {
    return parse_card(TRY(read_file(file)), file);
}

Result<> allow_purpose(const Card& card, const std::string& purpose) {
    const auto reason = card.reason.empty() ? std::string() : ": " + card.reason;
    const auto is = [&](const std::vector<std::string>& list) {
        return std::ranges::find(list, purpose) != list.end();
    };
    if (is(card.forbidden)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: these data may not be used for {}{}",
                                card.where("use.forbidden"), purpose, reason),
                    card.owner.empty() ? "use other data, or ask who answers for these"
                                       : "use other data, or ask " + card.owner);
    }
    if (!card.allowed.empty() && !is(card.allowed)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: these data may be used for {} only, not {}{}",
                                card.where("use.allowed"), listed(card.allowed),
                                purpose.empty() ? "without a purpose" : "for " + purpose, reason),
                    purpose.empty()
                        ? "say what it is for: purpose = \"…\" under [product]"
                        : "use other data, or ask " +
                              (card.owner.empty() ? "who answers for these" : card.owner));
    }
    if (purpose.empty() && !card.forbidden.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: some uses of these data are forbidden, and the product does "
                                "not say what it is for",
                                card.where("use.forbidden")),
                    "write purpose = \"…\" under [product]");
    }
    return {};
}

}  // namespace assay::data
