#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data/column_judge.hpp"
#include "data/column_shape.hpp"
#include "data/words.hpp"
#include "stats/distance.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kMostLevels = 64;

double mix_between(std::span<const double> a, std::span<const double> b) {
    return stats::jensen_shannon_distance(a.subspan(1), b.subspan(1), stats::LogBase::Two);
}

/// Rows by level of both sides.
struct LevelRows {
    std::vector<std::int64_t> reference, current;
};

LevelRows level_rows(const PairedColumn& column) {
    LevelRows out;
    const auto count = [&](std::span<const std::int32_t> codes, std::vector<std::int64_t>& rows) {
        rows.assign(column.levels.size(), 0);
        for (const auto code : codes) {
            if (code != engine::kMissingCode) {
                ++rows[static_cast<std::size_t>(code)];
            }
        }
    };
    count(column.reference.codes, out.reference);
    count(column.current.codes, out.current);
    return out;
}

/// Bin of each level: the most frequent of both tables alone, the rest together.
std::vector<std::uint32_t> bins_of_levels(const LevelRows& rows, std::size_t& bins) {
    const auto levels = rows.reference.size();
    const auto sum = [](const std::vector<std::int64_t>& all) {
        double out = 1;
        for (const auto each : all) {
            out += static_cast<double>(each);
        }
        return out;
    };
    const double of_reference = sum(rows.reference);
    const double of_current = sum(rows.current);
    std::vector<std::pair<double, std::size_t>> order(levels);
    for (std::size_t level = 0; level < levels; ++level) {
        order[level] = {-static_cast<double>(rows.reference[level]) / of_reference -
                            static_cast<double>(rows.current[level]) / of_current,
                        level};
    }
    std::ranges::sort(order);
    bins = std::min(levels, kMostLevels) + 1;
    std::vector<std::uint32_t> out(levels, static_cast<std::uint32_t>(bins - 1));
    for (std::size_t place = 0; place + 1 < bins; ++place) {
        out[order[place].second] = static_cast<std::uint32_t>(place + 1);
    }
    return out;
}

/// Names of the bins from 1 on; the last may hold several levels.
std::vector<std::string> names_of_bins(const PairedColumn& column,
                                       const std::vector<std::uint32_t>& bin_of, std::size_t bins) {
    std::vector<std::string> out(bins - 1);
    for (std::size_t level = 0; level < bin_of.size(); ++level) {
        out[bin_of[level] - 1] = column.levels[level];
    }
    return out;
}

std::string level_words(const PairedColumn& column, const LevelRows& rows) {
    double of_reference = 0;
    double of_current = 0;
    double unseen = 0;
    for (std::size_t level = 0; level < rows.reference.size(); ++level) {
        of_reference += static_cast<double>(rows.reference[level]);
        of_current += static_cast<double>(rows.current[level]);
        unseen += rows.reference[level] == 0 ? static_cast<double>(rows.current[level]) : 0;
    }
    const auto then = [&](std::size_t i) {
        return static_cast<double>(rows.reference[i]) / of_reference;
    };
    const auto now = [&](std::size_t i) {
        return static_cast<double>(rows.current[i]) / of_current;
    };
    std::size_t most = 0;
    for (std::size_t level = 1; level < rows.reference.size(); ++level) {
        most = std::abs(now(level) - then(level)) > std::abs(now(most) - then(most)) ? level : most;
    }
    std::string out = fmt::format("\"{}\" went from {} to {} of its values", column.levels[most],
                                  percent(then(most)), percent(now(most)));
    if (unseen / of_current >= 0.01) {
        out += fmt::format(", and {} are values that the reference never has",
                           percent(unseen / of_current));
    }
    return out;
}

std::optional<Issue> levels_apart(const PairedColumn& column, const LevelRows& rows) {
    std::int64_t of_reference = 0;
    std::int64_t of_current = 0;
    for (std::size_t level = 0; level < rows.reference.size(); ++level) {
        if (rows.reference[level] > 0 && rows.current[level] > 0) {
            return std::nullopt;
        }
        of_reference += rows.reference[level];
        of_current += rows.current[level];
    }
    if (std::min(of_reference, of_current) < kFewestForOverlap) {
        return std::nullopt;
    }
    return Issue{.code = "no-overlap",
                 .severity = Severity::Error,
                 .column = column.name,
                 .rows = of_current,
                 .sentence = fmt::format("No value of {} is one that the reference has. A model "
                                         "from the reference knows none of them.",
                                         column.name),
                 .fix = "Ask whether its codes were renamed or its source changed."};
}

}  // namespace

void judge_levels(const PairedColumn& column, const ChunkPlan& plan, const DriftMethod& method,
                  int most_dealings, double confidence, JudgedColumn& out) {
    const auto rows = level_rows(column);
    std::size_t bins = 0;
    const auto bin_of = bins_of_levels(rows, bins);
    ChunkCounts counts(plan, bins);
    const auto bin_in = [&](std::span<const std::int32_t> codes) {
        return [&bin_of, codes](std::size_t row) {
            const auto code = codes[row];
            return code == engine::kMissingCode ? 0U : bin_of[static_cast<std::size_t>(code)];
        };
    };
    counts.count_reference(column.reference.rows(), bin_in(column.reference.codes));
    counts.count_current(column.current.rows(), bin_in(column.current.codes));
    const Judge by{counts, method, most_dealings, confidence, column.name};
    weigh_missing(by, out);
    auto& told = out.told;
    if (told.reference_missing == 1 || told.current_missing == 1) {
        return;
    }
    told.measure = "jensen-shannon";
    told.distance = mix_between(counts.reference(), counts.current());
    const auto verdict = weigh(by, mix_between, told.distance, method.least_mix, "mix");
    told.effect = verdict.effect;
    told.p = verdict.chance.p;
    told.by_chance = verdict.chance.high;
    out.dealings = verdict.chance.dealings;
    out.words = level_words(column, rows);
    told.shape =
        shape_of_levels(counts.reference(), counts.current(), names_of_bins(column, bin_of, bins));
    out.instead = levels_apart(column, rows);
}

}  // namespace assay::data
