#pragma once

#include "study/document.hpp"
#include "study/words.hpp"

namespace assay::study {

/// Estimate from draws: the given value, the 5, 25, 75 and 95 % points of the draws.
Estimate from_draws(double value, std::vector<double> draws, std::string method);

/// The same with both intervals held inside [0, 1], for metrics that are shares.
Estimate within_unit(Estimate estimate);

/// Value at a level of sorted values, linear between neighbours.
double quantile(const std::vector<double>& sorted, double level);

/// One column of a matrix.
std::vector<double> column(const stats::Matrix& matrix, std::size_t c);

/// Options with metrics, money and paired differences.
std::vector<Option> assemble_options(const Facts& facts);

/// The verdict's numbers (not its words).
Verdict assemble_verdict(const Facts& facts);

/// Threshold, calibration, ranking, slices and groups: views of the validate room on the chosen
/// rung's decisions. `slice_order` lists the columns that slices may use.
Result<> assemble_views(const Facts& facts, const std::vector<std::string>& slice_order,
                        std::uint64_t seed, Document& document);

/// The learning curve of a metric, at the level that all test parts give for today's rows.
LearningCurve assemble_curve(const Facts& facts, const Metric& shown, double level);
Noise assemble_noise(const Facts& facts);

/// What is claimed for the ledger: the money, the best option, the metric.
std::vector<ledger::Claim> assemble_claims(const Facts& facts, const Document& document);

}  // namespace assay::study
