#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "base/text.hpp"

namespace assay::cli {

namespace {

using api::Operation;
using api::Parameter;
using api::ParameterKind;

constexpr std::string_view kProgram = "assay";

tl::unexpected<Error> usage(std::string what, std::string hint) {
    return fail(ErrorCode::InvalidInput, std::move(what), std::move(hint));
}

std::string help_hint(const Operation& operation) {
    return std::string(kProgram) + " " + operation.name + " --help shows how it is used";
}

std::string flag_names(const Parameter& parameter) {
    const std::string name = "--" + parameter.name;
    return parameter.letter == '\0' ? name : std::string("-") + parameter.letter + "," + name;
}

/// Flags that stand before the command ("assay --json version") are read as if they stood behind.
struct Words {
    std::vector<std::string> command;
    std::vector<std::string> rest;
};

bool begins_a_command(const std::string& words, std::span<const Operation> commands) {
    return std::any_of(commands.begin(), commands.end(), [&](const Operation& each) {
        return each.name == words || each.name.starts_with(words + " ");
    });
}

Words split_words(const std::vector<std::string>& arguments, std::span<const Operation> commands) {
    Words out;
    std::size_t at = 0;
    while (at < arguments.size() && arguments[at].starts_with('-')) {
        const bool takes_value = arguments[at] == "--workspace";
        out.rest.push_back(arguments[at++]);
        if (takes_value && at < arguments.size()) {
            out.rest.push_back(arguments[at++]);
        }
    }
    std::string words;
    for (; at < arguments.size(); ++at) {
        const std::string longer = words.empty() ? arguments[at] : words + " " + arguments[at];
        if (!begins_a_command(longer, commands)) {
            break;
        }
        words = longer;
        out.command.push_back(arguments[at]);
    }
    out.rest.insert(out.rest.end(), arguments.begin() + static_cast<std::ptrdiff_t>(at),
                    arguments.end());
    return out;
}

/// "assay help study" asks for what "assay study --help" shows.
std::vector<std::string> help_as_flag(std::vector<std::string> arguments) {
    if (!arguments.empty() && arguments.front() == "help") {
        arguments.erase(arguments.begin());
        arguments.emplace_back("--help");
    }
    return arguments;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& each : words) {
        out += (out.empty() ? "" : " ") + each;
    }
    return out;
}

/// Where CLI11 puts what it reads. Everything is text first: its own conversions know no hints.
struct Slots {
    std::map<std::string, std::string> texts;
    std::map<std::string, std::vector<std::string>> lists;
    std::map<std::string, bool> flags;
};

void add_parameter(CLI::App& app, const Parameter& parameter, Slots& slots) {
    const std::string names = parameter.positional ? parameter.name : flag_names(parameter);
    if (parameter.kind == ParameterKind::Flag) {
        app.add_flag(names, slots.flags[parameter.name]);
    } else if (parameter.kind == ParameterKind::TextList) {
        app.add_option(names, slots.lists[parameter.name])->expected(1)->take_all();
    } else {
        app.add_option(names, slots.texts[parameter.name])->take_last();
    }
}

std::vector<std::string> flags_of(const Operation& operation) {
    std::vector<std::string> out;
    const auto add = [&](const Parameter& each) {
        if (!each.positional) {
            out.push_back("--" + each.name);
        }
    };
    std::for_each(operation.parameters.begin(), operation.parameters.end(), add);
    const auto common = common_parameters();
    std::for_each(common.begin(), common.end(), add);
    return out;
}

Result<> check_surplus(const std::vector<std::string>& surplus, const Operation& operation) {
    for (const auto& each : surplus) {
        if (each.starts_with('-') && each != "-" && each != "--") {
            const std::string name = each.substr(0, each.find('='));
            const auto known = flags_of(operation);
            const std::string near = nearest(name, known);
            return usage(operation.name + ": unknown flag " + name,
                         near.empty() ? help_hint(operation) : "did you mean " + near + "?");
        }
        if (each != "--") {
            return usage(operation.name + ": one argument too many: \"" + each + "\"",
                         help_hint(operation));
        }
    }
    return {};
}

/// A known flag in the place of a value means that the value was forgotten.
Result<> check_forgotten(const std::string& name, const std::string& value,
                         const Operation& operation) {
    const auto known = flags_of(operation);
    if (std::find(known.begin(), known.end(), value) != known.end()) {
        return usage("--" + name + " needs a value, and is followed by " + value,
                     help_hint(operation));
    }
    return {};
}

Result<Json> number_value(const Parameter& parameter, const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return usage("--" + parameter.name + ": \"" + text + "\" is not a number",
                     "write it without separators or units: 27300, 0.8");
    }
    return Json(value);
}

Result<Json> whole_value(const Parameter& parameter, const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return usage(
            "--" + parameter.name + ": \"" + text + "\" is not a whole number",
            parameter.fallback.empty() ? std::string() : "leave it out for " + parameter.fallback);
    }
    return Json(value);
}

Result<Json> value_of(const Parameter& parameter, const std::string& text) {
    if (parameter.kind == ParameterKind::Number) {
        return number_value(parameter, text);
    }
    if (parameter.kind == ParameterKind::Whole) {
        return whole_value(parameter, text);
    }
    const auto& choices = parameter.choices;
    if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
        const std::string near = nearest(text, choices);
        return usage((parameter.positional ? "" : "--") + parameter.name + ": \"" + text +
                         "\" is not one of " + listed(choices),
                     near.empty() ? std::string() : "did you mean \"" + near + "\"?");
    }
    return Json(text);
}

Result<> fill(Json& values, const Parameter& parameter, const CLI::App& app, const Slots& slots,
              const Operation& operation) {
    const std::string key = parameter.positional ? parameter.name : "--" + parameter.name;
    if (app.count(key) == 0) {
        if (parameter.required) {
            return usage(operation.name + ": which " + parameter.name + "?", help_hint(operation));
        }
        return {};
    }
    Json& value = values[field_of(parameter.name)];
    if (parameter.kind == ParameterKind::Flag) {
        value = true;
        return {};
    }
    if (parameter.kind == ParameterKind::TextList) {
        for (const auto& each : slots.lists.at(parameter.name)) {
            TRY(check_forgotten(parameter.name, each, operation));
        }
        value = slots.lists.at(parameter.name);
        return {};
    }
    if (app.count(key) > 1) {
        return usage(
            operation.name + ": " + key + " is given " + std::to_string(app.count(key)) + " times",
            "give it once; where it may be a range, that is LOW..HIGH");
    }
    const std::string& text = slots.texts.at(parameter.name);
    TRY(check_forgotten(parameter.name, text, operation));
    value = TRY(value_of(parameter, text));
    return {};
}

/// What CLI11 found wrong, in the words of this program: only a flag without its value is left.
Error reworded(const CLI::ParseError& wrong, const Operation& operation) {
    const std::string what = wrong.what();
    return {
        .code = ErrorCode::InvalidInput,
        .what = operation.name + ": " +
                (what.starts_with('-') ? what.substr(0, what.find(':')) + " needs a value" : what),
        .hint = help_hint(operation)};
}

Result<Call> read_flags(const Operation& operation, std::vector<std::string> rest) {
    CLI::App app;
    app.allow_extras();
    app.set_help_flag();
    Slots slots;
    for (const auto& each : operation.parameters) {
        add_parameter(app, each, slots);
    }
    for (const auto& each : common_parameters()) {
        add_parameter(app, each, slots);
    }
    std::reverse(rest.begin(), rest.end());  // CLI11 takes its arguments from the back
    try {
        app.parse(rest);
    } catch (const CLI::ParseError& wrong) {
        return tl::unexpected(reworded(wrong, operation));
    }
    Call call{.operation = &operation, .help = slots.flags["help"]};
    if (call.help) {
        return call;
    }
    TRY(check_surplus(app.remaining(), operation));
    for (const auto& each : operation.parameters) {
        TRY(fill(call.values, each, app, slots, operation));
    }
    call.json = slots.flags["json"];
    call.quiet = slots.flags["quiet"];
    call.workspace = slots.texts["workspace"];
    return call;
}

/// The command that was probably meant: its second word alone ("verify"), or a slip.
std::string likely_command(const std::string& typed, std::span<const Operation> commands) {
    std::vector<std::string> known{"help"};
    for (const auto& each : commands) {
        if (each.name.ends_with(" " + typed)) {
            return each.name;
        }
        if (!each.hidden) {
            known.push_back(each.name);
            known.push_back(each.name.substr(0, each.name.find(' ')));
        }
    }
    return nearest(typed, known);
}

tl::unexpected<Error> unknown_command(const std::string& typed,
                                      std::span<const Operation> commands) {
    const std::string near = likely_command(typed, commands);
    return usage("there is no command \"" + typed + "\"",
                 near.empty() ? "assay help lists the commands" : "did you mean \"" + near + "\"?");
}

tl::unexpected<Error> flag_without_command(const std::string& flag) {
    std::vector<std::string> known{"--version", "-V"};
    for (const auto& each : common_parameters()) {
        known.push_back("--" + each.name);
    }
    const std::string near = nearest(flag, known);
    if (near == flag) {
        return usage("which command?", "assay help lists the commands");
    }
    return usage("unknown flag " + flag,
                 near.empty() ? "assay help lists the commands" : "did you mean " + near + "?");
}

Result<Call> read_without_command(const std::vector<std::string>& rest,
                                  std::span<const Operation> commands) {
    Call call;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const auto& each = rest[i];
        if (!each.starts_with('-')) {
            return unknown_command(each, commands);
        }
        call.help = call.help || each == "--help" || each == "-h";
        call.version = call.version || each == "--version" || each == "-V";
        i += each == "--workspace" ? 1 : 0;
    }
    if (rest.empty() || call.help || call.version) {
        return call;
    }
    return flag_without_command(rest.front());
}

Result<Call> read_group(const std::string& group, const std::vector<std::string>& rest,
                        std::span<const Operation> commands) {
    Call call{.group = group};
    call.help = std::any_of(rest.begin(), rest.end(), [](const auto& each) {
        return each == "--help" || each == "-h" || each == "help";
    });
    const auto wrong = std::find_if(rest.begin(), rest.end(),
                                    [](const auto& each) { return !each.starts_with('-'); });
    if (call.help || wrong == rest.end()) {
        return call;
    }
    std::vector<std::string> known;
    for (const auto& each : commands) {
        if (each.name.starts_with(group + " ")) {
            known.push_back(each.name.substr(group.size() + 1));
        }
    }
    return usage(group + ": there is no command \"" + *wrong + "\"", suggest(*wrong, known));
}

}  // namespace

std::string field_of(std::string_view parameter) {
    std::string out(parameter);
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}

std::span<const Parameter> common_parameters() {
    static const std::vector<Parameter> all = {
        {.name = "json",
         .kind = ParameterKind::Flag,
         .help = "print the document as JSON, and nothing else",
         .section = "output"},
        {.name = "quiet",
         .kind = ParameterKind::Flag,
         .help = "no progress and no notes",
         .section = "output",
         .letter = 'q'},
        {.name = "workspace",
         .kind = ParameterKind::InputFile,
         .help = "folder of the ledger, instead of the nearest .assay",
         .section = "output",
         .value = "DIR"},
        {.name = "help",
         .kind = ParameterKind::Flag,
         .help = "show this page",
         .section = "output",
         .letter = 'h'},
    };
    return all;
}

Result<Call> read_command_line(const std::vector<std::string>& arguments,
                               std::span<const Operation> commands) {
    const Words words = split_words(help_as_flag(arguments), commands);
    if (words.command.empty()) {
        return read_without_command(words.rest, commands);
    }
    const std::string name = joined(words.command);
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const auto& each) { return each.name == name; });
    return found == commands.end() ? read_group(name, words.rest, commands)
                                   : read_flags(*found, words.rest);
}

}  // namespace assay::cli
