#include "api/surroundings.hpp"
#include "api/table.hpp"
#include "base/file.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {

namespace {

Result<Answer> run(const Request& request, Context& context) {
    const auto workspace = TRY(existing_workspace(context));
    const std::string lines = TRY(ledger::export_lines(workspace));
    const std::string output = request.text("output");
    if (output.empty() || output == "-") {
        return Answer{.document = {{"schema", "assay.text/1"}, {"text", lines}}, .kind = "text"};
    }
    TRY(write_file(output, lines));
    return Answer{.document = {{"schema", "assay.written/1"}, {"written", output}},
                  .kind = "written",
                  .notes = {"ledger: " + output}};
}

}  // namespace

Operation ledger_export_operation() {
    return {.name = "ledger export",
            .summary = "The whole ledger as JSON lines",
            .description =
                "Writes every entry, oldest first, one JSON object a line, with the "
                "hashes by which anyone can check the chain without assay.",
            .parameters = {{.name = "output",
                            .kind = ParameterKind::OutputFile,
                            .help = "file to write; - is standard output",
                            .fallback = "-",
                            .section = "output",
                            .letter = 'o'}},
            .example = "assay ledger export -o ledger.jsonl",
            .run = run};
}

}  // namespace assay::api
