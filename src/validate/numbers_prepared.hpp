#pragma once

#include <vector>

#include "validate/regression.hpp"
#include "validate/sample.hpp"

// The rows of a regression evaluation that can be judged, and statistics on them.

namespace assay::validate {

struct PreparedQuantile {
    double level = 0.5;
    std::vector<double> values = {};
};

struct PreparedNumbersModel {
    std::string name = {}, label = {};
    std::vector<double> prediction = {};
    std::vector<PreparedQuantile> quantiles = {};
};

struct PreparedNumbers : Sample {
    std::vector<double> label = {};
    std::vector<PreparedNumbersModel> models = {};
};

Result<PreparedNumbers> prepare(const RegressionInput& input, std::vector<Finding>& findings);
void check_integrity(const RegressionInput& input, const PreparedNumbers& prepared,
                     std::vector<Finding>& findings);

using Numbers = std::span<const double>;
std::vector<double> errors_of(const PreparedNumbers& prepared, Numbers prediction);
std::vector<double> absolute(std::vector<double> values);
Statistic mae_of(const PreparedNumbers& prepared, Numbers prediction);
Statistic rmse_of(const PreparedNumbers& prepared, Numbers prediction);
Statistic r2_of(const PreparedNumbers& prepared, Numbers prediction);
Statistic pinball_of(const PreparedNumbers& prepared, const PreparedQuantile& quantile);
/// Mean cost of the errors.
Statistic cost_of(const PreparedNumbers& prepared, Numbers prediction, const ErrorCosts& costs);

/// Weighted quantile: the mean of the values around the point where the weight below reaches
/// `level`, which for a median without weights is the usual one.
double quantile_of(const Sample& sample, Numbers values, double level);
/// Median with the interval of Woodruff (1952): the quantiles at the ends of a range for the share
/// below it.
stats::Estimate median_estimate(const Sample& sample, Numbers values, double confidence);
/// RMSE and R² with the range of stats::skewed_ratio_estimate: of the mean squared error, and of
/// that by the error of always the mean.
stats::Estimate rmse_estimate(const PreparedNumbers& prepared, Numbers prediction,
                              double confidence);
stats::Estimate r2_estimate(const PreparedNumbers& prepared, Numbers prediction, double confidence);
/// `below` for a quantile, `inside` for a range: shares with Wilson's interval.
stats::Estimate below_estimate(const PreparedNumbers& prepared, const PreparedQuantile& quantile,
                               double confidence);
Statistic inside_of(const PreparedNumbers& prepared, const PreparedNumbersModel& model);

/// The amount that makes errors cost least when it is added to every prediction, on the rows of one
/// half, or of both (2); and the best constant prediction, which is that shift of zero.
double best_shift(const PreparedNumbers& prepared, Numbers prediction, const ErrorCosts& costs,
                  int half);

ShiftChoice shift_choice(const RegressionInput& input, const PreparedNumbers& prepared);
std::vector<ErrorDecile> deciles_of(const RegressionInput& input, const PreparedNumbers& prepared);
RegressionComparison compare(const RegressionInput& input, const PreparedNumbers& prepared,
                             std::span<const SliceColumn> columns);

}  // namespace assay::validate
