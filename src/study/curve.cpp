#include "study/curve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "study/parallel.hpp"

namespace assay::study {
namespace {

constexpr std::size_t kSmall = 5000;    // below, fits are cheap and noise is large
constexpr double kLeastPositives = 10;  // of the rarer class at the smallest size
constexpr double kLeastRows = 60;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Parts whose test rows judge the curve: spread over seeds without time, the newest with time.
std::vector<std::size_t> judging_parts(const Splits& splits, bool by_time) {
    const auto count = splits.parts.size();
    const bool small = splits.train_rows < static_cast<double>(kSmall);
    std::vector<std::size_t> out;
    if (by_time) {
        const std::size_t take = std::min<std::size_t>(count, small ? 4 : 3);
        for (std::size_t i = count - take; i < count; ++i) {
            out.push_back(i);
        }
        return out;
    }
    if (small) {
        for (std::size_t i = 0; i < std::min<std::size_t>(count, 5); ++i) {
            out.push_back(i);
        }
        return out;
    }
    return {0, count - 1};
}

double value_of_part(const Problem& problem, const std::vector<std::int32_t>& rows,
                     const PartDecision& decision, const Gains& gains) {
    double value = 0;
    double weight = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = at(rows[i]);
        const double gain = problem.label[row] == 1 ? gains.positive(row) : gains.negative(row);
        value += problem.weight[row] * static_cast<double>(decision.act[i]) * gain;
        weight += problem.weight[row];
    }
    return weight > 0 ? value / weight : 0;
}

struct Judged {
    double money = 0;
    double metric = 0;
    double rows = 0;
};

Judged judge_scores(const Problem& problem, const Part& part, const PartScores& scores,
                    const CurveRequest& request, const Gains& gains, double rows) {
    const auto decision =
        decide(scores, part.test, gains, request.economics.capacity_share, Scores::Calibrated);
    PartTruth truth;
    for (const auto row : part.test) {
        truth.label.push_back(problem.label[at(row)]);
        truth.weight.push_back(problem.weight[at(row)]);
    }
    return {.money = value_of_part(problem, part.test, decision, gains),
            .metric = metric_value(request.metric, scores.probability, truth, request.share_at_k,
                                   truth.weight),
            .rows = rows};
}

/// Shares of the largest size, rising: halvings that still hold enough of both classes, or smaller
/// steps where halving leaves fewer than the four sizes that a curve needs.
std::vector<double> shares(const Problem& problem, const Part& part) {
    std::int64_t positives = 0;
    for (const auto row : part.train) {
        positives += problem.label[at(row)] == 1 ? 1 : 0;
    }
    const auto rows = static_cast<std::int64_t>(part.train.size());
    const auto rarer = static_cast<double>(std::min(positives, rows - positives));
    const double least = std::max(kLeastPositives / rarer, kLeastRows / static_cast<double>(rows));
    const auto steps = [&](double ratio) {
        const std::size_t most = part.train.size() < kSmall ? 5 : 4;
        std::vector<double> out;
        for (double share = ratio; share >= least && out.size() < most; share *= ratio) {
            out.push_back(share);
        }
        std::ranges::reverse(out);
        return out;
    };
    constexpr std::size_t kLeastSmaller = 3;
    constexpr double kHalf = 0.5;
    constexpr double kSmallStep = 0.7;
    const auto halved = steps(kHalf);
    return halved.size() >= kLeastSmaller ? halved : steps(kSmallStep);
}

}  // namespace

Result<MeasuredCurve> measure_curve(const Problem& problem, const model::Features& features,
                                    const Splits& splits, const OptionScores& chosen,
                                    const CurveRequest& request, const Progress& progress) {
    const auto judging = judging_parts(splits, problem.by_time());
    const auto gains = problem.gains(request.economics.prices);
    std::vector<double> fractions;
    for (std::size_t i = 0; i < judging.size(); ++i) {
        const auto own = shares(problem, splits.parts[judging[i]]);
        if (i == 0 || own.size() < fractions.size()) {
            fractions = own;
        }
    }
    std::vector<Judged> judged(judging.size() * fractions.size());
    std::atomic<std::size_t> done{0};
    TRY(in_parallel(judged.size(), request.threads, [&](std::size_t job) -> Result<> {
        const auto repeat = job % judging.size();
        const auto& part = splits.parts[judging[repeat]];
        const double share = fractions[job / judging.size()];
        const auto wanted =
            static_cast<std::size_t>(share * static_cast<double>(part.train.size()) + 0.5);
        const auto seed = request.seed * 7919 + repeat;
        const auto train = subset(problem, part.train, wanted, seed);
        const auto scores =
            TRY(fit_part(problem, features, request.kind, train, part.test, seed, progress));
        judged[job] =
            judge_scores(problem, part, scores, request, gains, static_cast<double>(train.size()));
        const auto so_far = done.fetch_add(1) + 1;
        progress.say(fmt::format("learning curve, {} of {}", so_far, judged.size()),
                     static_cast<double>(so_far) / static_cast<double>(judged.size()));
        return {};
    }));
    MeasuredCurve curve;
    const auto add = [&](const std::vector<Judged>& repeats) {
        double rows = 0;
        auto& money = curve.money.emplace_back();
        auto& metric = curve.metric.emplace_back();
        for (const auto& each : repeats) {
            rows += each.rows / static_cast<double>(repeats.size());
            money.push_back(each.money);
            metric.push_back(each.metric);
        }
        curve.rows.push_back(std::round(rows));
    };
    const auto repeats = static_cast<std::ptrdiff_t>(judging.size());
    for (std::size_t s = 0; s < fractions.size(); ++s) {
        const auto from = judged.begin() + static_cast<std::ptrdiff_t>(s) * repeats;
        add(std::vector<Judged>(from, from + repeats));
    }
    std::vector<Judged> largest;
    for (const auto p : judging) {
        const auto& part = splits.parts[p];
        largest.push_back(judge_scores(problem, part, chosen.parts[p], request, gains,
                                       static_cast<double>(part.train.size())));
    }
    add(largest);
    return curve;
}

std::vector<stats::CurvePoint> curve_points(const std::vector<double>& rows,
                                            const std::vector<std::vector<double>>& values) {
    std::vector<stats::CurvePoint> out;
    if (values.empty()) {
        return out;
    }
    const auto sizes = values.size();
    const auto repeats = values.front().size();
    std::vector<double> size_mean(sizes, 0.0);
    std::vector<double> repeat_mean(repeats, 0.0);
    double all = 0;
    for (std::size_t s = 0; s < sizes; ++s) {
        for (std::size_t r = 0; r < repeats; ++r) {
            size_mean[s] += values[s][r] / static_cast<double>(repeats);
            repeat_mean[r] += values[s][r] / static_cast<double>(sizes);
            all += values[s][r] / static_cast<double>(sizes * repeats);
        }
    }
    double residual = 0;
    for (std::size_t s = 0; s < sizes; ++s) {
        for (std::size_t r = 0; r < repeats; ++r) {
            const double each = values[s][r] - size_mean[s] - repeat_mean[r] + all;
            residual += each * each;
        }
    }
    const auto degrees = static_cast<double>((sizes - 1) * (repeats - 1));
    const double variance = degrees > 0 ? residual / degrees / static_cast<double>(repeats) : 0.0;
    for (std::size_t s = 0; s < sizes; ++s) {
        out.push_back({.rows = rows[s], .values = values[s], .noise_variance = variance});
    }
    return out;
}

Shift shift_to(const std::vector<double>& rows, const std::vector<std::vector<double>>& values,
               const Splits& splits, const Tested& tested, double rows_now) {
    // Only sizes of the parts' own order count: what happens at a sixteenth tells little.
    double smallest = rows_now;
    double mean_log = 0;
    double tested_rows = 0;
    for (std::size_t p = 0; p < splits.parts.size(); ++p) {
        const auto size = static_cast<double>(splits.parts[p].train.size());
        const auto weight = static_cast<double>(tested.parts[p].size());
        smallest = std::min(smallest, size);
        mean_log += weight * std::log2(size);
        tested_rows += weight;
    }
    const double distance = std::log2(rows_now) - mean_log / tested_rows;
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t s = 0; s < rows.size(); ++s) {
        if (rows[s] < smallest / 2) {
            continue;
        }
        double mean = 0;
        for (const double each : values[s]) {
            mean += each / static_cast<double>(values[s].size());
        }
        x.push_back(std::log2(rows[s]));
        y.push_back(mean);
    }
    if (x.size() < 2 || !(distance > 0)) {
        return {};
    }
    const auto n = static_cast<double>(x.size());
    double mx = 0;
    double my = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        mx += x[i] / n;
        my += y[i] / n;
    }
    double sxx = 0;
    double sxy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sxx += (x[i] - mx) * (x[i] - mx);
        sxy += (x[i] - mx) * (y[i] - my);
    }
    if (!(sxx > 0)) {
        return {};
    }
    const double gain = sxy / sxx * distance;
    const double variance =
        curve_points(rows, values).front().noise_variance / sxx * distance * distance;
    // A slope that noise explains is not a gain: shrunk by its own signal (James & Stein 1961).
    const double kept = gain != 0 ? std::max(0.0, 1 - variance / (gain * gain)) : 0;
    return {.gain = kept * gain, .variance = variance};
}

}  // namespace assay::study
