#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/random.hpp"
#include "base/text.hpp"
#include "stats/multiplicity.hpp"
#include "stats/resampling.hpp"
#include "stats/slice_line.hpp"
#include "validate/robust.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

/// Rows with weight that find slices, and that confirm them. No cluster is on both sides.
struct Halves {
    std::vector<std::uint32_t> find, confirm;
};

/// Whether a cluster finds (1) or confirms (0), by the hash of its id.
std::vector<std::uint8_t> split_by_hash(const Losses& losses, std::uint64_t seed) {
    std::vector<std::uint8_t> finds(static_cast<std::size_t>(losses.ties.clusters));
    for (std::size_t cluster = 0; cluster < finds.size(); ++cluster) {
        finds[cluster] = (Random(seed, "slice halves", cluster).next() >> 63U) == 0 ? 1 : 0;
    }
    return finds;
}

/// The clusters that begin first, until they hold half of the rows, find.
std::vector<std::uint8_t> split_by_time(const Losses& losses) {
    struct Span {
        std::int64_t begin = std::numeric_limits<std::int64_t>::max();
        std::size_t rows = 0;
        std::size_t cluster = 0;
    };
    std::vector<Span> spans(static_cast<std::size_t>(losses.ties.clusters));
    for (std::size_t row = 0; row < losses.loss.size(); ++row) {
        const auto cluster = static_cast<std::size_t>(losses.ties.cluster[row]);
        spans[cluster].begin = std::min(spans[cluster].begin, losses.time[row]);
        spans[cluster].cluster = cluster;
        ++spans[cluster].rows;
    }
    std::ranges::stable_sort(spans, {}, &Span::begin);
    std::vector<std::uint8_t> finds(spans.size(), 0);
    std::size_t rows = 0;
    for (const Span& span : spans) {
        finds[span.cluster] = 2 * rows < losses.loss.size() ? 1 : 0;
        rows += span.rows;
    }
    return finds;
}

Halves split(const Losses& losses, std::uint64_t seed) {
    const auto finds = losses.time.empty() ? split_by_hash(losses, seed) : split_by_time(losses);
    Halves out;
    for (std::uint32_t row = 0; row < losses.loss.size(); ++row) {
        const bool find = finds[static_cast<std::size_t>(losses.ties.cluster[row])] != 0;
        if (losses.ties.weight_of(row) > 0) {
            (find ? out.find : out.confirm).push_back(row);
        }
    }
    return out;
}

/// Money lost against perfect decisions, one entry a row.
Result<std::vector<double>> regrets(const Decisions& decisions) {
    std::vector<double> out(decisions.label.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        const double gain = decisions.gain_if_acted[row];
        if (!std::isfinite(gain)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the money of tested row {} is {}", row, gain),
                        "costs must be finite in every row");
        }
        // Acting at full measure may round below zero.
        out[row] = std::max(0.0, std::max(gain, 0.0) - decisions.act[row] * gain);
    }
    return out;
}

/// What SliceLine sees of the finding half: weighted regret, its largest thousandth cut off.
std::vector<double> search_errors(const Losses& losses, Rows rows) {
    constexpr double kKept = 0.999;
    std::vector<double> errors;
    errors.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        errors.push_back(losses.ties.weight_of(row) * losses.loss[row]);
    }
    if (errors.empty()) {
        return errors;
    }
    std::vector<double> sorted = errors;
    const auto rank = static_cast<std::size_t>(kKept * static_cast<double>(sorted.size() - 1));
    std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(rank));
    // Where fewer rows than that lose anything, the cut would leave nothing to find.
    const double most = sorted[rank] > 0 ? sorted[rank] : *std::ranges::max_element(sorted);
    for (double& error : errors) {
        error = std::min(error, most);
    }
    return errors;
}

bool inside(const stats::FoundSlice& slice, std::span<const SliceColumn> columns,
            std::uint32_t row) {
    return std::ranges::all_of(slice.conditions, [&](const stats::Condition& each) {
        return columns[static_cast<std::size_t>(each.column)].level[row] == each.level;
    });
}

std::vector<std::uint8_t> members(const stats::FoundSlice& slice,
                                  std::span<const SliceColumn> columns, Rows rows) {
    std::vector<std::uint8_t> out(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out[i] = inside(slice, columns, rows[i]) ? 1 : 0;
    }
    return out;
}

/// True when `later` says nothing that `earlier`, a better slice, did not: mostly the same rows, or
/// a part of them.
bool told(const std::vector<std::uint8_t>& earlier, const std::vector<std::uint8_t>& later) {
    constexpr double kAlike = 0.7;  // Jaccard
    constexpr double kWithin = 0.9;
    std::size_t both = 0;
    std::size_t either = 0;
    std::size_t own = 0;
    for (std::size_t i = 0; i < later.size(); ++i) {
        both += earlier[i] & later[i];
        either += earlier[i] | later[i];
        own += later[i];
    }
    return static_cast<double>(both) > kAlike * static_cast<double>(either) ||
           static_cast<double>(both) > kWithin * static_cast<double>(own);
}

/// The best slices of the finding half that a better one does not tell already.
Result<std::vector<stats::FoundSlice>> find(const Losses& losses, Rows rows,
                                            std::span<const SliceColumn> columns, int top) {
    constexpr int kSpare = 8;
    std::vector<std::vector<std::int16_t>> levels;
    for (const SliceColumn& column : columns) {
        ASSAY_CHECK(column.level.size() == losses.loss.size());
        auto& level = levels.emplace_back();
        for (const std::uint32_t row : rows) {
            level.push_back(column.level[row]);
        }
    }
    std::vector<stats::LevelColumn> searched;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        searched.push_back({levels[i], static_cast<int>(columns[i].words.size())});
    }
    const auto found =
        TRY(stats::slice_line(searched, search_errors(losses, rows), {.top = kSpare * top}));
    std::vector<stats::FoundSlice> kept;
    std::vector<std::vector<std::uint8_t>> seen;
    for (const auto& slice : found) {
        auto rows_inside = members(slice, columns, rows);
        const bool fresh = std::ranges::none_of(
            seen, [&](const auto& earlier) { return told(earlier, rows_inside); });
        if (fresh && kept.size() < static_cast<std::size_t>(top)) {
            kept.push_back(slice);
            seen.push_back(std::move(rows_inside));
        }
    }
    return kept;
}

/// Measures found slices on the confirming half.
class Confirmer {
  public:
    Confirmer(const Losses& losses, Rows rows, double confidence)
        : losses_(losses),
          rows_(rows),
          confidence_(confidence),
          means_(losses.ties),
          all_(means_.mean(rows, [&](std::uint32_t row) { return losses.loss[row]; })) {}

    /// Fills the estimates of `slice` and returns the one-sided p that it loses more than the rest.
    double measure(const std::vector<std::uint8_t>& member, Slice& slice);

  private:
    Mean against_all(Rows in, const Mean& mean, const std::vector<std::uint8_t>& member);
    void against_rule(Rows in, Slice& slice);

    const Losses& losses_;
    Rows rows_;
    double confidence_;
    ClusterMeans means_;
    Mean all_;
};

/// Loss in the slice less that of all rows: their difference is linearised as one statistic, since
/// the slice is part of all. It is (1 - share of the slice) times the difference from the rest, so
/// that one test serves both.
Mean Confirmer::against_all(Rows in, const Mean& mean, const std::vector<std::uint8_t>& member) {
    const auto weight = [&](std::uint32_t row) { return losses_.ties.weight_of(row); };
    double mass = 0;
    double mass_in = 0;
    std::vector<std::uint8_t> inside(losses_.loss.size(), 0);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        mass += weight(rows_[i]);
        mass_in += member[i] != 0 ? weight(rows_[i]) : 0;
        inside[rows_[i]] = member[i];
    }
    const auto spread = means_.spread(rows_, weight, [&](std::uint32_t row) {
        const double here = inside[row] != 0 ? (losses_.loss[row] - mean.value) / mass_in : 0;
        return weight(row) * (here - (losses_.loss[row] - all_.value) / mass);
    });
    return {.value = mean.value - all_.value,
            .variance = mean.clusters < 2 ? std::nan("") : spread.variance,
            .clusters = mean.clusters,
            .rows = static_cast<std::int64_t>(in.size())};
}

void Confirmer::against_rule(Rows in, Slice& slice) {
    if (losses_.gain.empty()) {
        slice.against_rule.confidence = confidence_;
        slice.against_rule.method = "no rule";
        return;
    }
    const Mean paired = means_.mean(in, [&](std::uint32_t row) { return losses_.gain[row]; });
    slice.against_rule = mean_estimate(paired, confidence_, losses_.scale);
}

double Confirmer::measure(const std::vector<std::uint8_t>& member, Slice& slice) {
    std::vector<std::uint32_t> in;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (member[i] != 0) {
            in.push_back(rows_[i]);
        }
    }
    const Mean mean = means_.mean(in, [&](std::uint32_t row) { return losses_.loss[row]; });
    const Mean difference = against_all(in, mean, member);
    slice.rows = static_cast<std::int64_t>(in.size());
    slice.loss_per_1000 = mean_estimate(mean, confidence_, losses_.scale);
    slice.against_all = mean_estimate(difference, confidence_, losses_.scale);
    against_rule(in, slice);
    if (!(difference.variance > 0)) {
        return 1;
    }
    return stats::t_cdf(-difference.value / std::sqrt(difference.variance),
                        difference.clusters - 1);
}

std::string amount(double value, const SliceWords& words) {
    return words.currency.empty() ? figure(value) : money(value, words.currency);
}

std::string named(const Slice& slice) {
    std::vector<std::string> parts;
    for (const auto& each : slice.conditions) {
        parts.push_back(each.column + (each.is == "missing" ? " is " : " ") + each.is);
    }
    return listed(parts);
}

std::string rule_words(const Slice& slice, const SliceWords& words) {
    const auto& gain = slice.against_rule;
    if (gain.high < 0) {
        return fmt::format(" There the rule does better, by {}{} {}.", amount(-gain.value, words),
                           words.per, words.rows);
    }
    if (gain.low > 0) {
        return fmt::format(" Even there it beats the rule, by {}{} {}.", amount(gain.value, words),
                           words.per, words.rows);
    }
    return "";
}

std::string sentence(const Slice& slice, const SliceWords& words) {
    const auto& more = slice.against_all;
    if (!slice.confirmed) {
        return fmt::format(
            "Whether {} where {} {} more than the others, we cannot tell yet{}.", words.rows,
            named(slice), words.lose,
            std::isnan(more.low)
                ? std::string()
                : fmt::format(": {} rows that did not choose them say {}{}{} [{} to {}]",
                              count(slice.rows), amount(more.value, words), words.per,
                              words.per.empty() ? "" : " " + words.rows, figure(more.low),
                              figure(more.high)));
    }
    return fmt::format(
        "{} where {} {} {}{} more than all {} do [{} to {}]; it holds on {} rows that did not "
        "choose it.{}",
        capitalised(words.rows), named(slice), words.lose, amount(more.value, words), words.per,
        words.rows, figure(more.low), figure(more.high), count(slice.rows),
        rule_words(slice, words));
}

Slice described(const stats::FoundSlice& found, std::span<const SliceColumn> columns) {
    Slice out;
    for (const auto& each : found.conditions) {
        const SliceColumn& column = columns[static_cast<std::size_t>(each.column)];
        out.conditions.push_back(
            {.column = column.name, .is = column.words[static_cast<std::size_t>(each.level)]});
    }
    return out;
}

}  // namespace

Result<std::vector<Slice>> loss_slices(const Losses& losses, std::span<const SliceColumn> columns,
                                       const SliceOptions& options, const SliceWords& words) {
    const Halves halves = split(losses, options.seed);
    const auto found = TRY(find(losses, halves.find, columns, options.top));

    Confirmer confirmer(losses, halves.confirm, options.confidence);
    std::vector<Slice> out;
    std::vector<double> p;
    for (const auto& each : found) {
        Slice slice = described(each, columns);
        p.push_back(confirmer.measure(members(each, columns, halves.confirm), slice));
        out.push_back(std::move(slice));
    }
    const auto adjusted = stats::holm(p);
    // One-sided at the error that one end of a two-sided interval has.
    const double error = (1 - options.confidence) / 2;
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].p_adjusted = adjusted[i];
        out[i].confirmed = adjusted[i] <= error;
        out[i].sentence = sentence(out[i], words);
    }
    // Nothing can be said about a slice without rows on the half that did not choose it.
    std::erase_if(out, [](const Slice& slice) { return slice.rows == 0; });
    return out;
}

Result<std::vector<Slice>> slices(const Decisions& decisions, std::span<const double> rule_act,
                                  std::span<const SliceColumn> columns,
                                  const SliceOptions& options) {
    const auto regret = TRY(regrets(decisions));
    std::vector<double> gain;
    for (std::size_t row = 0; row < rule_act.size(); ++row) {
        gain.push_back((decisions.act[row] - rule_act[row]) * decisions.gain_if_acted[row]);
    }
    return loss_slices(
        {.loss = regret, .gain = gain, .ties = decisions.ties(), .time = decisions.time}, columns,
        options, {.currency = options.currency});
}

}  // namespace assay::validate
