#include <algorithm>
#include <cmath>
#include <numeric>

#include "data/distribution.hpp"
#include "data/label_words.hpp"
#include "data/labelling.hpp"
#include "stats/median.hpp"
#include "stats/rate.hpp"
#include "stats/resampling.hpp"

namespace assay::data {
namespace {

using stats::Estimate;

constexpr double kSure = 0.9;
constexpr std::size_t kMostPairs = 100;
constexpr std::size_t kMostMistakes = 5;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

std::vector<double> known(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    return values;
}

/// 1 right, 0 wrong, -1 not compared: of each rating, against the reference of its item.
std::vector<std::int8_t> against_reference(const Annotations& input) {
    std::vector<std::int8_t> out(input.ratings.label.size(), -1);
    if (!input.checked.empty()) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::int32_t truth = input.checked[at(input.ratings.item[i])];
            if (truth >= 0) {
                out[i] = truth == input.ratings.label[i] ? 1 : 0;
            }
        }
    }
    return out;
}

/// Share of right labels over all people. Labels of one item stand or fall together, so the Wilson
/// interval is that of as many independent labels as would be as uncertain.
Estimate pooled(const Annotations& input, const std::vector<std::int8_t>& right,
                double confidence) {
    std::vector<double> values;
    std::vector<std::int32_t> items;
    for (std::size_t i = 0; i < right.size(); ++i) {
        if (right[i] >= 0) {
            values.push_back(right[i]);
            items.push_back(input.ratings.item[i]);
        }
    }
    const auto labels = static_cast<double>(values.size());
    const double share = std::accumulate(values.begin(), values.end(), 0.0) / labels;
    const double variance = stats::cluster_variance(values, items, input.ratings.items);
    const double trials = variance > 0 ? std::min(labels, share * (1 - share) / variance) : labels;
    Estimate out = stats::wilson_estimate(
        {.hits = std::llround(share * std::round(trials)), .trials = std::llround(trials)},
        confidence);
    if (!values.empty()) {
        out.value = share;
        out.method = "Wilson score, labels of one item taken together";
    } else {
        out.method = "no item has labels of two people, and there is no reference";
    }
    return out;
}

std::vector<Mistake> mistakes_of(const Annotations& input, const stats::AnnotatorSkill& skill,
                                 double confidence) {
    const std::size_t classes = input.classes.size();
    std::vector<std::pair<double, Mistake>> all;
    for (std::size_t truth = 0; truth < classes && !skill.truths.empty(); ++truth) {
        for (std::size_t said = 0; said < classes; ++said) {
            const double times = skill.truths[truth] * skill.confusion[truth * classes + said];
            if (said == truth || times < 0.5) {
                continue;
            }
            const stats::Rate rate{.hits = std::llround(times),
                                   .trials = std::llround(std::max(times, skill.truths[truth]))};
            all.push_back({times,
                           {.truth = input.classes[truth],
                            .said = input.classes[said],
                            .share = stats::wilson_estimate(rate, confidence)}});
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Mistake> out;
    for (std::size_t i = 0; i < std::min(all.size(), kMostMistakes); ++i) {
        out.push_back(std::move(all[i].second));
    }
    return out;
}

std::vector<Annotator> people_of(const Annotations& input, const stats::DawidSkene& fitted,
                                 const std::vector<std::int8_t>& checked, double confidence) {
    const std::size_t classes = input.classes.size();
    std::vector<stats::Rate> rates(input.annotators.size(), stats::Rate{.hits = 0, .trials = 0});
    std::vector<std::vector<double>> seconds(input.annotators.size());
    for (std::size_t i = 0; i < checked.size(); ++i) {
        const std::size_t person = at(input.ratings.annotator[i]);
        rates[person].trials += checked[i] >= 0 ? 1 : 0;
        rates[person].hits += checked[i] == 1 ? 1 : 0;
        seconds[person].push_back(input.seconds[i]);
    }
    std::vector<Annotator> out;
    for (std::size_t person = 0; person < input.annotators.size(); ++person) {
        const auto& skill = fitted.annotators[person];
        Annotator each;
        each.name = input.annotators[person];
        each.labels = skill.labels;
        each.quality = skill.quality;
        each.against_others = skill.against_others;
        each.against_reference = stats::wilson_estimate(rates[person], confidence);
        each.seconds = stats::median_estimate(known(std::move(seconds[person])), confidence);
        for (std::size_t truth = 0; truth < classes; ++truth) {
            const auto row = skill.confusion.begin() + static_cast<std::ptrdiff_t>(truth * classes);
            each.confusion.emplace_back(row, row + static_cast<std::ptrdiff_t>(classes));
        }
        each.mistakes = mistakes_of(input, skill, confidence);
        out.push_back(std::move(each));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.quality.value > b.quality.value;
    });
    return out;
}

HumanBar bar_of(const Annotations& input, const stats::DawidSkene& fitted,
                const std::vector<std::int8_t>& checked, double confidence) {
    const bool referenced =
        std::any_of(checked.begin(), checked.end(), [](std::int8_t each) { return each >= 0; });
    HumanBar out;
    out.against =
        referenced ? "the reference in \"" + input.reference + "\"" : "the consensus of the others";
    out.accuracy = pooled(input, referenced ? checked : fitted.right, confidence);
    auto seconds = known(input.seconds);
    std::sort(seconds.begin(), seconds.end());
    out.seconds_low = quantile(seconds, 0.05);
    out.seconds_high = quantile(seconds, 0.95);
    out.seconds = stats::median_estimate(std::move(seconds), confidence);
    out.sentence = bar_sentence(out);
    return out;
}

double chance_of(const stats::DawidSkene& fitted, std::int32_t item, std::size_t classes) {
    const std::int32_t cls = fitted.consensus[at(item)];
    return cls < 0 ? 0 : fitted.chances[at(item) * classes + at(cls)];
}

/// Items without a label, tied, or unsure, in this order of chance; then by number.
std::vector<std::int32_t> queue_of(const Annotations& input, const stats::DawidSkene& fitted) {
    const std::size_t classes = input.classes.size();
    std::vector<std::int32_t> out;
    for (std::int32_t item = 0; item < input.ratings.items; ++item) {
        if (fitted.tied[at(item)] != 0 || chance_of(fitted, item, classes) < kSure) {
            out.push_back(item);
        }
    }
    std::stable_sort(out.begin(), out.end(), [&](std::int32_t a, std::int32_t b) {
        return chance_of(fitted, a, classes) < chance_of(fitted, b, classes);
    });
    return out;
}

std::string why(const stats::DawidSkene& fitted, std::int32_t item, std::int64_t labels) {
    if (labels == 0) {
        return "nobody labelled it";
    }
    if (fitted.tied[at(item)] != 0) {
        return "two classes are as likely";
    }
    return labels == 1 ? "one label, by someone who is not always right"
                       : "the labels do not agree enough";
}

std::vector<QueuedItem> queued_items(const Annotations& input, const JudgedAnnotations& judged,
                                     std::size_t most) {
    const std::size_t classes = input.classes.size();
    const auto items = stats::by_item(input.ratings);
    std::vector<QueuedItem> out;
    for (std::size_t i = 0; i < std::min(most, judged.queue.size()); ++i) {
        const std::int32_t item = judged.queue[i];
        QueuedItem each;
        each.item = input.items[at(item)];
        const std::int32_t cls = judged.consensus.consensus[at(item)];
        each.consensus = cls < 0 ? "" : input.classes[at(cls)];
        each.chance = chance_of(judged.consensus, item, classes);
        for (std::size_t j = items.first[at(item)]; j < items.first[at(item) + 1]; ++j) {
            ++each.votes[input.classes[at(input.ratings.label[items.order[j]])]];
        }
        each.why =
            why(judged.consensus, item,
                static_cast<std::int64_t>(items.first[at(item) + 1] - items.first[at(item)]));
        out.push_back(std::move(each));
    }
    return out;
}

ConsensusSummary summary_of(const Annotations& input, const stats::DawidSkene& fitted) {
    const std::size_t classes = input.classes.size();
    ConsensusSummary out;
    for (std::int32_t item = 0; item < input.ratings.items; ++item) {
        out.items += fitted.consensus[at(item)] >= 0 ? 1 : 0;
        out.sure += chance_of(fitted, item, classes) >= kSure ? 1 : 0;
        out.tied += fitted.tied[at(item)];
    }
    out.rounds = fitted.rounds;
    out.converged = fitted.converged;
    for (std::size_t k = 0; k < classes; ++k) {
        out.shares[input.classes[k]] = fitted.priors[k];
    }
    return out;
}

Result<> add_agreement(const Annotations& input, const LabellingOptions& options,
                       AgreementReport& out) {
    stats::AlphaOptions alpha{
        .distance = options.distance, .confidence = options.confidence, .seed = options.seed};
    if (options.distance == stats::LabelDistance::Interval) {
        for (const auto& name : input.classes) {
            try {
                alpha.values.push_back(std::stod(name));
            } catch (const std::exception&) {
                return fail(ErrorCode::InvalidInput,
                            "--distance interval: class \"" + name + "\" is no number",
                            "take nominal, or ordinal with --classes in order");
            }
        }
    }
    out.alpha = TRY(stats::krippendorff_alpha(input.ratings, alpha));
    const auto equal = stats::unanimity(input.ratings);
    out.twice = equal.items;
    out.unanimous = stats::wilson_estimate({.hits = equal.unanimous, .trials = equal.items},
                                           options.confidence);
    const auto pairs = TRY(stats::pairwise_kappa(input.ratings, options.confidence));
    out.pairs_in_all = static_cast<std::int64_t>(pairs.size());
    for (std::size_t i = 0; i < std::min(kMostPairs, pairs.size()); ++i) {
        out.pairs.push_back({.first = input.annotators[at(pairs[i].first)],
                             .second = input.annotators[at(pairs[i].second)],
                             .items = pairs[i].items,
                             .agreement = pairs[i].agreement,
                             .kappa = pairs[i].kappa});
    }
    return {};
}

/// Where no item has two labels, each person agrees with nobody but themselves.
void forget_consensus(AgreementReport& report) {
    report.consensus.sure = 0;
    for (auto& each : report.people) {
        each.quality = {.confidence = each.quality.confidence,
                        .method = "cannot tell: no two people labelled the same item"};
        each.mistakes.clear();
    }
}

}  // namespace

Result<JudgedAnnotations> judge_annotations(const Annotations& input,
                                            const LabellingOptions& options) {
    JudgedAnnotations out;
    out.consensus = TRY(stats::dawid_skene(input.ratings, {.confidence = options.confidence}));
    out.queue = queue_of(input, out.consensus);
    const auto checked = against_reference(input);
    AgreementReport report;
    report.items = static_cast<std::int64_t>(input.items.size());
    report.annotators = static_cast<std::int64_t>(input.annotators.size());
    report.labels = static_cast<std::int64_t>(input.ratings.label.size());
    TRY(add_agreement(input, options, report));
    report.consensus = summary_of(input, out.consensus);
    report.people = people_of(input, out.consensus, checked, options.confidence);
    if (report.twice == 0) {
        forget_consensus(report);
    }
    report.human = bar_of(input, out.consensus, checked, options.confidence);
    report.queued = static_cast<std::int64_t>(out.queue.size());
    report.queue = queued_items(input, out, options.most);
    report.sentences = agreement_sentences(report);

    out.document.rows = report.labels;
    out.document.classes = input.classes;
    out.document.sentence = report.sentences.front();
    out.document.issues = input.issues;
    out.document.agreement = std::move(report);
    out.document.not_run = {"label errors by a model: give --probs with one label a row"};
    if (known(input.seconds).empty()) {
        out.document.not_run.push_back("seconds for a label: give --seconds");
    }
    return out;
}

}  // namespace assay::data
