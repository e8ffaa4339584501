#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/page.hpp"
#include "study/evaluation.hpp"

// The parts of a page that evaluations of every kind have.

namespace assay::cli {

/// A number with its range; nothing where it cannot be told.
void measure_line(Page& page, const char* name, const stats::Estimate& estimate);
/// Whether the predictions can be trusted; nothing where there is no finding.
void integrity(Page& page, const std::vector<validate::Finding>& found);
/// How often these rows were used.
void reuse(Page& page, const study::Reuse& used);
/// What was not looked at.
void not_run(Page& page, const std::vector<std::string>& words);

/// The parts that lose most and were confirmed, below `heading`; nothing where there is none.
template <class Slices>
void confirmed(Page& page, const Slices& slices, const char* heading) {
    constexpr std::size_t kMost = 2;
    std::size_t shown = 0;
    for (const auto& each : slices) {
        if (each.confirmed && shown < kMost) {
            if (shown++ == 0) {
                page.heading(heading);
            }
            page.item("\u00B7", each.sentence, 2);
        }
    }
}

inline const stats::Estimate& effect_of(const validate::Flips& part) {
    return part.net;
}
inline const stats::Estimate& effect_of(const validate::ErrorDifference& part) {
    return part.difference;
}
/// The other model on the same rows, and the parts where one of the two is surely better.
template <class Comparison>
void comparison(Page& page, const std::optional<Comparison>& found) {
    if (!found) {
        return;
    }
    constexpr std::size_t kMost = 2;
    page.heading("Against " + found->against);
    page.item("\u00B7", found->sentence, 4);
    std::size_t shown = 0;
    for (const auto& each : found->by_slice) {
        if (each.p_adjusted <= 1 - effect_of(each).confidence && shown++ < kMost) {
            page.item("\u00B7", each.sentence, 2);
        }
    }
}

}  // namespace assay::cli
