#pragma once

#include <optional>
#include <span>
#include <string>

#include "stats/learning_curve_fit.hpp"

// Which curves are not forecast, and the sentence that says why. Private to stats.

namespace assay::stats {

struct Refusal {
    std::string sentence;
    bool steepening = false;
};

/// Points that cannot be read as a curve: fewer than four sizes, values that are absent or not
/// finite, sizes that repeat or lie below one row.
std::optional<Refusal> refuse_points(std::span<const CurvePoint> points);

/// Curves of a shape that no family can carry further: a fall of more than 2.5 combined standard
/// errors between successive sizes; gains per doubling that grow; for money, a dip below zero.
/// Steepening: the gain of the last doubling exceeds that of the one before by 1.64 standard
/// errors and by a quarter. On LCDB (tools/conformal) the errors of forecasts so refused are twice
/// those of the others, mostly upwards.
std::optional<Refusal> refuse_shape(const CurveData& data, CurveKind kind);

}  // namespace assay::stats
