#include "api/product_files.hpp"

#include <glob.h>

#include <algorithm>
#include <filesystem>

namespace assay::api {

namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 8;

bool is_searched(const fs::path& folder) {
    const auto name = folder.filename().string();
    return !name.starts_with('.') && name != "node_modules" && name != "build";
}

std::vector<fs::path> products_below(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code failed;
    auto each = fs::recursive_directory_iterator(
        folder, fs::directory_options::skip_permission_denied, failed);
    for (; !failed && each != fs::recursive_directory_iterator(); each.increment(failed)) {
        std::error_code unreadable;
        if (each->is_directory(unreadable) &&
            (each.depth() >= kDeepest || !is_searched(each->path()))) {
            each.disable_recursion_pending();
        } else if (each->path().filename() == "product.toml") {
            out.push_back(each->path().lexically_proximate(folder));
        }
    }
    return out;
}

Result<std::vector<fs::path>> matching(const std::string& pattern) {
    glob_t found{};
    const int code = ::glob(pattern.c_str(), 0, nullptr, &found);
    std::vector<fs::path> out(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    if (code != 0 || out.empty()) {
        return fail(ErrorCode::NotFound, "--products: no file matches " + pattern,
                    "name product files, as in products/*/product.toml");
    }
    return out;
}

}  // namespace

Result<std::vector<study::Product>> find_products(std::span<const std::string> globs,
                                                  const Context& context,
                                                  std::vector<std::string>& unread) {
    std::vector<fs::path> files;
    for (const auto& pattern : globs) {
        const auto matched = TRY(matching(pattern));
        files.insert(files.end(), matched.begin(), matched.end());
    }
    if (globs.empty()) {
        files = products_below(context.working_folder);
    }
    std::ranges::sort(files);
    files.erase(std::unique(files.begin(), files.end()), files.end());
    std::vector<study::Product> out;
    for (const auto& file : files) {
        auto product = study::read_product(file.string());
        if (product) {
            out.push_back(*std::move(product));
        } else {
            unread.push_back(product.error().what);
        }
    }
    return out;
}

}  // namespace assay::api
