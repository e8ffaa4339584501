#include "data/near_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "data/two_threads.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kMostColumns = 64;

std::vector<RowKey> keys_of(const CheckInput& input) {
    std::vector<RowKey> keys(input.table->rows);
    for (std::size_t place = 0; place < input.table->columns.size(); ++place) {
        const auto& column = input.table->columns[place];
        if (column.name != input.id && column.name != input.target) {
            add_to_keys(column, place, keys);
        }
    }
    return keys;
}

/// Copies are told elsewhere: all but the first of equal rows get a key that none has.
void set_copies_apart(std::vector<RowKey>& keys) {
    const auto equal = equal_rows(keys);
    for (std::size_t group = 0; group < equal.groups(); ++group) {
        for (const auto row : equal.group(group).subspan(1)) {
            keys[row] = {.high = keys[row].high * 0xD6E8FEB86659FD93ULL + row,
                         .low = keys[row].low + row * 0x9E3779B97F4A7C15ULL};
        }
    }
}

EqualRows equal_without(const engine::Column& column, std::size_t place,
                        std::span<const RowKey> keys) {
    std::vector<RowKey> without(keys.size());
    add_to_keys(column, place, without);
    for (std::size_t row = 0; row < keys.size(); ++row) {
        without[row] = {.high = keys[row].high - without[row].high,
                        .low = keys[row].low - without[row].low};
    }
    return equal_rows(without);
}

/// SQL that keeps one row of those that differ in this column alone.
std::string one_of_each(const CheckInput& input, std::size_t left_out) {
    std::vector<std::string> others;
    for (std::size_t place = 0; place < input.table->columns.size(); ++place) {
        const auto& name = input.table->columns[place].name;
        if (place != left_out && name != input.id && name != input.target) {
            others.push_back(quoted_name(name));
        }
    }
    return fmt::format(
        "SELECT * FROM data QUALIFY row_number() OVER (PARTITION BY {} ORDER BY {}) "
        "= 1",
        fmt::join(others, ", "), quoted_name(input.table->columns[left_out].name));
}

std::vector<std::size_t> tried_columns(const CheckInput& input) {
    std::vector<std::size_t> out;
    for (std::size_t place = 0; place < input.table->columns.size(); ++place) {
        const auto& name = input.table->columns[place].name;
        if (name != input.id && name != input.target) {
            out.push_back(place);
        }
    }
    return out;
}

}  // namespace

NearRowsCheck::NearRowsCheck(const CheckInput& input) : input_(input) {
    constexpr std::size_t kFewestColumns = 3;
    auto tried = tried_columns(input);
    if (tried.size() < kFewestColumns) {
        return;
    }
    if (tried.size() > kMostColumns) {
        left_out_ = tried.size() - kMostColumns;
        for (std::size_t i = 0; i < kMostColumns; ++i) {
            tried[i] = tried[i * tried.size() / kMostColumns];
        }
        tried.resize(kMostColumns);
    }
    auto keys = keys_of(input);
    set_copies_apart(keys);
    std::vector<EqualRows> found(tried.size());
    on_two_threads(tried.size(), [&](std::size_t at) {
        found[at] = equal_without(input.table->columns[tried[at]], tried[at], keys);
    });
    for (std::size_t at = 0; at < tried.size(); ++at) {
        if (found[at].groups() > 0) {
            Coincidence chance(found[at], input.table->rows);
            candidates_.push_back({tried[at], std::move(found[at]), std::move(chance)});
        }
    }
}

NearRowsCheck::Part NearRowsCheck::part_of(const engine::Column& column,
                                           const Distribution& values) const {
    Part part(candidates_.size());
    if (column.name == input_.id || column.name == input_.target) {
        return part;
    }
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        if (&input_.table->columns[candidates_[i].column] != &column) {
            part[i] = candidates_[i].chance.part_of(column, values);
        }
    }
    return part;
}

void NearRowsCheck::add(const Part& part) {
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (!part[i].empty()) {
            candidates_[i].chance.add(part[i]);
        }
    }
}

Issue NearRowsCheck::issue_of(const Candidate& candidate) const {
    constexpr double kMovesNumbers = 0.005;
    constexpr double kRepeated = 0.2;
    const auto all = static_cast<std::int64_t>(input_.table->rows);
    const auto rows = static_cast<std::int64_t>(candidate.equal.rows.size());
    const double share = static_cast<double>(rows) / static_cast<double>(all);
    const auto& name = input_.table->columns[candidate.column].name;
    const auto first = candidate.equal.group(0);
    return {
        .code = "near-duplicate-rows",
        .severity = share >= kRepeated       ? Severity::Question
                    : share >= kMovesNumbers ? Severity::Warning
                                             : Severity::Info,
        .column = name,
        .rows = rows,
        .sentence = fmt::format(
            "{} ({}) equal another row in every column but {}, rows {} and {} for example, "
            "which is no chance. {}{}",
            counted(rows, "row"), share_text(rows, all), name,
            count(static_cast<std::int64_t>(first[0]) + 1),
            count(static_cast<std::int64_t>(first[1]) + 1),
            share >= kRepeated
                ? "Is each case written down several times? Then name what they share as the "
                  "entity, so that splits keep them together."
                : "They look like one case entered twice; on both sides of a split a model has "
                  "seen the answer.",
            left_out_ > 0 ? fmt::format(" ({} columns were tried, evenly chosen.)", kMostColumns)
                          : std::string()),
        .fix = one_of_each(input_, candidate.column),
        .at = {candidate.equal.rows.begin(),
               candidate.equal.rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                                                  10, candidate.equal.rows.size()))}};
}

void NearRowsCheck::finish(Issues& issues) const {
    constexpr std::size_t kTold = 3;
    std::vector<const Candidate*> found;
    for (const auto& each : candidates_) {
        if (each.chance.looks_copied()) {
            found.push_back(&each);
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater{},
                             [](const Candidate* each) { return each->equal.rows.size(); });
    for (std::size_t i = 0; i < std::min(kTold, found.size()); ++i) {
        issues.push_back(issue_of(*found[i]));
    }
}

}  // namespace assay::data
