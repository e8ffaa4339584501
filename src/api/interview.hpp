#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "study/study.hpp"

namespace assay::api {

using Ask = std::function<std::optional<std::string>(std::string_view question)>;

/// Asks a person what a draft leaves open (the decision, the rule, what outcomes are worth) and
/// writes each answer into the draft. An empty answer leaves the draft's own line; no answer at all
/// ends the interview. What was answered is no longer an open question.
void interview(study::Draft& draft, const Ask& ask);

/// Sets a key of a drafted product file: its line, commented out or not, becomes `key = value`, and
/// a heading that was commented out is put to use. False when the draft has no such line.
bool set_key(std::string& toml, std::string_view table, std::string_view key,
             std::string_view value);

}  // namespace assay::api
