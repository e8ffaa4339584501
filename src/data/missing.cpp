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
constexpr double kWorthAWord = 0.05;
constexpr double kMostlyEmpty = 0.5;

// Pearson's test of a 2 x 2 table, one degree of freedom.
double chi_squared_p(LabelCount a, LabelCount b) {
    const double rate =
        static_cast<double>(a.positives + b.positives) / static_cast<double>(a.rows + b.rows);
    const double spread =
        rate * (1 - rate) * (1 / static_cast<double>(a.rows) + 1 / static_cast<double>(b.rows));
    const double difference = a.rate() - b.rate();
    return spread > 0 ? std::erfc(std::abs(difference) / std::sqrt(2 * spread)) : 1;
}

stats::Rate rate_of(LabelCount count) {
    return {.hits = count.positives, .trials = count.rows};
}

}  // namespace

MissingCheck::MissingCheck(const CheckInput& input)
    : input_(input), labels_(count_labels(input.labels)) {}

void MissingCheck::add(const engine::Column& column, const Distribution& values) {
    if (values.missing == 0) {
        return;
    }
    Gap gap{.column = column.name, .missing = values.missing, .without = {}, .with = {}};
    for (std::size_t row = 0; row < input_.labels.size(); ++row) {
        if (input_.labels[row] != kNoLabel && column.missing(row)) {
            ++gap.without.rows;
            gap.without.positives += input_.labels[row];
        }
    }
    gap.with = {labels_.rows - gap.without.rows, labels_.positives - gap.without.positives};
    gaps_.push_back(std::move(gap));
}

void MissingCheck::finish(Issues& issues) const {
    say_gaps(issues);
    say_telling(issues);
}

void MissingCheck::say_gaps(Issues& issues) const {
    const auto rows = static_cast<std::int64_t>(input_.table->rows);
    std::vector<std::string> small;
    std::int64_t most = 0;
    for (const auto& gap : gaps_) {
        const double share = static_cast<double>(gap.missing) / static_cast<double>(rows);
        if (gap.missing == rows) {
            continue;
        }
        if (share < kWorthAWord) {
            small.push_back(gap.column);
            most = std::max(most, gap.missing);
            continue;
        }
        const auto interval = stats::wilson_estimate({gap.missing, rows}, 0.9);
        const bool mostly = share >= kMostlyEmpty;
        issues.push_back(
            {.code = "missing",
             .severity = mostly ? Severity::Question : Severity::Info,
             .column = gap.column,
             .rows = gap.missing,
             .sentence = fmt::format(
                 "{} has no value in {} of {} ({}; 90 % interval {} to {}). {}", gap.column,
                 count(gap.missing), rows_text(rows), percent(share), percent(interval.low),
                 percent(interval.high),
                 mostly ? "Is it known only for some rows by its nature, or is its source broken?"
                        : "Boosted trees take gaps as they are; linear models see a typical value "
                          "and a mark."),
             .fix = mostly ? "Find out why; if it arrives only after the decision, put it on "
                             "[data] ignore."
                           : ""});
    }
    if (small.empty()) {
        return;
    }
    constexpr std::size_t kShown = 5;
    const auto shown = std::span(small).first(std::min(kShown, small.size()));
    const auto more = small.size() - shown.size();
    issues.push_back(
        {.code = "missing",
         .severity = Severity::Info,
         .column = small.size() == 1 ? small.front() : "",
         .rows = most,
         .sentence = fmt::format(
             "{}{} {} a few gaps, at most {} ({}) each; they hardly move any number.",
             listed(shown), more > 0 ? fmt::format(" and {} more columns", more) : std::string(),
             small.size() == 1 ? "has" : "have", rows_text(most), share_text(most, rows)),
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
             .severity = Severity::Warning,
             .column = gap.column,
             .rows = gap.missing,
             .sentence = fmt::format(
                 "Whether {0} has a value tells the target: {1} is positive in {2} of rows without "
                 "one and in {3} of rows with one, a difference of {4} points (90 % interval {5} "
                 "to "
                 "{6}). If {0} is filled in only once the outcome is known, scores look better "
                 "than they will be.",
                 gap.column, input_.target.empty() ? "the target" : input_.target,
                 percent(gap.without.rate()), percent(gap.with.rate()),
                 figure(100 * (gap.without.rate() - gap.with.rate())), figure(100 * interval->low),
                 figure(100 * interval->high)),
             .fix = fmt::format("Find out when it is filled in. After the decision: put \"{}\" on "
                                "[data] ignore. Before: nothing to do.",
                                gap.column)});
    }
}

}  // namespace assay::data
