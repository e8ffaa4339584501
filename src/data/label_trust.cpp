#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "data/label_guard.hpp"
#include "data/label_values.hpp"
#include "data/labelling.hpp"
#include "data/scene.hpp"

// Whether the target itself can be trusted: by a model's chances, and by several people's labels.

namespace assay::data {
namespace {

constexpr std::int64_t kNoise = 20;
constexpr std::int64_t kPeople = 21;
constexpr std::size_t kTold = 10;

// ---- one label a row, and a model

engine::Table with_columns(std::size_t rows, std::vector<engine::Column> columns) {
    engine::Table out;
    out.rows = rows;
    out.columns = std::move(columns);
    return out;
}

/// The two classes as the target writes them; the negative one may stand for several values.
std::pair<std::string, std::string> class_names(const engine::Column& target,
                                                std::span<const std::uint8_t> labels) {
    std::string negative;
    std::string positive;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        if (labels[row] == kNoLabel) {
            continue;
        }
        const auto text = cell_text(target, row);
        if (labels[row] == 1) {
            positive = text;
        } else if (negative.empty()) {
            negative = text;
        } else if (negative != text) {
            negative = "another";
        }
    }
    return {negative, positive};
}

/// Scores as the chances of two classes; rows without a score have no say.
Result<LabelTable> read_scored(const InspectionInput& input) {
    const auto& scores = input.table->find(input.scores)->numbers;
    const auto [negative, positive] = class_names(*input.table->find(input.target), input.labels);
    engine::Column label;
    label.name = "label";
    label.type = engine::Type::Text;
    label.levels = {negative, positive};
    engine::Column no;
    no.name = negative;
    engine::Column yes;
    yes.name = positive;
    no.type = yes.type = engine::Type::Real;
    for (std::size_t row = 0; row < scores.size(); ++row) {
        const bool known = input.labels[row] != kNoLabel && !std::isnan(scores[row]);
        label.codes.push_back(known ? input.labels[row] : engine::kMissingCode);
        no.numbers.push_back(1 - scores[row]);
        yes.numbers.push_back(scores[row]);
    }
    const auto rows = input.table->rows;
    const auto matrix = with_columns(rows, {std::move(no), std::move(yes)});
    return read_label_table(with_columns(rows, {std::move(label)}), &matrix,
                            {.label = "label",
                             .id = {},
                             .reference = {},
                             .chances = matrix.names(),
                             .classes = {negative, positive}});
}

Result<LabelTable> read_chances(const InspectionInput& input) {
    return read_label_table(with_columns(input.table->rows, {*input.table->find(input.target)}),
                            input.table,
                            {.label = input.target,
                             .id = {},
                             .reference = {},
                             .chances = input.probs,
                             .classes = input.classes});
}

/// Enough wrong labels to matter, and at least `precision` of the suspected rows among them.
bool worth_a_word(const LabelErrorReport& report, double precision) {
    constexpr double kLeastNoise = 0.01;
    return report.suspected > 0 && report.noise_rate.low >= kLeastNoise &&
           report.effect.errors_found.low >= precision * static_cast<double>(report.suspected);
}

std::vector<std::uint32_t> first_suspects(const LabelTable& table, const JudgedLabels& judged) {
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < std::min(kTold, judged.errors.ranked.size()); ++i) {
        const auto place = static_cast<std::size_t>(judged.errors.ranked[i]);
        out.push_back(static_cast<std::uint32_t>(table.rows[place]));
    }
    return out;
}

void tell_noise(const std::string& target, const LabelTable& table, const JudgedLabels& judged,
                Issues& issues, Untold& untold) {
    // Without more contradictions than the chances allow for, the suspects are all there is.
    constexpr double kLeastPrecision = 0.2;
    constexpr double kLeastPrecisionAlone = 0.5;
    const auto& report = *judged.document.errors;
    const auto guard = guard_of(table, report.doubted, report.noise_rate.confidence);
    const bool more = guard.beyond_chance;
    if (!guard.tells_classes) {
        untold[kNoise] =
            "give a model that is right more often than the commonest class alone would be: this "
            "one tells no wrong label from a right one";
        return;
    }
    if (!worth_a_word(report, more ? kLeastPrecision : kLeastPrecisionAlone)) {
        return;
    }
    issues.push_back(
        {.code = "label-noise",
         .severity = more ? Severity::Warning : Severity::Question,
         .column = target,
         .rows = report.suspected,
         .sentence = fmt::format(
             "{} {} The model takes {} for another class; its own chances allow for {}{}.",
             report.sentences[0], report.sentences[1], counted(report.doubted, "row"),
             count(std::llround(guard.allowed)),
             more ? "" : ", so these may be rare rows and not wrong labels"),
         .fix = "Have a person look at these rows, the likeliest errors first; assay data labels "
                "writes the queue.",
         .at = first_suspects(table, judged)});
}

Result<> find_noise(const Scene& scene, Issues& issues, Untold& untold) {
    const auto& input = *scene.input;
    if (input.labels.empty() || (input.probs.empty() && input.scores.empty())) {
        return {};
    }
    if (input.probs.empty()) {
        const auto& scores = input.table->find(input.scores)->numbers;
        const auto outside =
            std::ranges::find_if(scores, [](double score) { return score < 0 || score > 1; });
        if (outside != scores.end()) {
            untold[kNoise] = fmt::format(
                "give --scores that are chances: row {} of \"{}\" holds {:g}, not 0 to 1",
                outside - scores.begin() + 1, input.scores, *outside);
            return {};
        }
    }
    const auto table = TRY(input.probs.empty() ? read_scored(input) : read_chances(input));
    const auto judged = TRY(judge_labels(table, {.most = 0, .seed = input.seed}));
    tell_noise(input.target, table, judged, issues, untold);
    return {};
}

// ---- labels of several people

/// Rows of items on which not all labels are equal.
struct Disputed {
    std::int64_t rows = 0;
    std::vector<std::uint32_t> first;
};

Disputed disputed_rows(const InspectionInput& input, const Annotations& read) {
    constexpr std::int32_t kNone = -1;
    std::vector<std::int32_t> said(read.items.size(), kNone);
    std::vector<bool> split(read.items.size(), false);
    for (std::size_t i = 0; i < read.ratings.label.size(); ++i) {
        const auto item = static_cast<std::size_t>(read.ratings.item[i]);
        split[item] = split[item] || (said[item] != kNone && said[item] != read.ratings.label[i]);
        said[item] = read.ratings.label[i];
    }
    Disputed out;
    for (const auto item : read.ratings.item) {
        out.rows += split[static_cast<std::size_t>(item)] ? 1 : 0;
    }
    const Names items(read.items);
    const auto& column = *input.table->find(input.item);
    out.first = first_rows(input.table->rows, [&](std::size_t row) {
        return split[static_cast<std::size_t>(items.find(cell_text(column, row)))];
    });
    return out;
}

/// Nothing where the labels are reliable, by the bars of Krippendorff (2004).
std::optional<Severity> severity_of(const stats::Estimate& alpha) {
    constexpr double kReliable = 0.8;
    constexpr double kTentative = 0.667;
    if (alpha.low >= kReliable) {
        return std::nullopt;
    }
    return alpha.high < kTentative  ? Severity::Warning
           : alpha.low < kTentative ? Severity::Question
                                    : Severity::Info;
}

Result<> find_disagreement(const Scene& scene, Issues& issues, Untold& untold) {
    const auto& input = *scene.input;
    if (input.item.empty() || input.annotator.empty() || input.labels.empty()) {
        return {};
    }
    const auto read = TRY(read_annotations(*input.table, {.item = input.item,
                                                          .annotator = input.annotator,
                                                          .label = input.target,
                                                          .seconds = {},
                                                          .reference = {},
                                                          .classes = input.classes}));
    const auto judged = TRY(judge_annotations(read, {.most = 0, .seed = input.seed}));
    const auto& report = *judged.document.agreement;
    if (std::isnan(report.alpha.low)) {
        untold[kPeople] = report.alpha.method;
        return {};
    }
    const auto severity = severity_of(report.alpha);
    if (!severity) {
        return {};
    }
    auto disputed = disputed_rows(input, read);
    issues.push_back({.code = "annotators-disagree",
                      .severity = *severity,
                      .column = input.target,
                      .rows = disputed.rows,
                      .sentence = report.sentences[0] + " " + report.sentences[1],
                      .fix = "Sharpen the guide for annotators by the items on which they differ; "
                             "assay data labels says who errs, and writes the queue.",
                      .at = std::move(disputed.first)});
    return {};
}

}  // namespace

Result<> find_untrusted_labels(const Scene& scene, Issues& issues, Untold& untold) {
    TRY(find_noise(scene, issues, untold));
    return find_disagreement(scene, issues, untold);
}

}  // namespace assay::data
