#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "engine/engine.hpp"
#include "study/document.hpp"
#include "study/product.hpp"

// The study: is this product worth building? It composes the rooms into the main job. A product
// file and its data go in; every option decides every row unseen; what comes out is one document
// with a verdict, in money, with its probability. docs/method.md says exactly how.

namespace assay::study {

struct StudyOptions {
    std::uint64_t seed = 0;
    int threads = 2;
    bool quick = false;                 // one seed, three folds or five blocks, no drivers; says so
    std::filesystem::path save_model;   // empty: not saved
    std::filesystem::path predictions;  // empty: not written
    std::string version;
};

/// Runs a whole study. Nothing is recorded here: the caller does, once the document is whole.
Result<Document> run_study(const Product& product, engine::Engine& engine,
                           const StudyOptions& options, const Progress& progress);

/// What run_study would do, and how long it would take, without doing it.
struct Plan {
    std::vector<std::string> steps;
    double seconds = 0;
    static constexpr auto fields() {
        return std::tuple{field("steps", &Plan::steps, "what will be done, in order"),
                          field("seconds", &Plan::seconds, "rough time on this machine")};
    }
};
Result<Plan> plan_study(const Product& product, engine::Engine& engine,
                        const StudyOptions& options);

/// The ledger record of a document.
ledger::Record study_record(const Document& document, const Product& product);

/// What changed between two studies, and why.
struct Difference {
    std::string what, before, after, sentence;
    static constexpr auto fields() {
        using D = Difference;
        return std::tuple{field("what", &D::what, "data, product, verdict, value, …"),
                          field("before", &D::before, "in the old study"),
                          field("after", &D::after, "in the new study"),
                          field("sentence", &D::sentence, "in words")};
    }
};
struct StudyDiff {
    std::string schema = "assay.study-diff/1";
    std::string sentence;
    bool same_verdict = true;
    std::vector<Difference> differences;
    static constexpr auto fields() {
        using D = StudyDiff;
        return std::tuple{field("schema", &D::schema, "name and version of this document"),
                          field("sentence", &D::sentence, "what changed, and why"),
                          field("same_verdict", &D::same_verdict, "the verdict stayed"),
                          field("differences", &D::differences, "one entry a difference")};
    }
};
StudyDiff diff_studies(const Document& before, const Document& after);

/// A commented product file drafted from a table: types, likely target, id, time, groups.
struct Draft {
    std::string toml;
    std::vector<std::string> open_questions;  // what could not be inferred
    static constexpr auto fields() {
        return std::tuple{
            field("toml", &Draft::toml, "the drafted product file"),
            field("open_questions", &Draft::open_questions, "what a person must still say")};
    }
};
Result<Draft> draft_product(engine::Engine& engine, const std::string& source,
                            const std::string& target);

}  // namespace assay::study
