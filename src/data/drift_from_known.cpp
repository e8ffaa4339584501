#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "data/column_drift.hpp"
#include "data/deliveries.hpp"
#include "data/words.hpp"
#include "stats/distance.hpp"

// New files against known ones, column by column, by summaries alone.

namespace assay::data {
namespace {

using Counts = std::map<std::string, std::int64_t>;

/// What levels a column has; two for true and false.
Counts level_counts(const ColumnSummary& column) {
    Counts out;
    for (const auto& each : column.levels) {
        out[each.level] = each.rows;
    }
    for (std::size_t i = 0; i < column.values.bins.size(); ++i) {
        out[column.values.values[i] == 0 ? "false" : "true"] += column.values.bins[i];
    }
    return out;
}

double mix_distance(const Counts& all, const Counts& these, bool these_are_in_all) {
    std::vector<double> a, b;
    auto names = all;
    names.insert(these.begin(), these.end());
    for (const auto& [level, ignored] : names) {
        const auto at = [&](const Counts& counts) {
            const auto found = counts.find(level);
            return found == counts.end() ? std::int64_t{0} : found->second;
        };
        a.push_back(static_cast<double>(at(all) - (these_are_in_all ? at(these) : 0)));
        b.push_back(static_cast<double>(at(these)));
    }
    return stats::jensen_shannon_distance(a, b, stats::LogBase::Two);
}

/// How far the new rows lie from the known, and the known file that is furthest from the others.
struct Move {
    double distance = 0;
    double usual = 0;
    /// The next file may well lie a little further than the furthest so far.
    double beyond() const { return distance - 1.5 * usual; }
};

/// One column, in all known files, in each of them, and in the new ones.
struct Compared {
    const ColumnSummary *before = nullptr, *now = nullptr;
    std::vector<const ColumnSummary*> files;
};

std::int64_t present(const ColumnSummary& column) {
    return column.rows - column.missing;
}

/// Chance moves few rows further: by the square root of the ratio, where fewer are new.
double for_fewer_rows(std::int64_t in_file, std::int64_t now) {
    return std::max(1.0, std::sqrt(static_cast<double>(in_file) / static_cast<double>(now)));
}

/// `distance` of one file from the others; null where nothing is left of them.
template <class Rows, class Distance>
Move move_of(const Compared& column, double distance, const Rows& rows, const Distance& of_file) {
    Move out{.distance = distance};
    for (const auto* file : column.files) {
        if (rows(*file) > 0 && rows(*file) < rows(*column.before)) {
            out.usual = std::max(out.usual,
                                 of_file(*file) * for_fewer_rows(rows(*file), rows(*column.now)));
        }
    }
    return out;
}

Move mix_of(const Compared& column) {
    const auto all = level_counts(*column.before);
    return move_of(column, mix_distance(all, level_counts(*column.now), false), present,
                   [&](const auto& file) { return mix_distance(all, level_counts(file), true); });
}

/// F of a file less F of the others is F of the file less F of all, over the share of the others;
/// and so is the area between them.
Move shift_of(const Compared& column, double sd) {
    const auto all = column.before->values.ranked();
    const auto from_all = [&](const ColumnSummary& other) {
        const auto ranked = other.values.ranked();
        return stats::wasserstein(all.cumulative(), ranked.cumulative()) / sd;
    };
    const auto rows = [](const ColumnSummary& each) { return each.values.rows; };
    const auto known = static_cast<double>(rows(*column.before));
    return move_of(column, from_all(*column.now), rows, [&](const auto& file) {
        return from_all(file) / (1 - static_cast<double>(rows(file)) / known);
    });
}

double missing_share(std::int64_t missing, std::int64_t rows) {
    return static_cast<double>(missing) / static_cast<double>(rows);
}

Move gaps_of(const Compared& column) {
    const auto& all = *column.before;
    const auto rows = [](const ColumnSummary& each) { return each.rows; };
    const double change = std::abs(missing_share(column.now->missing, column.now->rows) -
                                   missing_share(all.missing, all.rows));
    return move_of(column, change, rows, [&](const auto& file) {
        return std::abs(missing_share(file.missing, file.rows) -
                        missing_share(all.missing - file.missing, all.rows - file.rows));
    });
}

/// Each file begins where another ends: keys and counters, which are far from one another by
/// making.
bool counts_up(const Compared& column) {
    std::vector<std::pair<double, double>> ranges;
    for (const auto* file : column.files) {
        if (file->values.rows > 0) {
            ranges.emplace_back(file->values.lowest, file->values.highest);
        }
    }
    std::ranges::sort(ranges);
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        if (ranges[i].first < ranges[i - 1].second) {
            return false;
        }
    }
    return !ranges.empty() && ranges.front().first < ranges.back().first;
}

std::string mix_words(const Compared& column) {
    const auto before = level_counts(*column.before);
    const auto now = level_counts(*column.now);
    auto names = before;
    names.insert(now.begin(), now.end());
    std::string most;
    double change = 0;
    const auto share = [](const Counts& counts, const std::string& level, const auto& of) {
        const auto found = counts.find(level);
        return found == counts.end() ? 0.0 : missing_share(found->second, present(of));
    };
    for (const auto& [level, ignored] : names) {
        const double moved = share(now, level, *column.now) - share(before, level, *column.before);
        if (std::abs(moved) > std::abs(change)) {
            change = moved;
            most = level;
        }
    }
    return fmt::format("\"{}\" in {} of the rows after {}", cut(most, 40),
                       percent(share(now, most, *column.now)),
                       percent(share(before, most, *column.before)));
}

std::string against(const Scene& scene) {
    return files_said(*scene.input->deliveries);
}

/// What is moved so far that it is told, and how it is weighed.
struct Bars {
    double told, warning;
};

Issue moved_issue(const Scene& scene, const Compared& column, const Move& move, Bars bars,
                  const std::string& words, std::string_view unit) {
    const bool target = column.now->name == scene.input->target;
    return {.code = target ? "label-shift" : "drift",
            .severity = move.beyond() >= bars.warning ? Severity::Warning : Severity::Info,
            .column = column.now->name,
            .rows = present(*column.now),
            .sentence = fmt::format(
                "{} moved against {}: {}. The new rows lie {} away from them ({}); the one of them "
                "that is furthest from the others lies {} away. This is an effect; no chance was "
                "computed.",
                column.now->name, against(scene), words, figure(move.distance), unit,
                figure(move.usual)),
            .fix = fmt::format("Ask what changed in the source of \"{}\".", column.now->name)};
}

void find_gaps(const Scene& scene, const Compared& column, Bars bars, Issues& issues) {
    const auto move = gaps_of(column);
    if (move.beyond() < bars.told) {
        return;
    }
    issues.push_back(
        {.code = "missing-drift",
         .severity = move.beyond() >= bars.warning ? Severity::Warning : Severity::Info,
         .column = column.now->name,
         .rows = column.now->missing,
         .sentence = fmt::format(
             "{} is missing in {} of the new rows and in {} of {}; none of these differs from the "
             "others by more than {} points.",
             column.now->name, percent(missing_share(column.now->missing, column.now->rows)),
             percent(missing_share(column.before->missing, column.before->rows)), against(scene),
             figure(100 * move.usual)),
         .fix = fmt::format("Ask what became of the source of \"{}\".", column.now->name)});
}

void find_move(const Scene& scene, const Compared& column, const DriftMethod& bars,
               Issues& issues) {
    const bool mix = column.before->type == engine::Type::Boolean ||
                     family_of(column.before->type) == Family::Text;
    if (mix) {
        const auto move = mix_of(column);
        if (move.beyond() >= bars.least_mix) {
            issues.push_back(moved_issue(scene, column, move, {bars.least_mix, bars.warn_mix},
                                         mix_words(column), "Jensen-Shannon distance"));
        }
        return;
    }
    const double sd = column.before->values.standard_deviation();
    if (!(sd > 0) || counts_up(column)) {
        return;
    }
    const auto move = shift_of(column, sd);
    if (move.beyond() >= bars.least_shift) {
        issues.push_back(
            moved_issue(scene, column, move, {bars.least_shift, bars.warn_shift},
                        fmt::format("median {} after {}", figure(column.now->values.quantile(0.5)),
                                    figure(column.before->values.quantile(0.5))),
                        "Wasserstein, in standard deviations of the known rows"));
    }
}

const ColumnSummary* find_column(const TableSummary& table, const ColumnSummary& like) {
    const auto found = std::ranges::find_if(table.columns, [&](const auto& each) {
        return each.name == like.name && family_of(each.type) == family_of(like.type);
    });
    return found == table.columns.end() ? nullptr : &*found;
}

std::optional<Compared> compared(const TableSummary& before, const Deliveries& deliveries,
                                 const ColumnSummary& now) {
    Compared out{.before = find_column(before, now), .now = &now, .files = {}};
    if (out.before == nullptr || present(*out.before) == 0 || now.rows == 0 ||
        family_of(now.type) == Family::Time) {
        return std::nullopt;
    }
    for (const auto& file : deliveries.known) {
        if (const auto* column = find_column(file, now)) {
            out.files.push_back(column);
        }
    }
    return out.files.size() < kFewestKnownFiles ? std::nullopt : std::optional(std::move(out));
}

}  // namespace

void find_drift_from_known(const Scene& scene, const TableSummary& before,
                           const TableSummary& fresh, Issues& issues) {
    const auto& deliveries = *scene.input->deliveries;
    if (deliveries.known.size() < kFewestKnownFiles) {
        return;
    }
    const auto bars = drift_method({}, scene.input->seed);
    const auto& features = scene.check.features;
    for (const auto& now : fresh.columns) {
        const bool asked = std::ranges::find(features, now.name) != features.end() ||
                           now.name == scene.input->target;
        const auto column = asked ? compared(before, deliveries, now) : std::nullopt;
        if (!column) {
            continue;
        }
        find_gaps(scene, *column, {bars.least_missing, bars.warn_missing}, issues);
        if (present(now) > 0 && now.all_levels && column->before->all_levels) {
            find_move(scene, *column, bars, issues);
        }
    }
}

}  // namespace assay::data
