#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

constexpr int kIdShown = 8;
constexpr int kMostLines = 3;

/// "2026-11-25 03:01" of an ISO 8601 time.
std::string minute(const std::string& at) {
    constexpr std::size_t kDay = 10;
    constexpr std::size_t kMinute = 16;
    return at.size() < kMinute ? at
                               : at.substr(0, kDay) + " " + at.substr(kDay + 1, kMinute - kDay - 1);
}

void field_line(Page& page, const std::string& name, const Json& value) {
    constexpr int kNameWidth = 12;
    const std::string text = value.is_string() ? value.get<std::string>() : dump(value, false);
    const auto lines = wrapped(text, page.width() - kNameWidth - 2);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        page.line("  " + page.paint(Tone::Faint, left(i == 0 ? name : "", kNameWidth)) + lines[i]);
    }
}

}  // namespace

std::string render_ledger_list(const std::vector<ledger::Line>& entries, const Terminal& terminal) {
    Page page(terminal);
    if (entries.empty()) {
        page.line("The ledger has no such entry.");
        return page.text();
    }
    constexpr int kNumber = 5;
    constexpr int kTime = 18;
    constexpr int kKind = 12;
    const auto facts = [](const std::string& number, const std::string& at, const std::string& kind,
                          const std::string& id) {
        return right(number, kNumber) + "  " + left(at, kTime) + left(kind, kKind) +
               left(id, kIdShown + 2);
    };
    const std::string head = facts("no.", "when, UTC", "kind", "id");
    page.line(page.paint(Tone::Faint, head + "what it says"));
    const int room = page.width() - columns(head);
    for (const auto& each : entries) {
        std::string before = facts(std::to_string(each.number), minute(each.at), each.kind,
                                   each.id.substr(0, kIdShown));
        for (const auto& line : wrapped(shortened(each.summary, room, kMostLines), room)) {
            page.line(before + line);
            before.assign(static_cast<std::size_t>(columns(head)), ' ');
        }
    }
    return page.text();
}

std::string render_ledger_entry(const Json& entry, const Terminal& terminal) {
    Page page(terminal);
    for (const auto& [name, value] : entry.items()) {
        if (name != "body") {
            field_line(page, name, value);
        }
    }
    const auto body = entry.find("body");
    if (body == entry.end() || !body->is_object()) {
        return page.text();
    }
    page.heading("Content");
    for (const auto& [name, value] : body->items()) {
        if (!value.is_array() || value.empty()) {
            field_line(page, name, value);
            continue;
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            field_line(page, i == 0 ? name : "", value[i]);
        }
    }
    return page.text();
}

}  // namespace assay::cli
