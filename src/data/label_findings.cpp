#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// Findings about the target, and about the table as a whole.

namespace assay::data {
namespace {

// Half width of a 90 % interval of a share near one half, in points.
double points_either_way(std::int64_t rows) {
    return 100 * 1.645 * 0.5 / std::sqrt(static_cast<double>(rows));
}

void find_few(const LabelCount& labels, const std::string& target, Issues& issues) {
    constexpr std::int64_t kHopeless = 10;
    constexpr std::int64_t kFew = 50;
    constexpr std::int64_t kWanted = 271;  // brings the interval to 5 points either way
    const auto negatives = labels.rows - labels.positives;
    const auto fewer = std::min(labels.positives, negatives);
    if (fewer >= kFew) {
        return;
    }
    const auto which = labels.positives <= negatives ? "positive" : "negative";
    const auto precision =
        fewer == 0 ? std::string("No rate of hits or misses can be told.")
                   : fmt::format(
                         "A share of them caught, near one half, is known only to {} points "
                         "either way (90 %).",
                         figure(std::min(50.0, points_either_way(fewer)), 2));
    issues.push_back(
        {.code = "few-positives",
         .severity = fewer < kHopeless ? Severity::Error : Severity::Warning,
         .column = target,
         .rows = fewer,
         .sentence = fmt::format("Only {} of {} are {}. {}", count(fewer),
                                 counted(labels.rows, "row") + " with a target", which, precision),
         .fix = fmt::format("Collect more {} rows: {} would bring that to 5 points.", which,
                            count(kWanted))});
}

void find_balance(const LabelCount& labels, const std::string& target, Issues& issues) {
    if (labels.rate() < 0.4 || labels.rate() > 0.6) {
        return;
    }
    issues.push_back(
        {.code = "imbalance-questioned",
         .severity = Severity::Question,
         .column = target,
         .rows = labels.positives,
         .sentence = fmt::format(
             "{} of the rows with a target are positive. So even a rate is often made by sampling; "
             "if it is, money and probabilities are wrong by the ratio of the rates.",
             percent(labels.rate())),
         .fix = "If the table was balanced, give the rate in use as [data] positive_rate, or a "
                "[data] weight. If it is the true rate, nothing to do."});
}

void find_unlabelled(const CheckInput& input, const LabelCount& labels, Issues& issues) {
    const auto all = static_cast<std::int64_t>(input.labels.size());
    const auto without = all - labels.rows;
    if (without == 0) {
        return;
    }
    issues.push_back(
        {.code = "missing",
         .severity = Severity::Question,
         .column = input.target,
         .rows = without,
         .sentence = fmt::format(
             "{} of {} have no target ({}). They are left out; if the target is known only where "
             "someone acted, the rest is not a fair picture of all decisions.",
             count(without), counted(all, "row"), share_text(without, all)),
         .fix = "Say what they are. If labels exist only for some cases by choice, give "
                "[data] label_seen_when."});
}

struct OrderEffect {
    double auc = 0.5;       // of the row number
    double auc_z = 0;       // in standard errors of no order
    double neighbours = 0;  // correlation of a row's target with the next row's
    double neighbours_z = 0;
};

OrderEffect order_effect(std::span<const std::uint8_t> labels, const LabelCount& counted) {
    const auto positives = static_cast<double>(counted.positives);
    const auto negatives = static_cast<double>(counted.rows) - positives;
    const double rate = counted.rate();
    double below = 0;
    double right = 0;
    double products = 0;
    double before = 0;
    for (const auto label : labels) {
        if (label == kNoLabel) {
            continue;
        }
        right += label == 1 ? below : 0;
        below += label == 0 ? 1 : 0;
        const double centred = label - rate;
        products += before * centred;
        before = centred;
    }
    OrderEffect out;
    out.auc = right / (positives * negatives);
    const double error = std::sqrt((positives + negatives + 1) / (12 * positives * negatives));
    out.auc_z = std::abs(out.auc - 0.5) / error;
    const auto rows = static_cast<double>(counted.rows);
    out.neighbours = products / (rows * rate * (1 - rate));
    out.neighbours_z = out.neighbours * std::sqrt(rows);
    return out;
}

Issue order_issue(const CheckInput& input, Severity severity, std::string finding) {
    return {.code = "order-predicts",
            .severity = severity,
            .column = "",
            .rows = static_cast<std::int64_t>(input.labels.size()),
            .sentence = std::move(finding),
            .fix =
                "If the order is time, name its column as [data] time; if neighbours belong "
                "together, name what they share as [data] entity; else keep columns that count "
                "along with the rows out of the model."};
}

}  // namespace

LabelCount count_labels(std::span<const std::uint8_t> labels) {
    LabelCount out;
    for (const auto label : labels) {
        out.rows += label != kNoLabel ? 1 : 0;
        out.positives += label == 1 ? 1 : 0;
    }
    return out;
}

void find_label_trouble(const CheckInput& input, Issues& issues) {
    if (input.labels.empty()) {
        return;
    }
    const auto labels = count_labels(input.labels);
    find_few(labels, input.target, issues);
    find_unlabelled(input, labels, issues);
    if (labels.rows > 0) {
        find_balance(labels, input.target, issues);
    }
}

void find_order(const CheckInput& input, Issues& issues) {
    constexpr double kSureOf = 5;  // standard errors
    constexpr std::int64_t kFewestOfAClass = 10;
    const auto labels = count_labels(input.labels);
    const auto fewer = std::min(labels.positives, labels.rows - labels.positives);
    if (!input.times.empty() || fewer < kFewestOfAClass) {
        return;
    }
    const auto effect = order_effect(input.labels, labels);
    if (effect.auc_z > kSureOf && std::abs(effect.auc - 0.5) >= 0.05) {
        issues.push_back(order_issue(
            input, Severity::Warning,
            fmt::format("The row number alone predicts the target: positives come {} in the file "
                        "(AUC {} of the row number). The file is sorted by the target, or by time "
                        "while the rate moves; whatever rises with the rows then looks like "
                        "knowledge, and random splits look into the future.",
                        effect.auc > 0.5 ? "late" : "early",
                        figure(std::max(effect.auc, 1 - effect.auc)))));
    } else if (effect.neighbours_z > kSureOf && effect.neighbours >= 0.1) {
        issues.push_back(order_issue(
            input, Severity::Question,
            fmt::format("Neighbouring rows share their target more often than chance (correlation "
                        "{}). Are they the same customer, device or day? Then random splits put "
                        "parts of one case on both sides, and scores look better than they will "
                        "be.",
                        figure(effect.neighbours))));
    }
}

void find_wide(const CheckInput& input, Issues& issues) {
    const auto features = static_cast<std::int64_t>(input.features.size());
    const auto rows = static_cast<std::int64_t>(input.table->rows);
    if (features * 10 <= rows || features == 0) {
        return;
    }
    issues.push_back(
        {.code = "wide",
         .severity = Severity::Warning,
         .column = "",
         .rows = rows,
         .sentence =
             fmt::format("{} columns for {}: fewer than ten rows a column. Some column will "
                         "fit the target by luck, and results will swing between splits.",
                         count(features), counted(rows, "row")),
         .fix = "Leave out columns that cannot matter ([data] ignore), or collect more rows."});
}

void find_entities(const CheckInput& input, Issues& issues) {
    if (input.entities.empty()) {
        return;
    }
    const auto highest = std::max(*std::ranges::max_element(input.entities), -1);
    std::vector<std::int64_t> rows_of(static_cast<std::size_t>(highest) + 1, 0);
    for (const auto entity : input.entities) {
        if (entity >= 0) {
            ++rows_of[static_cast<std::size_t>(entity)];
        }
    }
    std::int64_t entities = 0;
    std::int64_t sharing = 0;
    for (const auto rows : rows_of) {
        entities += rows > 0 ? 1 : 0;
        sharing += rows > 1 ? rows : 0;
    }
    if (sharing == 0) {
        return;
    }
    const auto all = static_cast<std::int64_t>(input.entities.size());
    issues.push_back(
        {.code = "entity-across",
         .severity = Severity::Info,
         .column = input.entity,
         .rows = sharing,
         .sentence = fmt::format(
             "{} of {} ({}) share {} with another row: {} different ones, the largest with {}. "
             "Splits keep them together; were they torn apart, a model could recognise them and "
             "scores would look better than they will be.",
             count(sharing), counted(all, "row"), share_text(sharing, all), input.entity,
             count(entities), counted(*std::ranges::max_element(rows_of), "row")),
         .fix = ""});
}

}  // namespace assay::data
