#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// Findings that one feature shows by itself.

namespace assay::data {

void find_constant(const engine::Column& column, const Distribution& values, Issues& issues) {
    if (values.distinct > 1 || values.rows == 0) {
        return;
    }
    const bool empty = values.distinct == 0;
    const auto what =
        empty ? fmt::format("{} is empty in all {} rows.", column.name, count(values.rows))
              : fmt::format("{} has the same value in all {} rows that have one.", column.name,
                            count(values.present()));
    issues.push_back({.code = "constant",
                      .severity = Severity::Info,
                      .column = column.name,
                      .rows = empty ? values.rows : values.present(),
                      .sentence = what + " It cannot help any model, and changes no number.",
                      .fix = fmt::format("Put \"{}\" on [data] ignore; ask where it comes from if "
                                         "it should vary.",
                                         column.name)});
}

void find_id_like(const engine::Column& column, const Distribution& values, Issues& issues) {
    if (!looks_like_id(column, values)) {
        return;
    }
    issues.push_back(
        {.code = "id-like",
         .severity = Severity::Warning,
         .column = column.name,
         .rows = values.rows,
         .sentence = fmt::format(
             "{} has its own value in each of the {} rows and looks like an id. A model can learn "
             "rows, or their order, from it; new rows have values that it never saw, so scores may "
             "look better than they will be.",
             column.name, count(values.rows)),
         .fix = fmt::format("Name it as [data] id = \"{0}\", or put \"{0}\" on [data] ignore.",
                            column.name)});
}

void find_infinite(const engine::Column& column, const Distribution& values, Issues& issues) {
    if (!is_ordered(column) || is_time(column)) {
        return;
    }
    const auto infinite = static_cast<std::int64_t>(values.sorted.size() - values.finite().size());
    if (infinite == 0) {
        return;
    }
    const auto name = quoted_name(column.name);
    issues.push_back(
        {.code = "infinite",
         .severity = Severity::Warning,
         .column = column.name,
         .rows = infinite,
         .sentence = fmt::format(
             "{} is infinite in {} ({}), most often from a division by zero. Its mean does not "
             "exist, and a linear model cannot use these rows as they are.",
             column.name, counted(infinite, "row"), share_text(infinite, values.rows)),
         .fix = fmt::format("SELECT * REPLACE (CASE WHEN isinf({0}) THEN NULL ELSE {0} END AS {0}) "
                            "FROM data",
                            name),
         .at = first_rows(column.size(),
                          [&](std::size_t row) { return std::isinf(column.numbers[row]); })});
}

void find_high_cardinality(const engine::Column& column, const Distribution& values,
                           Issues& issues) {
    constexpr std::int64_t kFewestLevels = 50;
    constexpr std::int64_t kRowsPerLevel = 10;
    if (is_ordered(column) || values.distinct < kFewestLevels ||
        values.distinct * kRowsPerLevel < values.present() || looks_like_id(column, values) ||
        prose_of(column, values).has_spaces || all_dates(column, values)) {
        return;
    }
    std::int64_t rare = 0;
    for (const auto rows : values.level_rows) {
        rare += rows < kRowsPerLevel ? rows : 0;
    }
    issues.push_back(
        {.code = "high-cardinality",
         .severity = Severity::Info,
         .column = column.name,
         .rows = rare,
         .sentence = fmt::format(
             "{} has {} different values, {} rows each on average; {} hold a value seen fewer than "
             "{} times. What a model learns about such values is mostly noise.",
             column.name, count(values.distinct),
             figure(static_cast<double>(values.present()) / static_cast<double>(values.distinct)),
             counted(rare, "row"), kRowsPerLevel),
         .fix = "Group rare values into a coarser column, or name it as [data] entity if one "
                "customer, device or case stands behind each value."});
}

}  // namespace assay::data
