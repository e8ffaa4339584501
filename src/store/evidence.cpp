#include "store/evidence.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "base/digest.hpp"
#include "base/file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashLength = 64;

fs::path path_of(const fs::path& folder, std::string_view sha256) {
    return folder / sha256.substr(0, 2) / (std::string(sha256.substr(2)) + ".zst");
}

bool is_hash(std::string_view text) {
    return text.size() == kHashLength && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

// A new folder's name survives a power loss only once the folder above is on the disk.
Result<> make_folder(const fs::path& folder) {
    std::error_code failed;
    if (!fs::create_directories(folder, failed) && !failed) {
        return {};
    }
    const int above = ::open(folder.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = above >= 0 && ::fsync(above) == 0;
    if (above >= 0) {
        ::close(above);
    }
    if (failed || !synced) {
        return fail(ErrorCode::Unavailable, "cannot make " + folder.string(),
                    "look at the free space and the permissions of its folder");
    }
    return {};
}

Result<> check_hash(std::string_view text) {
    if (!is_hash(text)) {
        return fail(ErrorCode::InvalidInput, std::string(text) + " is not a SHA-256",
                    "a hash has 64 digits of 0-9 and a-f");
    }
    return {};
}

}  // namespace

Result<std::string> keep(const fs::path& folder, std::string_view content) {
    const auto sha256 = sha256_hex(content);
    if (fetch(folder, sha256)) {
        return sha256;
    }
    const auto file = path_of(folder, sha256);
    TRY(make_folder(file.parent_path()));
    TRY(write_file(file, TRY(compress(content))));
    return sha256;
}

Result<std::string> fetch(const fs::path& folder, std::string_view sha256) {
    TRY(check_hash(sha256));
    const auto file = path_of(folder, sha256);
    const auto frame = read_file(file);
    if (!frame) {
        const bool absent = frame.error().code == ErrorCode::NotFound;
        return absent ? fail(ErrorCode::NotFound, "no evidence " + std::string(sha256),
                             "it was made in another workspace, or removed")
                      : tl::unexpected(frame.error());
    }
    auto content = decompress(*frame);
    if (!content || sha256_hex(*content) != sha256) {
        return fail(ErrorCode::InvalidInput, file.string() + " is damaged",
                    "restore it from a backup, or record the study again");
    }
    return *std::move(content);
}

Result<> keep_derived(const fs::path& folder, std::string_view id, std::string_view content) {
    TRY(check_hash(id));
    const auto file = path_of(folder, id);
    TRY(make_folder(file.parent_path()));
    return write_file(file, TRY(compress(sha256_hex(content) + std::string(content))));
}

Result<std::string> fetch_derived(const fs::path& folder, std::string_view id) {
    TRY(check_hash(id));
    const auto file = path_of(folder, id);
    auto content = decompress(TRY(read_file(file)));
    const bool whole = content && content->size() >= kHashLength;
    if (!whole || sha256_hex(std::string_view(*content).substr(kHashLength)) !=
                      std::string_view(*content).substr(0, kHashLength)) {
        return fail(ErrorCode::InvalidInput, file.string() + " is damaged",
                    "remove it: it is computed again when it is needed");
    }
    return content->substr(kHashLength);
}

}  // namespace assay::store
