#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/xgboost_library.hpp"

// Owners of xgboost's handles, and the few calls that training and scoring need.

namespace assay::model {

/// A row-major block of rows; NaN = missing.
struct DenseBlock {
    std::span<const float> cells;
    std::size_t rows = 0;
    std::size_t columns = 0;
};

class BoostMatrix {
  public:
    /// `types`: "q" or "c" a column. `labels` and `weights`: one a row; no weights = 1 each.
    static Result<BoostMatrix> make(const DenseBlock& block, const std::vector<std::string>& types,
                                    const std::vector<float>& labels,
                                    const std::vector<float>& weights, int threads);
    void* handle() const { return handle_.get(); }
    std::size_t rows() const { return rows_; }

  private:
    using Handle = std::unique_ptr<void, decltype(XgboostLibrary::matrix_free)>;
    BoostMatrix(Handle handle, std::size_t rows) : handle_(std::move(handle)), rows_(rows) {}
    Handle handle_;
    std::size_t rows_;
};

using BoostParameters = std::vector<std::pair<const char*, std::string>>;

class Booster {
  public:
    /// `known`: matrices whose margins are kept from round to round.
    static Result<Booster> make(const std::vector<void*>& known, const BoostParameters& parameters);

    Result<> update(int round, const BoostMatrix& matrix);
    /// Log-odds of the matrix's rows by all rounds so far; valid until the next call.
    Result<std::span<const float>> margins(const BoostMatrix& matrix);
    Result<std::span<const float>> margins(const DenseBlock& block) const;
    /// The first `rounds` rounds as a booster of their own.
    Result<Booster> first(int rounds) const;
    Result<> set_thread_count(int threads);
    Result<> set_names(const std::vector<std::string>& names,
                       const std::vector<std::string>& types);
    /// The model as xgboost's JSON.
    Result<std::string> json() const;

  private:
    using Handle = std::unique_ptr<void, decltype(XgboostLibrary::booster_free)>;
    Booster(const XgboostLibrary* library, Handle handle)
        : library_(library), handle_(std::move(handle)) {}
    const XgboostLibrary* library_;
    Handle handle_;
};

}  // namespace assay::model
