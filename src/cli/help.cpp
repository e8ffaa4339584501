#include "cli/help.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/command_line.hpp"
#include "cli/page.hpp"

namespace assay::cli {

namespace {

using api::Operation;
using api::Parameter;
using api::ParameterKind;

std::string upper(std::string text) {
    for (char& c : text) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return text;
}

/// "a, b or c".
std::string either(const std::vector<std::string>& choices) {
    const std::string all = listed(choices);
    const auto last = all.rfind(" and ");
    return last == std::string::npos ? all : all.substr(0, last) + " or " + all.substr(last + 5);
}

/// As wide as the longest label that leaves its help room; longer ones take a line of their own.
int widest_label(const std::vector<Section>& all) {
    constexpr int kMost = 30;
    int width = 0;
    for (const auto& section : all) {
        for (const auto& each : section.parameters) {
            const int label = columns(parameter_label(each));
            width = std::max(width, label <= kMost ? label : 0);
        }
    }
    return width + 2;
}

/// A label in the left column, its help wrapped in the right one; a long label takes its own line.
void two_columns(Page& page, const std::string& label, const std::string& help, int label_width) {
    const auto lines = wrapped(help, page.width() - label_width - 2);
    std::size_t next = 0;
    if (columns(label) > label_width - 2) {
        page.line("  " + label);
    } else {
        page.line("  " + left(label, label_width) + (lines.empty() ? "" : lines[next++]));
    }
    for (; next < lines.size(); ++next) {
        page.line("  " + left("", label_width) + lines[next]);
    }
}

void paragraphs(Page& page, const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find("\n\n", at), text.size());
        page.line();
        page.paragraph(text.substr(at, end - at), 0);
        at = end + 2;
    }
}

}  // namespace

std::string value_name(const Parameter& parameter) {
    if (!parameter.value.empty()) {
        return parameter.value;
    }
    switch (parameter.kind) {
        case ParameterKind::Text:
        case ParameterKind::TextList:
            return "TEXT";
        case ParameterKind::Number:
            return "NUMBER";
        case ParameterKind::Whole:
            return "N";
        case ParameterKind::Flag:
            return {};
        case ParameterKind::InputFile:
        case ParameterKind::OutputFile:
            return "FILE";
    }
    return {};
}

std::string parameter_label(const Parameter& parameter) {
    if (parameter.positional) {
        return parameter.value.empty() ? upper(parameter.name) : parameter.value;
    }
    const std::string value = value_name(parameter);
    const std::string letter =
        parameter.letter == '\0' ? "    " : std::string("-") + parameter.letter + ", ";
    return letter + "--" + parameter.name + (value.empty() ? "" : " " + value);
}

std::string parameter_help(const Parameter& parameter) {
    std::string out = parameter.help;
    if (!parameter.choices.empty() && !parameter.positional) {
        out += ": " + either(parameter.choices);
    }
    if (!parameter.fallback.empty()) {
        out += " [" + parameter.fallback + "]";
    }
    return out;
}

std::string usage_line(const Operation& operation) {
    std::string out = "assay " + operation.name;
    for (const auto& each : operation.parameters) {
        if (each.positional) {
            const std::string label = parameter_label(each);
            out += each.required ? " " + label : " [" + label + "]";
        }
    }
    return out + " [flags]";
}

std::vector<Section> sections(const Operation& operation) {
    std::vector<Section> out;
    const auto add = [&](const Parameter& each) {
        const std::string title = each.positional ? "arguments" : each.section;
        auto found = std::find_if(out.begin(), out.end(),
                                  [&](const Section& section) { return section.title == title; });
        if (found == out.end()) {
            out.push_back({.title = title, .parameters = {}});
            found = std::prev(out.end());
        }
        found->parameters.push_back(each);
    };
    std::for_each(operation.parameters.begin(), operation.parameters.end(), add);
    const auto common = common_parameters();
    std::for_each(common.begin(), common.end(), add);
    for (auto& each : out) {
        each.title = each.title.empty() ? "flags" : each.title;
    }
    return out;
}

std::string help_page(const Operation& operation, const Terminal& terminal) {
    Page page(terminal);
    page.line(page.paint(Tone::Strong, "assay " + operation.name) + "  " + operation.summary);
    page.line();
    page.line("Usage: " + usage_line(operation));
    paragraphs(page, operation.description);
    const auto all = sections(operation);
    const int width = widest_label(all);
    for (const auto& section : all) {
        page.heading(capitalised(section.title));
        for (const auto& each : section.parameters) {
            two_columns(page, parameter_label(each), parameter_help(each), width);
        }
    }
    if (!operation.example.empty()) {
        page.heading("Example");
        page.line("  " + operation.example);
    }
    return page.text();
}

std::string command_list(std::span<const Operation> commands, const std::string& group,
                         const Terminal& terminal) {
    Page page(terminal);
    page.line("assay tells whether an AI product is worth building, with evidence, in money.");
    page.line();
    page.line("Usage: assay " + (group.empty() ? std::string("COMMAND") : group + " COMMAND") +
              " [flags]");
    page.heading("Commands");
    for (const auto& each : commands) {
        const bool wanted = group.empty() || each.name.starts_with(group + " ");
        if (wanted && !each.hidden) {
            constexpr int kNameWidth = 18;
            two_columns(page, each.name, each.summary, kNameWidth);
        }
    }
    page.line();
    page.line(group.empty()
                  ? "assay help COMMAND explains a command; assay --version names the version."
                  : "assay help " + group + " COMMAND explains a command.");
    return page.text();
}

std::string overview(const Terminal& terminal) {
    Page page(terminal);
    constexpr int kCommandWidth = 30;
    page.line("assay tells whether an AI product is worth building, with evidence, in money.");
    page.heading("Begin with one of these");
    two_columns(page, "assay init DATA", "draft a product file from your table", kCommandWidth);
    two_columns(page, "assay study product.toml", "is it worth building?", kCommandWidth);
    two_columns(page, "assay data profile DATA", "what a table holds, and what is wrong with it",
                kCommandWidth);
    page.line();
    page.line("assay help lists every command; assay help COMMAND explains one.");
    return page.text();
}

}  // namespace assay::cli
