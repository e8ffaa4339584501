#include "study/leaks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/data.hpp"
#include "stats/ranking.hpp"
#include "study/parallel.hpp"

namespace assay::study {
namespace {

constexpr double kAlone = 0.95;
constexpr double kAloneWithLoss = 0.80;
constexpr double kShareOfModel = 0.90;
constexpr double kTimesNext = 2;
constexpr double kQuestion = 0.70;
constexpr std::size_t kMostRows = 20000;
constexpr std::size_t kAblated = 4;

struct Strength {
    std::string column;
    double auc = 0.5;
};

std::vector<Strength> strengths(const Problem& problem, std::uint64_t seed) {
    std::vector<Strength> out;
    for (const auto& name : problem.feature_names) {
        const auto& column = *problem.table.find(name);
        // A moment orders rows whose rate drifts, and says nothing of when it became known.
        const bool is_time = !column.times.empty();
        out.push_back({name, is_time ? 0.5 : data::strength_alone(column, problem.label, seed)});
    }
    std::ranges::stable_sort(out, std::greater<>(), &Strength::auc);
    return out;
}

/// AUC of boosted trees on one part, with and without some columns, on a bounded sample.
class QuickModel {
  public:
    QuickModel(const Problem& problem, const Splits& splits, std::uint64_t seed)
        : problem_(problem), seed_(seed) {
        const auto& part = problem.by_time() ? splits.parts.back() : splits.parts.front();
        train_ = subset(problem, part.train, kMostRows, seed);
        test_ = subset(problem, part.test, kMostRows, seed);
    }

    Result<double> auc(std::span<const std::string> without, const Progress& progress) const {
        const auto features = problem_.features(without);
        const auto cut = static_cast<std::ptrdiff_t>(train_.size() * 4 / 5);
        const std::vector<std::int32_t> fit(train_.begin(), train_.begin() + cut);
        const std::vector<std::int32_t> stop(train_.begin() + cut, train_.end());
        const auto model =
            TRY(model::fit(features, problem_.label, problem_.weight, {.train = fit, .stop = stop},
                           {.kind = model::Kind::Boosted, .seed = seed_}, progress));
        const auto scores = TRY(model.score(features, test_));
        std::vector<std::uint8_t> labels;
        for (const auto row : test_) {
            labels.push_back(problem_.label[static_cast<std::size_t>(row)]);
        }
        return stats::RankedScores(scores, labels).auc();
    }

  private:
    const Problem& problem_;
    std::uint64_t seed_;
    std::vector<std::int32_t> train_, test_;
};

bool is_settled(const Product& product, const std::string& column) {
    return std::ranges::find(product.trusted, column) != product.trusted.end() ||
           product.known_at.contains(column);
}

data::Issue leak_issue(const Strength& strength, double full) {
    return {.code = "target-leak",
            .severity = data::Severity::Error,
            .column = strength.column,
            .rows = 0,
            .sentence = fmt::format(
                "\"{}\" alone orders the outcome almost as well as everything together (AUC {:.3f} "
                "against {:.3f}). Such a column usually becomes known only with the outcome; the "
                "verdict is computed without it.",
                strength.column, strength.auc, full),
            .fix = fmt::format("say when it is known: [data.known_at] {} = \"…\"; if it is known "
                               "in time, add it to [data] trusted",
                               strength.column)};
}

data::Issue question(const Strength& strength, double full) {
    return {.code = "strongest-column",
            .severity = data::Severity::Question,
            .column = strength.column,
            .rows = 0,
            .sentence = fmt::format(
                "\"{}\" is the strongest column (AUC alone {:.3f}, all columns {:.3f}): when is it "
                "known? If only after the decision, the value shown here cannot be had.",
                strength.column, strength.auc, full),
            .fix = fmt::format("[data.known_at] {} = \"…\" says when, or [data] trusted",
                               strength.column)};
}

/// Loss in AUC when each of the strongest columns is left out of the model.
Result<std::vector<double>> ablations(const QuickModel& quick,
                                      const std::vector<Strength>& strongest, double full,
                                      int threads, const Progress& progress) {
    std::vector<double> loss(std::min(kAblated, strongest.size()));
    TRY(in_parallel(loss.size(), threads, [&](std::size_t i) -> Result<> {
        const std::vector<std::string> without{strongest[i].column};
        loss[i] = full - TRY(quick.auc(without, progress));
        return {};
    }));
    return loss;
}

}  // namespace

Result<Suspects> find_leaks(const Product& product, const Problem& problem, const Splits& splits,
                            std::uint64_t seed, int threads, const Progress& progress) {
    Suspects out;
    const auto strongest = strengths(problem, seed);
    const QuickModel quick(problem, splits, seed);
    const double full = TRY(quick.auc({}, progress));
    const auto& first = strongest.front();
    const bool needs_loss =
        strongest.size() > 1 && first.auc < kAlone && first.auc >= kAloneWithLoss &&
        first.auc - 0.5 >= kShareOfModel * (full - 0.5) && !is_settled(product, first.column);
    for (const auto& each : strongest) {
        if (each.auc < kAlone || is_settled(product, each.column)) {
            continue;
        }
        out.columns.push_back(each.column);
        out.issues.push_back(leak_issue(each, full));
    }
    if (needs_loss) {
        const auto loss = TRY(ablations(quick, strongest, full, threads, progress));
        const double next = *std::max_element(loss.begin() + 1, loss.end());
        if (loss[0] > kTimesNext * std::max(0.0, next)) {
            out.columns.push_back(first.column);
            out.issues.push_back(leak_issue(first, full));
        }
    }
    if (out.columns.size() == problem.feature_names.size()) {
        // Nothing would be left to judge without them: the suspicion stays, as an error to answer.
        out.columns.clear();
    }
    if (out.columns.empty() && out.issues.empty() && first.auc >= kQuestion &&
        !is_settled(product, first.column)) {
        out.issues.push_back(question(first, full));
    }
    return out;
}

}  // namespace assay::study
