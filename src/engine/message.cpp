#include "engine/message.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace assay::engine {
namespace {

constexpr std::array<std::pair<std::string_view, ErrorCode>, 15> kKinds{{
    {"INTERRUPT Error", ErrorCode::Cancelled},
    {"Out of Memory Error", ErrorCode::Unavailable},
    {"IO Error", ErrorCode::Unavailable},
    {"Permission Error", ErrorCode::Unavailable},
    {"Parser Error", ErrorCode::InvalidInput},
    {"Binder Error", ErrorCode::InvalidInput},
    {"Catalog Error", ErrorCode::InvalidInput},
    {"Conversion Error", ErrorCode::InvalidInput},
    {"Out of Range Error", ErrorCode::InvalidInput},
    {"Invalid Input Error", ErrorCode::InvalidInput},
    {"Invalid type Error", ErrorCode::InvalidInput},
    {"Mismatch Type Error", ErrorCode::InvalidInput},
    {"Not implemented Error", ErrorCode::InvalidInput},
    {"Invalid Error", ErrorCode::InvalidInput},
    {"Missing Extension Error", ErrorCode::InvalidInput},
}};

std::string_view line_of(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

// Quoted text after a mark: Candidate bindings: "a", "b" gives a.
std::string quoted_after(std::string_view message, std::string_view mark) {
    const auto at = message.find(mark);
    if (at == std::string_view::npos) {
        return {};
    }
    const auto open = message.find('"', at);
    const auto close = open == std::string_view::npos ? open : message.find('"', open + 1);
    if (close == std::string_view::npos) {
        return {};
    }
    return std::string(message.substr(open + 1, close - open - 1));
}

}  // namespace

ErrorCode classify(std::string_view message) {
    for (const auto& [prefix, code] : kKinds) {
        if (message.starts_with(prefix)) {
            return code;
        }
    }
    return ErrorCode::Internal;
}

std::string gist(std::string_view message) {
    for (const auto& [prefix, code] : kKinds) {
        if (message.starts_with(prefix)) {
            message.remove_prefix(prefix.size());
            message = message.substr(message.starts_with(": ") ? 2 : 0);
            break;
        }
    }
    std::string first(line_of(message));
    while (!first.empty() && (first.back() == '.' || first.back() == '!' || first.back() == ' ')) {
        first.pop_back();
    }
    const bool capital = first.size() > 1 && first[0] >= 'A' && first[0] <= 'Z' &&
                         first[1] >= 'a' && first[1] <= 'z';
    if (capital) {
        first[0] = static_cast<char>(first[0] - 'A' + 'a');
    }
    return first;
}

Position position(std::string_view message) {
    constexpr std::string_view kMark = "\nLINE ";
    const auto at = message.find(kMark);
    if (at == std::string_view::npos) {
        return {.line = 0, .text = {}, .column = 0};
    }
    const auto shown = line_of(message.substr(at + 1));
    const auto colon = shown.find(": ");
    const auto below = line_of(message.substr(std::min(message.size(), at + shown.size() + 2)));
    const auto caret = below.find('^');
    Position out{.line = 0, .text = {}, .column = 0};
    if (colon == std::string_view::npos || caret == std::string_view::npos || caret < colon + 2) {
        return out;
    }
    const auto number = shown.substr(kMark.size() - 1, colon - kMark.size() + 1);
    std::from_chars(number.data(), number.data() + number.size(), out.line);
    out.text = shown.substr(colon + 2);
    out.column = caret - colon - 2;
    return out;
}

std::string candidate(std::string_view message) {
    auto found = quoted_after(message, "Candidate bindings:");
    return found.empty() ? quoted_after(message, "Did you mean") : found;
}

std::string subject(std::string_view message) {
    constexpr std::array<std::string_view, 5> kMarks{"Referenced column ", "Referenced table ",
                                                     "Function with name ", "Table with name ",
                                                     "Values list "};
    for (const auto mark : kMarks) {
        const auto at = message.find(mark);
        if (at == std::string_view::npos) {
            continue;
        }
        auto rest = message.substr(at + mark.size());
        if (rest.starts_with('"')) {
            rest.remove_prefix(1);
            return std::string(rest.substr(0, rest.find('"')));
        }
        return std::string(rest.substr(0, rest.find(' ')));
    }
    return {};
}

Error explain(const Error& raw, std::string_view opening) {
    Error out{raw.code, fmt::format("{}: {}", opening, gist(raw.what)), raw.hint};
    if (raw.code == ErrorCode::Cancelled) {
        return {raw.code, "stopped", {}};
    }
    if (raw.what.starts_with("Out of Memory Error")) {
        return {raw.code, fmt::format("{}: the engine ran out of memory", opening),
                "raise the memory limit, or read fewer columns"};
    }
    if (const auto meant = candidate(raw.what); !meant.empty()) {
        out.hint = fmt::format("did you mean \"{}\"?", meant);
    }
    return out;
}

}  // namespace assay::engine
