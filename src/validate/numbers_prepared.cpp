#include "validate/numbers_prepared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace assay::validate {
namespace {

Result<> check_quantiles(const NumberModel& model, std::size_t rows) {
    double last = 0;
    for (const auto& each : model.quantiles) {
        if (!(each.level > 0 && each.level < 1)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the level of a quantile is {}, not between 0 and 1",
                                    fmt::format("{}", each.level)),
                        "write for example --quantile 0.1=low,0.9=high");
        }
        if (each.level <= last) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the quantile {} stands twice or out of order",
                                    fmt::format("{}", each.level)),
                        "give each level once, rising");
        }
        last = each.level;
        TRY(same_length(
            rows, each.values.size(),
            fmt::format("the quantile {} of {}", fmt::format("{}", each.level), model.name)));
    }
    return {};
}

Result<> check_columns(const RegressionInput& input) {
    const std::size_t rows = input.label.size();
    TRY(check_lengths(input, rows));
    for (const auto& model : input.models) {
        if (model.prediction.empty() && rows > 0) {
            return fail(ErrorCode::InvalidInput, fmt::format("{} has no prediction", model.name),
                        "give --prediction COLUMN");
        }
        TRY(same_length(rows, model.prediction.size(), "the prediction of " + model.name));
        TRY(check_quantiles(model, rows));
    }
    if (input.costs &&
        !(input.costs->under >= 0 && input.costs->over >= 0 && input.costs->tolerance >= 0)) {
        return fail(ErrorCode::InvalidInput, "a price or the tolerance of errors is negative",
                    "prices and tolerance are written without a sign");
    }
    return {};
}

Result<> check_finite(Numbers values, std::string_view what) {
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (std::isinf(values[row])) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} is {} in row {}", what, values[row],
                                    count(static_cast<std::int64_t>(row) + 1)),
                        "leave such a cell empty, or mend it");
        }
    }
    return {};
}

Result<> check_values(const RegressionInput& input) {
    TRY(check_finite(input.label, "the label"));
    for (const auto& model : input.models) {
        TRY(check_finite(model.prediction, "the prediction of " + model.name));
        for (const auto& each : model.quantiles) {
            TRY(check_finite(each.values, fmt::format("the quantile {} of {}",
                                                      fmt::format("{}", each.level), model.name)));
        }
    }
    return {};
}

bool is_complete(const NumberModel& model, std::size_t row) {
    return !std::isnan(model.prediction[row]) &&
           std::ranges::none_of(model.quantiles, [&](const QuantileColumn& each) {
               return std::isnan(each.values[row]);
           });
}

std::vector<std::int32_t> usable_rows(const RegressionInput& input,
                                      std::vector<Finding>& findings) {
    std::vector<std::int32_t> out;
    std::int64_t unlabelled = 0;
    std::int64_t unpredicted = 0;
    for (std::size_t row = 0; row < input.label.size(); ++row) {
        if (std::isnan(input.label[row])) {
            ++unlabelled;
        } else if (!std::ranges::all_of(input.models, [&](const NumberModel& model) {
                       return is_complete(model, row);
                   })) {
            ++unpredicted;
        } else {
            out.push_back(static_cast<std::int32_t>(row));
        }
    }
    left_out(unlabelled, unpredicted, "prediction", findings);
    return out;
}

std::uint64_t key_of(const RegressionInput& input, std::size_t row) {
    std::vector<std::uint64_t> parts{std::bit_cast<std::uint64_t>(input.label[row])};
    for (const auto& model : input.models) {
        parts.push_back(std::bit_cast<std::uint64_t>(model.prediction[row]));
        for (const auto& each : model.quantiles) {
            parts.push_back(std::bit_cast<std::uint64_t>(each.values[row]));
        }
    }
    parts.push_back(input.weight.empty() ? 0 : std::bit_cast<std::uint64_t>(input.weight[row]));
    return fast_hash({reinterpret_cast<const char*>(parts.data()), parts.size() * sizeof parts[0]});
}

Result<> check_label(const RegressionInput& input, const PreparedNumbers& prepared) {
    if (prepared.size() == 0) {
        return fail(ErrorCode::InvalidInput, "no row has both a label and a prediction",
                    "check the columns of label and prediction");
    }
    const auto [least, most] = std::ranges::minmax_element(prepared.label);
    if (*least == *most) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the label{} is {} in all {}: nothing can be explained",
                                input.label_name.empty() ? "" : " \"" + input.label_name + "\"",
                                fmt::format("{:.6g}", *least),
                                counted(static_cast<std::int64_t>(prepared.size()), "row")),
                    "check the label, or add rows");
    }
    return {};
}

}  // namespace

Result<PreparedNumbers> prepare(const RegressionInput& input, std::vector<Finding>& findings) {
    if (input.models.empty()) {
        return fail(ErrorCode::InvalidInput, "no model to evaluate",
                    "give the column of predicted numbers");
    }
    TRY(check_columns(input));
    TRY(check_values(input));
    PreparedNumbers out;
    static_cast<Sample&>(out) = TRY(take_rows(input, usable_rows(input, findings),
                                              [&](std::size_t row) { return key_of(input, row); }));
    out.label = picked(input.label, out.rows);
    TRY(check_label(input, out));
    for (const auto& model : input.models) {
        PreparedNumbersModel each{.name = model.name,
                                  .label = model.label,
                                  .prediction = picked(model.prediction, out.rows)};
        for (const auto& quantile : model.quantiles) {
            each.quantiles.push_back(
                {.level = quantile.level, .values = picked(quantile.values, out.rows)});
        }
        out.models.push_back(std::move(each));
    }
    deal_halves(out, {}, input.seed);
    return out;
}

}  // namespace assay::validate
