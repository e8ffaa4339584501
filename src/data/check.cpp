#include <algorithm>
#include <iterator>

#include "base/result.hpp"
#include "data/data.hpp"
#include "data/findings.hpp"
#include "data/two_threads.hpp"

namespace assay::data {
namespace {

bool contains(std::span<const std::string> names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

void find_in_feature(const engine::Column& column, const Distribution& values, Issues& issues) {
    find_constant(column, values, issues);
    find_id_like(column, values, issues);
    find_infinite(column, values, issues);
    find_mixed_types(column, values, issues);
    find_sentinels(column, values, issues);
    find_high_cardinality(column, values, issues);
}

struct ColumnPart {
    Issues issues;
    EqualRowsCheck::Part equal;
    std::optional<MissingCheck::Gap> gap;
    std::vector<DriftCheck::Move> moves;
};

void find_in_columns(const CheckInput& input, const ColumnVisitor& visit,
                     std::span<const std::string> follow, Issues& issues) {
    MissingCheck missing(input);
    EqualRowsCheck equal(input);
    DriftCheck drift(input);
    const auto& columns = input.table->columns;
    std::vector<ColumnPart> parts(columns.size());
    on_two_threads(columns.size(), [&](std::size_t at) {
        const auto& column = columns[at];
        const bool feature = contains(input.features, column.name);
        const auto values = distribute(column);
        visit(at, column, values);
        if (!contains(follow, column.name)) {
            parts[at].equal = equal.part_of(column, values, feature);
        }
        if (feature) {
            find_in_feature(column, values, parts[at].issues);
            parts[at].moves = drift.part_of(column, values);
        }
        if (!feature && column.name == input.time) {
            find_sentinels(column, values, parts[at].issues);
        }
        if (feature || column.name == input.time || column.name == input.entity) {
            parts[at].gap = missing.part_of(column, values);
        }
    });
    for (auto& part : parts) {
        std::ranges::move(part.issues, std::back_inserter(issues));
        equal.add(part.equal);
        drift.add(std::move(part.moves));
        if (part.gap) {
            missing.add(*std::move(part.gap));
        }
    }
    equal.finish(issues);
    missing.finish(issues);
    drift.finish(issues);
}

}  // namespace

Issues check_with(const CheckInput& input, const ColumnVisitor& visit,
                  std::span<const std::string> follow) {
    ASSAY_CHECK(input.table != nullptr);
    const auto fits = [&](std::size_t size) { return size == 0 || size == input.table->rows; };
    ASSAY_CHECK(fits(input.labels.size()));
    ASSAY_CHECK(fits(input.times.size()));
    ASSAY_CHECK(fits(input.entities.size()));

    Issues issues;
    if (input.table->rows == 0) {
        const auto& columns = input.table->columns;
        for (std::size_t at = 0; at < columns.size(); ++at) {
            visit(at, columns[at], distribute(columns[at]));
        }
        return issues;
    }
    find_label_trouble(input, issues);
    find_wide(input, issues);
    find_entities(input, issues);
    find_order(input, issues);

    find_in_columns(input, visit, follow, issues);
    return issues;
}

void put_worst_first(Issues& issues) {
    std::ranges::stable_sort(issues, [](const Issue& a, const Issue& b) {
        return a.severity == b.severity ? a.rows > b.rows : a.severity > b.severity;
    });
}

std::vector<Issue> check(const CheckInput& input) {
    auto issues = check_with(input, [](std::size_t, const engine::Column&, const Distribution&) {});
    put_worst_first(issues);
    return issues;
}

}  // namespace assay::data
