#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// Values far beyond all others, in a way that heavy tails do not raise an alarm.

namespace assay::data {
namespace {

constexpr double kInner = 0.995;
constexpr double kReach = 5;        // distances from median to q99.5 beyond it
constexpr double kReachLogged = 2;  // the same on the log scale, where the tail is heavy
constexpr double kHeavy = 5;        // q99.5 over q75, as distances from the median; normal: 3.8
constexpr std::size_t kFewestRows = 200;
constexpr std::int64_t kFewestDistinct = 12;

/// What is judged: distances from the median, upwards or downwards.
struct Side {
    std::span<const double> sorted;  // rising, finite
    bool up;

    double at(double share) const { return quantile(sorted, up ? share : 1 - share); }
    double beyond(double share) const { return std::abs(at(share) - at(0.5)); }
};

/// A length by which the column is measured; 0 when hardly a value differs.
double scale_of(std::span<const double> sorted) {
    for (const auto& [low, high, normal] :
         {std::array{0.25, 0.75, 1.349}, std::array{0.05, 0.95, 3.290},
          std::array{0.005, 0.995, 5.152}}) {
        const double width = quantile(sorted, high) - quantile(sorted, low);
        if (width > 0) {
            return width / normal;
        }
    }
    return 0;
}

/// Distances beyond q99.5 on the log scale: half a distance more for each tenfold of rows beyond
/// 10,000, as heavy tails reach further the more rows there are.
double reach_logged(std::size_t rows) {
    return kReachLogged + 0.5 * std::max(0.0, std::log10(static_cast<double>(rows)) - 4);
}

/// Where values begin to be out of range; infinite where none can be told.
double limit_of(const Side& side) {
    const double median = side.at(0.5);
    const double inner = side.beyond(kInner);
    const double scale = scale_of(side.sorted);
    const double sign = side.up ? 1 : -1;
    if (scale == 0 || inner == 0) {
        return sign * std::numeric_limits<double>::infinity();
    }
    const double raw = median + sign * (1 + kReach) * inner;
    if (inner <= kHeavy * side.beyond(0.75)) {
        return raw;
    }
    const double reach = 1 + reach_logged(side.sorted.size());
    const bool logs = side.up && side.sorted.front() > 0;
    const double logged =
        logs ? std::exp(std::log(median) + reach * std::log(side.at(kInner) / median))
             : median + sign * scale * std::sinh(reach * std::asinh(inner / scale));
    return side.up ? std::max(raw, logged) : std::min(raw, logged);
}

struct Beyond {
    double limit;
    std::int64_t rows = 0;
    double extreme = 0;
};

/// Values past the limit that are not well-known signs for "unknown".
Beyond beyond(const engine::Column& column, const Side& side) {
    Beyond out{.limit = limit_of(side)};
    const auto& all = side.sorted;
    const auto past =
        side.up ? std::ranges::subrange(std::ranges::upper_bound(all, out.limit), all.end())
                : std::ranges::subrange(all.begin(), std::ranges::lower_bound(all, out.limit));
    for (const double value : past) {
        const bool repeated = std::ranges::equal_range(all, value).size() >= 3;
        if (!(repeated && well_known(column, value))) {
            ++out.rows;
            out.extreme = side.up || out.rows == 1 ? value : out.extreme;
        }
    }
    return out;
}

std::string fix_of(const engine::Column& column, const Beyond& beyond, bool up) {
    const auto value = value_text(column, beyond.limit);
    return fmt::format(
        "SELECT * FROM data WHERE {} {} {} shows them; where they are wrong, set "
        "them to NULL or mend their source.",
        quoted_name(column.name), up ? ">" : "<", is_time(column) ? quoted_text(value) : value);
}

std::string said(const engine::Column& column, double value) {
    return is_time(column) ? value_text(column, value) : figure(value);
}

void find_on(const engine::Column& column, const Distribution& values, bool up, Issues& issues) {
    const Side side{.sorted = values.finite(), .up = up};
    const auto found = beyond(column, side);
    if (found.rows == 0) {
        return;
    }
    issues.push_back(
        {.code = "out-of-range",
         .severity = Severity::Warning,
         .column = column.name,
         .rows = found.rows,
         .sentence = fmt::format(
             "{} lies far {} all others in {} ({}), up to {}: 99 % of the values lie between {} "
             "and "
             "{}. One such value moves a mean and a linear model by more than hundreds of others.",
             column.name, up ? "above" : "below", counted(found.rows, "row"),
             share_text(found.rows, values.rows), said(column, found.extreme),
             said(column, quantile(side.sorted, 0.005)),
             said(column, quantile(side.sorted, 0.995))),
         .fix = fix_of(column, found, up),
         .at = first_rows(column.size(), [&](std::size_t row) {
             const double value = value_at(column, row);
             return up ? value > found.limit : value < found.limit;
         })});
}

}  // namespace

void find_out_of_range(const engine::Column& column, const Distribution& values, Issues& issues) {
    if (!is_ordered(column) || column.type == engine::Type::Boolean ||
        values.distinct < kFewestDistinct || values.finite().size() < kFewestRows ||
        looks_like_id(column, values)) {
        return;
    }
    find_on(column, values, true, issues);
    find_on(column, values, false, issues);
}

}  // namespace assay::data
