#include "stats/two_samples.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Pearson's statistic of a 2 x k table, and how many categories it has.
struct Table {
    double first = 0;
    double second = 0;
    std::size_t categories = 0;
};

Table totals(std::span<const std::int64_t> first, std::span<const std::int64_t> second) {
    Table table;
    for (std::size_t i = 0; i < first.size(); ++i) {
        table.first += static_cast<double>(first[i]);
        table.second += static_cast<double>(second[i]);
        table.categories += first[i] + second[i] > 0 ? 1 : 0;
    }
    return table;
}

/// Squared distance over expectation; Yates moves a cell half towards its expectation, not beyond.
double cell(double seen, double expected, bool yates) {
    const double gap = std::abs(seen - expected);
    const double moved = gap - (yates ? std::min(0.5, gap) : 0);
    return moved * moved / expected;
}

}  // namespace

double smirnov_exact(std::int64_t first, std::int64_t second, double distance) {
    const auto large = std::max(first, second);
    const auto small = std::min(first, second);
    const auto common = std::gcd(large, small);
    const auto of_large = large / common;
    const auto of_small = small / common;
    const auto steps = std::llround(distance * static_cast<double>(of_large * small));
    if (steps == 0) {
        return 1;
    }
    // A path of `large` steps to the right and `small` up is a way to order the samples; a column
    // holds the share of paths to each of its points that have left the band. Only points inside
    // the band are kept; all others have left it.
    const auto up = [&](std::int64_t of) { return (of + of_large - 1) / of_large; };
    const auto below = [&](std::int64_t of) {
        return of >= 0 ? of / of_large : -((-of + of_large - 1) / of_large);
    };
    std::int64_t lowest = 0;
    std::int64_t end = std::min(up(steps), small + 1);
    std::vector<double> left(static_cast<std::size_t>(std::min(2 * end + 2, small + 1)), 1.0);
    std::fill_n(left.begin(), end, 0.0);
    for (std::int64_t right = 1; right <= large; ++right) {
        const auto last_lowest = lowest;
        const auto last_length = end - lowest;
        lowest = std::clamp<std::int64_t>(below(of_small * right - steps) + 1, 0, small);
        end = std::min(up(of_small * right + steps), small + 1);
        if (end <= lowest) {
            return 1;
        }
        double value = lowest == 0 ? 0 : 1;
        for (std::int64_t at = lowest; at < end; ++at) {
            const auto from = static_cast<std::size_t>(at - last_lowest);
            value = (left[from] * static_cast<double>(right) + value * static_cast<double>(at)) /
                    static_cast<double>(right + at);
            left[static_cast<std::size_t>(at - lowest)] = value;
        }
        const auto length = end - lowest;
        if (last_length > length) {
            std::fill_n(left.begin() + length, last_length - length, 1.0);
        }
    }
    return left[static_cast<std::size_t>(end - lowest - 1)];
}

double smirnov_p(std::int64_t first, std::int64_t second, double distance) {
    constexpr std::int64_t kExact = 10'000;
    if (first == 0 || second == 0 || std::isnan(distance)) {
        return kUnknown;
    }
    if (std::max(first, second) <= kExact) {
        return std::clamp(smirnov_exact(first, second, distance), 0.0, 1.0);
    }
    const auto a = static_cast<double>(first);
    const auto b = static_cast<double>(second);
    const auto rows = static_cast<std::int64_t>(std::nearbyint(a * b / (a + b)));
    return std::clamp(kolmogorov_survival(rows, distance), 0.0, 1.0);
}

Result<TestResult> chi_squared(std::span<const std::int64_t> first,
                               std::span<const std::int64_t> second) {
    const Table table = totals(first, second);
    if (table.categories < 2 || !(table.first > 0) || !(table.second > 0)) {
        return fail(ErrorCode::InvalidInput, "a chi-squared test needs two categories with rows",
                    "give two samples with rows in them");
    }
    const bool yates = table.categories == 2;
    const double all = table.first + table.second;
    double sum = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const auto rows = static_cast<double>(first[i] + second[i]);
        if (rows > 0) {
            sum += cell(static_cast<double>(first[i]), rows * table.first / all, yates) +
                   cell(static_cast<double>(second[i]), rows * table.second / all, yates);
        }
    }
    const boost::math::chi_squared law(static_cast<double>(table.categories - 1));
    return TestResult{.statistic = sum, .p = boost::math::cdf(boost::math::complement(law, sum))};
}

Result<TestResult> two_proportions(Rate first, Rate second) {
    const auto a = static_cast<double>(first.trials);
    const auto b = static_cast<double>(second.trials);
    const auto hits = static_cast<double>(first.hits + second.hits);
    const double pooled = hits / (a + b);
    if (first.trials <= 0 || second.trials <= 0 || !(pooled > 0) || !(pooled < 1)) {
        return fail(ErrorCode::InvalidInput, "a z test needs both hits and misses",
                    "give two samples with rows in them");
    }
    const double gap = static_cast<double>(first.hits) / a - static_cast<double>(second.hits) / b;
    const double z = gap / std::sqrt(pooled * (1 - pooled) * (1 / a + 1 / b));
    return TestResult{.statistic = z, .p = std::min(1.0, 2 * normal_cdf(-std::abs(z)))};
}

}  // namespace assay::stats
