#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "validate/cuts.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

/// The rows of a part, as an evaluation of their own.
Prepared part_of(const Prepared& prepared, const std::vector<std::size_t>& rows) {
    Prepared out;
    std::vector<std::int32_t> numbers(static_cast<std::size_t>(prepared.clusters), -1);
    for (const auto row : rows) {
        out.rows.push_back(prepared.rows[row]);
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
        return loss_estimate(
            part, metric == "brier" ? brier_of(part, score) : log_loss_of(part, score), confidence);
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
    const std::string which =
        fmt::format("{} ({}): ", capitalised(scenario.name), counted(scenario.rows, "row"));
    if (std::isnan(scenario.value.value)) {
        return which + scenario.value.method + ".";
    }
    return fmt::format("{}{}: {} is {}{}, asked: at {} {}.", which, scenario.outcome,
                       metric_words(scenario.metric), figure(scenario.value.value),
                       range_words(scenario.value), scenario.at_least ? "least" : "most",
                       figure(scenario.bar));
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

namespace {

/// What a person did, one entry an evaluated row.
struct Person {
    std::vector<double> decided, decides;  // 0 or 1; whether there is a decision
    std::vector<double> seconds, timed;
    std::int64_t rows = 0;
};

Person person_of(const HumanInput& human, const Prepared& prepared) {
    const std::vector<double> none(prepared.size(), 0.0);
    Person out{.decided = none, .decides = none, .seconds = none, .timed = none};
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        const auto at = static_cast<std::size_t>(prepared.rows[row]);
        if (std::isnan(human.decision[at])) {
            continue;
        }
        out.decides[row] = 1;
        out.decided[row] = human.decision[at] > 0 ? 1 : 0;
        ++out.rows;
        if (!human.seconds.empty() && std::isfinite(human.seconds[at])) {
            out.timed[row] = 1;
            out.seconds[row] = human.seconds[at];
        }
    }
    return out;
}

/// Share of decisions that are right; of an act in part, as much as is expected.
Statistic right_of(const Prepared& prepared, std::span<const double> act,
                   std::span<const double> member) {
    std::vector<double> values(prepared.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        values[row] = prepared.label[row] != 0 ? act[row] : 1 - act[row];
    }
    return mean_of(prepared, values, member);
}

std::string human_sentence(const Human& human, const std::string& model) {
    const auto& gap = human.difference;
    std::string out =
        fmt::format("On {} that a person decided too, {} is right in {}{}, the person in {}{}: {}.",
                    counted(human.rows, "row"), model, in_100(human.model_accuracy.value),
                    range_words(human.model_accuracy, 100), in_100(human.accuracy.value),
                    range_words(human.accuracy, 100),
                    gap.low > 0    ? "the model is better"
                    : gap.high < 0 ? "the person is better"
                                   : "the difference may be chance");
    if (std::isfinite(human.seconds.value)) {
        out += fmt::format(" A decision takes the person {} seconds{}.",
                           figure(human.seconds.value), range_words(human.seconds));
    }
    return out;
}

}  // namespace

Human against_human(const EvaluationInput& input, const Prepared& prepared,
                    const PreparedModel& model, std::span<const double> act) {
    const Person person = person_of(*input.human, prepared);
    std::vector<double> more(prepared.size());
    for (std::size_t row = 0; row < more.size(); ++row) {
        more[row] = (act[row] - person.decided[row]) * prepared.gain[row];
    }
    const double confidence = input.confidence;
    const auto of_human = right_of(prepared, person.decided, person.decides);
    const auto of_model = right_of(prepared, act, person.decides);
    Human out{.name = input.human->name, .rows = person.rows};
    out.accuracy = rate_estimate(robust(prepared, of_human), confidence);
    out.model_accuracy = rate_estimate(robust(prepared, of_model), confidence);
    out.difference = estimate(prepared, difference(of_model, of_human), confidence);
    out.value_per_month = estimate(prepared, mean_of(prepared, more, person.decides), confidence,
                                   input.decisions_per_month);
    out.seconds =
        input.human->seconds.empty()
            ? untold("no seconds given", confidence)
            : estimate(prepared, mean_of(prepared, person.seconds, person.timed), confidence);
    out.decisions = decision_test(prepared, act, person.decided, person.decides);
    out.sentence = human_sentence(out, model.label);
    if (std::ranges::any_of(act, [](double each) { return each > 0 && each < 1; })) {
        out.sentence += " McNemar's test is of the decisions before the capacity.";
    }
    return out;
}

}  // namespace assay::validate
