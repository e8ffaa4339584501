#pragma once

#include <string>
#include <vector>

#include "data/labelling_document.hpp"
#include "engine/engine.hpp"

// The sentences of the document about labels.

namespace assay::data {

/// Value of the id column, or the row's number from 1.
std::string row_name(const engine::Column* id, std::size_t row);

/// "8.1 % (7.0 to 9.3 %)".
std::string share_range(const stats::Estimate& share);

std::vector<std::string> error_sentences(const LabelErrorReport& report, std::size_t rows);
std::string effect_sentence(const FixEffect& effect);

std::vector<std::string> agreement_sentences(const AgreementReport& report);
std::string bar_sentence(const HumanBar& human);

}  // namespace assay::data
