#include "engine/text_index.hpp"

#include "base/digest.hpp"

namespace assay::engine {
namespace {

constexpr std::size_t kFirstSlots = 64;

std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32U);
}

}  // namespace

void TextIndex::grow() {
    const std::size_t size = slots_.empty() ? kFirstSlots : slots_.size() * 2;
    slots_.assign(size, Slot{});
    for (std::size_t code = 0; code < hashes_.size(); ++code) {
        std::size_t at = hashes_[code] & (size - 1);
        while (slots_[at].code >= 0) {
            at = (at + 1) & (size - 1);
        }
        slots_[at] = {.tag = tag_of(hashes_[code]), .code = static_cast<std::int32_t>(code)};
    }
}

std::int32_t TextIndex::code(std::string_view text, std::vector<std::string>& levels) {
    if (hashes_.size() * 2 >= slots_.size()) {
        grow();
    }
    const std::uint64_t hash = fast_hash(text);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].code >= 0) {
        const auto& slot = slots_[at];
        if (slot.tag == tag_of(hash) && levels[static_cast<std::size_t>(slot.code)] == text) {
            return slot.code;
        }
        at = (at + 1) & (slots_.size() - 1);
    }
    const auto code = static_cast<std::int32_t>(levels.size());
    levels.emplace_back(text);
    hashes_.push_back(hash);
    slots_[at] = {.tag = tag_of(hash), .code = code};
    return code;
}

}  // namespace assay::engine
