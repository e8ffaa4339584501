#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>

#include "base/text.hpp"
#include "base/toml.hpp"
#include "data/data.hpp"
#include "study/draft_guess.hpp"
#include "study/study.hpp"

namespace assay::study {
namespace {

// Names, types and values show in far fewer rows than a large table has.
constexpr std::size_t kRowsRead = 500'000;

/// The positive value in the form that its column's type has in TOML.
std::string toml_value(const std::string& value, engine::Type type) {
    const bool plain = type == engine::Type::Boolean || type == engine::Type::Integer;
    return plain ? value : toml_text(value);
}

std::string product_name(const std::string& source) {
    std::string name;
    for (const char c : std::filesystem::path(source).stem().string()) {
        const auto byte = static_cast<unsigned char>(c);
        const bool kept = std::isalnum(byte) != 0 && byte < 0x80;
        if (kept) {
            name += static_cast<char>(std::tolower(byte));
        } else if (!name.empty() && name.back() != '-') {
            name += '-';
        }
    }
    while (name.ends_with('-')) {
        name.pop_back();
    }
    return name.empty() ? "product" : name;
}

/// Writes the file from top to bottom and collects what a person must still say.
class Writer {
  public:
    Writer(const engine::Table& table, const Guesses& guesses, std::string source)
        : table_(table), guesses_(guesses), source_(std::move(source)) {}

    Draft write();

  private:
    void line(std::string_view text) { draft_.toml += fmt::format("{}\n", text); }
    void key(std::string_view name, std::string_view value, std::string_view comment);
    void suggested(std::string_view name, std::string_view value, std::string_view comment);
    void ask(std::string question) { draft_.open_questions.push_back(std::move(question)); }

    void product();
    void data();
    void target();
    void columns();
    void rule();
    void costs();
    void decisions();
    void success();

    const engine::Table& table_;
    const Guesses& guesses_;
    std::string source_;
    Draft draft_;
};

void Writer::key(std::string_view name, std::string_view value, std::string_view comment) {
    const auto assignment = fmt::format("{} = {}", name, value);
    line(fmt::format("{:<32} # {}", assignment, comment));
}

void Writer::suggested(std::string_view name, std::string_view value, std::string_view comment) {
    key(fmt::format("# {}", name), value, comment);
}

Draft Writer::write() {
    line(
        "# A product file, drafted from its data. Each guess says why it was made: correct what "
        "is");
    line("# wrong, fill in what is marked EDIT, then run `assay study` on this file.");
    line("");
    product();
    data();
    rule();
    costs();
    success();
    return std::move(draft_);
}

void Writer::product() {
    line("[product]");
    key("name", toml_text(product_name(source_)), "a short name; from the file's name");
    key("objective", toml_text(""), "EDIT: the business objective that this serves");
    key("decision", toml_text(""), "EDIT: who decides what, when, for each row?");
    suggested("owner", toml_text("operations"), "who answers for it");
    suggested("purpose", toml_text("service"),
              "what for, from a closed list: service, marketing, fraud, …");
    line("");
    ask("[product] decision: say in one sentence who decides what, and when, for each row.");
    ask("[product] objective: name the business objective that the decision serves.");
}

void Writer::data() {
    line("[data]");
    key("source", toml_text(source_), "CSV, Parquet, JSON lines or Arrow; a file or a glob");
    suggested("card", toml_text("card.toml"), "what the data may be used for; assay data card");
    suggested("query", toml_text("SELECT * FROM data WHERE …"),
              "rows and columns to use; the source is `data`");
    target();
    columns();
    line("");
}

void Writer::target() {
    if (!guesses_.target) {
        suggested("target", toml_text("…"), "EDIT: the column that says what came true");
        ask("[data] target: no column looks like an outcome; name the one that says what came "
            "true.");
        return;
    }
    const auto& target = *guesses_.target;
    key("target", toml_text(target.column), "what came true: " + target.because);
    if (!target.sure) {
        ask(fmt::format("[data] target: is {} what came true? Other columns look alike.",
                        toml_text(target.column)));
    }
    if (!guesses_.positive) {
        return;
    }
    const auto value = toml_value(guesses_.positive->value, table_.find(target.column)->type);
    key("positive", value, "the value that the decision is for: " + guesses_.positive->because);
    if (!guesses_.positive->sure) {
        ask(fmt::format("[data] positive: is {} the value that the decision is for?", value));
    }
}

void Writer::columns() {
    if (guesses_.id) {
        key("id", toml_text(guesses_.id->column),
            "names a row and is never learned from: " + guesses_.id->because);
    }
    if (guesses_.time) {
        key("time", toml_text(guesses_.time->column),
            "when the decision falls, so that no test looks ahead: " + guesses_.time->because);
        if (!guesses_.time->sure) {
            ask(fmt::format("[data] time: does the decision fall at {}? There are other times.",
                            toml_text(guesses_.time->column)));
        }
    }
    if (!guesses_.time && !guesses_.text_times.empty()) {
        suggested("time", toml_text(guesses_.text_times.front()),
                  "reads as dates but is text: cast it with [data] query first");
        ask(fmt::format(
            "[data] time: does the decision fall at {}? It is text, and needs a cast in "
            "[data] query.",
            listed(guesses_.text_times)));
    }
    if (guesses_.entity) {
        suggested("entity", toml_text(guesses_.entity->column),
                  "rows of one entity stay on one side of a split: " + guesses_.entity->because);
        ask(
            fmt::format("[data] entity: does one customer, device or case stand behind each {}? "
                        "Then take the # away.",
                        toml_text(guesses_.entity->column)));
    }
    if (!guesses_.groups.empty()) {
        key("groups", toml_list(guesses_.groups),
            "compared for fairness and weak spots: few values, and named like groups");
    }
    if (guesses_.afterwards.empty()) {
        suggested("ignore", toml_list(std::vector<std::string>{"…"}),
                  "columns known only after the decision");
        ask("[data] ignore: is any column filled in only after the decision?");
    } else {
        suggested("ignore", toml_list(guesses_.afterwards),
                  "by their names known only after the decision");
        ask(
            fmt::format("[data] ignore: {} may be known only after the decision. If so, take the # "
                        "away.",
                        listed(guesses_.afterwards)));
    }
}

void Writer::rule() {
    line("# What you would do without a model: SQL that is true where you would act, or a score.");
    line("# Take the # away from both lines.");
    line("# [rule]");
    const auto example = guesses_.number.empty() ? std::string("column = 'value'")
                                                 : quoted_name(guesses_.number) + " >= 10";
    suggested("sql", toml_text(example),
              "EDIT: without a rule, a model is held against simpler options");
    line("");
    ask("[rule] sql: what would you do without a model?");
}

void Writer::costs() {
    line(
        "# What each outcome of one decision is worth: gains positive, losses negative; a number,");
    line("# a range [low, high], a column or SQL. PLACEHOLDERS: the verdict means nothing before");
    line("# these are yours.");
    line("[costs]");
    key("currency", toml_text("USD"), "EDIT: or a plain unit, such as minutes");
    key("true_positive", "1.0", "EDIT: acted, and it was right to");
    key("false_positive", "-1.0", "EDIT: acted, and it was in vain");
    key("false_negative", "0.0", "EDIT: did not act, and should have");
    key("true_negative", "0.0", "did not act, and rightly so");
    decisions();
    suggested("review_capacity", "1000", "at most so many acts a month");
    key("model_per_month", "0", "EDIT: what running a model costs a month more than a rule");
    key("build", "0", "EDIT: one-off cost of building it");
    suggested("label", "0.20", "price of one more labelled row");
    line("");
    ask("[costs] true_positive, false_positive, false_negative: what is each worth? 1 and -1 are "
        "placeholders.");
    ask("[costs] model_per_month, build: what does a model cost to run and to build?");
}

void Writer::decisions() {
    if (guesses_.rows_per_month && *guesses_.rows_per_month >= 1) {
        key("decisions_per_month", fmt::format("{:.0f}", *guesses_.rows_per_month),
            "as many as the table has rows a month");
        ask("[costs] decisions_per_month: is the table all decisions, or a sample of them?");
        return;
    }
    key("decisions_per_month", "1000", "EDIT: how many such decisions fall in a month");
    ask("[costs] decisions_per_month: how many fall in a month? 1000 is a placeholder.");
}

void Writer::success() {
    line("# What counts as success, fixed before the result is seen.");
    line("# [target]");
    suggested("metric", toml_text("auc"), "value_per_month, auc, recall_at_precision:0.9, …");
    suggested("at_least", "0.70", "or at_most");
    line("");
    line("# How the study judges; these are its defaults.");
    line("# [study]");
    suggested("certainty", "0.8", "a verdict needs this probability");
    suggested("horizon_months", "12", "a model must pay back in so many months");
}

}  // namespace

Result<Draft> draft_product(engine::Engine& engine, const std::string& source,
                            const std::string& target) {
    if (!valid_utf8(source)) {
        return fail(ErrorCode::InvalidInput, "the name of the data is not valid UTF-8",
                    "rename the file: a product file is UTF-8 text");
    }
    const engine::Source first_rows{.location = source,
                                    .query = fmt::format("SELECT * FROM data LIMIT {}", kRowsRead)};
    const auto table = TRY(engine.read(first_rows));
    if (!target.empty() && table.find(target) == nullptr) {
        return fail(ErrorCode::NotFound,
                    fmt::format("{}: there is no column \"{}\"", source, target),
                    suggest(target, table.names()));
    }
    if (table.rows == 0) {
        return fail(ErrorCode::InvalidInput, source + " has no rows",
                    "a draft is made from the values of a table");
    }
    return Writer(table, guess(table, data::profile(table), target), source).write();
}

}  // namespace assay::study
