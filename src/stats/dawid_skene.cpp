#include "stats/dawid_skene.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "stats/inputs.hpp"
#include "stats/rate.hpp"

namespace assay::stats {
namespace {

constexpr double kLeast = 1e-10;
constexpr double kEqual = 1e-9;  // chances that near are tied: rounding must not decide

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

class Fit {
  public:
    explicit Fit(const Ratings& ratings)
        : ratings_(ratings),
          items_(at(ratings.items)),
          classes_(at(ratings.classes)),
          chances_(items_ * classes_, 0.0),
          said_(at(ratings.annotators) * classes_ * classes_),
          labels_(items_, 0) {
        for (std::size_t i = 0; i < ratings.item.size(); ++i) {
            ++labels_[at(ratings.item[i])];
            chances_[at(ratings.item[i]) * classes_ + at(ratings.label[i])] += 1;
        }
        for (std::size_t item = 0; item < items_; ++item) {
            for (double& each : of(chances_, item)) {
                each = labels_[item] > 0 ? each / labels_[item] : 1 / static_cast<double>(classes_);
            }
        }
    }

    /// Class shares, and the logarithm of what each annotator says of each class.
    void maximise() {
        priors_.assign(classes_, 0.0);
        double labelled = 0;
        for (std::size_t item = 0; item < items_; ++item) {
            if (labels_[item] > 0) {
                labelled += 1;
                for (std::size_t k = 0; k < classes_; ++k) {
                    priors_[k] += chances_[item * classes_ + k];
                }
            }
        }
        for (double& prior : priors_) {
            prior /= labelled;
        }
        std::fill(said_.begin(), said_.end(), 0.0);
        for (std::size_t i = 0; i < ratings_.item.size(); ++i) {
            const auto chances = of(chances_, at(ratings_.item[i]));
            const auto said = answers(i);
            for (std::size_t k = 0; k < classes_; ++k) {
                said[k] += chances[k];
            }
        }
        normalise();
    }

    /// Chances of the items; answers by how far the furthest moved.
    double expect() {
        std::vector<double> before = chances_;
        for (std::size_t item = 0; item < items_; ++item) {
            if (labels_[item] > 0) {
                for (std::size_t k = 0; k < classes_; ++k) {
                    chances_[item * classes_ + k] = std::log(std::max(priors_[k], kLeast));
                }
            }
        }
        for (std::size_t i = 0; i < ratings_.item.size(); ++i) {
            const auto chances = of(chances_, at(ratings_.item[i]));
            const auto said = answers(i);
            for (std::size_t k = 0; k < classes_; ++k) {
                chances[k] += said[k];
            }
        }
        double moved = 0;
        for (std::size_t item = 0; item < items_; ++item) {
            if (labels_[item] > 0) {
                to_chances(of(chances_, item));
            }
        }
        for (std::size_t i = 0; i < chances_.size(); ++i) {
            moved = std::max(moved, std::abs(chances_[i] - before[i]));
        }
        return moved;
    }

    DawidSkene answer(double confidence) {
        DawidSkene out;
        out.priors = priors_;
        for (std::size_t item = 0; item < items_; ++item) {
            const auto chances = of(chances_, item);
            const bool tied = is_tied(chances);
            out.consensus.push_back(labels_[item] > 0 ? likeliest(chances) : -1);
            out.tied.push_back(labels_[item] > 0 && tied ? 1 : 0);
        }
        out.annotators.resize(at(ratings_.annotators));
        judge(out, confidence);
        out.chances = chances_;
        return out;
    }

  private:
    std::span<double> of(std::vector<double>& values, std::size_t item) const {
        return std::span(values).subspan(item * classes_, classes_);
    }

    /// Of a rating's annotator and label: by truth.
    std::span<double> answers(std::size_t rating) {
        return of(said_, at(ratings_.annotator[rating]) * classes_ + at(ratings_.label[rating]));
    }

    void normalise() {
        for (std::size_t annotator = 0; annotator < at(ratings_.annotators); ++annotator) {
            double* first = said_.data() + annotator * classes_ * classes_;
            for (std::size_t truth = 0; truth < classes_; ++truth) {
                double sum = 0;
                for (std::size_t said = 0; said < classes_; ++said) {
                    double& cell = first[said * classes_ + truth];
                    cell = std::max(cell, kLeast);
                    sum += cell;
                }
                for (std::size_t said = 0; said < classes_; ++said) {
                    double& cell = first[said * classes_ + truth];
                    cell = std::log(cell / sum);
                }
            }
        }
    }

    static void to_chances(std::span<double> logarithms) {
        const double most = *std::max_element(logarithms.begin(), logarithms.end());
        double sum = 0;
        for (double& each : logarithms) {
            each = std::exp(each - most);
            sum += each;
        }
        for (double& each : logarithms) {
            each /= sum;
        }
    }

    /// The first class that nothing exceeds by more than rounding.
    static std::int32_t likeliest(std::span<const double> chances) {
        const double most = *std::max_element(chances.begin(), chances.end());
        const auto found = std::find_if(chances.begin(), chances.end(),
                                        [&](double each) { return each >= most - kEqual; });
        return static_cast<std::int32_t>(found - chances.begin());
    }

    static bool is_tied(std::span<const double> chances) {
        const double most = *std::max_element(chances.begin(), chances.end());
        return std::count_if(chances.begin(), chances.end(),
                             [&](double each) { return each >= most - kEqual; }) > 1;
    }

    /// What all others say of the item of a rating: the fitted chances without this label.
    std::vector<double> without(std::size_t rating) {
        const auto chances = of(chances_, at(ratings_.item[rating]));
        const auto said = answers(rating);
        std::vector<double> out(classes_);
        for (std::size_t k = 0; k < classes_; ++k) {
            out[k] = std::log(std::max(chances[k], 1e-300)) - said[k];
        }
        to_chances(out);
        return out;
    }

    void judge(DawidSkene& out, double confidence) {
        std::vector<double> right(out.annotators.size(), 0.0);
        out.right.assign(ratings_.item.size(), -1);
        for (std::size_t i = 0; i < ratings_.item.size(); ++i) {
            const std::size_t item = at(ratings_.item[i]);
            auto& skill = out.annotators[at(ratings_.annotator[i])];
            ++skill.labels;
            skill.truths.resize(classes_, 0.0);
            for (std::size_t k = 0; k < classes_; ++k) {
                skill.truths[k] += chances_[item * classes_ + k];
            }
            right[at(ratings_.annotator[i])] += chances_[item * classes_ + at(ratings_.label[i])];
            if (labels_[item] < 2) {
                continue;
            }
            const auto others = without(i);
            if (!is_tied(others)) {
                out.right[i] = likeliest(others) == ratings_.label[i] ? 1 : 0;
                ++skill.compared;
                skill.right += out.right[i];
            }
        }
        for (std::size_t a = 0; a < out.annotators.size(); ++a) {
            auto& skill = out.annotators[a];
            skill.quality = wilson_estimate(
                {.hits = std::llround(right[a]), .trials = skill.labels}, confidence);
            if (skill.labels > 0) {
                skill.quality.value = right[a] / static_cast<double>(skill.labels);
                skill.quality.method = "Dawid-Skene; Wilson score of the expected right labels";
            }
            skill.against_others =
                wilson_estimate({.hits = skill.right, .trials = skill.compared}, confidence);
            skill.confusion = confusion_of(a);
        }
    }

    std::vector<double> confusion_of(std::size_t annotator) const {
        std::vector<double> out(classes_ * classes_);
        for (std::size_t truth = 0; truth < classes_; ++truth) {
            for (std::size_t said = 0; said < classes_; ++said) {
                out[truth * classes_ + said] =
                    std::exp(said_[(annotator * classes_ + said) * classes_ + truth]);
            }
        }
        return out;
    }

    const Ratings& ratings_;
    std::size_t items_, classes_;
    std::vector<double> chances_;  // items x classes
    std::vector<double> said_;     // annotators x said x truth
    std::vector<double> priors_;
    std::vector<int> labels_;  // of each item
};

}  // namespace

Result<DawidSkene> dawid_skene(const Ratings& ratings, const DawidSkeneOptions& options) {
    TRY(check_ratings(ratings));
    TRY(check_confidence(options.confidence));
    if (ratings.item.empty()) {
        return fail(ErrorCode::InvalidInput, "no labels: there is nothing to agree on");
    }
    Fit fit(ratings);
    fit.maximise();
    int rounds = 0;
    bool converged = false;
    while (rounds < options.most_rounds && !converged) {
        converged = fit.expect() <= options.tolerance;
        fit.maximise();
        ++rounds;
    }
    DawidSkene out = fit.answer(options.confidence);
    out.rounds = rounds;
    out.converged = converged;
    return out;
}

}  // namespace assay::stats
