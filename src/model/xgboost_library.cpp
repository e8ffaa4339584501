#include "model/xgboost_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <xgboost/version_config.h>

#include <cstdlib>
#include <filesystem>
#include <mutex>

#include "model/model.hpp"

namespace assay::model {
namespace {

// One process has one libxgboost, whoever asks first.
struct Loader {
    std::mutex guard;
    std::filesystem::path folder;
    bool loaded = false;
    XgboostLibrary library;
};

Loader& loader() {
    static Loader only;
    return only;
}

std::filesystem::path library_folder(const Loader& state) {
    if (!state.folder.empty()) {
        return state.folder;
    }
    if (const char* named = std::getenv("ASSAY_LIBRARIES"); named != nullptr && *named != '\0') {
        return named;
    }
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    return program.parent_path() / "lib";
}

template <class Function>
bool look_up(void* handle, const char* name, Function& out) {
    // POSIX promises that a function pointer survives the trip through void*.
    out = reinterpret_cast<Function>(dlsym(handle, name));
    return out != nullptr;
}

bool look_up_all(void* handle, XgboostLibrary& out) {
    return look_up(handle, "XGBoostVersion", out.version) &&
           look_up(handle, "XGBGetLastError", out.last_error) &&
           look_up(handle, "XGBRegisterLogCallback", out.register_log) &&
           look_up(handle, "XGDMatrixCreateFromDense", out.matrix_from_dense) &&
           look_up(handle, "XGDMatrixSetInfoFromInterface", out.matrix_set_info) &&
           look_up(handle, "XGDMatrixSetStrFeatureInfo", out.matrix_set_feature_info) &&
           look_up(handle, "XGDMatrixFree", out.matrix_free) &&
           look_up(handle, "XGBoosterCreate", out.booster_create) &&
           look_up(handle, "XGBoosterFree", out.booster_free) &&
           look_up(handle, "XGBoosterSetParam", out.set_param) &&
           look_up(handle, "XGBoosterUpdateOneIter", out.update) &&
           look_up(handle, "XGBoosterSlice", out.slice) &&
           look_up(handle, "XGBoosterPredictFromDMatrix", out.predict_matrix) &&
           look_up(handle, "XGBoosterPredictFromDense", out.predict_dense) &&
           look_up(handle, "XGBoosterSaveModelToBuffer", out.save_to_buffer) &&
           look_up(handle, "XGBoosterSetStrFeatureInfo", out.set_feature_info);
}

void quiet(const char*) {}

tl::unexpected<Error> unavailable(const std::filesystem::path& file, const std::string& why) {
    return fail(ErrorCode::Unavailable, fmt::format("{}: {}", file.string(), why),
                fmt::format("boosted trees need libxgboost.so {}.{}.{} in that folder; "
                            "ASSAY_LIBRARIES names another folder",
                            XGBOOST_VER_MAJOR, XGBOOST_VER_MINOR, XGBOOST_VER_PATCH));
}

Result<> load(Loader& state) {
    const auto file = library_folder(state) / "libxgboost.so";
    // The library finds its own OpenMP relative to where it really lies, not to the link.
    std::error_code failed;
    const auto real = std::filesystem::canonical(file, failed);
    if (failed) {
        return unavailable(file, failed.message());
    }
    setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    void* handle = dlopen(real.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        const char* why = dlerror();
        return unavailable(file, why != nullptr ? why : "cannot be opened");
    }
    XgboostLibrary library;
    if (!look_up_all(handle, library)) {
        return unavailable(file, "lacks a function that is needed");
    }
    int major = 0;
    int minor = 0;
    int patch = 0;
    library.version(&major, &minor, &patch);
    if (major != XGBOOST_VER_MAJOR || minor != XGBOOST_VER_MINOR) {
        return unavailable(file, fmt::format("is version {}.{}.{}", major, minor, patch));
    }
    TRY(library.check(library.register_log(quiet), "silencing the log"));
    state.library = library;
    state.loaded = true;
    return {};
}

}  // namespace

Result<> XgboostLibrary::check(int code, const char* doing) const {
    if (code == 0) {
        return {};
    }
    return fail(ErrorCode::Internal, fmt::format("xgboost, {}: {}", doing, last_error()));
}

Result<const XgboostLibrary*> xgboost_library() {
    Loader& state = loader();
    const std::scoped_lock lock(state.guard);
    if (!state.loaded) {
        TRY(load(state));
    }
    return &state.library;
}

void use_libraries_in(std::filesystem::path folder) {
    Loader& state = loader();
    const std::scoped_lock lock(state.guard);
    state.folder = std::move(folder);
}

std::string boosting_version() {
    return fmt::format("xgboost {}.{}.{}", XGBOOST_VER_MAJOR, XGBOOST_VER_MINOR, XGBOOST_VER_PATCH);
}

}  // namespace assay::model
