#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.hpp"
#include "base/toml.hpp"
#include "data/card.hpp"
#include "data/distribution.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

/// Writes the card from top to bottom and collects what a person must still say.
class Writer {
  public:
    Writer(const engine::Table& table, std::string source, bool names)
        : table_(table), personal_(find_personal(table, names)), source_(std::move(source)) {}

    CardDraft write();

  private:
    void line(std::string_view text) { draft_.toml += fmt::format("{}\n", text); }
    void key(std::string_view name, std::string_view value, std::string_view comment) {
        line(fmt::format("{:<32} # {}", fmt::format("{} = {}", name, value), comment));
    }
    void ask(std::string question) { draft_.open_questions.push_back(std::move(question)); }
    void law();
    void personal();

    const engine::Table& table_;
    std::vector<PersonalColumn> personal_;
    std::string source_;
    CardDraft draft_;
};

const engine::Column* consent_column(const engine::Table& table) {
    constexpr std::array<std::string_view, 5> kSigns{"consent", "opt_in", "optin", "agreed",
                                                     "gdpr"};
    for (const auto& column : table.columns) {
        const auto name = plain(column.name);
        if (std::ranges::any_of(kSigns,
                                [&](auto sign) { return name.find(sign) != std::string::npos; })) {
            return &column;
        }
    }
    return nullptr;
}

void Writer::law() {
    line("[law]");
    key("basis", toml_text(""), "EDIT: " + listed(lawful_bases()));
    const auto time = std::ranges::find_if(table_.columns, is_time);
    if (time != table_.columns.end()) {
        key("retention", toml_text(""), "EDIT: how long rows are kept, as in \"24 months\"");
        key("time", toml_text(time->name), "counted from here");
    } else {
        key("# retention", toml_text("24 months"), "how long rows are kept");
        key("# time", toml_text("…"), "column that it is counted from: none holds dates");
    }
    if (const auto* consent = consent_column(table_)) {
        key("consent", toml_text(consent->name), "who agreed; by its name");
    } else {
        key("# consent", toml_text("…"), "column that says who agreed");
    }
    line("");
    ask("[law] basis: on which ground are these data held?");
    ask("[law] retention: how long are rows kept?");
}

void Writer::personal() {
    std::vector<std::string> columns;
    for (const auto& each : personal_) {
        line(fmt::format("# {}: {} in {}", each.column, name_of(each.kind),
                         counted(each.rows, "row")));
        if (std::ranges::find(columns, each.column) == columns.end()) {
            columns.push_back(each.column);
        }
    }
    line("[personal]");
    key("columns", toml_list(columns),
        columns.empty() ? "no pattern was found, which is no proof" : "EDIT: may they stay?");
    if (!columns.empty()) {
        ask(fmt::format("[personal] columns: {} hold{} personal data; may {} stay?",
                        listed(columns), columns.size() == 1 ? "s" : "",
                        columns.size() == 1 ? "it" : "they"));
    }
}

CardDraft Writer::write() {
    line("# A data card, drafted from its table: what it may be used for, and by whom it is");
    line("# answered. Fill in what is marked EDIT, then: assay data card TABLE --card THIS.");
    line("");
    line("[card]");
    key("name", toml_text(std::filesystem::path(source_).stem().string()), "a short name");
    key("owner", toml_text(""), "EDIT: who answers for these data");
    key("source", toml_text(source_), "the file or glob that this speaks of");
    line("");
    line("[use]");
    key("allowed", "[]", "EDIT: " + listed(purposes()));
    key("forbidden", "[]", "EDIT: what these data must never be used for");
    key("reason", toml_text(""), "EDIT: said to whoever is refused");
    line("");
    law();
    personal();
    ask("[card] owner: who answers for these data?");
    ask("[use] allowed, forbidden: what may they be used for?");
    return std::move(draft_);
}

}  // namespace

CardDraft draft_card(const engine::Table& table, const std::string& source, bool names) {
    return Writer(table, source, names).write();
}

}  // namespace assay::data
