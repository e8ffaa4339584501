#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "engine/engine.hpp"
#include "ledger/ledger.hpp"
#include "study/document.hpp"
#include "study/product.hpp"
#include "validate/evaluation.hpp"
#include "validate/multiclass.hpp"
#include "validate/regression.hpp"

// An evaluation: a table of predictions, whoever made them, priced and judged by what the product
// file says (or flags alone). Reading is that of a study; judging is that of the validate room.

namespace assay::study {

/// A class's column of probabilities, and a level's column of quantiles.
struct ClassColumn {
    std::string name, sql;
};
struct LevelColumn {
    double level = 0.5;
    std::string sql;
};

/// What an evaluation is told beyond the product. Scores and decisions are columns or SQL.
struct EvaluationOptions {
    std::string score, decision;   // of the judged model
    bool within_capacity = false;  // its decisions were made under the capacity
    std::string against;           // a column, SQL, or a file with the columns above
    std::string human, human_seconds;
    std::optional<validate::PapersCheck> papers;
    std::optional<double> papers_per_month;  // most papers that can be checked
    std::optional<Task> task;                // said; else it is recognised
    std::vector<ClassColumn> probs;          // several classes
    std::string cost_matrix;                 // CSV: rows true, columns decided
    std::vector<LevelColumn> quantiles;      // a number; rising levels
    std::optional<validate::ErrorCosts> error_costs;
    std::uint64_t seed = 0;
    int threads = 2;
    std::string version;
};

/// The task, as it was said or as label and predictions show it. InvalidInput where they fit none,
/// with what to give.
Result<Task> recognise_task(const Product& product, const EvaluationOptions& options,
                            engine::Engine& engine);

/// How often these rows were used before, kept apart so that the rest is the same every time.
struct Reuse {
    std::string test_rows;  // hash of their labels and ids
    std::int64_t k = 1;     // distinct predictions that met them, these included
    double confidence = 0.9;
    std::vector<validate::Headline> adjusted;  // Bonferroni over k
    std::string sentence;
    static constexpr auto fields() {
        using R = Reuse;
        return std::tuple{
            field("test_rows", &R::test_rows, "hash of labels and ids, in any order"),
            field("k", &R::k, "distinct predictions that met these rows, by this ledger"),
            field("confidence", &R::confidence, "1 - (1 - confidence) / k"),
            field("adjusted", &R::adjusted, "the most quoted numbers at that confidence"),
            field("sentence", &R::sentence, "what it means")};
    }
};

/// A document of an evaluation: what the room found, and what it was made from.
template <class Found>
struct EvaluationOf : Found {
    Json product;
    std::string id;  // content hash of the document without run, reuse and id
    std::string title, source;
    std::vector<ledger::Claim> claims;
    std::vector<ledger::Evidence> evidence;
    Provenance provenance;
    Reuse reuse;
    Run run;
    static constexpr auto fields() {
        using E = EvaluationOf;
        return std::tuple_cat(
            Found::fields(),
            std::tuple{field("product", &E::product, "the product file, as used"),
                       field("id", &E::id, "content hash"),
                       field("title", &E::title, "the decision"),
                       field("source", &E::source, "the table of predictions"),
                       field("claims", &E::claims, "what is claimed, for the ledger"),
                       field("evidence", &E::evidence, "what it rests on"),
                       field("provenance", &E::provenance, "how to make it again"),
                       field("reuse", &E::reuse, "how often these rows were used"),
                       field("run", &E::run, "everything that depends on the clock")});
    }
};
using EvaluationDocument = EvaluationOf<validate::Evaluation>;            // assay.evaluation/1
using MulticlassDocument = EvaluationOf<validate::MulticlassEvaluation>;  // …-multiclass/1
using RegressionDocument = EvaluationOf<validate::RegressionEvaluation>;  // …-regression/1

/// A claim that somebody made, held against the predictions.
struct ClaimCheck {
    std::string schema = "assay.claim-check/1";
    std::string claim, verdict;  // supported, not supported, cannot tell
    std::string sentence;
    std::string metric;
    double bar = 0;
    stats::Estimate value;     // at 90 %
    stats::Estimate adjusted;  // for repeated use of the rows
    std::string baseline;
    double baseline_value = 0;
    stats::Estimate gap;  // better than the baseline
    std::int64_t k = 1;
    std::vector<std::string> reasons;
    std::vector<validate::Finding> integrity;
    std::string source;
    std::vector<ledger::Evidence> evidence;
    static constexpr auto fields() {
        using C = ClaimCheck;
        return std::tuple{
            field("schema", &C::schema, "name and version of this document"),
            field("claim", &C::claim, "as it was made"),
            field("verdict", &C::verdict, "supported, not supported or cannot tell"),
            field("sentence", &C::sentence, "the verdict with its reason"),
            field("metric", &C::metric, "what is claimed about"),
            field("bar", &C::bar, "what it is claimed to reach"),
            field("value", &C::value, "measured anew from the predictions"),
            field("adjusted", &C::adjusted, "the same, widened for repeated use of the rows"),
            field("baseline", &C::baseline, "the best that is reached without the model"),
            field("baseline_value", &C::baseline_value, "what that reaches"),
            field("gap", &C::gap, "how much better the model is, paired; below 0: worse"),
            field("k", &C::k, "distinct predictions that met these rows"),
            field("reasons", &C::reasons, "everything that was looked at"),
            field("integrity", &C::integrity, "can the predictions be trusted"),
            field("source", &C::source, "the table of predictions"),
            field("evidence", &C::evidence, "what it rests on")};
    }
};

/// Predictions that were read and can be judged, several times if need be; one class a task.
template <class Found>
class PredictionsOf {
  public:
    /// `product` names the table and its columns. Columns that only the product file names and the
    /// table lacks are left out and said; those that a flag names must be there. Fails as a study
    /// does, on an unknown column with the nearest name, and where another file does not match.
    static Result<PredictionsOf> read(const Product& product, const EvaluationOptions& options,
                                      engine::Engine& engine, const Progress& progress);
    PredictionsOf(PredictionsOf&&) noexcept;
    PredictionsOf& operator=(PredictionsOf&&) noexcept;
    ~PredictionsOf();

    /// The document without reuse and run.
    Result<EvaluationOf<Found>> evaluate(const Progress& progress) const;
    /// The claim against the document's own findings, with k distinct predictions on these rows.
    Result<ClaimCheck> check_claim(const std::string& words, const Target& claim, std::int64_t k,
                                   const EvaluationOf<Found>& document) const;
    /// Reuse after k distinct predictions, these included.
    Result<Reuse> reuse(std::int64_t k) const;
    /// The ledger record of an evaluation.
    ledger::Record record(const EvaluationOf<Found>& document, const Product& product) const;

    const std::string& test_rows() const;
    /// Hashes of the judged model's predictions, and of those it is held against.
    const std::vector<std::string>& predictions() const;

  private:
    struct Parts;
    explicit PredictionsOf(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};
using Predictions = PredictionsOf<validate::Evaluation>;
using MulticlassPredictions = PredictionsOf<validate::MulticlassEvaluation>;
using RegressionPredictions = PredictionsOf<validate::RegressionEvaluation>;

}  // namespace assay::study
