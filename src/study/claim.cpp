#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "study/prediction_rows.hpp"
#include "study/words.hpp"
#include "validate/validate.hpp"

// The verdict on a claim, from its numbers. What would make a number worthless comes first, then
// what would make it empty, then whether it is there.

namespace assay::study {
namespace {

std::string range_of(const stats::Estimate& estimate) {
    return std::isnan(estimate.low) ? std::string("its range cannot be told")
                                    : fmt::format("{} to {} at {:.3g} %", figure(estimate.low),
                                                  figure(estimate.high), estimate.confidence * 100);
}

bool reaches(const Target& claim, double value) {
    return claim.at_least ? value >= claim.bar : value <= claim.bar;
}

/// The end of a range that speaks least for the claim, and the one that speaks most for it.
double worse_end(const Target& claim, const stats::Estimate& estimate) {
    return claim.at_least ? estimate.low : estimate.high;
}
double better_end(const Target& claim, const stats::Estimate& estimate) {
    return claim.at_least ? estimate.high : estimate.low;
}

const validate::Finding* first_error(const ClaimCheck& check) {
    for (const auto& each : check.integrity) {
        if (each.severity == validate::Severity::Error) {
            return &each;
        }
    }
    return nullptr;
}

/// What speaks for a label among the predictions; the findings are the worst first.
const validate::Finding* first_leak(const ClaimCheck& check) {
    constexpr std::array<std::string_view, 3> kLeaks{"is-the-label", "knows-the-label", "too-good"};
    const auto found = std::ranges::find_if(check.integrity, [&](const auto& each) {
        return std::ranges::find(kLeaks, each.code) != kLeaks.end();
    });
    return found == check.integrity.end() ? nullptr : &*found;
}

/// What makes every number of the claim worthless.
const validate::Finding* grave(const ClaimCheck& check) {
    const auto* leak = first_leak(check);
    const bool sure = leak != nullptr && leak->severity >= validate::Severity::Warning;
    return first_error(check) != nullptr ? first_error(check) : sure ? leak : nullptr;
}

/// Whether it is true at all beside what a guess reaches.
bool is_empty(const Target& claim, const ClaimCheck& check) {
    return reaches(claim, check.baseline_value) && !(check.gap.low > 0);
}

std::vector<std::string> reasons(const Target& claim, const ClaimCheck& check,
                                 const std::string& metric) {
    std::vector<std::string> out;
    out.push_back(fmt::format("Measured anew, {} is {} ({}).", metric, figure(check.value.value, 4),
                              range_of(check.value)));
    const auto* wrong = grave(check) != nullptr ? grave(check) : first_leak(check);
    out.push_back(wrong != nullptr ? wrong->sentence
                                   : "No sign that the label is among the predictions.");
    out.push_back(fmt::format(
        "{} reaches {}{}; the model is {}.", capitalised(check.baseline),
        figure(check.baseline_value, 4),
        reaches(claim, check.baseline_value) ? ", which is the bar already" : "",
        std::isnan(check.gap.low) ? "better or not, cannot tell"
        : check.gap.low > 0
            ? fmt::format("better by {} ({})", figure(check.gap.value), range_of(check.gap))
        : check.gap.high < 0 ? fmt::format("worse by {}", figure(-check.gap.value))
                             : fmt::format("not surely better ({})", range_of(check.gap))));
    out.push_back(check.k <= 1
                      ? std::string("This ledger saw no other predictions on these rows.")
                      : fmt::format("{} distinct sets of predictions met these rows: its range "
                                    "for all of them is {}.",
                                    count(check.k), range_of(check.adjusted)));
    return out;
}

/// The metric; its first rows are those of a month.
std::string claim_words(const Metric& metric, double decisions_per_month) {
    const std::string words = validate::metric_words(metric.text());
    return metric.name == "precision_at_k"
               ? fmt::format("{} of a month's {}", words, count(std::llround(decisions_per_month)))
               : words;
}

}  // namespace

void judge_claim(const Target& claim, double decisions_per_month, ClaimCheck& check) {
    const std::string metric = claim_words(claim.metric, decisions_per_month);
    check.reasons = reasons(claim, check, metric);
    const std::string bar =
        fmt::format("{} {}", claim.at_least ? "at least" : "at most", figure(claim.bar, 4));
    if (const auto* wrong = grave(check)) {
        check.verdict = "cannot tell";
        check.sentence = "Cannot tell: " + wrong->sentence;
    } else if (std::isnan(check.adjusted.low) || std::isnan(check.adjusted.high)) {
        check.verdict = "cannot tell";
        check.sentence =
            fmt::format("Cannot tell: {} has no range ({}).", metric, check.adjusted.method);
    } else if (!reaches(claim, better_end(claim, check.adjusted))) {
        check.verdict = "not supported";
        check.sentence = fmt::format("Not supported: {} is {}, {}, and {} was claimed.", metric,
                                     figure(check.value.value, 4), range_of(check.adjusted), bar);
    } else if (is_empty(claim, check)) {
        check.verdict = "not supported";
        check.sentence = fmt::format(
            "Not supported: {} reaches the bar as well ({}), and the model is not surely better; "
            "the claim says nothing about it.",
            check.baseline, figure(check.baseline_value, 4));
    } else if (reaches(claim, worse_end(claim, check.adjusted))) {
        check.verdict = "supported";
        check.sentence = fmt::format("Supported: {} is {}, {}, and {} was claimed.", metric,
                                     figure(check.value.value, 4), range_of(check.adjusted), bar);
    } else {
        check.verdict = "cannot tell";
        check.sentence = fmt::format(
            "Cannot tell: {} is {}, but {} holds the bar, {}{}.", metric,
            figure(check.value.value, 4), range_of(check.adjusted), figure(claim.bar, 4),
            check.k > 1 && reaches(claim, worse_end(claim, check.value))
                ? fmt::format("; alone it would pass, but {} sets of predictions met these rows",
                              count(check.k))
                : "");
    }
}

}  // namespace assay::study
