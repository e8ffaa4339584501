#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"
#include "stats/multiplicity.hpp"
#include "stats/rate.hpp"

// Gaps: how many, and whether their being there tells the target.

namespace assay::data {
namespace {

// Gaps in fewer rows than this are told together, in one finding.
bool is_small(std::int64_t missing, std::int64_t rows) {
    return missing * 20 < rows;
}

/// The names as one says them, no more than five.
std::string shortly(const std::vector<std::string>& columns) {
    constexpr std::size_t kShown = 5;
    if (columns.size() <= kShown + 1) {
        return listed(columns);
    }
    std::vector<std::string> said(columns.begin(), columns.begin() + kShown);
    said.push_back(fmt::format("{} more columns", columns.size() - kShown));
    return listed(said);
}

// Pearson's test of a 2 x 2 table, one degree of freedom.
double chi_squared_p(LabelCount a, LabelCount b) {
    const double rate =
        static_cast<double>(a.positives + b.positives) / static_cast<double>(a.rows + b.rows);
    const double spread =
        rate * (1 - rate) * (1 / static_cast<double>(a.rows) + 1 / static_cast<double>(b.rows));
    const double difference = a.rate() - b.rate();
    return spread > 0 ? std::erfc(std::abs(difference) / std::sqrt(2 * spread)) : 1;
}

// So telling that it can hardly be known before the outcome: one side has no positive, or nothing
// but positives, or the rates lie far apart.
bool looks_filled_in_later(LabelCount without, LabelCount with) {
    const auto pure = [](LabelCount side) {
        return side.positives == 0 || side.positives == side.rows;
    };
    return pure(without) || pure(with) || std::abs(without.rate() - with.rate()) >= 0.3;
}

stats::Rate rate_of(LabelCount count) {
    return {.hits = count.positives, .trials = count.rows};
}

}  // namespace

MissingCheck::MissingCheck(const CheckInput& input)
    : input_(input), labels_(count_labels(input.labels)) {}

std::optional<MissingCheck::Gap> MissingCheck::part_of(const engine::Column& column,
                                                       const Distribution& values) const {
    if (values.missing == 0 || values.present() == 0) {
        return std::nullopt;
    }
    Gap gap;
    gap.columns = {column.name};
    gap.missing = values.missing;
    gap.first = first_rows(column.size(), [&](std::size_t row) { return column.missing(row); });
    for (std::size_t row = 0; row < input_.table->rows; ++row) {
        if (!column.missing(row)) {
            continue;
        }
        gap.where = (gap.where ^ row) * 0x9E3779B97F4A7C15ULL;
        if (!input_.labels.empty() && input_.labels[row] != kNoLabel) {
            ++gap.without.rows;
            gap.without.positives += input_.labels[row];
        }
    }
    gap.with = {labels_.rows - gap.without.rows, labels_.positives - gap.without.positives};
    return gap;
}

void MissingCheck::add(Gap gap) {
    const auto same = std::ranges::find_if(gaps_, [&](const Gap& each) {
        return each.where == gap.where && each.missing == gap.missing;
    });
    if (same == gaps_.end()) {
        gaps_.push_back(std::move(gap));
    } else {
        same->columns.insert(same->columns.end(), gap.columns.begin(), gap.columns.end());
    }
}

void MissingCheck::finish(Issues& issues) const {
    say_gaps(issues);
    say_small_gaps(issues);
    say_telling(issues);
}

void MissingCheck::say_gaps(Issues& issues) const {
    const auto rows = static_cast<std::int64_t>(input_.table->rows);
    for (const auto& gap : gaps_) {
        if (is_small(gap.missing, rows)) {
            continue;
        }
        const auto interval = stats::wilson_estimate({gap.missing, rows}, 0.9);
        const bool mostly = gap.missing * 2 >= rows;
        const bool several = gap.columns.size() > 1;
        issues.push_back(
            {.code = "missing",
             .severity = mostly ? Severity::Question : Severity::Info,
             .column = gap.columns.front(),
             .rows = gap.missing,
             .sentence = fmt::format(
                 "{} {} no value in {}{} of {} ({}; 90 % interval {} to {}). {}",
                 shortly(gap.columns), several ? "have" : "has", several ? "the same " : "",
                 count(gap.missing), counted(rows, "row"), share_text(gap.missing, rows),
                 percent(interval.low), percent(interval.high),
                 mostly ? "Is it known only for some rows by its nature, or is its source broken?"
                        : "Boosted trees take gaps as they are; linear models see a typical value "
                          "and a mark."),
             .fix = mostly ? "Find out why; if it arrives only after the decision, put it on "
                             "[data] ignore."
                           : "",
             .at = gap.first});
    }
}

void MissingCheck::say_small_gaps(Issues& issues) const {
    const auto rows = static_cast<std::int64_t>(input_.table->rows);
    std::vector<std::string> columns;
    std::int64_t most = 0;
    for (const auto& gap : gaps_) {
        if (is_small(gap.missing, rows)) {
            columns.insert(columns.end(), gap.columns.begin(), gap.columns.end());
            most = std::max(most, gap.missing);
        }
    }
    if (columns.empty()) {
        return;
    }
    const bool several = columns.size() > 1;
    issues.push_back({.code = "missing",
                      .severity = Severity::Info,
                      .column = several ? "" : columns.front(),
                      .rows = most,
                      .sentence = fmt::format(
                          "{} {} a few gaps, {}{} ({}){}; they hardly move any number.",
                          shortly(columns), several ? "have" : "has", several ? "at most " : "",
                          counted(most, "row"), share_text(most, rows), several ? " each" : ""),
                      .fix = ""});
}

void MissingCheck::say_telling(Issues& issues) const {
    constexpr std::int64_t kFewestRows = 20;
    constexpr double kSmallestGap = 0.03;
    constexpr double kFalseDiscoveries = 0.01;
    std::vector<const Gap*> tested;
    std::vector<double> p;
    for (const auto& gap : gaps_) {
        if (gap.without.rows >= kFewestRows && gap.with.rows >= kFewestRows) {
            tested.push_back(&gap);
            p.push_back(chi_squared_p(gap.without, gap.with));
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        const auto& gap = *tested[i];
        const auto interval = stats::newcombe(rate_of(gap.without), rate_of(gap.with), 0.9);
        if (adjusted[i] > kFalseDiscoveries || !interval ||
            std::max(interval->low, -interval->high) < kSmallestGap) {
            continue;
        }
        issues.push_back(
            {.code = "missing-tells",
             .severity = looks_filled_in_later(gap.without, gap.with) ? Severity::Warning
                                                                      : Severity::Question,
             .column = gap.columns.front(),
             .rows = gap.missing,
             .sentence = fmt::format(
                 "Whether {0} {1} a value tells the target: {2} is positive in {3} of rows without "
                 "one and in {4} of rows with one, a difference of {5} points (90 % interval {6} "
                 "to "
                 "{7}). If it is filled in only once the outcome is known, scores look better than "
                 "they will be.",
                 shortly(gap.columns), gap.columns.size() > 1 ? "have" : "has",
                 input_.target.empty() ? "the target" : input_.target, percent(gap.without.rate()),
                 percent(gap.with.rate()), figure(100 * (gap.without.rate() - gap.with.rate())),
                 figure(100 * interval->low), figure(100 * interval->high)),
             .fix = fmt::format("Find out when it is filled in. After the decision: put {} on "
                                "[data] ignore. Before: nothing to do.",
                                shortly(gap.columns)),
             .at = gap.first});
    }
}

}  // namespace assay::data
