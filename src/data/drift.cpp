#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/text.hpp"
#include "data/bins.hpp"
#include "data/blocks.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"
#include "stats/multiplicity.hpp"

namespace assay::data {
namespace {

// An effect worth a word, and one that is large: W1 in standard deviations, Jensen-Shannon
// distance, and the change of a rate over its mean.
struct Bar {
    double notice, large;
};
constexpr Bar kShiftBar{.notice = 0.1, .large = 0.5};
constexpr Bar kMixBar{.notice = 0.1, .large = 0.3};
constexpr Bar kRateBar{.notice = 0.2, .large = 0.5};
constexpr double kFalseDiscoveries = 0.05;
constexpr std::size_t kMostBins = 64;

double half_mean(std::span<const std::uint8_t> blocks, const engine::Column& column, bool later) {
    double sum = 0;
    double rows = 0;
    for (std::size_t row = 0; row < blocks.size(); ++row) {
        const double value = value_at(column, row);
        const bool in_later = blocks[row] >= kBlocks / 2;
        if (blocks[row] != kNoBlock && in_later == later && std::isfinite(value)) {
            sum += value;
            ++rows;
        }
    }
    return sum / rows;
}

std::string mean_words(std::span<const std::uint8_t> blocks, const engine::Column& column) {
    return fmt::format("its mean is {} in the earlier half and {} in the later",
                       figure(half_mean(blocks, column, false)),
                       figure(half_mean(blocks, column, true)));
}

/// Present rows by block and bin; bin 0 of `bins` (missing) is left out unless asked for.
BlockCounts count_bins(std::span<const std::uint8_t> blocks, const Bins& bins) {
    BlockCounts counts(bins.count - 1);
    for (std::size_t row = 0; row < blocks.size(); ++row) {
        if (blocks[row] != kNoBlock && bins.row[row] != 0) {
            ++counts.at(blocks[row], bins.row[row] - 1);
        }
    }
    return counts;
}

/// True when hardly a row of one half has a value that the other half has as well.
bool lie_apart(const Halves& halves) {
    double shared = 0;
    for (std::size_t bin = 0; bin < halves.earlier.size(); ++bin) {
        shared += std::min(halves.earlier[bin], halves.later[bin]);
    }
    return shared < 0.15;
}

std::string level_words(const engine::Column& column, const Bins& bins, const Halves& halves) {
    std::size_t most = 0;
    const auto change = [&](std::size_t bin) {
        return std::abs(halves.later[bin] - halves.earlier[bin]);
    };
    for (std::size_t bin = 0; bin < halves.earlier.size(); ++bin) {
        most = change(bin) > change(most) ? bin : most;
    }
    const auto named = std::ranges::find(bins.row, static_cast<std::uint32_t>(most + 1));
    const auto row = static_cast<std::size_t>(named - bins.row.begin());
    const bool rest = column.levels.size() > kMostBins && most + 1 == kMostBins;
    return fmt::format(
        "{} is {} of its earlier half and {} of the later",
        rest ? "the sum of its rare values"
             : "\"" + column.levels[static_cast<std::size_t>(column.codes[row])] + "\"",
        percent(halves.earlier[most]), percent(halves.later[most]));
}

}  // namespace

DriftCheck::DriftCheck(const CheckInput& input) : input_(input), blocks_(time_blocks(input.times)) {
    if (!blocks_.empty() && !input.labels.empty()) {
        add_labels();
    }
}

double DriftCheck::Move::size() const {
    return effect / (kind == Kind::Shift   ? kShiftBar.large
                     : kind == Kind::Label ? kRateBar.large
                                           : kMixBar.large);
}

std::vector<DriftCheck::Move> DriftCheck::part_of(const engine::Column& column,
                                                  const Distribution& values) const {
    std::vector<Move> moves;
    if (blocks_.empty() || column.name == input_.time || is_time(column)) {
        return moves;
    }
    if (values.distinct > 1) {
        is_ordered(column) ? add_shift(column, values, moves) : add_mix(column, values, moves);
    }
    if (values.missing > 0 && values.present() > 0) {
        add_gaps(column, moves);
    }
    return moves;
}

void DriftCheck::add(std::vector<Move> moves) {
    std::ranges::move(moves, std::back_inserter(moves_));
}

void DriftCheck::add_mix(const engine::Column& column, const Distribution& values,
                         std::vector<Move>& moves) const {
    const auto bins = bin(column, values, kMostBins);
    const auto counts = count_bins(blocks_, bins);
    const auto halves = halves_by_time(counts);
    const double effect = jensen_shannon(halves.earlier, halves.later);
    const bool worth_a_word = effect >= kMixBar.notice;
    moves.push_back({.column = column.name,
                     .kind = Kind::Mix,
                     .effect = effect,
                     .p = worth_a_word ? halving_p(counts, jensen_shannon) : 1,
                     .words = worth_a_word ? level_words(column, bins, halves) : std::string(),
                     .apart = lie_apart(halves)});
}

void DriftCheck::add_shift(const engine::Column& column, const Distribution& values,
                           std::vector<Move>& moves) const {
    const double sd = moments(values.finite()).sd;
    if (!(sd > 0) || values.finite().size() != values.sorted.size()) {
        return;
    }
    const auto bins = bin(column, values, kMostBins);
    const auto counts = count_bins(blocks_, bins);
    const auto halves = halves_by_time(counts);
    const auto distance = [&](std::span<const double> a, std::span<const double> b) {
        return wasserstein(a, b, bins.uppers, sd);
    };
    const double effect = distance(halves.earlier, halves.later);
    const bool worth_a_word = effect >= kShiftBar.notice;
    moves.push_back({.column = column.name,
                     .kind = Kind::Shift,
                     .effect = effect,
                     .p = worth_a_word ? halving_p(counts, distance) : 1,
                     .words = worth_a_word ? mean_words(blocks_, column) : std::string(),
                     .apart = lie_apart(halves)});
}

void DriftCheck::add_gaps(const engine::Column& column, std::vector<Move>& moves) const {
    BlockCounts counts(2);
    for (std::size_t row = 0; row < blocks_.size(); ++row) {
        if (blocks_[row] != kNoBlock) {
            ++counts.at(blocks_[row], column.missing(row) ? 1 : 0);
        }
    }
    const auto halves = halves_by_time(counts);
    const double effect = jensen_shannon(halves.earlier, halves.later);
    moves.push_back(
        {.column = column.name,
         .kind = Kind::Gaps,
         .effect = effect,
         .p = effect < kMixBar.notice ? 1 : halving_p(counts, jensen_shannon),
         .words = fmt::format("it is missing in {} of the earlier half and in {} of the later",
                              percent(halves.earlier[1]), percent(halves.later[1]))});
}

void DriftCheck::add_labels() {
    BlockCounts counts(2);
    for (std::size_t row = 0; row < blocks_.size(); ++row) {
        if (blocks_[row] != kNoBlock && input_.labels[row] != kNoLabel) {
            ++counts.at(blocks_[row], input_.labels[row]);
        }
    }
    const auto halves = halves_by_time(counts);
    double lowest = 1;
    double highest = 0;
    for (std::size_t block = 0; block < kBlocks; ++block) {
        const double rate =
            counts.at(block, 1) / std::max(1.0, counts.at(block, 0) + counts.at(block, 1));
        lowest = std::min(lowest, rate);
        highest = std::max(highest, rate);
    }
    const auto change = [](std::span<const double> a, std::span<const double> b) {
        const double mean = (a[1] + b[1]) / 2;
        return mean > 0 ? std::abs(a[1] - b[1]) / mean : 0;
    };
    const double effect = change(halves.earlier, halves.later);
    moves_.push_back(
        {.column = input_.target,
         .kind = Kind::Label,
         .effect = effect,
         .p = effect < kRateBar.notice ? 1 : halving_p(counts, change),
         .words = fmt::format("{} are positive in the earlier half and {} in the later (between {} "
                              "and {} over {} blocks)",
                              percent(halves.earlier[1]), percent(halves.later[1]), percent(lowest),
                              percent(highest), kBlocks)});
}

Issue DriftCheck::issue_of(const Move& move) const {
    const bool clock = move.apart && move.kind != Kind::Gaps && move.kind != Kind::Label;
    const bool large = move.size() >= 1;
    const auto as_far = std::llround(move.p * kHalvings);
    std::string effect;
    std::string fix;
    if (clock) {
        effect =
            "No later value was there before, so it seems to count time itself; a model "
            "cannot have learned what later values mean.";
        fix = fmt::format("If it only counts time, put \"{}\" on [data] ignore.", move.column);
    } else if (move.kind == Kind::Label) {
        effect =
            "What one period earns is no forecast for the next; trust the whole range of the "
            "time blocks.";
        fix =
            "Ask what changed; if the older time is no longer like today, leave it out with "
            "[data] query.";
    } else {
        effect =
            "A model from the earlier half meets another world in the later; its value ages, "
            "and splits that mix the two look better than use will be.";
        fix = fmt::format(
            "Ask what changed in \"{}\"; if its source was replaced, ignore it or "
            "start the data after the change with [data] query.",
            move.column);
    }
    return {.code = "drift",
            .severity = clock   ? Severity::Question
                        : large ? Severity::Warning
                                : Severity::Info,
            .column = move.column,
            .rows = static_cast<std::int64_t>(
                std::ranges::count_if(blocks_, [](auto block) { return block != kNoBlock; })),
            .sentence = fmt::format(
                "{} moves over time: {}. Of all {} ways to halve the time blocks, {} {} as large a "
                "difference. {}",
                move.column.empty() ? "The target" : move.column, move.words, count(kHalvings),
                count(as_far), as_far == 1 ? "gives" : "give", effect),
            .fix = std::move(fix)};
}

void DriftCheck::finish(Issues& issues) const {
    constexpr std::size_t kTold = 3;
    std::vector<double> p(moves_.size());
    std::ranges::transform(moves_, p.begin(), &Move::p);
    const auto adjusted = stats::benjamini_hochberg(p);
    std::vector<const Move*> found;
    for (std::size_t i = 0; i < moves_.size(); ++i) {
        if (adjusted[i] <= kFalseDiscoveries) {
            found.push_back(&moves_[i]);
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &Move::size);
    for (const auto* move : found) {
        const auto told = std::ranges::count(issues, std::string("drift"), &Issue::code);
        if (told >= static_cast<std::ptrdiff_t>(kTold)) {
            break;
        }
        issues.push_back(issue_of(*move));
    }
}

}  // namespace assay::data
