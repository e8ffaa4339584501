#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/help.hpp"

namespace assay::cli {

namespace {

/// Text for roff: backslashes doubled, hyphens kept as typed, no line that begins a request.
std::string roff(std::string_view text) {
    std::string out;
    bool line_start = true;
    for (const char c : text) {
        if (line_start && (c == '.' || c == '\'')) {
            out += "\\&";
        }
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            out += c;
        }
        line_start = c == '\n';
    }
    return out;
}

std::string paragraphs(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find("\n\n", at), text.size());
        out += ".PP\n" + roff(text.substr(at, end - at)) + "\n";
        at = end + 2;
    }
    return out;
}

std::string command(const api::Operation& operation) {
    std::string out = ".SS " + roff(usage_line(operation)) + "\n" + roff(operation.summary) + "\n" +
                      paragraphs(operation.description);
    for (const auto& section : sections(operation)) {
        out += ".PP\n.I " + roff(capitalised(section.title)) + "\n";
        for (const auto& each : section.parameters) {
            const std::string label = parameter_label(each);
            const auto from = label.find_first_not_of(' ');
            out += ".TP\n.B " + roff(label.substr(from)) + "\n" + roff(parameter_help(each)) + "\n";
        }
    }
    if (!operation.example.empty()) {
        out += ".PP\nExample:\n.PP\n.RS\n.B " + roff(operation.example) + "\n.RE\n";
    }
    return out;
}

}  // namespace

std::string man_page(std::span<const api::Operation> commands, std::string_view version) {
    std::string out =
        ".TH ASSAY 1 \"\" \"assay " + std::string(version) +
        "\" \"User Commands\"\n.SH NAME\nassay \\- tells whether an AI product is "
        "worth building\n.SH SYNOPSIS\n.B assay\n.I command\n[flags]\n"
        ".SH DESCRIPTION\nassay tells whether an AI product is worth building, with "
        "evidence, in money, with honest uncertainty. Begin with\n.B assay init\nand a table; "
        "it drafts the product file that\n.B assay study\njudges.\n"
        ".B assay help\n.I command\nexplains a command.\n.SH COMMANDS\n";
    for (const auto& each : commands) {
        out += each.hidden ? "" : command(each);
    }
    const std::pair<const char*, const char*> kCodes[] = {
        {"0", "done, and fine"},
        {"1", "done, and the answer is no: a requirement or a check failed"},
        {"2", "the input or the usage is wrong"},
        {"3", "something outside failed: disk, database, network"},
        {"4", "a defect in assay"},
        {"130", "stopped by Ctrl-C; nothing was recorded"}};
    out += ".SH EXIT STATUS\n";
    for (const auto& [code, meaning] : kCodes) {
        out += std::string(".TP\n.B ") + code + "\n" + roff(meaning) + "\n";
    }
    out +=
        ".SH ENVIRONMENT\n.TP\n.B ASSAY_WORKSPACE\nfolder of the ledger, instead of the nearest "
        "\\&.assay\n.TP\n.B NO_COLOR\nno colour\n.TP\n.B COLUMNS\nwidth of the output, 60 to "
        "120\n";
    return out;
}

}  // namespace assay::cli
