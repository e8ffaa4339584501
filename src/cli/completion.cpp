#include <algorithm>
#include <map>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/help.hpp"

// Each script is a table of words, made from the table of operations, with a fixed few lines around
// it that look up the command that was typed so far.

namespace assay::cli {

namespace {

using api::Operation;
using api::Parameter;
using api::ParameterKind;

std::vector<Parameter> flags_of(const Operation& operation) {
    std::vector<Parameter> out;
    const auto add = [&](const Parameter& each) {
        if (!each.positional) {
            out.push_back(each);
        }
    };
    std::for_each(operation.parameters.begin(), operation.parameters.end(), add);
    const auto common = common_parameters();
    std::for_each(common.begin(), common.end(), add);
    return out;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const auto& each : words) {
        out += (out.empty() ? std::string_view{} : between);
        out += each;
    }
    return out;
}

std::ptrdiff_t words_in(const std::string& name) {
    return 1 + std::ranges::count(name, ' ');
}

std::vector<Operation> listed_commands(std::span<const Operation> commands) {
    std::vector<Operation> out;
    std::copy_if(commands.begin(), commands.end(), std::back_inserter(out),
                 [](const Operation& each) { return !each.hidden; });
    return out;
}

/// The words that may follow `before` ("" or "ledger ") in a command's name.
std::vector<std::string> next_words(std::span<const Operation> commands,
                                    const std::string& before) {
    std::vector<std::string> out;
    for (const auto& each : commands) {
        if (!each.name.starts_with(before) || each.name.size() <= before.size()) {
            continue;
        }
        const std::string rest = each.name.substr(before.size());
        const std::string word = rest.substr(0, rest.find(' '));
        if (std::find(out.begin(), out.end(), word) == out.end()) {
            out.push_back(word);
        }
    }
    return out;
}

/// Words that begin longer commands, shorter ones first: "study", "data", "data contract".
std::vector<std::string> groups(std::span<const Operation> commands) {
    std::vector<std::string> out;
    for (const auto& each : commands) {
        for (auto space = each.name.find(' '); space != std::string::npos;
             space = each.name.find(' ', space + 1)) {
            const std::string words = each.name.substr(0, space);
            if (std::find(out.begin(), out.end(), words) == out.end()) {
                out.push_back(words);
            }
        }
    }
    std::ranges::stable_sort(out, {}, words_in);
    return out;
}

/// Whole commands and beginnings of commands that have `words` words, as a pattern of bash.
std::string bash_pattern(std::span<const Operation> commands, std::ptrdiff_t words) {
    std::vector<std::string> found;
    const auto add = [&](const std::string& name) {
        const auto quoted = "\"" + name + "\"";
        if (words_in(name) == words && std::ranges::find(found, quoted) == found.end()) {
            found.push_back(quoted);
        }
    };
    std::ranges::for_each(commands, add, &Operation::name);
    std::ranges::for_each(groups(commands), add);
    return joined(found, "|");
}

/// Offers the next word of commands, where the cursor stands behind `words` words.
std::string bash_next_words(std::span<const Operation> commands, std::ptrdiff_t words) {
    std::string out = "    if ((COMP_CWORD == " + std::to_string(words + 1) +
                      ")); then\n        case \"${COMP_WORDS[*]:1:" + std::to_string(words) +
                      "}\" in\n";
    for (const auto& each : groups(commands)) {
        if (words_in(each) == words) {
            out += "            \"" + each + "\") words=\"$words " +
                   joined(next_words(commands, each + " "), " ") + "\" ;;\n";
        }
    }
    return out + "        esac\n    fi\n";
}

std::vector<std::string> positional_choices(const Operation& operation) {
    for (const auto& each : operation.parameters) {
        if (each.positional) {
            return each.choices;
        }
    }
    return {};
}

std::string flag_words(const Operation& operation) {
    std::vector<std::string> out;
    for (const auto& each : flags_of(operation)) {
        out.push_back("--" + each.name);
        if (each.letter != '\0') {
            out.push_back(std::string("-") + each.letter);
        }
    }
    return joined(out, " ");
}

void add_new(std::vector<std::string>& known, const std::vector<std::string>& more) {
    for (const auto& each : more) {
        if (std::find(known.begin(), known.end(), each) == known.end()) {
            known.push_back(each);
        }
    }
}

/// Values of the flags that have only a few, a case each: `--require) … ;;`. A flag that two
/// commands share offers the values of both.
std::string choice_cases(std::span<const Operation> commands) {
    std::map<std::string, std::vector<std::string>> values;
    for (const auto& command : commands) {
        for (const auto& each : flags_of(command)) {
            add_new(values[each.name], each.choices);
        }
    }
    std::string out;
    for (const auto& [flag, choices] : values) {
        if (!choices.empty()) {
            out += "        --" + flag + ") COMPREPLY=($(compgen -W \"" + joined(choices, " ") +
                   "\" -- \"$current\")); return ;;\n";
        }
    }
    return out;
}

/// For zsh: text inside '…[…]' of _arguments.
std::string zsh_help(const Parameter& parameter) {
    std::string out;
    for (const char c : parameter.help) {
        if (c == '\'') {
            out += "'\\''";
            continue;
        }
        if (c == '[' || c == ']' || c == ':') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string zsh_action(const Parameter& parameter) {
    if (!parameter.choices.empty()) {
        return ":value:(" + joined(parameter.choices, " ") + ")";
    }
    const bool file = parameter.kind == ParameterKind::InputFile ||
                      parameter.kind == ParameterKind::OutputFile || parameter.name == "data";
    return file ? ":file:_files" : ":value: ";
}

std::string zsh_argument(const Parameter& parameter) {
    const bool many = parameter.kind == ParameterKind::TextList;
    const std::string help = "[" + zsh_help(parameter) + "]";
    const std::string action = parameter.kind == ParameterKind::Flag ? "" : zsh_action(parameter);
    if (parameter.positional) {
        return "'1" + action + "'";
    }
    if (parameter.letter != '\0') {
        const std::string letter = std::string("-") + parameter.letter;
        return "'(" + letter + " --" + parameter.name + ")'{" + letter + ",--" + parameter.name +
               "}'" + help + action + "'";
    }
    return "'" + std::string(many ? "*" : "") + "--" + parameter.name + help + action + "'";
}

std::string fish_quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "'";
}

std::string fish_flag(const std::string& condition, const Parameter& parameter) {
    std::string line = "complete -c assay -n " + fish_quoted(condition) + " -l " + parameter.name;
    if (parameter.letter != '\0') {
        line += std::string(" -s ") + parameter.letter;
    }
    const bool file = parameter.kind == ParameterKind::InputFile ||
                      parameter.kind == ParameterKind::OutputFile || parameter.name == "data";
    if (parameter.kind != ParameterKind::Flag) {
        line += file ? " -r -F" : " -x";
    }
    if (!parameter.choices.empty()) {
        line += " -a " + fish_quoted(joined(parameter.choices, " "));
    }
    return line + " -d " + fish_quoted(parameter.help) + "\n";
}

/// That all words of a command stand on the line.
std::string fish_condition(const std::string& name) {
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const auto end = std::min(name.find(' ', at), name.size());
        out += (out.empty() ? "" : "; and ") +
               ("__fish_seen_subcommand_from " + name.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

std::string bash_completion(std::span<const Operation> commands) {
    const auto all = listed_commands(commands);
    std::string out =
        "# bash completion for assay\n"
        "_assay() {\n"
        "    local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
        "    local command=\"${COMP_WORDS[1]}\" words=\"\" files=yes\n"
        "    if [[ $command == help ]] && ((COMP_CWORD > 1)); then\n"
        "        COMP_WORDS=(\"${COMP_WORDS[@]:1}\"); ((COMP_CWORD--)); files=no\n"
        "        command=\"${COMP_WORDS[1]}\"\n"
        "    fi\n"
        "    case \"$command ${COMP_WORDS[2]}\" in\n";
    std::string cases;
    for (const auto& each : all) {
        cases += "        \"" + each.name + "\") words=\"" + flag_words(each);
        const auto choices = positional_choices(each);
        for (const auto& choice : choices) {
            cases += " " + choice;
        }
        cases += choices.empty() ? "\" ;;\n" : "\"; files=no ;;\n";
    }
    out += "        " + bash_pattern(all, 2) +
           ") command=\"$command ${COMP_WORDS[2]}\" ;;\n    esac\n"
           "    case \"$command ${COMP_WORDS[3]}\" in\n        " +
           bash_pattern(all, 3) + ") command=\"$command ${COMP_WORDS[3]}\" ;;\n    esac\n";
    out += "    if ((COMP_CWORD == 1)); then\n        COMPREPLY=($(compgen -W \"" +
           joined(next_words(all, ""), " ") +
           " help --help --version\" -- \"$current\"))\n"
           "        return\n    fi\n";
    out += "    case \"$previous\" in\n" + choice_cases(all) + "    esac\n";
    out += "    case \"$command\" in\n" + cases + "    esac\n";
    out += bash_next_words(all, 1) + bash_next_words(all, 2);
    out +=
        "    if [[ $current == -* ]]; then\n"
        "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "        return\n    fi\n"
        "    COMPREPLY=($(compgen -W \"$words\" -X '-*' -- \"$current\"))\n"
        "    [[ $files == no ]] || COMPREPLY+=($(compgen -f -- \"$current\"))\n"
        "}\n"
        "complete -o filenames -F _assay assay\n";
    return out;
}

std::string zsh_completion(std::span<const Operation> commands) {
    const auto all = listed_commands(commands);
    std::string out =
        "#compdef assay\n_assay() {\n"
        "    if [[ $words[2] == help ]] && ((CURRENT > 2)); then\n"
        "        words=(assay \"${words[@]:2}\"); ((CURRENT--))\n    fi\n"
        "    local command=\"$words[2]\"\n";
    for (const auto& each : groups(all)) {
        const auto next = joined(next_words(all, each + " "), " ");
        out += "    if [[ $command == \"" + each +
               "\" ]]; then\n"
               "        if ((CURRENT > 3)) && [[ \" " +
               next +
               " \" == *\" $words[3] \"* ]]; then\n"
               "            command=\"$command $words[3]\"; words=(\"${words[@]:1}\"); "
               "((CURRENT--))\n"
               "        elif ((CURRENT == 3)); then\n            local -a next=(" +
               next + ")\n            _describe command next\n        fi\n    fi\n";
    }
    out += "    if ((CURRENT == 2)); then\n        local -a first=(" +
           joined(next_words(all, ""), " ") +
           " help)\n        _describe command first\n        return\n    fi\n"
           "    words=(\"${words[@]:1}\"); ((CURRENT--))\n    case \"$command\" in\n";
    for (const auto& each : all) {
        out += "        \"" + each.name + "\") _arguments";
        for (const auto& parameter : each.parameters) {
            out += parameter.positional ? " \\\n            " + zsh_argument(parameter) : "";
        }
        for (const auto& parameter : flags_of(each)) {
            out += " \\\n            " + zsh_argument(parameter);
        }
        out += " ;;\n";
    }
    return out + "    esac\n}\ncompdef _assay assay\n";
}

std::string fish_completion(std::span<const Operation> commands) {
    const auto all = listed_commands(commands);
    std::string out = "# fish completion for assay\n";
    for (const auto& word : next_words(all, "")) {
        out += "complete -c assay -n __fish_use_subcommand -f -a " + word + "\n";
    }
    out += "complete -c assay -n __fish_use_subcommand -f -a help\n";
    out += "complete -c assay -f -n " + fish_quoted("__fish_seen_subcommand_from help") + " -a " +
           fish_quoted(joined(next_words(all, ""), " ")) + "\n";
    for (const auto& each : groups(all)) {
        out += "complete -c assay -n " + fish_quoted(fish_condition(each)) + " -a " +
               fish_quoted(joined(next_words(all, each + " "), " ")) + "\n";
    }
    for (const auto& each : all) {
        const auto condition = fish_condition(each.name);
        const auto choices = positional_choices(each);
        if (!choices.empty()) {
            out += "complete -c assay -f -n " + fish_quoted(condition) + " -a " +
                   fish_quoted(joined(choices, " ")) + "\n";
        }
        for (const auto& parameter : flags_of(each)) {
            out += fish_flag(condition, parameter);
        }
    }
    return out;
}

}  // namespace assay::cli
