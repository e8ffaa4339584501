#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <string>

#include "base/result.hpp"

// What the functions of this module ask of their inputs, said once, with one wording.

namespace assay::stats {

/// Fails with InvalidInput unless the confidence lies inside (0, 1).
inline Result<> check_confidence(double confidence) {
    if (confidence > 0 && confidence < 1) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                "confidence " + std::to_string(confidence) + " is outside (0, 1)",
                "write 0.9 for 90 %");
}

/// Fails with InvalidInput unless scores are finite, labels 0 or 1, and both equally many.
Result<> check_scored_labels(std::span<const double> scores, std::span<const std::uint8_t> labels);

/// Fails with InvalidInput unless there are no weights, or one a row, finite and not negative.
Result<> check_weights(std::span<const double> weights, std::size_t rows);

/// Weight of a row; an empty span means 1 each.
inline double weight_of(std::span<const double> weights, std::size_t row) {
    return weights.empty() ? 1.0 : weights[row];
}

}  // namespace assay::stats
