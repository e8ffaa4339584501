#include "model/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/fitted.hpp"

namespace assay::model {
namespace {

Result<> check_weights(const Sample& sample) {
    if (sample.weights.empty()) {
        return {};
    }
    if (sample.weights.size() != sample.features.rows) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{} weights for {} rows", sample.weights.size(), sample.features.rows));
    }
    for (const RowIndices part : {sample.train, sample.stop}) {
        for (const std::int32_t row : part) {
            const double weight = sample.weights[at(row)];
            if (!std::isfinite(weight) || weight < 0) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("row {}: {} is not a weight", row, weight),
                            "weights are finite and not negative");
            }
        }
    }
    return {};
}

Result<> check_labels(const Sample& sample) {
    if (sample.labels.size() != sample.features.rows) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{} labels for {} rows", sample.labels.size(), sample.features.rows));
    }
    std::size_t seen[2] = {0, 0};
    for (const std::int32_t row : sample.train) {
        const std::uint8_t label = sample.labels[at(row)];
        if (label > 1) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("row {}: label {} is neither 0 nor 1", row, label));
        }
        seen[label] += sample.weight(at(row)) > 0 ? 1 : 0;
    }
    if (seen[0] == 0 || seen[1] == 0) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the {} training rows have one class only", sample.train.size()),
                    "a model needs rows with the outcome and rows without it");
    }
    return {};
}

Result<> check_usable(const Sample& sample) {
    const auto& columns = sample.features.columns;
    const bool usable = std::any_of(columns.begin(), columns.end(), [&](const Feature& feature) {
        return varies(feature, sample.train);
    });
    if (usable) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("none of the {} columns differs between training rows", columns.size()),
                "a model needs at least one column that is not constant");
}

Result<std::unique_ptr<Model::Fitted>> fit_kind(const Sample& sample, const FitOptions& options,
                                                const Progress& progress) {
    switch (options.kind) {
        case Kind::Average:
            return fit_average(sample, options);
        case Kind::Linear:
            return fit_linear(sample, progress);
        case Kind::Boosted:
            return fit_boosted(sample, options, progress);
    }
    return fail(ErrorCode::Internal, "unknown kind of model");
}

Result<> check_same_columns(const Model::Fitted& fitted, const Features& features) {
    if (features.columns.size() != fitted.columns.size()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} columns where the model was fitted on {}",
                                features.columns.size(), fitted.columns.size()));
    }
    for (std::size_t i = 0; i < fitted.columns.size(); ++i) {
        const Feature& given = features.columns[i];
        const auto& wanted = fitted.columns[i];
        if (given.name != wanted.name || given.kind != wanted.kind) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("column {} is \"{}\" ({}) where the model was fitted on \"{}\" "
                                    "({})",
                                    i, given.name, kind_name(given.kind), wanted.name,
                                    kind_name(wanted.kind)));
        }
    }
    return {};
}

/// Weights with mean 1 over the training rows: shrinkage and penalties are counted in rows.
std::vector<double> scaled_weights(const Sample& sample) {
    double total = 0;
    for (const std::int32_t row : sample.train) {
        total += sample.weights[at(row)];
    }
    const double scale = static_cast<double>(sample.train.size()) / total;
    std::vector<double> scaled(sample.weights.begin(), sample.weights.end());
    for (double& weight : scaled) {
        weight *= scale;
    }
    return scaled;
}

}  // namespace

Model::Model(std::unique_ptr<Fitted> fitted) : fitted_(std::move(fitted)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<std::vector<double>> Model::score(const Features& features, RowIndices rows) const {
    TRY(check_same_columns(*fitted_, features));
    TRY(check_features(features, rows));
    return fitted_->score(features, rows);
}

int Model::rounds() const {
    return fitted_->rounds();
}

std::string_view Model::chosen_column() const {
    return fitted_->chosen_column();
}

Result<> Model::save(const std::filesystem::path& folder) const {
    return save_fitted(*fitted_, folder);
}

Result<Model> fit(const Features& features, std::span<const std::uint8_t> labels,
                  std::span<const double> weights, const TrainingRows& rows,
                  const FitOptions& options, const Progress& progress) {
    Sample sample{.features = features,
                  .labels = labels,
                  .weights = weights,
                  .train = rows.train,
                  .stop = rows.stop};
    TRY(check_features(features, rows.train));
    TRY(check_features(features, rows.stop));
    TRY(check_weights(sample));
    TRY(check_labels(sample));
    TRY(check_usable(sample));
    TRY(progress.check());
    std::vector<double> scaled;
    if (!weights.empty()) {
        scaled = scaled_weights(sample);
        sample.weights = scaled;
    }
    auto fitted = TRY(fit_kind(sample, options, progress));
    for (const Feature& feature : features.columns) {
        fitted->columns.push_back({.name = std::string(feature.name), .kind = feature.kind});
    }
    return Model(std::move(fitted));
}

}  // namespace assay::model
