#include <algorithm>

#include "stats/agreement.hpp"
#include "stats/coverage_cases.hpp"
#include "stats/dawid_skene.hpp"
#include "stats/label_precision.hpp"
#include "stats/made_labels.hpp"
#include "stats/made_ratings.hpp"

namespace assay::stats::coverage {
namespace {

/// Share of wrong labels among the first rows of the ranking, `share` of those in doubt.
Row precision(const LabelPlan& plan, double share, Promise promise, const std::string& situation) {
    return simulate("expected precision", situation, promise, [&](Random& random) {
        const MadeLabels made(plan, random.next());
        const auto chances = made.chances();
        const auto errors = sure(label_errors(chances));
        const auto ranked = ranked_by_margin(errors);
        const std::vector<std::int64_t> cuts = {
            std::max<std::int64_t>(1, std::llround(share * static_cast<double>(ranked.size())))};
        const auto wrong = std::count_if(ranked.begin(), ranked.begin() + cuts[0], [&](auto row) {
            return made.wrong(static_cast<std::size_t>(row));
        });
        return Trial{expected_errors(chances, errors, ranked, cuts, kConfidence).cuts[0].precision,
                     static_cast<double>(wrong) / static_cast<double>(cuts[0])};
    });
}

Row noise(const LabelPlan& plan, Promise promise, const std::string& situation) {
    return simulate("noise rate", situation, promise, [&](Random& random) {
        const MadeLabels made(plan, random.next());
        const auto chances = made.chances();
        const auto errors = sure(label_errors(chances));
        const auto ranked = ranked_by_margin(errors);
        const std::vector<std::int64_t> all = {static_cast<std::int64_t>(ranked.size())};
        return Trial{expected_errors(chances, errors, ranked, all, kConfidence).noise_rate,
                     plan.noise};
    });
}

Row confident_noise(const LabelPlan& plan, const std::string& situation) {
    return simulate("noise rate, confident joint", situation, Promise::None, [&](Random& random) {
        const MadeLabels made(plan, random.next());
        const auto errors = sure(label_errors(made.chances()));
        return Trial{noise_rate(errors.joint, kConfidence), plan.noise};
    });
}

/// The truth is alpha of very many items of the same annotators.
Row alpha(const RatingPlan& plan, Promise promise, const std::string& situation) {
    RatingPlan many = plan;
    many.items = 400'000;
    const AlphaOptions few{.confidence = kConfidence, .replicates = 2};
    const double truth = sure(krippendorff_alpha(MadeRatings(many, 1).ratings, few)).value;
    return simulate("Krippendorff's alpha", situation, promise, [&](Random& random) {
        const MadeRatings made(plan, random.next());
        const AlphaOptions options{
            .confidence = kConfidence, .replicates = 1000, .seed = random.next()};
        return Trial{sure(krippendorff_alpha(made.ratings, options)), truth};
    });
}

Row kappa(const RatingPlan& plan, const std::string& situation) {
    RatingPlan many = plan;
    many.items = 400'000;
    const double truth =
        sure(pairwise_kappa(MadeRatings(many, 1).ratings, kConfidence))[0].kappa.value;
    return simulate("Cohen's kappa", situation, Promise::Nominal, [&](Random& random) {
        const MadeRatings made(plan, random.next());
        return Trial{sure(pairwise_kappa(made.ratings, kConfidence))[0].kappa, truth};
    });
}

/// The first annotator's accuracy, which the simulation sets.
Row quality(const RatingPlan& plan, Promise promise, const std::string& situation) {
    return simulate("annotator's quality", situation, promise, [&](Random& random) {
        const MadeRatings made(plan, random.next());
        return Trial{sure(dawid_skene(made.ratings)).annotators[0].quality, plan.accuracy};
    });
}

}  // namespace

std::vector<Row> label_errors_rows() {
    const LabelPlan symmetric{.rows = 4000, .classes = 3, .noise = 0.08, .sharpness = 3.5};
    LabelPlan asymmetric = symmetric;
    asymmetric.asymmetric = true;
    LabelPlan two = symmetric;
    two.classes = 2;
    LabelPlan close = symmetric;
    close.sharpness = 2.5;
    return {
        precision(symmetric, 0.3, Promise::Conservative,
                  "8 % symmetric, 3 classes 3.5 sd apart, first 30 %"),
        precision(symmetric, 0.8, Promise::Conservative,
                  "8 % symmetric, 3 classes 3.5 sd apart, first 80 %"),
        precision(asymmetric, 0.3, Promise::Conservative,
                  "8 % asymmetric, 3 classes 3.5 sd apart, first 30 %"),
        precision(asymmetric, 0.8, Promise::Conservative,
                  "8 % asymmetric, 3 classes 3.5 sd apart, first 80 %"),
        precision(two, 0.8, Promise::Conservative, "8 %, 2 classes 3.5 sd apart, first 80 %"),
        precision(close, 0.5, Promise::Conservative,
                  "8 % symmetric, 3 classes 2.5 sd apart, first 50 %"),
        noise(symmetric, Promise::Conservative, "8 % symmetric, 3 classes 3.5 sd apart"),
        noise(asymmetric, Promise::Conservative, "8 % asymmetric, 3 classes 3.5 sd apart"),
        noise(close, Promise::None, "8 % symmetric, 3 classes 2.5 sd apart"),
        confident_noise(symmetric, "8 % symmetric, 3 classes 3.5 sd apart"),
    };
}

std::vector<Row> agreements() {
    const RatingPlan usual{.items = 200, .annotators = 4, .classes = 3, .accuracy = 0.8};
    RatingPlan few = usual;
    few.items = 40;
    RatingPlan good = usual;
    good.accuracy = 0.95;
    RatingPlan sparse = usual;
    sparse.answered = 0.6;
    RatingPlan pair = usual;
    pair.annotators = 2;
    RatingPlan five = good;
    five.annotators = 5;
    RatingPlan weak = usual;
    weak.annotators = 3;
    return {
        alpha(usual, Promise::Nominal, "200 items, 4 annotators of 80 %"),
        alpha(few, Promise::None, "40 items, 4 annotators of 80 %"),
        alpha(good, Promise::Nominal, "200 items, 4 annotators of 95 %"),
        alpha(sparse, Promise::Nominal, "200 items, 4 annotators of 80 %, 60 % answered"),
        kappa(pair, "200 items, 2 annotators of 80 %"),
        kappa({.items = 200, .annotators = 2, .classes = 3, .accuracy = 0.95},
              "200 items, 2 annotators of 95 %"),
        quality(five, Promise::Conservative, "200 items, 5 annotators of 95 %"),
        quality(usual, Promise::None, "200 items, 4 annotators of 80 %"),
        quality(weak, Promise::None, "200 items, 3 annotators of 80 %"),
    };
}

}  // namespace assay::stats::coverage
