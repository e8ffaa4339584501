#pragma once

#include <string>
#include <utility>

#include "api/api.hpp"

// Parameters that several operations have, described once.

namespace assay::api {

inline Parameter column_parameter(std::string name, std::string help, std::string section = {}) {
    return {.name = std::move(name),
            .kind = ParameterKind::Text,
            .help = std::move(help),
            .section = std::move(section),
            .value = "COLUMN"};
}

inline Parameter text_parameter(std::string section, std::string name, std::string value,
                                std::string help) {
    return {.name = std::move(name),
            .kind = ParameterKind::Text,
            .help = std::move(help),
            .section = std::move(section),
            .value = std::move(value)};
}

/// One that may be repeated.
inline Parameter list_parameter(std::string section, std::string name, std::string value,
                                std::string help) {
    return {.name = std::move(name),
            .kind = ParameterKind::TextList,
            .help = std::move(help),
            .section = std::move(section),
            .value = std::move(value)};
}

inline Parameter number_parameter(std::string section, std::string name, std::string value,
                                  std::string help) {
    return {.name = std::move(name),
            .kind = ParameterKind::Number,
            .help = std::move(help),
            .section = std::move(section),
            .value = std::move(value)};
}

inline Parameter positive_parameter(std::string section = {}) {
    return {.name = "positive",
            .kind = ParameterKind::Text,
            .help = "the target's value that counts",
            .section = std::move(section),
            .value = "VALUE"};
}

inline Parameter query_parameter() {
    return {.name = "query",
            .kind = ParameterKind::Text,
            .help = "SELECT over the table `data`, instead of all of it",
            .value = "SQL"};
}

/// -o FILE: what it writes, and where without it.
inline Parameter output_parameter(std::string help, std::string fallback = {}) {
    return {.name = "output",
            .kind = ParameterKind::OutputFile,
            .help = std::move(help),
            .fallback = std::move(fallback),
            .section = "output",
            .letter = 'o'};
}

inline Parameter report_parameter() {
    return output_parameter("write the report (.html) or the document (.json)");
}

/// `what` is there: "a file", "a card".
inline Parameter force_parameter(const std::string& what) {
    return {.name = "force",
            .kind = ParameterKind::Flag,
            .help = "replace " + what + " that is there",
            .section = "output"};
}

}  // namespace assay::api
