#include "stats/inputs.hpp"

namespace assay::stats {

Result<> check_scored_labels(std::span<const double> scores, std::span<const std::uint8_t> labels) {
    if (scores.size() != labels.size()) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(scores.size()) + " scores, but " +
                        std::to_string(labels.size()) + " labels",
                    "give one label for each score");
    }
    for (std::size_t row = 0; row < scores.size(); ++row) {
        if (!std::isfinite(scores[row])) {
            return fail(ErrorCode::InvalidInput,
                        "row " + std::to_string(row) + ": the score is not a finite number",
                        "leave rows without a score out, or give them one");
        }
        if (labels[row] > 1) {
            return fail(ErrorCode::InvalidInput,
                        "row " + std::to_string(row) + ": label " + std::to_string(labels[row]) +
                            " is neither 0 nor 1",
                        "write 1 where it came true and 0 where it did not");
        }
    }
    return {};
}

Result<> check_weights(std::span<const double> weights, std::size_t rows) {
    if (!weights.empty() && weights.size() != rows) {
        return fail(
            ErrorCode::InvalidInput,
            std::to_string(weights.size()) + " weights for " + std::to_string(rows) + " rows",
            "give one weight for each row, or none");
    }
    for (std::size_t row = 0; row < weights.size(); ++row) {
        if (!std::isfinite(weights[row]) || weights[row] < 0) {
            return fail(ErrorCode::InvalidInput, "row " + std::to_string(row) + ": weight " +
                                                     std::to_string(weights[row]) +
                                                     " is not a finite number of at least 0");
        }
    }
    return {};
}

}  // namespace assay::stats
