#include "cli/commands.hpp"

#include <vector>

namespace assay::cli {

namespace {

api::Answer text(std::string content) {
    return {.document = {{"schema", "assay.text/1"}, {"text", std::move(content)}}, .kind = "text"};
}

std::string version() {
    api::Context none{};
    const auto* operation = api::find_operation("version");
    const auto answer = operation->run(api::Request(), none);
    return answer ? answer->document.value("version", "") : std::string();
}

api::Operation completion() {
    return {.name = "completion",
            .summary = "Completion for your shell",
            .description =
                "Prints a script that completes commands, flags and values. For bash: "
                "assay completion bash > ~/.local/share/bash-completion/completions/assay",
            .parameters = {{.name = "shell",
                            .kind = api::ParameterKind::Text,
                            .help = "bash, zsh or fish",
                            .positional = true,
                            .required = true,
                            .choices = {"bash", "zsh", "fish"}}},
            .example = "assay completion bash",
            .run = [](const api::Request& request, api::Context&) -> Result<api::Answer> {
                const std::string shell = request.text("shell");
                if (shell == "zsh") {
                    return text(zsh_completion(commands()));
                }
                return text(shell == "fish" ? fish_completion(commands())
                                            : bash_completion(commands()));
            }};
}

api::Operation man() {
    return {.name = "man",
            .summary = "The manual page",
            .description = "Prints the manual page in roff. Read it with: assay man | man -l -",
            .example = "assay man",
            .run = [](const api::Request&, api::Context&) -> Result<api::Answer> {
                return text(man_page(commands(), version()));
            }};
}

api::Operation reference() {
    return {.name = "reference",
            .summary = "The reference page",
            .description = "Prints docs/reference.md.",
            .run = [](const api::Request&, api::Context&) -> Result<api::Answer> {
                return text(reference_page(commands()));
            },
            .hidden = true};
}

}  // namespace

std::span<const api::Operation> commands() {
    static const std::vector<api::Operation> all = [] {
        const auto shared = api::operations();
        std::vector<api::Operation> out(shared.begin(), shared.end());
        out.push_back(completion());
        out.push_back(man());
        out.push_back(reference());
        return out;
    }();
    return all;
}

}  // namespace assay::cli
