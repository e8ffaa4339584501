#pragma once

#include <string>

#include "api/api.hpp"
#include "cli/page.hpp"
#include "data/card.hpp"
#include "data/comparison.hpp"
#include "data/contract.hpp"
#include "data/inspection.hpp"
#include "data/labelling.hpp"
#include "data/sample.hpp"
#include "data/snapshot.hpp"
#include "study/document.hpp"
#include "study/evaluation.hpp"
#include "study/study.hpp"

// Documents as text for people. The sentences are the document's own; what is added here is
// headings, pictures in characters, and the numbers beside them.

namespace assay::cli {

/// The terminal's view of an answer, by its kind; of a kind without one, the JSON.
std::string render(const api::Answer& answer, const Terminal& terminal);

std::string render_study(const study::Document& document, const Terminal& terminal);
std::string render_profile(const data::Profile& profile, const Terminal& terminal);
std::string render_check(const data::Inspection& inspection, const Terminal& terminal);
std::string render_labels(const data::Labelling& labels, const Terminal& terminal);
std::string render_drift(const data::DriftReport& report, const Terminal& terminal);
std::string render_evaluation(const study::EvaluationDocument& document, const Terminal& terminal);
std::string render_multiclass(const study::MulticlassDocument& document, const Terminal& terminal);
std::string render_regression(const study::RegressionDocument& document, const Terminal& terminal);
std::string render_claim_check(const study::ClaimCheck& check, const Terminal& terminal);
std::string render_study_diff(const study::StudyDiff& diff, const Terminal& terminal);
std::string render_contract_check(const data::ContractCheck& check, const Terminal& terminal);
std::string render_contract_diff(const data::ContractDiff& diff, const Terminal& terminal);
std::string render_data_diff(const data::DataDiff& diff, const Terminal& terminal);
std::string render_snapshots(const std::vector<ledger::Snapshot>& snapshots,
                             const Terminal& terminal);
std::string render_sample(const data::Sample& sample, const Terminal& terminal);
std::string render_card(const data::CardCheck& check, const Terminal& terminal);
std::string render_ledger_list(const std::vector<ledger::Line>& entries, const Terminal& terminal);
std::string render_ledger_entry(const Json& entry, const Terminal& terminal);

/// Value of every option a month on one shared scale: dot, thick 50 %, thin 90 %.
void money_plot(Page& page, const std::vector<study::Option>& options, const std::string& currency);

/// Findings, errors first, at most `most`; the rest is counted.
void findings(Page& page, const std::vector<data::Issue>& issues, std::size_t most);

/// One finding behind the mark of its severity; what changes numbers or stops a delivery comes with
/// its remedy.
void finding(Page& page, data::Severity severity, const std::string& sentence,
             const std::string& remedy);

/// The mark in front of a finding, in its colour.
std::string severity_mark(const Page& page, data::Severity severity);

/// "120 to 340": a range is written out, never with a dash.
std::string range(double low, double high);

/// Counts as bars of eight heights; "" when there are none.
std::string histogram(const std::vector<std::int64_t>& counts, int width);

}  // namespace assay::cli
