#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::engine {

/// The codes of text values in order of first appearance: an open-addressing hash table whose
/// slots hold half a hash beside the code, so that most look-ups compare one string only.
class TextIndex {
  public:
    /// Code of the text; a new text is added to `levels`, which only this index may change.
    std::int32_t code(std::string_view text, std::vector<std::string>& levels);

  private:
    struct Slot {
        std::uint32_t tag = 0;
        std::int32_t code = -1;
    };
    void grow();

    std::vector<Slot> slots_;
    std::vector<std::uint64_t> hashes_;  // by code, so that growing never hashes again
};

}  // namespace assay::engine
