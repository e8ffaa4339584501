#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "validate/numbers_prepared.hpp"
#include "validate/paired.hpp"

// Deciles, the shift that saves most, and the comparison of a regression evaluation.

namespace assay::validate {
namespace {

std::vector<double> shifted(Numbers prediction, double by) {
    std::vector<double> out(prediction.begin(), prediction.end());
    for (double& each : out) {
        each += by;
    }
    return out;
}

std::string shift_sentence(const ShiftChoice& out, const std::string& currency) {
    const auto& saved = out.saved_per_month;
    return fmt::format(
        "Every prediction {} by {} would have cost least here. A shift chosen like that saves {} a "
        "month{} on rows that did not choose it{}.",
        out.best < 0 ? "lowered" : "raised", figure(std::abs(out.best)),
        money(saved.value, currency), range_words(saved),
        saved.low <= 0 && saved.high >= 0 ? ": that may be chance" : "");
}

ErrorDecile decile_of(const PreparedNumbers& prepared, ClusterMeans& means, Numbers prediction,
                      std::vector<std::uint32_t> rows, double confidence) {
    const auto predicted = [&](std::uint32_t row) { return prediction[row]; };
    const auto error = [&](std::uint32_t row) { return prediction[row] - prepared.label[row]; };
    ErrorDecile out{.from = prediction[rows.front()],
                    .to = prediction[rows.back()],
                    .rows = static_cast<std::int64_t>(rows.size())};
    out.predicted = means.mean(rows, predicted).value;
    out.observed = means.mean(rows, [&](std::uint32_t row) { return prepared.label[row]; }).value;
    out.bias = mean_estimate(means.mean(rows, error), confidence);
    out.mae = at_least_zero(mean_estimate(
        means.mean(rows, [&](std::uint32_t row) { return std::abs(error(row)); }), confidence));
    return out;
}

std::string sentence(const RegressionComparison& out, const RegressionInput& input) {
    const auto& mae = out.metrics.front();
    std::string text = fmt::format(
        "Against {}, {} {}: it misses by {} on average against {}, a difference of {}{}.",
        out.against, out.model, verb(mae, false), figure(mae.first), figure(mae.second),
        figure(mae.difference.value), range_words(mae.difference));
    if (out.metrics.back().metric == "cost_per_month") {
        const auto& cost = out.metrics.back();
        text +=
            fmt::format(" In money it {}: its errors cost {} a month {}{}.", verb(cost, false),
                        money(std::abs(cost.difference.value), input.currency),
                        cost.difference.value < 0 ? "less" : "more", range_words(cost.difference));
    }
    return text + fmt::format(" It is the closer one in {}{}.", in_100(out.closer.value),
                              range_words(out.closer, 100));
}

/// Where one of the two misses by more than the other.
std::vector<ErrorDifference> errors_by_part(const PreparedNumbers& prepared, Numbers mine,
                                            Numbers theirs, std::span<const SliceColumn> columns,
                                            double confidence) {
    ClusterMeans means(prepared.ties());
    auto out = surest_parts<ErrorDifference>(columns, [&](Rows rows) {
        const auto of = [&](const auto& value) { return means.mean(rows, value); };
        const Mean gap = of([&](std::uint32_t row) { return mine[row] - theirs[row]; });
        return PartMeasure<ErrorDifference>{
            .found = {.rows = static_cast<std::int64_t>(rows.size()),
                      .first = of([&](std::uint32_t row) { return mine[row]; }).value,
                      .second = of([&](std::uint32_t row) { return theirs[row]; }).value,
                      .difference = mean_estimate(gap, confidence)},
            .effect = gap};
    });
    for (auto& each : out) {
        each.sentence =
            fmt::format("Where {} {}, it misses by {} on average against {}{}.", each.column,
                        each.is, figure(each.first), figure(each.second),
                        sure_words(each.p_adjusted, each.difference.value < 0, confidence));
    }
    return out;
}

}  // namespace

ShiftChoice shift_choice(const RegressionInput& input, const PreparedNumbers& prepared) {
    constexpr int kBoth = 2;
    const auto& prediction = prepared.models.front().prediction;
    const auto& costs = *input.costs;
    const double scale = input.decisions_per_month;
    const std::array<double, 2> chosen{best_shift(prepared, prediction, costs, 0),
                                       best_shift(prepared, prediction, costs, 1)};
    std::vector<double> fitted(prediction);
    for (std::size_t row = 0; row < fitted.size(); ++row) {
        fitted[row] += chosen[prepared.half[row] == 0 ? 1 : 0];
    }
    const auto now = cost_of(prepared, prediction, costs);
    ShiftChoice out{.best = best_shift(prepared, prediction, costs, kBoth)};
    out.saved_per_month = estimate(prepared, difference(now, cost_of(prepared, fitted, costs)),
                                   input.confidence, scale);
    out.seen_saved_per_month =
        (now.value - cost_of(prepared, shifted(prediction, out.best), costs).value) * scale;
    out.sentence = shift_sentence(out, input.currency);
    return out;
}

std::vector<ErrorDecile> deciles_of(const RegressionInput& input, const PreparedNumbers& prepared) {
    constexpr std::size_t kParts = 10;
    const auto& prediction = prepared.models.front().prediction;
    std::vector<std::uint32_t> order(prepared.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return prediction[a] != prediction[b] ? prediction[a] < prediction[b] : a < b;
    });
    ClusterMeans means(prepared.ties());
    std::vector<ErrorDecile> out;
    for (std::size_t from = 0, part = 1; from < order.size() && part <= kParts; ++part) {
        std::size_t to = std::max(from, part * order.size() / kParts);
        // Equal predictions stay together.
        while (to > from && to < order.size() &&
               prediction[order[to]] == prediction[order[to - 1]]) {
            ++to;
        }
        if (to > from) {
            out.push_back(decile_of(
                prepared, means, prediction,
                std::vector<std::uint32_t>(order.begin() + static_cast<std::ptrdiff_t>(from),
                                           order.begin() + static_cast<std::ptrdiff_t>(to)),
                input.confidence));
        }
        from = to;
    }
    return out;
}

RegressionComparison compare(const RegressionInput& input, const PreparedNumbers& prepared,
                             std::span<const SliceColumn> columns) {
    const auto& first = prepared.models[0];
    const auto& second = prepared.models[1];
    RegressionComparison out{.model = first.label, .against = second.label};
    const auto add = [&](std::string name, const Statistic& a, const Statistic& b,
                         double scale = 1) {
        out.metrics.push_back(
            as_difference(std::move(name), prepared, a, b, input.confidence, scale));
    };
    add("mae", mae_of(prepared, first.prediction), mae_of(prepared, second.prediction));
    add("rmse", rmse_of(prepared, first.prediction), rmse_of(prepared, second.prediction));
    add("r2", r2_of(prepared, first.prediction), r2_of(prepared, second.prediction));
    for (const auto& mine : first.quantiles) {
        for (const auto& theirs : second.quantiles) {
            if (mine.level == theirs.level) {
                add("pinball:" + fmt::format("{}", mine.level), pinball_of(prepared, mine),
                    pinball_of(prepared, theirs));
            }
        }
    }
    if (input.costs) {
        add("cost_per_month", cost_of(prepared, first.prediction, *input.costs),
            cost_of(prepared, second.prediction, *input.costs), input.decisions_per_month);
    }
    const auto mine = absolute(errors_of(prepared, first.prediction));
    const auto theirs = absolute(errors_of(prepared, second.prediction));
    std::vector<double> closer(mine.size());
    for (std::size_t row = 0; row < mine.size(); ++row) {
        closer[row] = mine[row] < theirs[row] ? 1 : mine[row] == theirs[row] ? 0.5 : 0;
    }
    out.closer = rate_estimate(robust(prepared, mean_of(prepared, closer)), input.confidence);
    out.by_slice = errors_by_part(prepared, mine, theirs, columns, input.confidence);
    out.sentence = sentence(out, input);
    out.note = "every difference is paired on the same rows";
    if (!prepared.independent()) {
        out.note += " and robust to clusters";
    }
    return out;
}

}  // namespace assay::validate
