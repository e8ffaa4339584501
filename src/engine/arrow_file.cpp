#include "engine/arrow_file.hpp"

#include <fmt/format.h>
#include <nanoarrow/nanoarrow_ipc.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>

#include "engine/message.hpp"

namespace assay::engine {
namespace {

namespace fs = std::filesystem;

/// A file's bytes for the reader, which believes whatever sizes a damaged file states.
struct Bytes {
    std::ifstream in;
    std::int64_t size;
};

ArrowErrorCode read_bytes(ArrowIpcInputStream* stream, std::uint8_t* out, std::int64_t wanted,
                          std::int64_t* read, ArrowError* error) {
    auto& bytes = *static_cast<Bytes*>(stream->private_data);
    *read = 0;
    if (wanted < 0 || wanted > bytes.size) {
        ArrowErrorSet(error, "a part of it claims to be larger than the file");
        return EINVAL;
    }
    if (wanted > 0) {
        bytes.in.read(reinterpret_cast<char*>(out), static_cast<std::streamsize>(wanted));
        *read = bytes.in.gcount();
    }
    return bytes.in.bad() ? EIO : NANOARROW_OK;
}

void release_bytes(ArrowIpcInputStream* stream) {
    stream->release = nullptr;
}

/// The reader's stream with its failure remembered: ingest reports success when its producer
/// fails, and keeps the rows so far.
struct Watched {
    ArrowArrayStream* inner = nullptr;
    int failed = 0;
    std::string reason;

    int seen(int code) {
        if (code != 0) {
            failed = code;
            const char* text = inner->get_last_error(inner);
            reason = text == nullptr ? "" : text;
        }
        return code;
    }
};

Watched& watched(ArrowArrayStream* stream) {
    return *static_cast<Watched*>(stream->private_data);
}

int watched_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    auto& state = watched(stream);
    return state.seen(state.inner->get_schema(state.inner, out));
}

int watched_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto& state = watched(stream);
    return state.seen(state.inner->get_next(state.inner, out));
}

const char* watched_error(ArrowArrayStream* stream) {
    return watched(stream).reason.c_str();
}

void watched_release(ArrowArrayStream* stream) {
    stream->release = nullptr;
}

ArrowArrayStream stream_of(Watched& state) {
    return {.get_schema = watched_schema,
            .get_next = watched_next,
            .get_last_error = watched_error,
            .release = watched_release,
            .private_data = &state};
}

// An Arrow file is an Arrow stream behind eight bytes of magic, with an index after it.
void skip_magic(std::istream& in) {
    constexpr std::string_view kMagic("ARROW1\0\0", 8);
    std::array<char, kMagic.size()> start{};
    in.read(start.data(), start.size());
    if (std::string_view(start.data(), start.size()) != kMagic) {
        in.clear();
        in.seekg(0);
    }
}

Error broken(const fs::path& file, std::string_view reason) {
    return {ErrorCode::InvalidInput,
            fmt::format("{} is cut short, or is no Arrow file{}{}", file.string(),
                        reason.empty() ? "" : ": ", gist(reason)),
            "export it again, or save it as Parquet"};
}

/// What the schema says about columns kept as codes into a dictionary.
struct Dictionaries {
    bool any = false;
    bool of_text_only = true;
};

// Also proves that there is a schema: ingest crashes on a stream that has none.
Result<Dictionaries> dictionaries_in(ArrowArrayStream& stream, const fs::path& file) {
    Owned<ArrowSchema> schema;
    if (stream.get_schema(&stream, &schema.value) != 0) {
        const char* text = stream.get_last_error(&stream);
        return tl::unexpected(broken(file, text == nullptr ? "" : text));
    }
    Dictionaries out;
    for (std::int64_t i = 0; i < schema.value.n_children; ++i) {
        if (const auto* values = schema.value.children[i]->dictionary; values != nullptr) {
            const std::string_view format = values->format;
            out.any = true;
            out.of_text_only = out.of_text_only && (format == "u" || format == "U");
        }
    }
    return out;
}

// nanoarrow 0.9 takes a packed dictionary for a plain one. Of text it then finds offsets that
// cannot be; other values would be wrong without a word, so those are refused.
Error packed_dictionary(const fs::path& file) {
    return {ErrorCode::InvalidInput,
            fmt::format("{} holds columns with dictionaries that cannot be read", file.string()),
            "save it as Parquet, or as Arrow without compression"};
}

// What the engine says of a stream that the reader had no fault with: a type it cannot take in.
Error refused(const fs::path& file, const Error& raw) {
    if (raw.code == ErrorCode::Cancelled || raw.code == ErrorCode::Unavailable) {
        return explain(raw, file.string());
    }
    return {ErrorCode::InvalidInput,
            fmt::format("{} cannot be taken in: {}", file.string(), gist(raw.what)),
            "save it as Parquet"};
}

}  // namespace

Result<> ingest_arrow(Connection& connection, const fs::path& file, const std::string& table) {
    std::error_code failed;
    Bytes bytes{.in = std::ifstream(file, std::ios::binary),
                .size = static_cast<std::int64_t>(fs::file_size(file, failed))};
    if (!bytes.in || failed) {
        return fail(ErrorCode::Unavailable, fmt::format("cannot read {}", file.string()));
    }
    skip_magic(bytes.in);
    ArrowIpcInputStream input{.read = read_bytes, .release = release_bytes, .private_data = &bytes};
    Stream reader;
    if (ArrowIpcArrayStreamReaderInit(&reader.value, &input, nullptr) != NANOARROW_OK) {
        return tl::unexpected(broken(file, {}));
    }
    const auto dictionaries = TRY(dictionaries_in(reader.value, file));
    if (!dictionaries.of_text_only) {
        return tl::unexpected(packed_dictionary(file));
    }
    Watched state{.inner = &reader.value, .failed = 0, .reason = {}};
    Stream stream;
    stream.value = stream_of(state);
    const auto ingested = connection.ingest(table, stream.value);
    constexpr std::string_view kMisread = "to have size";
    if (state.failed != 0) {
        return tl::unexpected(dictionaries.any && state.reason.find(kMisread) != std::string::npos
                                  ? packed_dictionary(file)
                                  : broken(file, state.reason));
    }
    if (!ingested) {
        return tl::unexpected(refused(file, ingested.error()));
    }
    return {};
}

}  // namespace assay::engine
