#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>

#include "base/text.hpp"
#include "study/evaluation_kinds.hpp"
#include "study/words.hpp"

namespace assay::study {
namespace {

namespace fs = std::filesystem;

std::vector<FurtherColumn> model_columns(const EvaluationOptions& options) {
    std::vector<FurtherColumn> out{{"prediction", options.decision, "--prediction"}};
    for (std::size_t i = 0; i < options.quantiles.size(); ++i) {
        out.push_back({fmt::format("quantile_{}", i), options.quantiles[i].sql,
                       "--quantile " + fmt::format("{}", options.quantiles[i].level)});
    }
    return out;
}

Result<std::vector<double>> numbers(const engine::Table& table, const FurtherColumn& asked) {
    const auto* column = further_column(table, asked.name);
    if (column->numbers.empty() && column->size() > 0) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} gives {}, and the label holds numbers", asked.where,
                                column->type == engine::Type::Text ? "text" : "times"),
                    "name a column of predicted numbers, or say --task multiclass");
    }
    return column->numbers;
}

Result<> read_labels(const Product& product, NumberRows& rows) {
    auto& problem = rows.problem;
    const auto& target = *problem.table.find(product.target);
    const auto* seen = further_column(problem.table, "seen");
    if (target.numbers.empty() && target.size() > 0) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("--label: column \"{}\" holds {}, not numbers", target.name,
                                target.times.empty() ? "text" : "times"),
                    "give a column of numbers, or say --task multiclass");
    }
    rows.label = target.numbers;
    for (std::size_t row = 0; row < rows.label.size(); ++row) {
        const bool hidden = seen != nullptr && !seen->numbers.empty() && !(seen->numbers[row] != 0);
        rows.label[row] = hidden ? std::nan("") : rows.label[row];
        if (!std::isnan(rows.label[row])) {
            problem.labelled.push_back(static_cast<std::int32_t>(row));
        }
    }
    return {};
}

/// Errors are what days may share.
std::vector<double> errors(const NumberRows& rows) {
    std::vector<double> out(rows.label.size(), 0.0);
    for (std::size_t row = 0; row < out.size(); ++row) {
        const double error = rows.models.front().prediction[row] - rows.label[row];
        out[row] = std::isfinite(error) ? error : 0.0;
    }
    return out;
}

Result<> read_models(const EvaluationOptions& options, bool against_column, NumberRows& rows) {
    const auto& table = rows.problem.table;
    const auto asked = model_columns(options);
    const auto name = shown_name(options.decision, table.names(), "model");
    NumberModelColumns model{.name = name,
                             .label = "model \"" + name + "\"",
                             .prediction = TRY(numbers(table, asked.front())),
                             .quantiles = {}};
    for (const auto& each : std::span(asked).subspan(1)) {
        model.quantiles.push_back(TRY(numbers(table, each)));
    }
    rows.models.push_back(std::move(model));
    if (against_column) {
        rows.models.push_back({.name = options.against,
                               .label = "model \"" + options.against + "\"",
                               .prediction = TRY(numbers(table, {"against", {}, "--against"})),
                               .quantiles = {}});
        rows.against_second = true;
    }
    for (std::size_t i = 0; i < rows.product.options.size(); ++i) {
        const auto& option = rows.product.options[i];
        rows.models.push_back(
            {.name = option.name,
             .label = option.name,
             .prediction =
                 TRY(numbers(table, {fmt::format("option_{}", i), {}, "--option " + option.name})),
             .quantiles = {}});
    }
    rows.problem.daily = errors(rows);
    return {};
}

Result<> read_against_file(const EvaluationOptions& options, engine::Engine& engine,
                           NumberRows& rows) {
    const auto asked = model_columns(options);
    const auto other = TRY(read_other(options, asked, engine, rows));
    const std::string name = fs::path(options.against).stem().string();
    NumberModelColumns model{.name = name,
                             .label = "model \"" + name + "\"",
                             .prediction = TRY(other_numbers(other, asked.front())),
                             .quantiles = {}};
    for (const auto& each : std::span(asked).subspan(1)) {
        model.quantiles.push_back(TRY(other_numbers(other, each)));
    }
    rows.models.insert(rows.models.begin() + 1, std::move(model));
    rows.against_second = true;
    return add_input("predictions of " + name, options.against, engine, rows);
}

}  // namespace

HashedColumns NumberRows::hashed() const {
    HashedColumns out;
    for (const double each : label) {
        out.label.push_back(std::bit_cast<std::uint64_t>(each == 0 ? 0.0 : each));
    }
    for (const auto& model : models) {
        out.models.push_back({model.prediction});
        out.models.back().insert(out.models.back().end(), model.quantiles.begin(),
                                 model.quantiles.end());
    }
    return out;
}

Result<NumberRows> read_number_rows(const Product& product, const EvaluationOptions& options,
                                    engine::Engine& engine) {
    NumberRows rows;
    rows.product = product;
    const auto names = TRY(column_names(product, engine));
    const bool against_column = std::ranges::find(names, options.against) != names.end();
    KindReading reading{.asked = model_columns(options), .labels = {}};
    if (against_column) {
        reading.asked.push_back({"against", options.against, "--against"});
    }
    for (auto& each : flagged_options(product)) {
        reading.asked.push_back(std::move(each));
    }
    for (const auto& each : options.quantiles) {
        rows.levels.push_back(each.level);
    }
    reading.labels = [&](TableRows&) -> Result<> {
        TRY(read_labels(product, rows));
        return read_models(options, against_column, rows);
    };
    TRY(read_kind_table(options, reading, engine, rows));
    if (!options.against.empty() && !against_column) {
        TRY(read_against_file(options, engine, rows));
    }
    return rows;
}

Result<NumberRows> KindOf<validate::RegressionEvaluation>::read(const Product& product,
                                                                const EvaluationOptions& options,
                                                                engine::Engine& engine) {
    return read_number_rows(product, options, engine);
}

validate::RegressionInput KindOf<validate::RegressionEvaluation>::input(
    const NumberRows& rows, const RowHashes& hashes, const EvaluationOptions& options) {
    validate::RegressionInput out;
    for (const auto& model : rows.models) {
        validate::NumberModel each{
            .name = model.name, .label = model.label, .prediction = model.prediction};
        for (std::size_t i = 0; i < model.quantiles.size(); ++i) {
            each.quantiles.push_back({.level = rows.levels[i], .values = model.quantiles[i]});
        }
        out.models.push_back(std::move(each));
    }
    out.against_second = rows.against_second;
    out.label_name = rows.product.target;
    out.label = rows.label;
    out.costs = options.error_costs;
    fill_rows_input(rows, hashes, options, out);
    return out;
}

std::vector<ClaimedNumber> KindOf<validate::RegressionEvaluation>::claimed(
    const RegressionDocument& document, const NumberRows&) {
    const auto& model = document.models.front();
    return {{.statement = fmt::format("The mean absolute error of {} is {}.", model.label,
                                      with_range(model.mae, "")),
             .quantity = "mae of " + model.name,
             .unit = {},
             .estimate = model.mae},
            {.statement = fmt::format("{} saves {} a month against the best constant.",
                                      capitalised(model.label),
                                      with_range(model.saved_against_baseline, document.currency)),
             .quantity = fmt::format("cost_per_month of constant - {}", model.name),
             .unit = document.currency + " a month",
             .estimate = model.saved_against_baseline}};
}

}  // namespace assay::study
