#pragma once

#include <cstdlib>
#include <filesystem>

namespace assay {

/// A folder of one test's own, gone with it.
class Scratch {
  public:
    Scratch() {
        auto name = (std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace assay
