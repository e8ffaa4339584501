#pragma once

#include "stats/confident_learning.hpp"

namespace assay::stats {

/// Fills `joint` of a confident joint: its counts scaled to the label counts and rounded, each row
/// keeping its total, to the last bit as cleanlab does it.
void scale_to_labels(ConfidentJoint& joint);

}  // namespace assay::stats
