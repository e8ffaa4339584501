#include <cstddef>
#include <cstdint>
#include <string_view>

#include "study/product.hpp"

// Any bytes as a product file: an answer or an error, never a crash. Without a file name no source
// is looked for on the disk.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto product = assay::study::parse_product(text, "")) {
        const auto checked = assay::study::validate_product(*product);
        return checked || !checked.error().what.empty() ? 0 : -1;
    }
    return 0;
}
