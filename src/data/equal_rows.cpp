#include "data/equal_rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "base/digest.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kProbes = 2000;

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
}

// The two halves use two constants each, so that a collision in one says nothing about the other.
void add_value(std::uint64_t value, std::uint64_t place, RowKey& key) {
    key.high += mixed(value + (2 * place + 1) * 0x9E3779B97F4A7C15ULL);
    key.low += mixed(std::rotl(value, 23) ^ ((2 * place + 2) * 0xC2B2AE3D27D4EB4FULL));
}

constexpr std::uint64_t kMissingKey = 0x7FF8DEAD00000001ULL;

/// Rows whose key may occur twice: a filter of two bits for each of 16 slots a row. Nearly all rows
/// of a clean table are gone after it, and only the rest is sorted.
std::vector<std::uint32_t> candidates(std::span<const RowKey> keys) {
    const std::size_t slots = std::bit_ceil(std::max<std::size_t>(keys.size(), 4) * 16);
    std::vector<bool> seen(slots), again(slots);
    for (const auto& key : keys) {
        const auto slot = static_cast<std::size_t>(key.high) & (slots - 1);
        if (seen[slot]) {
            again[slot] = true;
        }
        seen[slot] = true;
    }
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < keys.size(); ++row) {
        if (again[static_cast<std::size_t>(keys[row].high) & (slots - 1)]) {
            rows.push_back(static_cast<std::uint32_t>(row));
        }
    }
    return rows;
}

}  // namespace

void add_to_keys(const engine::Column& column, std::uint64_t place, std::span<RowKey> keys) {
    if (!column.numbers.empty()) {
        for (std::size_t row = 0; row < keys.size(); ++row) {
            const double value = column.numbers[row];
            const auto bits = std::isnan(value)
                                  ? kMissingKey
                                  : std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
            add_value(bits, place, keys[row]);
        }
        return;
    }
    for (std::size_t row = 0; row < keys.size(); ++row) {
        const auto value = column.codes.empty() ? static_cast<std::uint64_t>(column.times[row])
                                                : static_cast<std::uint64_t>(column.codes[row]);
        add_value(value, place, keys[row]);
    }
}

void add_content_to_keys(const engine::Column& column, std::uint64_t place,
                         std::span<RowKey> keys) {
    if (column.codes.empty()) {
        add_to_keys(column, place, keys);
        return;
    }
    std::vector<RowKey> levels;
    for (const auto& level : column.levels) {
        levels.emplace_back();
        levels.back().high = mixed(fast_hash(level, 2 * place + 1));
        levels.back().low = mixed(fast_hash(level, 2 * place + 2));
    }
    for (std::size_t row = 0; row < keys.size(); ++row) {
        const auto code = column.codes[row];
        if (code == engine::kMissingCode) {
            add_value(kMissingKey, place, keys[row]);
            continue;
        }
        keys[row].high += levels[static_cast<std::size_t>(code)].high;
        keys[row].low += levels[static_cast<std::size_t>(code)].low;
    }
}

std::span<const std::uint32_t> EqualRows::group(std::size_t index) const {
    const std::size_t first = index == 0 ? 0 : ends[index - 1];
    return std::span(rows).subspan(first, ends[index] - first);
}

EqualRows equal_rows(std::span<const RowKey> keys) {
    auto rows = candidates(keys);
    std::ranges::sort(rows, [&](std::uint32_t a, std::uint32_t b) {
        return keys[a] == keys[b] ? a < b : keys[a] < keys[b];
    });
    struct Group {
        std::size_t first, end;
    };
    std::vector<Group> groups;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first + 1;
        while (end < rows.size() && keys[rows[end]] == keys[rows[first]]) {
            ++end;
        }
        if (end - first > 1) {
            groups.push_back({first, end});
        }
        first = end;
    }
    std::ranges::sort(groups, {}, [&](const Group& group) { return rows[group.first]; });
    EqualRows out;
    for (const auto& group : groups) {
        const auto members = std::span(rows).subspan(group.first, group.end - group.first);
        out.rows.insert(out.rows.end(), members.begin(), members.end());
        out.ends.push_back(out.rows.size());
    }
    return out;
}

Coincidence::Coincidence(const EqualRows& equal, std::size_t rows)
    : rows_(static_cast<double>(rows)),
      equal_rows_(static_cast<double>(equal.rows.size())),
      group_count_(static_cast<double>(equal.groups())) {
    if (equal.groups() == 0) {
        return;
    }
    std::vector<std::pair<std::uint32_t, std::int64_t>> copies;
    for (std::size_t group = 0; group < equal.groups(); ++group) {
        for (const auto row : equal.group(group)) {
            copies.emplace_back(row, std::ssize(equal.group(group)) - 1);
        }
    }
    std::ranges::sort(copies);
    const auto copies_of = [&](std::uint32_t row) {
        const auto found = std::ranges::lower_bound(copies, std::pair{row, std::int64_t{0}});
        return found != copies.end() && found->first == row ? found->second : 0;
    };
    const std::size_t step = (equal.groups() + kProbes - 1) / kProbes;
    for (std::size_t group = 0; group < equal.groups(); group += step) {
        const auto row = equal.group(group).front();
        groups_.push_back({row, copies_of(row)});
    }
    const std::size_t stride = (rows + kProbes - 1) / kProbes;
    for (std::size_t at = 0; at < rows; at += stride) {
        const auto row = static_cast<std::uint32_t>(at);
        reference_.push_back({row, copies_of(row)});
    }
}

namespace {

/// The chance that another row has all values of a row. Where one column alone is fine, rows that
/// share its value and are no copies show how often it repeats, less those that the others hide.
/// Without others nothing can show it, and what repeats is a copy.
double log_chance(const Coincidence::Surprise& sum) {
    constexpr double kFewestShown = 0.05;
    const double shown = -std::expm1(sum.log_others);
    return sum.alone == 1 && shown > 0 ? sum.log_repeated - std::log(std::max(shown, kFewestShown))
                                       : sum.log_repeated;
}

}  // namespace

/// The chance that another row has a value that only one row has, by those that two rows have
/// (Good 1953), copies not counted, and one half more so that none seen is not never.
double Coincidence::log_repeated_alone(const engine::Column& column,
                                       const Distribution& values) const {
    const auto pairs = std::ranges::count_if(groups_, [&](const Probe& probe) {
        return probe.copies == 1 && rows_like(column, values, probe.row) == 2;
    });
    const double copied =
        static_cast<double>(pairs) / static_cast<double>(groups_.size()) * group_count_;
    const double twice = std::max(0.0, static_cast<double>(values.twice) - copied) + 0.5;
    return std::log(2 * twice / std::max(1.0, static_cast<double>(values.once)) / rows_);
}

std::vector<Coincidence::Surprise> Coincidence::part_of(const engine::Column& column,
                                                        const Distribution& values) const {
    std::vector<Surprise> part;
    if (groups_.empty()) {
        return part;
    }
    part.reserve(groups_.size() + reference_.size());
    // A column of one value tells no rows apart.
    if (values.distinct + (values.missing > 0 ? 1 : 0) < 2) {
        part.resize(groups_.size() + reference_.size());
        return part;
    }
    const double alone = log_repeated_alone(column, values);
    for (const auto* probes : {&groups_, &reference_}) {
        for (const auto& probe : *probes) {
            const auto alike =
                static_cast<double>(rows_like(column, values, probe.row) - probe.copies);
            const double surprise = -std::log(alike / rows_);
            if (alike > 1) {
                const double log_repeated = std::log((alike - 1) / rows_);
                part.push_back({surprise, log_repeated, log_repeated, 0});
            } else {
                part.push_back({surprise, alone, 0, 1});
            }
        }
    }
    return part;
}

void Coincidence::add(std::span<const Surprise> part) {
    std::size_t at = 0;
    for (auto* probes : {&groups_, &reference_}) {
        for (auto& probe : *probes) {
            probe.sum.surprise += part[at].surprise;
            probe.sum.log_repeated += part[at].log_repeated;
            probe.sum.log_others += part[at].log_others;
            probe.sum.alone += part[at].alone;
            ++at;
        }
    }
}

bool Coincidence::looks_copied() const {
    if (groups_.empty()) {
        return false;
    }
    auto sorted = reference_;
    std::ranges::sort(sorted, {}, [](const Probe& probe) { return probe.sum.surprise; });
    const std::size_t half = sorted.size() / 2;
    const double median = sorted[half].sum.surprise;
    const auto rare = std::ranges::count_if(
        groups_, [&](const Probe& probe) { return probe.sum.surprise >= median; });
    const double rare_share = static_cast<double>(rare) / static_cast<double>(groups_.size());

    double by_chance = 0;
    for (std::size_t i = half; i < sorted.size(); ++i) {
        by_chance += -std::expm1(-rows_ * std::exp(log_chance(sorted[i].sum)));
    }
    by_chance /= static_cast<double>(sorted.size() - half);

    // Copies fall into the rarer half as often as into the other. Half of that already cannot come
    // from frequent patterns; three times what independent columns give leaves room for dependence,
    // and so many groups must be unlikely (Poisson tail, at most lambda^g / g!) to be no accident.
    const double found = 2 * rare_share * equal_rows_ / rows_;
    const double pairs = std::max(1.0, std::round(rare_share * equal_rows_ / 2));
    const double pairs_by_chance = by_chance * rows_ / 4;
    const double log_tail = pairs * std::log(pairs_by_chance) - std::lgamma(pairs + 1);
    return rare_share >= 0.25 && found > 3 * by_chance && log_tail < std::log(0.001);
}

}  // namespace assay::data
