#pragma once

#include "data/labelling.hpp"

namespace assay::data {

/// Whether a model's chances can tell a wrong label from a right one.
struct ModelGuard {
    bool tells_classes = false;  // right more often than the commonest class alone would be
    bool beyond_chance = false;  // contradicts more labels than its own chances allow
    double allowed = 0;          // labels that they allow to be contradicted
};

/// `doubted` is the number of rows whose likeliest class is another than their label.
ModelGuard guard_of(const LabelTable& table, std::int64_t doubted, double confidence);

}  // namespace assay::data
