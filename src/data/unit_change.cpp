#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "data/compared.hpp"
#include "data/words.hpp"

// A column whose values are the same as before in another unit.

namespace assay::data {
namespace {

struct Factor {
    double value;
    std::string_view said;
};
constexpr std::array kFactors{Factor{10, "10"},
                              Factor{100, "100 (cents, per cent)"},
                              Factor{1000, "1,000 (kilo, milli)"},
                              Factor{1e6, "1,000,000 (mega, micro)"},
                              Factor{1.609344, "1.609 (miles and kilometres)"},
                              Factor{2.20462, "2.205 (kilograms and pounds)"},
                              Factor{25.4, "25.4 (inches and millimetres)"},
                              Factor{2.54, "2.54 (inches and centimetres)"},
                              Factor{3.28084, "3.281 (metres and feet)"},
                              Factor{60, "60 (minutes and seconds)"},
                              Factor{3600, "3,600 (hours and seconds)"},
                              Factor{24, "24 (days and hours)"},
                              Factor{86400, "86,400 (days and seconds)"}};

constexpr std::int64_t kFewestRows = 50;
constexpr std::int64_t kFewestDistinct = 8;

double width(const Outline& outline) {
    return outline.quantiles.back() - outline.quantiles.front();
}

/// Mean distance of quantiles after `now` was put back into the old unit, over the old width.
template <class Back>
double misfit(const Outline& before, const Outline& now, const Back& back) {
    double sum = 0;
    for (std::size_t i = 0; i < now.quantiles.size(); ++i) {
        sum += std::abs(back(now.quantiles[i]) - before.quantiles[i]);
    }
    return sum / static_cast<double>(now.quantiles.size()) / width(before);
}

// What chance alone does to the misfit: about half of 1 / sqrt(n) for each of the two samples.
double allowed(const Outline& before, const Outline& now) {
    const auto rows =
        static_cast<double>(std::min(before.rows - before.missing, now.rows - now.missing));
    return 0.02 + 1 / std::sqrt(rows);
}

/// Median logarithm of the quantiles' ratios, and how far the middle ones stray from it.
struct Ratio {
    double log = 0;
    double stray = std::numeric_limits<double>::infinity();
};

Ratio log_ratio(const Outline& before, const Outline& now) {
    std::vector<double> logs;
    for (std::size_t i = 0; i < now.quantiles.size(); ++i) {
        const double ratio = now.quantiles[i] / before.quantiles[i];
        if (std::abs(before.quantiles[i]) > 0.05 * width(before) && ratio > 0) {
            logs.push_back(std::log(ratio));
        }
    }
    constexpr std::size_t kFewest = 6;
    if (logs.size() < kFewest) {
        return {};
    }
    std::ranges::sort(logs);
    const double median = quantile(logs, 0.5);
    return {median, std::max(quantile(logs, 0.75) - median, median - quantile(logs, 0.25))};
}

std::optional<UnitChange> by_factor(const Outline& before, const Outline& now, double bar) {
    const auto ratio = log_ratio(before, now);
    const auto rows = static_cast<double>(std::min(before.rows, now.rows));
    const double near = 0.03 + 3 * std::min(before.spread, 2.0) / std::sqrt(rows);
    if (ratio.stray > near) {
        return std::nullopt;
    }
    const Factor* best = nullptr;
    const auto off = [&](const Factor& factor) {
        return std::abs(std::abs(ratio.log) - std::log(factor.value));
    };
    for (const auto& factor : kFactors) {
        best = best == nullptr || off(factor) < off(*best) ? &factor : best;
    }
    const bool larger = ratio.log > 0;
    const double back = larger ? 1 / best->value : best->value;
    if (off(*best) > std::min(near, 0.15) ||
        misfit(before, now, [&](double value) { return value * back; }) > bar) {
        return std::nullopt;
    }
    return UnitChange{
        .said = fmt::format("{} by a factor near {}", larger ? "larger" : "smaller", best->said),
        .back = fmt::format("{{}} {} {}", larger ? "/" : "*", best->value)};
}

std::optional<UnitChange> by_temperature(const Outline& before, const Outline& now, double bar) {
    if (misfit(before, now, [](double value) { return (value - 32) / 1.8; }) <= bar) {
        return UnitChange{.said = "what Fahrenheit is to Celsius", .back = "({} - 32) / 1.8"};
    }
    if (misfit(before, now, [](double value) { return value * 1.8 + 32; }) <= bar) {
        return UnitChange{.said = "what Celsius is to Fahrenheit", .back = "{} * 1.8 + 32"};
    }
    return std::nullopt;
}

bool can_be_compared(const Outline& outline) {
    const bool number = outline.type == engine::Type::Integer || outline.type == engine::Type::Real;
    return number && outline.rows - outline.missing >= kFewestRows &&
           outline.distinct >= kFewestDistinct && width(outline) > 0;
}

}  // namespace

std::optional<UnitChange> unit_change(const Outline& before, const Outline& now) {
    if (!can_be_compared(before) || !can_be_compared(now)) {
        return std::nullopt;
    }
    constexpr double kMoved = 0.2;
    const double bar = allowed(before, now);
    if (misfit(before, now, [](double value) { return value; }) < std::max(kMoved, 2 * bar)) {
        return std::nullopt;
    }
    if (auto found = by_factor(before, now, bar)) {
        return found;
    }
    return by_temperature(before, now, bar);
}

void find_unit_change(const Outline& before, const Outline& now, const std::string& when,
                      Issues& issues) {
    const auto change = unit_change(before, now);
    if (!change) {
        return;
    }
    const auto middle = now.quantiles.size() / 2;
    issues.push_back(
        {.code = "unit-changed",
         .severity = Severity::Error,
         .column = now.name,
         .rows = now.rows - now.missing,
         .sentence = fmt::format(
             "{} is {} against {}: median {} after {}, and with that undone the values are spread "
             "as before. It looks like another unit; whatever was learned from the old one is "
             "wrong "
             "for the new.",
             now.name, change->said, when, figure(now.quantiles[middle]),
             figure(before.quantiles[middle])),
         .fix = fmt::format("SELECT * REPLACE ({} AS {}) FROM data, for the rows in the new unit",
                            fmt::format(fmt::runtime(change->back), quoted_name(now.name)),
                            quoted_name(now.name))});
}

}  // namespace assay::data
