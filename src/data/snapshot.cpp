#include "data/snapshot.hpp"

#include <bit>
#include <cmath>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "data/two_threads.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

/// Hashes values in order, in blocks, so that no column is copied whole.
class ColumnHash {
  public:
    void word(std::uint64_t value) {
        for (unsigned byte = 0; byte < 8; ++byte) {
            block_ += static_cast<char>(value >> (8 * byte) & 0xFFU);
        }
        close_full();
    }
    void text(std::string_view value) {
        word(value.size());
        block_ += value;
        close_full();
    }
    std::string finish() {
        close();
        return sha256_hex(blocks_);
    }

  private:
    static constexpr std::size_t kBlock = std::size_t{1} << 20U;

    void close_full() {
        if (block_.size() >= kBlock) {
            close();
        }
    }
    void close() {
        blocks_ += sha256_hex(block_);
        block_.clear();
    }

    std::string block_;
    std::string blocks_;
};

constexpr std::uint64_t kMissing = 0x7FF8000000000000ULL;
constexpr std::uint64_t kMissingText = ~0ULL;  // longer than any text

void hash_text(const engine::Column& column, ColumnHash& hash) {
    for (const auto code : column.codes) {
        if (code == engine::kMissingCode) {
            hash.word(kMissingText);
        } else {
            hash.text(column.levels[static_cast<std::size_t>(code)]);
        }
    }
}

std::string hash_of(const engine::Column& column) {
    ColumnHash hash;
    for (const double value : column.numbers) {
        hash.word(std::isnan(value) ? kMissing
                                    : std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value));
    }
    for (const auto time : column.times) {
        hash.word(static_cast<std::uint64_t>(time));
    }
    hash_text(column, hash);
    return hash.finish();
}

}  // namespace

std::vector<SnapshotColumn> hash_columns(const engine::Table& table) {
    std::vector<SnapshotColumn> out(table.columns.size());
    on_two_threads(out.size(), [&](std::size_t at) {
        const auto& column = table.columns[at];
        out[at] = {.name = column.name,
                   .type = std::string(type_name(column.type)),
                   .sha256 = hash_of(column)};
    });
    return out;
}

std::string content_id(std::span<const SnapshotColumn> columns) {
    return sha256_hex(canonical(to_json(std::vector(columns.begin(), columns.end()))));
}

}  // namespace assay::data
