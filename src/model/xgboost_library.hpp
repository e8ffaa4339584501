#pragma once

#include <xgboost/c_api.h>

#include <string>

#include "base/result.hpp"

// The functions of libxgboost that are used, looked up when the first boosted model asks for them:
// a program that never boosts does not pay for loading 22 MB, and the threads of its OpenMP sleep
// instead of spinning, which must be said before it is loaded.

namespace assay::model {

struct XgboostLibrary {
    decltype(&XGBoostVersion) version = nullptr;
    decltype(&XGBGetLastError) last_error = nullptr;
    decltype(&XGBRegisterLogCallback) register_log = nullptr;
    decltype(&XGDMatrixCreateFromDense) matrix_from_dense = nullptr;
    decltype(&XGDMatrixSetInfoFromInterface) matrix_set_info = nullptr;
    decltype(&XGDMatrixSetStrFeatureInfo) matrix_set_feature_info = nullptr;
    decltype(&XGDMatrixFree) matrix_free = nullptr;
    decltype(&XGBoosterCreate) booster_create = nullptr;
    decltype(&XGBoosterFree) booster_free = nullptr;
    decltype(&XGBoosterSetParam) set_param = nullptr;
    decltype(&XGBoosterUpdateOneIter) update = nullptr;
    decltype(&XGBoosterSlice) slice = nullptr;
    decltype(&XGBoosterPredictFromDMatrix) predict_matrix = nullptr;
    decltype(&XGBoosterPredictFromDense) predict_dense = nullptr;
    decltype(&XGBoosterSaveModelToBuffer) save_to_buffer = nullptr;
    decltype(&XGBoosterSetStrFeatureInfo) set_feature_info = nullptr;

    /// Internal, with the library's own message, when a call returned anything but 0.
    Result<> check(int code, const char* doing) const;
};

/// The library, opened once. Unavailable when it is not there or has another version: xgboost 1.x
/// reads models of 3.x and predicts wrongly without an error.
Result<const XgboostLibrary*> xgboost_library();

}  // namespace assay::model
