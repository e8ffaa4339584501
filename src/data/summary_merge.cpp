#include <algorithm>
#include <cmath>
#include <map>

#include "data/summary.hpp"

namespace assay::data {
namespace {

HashSample merged_hashes(std::span<const TableSummary> parts, HashSample TableSummary::* which) {
    std::uint64_t up_to = HashSample::kAll;
    for (const auto& part : parts) {
        up_to = std::min(up_to, (part.*which).up_to);
    }
    std::vector<std::uint64_t> all;
    for (const auto& part : parts) {
        const auto& hashes = (part.*which).hashes;
        all.insert(all.end(), hashes.begin(), std::ranges::upper_bound(hashes, up_to));
    }
    auto out = hash_sample(std::move(all));
    out.up_to = std::min(out.up_to, up_to);
    return out;
}

using Columns = std::vector<const ColumnSummary*>;

DistinctCount merged_distinct(const Columns& parts) {
    DistinctCount out;
    for (const auto* part : parts) {
        const auto& lowest = part->distinct.lowest;
        out.lowest.insert(out.lowest.end(), lowest.begin(), lowest.end());
    }
    std::ranges::sort(out.lowest);
    out.lowest.erase(std::ranges::unique(out.lowest).begin(), out.lowest.end());
    out.lowest.resize(std::min(out.lowest.size(), DistinctCount::kMost));
    return out;
}

void merge_levels(const Columns& parts, ColumnSummary& out) {
    std::map<std::string, std::int64_t> rows;
    out.signature = minhash({});
    for (const auto* part : parts) {
        out.all_levels = out.all_levels && part->all_levels;
        for (std::size_t at = 0; at < kSignature; ++at) {
            out.signature[at] = std::min(out.signature[at], part->signature[at]);
        }
        for (const auto& each : part->levels) {
            rows[each.level] += each.rows;
        }
    }
    out.all_levels = out.all_levels && rows.size() <= ColumnSummary::kMostLevels;
    if (out.all_levels) {
        for (const auto& [level, count] : rows) {
            out.levels.push_back({level, count});
        }
    }
}

ColumnSummary merged_columns(const Columns& parts) {
    ColumnSummary out{.name = parts.front()->name,
                      .type = parts.front()->type,
                      .distinct = merged_distinct(parts),
                      .values = {},
                      .levels = {}};
    std::vector<const stats::DepthHistogram*> values;
    for (const auto* part : parts) {
        out.rows += part->rows;
        out.missing += part->missing;
        // Boolean, whole, real; date, timestamp: the later holds the earlier.
        out.type = std::max(out.type, part->type);
        values.push_back(&part->values);
    }
    if (family_of(out.type) == Family::Text) {
        merge_levels(parts, out);
    } else {
        out.values = stats::merge(values);
    }
    return out;
}

}  // namespace

TableSummary merge(std::span<const TableSummary> parts) {
    TableSummary out;
    std::map<std::pair<std::string, Family>, Columns> columns;
    for (const auto& part : parts) {
        out.rows += part.rows;
        out.row_shapes.insert(out.row_shapes.end(), part.row_shapes.begin(), part.row_shapes.end());
        for (const auto& column : part.columns) {
            columns[{column.name, family_of(column.type)}].push_back(&column);
        }
    }
    for (const auto& [name, each] : columns) {
        out.columns.push_back(merged_columns(each));
    }
    std::ranges::sort(out.row_shapes);
    out.row_shapes.erase(std::ranges::unique(out.row_shapes).begin(), out.row_shapes.end());
    out.row_hashes = merged_hashes(parts, &TableSummary::row_hashes);
    out.key_hashes = merged_hashes(parts, &TableSummary::key_hashes);
    return out;
}

Outline outline_of(const ColumnSummary& column) {
    Outline out{.name = column.name,
                .type = column.type,
                .rows = column.rows,
                .missing = column.missing,
                .distinct = column.distinct.count(),
                .values = column.signature};
    const auto quantile = [&](double share) { return column.values.quantile(share); };
    for (std::size_t i = 0; i < out.quantiles.size(); ++i) {
        out.quantiles[i] = quantile(0.05 * static_cast<double>(i + 1));
    }
    out.spread = log_spread(quantile(0.25), quantile(0.75));
    return out;
}

}  // namespace assay::data
