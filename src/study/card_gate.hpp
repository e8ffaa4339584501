#pragma once

#include <optional>

#include "data/card.hpp"
#include "study/product.hpp"

namespace assay::study {

/// The card of a product's data; empty when it names none. InvalidInput, with the card's reason,
/// when the card does not allow the product's purpose, and as reading the card fails.
Result<std::optional<data::Card>> permitted_card(const Product& product);

}  // namespace assay::study
