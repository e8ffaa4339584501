#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "data/data.hpp"
#include "stats/estimate.hpp"

// The document `assay.labels/1`.

namespace assay::data {

struct LabelClass {
    std::string name;
    std::int64_t rows = 0;
    double threshold = 0;
    stats::Estimate doubted;
    static constexpr auto fields() {
        using C = LabelClass;
        return std::tuple{field("name", &C::name, "class"),
                          field("rows", &C::rows, "rows given this class"),
                          field("threshold", &C::threshold,
                                "mean chance of the class over these rows; null without rows"),
                          field("doubted", &C::doubted,
                                "share of its confident rows that the model takes for another "
                                "class")};
    }
};

struct LabelFlow {
    std::string given, likely;
    std::int64_t rows = 0;
    stats::Estimate share;
    static constexpr auto fields() {
        using F = LabelFlow;
        return std::tuple{
            field("given", &F::given, "class that rows were given"),
            field("likely", &F::likely, "class that they probably are"),
            field("rows", &F::rows, "rows, by the confident joint scaled to the label counts"),
            field("share", &F::share, "share of the confident rows given that class")};
    }
};

struct LabelCut {
    std::int64_t rows = 0;
    double margin = 0;
    stats::Estimate precision;
    stats::Estimate measured;
    static constexpr auto fields() {
        using C = LabelCut;
        return std::tuple{
            field("rows", &C::rows, "rows from the top of the ranking"),
            field("margin", &C::margin, "margin of the last of them"),
            field("precision", &C::precision, "share of them expected to be labelled wrongly"),
            field("measured", &C::measured,
                  "share that is wrong among those with a reference label")};
    }
};

struct SuspectedLabel {
    std::int64_t row = 0;
    std::string id, given, suggested;
    double margin = 0, chance_given = 0, chance_suggested = 0;
    stats::Estimate precision;
    static constexpr auto fields() {
        using S = SuspectedLabel;
        return std::tuple{
            field("row", &S::row, "row of the table, from 1"),
            field("id", &S::id, "its id, or its number"),
            field("given", &S::given, "label as it is"),
            field("suggested", &S::suggested, "likeliest other class"),
            field("margin", &S::margin, "(chance given - chance suggested + 1) / 2"),
            field("chance_given", &S::chance_given, "the model's chance of the label"),
            field("chance_suggested", &S::chance_suggested, "its chance of the suggested class"),
            field("precision", &S::precision,
                  "share expected to be wrong of all rows down to the cut that this row lies in")};
    }
};

struct FixEffect {
    std::int64_t review_rows = 0;
    stats::Estimate errors_found, noise_before, noise_after, accuracy_before, accuracy_after;
    std::string sentence;
    static constexpr auto fields() {
        using E = FixEffect;
        return std::tuple{
            field("review_rows", &E::review_rows, "suspected rows that a person looks at"),
            field("errors_found", &E::errors_found, "wrong labels expected among them"),
            field("noise_before", &E::noise_before, "share of wrong labels now"),
            field("noise_after", &E::noise_after, "share once these are mended"),
            field("accuracy_before", &E::accuracy_before,
                  "share of rows whose label is the model's likeliest class"),
            field("accuracy_after", &E::accuracy_after,
                  "that share once the wrong ones among the suspected rows are mended"),
            field("sentence", &E::sentence, "the same in words")};
    }
};

struct LabelErrorReport {
    stats::Estimate noise_rate;
    stats::Estimate confident_rate;
    std::int64_t suspected = 0;
    std::int64_t doubted = 0;
    std::vector<LabelClass> classes;
    std::vector<LabelFlow> flows;
    std::vector<LabelCut> cuts;
    std::vector<SuspectedLabel> suspects;
    FixEffect effect;
    std::vector<std::string> sentences;
    static constexpr auto fields() {
        using R = LabelErrorReport;
        return std::tuple{
            field("noise_rate", &R::noise_rate, "share of labels that are wrong"),
            field("confident_rate", &R::confident_rate,
                  "share of labels that the confident joint contradicts; the model's own mistakes "
                  "count as noise"),
            field("suspected", &R::suspected, "rows suspected: prune by noise rate"),
            field("doubted", &R::doubted, "rows whose likeliest class is another: all are ranked"),
            field("classes", &R::classes, "one entry a class"),
            field("flows", &R::flows, "which class is taken for which, most rows first"),
            field("cuts", &R::cuts, "expected precision down the ranking by margin"),
            field("suspects", &R::suspects, "suspected rows, likeliest errors first"),
            field("effect", &R::effect, "what mending the suspected rows is expected to do"),
            field("sentences", &R::sentences, "what was found, in words")};
    }
};

struct PairAgreement {
    std::string first, second;
    std::int64_t items = 0;
    stats::Estimate agreement, kappa;
    static constexpr auto fields() {
        using P = PairAgreement;
        return std::tuple{field("first", &P::first, "annotator"),
                          field("second", &P::second, "another"),
                          field("items", &P::items, "items that both labelled"),
                          field("agreement", &P::agreement, "share of equal labels"),
                          field("kappa", &P::kappa, "Cohen's kappa")};
    }
};

struct Mistake {
    std::string truth, said;
    stats::Estimate share;
    static constexpr auto fields() {
        using M = Mistake;
        return std::tuple{field("truth", &M::truth, "class by consensus"),
                          field("said", &M::said, "label given instead"),
                          field("share", &M::share, "share of the items of that class")};
    }
};

struct Annotator {
    std::string name;
    std::int64_t labels = 0;
    stats::Estimate quality, against_others, against_reference, seconds;
    std::vector<std::vector<double>> confusion;
    std::vector<Mistake> mistakes;
    static constexpr auto fields() {
        using A = Annotator;
        return std::tuple{
            field("name", &A::name, "annotator"),
            field("labels", &A::labels, "labels given"),
            field("quality", &A::quality, "share of right labels by Dawid-Skene"),
            field("against_others", &A::against_others,
                  "share of labels equal to the consensus of all others"),
            field("against_reference", &A::against_reference,
                  "share of labels equal to the reference"),
            field("seconds", &A::seconds, "median seconds for a label"),
            field("confusion", &A::confusion,
                  "chance of each label (across) for each true class (down), in the order of "
                  "classes"),
            field("mistakes", &A::mistakes, "commonest mistakes, at most five")};
    }
};

struct ConsensusSummary {
    std::int64_t items = 0, sure = 0, tied = 0;
    int rounds = 0;
    bool converged = false;
    std::map<std::string, double> shares;
    static constexpr auto fields() {
        using C = ConsensusSummary;
        return std::tuple{
            field("items", &C::items, "items with a label"),
            field("sure", &C::sure, "items whose consensus has a chance of at least 0.9"),
            field("tied", &C::tied, "items on which two classes are as likely"),
            field("rounds", &C::rounds, "rounds of expectation and maximisation"),
            field("converged", &C::converged, "whether the last round moved nothing"),
            field("shares", &C::shares, "share of each class")};
    }
};

struct HumanBar {
    std::string against;
    stats::Estimate accuracy;
    stats::Estimate seconds;
    double seconds_low = 0, seconds_high = 0;
    std::string sentence;
    static constexpr auto fields() {
        using H = HumanBar;
        return std::tuple{
            field("against", &H::against, "the consensus of the others, or the reference column"),
            field("accuracy", &H::accuracy, "share of labels that are right"),
            field("seconds", &H::seconds, "median seconds for a label"),
            field("seconds_low", &H::seconds_low, "one label in twenty took at most so long"),
            field("seconds_high", &H::seconds_high, "one in twenty took at least so long"),
            field("sentence", &H::sentence, "the bar in words")};
    }
};

struct QueuedItem {
    std::string item, consensus, why;
    double chance = 0;
    std::map<std::string, std::int64_t> votes;
    static constexpr auto fields() {
        using Q = QueuedItem;
        return std::tuple{field("item", &Q::item, "item"),
                          field("consensus", &Q::consensus, "likeliest class"),
                          field("why", &Q::why, "why it should be looked at again"),
                          field("chance", &Q::chance, "chance of that class"),
                          field("votes", &Q::votes, "labels given")};
    }
};

struct AgreementReport {
    std::int64_t items = 0, annotators = 0, labels = 0;
    std::int64_t twice = 0;
    stats::Estimate alpha;
    stats::Estimate unanimous;
    std::int64_t pairs_in_all = 0;
    std::vector<PairAgreement> pairs;
    ConsensusSummary consensus;
    std::vector<Annotator> people;
    HumanBar human;
    std::int64_t queued = 0;
    std::vector<QueuedItem> queue;
    std::vector<std::string> sentences;
    static constexpr auto fields() {
        using R = AgreementReport;
        return std::tuple{
            field("items", &R::items, "items"),
            field("annotators", &R::annotators, "annotators"),
            field("labels", &R::labels, "labels"),
            field("twice", &R::twice, "items with two labels or more"),
            field("alpha", &R::alpha, "Krippendorff's alpha"),
            field("unanimous", &R::unanimous, "share of these items on which all labels are equal"),
            field("pairs_in_all", &R::pairs_in_all, "pairs of annotators with an item in common"),
            field("pairs", &R::pairs, "pairs with most items, at most 100"),
            field("consensus", &R::consensus, "what they agree on"),
            field("people", &R::people, "one entry an annotator, best first"),
            field("human", &R::human, "what a person achieves: the bar for a model"),
            field("queued", &R::queued, "items worth another look"),
            field("queue", &R::queue, "the worst of them"),
            field("sentences", &R::sentences, "what was found, in words")};
    }
};

/// What `assay data labels` answers. `errors` needs a model's chances, `agreement` annotators.
struct Labelling {
    std::string schema = "assay.labels/1";
    std::string source;
    std::int64_t rows = 0;
    std::vector<std::string> classes;
    std::string sentence;
    std::optional<LabelErrorReport> errors;
    std::optional<AgreementReport> agreement;
    std::vector<Issue> issues;
    std::vector<std::string> not_run;
    static constexpr auto fields() {
        using L = Labelling;
        return std::tuple{
            field("schema", &L::schema, "name and version of this document"),
            field("source", &L::source, "where the labels came from"),
            field("rows", &L::rows, "rows of the table, or labels of the export"),
            field("classes", &L::classes, "classes, in the order of matrices"),
            field("sentence", &L::sentence, "the answer in one sentence"),
            field("errors", &L::errors, "probably wrong labels; null without a model's chances"),
            field("agreement", &L::agreement, "annotators; null without several labels an item"),
            field("issues", &L::issues, "what is wrong with the input, worst first"),
            field("not_run", &L::not_run, "what was not looked at, and what it needs")};
    }
};

}  // namespace assay::data
