#include "study/card_gate.hpp"

#include <fmt/format.h>

namespace assay::study {

Result<std::optional<data::Card>> permitted_card(const Product& product) {
    if (product.card.empty()) {
        return std::optional<data::Card>{};
    }
    auto card = data::read_card(product.card);
    if (!card) {
        return fail(card.error().code,
                    fmt::format("{}: {}", product.where("data.card"), card.error().what),
                    card.error().hint);
    }
    TRY(data::allow_purpose(*card, product.purpose));
    return std::optional(*std::move(card));
}

}  // namespace assay::study
