#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "validate/evaluation_parts.hpp"
#include "validate/robust.hpp"

// The rows of an evaluation, of whatever kind, in an order that depends on their content alone, and
// statistics on them. Every statistic is a value with an influence of each row, so that a paired
// difference of two is their difference, and one rule makes all intervals.

namespace assay::validate {

struct Sample {
    std::vector<std::int32_t> rows = {};  // of the table
    std::vector<double> weight = {};      // mean 1; empty without
    std::vector<std::int32_t> cluster = {}, entity = {}, id = {};
    std::vector<std::int64_t> time = {};
    std::int32_t clusters = 0;
    std::vector<std::uint8_t> half = {};  // one a row: 0 or 1, whole clusters

    std::size_t size() const { return rows.size(); }
    bool independent() const { return weight.empty() && clusters == static_cast<int>(size()); }
    double weight_of(std::size_t row) const { return weight.empty() ? 1.0 : weight[row]; }
    Ties ties() const { return {.weight = weight, .cluster = cluster, .clusters = clusters}; }
};

/// Fails where `entries` is neither 0 nor `rows`.
Result<> same_length(std::size_t rows, std::size_t entries, std::string_view what);
/// The same for every span of `input`, whose table has `rows` rows.
Result<> check_lengths(const RowsInput& input, std::size_t rows);

/// Takes `usable` rows of the table, ordered by RowsInput::key, or by `key` where there is none.
/// Halves are left to deal_halves(). InvalidInput on weights that are none.
Result<Sample> take_rows(const RowsInput& input, std::vector<std::int32_t> usable,
                         const std::function<std::uint64_t(std::size_t)>& key);
/// Halves of the clusters by chance; clusters whose rows have a `mark` (one entry a row, or empty)
/// and those without are dealt apart, so that neither half lacks what the other has.
void deal_halves(Sample& sample, std::span<const std::uint8_t> mark, std::uint64_t seed);

/// The rows of the table that a sample took, in its order.
template <class T>
std::vector<T> picked(std::span<const T> values, const std::vector<std::int32_t>& rows) {
    std::vector<T> out;
    if (values.empty()) {
        return out;
    }
    out.reserve(rows.size());
    for (const auto row : rows) {
        out.push_back(values[static_cast<std::size_t>(row)]);
    }
    return out;
}

struct Statistic {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> influence = {};  // one a row; they sum to zero
};
/// Mean of any values, one a row, over the rows where `member` is 1 (empty = all).
Statistic mean_of(const Sample& sample, std::span<const double> values,
                  std::span<const double> member = {});
/// Sum of numerators by sum of denominators, linearised.
Statistic ratio_of(const Sample& sample, std::span<const double> numerator,
                   std::span<const double> denominator);
Statistic difference(Statistic first, const Statistic& second);
/// Plain mean of several statistics.
Statistic average(std::span<const Statistic> statistics);

/// Value with its cluster-robust variance. `member` (empty = all) marks the rows that it is about:
/// clusters without any are not counted.
Mean robust(const Sample& sample, const Statistic& statistic, std::span<const double> member = {});
/// ± t, everything times `scale`.
stats::Estimate estimate(const Sample& sample, const Statistic& statistic, double confidence,
                         double scale = 1);
/// The same of a mean loss, which cannot be below zero: no end of its range is.
stats::Estimate loss_estimate(const Sample& sample, const Statistic& statistic, double confidence,
                              double scale = 1);
stats::Estimate at_least_zero(stats::Estimate estimate);
/// On the logit scale, for an AUC or an average precision.
stats::Estimate share_estimate(const Sample& sample, const Statistic& statistic, double confidence);
/// Two-sided p that a statistic is zero.
double p_of(const Mean& mean);

/// Rows that were left out for want of a label, or of a prediction ("score") of every model.
void left_out(std::int64_t unlabelled, std::int64_t unpredicted, std::string_view what,
              std::vector<Finding>& findings);
/// Repeated ids; `differs(row, other)` tells whether two rows of one id contradict each other.
void find_ids(const Sample& sample, std::string_view id_name,
              const std::function<bool(std::size_t, std::size_t)>& differs,
              std::vector<Finding>& findings);
/// Worst first.
void rank_findings(std::vector<Finding>& findings);

/// A span's rows of the slice columns of an input.
std::vector<SliceColumn> slice_columns(const RowsInput& input, const Sample& sample);
/// Takes out the columns that give an answer away: every level has one answer only, where there are
/// several. `answer` has one entry a row. Names what was taken out.
std::vector<std::string> drop_telling(std::vector<SliceColumn>& columns,
                                      std::span<const std::int32_t> answer);
/// What was taken out of the slices, as a finding.
void telling_columns(const std::vector<std::string>& names, std::string_view what,
                     std::vector<Finding>& findings);

/// "[0.12 to 0.34]", or "" without an interval; times `scale`.
std::string range_words(const stats::Estimate& estimate, double scale = 1);
/// "12 in 100".
std::string in_100(double share);
/// ": that may be chance" where the range of a difference holds zero, else "".
std::string chance_words(const stats::Estimate& difference);
/// Why no number may be quoted, where the first of the ranked findings is an error; else "".
std::string distrust_words(const std::vector<Finding>& ranked);
/// Whether the rows count as independent, for the methods.
std::string independence_words(const Sample& sample);

/// What could not be looked at, and what is needed for it.
struct Missing {
    bool missing = false;
    std::string_view words;
};
std::vector<std::string> not_looked_at(std::initializer_list<Missing> all);

}  // namespace assay::validate
