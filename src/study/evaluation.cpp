#include "study/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "stats/resampling.hpp"
#include "study/evaluation_kinds.hpp"
#include "study/measure.hpp"

namespace assay::study {
namespace {

constexpr double kConfidence = 0.9;

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

template <class Document>
std::vector<ledger::Claim> seal_claims(const Document& document,
                                       const std::vector<ClaimedNumber>& numbers) {
    std::vector<ledger::Claim> out;
    for (const auto& each : numbers) {
        if (std::isfinite(each.estimate.low)) {
            out.push_back(ledger::seal({.id = {},
                                        .statement = each.statement,
                                        .quantity = each.quantity,
                                        .unit = each.unit,
                                        .population = "rows of " + document.source,
                                        .period = "as these rows",
                                        .quantiles = quantiles_of(each.estimate, each.share),
                                        .settle_by = "by the same columns on rows after these",
                                        .made_by = "evaluation",
                                        .evidence = document.evidence}));
        }
    }
    return out;
}

template <class Document>
std::string id_of(const Document& document) {
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

void fill_rows_input(const TableRows& rows, const RowHashes& hashes,
                     const EvaluationOptions& options, validate::RowsInput& out) {
    const auto& problem = rows.problem;
    const auto& product = rows.product;
    out.weight =
        problem.weighted ? std::span<const double>(problem.weight) : std::span<const double>();
    out.cluster = problem.cluster;
    out.time = problem.time;
    out.entity = problem.entity;
    out.id = rows.id;
    out.key = hashes.key;
    out.id_name = product.id;
    out.entity_name = product.entity;
    out.decisions_per_month = product.decisions_per_month.middle();
    out.currency = product.currency;
    for (const auto& name : product.groups) {
        out.groups.push_back(problem.table.find(name));
    }
    for (const auto& name : rows.slices) {
        out.slices.push_back(problem.table.find(name));
    }
    out.confidence = kConfidence;
    out.seed = options.seed;
}

template <class Found>
struct PredictionsOf<Found>::Parts {
    typename KindOf<Found>::Rows rows;
    EvaluationOptions options;
    RowHashes hashes;
    std::string engine;
    typename KindOf<Found>::Input input;
};

template <class Found>
PredictionsOf<Found>::PredictionsOf(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
template <class Found>
PredictionsOf<Found>::PredictionsOf(PredictionsOf&&) noexcept = default;
template <class Found>
PredictionsOf<Found>& PredictionsOf<Found>::operator=(PredictionsOf&&) noexcept = default;
template <class Found>
PredictionsOf<Found>::~PredictionsOf() = default;

template <class Found>
const std::string& PredictionsOf<Found>::test_rows() const {
    return parts_->hashes.test_rows;
}

template <class Found>
const std::vector<std::string>& PredictionsOf<Found>::predictions() const {
    return parts_->hashes.predictions;
}

template <class Found>
Result<PredictionsOf<Found>> PredictionsOf<Found>::read(const Product& given,
                                                        const EvaluationOptions& options,
                                                        engine::Engine& engine,
                                                        const Progress& progress) {
    TRY(validate_product(given));
    progress.say("reading " + given.source, 0);
    auto rows = TRY(KindOf<Found>::read(given, options, engine));
    TRY(progress.check());
    progress.say("hashing the rows", 0.3);
    auto parts = std::make_unique<Parts>(Parts{.rows = std::move(rows),
                                               .options = options,
                                               .hashes = {},
                                               .engine = TRY(engine.version()),
                                               .input = {}});
    parts->hashes = hash_rows(parts->rows, parts->rows.hashed());
    parts->input = KindOf<Found>::input(parts->rows, parts->hashes, options);
    TRY(progress.check());
    return PredictionsOf(std::move(parts));
}

template <class Found>
Result<EvaluationOf<Found>> PredictionsOf<Found>::evaluate(const Progress& progress) const {
    progress.say("evaluating", 0.4);
    const auto& rows = parts_->rows;
    const auto& product = rows.product;
    EvaluationOf<Found> out;
    static_cast<Found&>(out) = TRY(validate::evaluate(parts_->input));
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
    out.claims = seal_claims(out, KindOf<Found>::claimed(out, rows));
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

template <class Found>
Result<Reuse> PredictionsOf<Found>::reuse(std::int64_t k) const {
    Reuse out{.test_rows = parts_->hashes.test_rows,
              .k = k,
              .confidence = adjusted_confidence(k),
              .adjusted = {},
              .sentence = reuse_sentence(k)};
    out.adjusted = TRY(validate::headlines(parts_->input, out.confidence));
    return out;
}

template <class Found>
Result<ClaimCheck> PredictionsOf<Found>::check_claim(const std::string& words, const Target& claim,
                                                     std::int64_t k,
                                                     const EvaluationOf<Found>& document) const {
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
    judge_claim(claim, parts_->input.decisions_per_month, out);
    return out;
}

template <class Found>
ledger::Record PredictionsOf<Found>::record(const EvaluationOf<Found>& document,
                                            const Product& product) const {
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
    out.test_rows = test_rows();
    out.predictions = predictions();
    if (!product.text.empty()) {
        out.contents.emplace_back("product file", product.text);
    }
    return out;
}

template class PredictionsOf<validate::Evaluation>;
template class PredictionsOf<validate::MulticlassEvaluation>;
template class PredictionsOf<validate::RegressionEvaluation>;

}  // namespace assay::study
