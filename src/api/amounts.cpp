#include "api/amounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/text.hpp"

namespace assay::api {

namespace {

constexpr std::string_view kRange = "..";

std::string quote(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

/// Low and high of a text with two dots in it; nothing when it holds none.
std::optional<Result<study::Amount>> parse_range(std::string_view flag, std::string_view text) {
    const auto dots = text.find(kRange);
    if (dots == std::string_view::npos) {
        return std::nullopt;
    }
    const auto low = parse_number(text.substr(0, dots));
    const auto high = parse_number(text.substr(dots + kRange.size()));
    const std::string what = "--" + std::string(flag) + ": " + quote(text);
    if (!low || !high) {
        return fail(ErrorCode::InvalidInput, what + " is not a range",
                    "a range is two numbers with two dots between them: 4..8");
    }
    if (*low > *high) {
        return fail(ErrorCode::InvalidInput, what + " runs downwards",
                    "write the lower end first: " + std::string(trimmed(text.substr(dots + 2))) +
                        ".." + std::string(trimmed(text.substr(0, dots))));
    }
    return study::Amount{.low = *low, .high = *high};
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    std::string_view rest = trimmed(text);
    if (rest.starts_with('+')) {
        rest.remove_prefix(1);
    }
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc{} || end != rest.data() + rest.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

Result<study::Amount> parse_amount(std::string_view flag, std::string_view text) {
    if (const auto value = parse_number(text)) {
        return study::Amount::exactly(*value);
    }
    if (auto range = parse_range(flag, text)) {
        return *std::move(range);
    }
    return fail(ErrorCode::InvalidInput,
                "--" + std::string(flag) + ": " + quote(text) + " is not a number",
                "write a number without separators, 27300, or a range, 20000..30000");
}

Result<study::Cost> parse_cost(std::string_view flag, std::string_view text) {
    if (const auto value = parse_number(text)) {
        return study::Cost{.amount = study::Amount::exactly(*value), .sql = {}};
    }
    if (auto range = parse_range(flag, text)) {
        return study::Cost{.amount = TRY(*std::move(range)), .sql = {}};
    }
    if (trimmed(text).empty()) {
        return fail(ErrorCode::InvalidInput, "--" + std::string(flag) + " is empty",
                    "write a number, a range 4..8, or a column");
    }
    return study::Cost{.amount = {}, .sql = std::string(trimmed(text))};
}

Result<study::Target> parse_criterion(std::string_view text, std::string_view where,
                                      study::Task task) {
    const auto at = text.find_first_of("<>");
    if (at == std::string_view::npos || text.substr(at + 1, 1) != "=") {
        return fail(ErrorCode::InvalidInput,
                    std::string(where) + ": " + quote(text) + " has no \">=\" or \"<=\"",
                    "write it as \"auc>=0.70\" or \"brier<=0.1\"");
    }
    const auto bar = parse_number(text.substr(at + 2));
    if (!bar) {
        return fail(
            ErrorCode::InvalidInput,
            std::string(where) + ": " + quote(trimmed(text.substr(at + 2))) + " is not a number",
            "write it as \"auc>=0.70\" or \"brier<=0.1\"");
    }
    study::Target target;
    target.metric = TRY(study::parse_metric(trimmed(text.substr(0, at)), task));
    target.bar = *bar;
    target.at_least = text[at] == '>';
    target.has_bar = true;
    return target;
}

Result<std::pair<std::string, std::string>> parse_pair(std::string_view flag, std::string_view text,
                                                       std::string_view form,
                                                       std::string_view example) {
    const auto equals = std::min(text.find('='), text.size());
    const auto name = trimmed(text.substr(0, equals));
    const auto value = trimmed(text.substr(std::min(equals + 1, text.size())));
    if (name.empty() || value.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("--{}: {} is not {}", flag, quote(text), form),
                    fmt::format("write for example --{} {}", flag, example));
    }
    return std::pair(std::string(name), std::string(value));
}

}  // namespace assay::api
