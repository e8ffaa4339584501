#include "study/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "stats/resampling.hpp"
#include "study/measure.hpp"
#include "study/prediction_rows.hpp"
#include "study/words.hpp"

namespace assay::study {
namespace {

constexpr double kConfidence = 0.9;

validate::EvaluationInput input_of(const PredictionRows& rows, const RowHashes& hashes,
                                   const EvaluationOptions& options) {
    const auto& problem = rows.problem;
    const auto& product = rows.product;
    validate::EvaluationInput out;
    for (const auto& model : rows.models) {
        out.models.push_back({.name = model.name,
                              .label = model.label,
                              .score = model.score,
                              .decision = model.decision});
    }
    out.against_second = rows.against_second;
    out.baseline = rows.baseline;
    out.label = rows.label;
    out.weight =
        problem.weighted ? std::span<const double>(problem.weight) : std::span<const double>();
    out.cluster = problem.cluster;
    out.time = problem.time;
    out.entity = problem.entity;
    out.id = rows.id;
    out.key = hashes.key;
    out.id_name = product.id;
    out.entity_name = product.entity;
    out.positive_words = problem.positive_words;
    out.if_positive = rows.gains.if_positive;
    out.if_negative = rows.gains.if_negative;
    const double decisions = product.decisions_per_month.middle();
    out.decisions_per_month = decisions;
    const auto share = [&](std::optional<double> per_month) {
        return per_month ? std::min(1.0, *per_month / decisions) : 1.0;
    };
    out.capacity_share = share(product.review_capacity);
    out.currency = product.currency;
    for (const auto& name : product.groups) {
        out.groups.push_back(problem.table.find(name));
    }
    for (const auto& name : rows.slices) {
        out.slices.push_back(problem.table.find(name));
    }
    out.papers = options.papers;
    if (out.papers) {
        out.papers->capacity_share = share(options.papers_per_month);
    }
    for (std::size_t i = 0; i < options.scenarios.size(); ++i) {
        const auto& each = options.scenarios[i];
        out.scenarios.push_back({.name = each.name,
                                 .sql = each.sql,
                                 .metric = each.metric,
                                 .bar = each.bar,
                                 .at_least = each.at_least,
                                 .member = rows.scenarios[i]});
    }
    if (!rows.human.empty()) {
        out.human = validate::HumanInput{
            .name = options.human, .decision = rows.human, .seconds = rows.human_seconds};
    }
    out.confidence = kConfidence;
    out.seed = options.seed;
    return out;
}

double logit(double share) {
    return std::log(share / (1 - share));
}

/// Quantiles that continue an interval: on the logit scale for a share, each side by its own end.
std::vector<ledger::Quantile> quantiles_of(const stats::Estimate& estimate, bool share) {
    const double edge = stats::normal_quantile(0.5 + estimate.confidence / 2);
    const bool bounded = share && estimate.low > 0 && estimate.high < 1;
    const auto forth = [&](double x) { return bounded ? logit(x) : x; };
    const auto back = [&](double x) { return bounded ? 1 / (1 + std::exp(-x)) : x; };
    const double middle = forth(estimate.value);
    std::vector<ledger::Quantile> out;
    for (const double level : ledger::kLevels) {
        const double z = stats::normal_quantile(level) / edge;
        const double reach = z < 0 ? middle - forth(estimate.low) : forth(estimate.high) - middle;
        out.push_back({level, back(middle + z * reach)});
    }
    return out;
}

std::vector<ledger::Claim> claims_of(const EvaluationDocument& document,
                                     const PredictionRows& rows) {
    const auto& model = document.models.front();
    ledger::Claim claim{.id = {},
                        .statement = {},
                        .quantity = {},
                        .unit = {},
                        .population = "rows of " + document.source,
                        .period = "as these rows",
                        .quantiles = {},
                        .settle_by = "by the same columns on rows after these",
                        .made_by = "evaluation",
                        .evidence = document.evidence};
    std::vector<ledger::Claim> out;
    if (std::isfinite(model.auc.low)) {
        claim.statement = fmt::format("AUC of {} is {}.", model.label, with_range(model.auc, ""));
        claim.quantity = "auc of " + model.name;
        claim.quantiles = quantiles_of(model.auc, true);
        out.push_back(ledger::seal(claim));
    }
    if (std::isfinite(model.against_baseline.low)) {
        claim.statement =
            fmt::format("{} is worth {} a month against {}.", capitalised(model.label),
                        with_range(model.against_baseline, document.currency), document.baseline);
        claim.quantity = fmt::format("value_per_month of {} - {}", model.name,
                                     rows.baseline.empty() ? "nothing" : rows.baseline);
        claim.unit = document.currency + " a month";
        claim.quantiles = quantiles_of(model.against_baseline, false);
        out.push_back(ledger::seal(claim));
    }
    return out;
}

std::string id_of(const EvaluationDocument& document) {
    auto json = to_json(document);
    for (const char* apart : {"run", "reuse", "id"}) {
        json.erase(apart);
    }
    constexpr std::size_t kDigits = 16;
    return sha256_hex(canonical(json)).substr(0, kDigits);
}

double adjusted_confidence(std::int64_t k) {
    return 1 - (1 - kConfidence) / static_cast<double>(std::max<std::int64_t>(1, k));
}

std::string reuse_sentence(std::int64_t k) {
    if (k <= 1) {
        return "These are the first predictions that this ledger saw on these rows.";
    }
    return fmt::format(
        "{} distinct sets of predictions met these rows: the best of them is partly luck. Ranges "
        "that hold for all at once are wider.",
        count(k));
}

}  // namespace

struct Predictions::Parts {
    PredictionRows rows;
    EvaluationOptions options;
    RowHashes hashes;
    std::string engine;
    validate::EvaluationInput input;
};

Predictions::Predictions(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Predictions::Predictions(Predictions&&) noexcept = default;
Predictions& Predictions::operator=(Predictions&&) noexcept = default;
Predictions::~Predictions() = default;

const std::string& Predictions::test_rows() const {
    return parts_->hashes.test_rows;
}

const std::vector<std::string>& Predictions::predictions() const {
    return parts_->hashes.predictions;
}

Result<Predictions> Predictions::read(const Product& given, const EvaluationOptions& options,
                                      engine::Engine& engine, const Progress& progress) {
    TRY(validate_product(given));
    progress.say("reading " + given.source, 0);
    auto rows = TRY(read_prediction_rows(with_costs(given), options, engine));
    TRY(progress.check());
    progress.say("hashing the rows", 0.3);
    auto parts = std::make_unique<Parts>(Parts{.rows = std::move(rows),
                                               .options = options,
                                               .hashes = {},
                                               .engine = TRY(engine.version()),
                                               .input = {}});
    parts->hashes = hash_rows(parts->rows);
    parts->input = input_of(parts->rows, parts->hashes, options);
    TRY(progress.check());
    return Predictions(std::move(parts));
}

Result<EvaluationDocument> Predictions::evaluate(const Progress& progress) const {
    progress.say("evaluating", 0.4);
    const auto& rows = parts_->rows;
    const auto& product = rows.product;
    EvaluationDocument out;
    static_cast<validate::Evaluation&>(out) = TRY(validate::evaluate(parts_->input));
    TRY(progress.check());
    out.integrity.insert(out.integrity.end(), rows.findings.begin(), rows.findings.end());
    std::ranges::stable_sort(out.integrity, std::greater<>(), &validate::Finding::severity);
    out.product = product_json(product);
    out.title = product.decision.empty() ? product.name : product.decision;
    out.source = product.source;
    out.evidence.push_back({"test rows", parts_->hashes.test_rows});
    for (std::size_t i = 0; i < parts_->hashes.predictions.size(); ++i) {
        out.evidence.push_back(
            {"predictions of " + rows.models[i].name, parts_->hashes.predictions[i]});
    }
    for (const auto& each : rows.inputs) {
        out.evidence.push_back({each.what, each.sha256});
    }
    out.claims = claims_of(out, rows);
    out.provenance = {.version = parts_->options.version,
                      .engine = parts_->engine,
                      .boosting = {},
                      .seed = static_cast<std::int64_t>(parts_->options.seed),
                      .threads = parts_->options.threads,
                      .inputs = rows.inputs};
    out.id = id_of(out);
    progress.say("done", 1);
    return out;
}

Result<Reuse> Predictions::reuse(std::int64_t k) const {
    Reuse out{.test_rows = parts_->hashes.test_rows,
              .k = k,
              .confidence = adjusted_confidence(k),
              .adjusted = {},
              .sentence = reuse_sentence(k)};
    out.adjusted = TRY(validate::headlines(parts_->input, out.confidence));
    return out;
}

Result<ClaimCheck> Predictions::check_claim(const std::string& words, const Target& claim,
                                            std::int64_t k,
                                            const EvaluationDocument& document) const {
    const auto& metric = claim.metric;
    const bool of_month = metric.name == "precision_at_k";
    const double parameter =
        of_month ? metric.parameter / parts_->input.decisions_per_month : metric.parameter;
    const auto measured =
        TRY(validate::measure(parts_->input, metric.name, parameter, kConfidence));
    const auto adjusted =
        TRY(validate::measure(parts_->input, metric.name, parameter, adjusted_confidence(k)));
    ClaimCheck out{.schema = "assay.claim-check/1",
                   .claim = words,
                   .verdict = {},
                   .sentence = {},
                   .metric = metric.text(),
                   .bar = claim.bar,
                   .value = measured.value,
                   .adjusted = adjusted.value,
                   .baseline = measured.baseline,
                   .baseline_value = measured.baseline_value,
                   .gap = measured.gap,
                   .k = k,
                   .reasons = {},
                   .integrity = document.integrity,
                   .source = parts_->rows.product.source,
                   .evidence = document.evidence};
    judge_claim(claim, out);
    return out;
}

ledger::Record evaluation_record(const EvaluationDocument& document, const Product& product,
                                 const Predictions& predictions) {
    auto json = to_json(document);
    json.erase("run");
    json.erase("reuse");
    ledger::Record out;
    out.kind = "evaluation";
    out.product = product.name;
    out.verdict = document.models.front().name;
    out.sentence = document.headline;
    out.document = canonical(json);
    out.claims = document.claims;
    out.evidence = document.evidence;
    out.id = document.id;
    out.test_rows = predictions.test_rows();
    out.predictions = predictions.predictions();
    if (!product.text.empty()) {
        out.contents.emplace_back("product file", product.text);
    }
    return out;
}

}  // namespace assay::study
