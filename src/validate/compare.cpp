#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "stats/multiplicity.hpp"
#include "stats/rate.hpp"
#include "validate/cuts.hpp"

namespace assay::validate {
namespace {

constexpr std::int64_t kFewestRows = 30;  // of a part, to be looked at

MetricDifference as_difference(std::string metric, const Prepared& prepared, const Statistic& first,
                               const Statistic& second, double confidence, double scale = 1) {
    const auto gap = difference(first, second);
    return {.metric = std::move(metric),
            .first = first.value * scale,
            .second = second.value * scale,
            .difference = estimate(prepared, gap, confidence, scale),
            .p = p_of(robust(prepared, gap))};
}

MetricDifference auc_difference(const Prepared& prepared, std::span<const double> first,
                                std::span<const double> second, double confidence) {
    auto out = as_difference("auc", prepared, auc_of(prepared, first), auc_of(prepared, second),
                             confidence);
    out.difference.method = "paired, cluster-robust by influence";
    if (prepared.independent()) {
        if (auto paired = stats::auc_delong_paired(first, second, prepared.label, confidence)) {
            out.difference = std::move(paired->difference);
            out.p = paired->p;
        }
    }
    return out;
}

std::vector<MetricDifference> differences(const EvaluationInput& input, const Prepared& prepared,
                                          std::span<const double> first_act,
                                          std::span<const double> second_act) {
    const auto& first = prepared.models[0];
    const auto& second = prepared.models[1];
    const double confidence = input.confidence;
    std::vector<MetricDifference> out;
    if (!first.score.empty() && !second.score.empty()) {
        out.push_back(auc_difference(prepared, first.score, second.score, confidence));
        out.push_back(as_difference("average_precision", prepared,
                                    average_precision_of(prepared, first.score),
                                    average_precision_of(prepared, second.score), confidence));
    }
    if (first.kind == Kind::Probability && second.kind == Kind::Probability) {
        out.push_back(as_difference("brier", prepared, brier_of(prepared, first.score),
                                    brier_of(prepared, second.score), confidence));
        out.push_back(as_difference("log_loss", prepared, log_loss_of(prepared, first.score),
                                    log_loss_of(prepared, second.score), confidence));
    }
    out.push_back(as_difference("accuracy", prepared, accuracy_of(prepared, first_act),
                                accuracy_of(prepared, second_act), confidence));
    out.push_back(as_difference("value_per_month", prepared, value_of(prepared, first_act),
                                value_of(prepared, second_act), confidence,
                                input.decisions_per_month));
    return out;
}

/// Flips of all rows or of a part, and the mean behind their net effect.
class FlipCounter {
  public:
    FlipCounter(const Prepared& prepared, std::span<const double> first,
                std::span<const double> second)
        : prepared_(prepared), good_(prepared.size()), bad_(prepared.size()) {
        for (std::size_t row = 0; row < prepared.size(); ++row) {
            const bool acts = first[row] > 0.5;
            const bool differs = acts != (second[row] > 0.5);
            const bool right = acts == (prepared.label[row] != 0);
            good_[row] = differs && right ? 1 : 0;
            bad_[row] = differs && !right ? 1 : 0;
            both_.push_back(good_[row] + bad_[row]);
            net_.push_back(good_[row] - bad_[row]);
        }
        decisions_ = prepared.decisions({}, net_);
    }

    Flips count(Rows rows, double confidence, Mean* net = nullptr) {
        ClusterMeans means(decisions_);
        const auto of = [&](const std::vector<double>& values) {
            return means.mean(rows, [&](std::uint32_t row) { return values[row]; });
        };
        const Mean change = of(net_);
        if (net != nullptr) {
            *net = change;
        }
        return {.rows = static_cast<std::int64_t>(rows.size()),
                .share = rate_estimate(of(both_), confidence),
                .good = rate_estimate(of(good_), confidence),
                .bad = rate_estimate(of(bad_), confidence),
                .net = mean_estimate(change, confidence)};
    }

  private:
    const Prepared& prepared_;
    std::vector<double> good_, bad_, both_, net_;
    Decisions decisions_;
};

std::string flip_words(const Flips& flips) {
    return fmt::format("{} decisions in 100 differ: {} for the better, {} for the worse",
                       figure(flips.share.value * 100, 2), figure(flips.good.value * 100, 2),
                       figure(flips.bad.value * 100, 2));
}

std::vector<std::uint32_t> rows_of_level(const SliceColumn& column, std::size_t level) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < column.level.size(); ++row) {
        if (column.level[row] == static_cast<std::int16_t>(level)) {
            rows.push_back(row);
        }
    }
    return rows;
}

/// What is sure of a part, given its adjusted p.
std::string_view sure_words(const Flips& flips, double confidence) {
    if (flips.p_adjusted > 1 - confidence) {
        return "";
    }
    return flips.net.value > 0 ? "; better beyond chance" : "; worse beyond chance";
}

/// Parts of the rows where flips help or harm, the surest first.
std::vector<Flips> flips_by_part(FlipCounter& counter, std::span<const SliceColumn> columns,
                                 double confidence) {
    constexpr std::size_t kMost = 10;
    std::vector<Flips> out;
    std::vector<double> p;
    for (const auto& column : columns) {
        for (std::size_t level = 0; level < column.words.size(); ++level) {
            const auto rows = rows_of_level(column, level);
            if (std::ssize(rows) < kFewestRows) {
                continue;
            }
            Mean net;
            out.push_back(counter.count(rows, confidence, &net));
            out.back().column = column.name;
            out.back().is = column.words[level];
            const double found = p_of(net);
            p.push_back(std::isnan(found) ? 1 : found);
        }
    }
    const auto adjusted = stats::holm(p);
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto& each = out[i];
        each.p_adjusted = adjusted[i];
        each.sentence = fmt::format("Where {} {}, {}{}.", each.column, each.is, flip_words(each),
                                    sure_words(each, confidence));
    }
    std::ranges::stable_sort(out, [](const Flips& a, const Flips& b) {
        return a.p_adjusted != b.p_adjusted ? a.p_adjusted < b.p_adjusted
                                            : std::abs(a.net.value) > std::abs(b.net.value);
    });
    out.resize(std::min(out.size(), kMost));
    return out;
}

std::string p_words(double p) {
    constexpr double kLeast = 0.0001;
    return p < kLeast ? "below 0.0001" : figure(p, 2);
}

std::string verb(const MetricDifference& each, bool higher_is_better) {
    const auto& gap = each.difference;
    if (std::isnan(gap.low) || (gap.low <= 0 && gap.high >= 0)) {
        return "may be no different";
    }
    return (gap.value > 0) == higher_is_better ? "is better" : "is worse";
}

std::string sentence(const Comparison& out, const EvaluationInput& input) {
    const auto& money_gap = out.metrics.back();
    std::string text = fmt::format(
        "Against {}, {} {} in money: {} a month{}.", out.against, out.model, verb(money_gap, true),
        money(money_gap.difference.value, input.currency), range_words(money_gap.difference));
    if (out.metrics.front().metric == "auc") {
        const auto& auc = out.metrics.front();
        text += fmt::format(" Its AUC {}: {} against {}, a difference of {}{}.", verb(auc, true),
                            figure(auc.first), figure(auc.second), figure(auc.difference.value),
                            range_words(auc.difference));
    }
    return text + " " + capitalised(flip_words(out.flips)) +
           fmt::format(" (McNemar mid-p {}).", p_words(out.decisions.mid_p));
}

}  // namespace

DecisionTest decision_test(const Prepared& prepared, std::span<const double> first,
                           std::span<const double> second, std::span<const double> member) {
    DecisionTest out;
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        if (!member.empty() && !(member[row] > 0)) {
            continue;
        }
        const bool first_right = (first[row] > 0.5) == (prepared.label[row] != 0);
        const bool second_right = (second[row] > 0.5) == (prepared.label[row] != 0);
        out.only_first_right += first_right && !second_right ? 1 : 0;
        out.only_second_right += second_right && !first_right ? 1 : 0;
    }
    if (const auto test = stats::mcnemar(out.only_first_right, out.only_second_right)) {
        out.exact_p = test->exact_p;
        out.mid_p = test->mid_p;
    }
    return out;
}

Comparison compare(const EvaluationInput& input, const Prepared& prepared,
                   std::span<const double> first_act, std::span<const double> second_act,
                   std::span<const SliceColumn> columns) {
    Comparison out{.model = prepared.models[0].label, .against = prepared.models[1].label};
    out.metrics = differences(input, prepared, first_act, second_act);
    out.decisions = decision_test(prepared, first_act, second_act);
    FlipCounter counter(prepared, first_act, second_act);
    out.flips = counter.count(all_rows(prepared.size()), input.confidence);
    out.flips.sentence = capitalised(flip_words(out.flips)) + ".";
    out.by_slice = flips_by_part(counter, columns, input.confidence);
    out.sentence = sentence(out, input);
    out.note = prepared.independent()
                   ? "every difference is paired on the same rows"
                   : "every difference is paired on the same rows and robust to clusters; "
                     "McNemar's test takes rows as independent and unweighted";
    return out;
}

}  // namespace assay::validate
