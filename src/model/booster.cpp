#include "model/booster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace assay::model {
namespace {

constexpr const char* kMargin =
    R"({"type":1,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false,)"
    R"("missing":NaN})";

std::string array_interface(const float* data, const std::string& shape) {
    return fmt::format(R"({{"data":[{},true],"shape":[{}],"typestr":"<f4","version":3}})",
                       reinterpret_cast<std::uintptr_t>(data), shape);
}

std::string array_interface(const DenseBlock& block) {
    return array_interface(block.cells.data(), fmt::format("{},{}", block.rows, block.columns));
}

std::string array_interface(const std::vector<float>& values) {
    return array_interface(values.data(), fmt::format("{}", values.size()));
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
    std::vector<const char*> out;
    for (const std::string& text : texts) {
        out.push_back(text.c_str());
    }
    return out;
}

}  // namespace

Result<BoostMatrix> BoostMatrix::make(const DenseBlock& block,
                                      const std::vector<std::string>& types,
                                      const std::vector<float>& labels,
                                      const std::vector<float>& weights, int threads) {
    const XgboostLibrary* library = TRY(xgboost_library());
    const auto config = fmt::format(R"({{"missing":NaN,"nthread":{}}})", threads);
    void* raw = nullptr;
    TRY(library->check(
        library->matrix_from_dense(array_interface(block).c_str(), config.c_str(), &raw),
        "taking the training rows"));
    BoostMatrix matrix(Handle(raw, library->matrix_free), block.rows);
    auto type_names = pointers(types);
    TRY(library->check(
        library->matrix_set_feature_info(raw, "feature_type", type_names.data(), type_names.size()),
        "taking the column types"));
    TRY(library->check(library->matrix_set_info(raw, "label", array_interface(labels).c_str()),
                       "taking the labels"));
    if (!weights.empty()) {
        TRY(library->check(
            library->matrix_set_info(raw, "weight", array_interface(weights).c_str()),
            "taking the weights"));
    }
    return matrix;
}

Result<Booster> Booster::make(const std::vector<void*>& known, const BoostParameters& parameters) {
    const XgboostLibrary* library = TRY(xgboost_library());
    void* raw = nullptr;
    TRY(library->check(library->booster_create(known.data(), known.size(), &raw),
                       "starting a model"));
    Booster booster(library, Handle(raw, library->booster_free));
    for (const auto& [name, value] : parameters) {
        TRY(library->check(library->set_param(raw, name, value.c_str()), name));
    }
    return booster;
}

Result<> Booster::update(int round, const BoostMatrix& matrix) {
    return library_->check(library_->update(handle_.get(), round, matrix.handle()),
                           "adding a round");
}

Result<std::span<const float>> Booster::margins(const BoostMatrix& matrix) {
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* values = nullptr;
    TRY(library_->check(library_->predict_matrix(handle_.get(), matrix.handle(), kMargin, &shape,
                                                 &dimensions, &values),
                        "scoring the stop rows"));
    return std::span<const float>(values, matrix.rows());
}

Result<std::span<const float>> Booster::margins(const DenseBlock& block) const {
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* values = nullptr;
    TRY(library_->check(library_->predict_dense(handle_.get(), array_interface(block).c_str(),
                                                kMargin, nullptr, &shape, &dimensions, &values),
                        "scoring"));
    return std::span<const float>(values, block.rows);
}

Result<Booster> Booster::first(int rounds) const {
    void* raw = nullptr;
    TRY(library_->check(library_->slice(handle_.get(), 0, rounds, 1, &raw),
                        "keeping the best rounds"));
    return Booster(library_, Handle(raw, library_->booster_free));
}

Result<> Booster::set_thread_count(int threads) {
    return library_->check(
        library_->set_param(handle_.get(), "nthread", std::to_string(threads).c_str()), "nthread");
}

Result<> Booster::set_names(const std::vector<std::string>& names,
                            const std::vector<std::string>& types) {
    auto name_list = pointers(names);
    TRY(library_->check(library_->set_feature_info(handle_.get(), "feature_name", name_list.data(),
                                                   name_list.size()),
                        "naming the columns"));
    auto type_list = pointers(types);
    return library_->check(library_->set_feature_info(handle_.get(), "feature_type",
                                                      type_list.data(), type_list.size()),
                           "keeping the column types");
}

Result<std::string> Booster::json() const {
    bst_ulong size = 0;
    const char* text = nullptr;
    TRY(library_->check(
        library_->save_to_buffer(handle_.get(), R"({"format":"json"})", &size, &text),
        "writing the model"));
    return std::string(text, size);
}

}  // namespace assay::model
