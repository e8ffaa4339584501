#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "model/features.hpp"

// What each kind of model provides behind the door of model.hpp.

namespace assay::model {

struct Model::Fitted {
    struct Shape {
        std::string name;
        FeatureKind kind;
    };
    /// The columns of fit(), which score() must have as well.
    std::vector<Shape> columns;

    Fitted() = default;
    Fitted(const Fitted&) = delete;
    Fitted& operator=(const Fitted&) = delete;
    virtual ~Fitted() = default;

    /// Log-odds of the rows; columns and rows were checked.
    virtual Result<std::vector<double>> score(const Features& features, RowIndices rows) const = 0;
    virtual int rounds() const { return 0; }
    virtual std::string_view chosen_column() const { return {}; }

    /// Content of model.json.
    virtual Result<std::string> model_json() const = 0;
    /// Content of preprocessing.json: everything between the columns and the model.
    virtual Json preprocessing() const = 0;
    /// Content of README.md.
    virtual std::string readme() const = 0;
};

Result<std::unique_ptr<Model::Fitted>> fit_average(const Sample& sample, const FitOptions& options);
Result<std::unique_ptr<Model::Fitted>> fit_linear(const Sample& sample, const Progress& progress);
Result<std::unique_ptr<Model::Fitted>> fit_boosted(const Sample& sample, const FitOptions& options,
                                                   const Progress& progress);

/// Writes a model's folder, whole or not at all.
Result<> save_fitted(const Model::Fitted& fitted, const std::filesystem::path& folder);

}  // namespace assay::model
