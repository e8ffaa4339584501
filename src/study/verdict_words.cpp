#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/assemble.hpp"
#include "validate/validate.hpp"

namespace assay::study {
namespace {

std::string a_month(double value, const Document& document) {
    return money(value, document.currency) + " a month";
}

const Option& option_named(const Document& document, const std::string& name) {
    return *std::ranges::find(document.options, name, &Option::name);
}

std::string best_simple_name(const Facts& facts) {
    return facts.measured.options[facts.outcome.best_simple].name;
}

/// Labels still to be had at the multiple that pays best.
double labels_wanted(const Facts& facts) {
    const auto m = facts.outcome.collect_at.value_or(0);
    return facts.worlds.worlds.rows_to_label[m];
}

std::string simple_headline(const Facts& facts) {
    const auto name = best_simple_name(facts);
    if (name == "everything") {
        return "Act on all: no model is needed.";
    }
    if (name == "nothing") {
        return "Keep to what is simple: no model pays.";
    }
    return capitalised(option_words(name)) + " suffices: no model is needed.";
}

std::string headline(const Facts& facts, const Document& document) {
    const auto& verdict = document.verdict;
    switch (verdict.name) {
        case VerdictName::Build:
            return fmt::format("Build it. {} should earn about {} more than {}.",
                               capitalised(option_words(verdict.money.option)),
                               a_month(verdict.money.per_month.value, document),
                               option_words(verdict.money.against));
        case VerdictName::RuleSuffices:
            return simple_headline(facts);
        case VerdictName::Collect:
            return fmt::format("Collect more labels first: about {} more rows.",
                               count(std::llround(labels_wanted(facts))));
        case VerdictName::Dont:
            return "Do not build it. Nothing earns more than doing nothing.";
        case VerdictName::Undecided:
            return facts.measured.can_decide
                       ? fmt::format("We cannot tell yet. {}.",
                                     capitalised(likeliest_words(verdict.probability)))
                       : std::string("We cannot tell: the history is too short.");
    }
    return {};
}

std::string undecided_sentence(const Facts& facts, const Document& document) {
    const auto& verdict = document.verdict;
    const auto worth =
        fmt::format("{} against {} is worth {} a month", option_words(verdict.money.option),
                    option_words(verdict.money.against),
                    with_range(verdict.money.per_month, document.currency));
    if (!facts.measured.can_decide) {
        return fmt::format("Only {} blocks of time can be judged, too few for a verdict; {}.",
                           facts.measured.splits->blocks_usable, worth);
    }
    return fmt::format("{}; no verdict reaches the asked {}.", capitalised(worth),
                       chance(facts.measured.certainty));
}

std::string sentence(const Facts& facts, const Document& document) {
    const auto& verdict = document.verdict;
    const auto p = [&](const char* line) { return verdict.probability.at(line); };
    const auto model = capitalised(option_words(verdict.money.option));
    const auto gain = with_range(verdict.money.per_month, document.currency);
    const auto against = option_words(verdict.money.against);
    const auto cost = verdict.money.cost_per_month == 0
                          ? std::string()
                          : fmt::format(", before {} to build and run it",
                                        a_month(verdict.money.cost_per_month, document));
    switch (verdict.name) {
        case VerdictName::Build:
            return fmt::format(
                "{} earns {} a month more than {}{}; the chance that building is "
                "right is {}.",
                model, gain, against, cost, chance(p("BUILD")));
        case VerdictName::RuleSuffices:
            return fmt::format(
                "{} changes the value by {} a month against {}{}; the chance that "
                "no model is needed is {}.",
                model, gain, against, cost, chance(p("RULE_SUFFICES")));
        case VerdictName::Collect:
            return fmt::format(
                "With today's rows {} changes the value by {} a month against {}{}; "
                "with {} more labels it very likely pays (chance that collecting is "
                "right: {}, that building now is: {}).",
                option_words(verdict.money.option), gain, against, cost,
                count(std::llround(labels_wanted(facts))), chance(p("COLLECT")),
                chance(p("BUILD")));
        case VerdictName::Dont:
            return fmt::format(
                "{} changes the value by {} a month against doing nothing{}; the "
                "chance that nothing pays is {}.",
                model,
                with_range(option_named(document, verdict.money.option).value_per_month,
                           document.currency),
                cost, chance(p("DONT")));
        case VerdictName::Undecided:
            return undecided_sentence(facts, document);
    }
    return {};
}

/// "Being wrong is cheap / costs": what the other choice would lose on average.
std::string loss_sentence(const Document& document) {
    const auto& loss = document.verdict.expected_loss;
    const auto of = [&](const char* name) { return loss.contains(name) ? loss.at(name) : NAN; };
    return fmt::format(
        "If it is wrong, it costs on average: building {}, the simple way {}, doing "
        "nothing {}.",
        a_month(of("BUILD"), document), a_month(of("RULE_SUFFICES"), document),
        a_month(of("DONT"), document));
}

std::string target_sentence(const Facts& facts, const Document& document) {
    const auto& target = *facts.measured.target;
    const auto name = validate::metric_words(target.metric.text());
    const auto bar =
        fmt::format("{} {} {}", name, target.at_least ? "at least" : "at most", figure(target.bar));
    if (!facts.measured.metric) {
        return fmt::format("The target, {}, is met now with {}.", bar,
                           chance(document.verdict.p_target.value_or(NAN)));
    }
    auto now =
        stats::mean_estimate(facts.measured.metric_today(), facts.measured.metric->variance, 0.9);
    if (target.metric.is_share()) {
        now = within_unit(std::move(now));
    }
    return fmt::format("The target, {}, is met now with {}; {} stands at {}.", bar,
                       chance(document.verdict.p_target.value_or(NAN)), name, with_range(now, ""));
}

std::string best_sentence(const Document& document) {
    const auto& best = document.verdict.best_by_money;
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [name, p] : best) {
        order.emplace_back(p, name);
    }
    std::ranges::stable_sort(order, std::greater<>());
    std::string second;
    if (order.size() > 1 && order[1].first >= 0.005) {
        second = fmt::format(", {} in {}", option_words(order[1].second), chance(order[1].first));
    }
    return fmt::format("By money alone {} is best in {} of the worlds that the data allow{}.",
                       option_words(order[0].second), chance(order[0].first), second);
}

void because(const Facts& facts, Document& document) {
    auto& reasons = document.verdict.because;
    reasons.push_back(best_sentence(document));
    if (facts.measured.target && facts.measured.target->has_bar) {
        reasons.push_back(target_sentence(facts, document));
    }
    reasons.push_back(loss_sentence(document));
    const auto& priced = facts.worlds.priced.options[facts.measured.model];
    if (priced.parts_too_few * 2 > static_cast<int>(priced.part_means.size())) {
        reasons.push_back(
            fmt::format("In {} of {} test parts too few inner rows lie beyond the paying cut to "
                        "place it: there "
                        "the model acts on none.",
                        priced.parts_too_few, priced.part_means.size()));
    }
    if (document.verdict.close_call) {
        reasons.push_back(
            fmt::format("This is a close call: a chance lies within 5 in 100 of the asked {}.",
                        chance(facts.measured.certainty)));
        return;
    }
    const auto& changes = document.verdict.would_change;
    const auto first = std::ranges::find_if(
        changes, [](const Change& change) { return !std::isnan(change.flips_at); });
    if (first != changes.end()) {
        reasons.push_back(first->sentence);
    }
}

}  // namespace

void say_verdict(const Facts& facts, Document& document) {
    auto& verdict = document.verdict;
    auto& words = verdict.money.words;
    const double gain = verdict.money.per_month.value;
    words.finding =
        fmt::format("{} {}", a_month(std::abs(gain), document), gain < 0 ? "less" : "more");
    words.measure = fmt::format(
        "{} against {}, at {} decisions a month", capitalised(option_words(verdict.money.option)),
        option_words(verdict.money.against), amount(facts.terms.decisions.middle()));
    words.note = fmt::format("Building and running it costs {}.",
                             a_month(verdict.money.cost_per_month, document));
    verdict.headline = headline(facts, document);
    verdict.sentence = sentence(facts, document);
    because(facts, document);
}

}  // namespace assay::study
