#include "cli/commands.hpp"
#include "cli/help.hpp"

namespace assay::cli {

namespace {

/// Text for a cell of a Markdown table.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '<') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string code_cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '|' ? std::string("\\|") : std::string(1, c);
    }
    return "`" + out + "`";
}

std::string command(const api::Operation& operation) {
    std::string out = "\n## assay " + operation.name + "\n\n" + operation.summary + "\n\n```\n" +
                      usage_line(operation) + "\n```\n\n" + operation.description + "\n";
    for (const auto& section : sections(operation)) {
        out += "\n| " + section.title + " | |\n| --- | --- |\n";
        for (const auto& each : section.parameters) {
            const std::string label = parameter_label(each);
            out += "| " + code_cell(label.substr(label.find_first_not_of(' '))) + " | " +
                   cell(parameter_help(each)) + " |\n";
        }
    }
    if (!operation.example.empty()) {
        out += "\nExample: `" + operation.example + "`\n";
    }
    return out;
}

}  // namespace

std::string reference_page(std::span<const api::Operation> commands) {
    std::string out =
        "# Commands\n\nMade from the table of operations by `assay reference`; a test holds this "
        "page to it.\n\nExit codes: 0 done and fine; 1 done, and the answer is no; 2 the input or "
        "the usage is wrong; 3 something outside failed; 4 a defect in assay; 130 stopped by "
        "Ctrl-C, nothing was recorded.\n";
    for (const auto& each : commands) {
        out += each.hidden ? "" : command(each);
    }
    return out;
}

}  // namespace assay::cli
