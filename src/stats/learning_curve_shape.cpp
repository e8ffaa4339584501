#include "stats/learning_curve_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace assay::stats {
namespace {

constexpr double kFall = 2.5;
constexpr double kSteeper = 1.64;
constexpr double kSteeperRatio = 1.25;

std::string rows_text(double rows) {
    return count(std::llround(rows));
}

std::optional<Refusal> refuse_fall(const CurveData& data) {
    for (std::size_t at = 1; at < data.rows.size(); ++at) {
        const double fall = data.score[at - 1] - data.score[at];
        const double error = std::sqrt(data.total_variance[at - 1] + data.total_variance[at]);
        const double rounding = 1e-9 * std::abs(data.score[at]);
        if (fall > kFall * error + rounding) {
            return Refusal{.sentence = fmt::format(
                               "The score got worse between {} and {} rows, by more than its noise "
                               "explains; how it goes on cannot be told.",
                               rows_text(data.rows[at - 1]), rows_text(data.rows[at]))};
        }
    }
    return std::nullopt;
}

/// Linear between the sizes, over the logarithm of rows.
double between(const CurveData& data, std::span<const double> values, double log_rows) {
    std::size_t at = 1;
    while (at + 1 < data.rows.size() && std::log2(data.rows[at]) < log_rows) {
        ++at;
    }
    const double low = std::log2(data.rows[at - 1]);
    const double share = (log_rows - low) / (std::log2(data.rows[at]) - low);
    return values[at - 1] + share * (values[at] - values[at - 1]);
}

std::optional<Refusal> refuse_steepening(const CurveData& data) {
    const double last = std::log2(data.rows.back());
    const double step = std::min(1.0, (last - std::log2(data.rows.front())) / 2);
    const auto score = [&](double back) { return between(data, data.score, last - back * step); };
    const auto noise = [&](double back) {
        return between(data, data.own_variance, last - back * step);
    };
    const double now = score(0) - score(1);
    const double before = score(1) - score(2);
    const double error = std::sqrt(noise(0) + 4 * noise(1) + noise(2));
    const double rounding = 1e-9 * std::abs(score(0));
    if (now - before <= kSteeper * error + rounding ||
        now <= kSteeperRatio * std::max(before, 0.0)) {
        return std::nullopt;
    }
    return Refusal{.sentence = fmt::format(
                       "Each doubling of the rows still brings more than the one before (up to {} "
                       "rows), so where the curve levels off cannot be told yet; more rows will "
                       "show.",
                       rows_text(data.rows.back())),
                   .steepening = true};
}

std::optional<Refusal> refuse_dip(const CurveData& data) {
    for (std::size_t at = 1; at < data.rows.size(); ++at) {
        for (std::size_t earlier = 0; earlier < at && data.score[at] < 0; ++earlier) {
            const double fall = data.score[earlier] - data.score[at];
            if (fall > std::sqrt(data.total_variance[earlier] + data.total_variance[at])) {
                return Refusal{
                    .sentence = fmt::format(
                        "At {} rows the value lies below zero and below that of {} rows; a curve "
                        "that loses money before it earns cannot be carried on.",
                        rows_text(data.rows[at]), rows_text(data.rows[earlier]))};
            }
        }
    }
    return std::nullopt;
}

bool readable(const CurvePoint& point, std::size_t values) {
    return std::isfinite(point.rows) && point.rows >= 1 && point.values.size() == values &&
           values > 0 && std::isfinite(point.noise_variance) && point.noise_variance >= 0 &&
           std::ranges::all_of(point.values, [](double value) { return std::isfinite(value); });
}

}  // namespace

std::optional<Refusal> refuse_points(std::span<const CurvePoint> points) {
    std::vector<double> rows;
    for (const CurvePoint& point : points) {
        if (!readable(point, points.front().values.size())) {
            return Refusal{.sentence = fmt::format("The score at {} rows is incomplete, so no "
                                                   "learning curve can be drawn.",
                                                   rows_text(point.rows))};
        }
        rows.push_back(point.rows);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.size() < 4 || rows.size() < points.size()) {
        return Refusal{.sentence = fmt::format(
                           "A learning curve needs at least four different sizes; there {} {}.",
                           rows.size() == 1 ? "is" : "are", rows.size())};
    }
    return std::nullopt;
}

std::optional<Refusal> refuse_shape(const CurveData& data, CurveKind kind) {
    if (kind == CurveKind::Money) {
        if (auto dip = refuse_dip(data)) {
            return dip;
        }
    }
    if (auto fall = refuse_fall(data)) {
        return fall;
    }
    return refuse_steepening(data);
}

}  // namespace assay::stats
