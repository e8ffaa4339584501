#include "data/column_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "data/distribution.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kBars = 20;
constexpr std::size_t kMostValues = 12;
constexpr std::size_t kMostLevels = 8;
constexpr double kOuter = 0.005;

/// Four decimals: no picture shows more, and hundreds of columns stay small.
double rounded(double share) {
    return std::round(1e4 * share) / 1e4;
}

/// Distinct values of both sides, rising; none where they are more than kMostValues.
std::vector<double> few_values(const stats::Ranked& a, const stats::Ranked& b) {
    if (std::max(a.values.size(), b.values.size()) > kMostValues) {
        return {};
    }
    std::vector<double> out;
    std::ranges::set_union(a.values, b.values, std::back_inserter(out));
    return out.size() > kMostValues ? std::vector<double>() : out;
}

std::vector<double> shares_of_values(const stats::Ranked& side, std::span<const double> values) {
    std::vector<double> out;
    for (const double value : values) {
        out.push_back(rounded(side.up_to_and_with(value) - side.below(value)));
    }
    return out;
}

double value_at_share(const stats::Ranked& side, double share) {
    const auto at = std::ranges::lower_bound(side.up_to, share);
    return at == side.up_to.end() ? side.highest
                                  : side.values[static_cast<std::size_t>(at - side.up_to.begin())];
}

std::vector<double> shares_of_bars(const stats::Ranked& side, double from, double to) {
    std::vector<double> out;
    double before = 0;
    for (std::size_t bar = 1; bar <= kBars; ++bar) {
        const double end = from + (to - from) * static_cast<double>(bar) / kBars;
        const double up_to = bar == kBars ? 1 : side.below(end);
        out.push_back(rounded(up_to - before));
        before = up_to;
    }
    return out;
}

std::vector<double> shares_of_levels(std::span<const double> counts, std::size_t shown) {
    const auto bins = counts.subspan(1);
    const double rows = std::reduce(bins.begin(), bins.end());
    std::vector<double> out;
    for (std::size_t bin = 0; bin < shown; ++bin) {
        out.push_back(rounded(bins[bin] / rows));
    }
    if (shown < bins.size()) {
        const auto rest = bins.subspan(shown);
        out.push_back(rounded(std::reduce(rest.begin(), rest.end()) / rows));
    }
    return out;
}

}  // namespace

ColumnShape shape_of_numbers(const stats::Ranked& reference, const stats::Ranked& current,
                             const std::function<std::string(double)>& text) {
    ColumnShape out;
    if (const auto values = few_values(reference, current); !values.empty()) {
        out.from = values.front();
        out.to = values.back();
        std::ranges::transform(values, std::back_inserter(out.values), text);
        out.reference = shares_of_values(reference, values);
        out.current = shares_of_values(current, values);
        return out;
    }
    out.from = std::min(value_at_share(reference, kOuter), value_at_share(current, kOuter));
    out.to = std::max(value_at_share(reference, 1 - kOuter), value_at_share(current, 1 - kOuter));
    out.reference = shares_of_bars(reference, out.from, out.to);
    out.current = shares_of_bars(current, out.from, out.to);
    return out;
}

ColumnShape shape_of_levels(std::span<const double> reference, std::span<const double> current,
                            std::span<const std::string> names) {
    // one bin more would be gathered into one alone
    const std::size_t shown = names.size() <= kMostLevels + 1 ? names.size() : kMostLevels;
    ColumnShape out;
    out.values.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown));
    if (shown < names.size()) {
        out.values.emplace_back("all others");
    }
    out.reference = shares_of_levels(reference, shown);
    out.current = shares_of_levels(current, shown);
    return out;
}

}  // namespace assay::data
