#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/evaluation_kinds.hpp"
#include "study/words.hpp"

namespace assay::study {

Result<PredictionRows> KindOf<validate::Evaluation>::read(const Product& product,
                                                          const EvaluationOptions& options,
                                                          engine::Engine& engine) {
    return read_prediction_rows(with_costs(product), options, engine);
}

KindOf<validate::Evaluation>::Input KindOf<validate::Evaluation>::input(
    const PredictionRows& rows, const RowHashes& hashes, const EvaluationOptions& options) {
    const auto& problem = rows.problem;
    const auto& product = rows.product;
    validate::EvaluationInput out;
    for (const auto& model : rows.models) {
        out.models.push_back({.name = model.name,
                              .label = model.label,
                              .score = model.score,
                              .decision = model.decision});
    }
    out.models.front().within_capacity = options.within_capacity;
    out.against_second = rows.against_second;
    out.baseline = rows.baseline;
    out.label = rows.label;
    fill_rows_input(rows, hashes, options, out);
    out.positive_words = problem.positive_words;
    out.if_positive = rows.gains.if_positive;
    out.if_negative = rows.gains.if_negative;
    const double decisions = product.decisions_per_month.middle();
    const auto share = [&](std::optional<double> per_month) {
        return per_month ? std::min(1.0, *per_month / decisions) : 1.0;
    };
    out.capacity_share = share(product.review_capacity);
    out.papers = options.papers;
    if (out.papers) {
        out.papers->capacity_share = share(options.papers_per_month);
    }
    for (const auto& each : rows.scenarios) {
        out.scenarios.push_back({.name = each.said.name,
                                 .sql = each.which,
                                 .metric = each.said.metric,
                                 .bar = each.said.bar,
                                 .at_least = each.said.at_least,
                                 .member = each.member});
    }
    if (!rows.human.empty()) {
        out.human = validate::HumanInput{
            .name = options.human, .decision = rows.human, .seconds = rows.human_seconds};
    }
    return out;
}

std::vector<ClaimedNumber> KindOf<validate::Evaluation>::claimed(const EvaluationDocument& document,
                                                                 const PredictionRows& rows) {
    const auto& model = document.models.front();
    return {{.statement = fmt::format("AUC of {} is {}.", model.label, with_range(model.auc, "")),
             .quantity = "auc of " + model.name,
             .unit = {},
             .estimate = model.auc,
             .share = true},
            {.statement = fmt::format(
                 "{} is worth {} a month against {}.", capitalised(model.label),
                 with_range(model.against_baseline, document.currency), document.baseline),
             .quantity = fmt::format("value_per_month of {} - {}", model.name,
                                     rows.baseline.empty() ? "nothing" : rows.baseline),
             .unit = document.currency + " a month",
             .estimate = model.against_baseline}};
}

}  // namespace assay::study
