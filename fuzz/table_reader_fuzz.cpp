#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/engine.hpp"

// Any bytes as a file of a table: the first byte chooses CSV, Parquet, JSON lines or Arrow, the
// rest is the file. The answer is a table whose columns agree with its rows, or an error in one
// line of words; never a crash, and never a message that the engine room does not know.

namespace {

using assay::engine::Column;
using assay::engine::Engine;
using assay::engine::Table;
using assay::engine::Type;

Engine& shared_engine() {
    static auto engine = Engine::open(
        {.library = ASSAY_LIBRARIES "/libduckdb.so", .memory_limit = "500MB", .threads = 1});
    ASSAY_CHECK(engine.has_value());
    return *engine;
}

std::string file_name(std::uint8_t choice) {
    static constexpr std::array<const char*, 4> kEndings{".csv", ".parquet", ".jsonl", ".arrow"};
    const auto name = "assay-fuzz-" + std::to_string(::getpid()) + kEndings[choice % 4];
    return (std::filesystem::temp_directory_path() / name).string();
}

void check_column(const Column& column, std::size_t rows) {
    ASSAY_CHECK(column.size() == rows);
    for (std::size_t row = 0; column.type == Type::Text && row < rows; ++row) {
        const auto code = column.codes[row];
        ASSAY_CHECK(code >= assay::engine::kMissingCode);
        ASSAY_CHECK(code < static_cast<std::int64_t>(column.levels.size()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const auto file = file_name(data[0]);
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
    const auto table = shared_engine().read({.location = file, .query = {}});
    std::filesystem::remove(file);
    if (table) {
        for (const auto& column : table->columns) {
            check_column(column, table->rows);
        }
        return 0;
    }
    const auto& error = table.error();
    if (error.code == assay::ErrorCode::Internal || error.what.empty()) {
        std::fprintf(stderr, "an answer nobody understands: %s\n", error.what.c_str());
        std::abort();
    }
    return 0;
}
