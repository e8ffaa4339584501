#include <algorithm>
#include <cmath>

#include "stats/ranking.hpp"
#include "validate/robust.hpp"
#include "validate/validate.hpp"

namespace assay::validate {
namespace {

/// Value of acting on the rows seen so far, and its cluster-robust variance, kept up to date a row
/// at a time: with T the money of a cluster and W its weight, the variance of the mean m needs only
/// the sums of T², T W and W².
class RunningValue {
  public:
    explicit RunningValue(const Decisions& decisions)
        : decisions_(decisions), clusters_(static_cast<std::size_t>(decisions.clusters)) {
        for (std::uint32_t row = 0; row < decisions.label.size(); ++row) {
            cluster_of(row).weight += row_weight(decisions, row);
        }
        for (const Cluster& each : clusters_) {
            mass_ += each.weight;
            weight_weight_ += each.weight * each.weight;
            present_ += each.weight > 0 ? 1 : 0;
        }
    }

    void act_on(std::uint32_t row) {
        const double weight = row_weight(decisions_, row);
        const double gain = weight * decisions_.gain_if_acted[row];
        Cluster& cluster = cluster_of(row);
        money_money_ += gain * (2 * cluster.money + gain);
        money_weight_ += gain * cluster.weight;
        cluster.money += gain;
        sum_ += gain;
        acted_ += weight;
    }

    double share_acted() const { return acted_ / mass_; }
    double mass() const { return mass_; }

    Mean value() const {
        const double mean = sum_ / mass_;
        const double squares =
            money_money_ - 2 * mean * money_weight_ + mean * mean * weight_weight_;
        const double factor = present_ > 1 ? present_ / (present_ - 1.0) : std::nan("");
        return {.value = mean,
                .variance = factor * std::max(0.0, squares) / (mass_ * mass_),
                .clusters = present_};
    }

  private:
    struct Cluster {
        double money = 0;  // of its rows acted on
        double weight = 0;
    };
    Cluster& cluster_of(std::uint32_t row) {
        return clusters_[static_cast<std::size_t>(decisions_.cluster[row])];
    }

    const Decisions& decisions_;
    std::vector<Cluster> clusters_;
    double sum_ = 0, acted_ = 0, mass_ = 0;
    double money_money_ = 0, money_weight_ = 0, weight_weight_ = 0;
    int present_ = 0;  // clusters with weight
};

/// Positions on a line from 0 to 1 that are at least one of `points` even steps apart; 1 is always
/// taken, and 0 beforehand by the caller.
class EvenSteps {
  public:
    explicit EvenSteps(int points) : steps_(std::max(1, points - 1)) {}
    bool take(double position, bool last) {
        if (!last && position * steps_ < next_) {
            return false;
        }
        next_ = std::floor(position * steps_) + 1;
        return true;
    }

  private:
    double steps_;
    double next_ = 1;
};

/// A cut above every probability: nobody is acted on.
double above_all(double largest) {
    return largest < 1 ? 1.0 : std::nextafter(largest, HUGE_VAL);
}

}  // namespace

std::vector<CutValue> threshold_curve(const Decisions& decisions, double scale, int points,
                                      double confidence) {
    if (decisions.probability.empty()) {
        return {};
    }
    const stats::RankedScores ranked(decisions.probability, decisions.label);
    RunningValue running(decisions);
    if (!(running.mass() > 0)) {
        return {};
    }
    const auto here = [&](double at) {
        return CutValue{.at = at,
                        .acts = running.share_acted(),
                        .value_per_month = mean_estimate(running.value(), confidence, scale)};
    };
    std::vector<CutValue> curve{here(above_all(decisions.probability[ranked.order()[0]]))};
    EvenSteps steps(points);
    std::size_t position = 0;
    for (const std::uint32_t end : ranked.group_ends()) {
        for (; position < end; ++position) {
            running.act_on(ranked.order()[position]);
        }
        if (steps.take(running.share_acted(), end == ranked.order().size())) {
            curve.push_back(here(decisions.probability[ranked.order()[end - 1]]));
        }
    }
    return curve;
}

std::vector<CurvePoint> ranking_curve(const Decisions& decisions, int points) {
    double positives = 0;
    double negatives = 0;
    for (std::uint32_t row = 0; row < decisions.label.size(); ++row) {
        (decisions.label[row] != 0 ? positives : negatives) += row_weight(decisions, row);
    }
    if (decisions.probability.empty() || !(positives > 0) || !(negatives > 0)) {
        return {};
    }
    const stats::RankedScores ranked(decisions.probability, decisions.label);
    std::vector<CurvePoint> curve(1);
    EvenSteps steps(points);
    double caught = 0;
    double wrong = 0;
    std::size_t position = 0;
    for (const std::uint32_t end : ranked.group_ends()) {
        for (; position < end; ++position) {
            const std::uint32_t row = ranked.order()[position];
            (decisions.label[row] != 0 ? caught : wrong) += row_weight(decisions, row);
        }
        const CurvePoint point{.threshold = decisions.probability[ranked.order()[end - 1]],
                               .false_positive_rate = wrong / negatives,
                               .true_positive_rate = caught / positives,
                               .precision = caught > 0 ? caught / (caught + wrong) : 0,
                               .acts = (caught + wrong) / (positives + negatives)};
        // Half along each axis, so that rare positives do not hide in one step of the other.
        const double along = (point.false_positive_rate + point.true_positive_rate) / 2;
        if (steps.take(along, end == ranked.order().size())) {
            curve.push_back(point);
        }
    }
    curve[0] = {.threshold = above_all(decisions.probability[ranked.order()[0]]),
                .false_positive_rate = 0,
                .true_positive_rate = 0,
                .precision = curve[1].precision,
                .acts = 0};
    return curve;
}

}  // namespace assay::validate
