#include <algorithm>

#include "base/result.hpp"
#include "data/data.hpp"
#include "data/findings.hpp"

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

}  // namespace

std::vector<Issue> check(const CheckInput& input) {
    ASSAY_CHECK(input.table != nullptr);
    const auto fits = [&](std::size_t size) { return size == 0 || size == input.table->rows; };
    ASSAY_CHECK(fits(input.labels.size()));
    ASSAY_CHECK(fits(input.times.size()));
    ASSAY_CHECK(fits(input.entities.size()));

    Issues issues;
    if (input.table->rows == 0) {
        return issues;
    }
    find_label_trouble(input, issues);
    find_wide(input, issues);
    find_entities(input, issues);
    find_order(input, issues);

    MissingCheck missing(input);
    EqualRowsCheck equal(input);
    DriftCheck drift(input);
    for (const auto& column : input.table->columns) {
        const bool feature = contains(input.features, column.name);
        const auto values = distribute(column);
        equal.add(column, values, feature);
        if (feature) {
            find_in_feature(column, values, issues);
            drift.add(column, values);
        }
        if (feature || column.name == input.time || column.name == input.entity) {
            missing.add(column, values);
        }
    }
    equal.finish(issues);
    missing.finish(issues);
    drift.finish(issues);
    std::ranges::stable_sort(issues, [](const Issue& a, const Issue& b) {
        return a.severity == b.severity ? a.rows > b.rows : a.severity > b.severity;
    });
    return issues;
}

}  // namespace assay::data
