#include <fmt/format.h>

#include <filesystem>

#include "base/file.hpp"
#include "model/fitted.hpp"

namespace assay::model {
namespace {

Result<> write_all(const Model::Fitted& fitted, const std::filesystem::path& folder) {
    const std::string model = TRY(fitted.model_json());
    TRY(write_file(folder / "model.json", model));
    TRY(write_file(folder / "preprocessing.json", dump(fitted.preprocessing())));
    TRY(write_file(folder / "README.md", fitted.readme()));
    return {};
}

Result<> publish(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code failed;
    std::filesystem::rename(from, to, failed);
    if (failed) {
        return fail(ErrorCode::Unavailable, fmt::format("{}: {}", to.string(), failed.message()));
    }
    return {};
}

}  // namespace

Result<> save_fitted(const Model::Fitted& fitted, const std::filesystem::path& folder) {
    std::error_code failed;
    if (std::filesystem::exists(folder, failed)) {
        return fail(ErrorCode::Conflict, fmt::format("{} is there already", folder.string()),
                    "name a new folder, or remove the old one");
    }
    // A neighbour, so that the rename stays within one file system; a trailing slash would put it
    // inside the folder that does not exist yet.
    const auto target = folder.has_filename() ? folder : folder.parent_path();
    auto part = target;
    part += ".part";
    std::filesystem::remove_all(part, failed);
    std::filesystem::create_directories(part, failed);
    if (failed) {
        return fail(ErrorCode::Unavailable, fmt::format("{}: {}", part.string(), failed.message()));
    }
    auto done = write_all(fitted, part);
    if (done) {
        done = publish(part, target);
    }
    if (!done) {
        std::filesystem::remove_all(part, failed);
    }
    return done;
}

}  // namespace assay::model
