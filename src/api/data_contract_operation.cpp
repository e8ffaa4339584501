#include <algorithm>
#include <filesystem>

#include "api/fail_on.hpp"
#include "api/named_table.hpp"
#include "api/parameters.hpp"
#include "api/product_files.hpp"
#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/moment.hpp"
#include "base/text.hpp"
#include "data/contract.hpp"

namespace assay::api {

namespace {

namespace fs = std::filesystem;

Parameter table_parameter() {
    return {.name = "table",
            .kind = ParameterKind::InputFile,
            .help = "table: a file, a glob or a snapshot",
            .positional = true,
            .required = true};
}

Result<Answer> run_draft(const Request& request, Context& context) {
    const auto source = request.text("table");
    const auto output = request.text("output", "contract.toml");
    TRY(check_draft(output, request.flag("force")));
    auto engine = TRY(CancellableEngine::open(context, 2));
    const auto table = TRY(read_named(*engine, source, request, context));
    const auto draft = data::draft_contract(table, source, now_of(context));
    return drafted(draft.toml, draft.open_questions, output,
                   "assay data contract check " + source + " --contract " + output);
}

Result<Answer> run_check(const Request& request, Context& context) {
    TRY(check_output(request.text("output")));
    const auto contract = TRY(data::read_contract(request.text("contract", "contract.toml")));
    const auto source = request.text("table", contract.source);
    if (source.empty()) {
        return fail(ErrorCode::InvalidInput, "data contract check: which table?",
                    "name it, or write source = \"table.csv\" under [table] of the contract");
    }
    auto engine = TRY(CancellableEngine::open(context, 2));
    const auto table = TRY(read_named(*engine, source, request, context));
    context.progress.say("holding it against the contract", 0.6);
    const auto check = TRY(data::check_contract(contract, table, source, *engine, now_of(context)));
    Answer answer{
        .document = to_json(check), .kind = "contract check", .no = fails(check.breaches, request)};
    TRY(write_asked(request, "written", answer, context));
    return answer;
}

/// True when a product reads the table of a contract; a contract that names none may be any.
bool reads_table(const study::Product& product, const data::Contract& contract) {
    if (contract.source.empty()) {
        return true;
    }
    return fs::path(product.source).filename() == fs::path(contract.source).filename();
}

/// What a product uses a changed clause for; empty where it does not. Without a table in the
/// contract, only columns that a product names itself are told: that it reads every column of its
/// own table says nothing about this one.
std::string use_of(const study::Product& product, const data::Contract& contract,
                   const data::ContractChange& change) {
    if (!reads_table(product, contract)) {
        return {};
    }
    auto uses = change.column.empty() ? std::vector<std::string>{"the table"}
                                      : study::uses_of_column(product, change.column);
    if (contract.source.empty()) {
        std::erase(uses, change.column.empty() ? "the table" : "feature");
    }
    return listed(uses);
}

/// Who uses the columns that break.
void name_readers(data::ContractDiff& diff, const data::Contract& contract,
                  const std::vector<study::Product>& products) {
    for (auto& change : diff.changes) {
        for (const auto& product : products) {
            auto how = change.breaking ? use_of(product, contract, change) : std::string();
            if (!how.empty()) {
                change.products.push_back(
                    {.product = product.name, .file = product.file, .how = std::move(how)});
            }
        }
    }
}

Result<Answer> run_diff(const Request& request, Context& context) {
    TRY(check_output(request.text("output")));
    const auto before = TRY(data::read_contract(request.text("old")));
    const auto after = TRY(data::read_contract(request.text("new")));
    auto diff = data::diff_contracts(before, after);
    std::vector<std::string> unread;
    const auto products = TRY(find_products(request.list("products"), context, unread));
    diff.products_searched = static_cast<std::int64_t>(products.size());
    name_readers(diff, before, products);
    const auto bar = request.text("fail-on", "breaking");
    Answer answer{.document = to_json(diff), .kind = "contract diff"};
    answer.no =
        (bar == "breaking" && diff.breaking > 0) || (bar == "unannounced" && !diff.announced);
    for (const auto& each : unread) {
        answer.notes.push_back("left out: " + each);
    }
    TRY(write_asked(request, "written", answer, context));
    return answer;
}

}  // namespace

Operation data_contract_draft_operation() {
    return {
        .name = "data contract draft",
        .summary = "Draft a contract from a table",
        .description =
            "Reads a table and writes a commented contract for a person to finish: columns, "
            "types, gaps, ranges and sets with room, uniqueness, volume and freshness. Only "
            "what the data support becomes a clause; the rest stands in comments. The draft "
            "holds on the table that it was made from.",
        .parameters = {table_parameter(), query_parameter(),
                       output_parameter("contract to write; - is standard output", "contract.toml"),
                       force_parameter("a file")},
        .example = "assay data contract draft visits.csv",
        .run = run_draft};
}

Operation data_contract_check_operation() {
    auto table = table_parameter();
    table.required = false;
    table.fallback = "[table] source of the contract";
    return {.name = "data contract check",
            .summary = "Does a table keep its contract?",
            .description =
                "Holds a table against a contract and names each breach: column, rows, the first "
                "row numbers, values seen, a sentence, and SQL that shows the rows. Exits with 1 "
                "on breaches at or above --fail-on, so that a delivery can be stopped by it.",
            .parameters = {table,
                           {.name = "contract",
                            .kind = ParameterKind::InputFile,
                            .help = "the contract",
                            .fallback = "contract.toml"},
                           query_parameter(),
                           fail_on_parameter(),
                           report_parameter()},
            .example = "assay data contract check visits.csv --contract contract.toml",
            .run = run_check};
}

Operation data_contract_diff_operation() {
    return {.name = "data contract diff",
            .summary = "What a new version of a contract breaks, and for whom",
            .description =
                "Compares two versions of a contract. A promise that gets weaker breaks those who "
                "read the table; one that gets stronger is harmless to them. For each breaking "
                "change it lists the products that use the column, from product files below this "
                "folder or those that --products names.",
            .parameters = {{.name = "old",
                            .kind = ParameterKind::InputFile,
                            .help = "the contract that readers know",
                            .positional = true,
                            .required = true},
                           {.name = "new",
                            .kind = ParameterKind::InputFile,
                            .help = "the contract that is to come",
                            .positional = true,
                            .required = true},
                           {.name = "products",
                            .kind = ParameterKind::TextList,
                            .help = "product files to search; may be repeated",
                            .fallback = "every product.toml below this folder",
                            .value = "GLOB"},
                           {.name = "fail-on",
                            .kind = ParameterKind::Text,
                            .help = "exit with 1 on breaking changes, or only where the major "
                                    "version did not rise",
                            .fallback = "breaking",
                            .section = "output",
                            .value = "WHAT",
                            .choices = {"breaking", "unannounced", "never"}},
                           report_parameter()},
            .example = "assay data contract diff old/contract.toml contract.toml",
            .run = run_diff};
}

}  // namespace assay::api
