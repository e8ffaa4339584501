#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/cuts.hpp"

namespace assay::validate {
namespace {

/// The rows of a part, as an evaluation of their own.
Prepared part_of(const Prepared& prepared, const std::vector<std::size_t>& rows) {
    Prepared out;
    std::vector<std::int32_t> numbers(static_cast<std::size_t>(prepared.clusters), -1);
    for (const auto row : rows) {
        out.label.push_back(prepared.label[row]);
        out.gain.push_back(prepared.gain[row]);
        if (!prepared.weight.empty()) {
            out.weight.push_back(prepared.weight[row]);
        }
        auto& number = numbers[static_cast<std::size_t>(prepared.cluster[row])];
        number = number < 0 ? out.clusters++ : number;
        out.cluster.push_back(number);
    }
    return out;
}

std::vector<double> picked(std::span<const double> values, const std::vector<std::size_t>& rows) {
    std::vector<double> out;
    for (const auto row : rows) {
        out.push_back(values.empty() ? std::nan("") : values[row]);
    }
    return out;
}

stats::Estimate untold(const char* why, double confidence) {
    return {.confidence = confidence, .method = std::string("cannot tell: ") + why};
}

stats::Estimate ranking_metric(const std::string& metric, const Prepared& part,
                               const std::vector<double>& score, double confidence) {
    const auto positives = std::ranges::count(part.label, 1);
    if (std::isnan(score.front())) {
        return untold("no score", confidence);
    }
    if (positives == 0 || positives == std::ssize(part.label)) {
        return untold("one class alone", confidence);
    }
    return metric == "auc" ? auc_estimate(part, score, confidence)
                           : share_estimate(part, average_precision_of(part, score), confidence);
}

stats::Estimate metric_of(const ScenarioInput& scenario, const Prepared& part,
                          const PreparedModel& model, const std::vector<double>& score,
                          const std::vector<double>& act, double confidence) {
    const std::string& metric = scenario.metric;
    if (metric == "auc" || metric == "average_precision") {
        return ranking_metric(metric, part, score, confidence);
    }
    if (metric == "brier" || metric == "log_loss") {
        if (model.kind != Kind::Probability) {
            return untold("no probabilities", confidence);
        }
        return estimate(part, metric == "brier" ? brier_of(part, score) : log_loss_of(part, score),
                        confidence);
    }
    if (metric == "value_per_1000") {
        return estimate(part, value_of(part, act), confidence, 1000);
    }
    const auto rates = act_rates(part.decisions({}, act), confidence);
    return metric == "precision" ? rates.precision : rates.recall;
}

std::string outcome_of(const Scenario& scenario) {
    const auto& value = scenario.value;
    if (std::isnan(value.low)) {
        return "cannot tell";
    }
    if (scenario.at_least) {
        return value.low >= scenario.bar   ? "pass"
               : value.high < scenario.bar ? "fail"
                                           : "cannot tell";
    }
    return value.high <= scenario.bar ? "pass" : value.low > scenario.bar ? "fail" : "cannot tell";
}

std::string sentence(const Scenario& scenario) {
    const std::string told =
        std::isnan(scenario.value.value)
            ? scenario.value.method
            : fmt::format("{} is {}{}, asked: at {} {}", scenario.metric,
                          figure(scenario.value.value), range_words(scenario.value),
                          scenario.at_least ? "least" : "most", figure(scenario.bar));
    return fmt::format("{} ({}): {}: {}.", capitalised(scenario.name),
                       counted(scenario.rows, "row"), scenario.outcome, told);
}

}  // namespace

std::vector<Scenario> run_scenarios(const EvaluationInput& input, const Prepared& prepared,
                                    const PreparedModel& model, std::span<const double> act) {
    std::vector<Scenario> out;
    for (const auto& each : input.scenarios) {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < prepared.size(); ++row) {
            if (each.member[static_cast<std::size_t>(prepared.rows[row])] > 0) {
                rows.push_back(row);
            }
        }
        Scenario found{.name = each.name,
                       .sql = each.sql,
                       .metric = each.metric,
                       .rows = std::ssize(rows),
                       .bar = each.bar,
                       .at_least = each.at_least};
        found.value = rows.empty() ? untold("no rows", input.confidence)
                                   : metric_of(each, part_of(prepared, rows), model,
                                               picked(model.score, rows), picked(act, rows),
                                               input.confidence);
        found.outcome = outcome_of(found);
        found.sentence = sentence(found);
        out.push_back(std::move(found));
    }
    return out;
}

Human against_human(const EvaluationInput& input, const Prepared& prepared,
                    const PreparedModel& model, std::span<const double> act) {
    const HumanInput& human = *input.human;
    const std::size_t rows = prepared.size();
    std::vector<double> decided(rows, 0.0);
    std::vector<double> both(rows, 0.0);
    std::vector<double> timed(rows, 0.0);
    std::vector<double> seconds(rows, 0.0);
    Human out{.name = human.name};
    for (std::size_t row = 0; row < rows; ++row) {
        const auto at = static_cast<std::size_t>(prepared.rows[row]);
        if (std::isnan(human.decision[at])) {
            continue;
        }
        both[row] = 1;
        decided[row] = human.decision[at] > 0 ? 1 : 0;
        ++out.rows;
        if (!human.seconds.empty() && std::isfinite(human.seconds[at])) {
            timed[row] = 1;
            seconds[row] = human.seconds[at];
        }
    }
    const auto right = [&](std::span<const double> by) {
        std::vector<double> values(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            values[row] = (by[row] > 0.5) == (prepared.label[row] != 0) ? 1 : 0;
        }
        return mean_of(prepared, values, both);
    };
    std::vector<double> more(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        more[row] = (act[row] - decided[row]) * prepared.gain[row];
    }
    const double confidence = input.confidence;
    const auto of_human = right(decided);
    const auto of_model = right(act);
    out.accuracy = rate_estimate(robust(prepared, of_human), confidence);
    out.model_accuracy = rate_estimate(robust(prepared, of_model), confidence);
    out.difference = estimate(prepared, difference(of_model, of_human), confidence);
    out.value_per_month =
        estimate(prepared, mean_of(prepared, more, both), confidence, input.decisions_per_month);
    out.seconds = human.seconds.empty()
                      ? untold("no seconds given", confidence)
                      : estimate(prepared, mean_of(prepared, seconds, timed), confidence);
    out.decisions = decision_test(prepared, act, decided, both);
    const auto& gap = out.difference;
    out.sentence =
        fmt::format("On {} that a person decided too, {} is right in {}{}, the person in {}{}: {}.",
                    counted(out.rows, "row"), model.label, in_100(out.model_accuracy.value),
                    range_words(out.model_accuracy, 100), in_100(out.accuracy.value),
                    range_words(out.accuracy, 100),
                    gap.low > 0    ? "the model is better"
                    : gap.high < 0 ? "the person is better"
                                   : "the difference may be chance");
    if (std::isfinite(out.seconds.value)) {
        out.sentence += fmt::format(" A decision takes the person {} seconds{}.",
                                    figure(out.seconds.value), range_words(out.seconds));
    }
    return out;
}

}  // namespace assay::validate
