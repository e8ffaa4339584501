#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/moment.hpp"
#include "base/text.hpp"
#include "data/card.hpp"
#include "data/contract_rows.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

bool means_yes(const std::string& value, const Card& card) {
    if (!card.consent_value.empty()) {
        return value == card.consent_value;
    }
    const auto said = plain(value);
    return said == "true" || said == "1" || said == "yes" || said == "y" || said == "given";
}

/// SQL that keeps the rows with consent.
std::string consented(const Card& card, const engine::Column& column) {
    const auto name = quoted_name(column.name);
    if (!card.consent_value.empty()) {
        return fmt::format("{} = {}", name,
                           column.type == engine::Type::Text ? quoted_text(card.consent_value)
                                                             : card.consent_value);
    }
    switch (column.type) {
        case engine::Type::Boolean:
            return name;
        case engine::Type::Text:
            return fmt::format("lower(trim({})) IN ('true', '1', 'yes', 'y', 'given')", name);
        default:
            return name + " = 1";
    }
}

Issue issue(std::string_view code, Severity severity, std::string_view column, std::int64_t rows,
            std::string sentence, std::string fix) {
    return {.code = std::string(code),
            .severity = severity,
            .column = std::string(column),
            .rows = rows,
            .sentence = std::move(sentence),
            .fix = std::move(fix)};
}

std::string_view plural_of(PersonalKind kind) {
    constexpr std::array<std::string_view, 6> kWords{"e-mail addresses", "phone numbers", "IBANs",
                                                     "card numbers",     "IP addresses",  "names"};
    return kWords[static_cast<std::size_t>(kind)];
}

/// What the card itself leaves open.
void find_gaps(const Card& card, std::vector<Issue>& issues) {
    const auto add = [&](std::string_view code, bool wrong, std::string sentence, std::string fix) {
        if (wrong) {
            issues.push_back(
                issue(code, Severity::Warning, "", 0, std::move(sentence), std::move(fix)));
        }
    };
    add("no-owner", card.owner.empty(), "Nobody answers for these data.",
        "Write owner = \"…\" under [card].");
    add("no-purpose", card.allowed.empty() && card.forbidden.empty(),
        "The card neither allows nor forbids any use.",
        "Write allowed = [\"…\"] or forbidden = [\"…\"] under [use].");
    add("no-basis", card.basis.empty(), "The card names no ground on which the data are held.",
        "Write basis under [law]: " + listed(lawful_bases()) + ".");
    add("no-retention", !card.retention && card.basis != "none",
        "The card does not say how long rows are kept.",
        "Write retention = \"24 months\" under [law].");
    if (card.basis == "consent" && card.consent.empty()) {
        issues.push_back(issue("no-consent-column", Severity::Error, "", 0,
                               "The data are held by consent, and the card names no column that "
                               "says who gave it.",
                               "Write consent = \"column\" under [law]."));
    }
}

void find_absent(const Card& card, const engine::Table& table, std::vector<Issue>& issues) {
    const auto add = [&](const std::string& name, std::string_view key) {
        if (!name.empty() && table.find(name) == nullptr) {
            issues.push_back(issue(
                "missing-column", Severity::Error, name, 0,
                fmt::format("{} names the column {}, which is not there.", card.where(key), name),
                suggest(name, table.names())));
        }
    };
    add(card.time, "law.time");
    for (const auto& name : card.personal) {
        add(name, "personal.columns");
    }
}

void find_kept_too_long(const Card& card, const engine::Table& table, std::int64_t now,
                        std::vector<Issue>& issues) {
    const auto* column = card.retention ? table.find(card.time) : nullptr;
    if (column == nullptr) {
        return;
    }
    if (column->times.empty() && table.rows > 0) {
        issues.push_back(issue("no-time", Severity::Error, column->name, 0,
                               fmt::format("{} holds no dates or times, so that nobody can tell "
                                           "which rows are kept too long.",
                                           column->name),
                               "Name a column of dates: time = \"…\" under [law]."));
        return;
    }
    const auto oldest = now - *card.retention;
    const auto rows = rows_where(*column, [&](std::size_t row) {
        return !column->missing(row) && column->times[row] < oldest;
    });
    if (rows.count > 0) {
        const auto day = iso_time(oldest, true);
        issues.push_back(issue(
            "kept-too-long", Severity::Error, column->name, rows.count,
            fmt::format("{} of {} rows {} older than the {} that the card allows; the first is "
                        "row {}.",
                        count(rows.count), count(static_cast<std::int64_t>(table.rows)),
                        rows.count == 1 ? "is" : "are", card.retention_text,
                        count(rows.first.front())),
            fmt::format("SELECT * FROM data WHERE {} >= DATE {}", quoted_name(column->name),
                        quoted_text(day))));
    }
}

void find_undeclared(const Card& card, CardCheck& out) {
    for (auto& each : out.personal) {
        each.declared = std::ranges::find(card.personal, each.column) != card.personal.end();
        out.issues.push_back(
            issue("personal-data", each.declared ? Severity::Info : Severity::Warning, each.column,
                  each.rows,
                  fmt::format("{} holds what looks like {} in {} of {} rows ({}), such as {}.",
                              each.column, plural_of(each.kind), count(each.rows), count(out.rows),
                              share_text(each.rows, out.rows), listed(each.examples)),
                  each.declared ? ""
                                : "Leave the column out, or name it under [personal] columns once "
                                  "somebody has decided that it may stay."));
    }
}

std::string verdict_of(const CardCheck& check) {
    const auto wrong = std::ranges::count_if(
        check.issues, [](const auto& each) { return each.severity >= Severity::Warning; });
    return wrong == 0 ? "The card is whole, and the table fits it."
                      : fmt::format("{} stand{} between this table and its use.",
                                    counted(wrong, "finding"), wrong == 1 ? "s" : "");
}

}  // namespace

std::vector<Issue> consent_issues(const Card& card, const engine::Table& table) {
    if (card.consent.empty()) {
        return {};
    }
    const auto* column = table.find(card.consent);
    if (column == nullptr) {
        return {issue("no-consent-column", Severity::Error, card.consent, 0,
                      fmt::format("{}: there is no column {}, so that nobody can tell who agreed.",
                                  card.where("law.consent"), card.consent),
                      suggest(card.consent, table.names()))};
    }
    const auto without = rows_where(*column, [&](std::size_t row) {
        return column->missing(row) || !means_yes(text_at(*column, row), card);
    });
    if (without.count == 0) {
        return {};
    }
    return {issue("without-consent", Severity::Error, column->name, without.count,
                  fmt::format("{} of {} rows have no consent ({}); the first is row {}.",
                              count(without.count), count(static_cast<std::int64_t>(table.rows)),
                              share_text(without.count, static_cast<std::int64_t>(table.rows)),
                              count(without.first.front())),
                  "SELECT * FROM data WHERE " + consented(card, *column))};
}

CardCheck check_card(const Card& card, const engine::Table& table, const std::string& source,
                     bool names, std::int64_t now) {
    CardCheck out;
    out.card = card.name;
    out.owner = card.owner;
    out.source = source;
    out.rows = static_cast<std::int64_t>(table.rows);
    out.columns = static_cast<std::int64_t>(table.columns.size());
    out.allowed = card.allowed;
    out.forbidden = card.forbidden;
    out.basis = card.basis;
    out.retention = card.retention_text;
    find_gaps(card, out.issues);
    find_absent(card, table, out.issues);
    for (auto& each : consent_issues(card, table)) {
        out.without_consent += each.code == "without-consent" ? each.rows : 0;
        out.issues.push_back(std::move(each));
    }
    find_kept_too_long(card, table, now, out.issues);
    out.personal = find_personal(table, names);
    find_undeclared(card, out);
    std::ranges::stable_sort(out.issues, std::ranges::greater{}, &Issue::severity);
    out.sentence = verdict_of(out);
    return out;
}

}  // namespace assay::data
