#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "stats/ranking.hpp"
#include "validate/cuts.hpp"

// One metric of the judged model beside what is reached without it: a constant guess, or the named
// options. Smooth metrics by influence; cuts of the curve by a bootstrap of clusters.

namespace assay::validate {
namespace {

bool lower_is_better(const std::string& metric) {
    return metric == "brier" || metric == "log_loss";
}

bool needs_probability(const std::string& metric) {
    return lower_is_better(metric);
}

bool is_smooth(const std::string& metric) {
    return metric == "auc" || metric == "average_precision" || lower_is_better(metric);
}

Statistic smooth(const std::string& metric, const Prepared& prepared,
                 std::span<const double> score) {
    return metric == "auc"                 ? auc_of(prepared, score)
           : metric == "average_precision" ? average_precision_of(prepared, score)
           : metric == "brier"             ? brier_of(prepared, score)
                                           : log_loss_of(prepared, score);
}

double cut_metric(const std::string& metric, double parameter, const stats::RankedScores& ranked,
                  std::span<const double> weights) {
    if (metric == "recall_at_precision") {
        return ranked.recall_at_precision(parameter, weights);
    }
    if (metric == "precision_at_recall") {
        return ranked.precision_at_recall(parameter, weights);
    }
    if (metric == "recall_at_fpr") {
        return ranked.recall_at_fpr(parameter, weights);
    }
    double mass = 0;
    for (const double each : weights) {
        mass += each;
    }
    return ranked.precision_at_k(std::llround(std::max(1.0, parameter * mass)), weights);
}

/// What a candidate baseline scores.
struct Candidate {
    std::string words;
    std::vector<double> score;
    double value = 0;
};

std::vector<Candidate> candidates_of(const std::string& metric, const Prepared& prepared,
                                     bool against_second) {
    double rate = 0;
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        rate += prepared.weight_of(row) * prepared.label[row];
    }
    rate /= static_cast<double>(prepared.size());
    std::vector<Candidate> out{{.words = "a constant guess at the class rate",
                                .score = std::vector<double>(prepared.size(), rate)}};
    for (std::size_t i = against_second ? 2 : 1; i < prepared.models.size(); ++i) {
        const auto& model = prepared.models[i];
        if (!needs_probability(metric) || model.kind == Kind::Probability) {
            out.push_back({.words = model.label, .score = model.order()});
        }
    }
    return out;
}

double sign_of(const std::string& metric) {
    return lower_is_better(metric) ? -1 : 1;
}

const Candidate& best_of(std::vector<Candidate>& candidates, const std::string& metric,
                         const Prepared& prepared, double parameter) {
    const std::vector<double> ones(prepared.size(), 1.0);
    const auto& weights = prepared.weight.empty() ? ones : prepared.weight;
    for (auto& each : candidates) {
        each.value = is_smooth(metric)
                         ? smooth(metric, prepared, each.score).value
                         : cut_metric(metric, parameter,
                                      stats::RankedScores(each.score, prepared.label), weights);
    }
    return *std::ranges::max_element(
        candidates, {}, [&](const Candidate& each) { return sign_of(metric) * each.value; });
}

stats::Estimate percentiles(double value, std::vector<double> drawn, double confidence) {
    std::erase_if(drawn, [](double each) { return std::isnan(each); });
    if (drawn.size() < 2) {
        return {.value = value, .confidence = confidence, .method = "cannot tell: too few rows"};
    }
    std::ranges::sort(drawn);
    const auto at = [&](double level) {
        return drawn[static_cast<std::size_t>(
            std::lround(level * static_cast<double>(drawn.size() - 1)))];
    };
    return {.value = value,
            .low = at((1 - confidence) / 2),
            .high = at((1 + confidence) / 2),
            .low_50 = at(0.25),
            .high_50 = at(0.75),
            .confidence = confidence,
            .method = "bootstrap of clusters, percentiles"};
}

Measured measure_smooth(const std::string& metric, const Prepared& prepared,
                        const Candidate& baseline, double confidence) {
    const auto& score = prepared.models[0].order();
    const auto model = smooth(metric, prepared, score);
    auto gap = difference(model, smooth(metric, prepared, baseline.score));
    if (lower_is_better(metric)) {
        gap.value = -gap.value;
    }
    Measured out{.baseline = baseline.words, .baseline_value = baseline.value};
    out.value = metric == "auc"           ? auc_estimate(prepared, score, confidence)
                : lower_is_better(metric) ? loss_estimate(prepared, model, confidence)
                                          : share_estimate(prepared, model, confidence);
    out.gap = estimate(prepared, gap, confidence);
    return out;
}

Measured measure_cut(const std::string& metric, double parameter, const Prepared& prepared,
                     const Candidate& baseline, double confidence, std::uint64_t seed) {
    const stats::RankedScores ranked(prepared.models[0].order(), prepared.label);
    const stats::RankedScores other(baseline.score, prepared.label);
    constexpr std::size_t kMostWork = 200'000'000;
    const auto replicates = std::clamp<std::size_t>(kMostWork / prepared.size(), 200, 2000);
    std::vector<double> values;
    std::vector<double> gaps;
    std::vector<double> weights(prepared.size());
    std::vector<int> times(static_cast<std::size_t>(prepared.clusters));
    for (std::size_t b = 0; b < replicates; ++b) {
        Random random(seed, "claim", b);
        std::ranges::generate(times, [&] { return random.poisson_one(); });
        for (std::size_t row = 0; row < weights.size(); ++row) {
            weights[row] =
                prepared.weight_of(row) * times[static_cast<std::size_t>(prepared.cluster[row])];
        }
        values.push_back(cut_metric(metric, parameter, ranked, weights));
        gaps.push_back(values.back() - cut_metric(metric, parameter, other, weights));
    }
    std::ranges::transform(weights, weights.begin(), [](double) { return 1.0; });
    const double value =
        cut_metric(metric, parameter, ranked, prepared.weight.empty() ? weights : prepared.weight);
    return {.value = percentiles(value, std::move(values), confidence),
            .baseline = baseline.words,
            .baseline_value = baseline.value,
            .gap = percentiles(value - baseline.value, std::move(gaps), confidence)};
}

Measured measure_money(const EvaluationInput& input, const Prepared& prepared, double confidence) {
    const auto value = value_of(prepared, acting(input, prepared, prepared.models[0]).act);
    std::vector<double> best(prepared.size(), 0.0);
    std::string words = "doing nothing";
    const auto consider = [&](const std::vector<double>& act, const std::string& name) {
        if (value_of(prepared, act).value > value_of(prepared, best).value) {
            best = act;
            words = name;
        }
    };
    consider(std::vector<double>(prepared.size(), input.capacity_share),
             input.capacity_share >= 1 ? "acting on all" : "acting on any that fit the capacity");
    for (std::size_t i = input.against_second ? 2 : 1; i < prepared.models.size(); ++i) {
        consider(acting(input, prepared, prepared.models[i]).act, prepared.models[i].label);
    }
    const auto other = value_of(prepared, best);
    const double scale = input.decisions_per_month;
    return {.value = estimate(prepared, value, confidence, scale),
            .baseline = words,
            .baseline_value = other.value * scale,
            .gap = estimate(prepared, difference(value, other), confidence, scale)};
}

}  // namespace

Result<Measured> measure(const EvaluationInput& input, const std::string& metric, double parameter,
                         double confidence) {
    std::vector<Finding> ignored;
    const Prepared prepared = TRY(prepare(input, ignored));
    if (metric == "value_per_month") {
        return measure_money(input, prepared, confidence);
    }
    if (needs_probability(metric) && prepared.models[0].kind != Kind::Probability) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} is asked of {}, which gives no probabilities", metric,
                                prepared.models[0].label),
                    "give calibrated probabilities in [0, 1], or claim an AUC");
    }
    auto candidates = candidates_of(metric, prepared, input.against_second);
    const Candidate& baseline = best_of(candidates, metric, prepared, parameter);
    return is_smooth(metric)
               ? measure_smooth(metric, prepared, baseline, confidence)
               : measure_cut(metric, parameter, prepared, baseline, confidence, input.seed);
}

}  // namespace assay::validate
