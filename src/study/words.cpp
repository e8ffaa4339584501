#include "study/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace assay::study {

std::string with_range(const Estimate& estimate, const std::string& unit) {
    if (std::isnan(estimate.value)) {
        return "cannot tell";
    }
    const auto behind = unit.empty() ? "" : " " + unit;
    if (std::isnan(estimate.low) || estimate.low == estimate.high) {
        return figure(estimate.value) + behind;
    }
    return fmt::format("{}{} (90 % range {} to {})", figure(estimate.value), behind,
                       figure(estimate.low), figure(estimate.high));
}

std::string amount(double value) {
    return value == std::floor(value) ? count(std::llround(value)) : figure(value);
}

std::string verdict_words(const std::string& name) {
    static const std::map<std::string, std::string> kWords{
        {"BUILD", "build the model"},
        {"RULE_SUFFICES", "no model, the simple way suffices"},
        {"COLLECT", "collect more labels first"},
        {"DONT", "do nothing"},
        {"UNDECIDED", "we cannot tell"},
        {"open", "whether more rows reach the target is open"}};
    const auto found = kWords.find(name);
    return found == kWords.end() ? name : found->second;
}

std::string verdict_label(VerdictName name) {
    return name == VerdictName::RuleSuffices ? "RULE SUFFICES"
           : name == VerdictName::Dont       ? "DON'T"
                                             : std::string(name_of(name));
}

std::string likeliest_words(const std::map<std::string, double>& probability) {
    const auto likeliest =
        std::ranges::max_element(probability, {}, [](const auto& each) { return each.second; });
    return fmt::format("likeliest ({}): {}", chance(likeliest->second),
                       verdict_words(likeliest->first));
}

std::string option_words(const std::string& name) {
    static const std::map<std::string, std::string> kWords{
        {"nothing", "doing nothing"},   {"everything", "acting on all"},
        {"rule", "your rule"},          {"average", "the best single column"},
        {"linear", "the linear model"}, {"boosted", "the boosted model"}};
    const auto found = kWords.find(name);
    return found == kWords.end() ? "\"" + name + "\"" : found->second;
}

std::string change_sentence(const Change& change) {
    if (change.what == "rows") {
        if (std::isnan(change.flips_at)) {
            return "Not even sixteen times the rows would settle it, if all else stays as it is.";
        }
        return fmt::format("With about {} labelled rows instead of {}, and the same averages: {}.",
                           figure(change.flips_at), count(std::llround(change.now)),
                           verdict_words(change.verdict));
    }
    // "What a wrong act costs" is said as a positive number.
    const double sign = change.now < 0 ? -1 : 1;
    const auto now = change.now_low == change.now_high
                         ? figure(sign * change.now)
                         : fmt::format("{} to {}", figure(sign * change.now_low),
                                       figure(sign * change.now_high));
    if (std::isnan(change.flips_at)) {
        return fmt::format(
            "Nothing between a tenth and ten times {} (now {} {}) changes the "
            "verdict.",
            change.label, now, change.unit);
    }
    return fmt::format("If {} were {} {} {} (now {} {}): {}.", change.label,
                       sign * change.flips_at > sign * change.now ? "above" : "below",
                       figure(sign * change.flips_at), change.unit, now, change.unit,
                       verdict_words(change.verdict));
}

}  // namespace assay::study
