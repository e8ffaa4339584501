#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/study.hpp"
#include "study/words.hpp"

namespace assay::study {
namespace {

void add(StudyDiff& diff, std::string what, std::string before, std::string after,
         std::string sentence) {
    if (before != after) {
        diff.differences.push_back(
            {std::move(what), std::move(before), std::move(after), std::move(sentence)});
    }
}

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : dump(value, false);
}

/// Every value of the product file that is not the same, by its path.
void compare_products(const Json& before, const Json& after, const std::string& path,
                      StudyDiff& diff) {
    if (before.is_object() && after.is_object()) {
        for (const auto& [key, value] : after.items()) {
            const auto inner = path.empty() ? key : path + "." + key;
            compare_products(before.contains(key) ? before[key] : Json(nullptr), value, inner,
                             diff);
        }
        return;
    }
    const auto was = text_of(before);
    const auto is = text_of(after);
    add(diff, path, was, is, fmt::format("{} was {} and is now {}.", path, was, is));
}

void compare_data(const Document& before, const Document& after, StudyDiff& diff) {
    const auto hash = [](const Document& document) {
        const auto found = std::ranges::find(document.evidence, "data", &ledger::Evidence::what);
        return found == document.evidence.end() ? std::string() : found->sha256;
    };
    add(diff, "data", hash(before).substr(0, 12), hash(after).substr(0, 12),
        fmt::format("The data changed: {} rows with a target instead of {}.",
                    count(after.data.rows), count(before.data.rows)));
    add(diff, "positive rate", figure(before.data.positive_rate.value),
        figure(after.data.positive_rate.value),
        fmt::format("The share of positives went from {} to {}.",
                    figure(before.data.positive_rate.value),
                    figure(after.data.positive_rate.value)));
}

void compare_options(const Document& before, const Document& after, StudyDiff& diff) {
    for (const auto& option : after.options) {
        const auto old = std::ranges::find(before.options, option.name, &Option::name);
        if (old == before.options.end()) {
            add(diff, "option " + option.name, "absent", "present",
                fmt::format("The option {} is new.", option_words(option.name)));
            continue;
        }
        const auto& was = old->value_per_month;
        const auto& is = option.value_per_month;
        const bool apart = is.low > was.high || is.high < was.low;
        add(diff, "value a month of " + option.name, with_range(was, before.currency),
            with_range(is, after.currency),
            fmt::format("{} was worth {} a month and is now worth {}{}.",
                        capitalised(option_words(option.name)), with_range(was, before.currency),
                        with_range(is, after.currency),
                        apart ? "" : "; the ranges overlap, which noise may explain"));
    }
}

/// The first cause that a person would look at: product, then data, then seed or version.
std::string why(const Document& before, const Document& after, const StudyDiff& diff) {
    for (const auto& each : diff.differences) {
        if (each.what.starts_with("costs.") || each.what.starts_with("target.") ||
            each.what.starts_with("data.") || each.what == "rule") {
            return "the product file changed (" + each.what + ")";
        }
    }
    for (const auto& each : diff.differences) {
        if (each.what == "data") {
            return "the data changed";
        }
    }
    if (before.provenance.seed != after.provenance.seed) {
        return "only the seed changed";
    }
    return before.provenance.version != after.provenance.version ? "assay's version changed"
                                                                 : "the settings changed";
}

}  // namespace

StudyDiff diff_studies(const Document& before, const Document& after) {
    StudyDiff diff;
    const auto was = verdict_label(before.verdict.name);
    const auto is = verdict_label(after.verdict.name);
    add(diff, "verdict", was, is,
        fmt::format("The verdict went from {} to {}: {}", was, is, after.verdict.headline));
    compare_products(before.product, after.product, "", diff);
    compare_data(before, after, diff);
    add(diff, "seed", std::to_string(before.provenance.seed), std::to_string(after.provenance.seed),
        "Another seed was used.");
    add(diff, "version", before.provenance.version, after.provenance.version,
        "Another version of assay made it.");
    compare_options(before, after, diff);
    diff.same_verdict = was == is;
    if (diff.differences.empty()) {
        diff.sentence = "Both studies say the same.";
    } else {
        diff.sentence =
            fmt::format("{}; {}.",
                        diff.same_verdict ? fmt::format("The verdict stays {}", is)
                                          : fmt::format("The verdict went from {} to {}", was, is),
                        why(before, after, diff));
    }
    return diff;
}

}  // namespace assay::study
