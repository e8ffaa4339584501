#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/assemble.hpp"
#include "validate/validate.hpp"

namespace assay::study {
namespace {

std::vector<ledger::Quantile> quantiles_of(std::vector<double> draws) {
    std::ranges::sort(draws);
    std::vector<ledger::Quantile> out;
    for (const double level : ledger::kLevels) {
        out.push_back({level, quantile(draws, level)});
    }
    return out;
}

}  // namespace

std::vector<ledger::Claim> assemble_claims(const Facts& facts, const Document& document) {
    const auto& worlds = facts.worlds.worlds;
    const auto model = worlds.model;
    const auto simple = facts.outcome.best_simple;
    std::vector<double> gain(worlds.draws);
    for (std::size_t b = 0; b < worlds.draws; ++b) {
        gain[b] = worlds.value.at(b, model) - worlds.value.at(b, simple);
    }
    const auto settle =
        facts.product.target_criterion && !facts.product.target_criterion->by.empty()
            ? facts.product.target_criterion->by + ", by the same pricing on rows after the study"
            : std::string("by the same pricing on rows after the study");
    ledger::Claim claim{
        .id = {},
        .statement = fmt::format("{} is worth {} a month against {}.",
                                 capitalised(option_words(document.verdict.money.option)),
                                 with_range(document.verdict.money.per_month, document.currency),
                                 option_words(document.verdict.money.against)),
        .quantity = fmt::format("value_per_month of {} - {}", document.verdict.money.option,
                                document.verdict.money.against),
        .unit = document.currency + " a month",
        .population = "rows of " + facts.product.source,
        .period = fmt::format("{:g} months", facts.terms.horizon),
        .quantiles = quantiles_of(gain),
        .settle_by = settle,
        .made_by = "study",
        .evidence = document.evidence};
    std::vector<ledger::Claim> out{ledger::seal(claim)};
    claim.statement =
        fmt::format("{} is worth {} a month against doing nothing.",
                    capitalised(option_words(facts.measured.options[simple].name)),
                    with_range(document.options[simple].value_per_month, document.currency));
    claim.quantity =
        fmt::format("value_per_month of {} - nothing", facts.measured.options[simple].name);
    claim.quantiles = quantiles_of(column(worlds.value, simple));
    if (simple != 0) {
        out.push_back(ledger::seal(claim));
    }
    if (facts.measured.metric) {
        const auto name = validate::metric_words(facts.measured.target->metric.text());
        claim.statement = fmt::format("{} of {} meets the target of {} with {}.", name,
                                      option_words(document.verdict.money.option),
                                      figure(worlds.bar), chance(*document.verdict.p_target));
        claim.quantity = fmt::format("{} of {}", name, document.verdict.money.option);
        claim.unit = "";
        claim.quantiles = quantiles_of(worlds.metric);
        out.push_back(ledger::seal(claim));
    }
    for (const auto& trusted : facts.product.trusted) {
        claim.statement = fmt::format("\"{}\" is known before the decision.", trusted);
        claim.quantity = "share of rows where it is known in time";
        claim.unit = "";
        claim.made_by = facts.product.owner.empty() ? "the product file" : facts.product.owner;
        claim.quantiles.clear();
        for (const double level : ledger::kLevels) {
            claim.quantiles.push_back({level, 1.0});
        }
        out.push_back(ledger::seal(claim));
    }
    return out;
}

}  // namespace assay::study
