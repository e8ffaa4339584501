#include "base/digest.hpp"

#include <openssl/evp.h>
#include <xxhash.h>
#include <zstd.h>

#include <array>
#include <fstream>
#include <memory>
#include <vector>

namespace assay {
namespace {

constexpr int kLevel = 3;

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

std::string hex(const unsigned char* bytes, unsigned int size) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(std::size_t{size} * 2);
    for (unsigned int i = 0; i < size; ++i) {
        out += kDigits[bytes[i] >> 4U];
        out += kDigits[bytes[i] & 15U];
    }
    return out;
}

std::string finish(EVP_MD_CTX* context) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(context, digest.data(), &size);
    return hex(digest.data(), size);
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    const Context context(EVP_MD_CTX_new());
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
    return finish(context.get());
}

Result<std::string> sha256_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return fail(ErrorCode::NotFound, "cannot read " + file.string());
    }
    const Context context(EVP_MD_CTX_new());
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    std::vector<char> piece(std::size_t{1} << 20U);
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        EVP_DigestUpdate(context.get(), piece.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad()) {
        return fail(ErrorCode::Unavailable, "cannot read " + file.string());
    }
    return finish(context.get());
}

std::uint64_t fast_hash(std::string_view bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

Result<std::string> compress(std::string_view bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
    if (ZSTD_isError(size) != 0U) {
        return fail(ErrorCode::Unavailable,
                    std::string("cannot compress: ") + ZSTD_getErrorName(size));
    }
    out.resize(size);
    return out;
}

Result<std::string> decompress(std::string_view frame) {
    const auto expected = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (expected == ZSTD_CONTENTSIZE_ERROR || expected == ZSTD_CONTENTSIZE_UNKNOWN) {
        return fail(ErrorCode::InvalidInput, "not a zstd frame: the content is cut or damaged");
    }
    std::string out(expected, '\0');
    const auto size = ZSTD_decompress(out.data(), out.size(), frame.data(), frame.size());
    if (ZSTD_isError(size) != 0U || size != expected) {
        return fail(ErrorCode::InvalidInput, "a zstd frame is cut or damaged");
    }
    return out;
}

}  // namespace assay
