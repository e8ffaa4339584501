#include "api/fail_on.hpp"
#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/text.hpp"
#include "data/card.hpp"

namespace assay::api {

namespace {

std::string draft_file(const Request& request) {
    return request.text("output", "card.toml");
}

Result<Answer> draft(const Request& request, const engine::Table& table) {
    const auto source = request.text("table");
    const auto output = draft_file(request);
    const auto made = data::draft_card(table, source, request.flag("names"));
    return drafted(made.toml, made.open_questions, output,
                   "assay data card " + source + " --card " + output);
}

Result<Answer> check(const Request& request, const data::Card& card, const engine::Table& table,
                     const Context& context) {
    auto found = data::check_card(card, table, request.text("table", card.source),
                                  request.flag("names"), now_of(context));
    const auto purpose = request.text("purpose");
    if (!purpose.empty()) {
        if (const auto allowed = data::allow_purpose(card, purpose); !allowed) {
            found.issues.insert(found.issues.begin(),
                                {.code = "purpose-forbidden",
                                 .severity = data::Severity::Error,
                                 .column = {},
                                 .sentence = allowed.error().what + ".",
                                 .fix = capitalised(allowed.error().hint) + "."});
            found.sentence = "These data may not be used for " + purpose + ".";
        }
    }
    Answer answer{.document = to_json(found), .kind = "card", .no = fails(found.issues, request)};
    TRY(write_asked(request, "written", answer, context));
    return answer;
}

Result<Answer> run(const Request& request, Context& context) {
    std::optional<data::Card> card;
    if (request.has("card")) {
        TRY(check_output(request.text("output")));
        card = TRY(data::read_card(request.text("card")));
    } else if (request.has("purpose")) {
        return fail(ErrorCode::InvalidInput, "--purpose: which card allows it?",
                    "name it with --card card.toml");
    } else {
        TRY(check_draft(draft_file(request), request.flag("force")));
    }
    const auto source = request.text("table", card ? card->source : "");
    if (source.empty()) {
        return fail(ErrorCode::InvalidInput, "data card: which table?",
                    "name it, or write source = \"table.csv\" under [card] of the card");
    }
    auto engine = TRY(CancellableEngine::open(context, 2));
    const auto table = TRY(read_named(*engine, source, request, context));
    context.progress.say("looking for personal data", 0.5);
    return card ? check(request, *card, table, context) : draft(request, table);
}

}  // namespace

Operation data_card_operation() {
    return {.name = "data card",
            .summary = "What a table may be used for, and the personal data in it",
            .description =
                "Without --card, drafts a data card from a table: purpose, owner, lawful basis, "
                "retention, consent, and the columns in which personal data were found by pattern "
                "(e-mail, phone, IBAN, payment card, IP address; names by dictionary with "
                "--names). With --card, holds the table against it: rows without consent, rows "
                "kept too long, personal data that the card does not know of. No value is shown. "
                "A study whose product names the card, [data] card = \"card.toml\", is refused "
                "when its purpose is not allowed.",
            .parameters = {{.name = "table",
                            .kind = ParameterKind::InputFile,
                            .help = "table: a file, a glob or a snapshot",
                            .fallback = "[card] source of the card",
                            .positional = true},
                           {.name = "card",
                            .kind = ParameterKind::InputFile,
                            .help = "card to hold the table against"},
                           {.name = "purpose",
                            .kind = ParameterKind::Text,
                            .help = "ask whether this use is allowed",
                            .value = "PURPOSE",
                            .choices = data::purposes()},
                           {.name = "names",
                            .kind = ParameterKind::Flag,
                            .help = "look for names of people as well, by dictionary"},
                           query_parameter(),
                           fail_on_parameter(),
                           output_parameter("card to write (- is standard output); with --card the "
                                            "report (.html) or the document (.json)",
                                            "card.toml"),
                           force_parameter("a card")},
            .example = "assay data card visits.csv --card card.toml",
            .run = run};
}

}  // namespace assay::api
