#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

#include "base/text.hpp"
#include "stats/resampling.hpp"
#include "study/problem_parts.hpp"

namespace assay::study {
namespace {

using engine::Column;
using engine::Type;

constexpr std::int64_t kDay = 86'400'000'000;  // microseconds

std::int64_t day_of(std::int64_t time) {
    return time >= 0 ? time / kDay : -((-time + kDay - 1) / kDay);
}

/// A time for every labelled row: dates and timestamps as they are, numbers as an order.
Result<> read_time(const Product& product, Problem& problem) {
    const auto* column = problem.table.find(product.time);
    if (column->type == Type::Text) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: column \"{}\" is text such as \"{}\", not a time",
                                product.where("data.time"), product.time,
                                column->levels.empty() ? "" : column->levels.front()),
                    "turn it into a time in [data] query, for example strptime(col, '%d/%m/%Y')");
    }
    if (!column->times.empty()) {
        problem.time = column->times;
    } else {
        problem.time.assign(problem.table.rows, engine::kMissingTime);
        for (std::size_t row = 0; row < problem.table.rows; ++row) {
            // A number that orders rows (a year, a step): one unit is taken as one day.
            if (std::isfinite(column->numbers[row])) {
                problem.time[row] = static_cast<std::int64_t>(column->numbers[row]) * kDay;
            }
        }
    }
    const auto before = problem.labelled.size();
    std::erase_if(problem.labelled, [&](std::int32_t row) {
        return problem.time[static_cast<std::size_t>(row)] == engine::kMissingTime;
    });
    const auto lost = static_cast<std::int64_t>(before - problem.labelled.size());
    if (problem.labelled.empty()) {
        return fail(ErrorCode::InvalidInput, fmt::format("{}: no labelled row has a time in \"{}\"",
                                                         product.where("data.time"), product.time));
    }
    if (lost > 0) {
        problem.issues.push_back({.code = "no-time",
                                  .severity = data::Severity::Warning,
                                  .column = product.time,
                                  .rows = lost,
                                  .sentence = fmt::format("{} with a target but no time: left out.",
                                                          counted(lost, "row")),
                                  .fix = "fill the time, or study without [data] time"});
    }
    return {};
}

void read_entity(const Product& product, Problem& problem) {
    const auto* column = problem.table.find(product.entity);
    problem.entity.assign(problem.table.rows, 0);
    std::unordered_map<std::int64_t, std::int32_t> ids;
    std::int32_t next = 0;
    const auto id_of = [&](std::size_t row) -> std::int32_t {
        if (column->missing(row)) {
            return next++;  // unknown: nobody else's
        }
        std::int64_t key = 0;
        if (column->type == Type::Text) {
            key = column->codes[row];
        } else if (!column->times.empty()) {
            key = column->times[row];
        } else {
            key = std::bit_cast<std::int64_t>(column->numbers[row]);
        }
        const auto [found, fresh] = ids.try_emplace(key, next);
        if (fresh) {
            ++next;
        }
        return found->second;
    };
    for (std::size_t row = 0; row < problem.table.rows; ++row) {
        problem.entity[row] = id_of(row);
    }
}

/// Ids 0 … for the keys of labelled rows, in order of first appearance; returns how many.
std::int32_t number(const Problem& problem, const std::vector<std::int64_t>& keys,
                    std::vector<std::int32_t>& out) {
    std::unordered_map<std::int64_t, std::int32_t> ids;
    out.assign(problem.table.rows, 0);
    for (const auto row : problem.labelled) {
        const auto at = static_cast<std::size_t>(row);
        const auto next = static_cast<std::int32_t>(ids.size());
        out[at] = ids.try_emplace(keys[at], next).first->second;
    }
    return static_cast<std::int32_t>(ids.size());
}

std::vector<std::int64_t> day_keys(const Problem& problem, int length) {
    std::vector<std::int64_t> keys(problem.table.rows, 0);
    for (const auto row : problem.labelled) {
        const auto at = static_cast<std::size_t>(row);
        const auto day = day_of(problem.time[at]);
        keys[at] = day >= 0 ? day / length : -((-day + length - 1) / length);
    }
    return keys;
}

/// Days, or the longer blocks that the autocorrelation of the daily money asks for.
void cluster_by_day(Problem& problem) {
    const auto gains = problem.gains(problem.prices);
    std::map<std::int64_t, double> sums;
    for (const auto row : problem.labelled) {
        const auto at = static_cast<std::size_t>(row);
        const double gain = !problem.daily.empty()   ? problem.daily[at]
                            : problem.label[at] == 1 ? gains.positive(at)
                                                     : gains.negative(at);
        sums[day_of(problem.time[at])] += gain * problem.weight[at];
    }
    std::vector<double> daily;
    daily.reserve(sums.size());
    for (const auto& [day, sum] : sums) {
        daily.push_back(sum);
    }
    constexpr std::size_t kLeastBlocks = 20;
    constexpr int kMostDays = 28;
    const auto most = static_cast<int>(std::max<std::size_t>(1, daily.size() / kLeastBlocks));
    problem.cluster_days = stats::block_length(daily, std::min(most, kMostDays));
    problem.units = number(problem, day_keys(problem, 1), problem.unit);
    problem.clusters = number(problem, day_keys(problem, problem.cluster_days), problem.cluster);
}

/// Rows where a column became known only after the moment of the decision. Both columns are times,
/// or both are numbers; check_known_at has seen to it.
std::int64_t known_too_late(const engine::Column& known, const engine::Column& time,
                            const std::vector<std::int32_t>& rows) {
    std::int64_t late = 0;
    for (const auto row : rows) {
        const auto i = static_cast<std::size_t>(row);
        const bool is_late = known.times.empty() ? known.numbers[i] > time.numbers[i]
                                                 : known.times[i] != engine::kMissingTime &&
                                                       known.times[i] > time.times[i];
        late += is_late ? 1 : 0;
    }
    return late;
}

/// A moment can be compared with [data] time only where both are of one kind.
Result<> check_known_at(const Product& product, const Problem& problem) {
    const auto* time = problem.table.find(product.time);
    for (const auto& [column, name] : product.known_at) {
        const auto* known = problem.table.find(name);
        const bool is_time = !known->times.empty();
        if (known->type == Type::Text || is_time != !time->times.empty()) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{}: column \"{}\" cannot be compared with [data] time \"{}\": "
                                    "one holds {}, the other {}",
                                    product.where("data.known_at." + column), name, product.time,
                                    known->type == Type::Text ? "text"
                                    : is_time                 ? "times"
                                                              : "numbers",
                                    time->times.empty() ? "numbers" : "times"),
                        "turn both into times in [data] query");
        }
    }
    return {};
}

bool reserved(const Product& product, const std::string& name) {
    if (name == product.target || name == product.id || name == product.entity ||
        name == product.weight) {
        return true;
    }
    if (std::ranges::find(product.ignore, name) != product.ignore.end()) {
        return true;
    }
    const auto is_option = [&](const NamedOption& option) {
        return option.score == name || option.decision == name;
    };
    const auto is_known_at = [&](const auto& entry) { return entry.second == name; };
    return std::ranges::any_of(product.options, is_option) ||
           std::ranges::any_of(product.known_at, is_known_at);
}

}  // namespace

Result<> read_time_and_entity(const Product& product, Problem& problem) {
    if (!product.time.empty()) {
        TRY(read_time(product, problem));
        TRY(check_known_at(product, problem));
    }
    if (!product.entity.empty()) {
        read_entity(product, problem);
    }
    if (problem.by_time()) {
        cluster_by_day(problem);
        return {};
    }
    std::vector<std::int64_t> keys(problem.table.rows);
    if (problem.entity.empty()) {
        std::iota(keys.begin(), keys.end(), 0);
    } else {
        std::ranges::copy(problem.entity, keys.begin());
    }
    problem.units = number(problem, keys, problem.unit);
    problem.cluster = problem.unit;
    problem.clusters = problem.units;
    return {};
}

void choose_features(const Product& product, Problem& problem) {
    for (const auto& column : problem.table.columns) {
        // A number that orders the rows (a year, a step) only grows: a model can but extrapolate
        // it.
        const bool is_order = column.name == product.time && column.times.empty();
        if (reserved(product, column.name) || is_order) {
            continue;
        }
        const auto known = product.known_at.find(column.name);
        const bool is_trusted =
            std::ranges::find(product.trusted, column.name) != product.trusted.end();
        if (known != product.known_at.end() && !is_trusted) {
            const auto late = known_too_late(*problem.table.find(known->second),
                                             *problem.table.find(product.time), problem.labelled);
            if (late > 0) {
                problem.issues.push_back(
                    {.code = "known-too-late",
                     .severity = data::Severity::Error,
                     .column = column.name,
                     .rows = late,
                     .sentence = fmt::format(
                         "\"{}\" is known only after the decision in {} of {} rows (\"{}\" is "
                         "later than \"{}\"); it was left out.",
                         column.name, count(late),
                         count(static_cast<std::int64_t>(problem.labelled.size())), known->second,
                         product.time),
                     .fix = "build the column from what is known at the time of the decision"});
                continue;
            }
        }
        problem.feature_names.push_back(column.name);
    }
}

}  // namespace assay::study
