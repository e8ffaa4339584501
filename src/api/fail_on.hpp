#pragma once

#include <algorithm>

#include "api/api.hpp"
#include "data/data.hpp"

// The gate of a check: from which severity on a finding makes the command exit with 1.

namespace assay::api {

inline Parameter fail_on_parameter() {
    return {.name = "fail-on",
            .kind = ParameterKind::Text,
            .help = "exit with 1 on findings of this severity or worse",
            .fallback = "warning",
            .section = "output",
            .value = "SEVERITY",
            .choices = {"info", "question", "warning", "error", "never"}};
}

/// True when one of the findings, which have a severity, is at or above --fail-on; "never" and
/// without one "never" as `fallback`, none is.
template <class Findings>
bool fails(const Findings& findings, const Request& request,
           std::string_view fallback = "warning") {
    const auto bar = request.text("fail-on", fallback);
    auto reached = false;
    for (const auto& [severity, name] : EnumNames<data::Severity>::value) {
        reached = reached || name == bar;
        if (reached && std::ranges::any_of(findings, [&, level = severity](const auto& each) {
                return each.severity == level;
            })) {
            return true;
        }
    }
    return false;
}

}  // namespace assay::api
