#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// Copies of rows, and equal features with different targets.

namespace assay::data {
namespace {

// Chance repeats below this share of the rows are not worth a word; copies below the other are too
// few to move a number.
constexpr double kWorthAWord = 0.01;
constexpr double kMovesNumbers = 0.005;

EqualRows equal_in(const CheckInput& input, bool features_only) {
    std::vector<RowKey> keys(input.table->rows);
    for (std::size_t place = 0; place < input.table->columns.size(); ++place) {
        const auto& column = input.table->columns[place];
        const bool taken =
            features_only ? std::ranges::find(input.features, column.name) != input.features.end()
                          : column.name != input.id;
        if (taken) {
            add_to_keys(column, place, keys);
        }
    }
    return equal_rows(keys);
}

struct Conflicts {
    std::int64_t groups = 0;
    std::int64_t rows = 0;
    std::int64_t surely_wrong = 0;  // rows of the rarer target in their group
    std::vector<std::uint32_t> first;
};

std::vector<std::uint32_t> first_of(std::span<const std::uint32_t> rows) {
    const auto told = rows.first(std::min<std::size_t>(10, rows.size()));
    return {told.begin(), told.end()};
}

Conflicts count_conflicts(const EqualRows& twins, std::span<const std::uint8_t> labels) {
    Conflicts out;
    for (std::size_t i = 0; i < twins.groups(); ++i) {
        std::int64_t positives = 0;
        std::int64_t negatives = 0;
        for (const auto row : twins.group(i)) {
            positives += labels[row] == 1 ? 1 : 0;
            negatives += labels[row] == 0 ? 1 : 0;
        }
        if (positives > 0 && negatives > 0) {
            out.first = out.groups == 0 ? first_of(twins.group(i)) : out.first;
            ++out.groups;
            out.rows += positives + negatives;
            out.surely_wrong += std::min(positives, negatives);
        }
    }
    return out;
}

std::string row_numbers(std::span<const std::uint32_t> rows) {
    std::vector<std::string> said;
    for (const auto row : rows.first(std::min<std::size_t>(3, rows.size()))) {
        said.push_back(count(static_cast<std::int64_t>(row) + 1));
    }
    return listed(said);
}

bool at_least(std::int64_t rows, double share, std::size_t all) {
    return static_cast<double>(rows) >= share * static_cast<double>(all);
}

/// SQL that keeps one of equal rows.
std::string distinct_rows(const std::string& id) {
    return id.empty()
               ? std::string("SELECT DISTINCT * FROM data")
               : fmt::format("SELECT min({0}) AS {0}, * EXCLUDE ({0}) FROM data GROUP BY ALL",
                             quoted_name(id));
}

/// Share of the pairs within groups that have different targets.
double pairs_in_conflict(const EqualRows& twins, std::span<const std::uint8_t> labels) {
    double conflicts = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < twins.groups(); ++i) {
        double positives = 0;
        double negatives = 0;
        for (const auto row : twins.group(i)) {
            positives += labels[row] == 1 ? 1 : 0;
            negatives += labels[row] == 0 ? 1 : 0;
        }
        conflicts += positives * negatives;
        pairs += (positives + negatives) * (positives + negatives - 1) / 2;
    }
    return pairs > 0 ? conflicts / pairs : 0;
}

}  // namespace

EqualRowsCheck::EqualRowsCheck(const CheckInput& input)
    : input_(input),
      copies_(equal_in(input, false)),
      twins_(input.features.empty() || input.labels.empty() ? EqualRows{} : equal_in(input, true)),
      copies_chance_(copies_, input.table->rows),
      twins_chance_(twins_, input.table->rows) {}

EqualRowsCheck::Part EqualRowsCheck::part_of(const engine::Column& column,
                                             const Distribution& values, bool feature) const {
    Part part;
    if (column.name != input_.id) {
        part.copies = copies_chance_.part_of(column, values);
    }
    if (feature) {
        part.twins = twins_chance_.part_of(column, values);
    }
    return part;
}

void EqualRowsCheck::add(const Part& part) {
    if (!part.copies.empty()) {
        copies_chance_.add(part.copies);
    }
    if (!part.twins.empty()) {
        twins_chance_.add(part.twins);
    }
}

void EqualRowsCheck::finish(Issues& issues) const {
    say_duplicates(issues);
    say_conflicts(issues);
}

// Copies carry the target with them. Many twins that disagree about it are different cases that
// coarse columns cannot tell apart.
bool EqualRowsCheck::twins_disagree() const {
    constexpr double kMany = 0.05;
    constexpr double kClearly = 0.25;
    const auto labels = count_labels(input_.labels);
    if (labels.rows == 0 ||
        !at_least(static_cast<std::int64_t>(twins_.rows.size()), kMany, input_.table->rows)) {
        return false;
    }
    const double by_chance = 2 * labels.rate() * (1 - labels.rate());
    return pairs_in_conflict(twins_, input_.labels) > kClearly * by_chance;
}

void EqualRowsCheck::say_duplicates(Issues& issues) const {
    const auto rows = static_cast<std::int64_t>(copies_.rows.size());
    const bool copied = copies_chance_.looks_copied() && !twins_disagree();
    if (rows == 0 || (!copied && !at_least(rows, kWorthAWord, input_.table->rows))) {
        return;
    }
    const bool matters = copied && at_least(rows, kMovesNumbers, input_.table->rows);
    const auto effect =
        !copied   ? " The columns are coarse and frequent patterns repeat, as they do by chance; "
                    "that changes no number."
        : matters ? " They look like copies: on both sides of a split a model has seen the answer, "
                    "so scores look better than they will be."
                  : " They look like copies, too few to move a number.";
    const auto all = static_cast<std::int64_t>(input_.table->rows);
    issues.push_back(
        {.code = "duplicate-rows",
         .severity = matters ? Severity::Warning : Severity::Info,
         .column = "",
         .rows = rows,
         .sentence = fmt::format("{} ({}) equal another row in every column{}, rows {} for "
                                 "example.{}",
                                 counted(rows, "row"), share_text(rows, all),
                                 input_.id.empty() ? std::string() : " but " + input_.id,
                                 row_numbers(copies_.group(0)), effect),
         .fix = copied ? distinct_rows(input_.id) : std::string(),
         .at = first_of(copies_.rows)});
}

void EqualRowsCheck::say_conflicts(Issues& issues) const {
    const auto conflicts = count_conflicts(twins_, input_.labels);
    const bool copied = twins_chance_.looks_copied() && !twins_disagree();
    if (conflicts.rows == 0 ||
        (!copied && !at_least(conflicts.rows, kWorthAWord, input_.table->rows))) {
        return;
    }
    const bool matters = copied && at_least(conflicts.rows, kMovesNumbers, input_.table->rows);
    issues.push_back(
        {.code = "conflicting-labels",
         .severity = matters ? Severity::Warning : Severity::Info,
         .column = input_.target,
         .rows = conflicts.rows,
         .sentence = fmt::format(
             "{} with the same features have different targets, in {} {}. No model can get more "
             "than {} of them right{}",
             counted(conflicts.rows, "row"), count(conflicts.groups),
             conflicts.groups == 1 ? "group" : "groups",
             count(conflicts.rows - conflicts.surely_wrong),
             copied ? "; as such rows hardly repeat by chance, some were labelled twice, and "
                      "differently."
                    : ". The features are coarse, so this is the limit of what they can tell."),
         .fix = copied ? "Look at the groups and settle their target, or keep the latest label."
                       : "A further column that tells these rows apart would help.",
         .at = conflicts.first});
}

}  // namespace assay::data
