#include "data/compared.hpp"

#include <algorithm>
#include <cmath>

#include "base/digest.hpp"

namespace assay::data {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

void take_quantiles(std::span<const double> finite, Outline& out) {
    for (std::size_t i = 0; i < out.quantiles.size(); ++i) {
        out.quantiles[i] = quantile(finite, 0.05 * static_cast<double>(i + 1));
    }
    out.spread = log_spread(quantile(finite, 0.25), quantile(finite, 0.75));
}

}  // namespace

double log_spread(double lower_quartile, double upper_quartile) {
    const double low = std::abs(lower_quartile);
    const double high = std::abs(upper_quartile);
    return low > 0 && high > 0 ? std::abs(std::log(high / low)) / 1.349 : 0;
}

Outline outline(const engine::Column& column, const Distribution& values) {
    Outline out{.name = column.name,
                .type = column.type,
                .rows = values.rows,
                .missing = values.missing,
                .distinct = values.distinct};
    out.quantiles.fill(kNone);
    if (is_ordered(column)) {
        take_quantiles(values.finite(), out);
        return out;
    }
    std::vector<std::uint64_t> items;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        if (values.level_rows[code] > 0) {
            items.push_back(fast_hash(column.levels[code]));
        }
    }
    out.values = minhash(items);
    return out;
}

Outline outline_of(const engine::Column& column, const std::vector<std::uint32_t>& rows) {
    std::vector<double> finite;
    Outline out{
        .name = column.name, .type = column.type, .rows = static_cast<std::int64_t>(rows.size())};
    for (const auto row : rows) {
        const double value = value_at(column, row);
        out.missing += column.missing(row) ? 1 : 0;
        if (std::isfinite(value)) {
            finite.push_back(value);
        }
    }
    std::ranges::sort(finite);
    for (std::size_t i = 0; i < finite.size(); ++i) {
        out.distinct += i == 0 || finite[i] != finite[i - 1] ? 1 : 0;
    }
    out.quantiles.fill(kNone);
    take_quantiles(finite, out);
    return out;
}

}  // namespace assay::data
