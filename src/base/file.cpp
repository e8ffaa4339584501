#include "base/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "base/text.hpp"

namespace assay {
namespace {

/// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int handle) : handle_(handle) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (handle_ >= 0) {
            ::close(handle_);
        }
    }
    int get() const { return handle_; }

  private:
    int handle_;
};

tl::unexpected<Error> cannot_write(const std::filesystem::path& file) {
    return fail(ErrorCode::Unavailable,
                "cannot write " + file.string() + ": " + std::strerror(errno),
                "check the folder, its permissions and the free space");
}

bool write_all(int handle, std::string_view content) {
    while (!content.empty()) {
        const auto written = ::write(handle, content.data(), content.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return false;
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(handle) == 0;
}

// What was probably meant by the name of a file that is not there, as a hint; "" when nothing is
// near.
std::string likely_file(const std::filesystem::path& wanted) {
    std::error_code failure;
    const auto folder =
        wanted.has_parent_path() ? wanted.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, failure)) {
        return "there is no folder " + folder.string();
    }
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        if (entry.is_regular_file(failure)) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(names);
    const auto near = nearest(wanted.filename().string(), names);
    return near.empty() ? "" : "did you mean \"" + near + "\"?";
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file) {
    std::error_code failure;
    if (!std::filesystem::exists(file, failure)) {
        return fail(ErrorCode::NotFound, "cannot find " + file.string(), likely_file(file));
    }
    if (std::filesystem::is_directory(file, failure)) {
        return fail(ErrorCode::InvalidInput, file.string() + " is a folder, not a file");
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in.is_open() || in.bad()) {
        return fail(ErrorCode::Unavailable,
                    "cannot read " + file.string() + ": " + std::strerror(errno));
    }
    return std::move(content).str();
}

Result<> write_file(const std::filesystem::path& file, std::string_view content) {
    // Two threads may write the same file: each has its own neighbour.
    static std::atomic<unsigned> writes = 0;
    const auto temporary =
        file.string() + ".part" + std::to_string(::getpid()) + "-" + std::to_string(writes++);
    {
        const Descriptor out(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (out.get() < 0) {
            return cannot_write(file);
        }
        if (!write_all(out.get(), content)) {
            auto wrong = cannot_write(file);
            ::unlink(temporary.c_str());
            return wrong;
        }
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0) {
        auto wrong = cannot_write(file);
        ::unlink(temporary.c_str());
        return wrong;
    }
    // The new name itself survives a power loss only once its folder is on the disk.
    const auto parent = file.parent_path();
    const Descriptor folder(
        ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0 && ::fsync(folder.get()) != 0 && errno != EINVAL) {
        return cannot_write(file);
    }
    return {};
}

}  // namespace assay
