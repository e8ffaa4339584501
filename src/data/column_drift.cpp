#include "data/column_drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "data/column_judge.hpp"
#include "data/distribution.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kFirstDealings = 199;
constexpr int kDealings = 999;
constexpr int kReplicates = 200;

double missing_share(std::span<const double> counts) {
    double rows = 0;
    for (const double each : counts) {
        rows += each;
    }
    return counts[0] / rows;
}

double missing_between(std::span<const double> a, std::span<const double> b) {
    return std::abs(missing_share(b) - missing_share(a));
}

}  // namespace

/// Few dealings tell what is far below the bar; the rest is worth more of them.
Verdict weigh(const Judge& judge, const CountStatistic& statistic, double distance, double least,
              const std::string& purpose) {
    const auto seed = static_cast<std::uint64_t>(judge.method.seed);
    const auto stream = purpose + " of " + judge.name;
    Verdict out;
    out.chance = judge.counts.by_chance(statistic, kFirstDealings, kFirstDealings, seed, stream);
    const auto moves =
        judge.counts.bootstrap(statistic, kReplicates, seed, "bootstrap of " + stream);
    out.effect = beyond_chance(distance, out.chance, moves, judge.confidence);
    if (out.effect.value < least) {
        out.chance.p = 1;
        return out;
    }
    const double mean_square = out.chance.mean_square;
    out.chance = judge.counts.by_chance(statistic, kDealings, judge.most_dealings, seed, stream);
    out.chance.mean_square = mean_square;
    return out;
}

void weigh_missing(const Judge& judge, JudgedColumn& out) {
    auto& told = out.told;
    told.reference_missing = missing_share(judge.counts.reference());
    told.current_missing = missing_share(judge.counts.current());
    const double change = told.current_missing - told.reference_missing;
    const auto seed = static_cast<std::uint64_t>(judge.method.seed);
    told.missing_change = {.value = change,
                           .low = change,
                           .high = change,
                           .low_50 = change,
                           .high_50 = change,
                           .confidence = judge.confidence,
                           .method = "difference of shares, basic bootstrap of chunks of rows"};
    if (told.reference_missing == 0 && told.current_missing == 0) {
        return;
    }
    const auto signed_change = [](std::span<const double> a, std::span<const double> b) {
        return missing_share(b) - missing_share(a);
    };
    const auto moves = judge.counts.bootstrap(signed_change, kReplicates, seed,
                                              "bootstrap of missing of " + told.name);
    const auto at = [&](double share) {
        const double place = (1 - share) * static_cast<double>(moves.size() - 1);
        return std::clamp(change - moves[static_cast<std::size_t>(place + 0.5)], -1.0, 1.0);
    };
    told.missing_change.low = at((1 - judge.confidence) / 2);
    told.missing_change.high = at((1 + judge.confidence) / 2);
    told.missing_change.low_50 = at(0.25);
    told.missing_change.high_50 = at(0.75);
    if (std::abs(change) >= judge.method.least_missing) {
        const auto chance = judge.counts.by_chance(missing_between, kDealings, judge.most_dealings,
                                                   seed, "missing of " + told.name);
        told.missing_p = chance.p;
    }
}

DriftMethod drift_method(const ChunkPlan& plan, std::uint64_t seed) {
    return {.chunk_rows = static_cast<std::int64_t>(plan.rows),
            .reference_chunks = static_cast<std::int64_t>(plan.reference),
            .current_chunks = static_cast<std::int64_t>(plan.current),
            .false_discoveries = 0.05,
            .least_shift = 0.1,
            .least_mix = 0.08,
            .least_missing = 0.02,
            .warn_shift = 0.2,
            .warn_mix = 0.1,
            .warn_missing = 0.05,
            .seed = static_cast<std::int64_t>(seed)};
}

JudgedColumn judge(const PairedColumn& column, const ChunkPlan& plan, const DriftMethod& method,
                   int most_dealings, double confidence) {
    JudgedColumn out;
    auto& told = out.told;
    told.name = column.name;
    told.type = type_text(column.type);
    told.why_not = column.why_not;
    for (auto* each :
         {&told.distance, &told.distance_in_unit, &told.by_chance, &told.reference_mean,
          &told.current_mean, &told.reference_missing, &told.current_missing}) {
        *each = kNone;
    }
    if (column.measure == Measure::None) {
        return out;
    }
    if (column.measure == Measure::Levels) {
        judge_levels(column, plan, method, most_dealings, confidence, out);
    } else {
        judge_numbers(column, plan, method, most_dealings, confidence, out);
    }
    if (told.measure.empty()) {
        told.why_not = "one of the tables has no value of it";
    }
    return out;
}

Issue drift_issue(const JudgedColumn& column, std::int64_t rows) {
    const auto& told = column.told;
    const auto as_far = std::llround(told.p * (column.dealings + 1)) - 1;
    const std::string effect =
        told.measure == "wasserstein"
            ? fmt::format("{} standard deviations of the reference", figure(told.effect.value))
            : fmt::format("a Jensen-Shannon distance of {}", figure(told.effect.value));
    return {.code = "drift",
            .severity = told.moved == "warning" ? Severity::Warning : Severity::Info,
            .column = told.name,
            .rows = rows,
            .sentence = fmt::format(
                "{} moved: {}. That is {} beyond chance ({} to {}); of {} ways to deal the rows to "
                "the two tables anew, {} as far apart.",
                told.name, column.words, effect, figure(told.effect.low), figure(told.effect.high),
                count(column.dealings),
                as_far == 0   ? std::string("none lies")
                : as_far == 1 ? std::string("1 lies")
                              : count(as_far) + " lie"),
            .fix = fmt::format("Ask what changed in the source of \"{}\". If it stays so, a model "
                               "from the reference needs rows from after the change.",
                               told.name)};
}

Issue missing_issue(const JudgedColumn& column, std::int64_t rows, bool warning) {
    const auto& told = column.told;
    return {
        .code = "missing-drift",
        .severity = warning ? Severity::Warning : Severity::Info,
        .column = told.name,
        .rows = rows,
        .sentence = fmt::format(
            "{} is missing in {} of the rows and was missing in {}: a change of {} to {} points.",
            told.name, percent(told.current_missing), percent(told.reference_missing),
            figure(100 * told.missing_change.low), figure(100 * told.missing_change.high)),
        .fix = fmt::format("Ask why \"{}\" is {} often left empty now.", told.name,
                           told.missing_change.value > 0 ? "more" : "less")};
}

}  // namespace assay::data
