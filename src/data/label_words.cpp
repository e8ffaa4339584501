#include "data/label_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/label_values.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

std::string rows_range(const stats::Estimate& number) {
    const auto whole = [](double value) { return count(std::llround(value)); };
    return fmt::format("{} of them ({} to {})", whole(number.value), whole(number.low),
                       whole(number.high));
}

std::string suspected_sentence(const LabelErrorReport& report) {
    const std::string suspected =
        counted(report.suspected, "row") + (report.suspected == 1 ? " is" : " are") + " suspected";
    if (std::isnan(report.effect.errors_found.value)) {
        return suspected + "; how many of them are wrong cannot be told.";
    }
    return suspected + "; about " + rows_range(report.effect.errors_found) +
           " are expected to be wrong.";
}

std::string noise_sentence(const LabelErrorReport& report, std::size_t rows) {
    if (std::isnan(report.noise_rate.value)) {
        return "How many labels are wrong: " + report.noise_rate.method + ".";
    }
    const double wrong = report.noise_rate.value * static_cast<double>(rows);
    return fmt::format("About {} of the labels are wrong: some {} of {}.",
                       share_range(report.noise_rate), count(std::llround(wrong)),
                       counted(static_cast<std::int64_t>(rows), "row"));
}

/// What a value of alpha is taken to mean, by Krippendorff's own rule.
std::string alpha_reading(const stats::Estimate& alpha) {
    constexpr double kReliable = 0.8;
    constexpr double kTentative = 0.667;
    if (alpha.low >= kReliable) {
        return "the labels are reliable";
    }
    if (alpha.low >= kTentative) {
        return "good enough for tentative conclusions (0.8 is called reliable)";
    }
    if (alpha.high < kTentative) {
        return "too little to rely on (0.667 is the least for tentative conclusions)";
    }
    return "not yet shown to be enough (0.667 is the least for tentative conclusions)";
}

std::string alpha_sentence(const AgreementReport& report) {
    if (std::isnan(report.alpha.value)) {
        return "Krippendorff's alpha: " + report.alpha.method + ".";
    }
    return fmt::format("Krippendorff's alpha is {:.2f} ({:.2f} to {:.2f}): {}.", report.alpha.value,
                       report.alpha.low, report.alpha.high, alpha_reading(report.alpha));
}

std::string consensus_sentence(const ConsensusSummary& consensus) {
    std::string out = fmt::format("A consensus of at least 9 in 10 is reached on {} of {}",
                                  count(consensus.sure), counted(consensus.items, "item"));
    if (consensus.tied > 0) {
        out += fmt::format("; {} {} tied", counted(consensus.tied, "item"),
                           consensus.tied == 1 ? "is" : "are");
    }
    return out + ".";
}

/// Whose limits lie apart from those of the best.
std::string weakest_sentence(const AgreementReport& report) {
    const auto told = [](const Annotator& each) { return !std::isnan(each.quality.value); };
    const auto weakest = std::find_if(report.people.rbegin(), report.people.rend(), told);
    const auto best = std::find_if(report.people.begin(), report.people.end(), told);
    if (weakest == report.people.rend() || best == report.people.end() ||
        weakest->quality.high >= best->quality.low) {
        return {};
    }
    std::string out =
        fmt::format("{} is right in {}, {} in {}", weakest->name, share_range(weakest->quality),
                    best->name, share_range(best->quality));
    if (!weakest->mistakes.empty()) {
        const auto& most = weakest->mistakes.front();
        out += fmt::format("; {} most often says \"{}\" for \"{}\"", weakest->name, most.said,
                           most.truth);
    }
    return out + ".";
}

}  // namespace

std::string row_name(const engine::Column* id, std::size_t row) {
    return id == nullptr || id->missing(row) ? std::to_string(row + 1) : cell_text(*id, row);
}

std::string share_range(const stats::Estimate& share) {
    return fmt::format("{:.1f} % ({:.1f} to {:.1f} %)", 100 * share.value, 100 * share.low,
                       100 * share.high);
}

std::vector<std::string> error_sentences(const LabelErrorReport& report, std::size_t rows) {
    std::vector<std::string> out;
    if (report.suspected == 0) {
        out.push_back(std::isnan(report.noise_rate.value)
                          ? "No row is suspected. " + noise_sentence(report, rows)
                          : fmt::format("No label looks wrong; up to {:.1f} % may be.",
                                        100 * report.noise_rate.high));
        return out;
    }
    out.push_back(noise_sentence(report, rows));
    out.push_back(suspected_sentence(report));
    if (!report.flows.empty()) {
        const auto& most = report.flows.front();
        out.push_back(fmt::format("Most often rows are labelled \"{}\" and look like \"{}\": {}.",
                                  most.given, most.likely, counted(most.rows, "row")));
    }
    if (report.cuts.size() > 1 && !std::isnan(report.cuts.back().precision.value) &&
        !std::isnan(report.cuts.front().precision.value)) {
        const auto& first = report.cuts.front();
        const auto& last = report.cuts.back();
        out.push_back(
            fmt::format("Of the first {} in the ranking {} are expected to be wrong, of "
                        "all {} that look like another class {}.",
                        count(first.rows), share_range(first.precision), count(last.rows),
                        share_range(last.precision)));
    }
    return out;
}

std::string effect_sentence(const FixEffect& effect) {
    if (effect.review_rows == 0) {
        return "There is nothing to mend.";
    }
    if (std::isnan(effect.noise_after.value)) {
        return "What mending them is worth cannot be told.";
    }
    return fmt::format(
        "Looking at {} and mending the wrong ones leaves {} of labels wrong; the "
        "model's accuracy, {} against the labels as they are, becomes {}.",
        counted(effect.review_rows, "suspected row"), share_range(effect.noise_after),
        percent(effect.accuracy_before.value), share_range(effect.accuracy_after));
}

std::vector<std::string> agreement_sentences(const AgreementReport& report) {
    std::vector<std::string> out;
    if (report.twice == 0) {
        out.emplace_back(
            "Nobody labelled the same item as another: agreement, consensus and the quality of "
            "people cannot be told.");
    }
    out.push_back(alpha_sentence(report));
    if (!std::isnan(report.unanimous.value)) {
        out.push_back(fmt::format("All labels are equal on {} of {} with two labels or more.",
                                  share_range(report.unanimous), counted(report.twice, "item")));
    }
    if (report.twice > 0) {
        out.push_back(consensus_sentence(report.consensus));
    }
    const std::string weakest = weakest_sentence(report);
    if (!weakest.empty()) {
        out.push_back(weakest);
    }
    out.push_back(report.human.sentence);
    if (report.queued > 0) {
        out.push_back(counted(report.queued, "item") + (report.queued == 1 ? " is" : " are") +
                      " worth another look.");
    }
    return out;
}

std::string bar_sentence(const HumanBar& human) {
    if (std::isnan(human.accuracy.value)) {
        return "What a person achieves cannot be told: " + human.accuracy.method + ".";
    }
    std::string out = fmt::format("A person is right in {}, against {}",
                                  share_range(human.accuracy), human.against);
    if (!std::isnan(human.seconds.value)) {
        out += fmt::format(", and needs {} s an item (median; nine in ten take {} to {} s)",
                           figure(human.seconds.value), figure(human.seconds_low),
                           figure(human.seconds_high));
    }
    return out + ": the bar for a model.";
}

}  // namespace assay::data
