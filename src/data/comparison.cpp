#include "data/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/chunks.hpp"
#include "data/column_drift.hpp"
#include "data/comparison_input.hpp"
#include "data/joint_drift.hpp"
#include "data/model_drift.hpp"
#include "data/named_statistic.hpp"
#include "data/paired_column.hpp"
#include "data/two_threads.hpp"
#include "data/words.hpp"
#include "stats/multiplicity.hpp"

namespace assay::data {
namespace {

constexpr std::int64_t kFewestJointRows = 100;  // of each table

/// Tables, options and what is found, step by step.
class Comparison {
  public:
    Comparison(const engine::Table& current, const engine::Table& reference,
               const CompareOptions& options, const Progress& progress)
        : current_(current),
          reference_(reference),
          options_(options),
          progress_(progress),
          plan_(ChunkPlan::of(reference.rows, current.rows)) {}

    Result<DriftReport> run() {
        report_.current_rows = static_cast<std::int64_t>(current_.rows);
        report_.reference_rows = static_cast<std::int64_t>(reference_.rows);
        report_.method = drift_method(plan_, options_.seed);
        TRY(match());
        TRY(judge_columns());
        adjust();
        say_hidden();
        TRY(look_at_all());
        TRY(look_at_scores());
        std::ranges::stable_sort(report_.issues, std::ranges::greater{}, &Issue::severity);
        report_.sentence = sentence_of(report_);
        return std::move(report_);
    }

  private:
    struct Match {
        const engine::Column* reference;
        const engine::Column* current;
    };

    bool asked_for(const std::string& name) const {
        return name != options_.key &&
               (options_.columns.empty() || std::ranges::count(options_.columns, name) > 0);
    }

    Result<> match();
    void compare_types(const engine::Column& then, const engine::Column& now);
    void say_gone(const std::vector<std::string>& gone, const std::vector<std::string>& added);
    Result<> judge_columns();
    void adjust();
    void tell(JudgedColumn& column);
    bool is_hidden(std::size_t i) const;
    void say_hidden();
    Result<> look_at_all();
    void tell_joint(JointDrift joint);
    Result<> look_at_scores();
    std::string key_of(std::size_t row) const;

    const engine::Table& current_;
    const engine::Table& reference_;
    const CompareOptions& options_;
    const Progress& progress_;
    ChunkPlan plan_;
    std::vector<Match> matches_;
    std::vector<PairedColumn> paired_;  // kept for the classifier
    std::vector<JudgedColumn> judged_;
    DriftReport report_;
};

Result<> Comparison::match() {
    std::vector<std::string> gone;
    std::vector<std::string> added;
    for (const auto& column : reference_.columns) {
        if (!asked_for(column.name)) {
            continue;
        }
        if (const auto* now = current_.find(column.name)) {
            compare_types(column, *now);
        } else if (column.name != options_.target) {
            gone.push_back(column.name);
        }
    }
    for (const auto& column : current_.columns) {
        if (asked_for(column.name) && reference_.find(column.name) == nullptr) {
            added.push_back(column.name);
        }
    }
    if (matches_.empty() && report_.issues.empty()) {
        return fail(ErrorCode::InvalidInput, "no column is in both tables",
                    fmt::format("columns are matched by name; the reference has {}",
                                listed(reference_.names())));
    }
    say_gone(gone, added);
    return {};
}

void Comparison::compare_types(const engine::Column& then, const engine::Column& now) {
    if (comparable(then.type, now.type) || all_missing(then) || all_missing(now)) {
        matches_.push_back({&then, &now});
        return;
    }
    report_.issues.push_back(
        {.code = "type-changed",
         .severity = Severity::Error,
         .column = then.name,
         .rows = report_.current_rows,
         .sentence = fmt::format("{} is {} now and was {}; the two cannot be compared.", then.name,
                                 type_text(now.type), type_text(then.type)),
         .fix = fmt::format("Write \"{}\" as before, or cast it on the way in.", then.name)});
}

void Comparison::say_gone(const std::vector<std::string>& gone,
                          const std::vector<std::string>& added) {
    for (const auto& name : gone) {
        const auto near = nearest(name, added);
        report_.issues.push_back(
            {.code = "column-gone",
             .severity = Severity::Error,
             .column = name,
             .rows = report_.current_rows,
             .sentence = fmt::format(
                 "{} is in the reference and no more in the current table.{}", name,
                 near.empty() ? std::string() : " A new column is called " + near + "."),
             .fix = "Bring it back, or leave it out of the model."});
    }
    for (const auto& name : added) {
        report_.issues.push_back(
            {.code = "column-new",
             .severity = Severity::Info,
             .column = name,
             .rows = report_.current_rows,
             .sentence = fmt::format("{} is new: the reference does not have it.", name),
             .fix = {}});
    }
}

Result<> Comparison::judge_columns() {
    const auto tests = 2 * matches_.size();
    const int most = static_cast<int>(std::clamp<std::size_t>(20 * tests, 999, 40'000));
    paired_.resize(matches_.size());
    judged_.resize(matches_.size());
    std::vector<std::vector<NamedStatistic>> named(matches_.size());
    std::atomic<std::size_t> done{0};
    on_two_threads(matches_.size(), [&](std::size_t i) {
        if (!progress_.check()) {
            return;
        }
        paired_[i] = pair_columns(*matches_[i].reference, *matches_[i].current);
        judged_[i] = judge(paired_[i], plan_, report_.method, most, options_.confidence);
        named[i] = named_statistics(paired_[i], options_.statistics);
        const auto so_far = done.fetch_add(1) + 1;
        progress_.say(fmt::format("columns, {} of {}", so_far, matches_.size()),
                      0.7 * static_cast<double>(so_far) / static_cast<double>(matches_.size()));
    });
    for (auto& each : named) {
        std::ranges::move(each, std::back_inserter(report_.statistics));
    }
    return progress_.check();
}

void Comparison::adjust() {
    std::vector<double> p;
    for (const auto& column : judged_) {
        p.push_back(column.told.p);
        p.push_back(column.told.missing_p);
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < judged_.size(); ++i) {
        judged_[i].told.p_adjusted = adjusted[2 * i];
        judged_[i].told.missing_p_adjusted = adjusted[2 * i + 1];
        tell(judged_[i]);
        report_.columns.push_back(judged_[i].told);
    }
}

void Comparison::tell(JudgedColumn& column) {
    auto& told = column.told;
    const auto& method = report_.method;
    if (told.current_missing == 1 && told.reference_missing < 1) {
        report_.issues.push_back(
            {.code = "all-missing",
             .severity = Severity::Error,
             .column = told.name,
             .rows = report_.current_rows,
             .sentence = fmt::format("{} has no value at all now; it was missing in {} of the "
                                     "reference.",
                                     told.name, percent(told.reference_missing)),
             .fix = "Ask what became of its source."});
        return;
    }
    const double missing = std::abs(told.missing_change.value);
    if (missing >= method.least_missing && told.missing_p_adjusted <= method.false_discoveries) {
        const bool warning = missing >= method.warn_missing;
        told.moved = warning ? "warning" : "info";
        report_.issues.push_back(missing_issue(column, report_.current_rows, warning));
    }
    if (told.p_adjusted > method.false_discoveries) {
        return;
    }
    const bool shift = told.measure == "wasserstein";
    const bool warning = told.effect.value >= (shift ? method.warn_shift : method.warn_mix);
    const bool clock =
        told.unit == "days" || (column.instead && column.instead->code == "counts-up");
    const std::string moved = warning && !clock ? "warning" : "info";
    told.moved = told.moved == "warning" ? told.moved : moved;
    if (column.instead) {
        report_.issues.push_back(*column.instead);
        return;
    }
    auto issue = drift_issue(column, report_.current_rows);
    issue.severity = moved == "warning" ? Severity::Warning : Severity::Info;
    report_.issues.push_back(std::move(issue));
}

/// Chance alone moves the column further than a warning needs, and three times as far as it would
/// if rows were independent.
bool Comparison::is_hidden(std::size_t i) const {
    const auto& told = judged_[i].told;
    const auto rows = static_cast<double>(std::min(report_.reference_rows, report_.current_rows));
    const bool shift = told.measure == "wasserstein";
    const double levels = static_cast<double>(paired_[i].levels.size());
    const double by_rows = std::sqrt(shift ? 2 / rows : levels / (4 * rows));
    const double bar = shift ? report_.method.warn_shift : report_.method.warn_mix;
    return !told.measure.empty() && !judged_[i].instead && told.moved.empty() &&
           told.by_chance > std::max(bar, 3 * by_rows);
}

void Comparison::say_hidden() {
    std::vector<std::string> hidden;
    for (std::size_t i = 0; i < judged_.size(); ++i) {
        if (is_hidden(i)) {
            hidden.push_back(
                fmt::format("{} ({})", judged_[i].told.name, figure(judged_[i].told.by_chance)));
        }
    }
    if (hidden.empty()) {
        return;
    }
    constexpr std::size_t kNamed = 6;
    const auto all = std::ssize(hidden);
    hidden.resize(std::min(hidden.size(), kNamed));
    report_.issues.push_back(
        {.code = "drift-hidden",
         .severity = Severity::Question,
         .column = {},
         .rows = report_.current_rows,
         .sentence = fmt::format(
             "Neighbouring rows are alike in {}{}: only a move beyond what stands in brackets "
             "could be told from chance. Are the tables sorted by it?",
             listed(hidden), all > std::ssize(hidden) ? " and more" : ""),
         .fix = "Bring the rows into the order in which they arose, and compare again."});
}

std::string Comparison::key_of(std::size_t row) const {
    const auto* key = current_.find(options_.key);
    if (key == nullptr || key->missing(row)) {
        return {};
    }
    return key->type == engine::Type::Text ? key->levels[static_cast<std::size_t>(key->codes[row])]
                                           : value_text(*key, value_at(*key, row));
}

Result<> Comparison::look_at_all() {
    if (options_.joint_rows <= 0) {
        report_.not_run.emplace_back("all columns at once: give --joint-rows above 0");
        return {};
    }
    JointInput input{.columns = {},
                     .reference_rows = reference_.rows,
                     .current_rows = current_.rows,
                     .most_rows = options_.joint_rows,
                     .key_of = [this](std::size_t row) { return key_of(row); },
                     .confidence = options_.confidence,
                     .seed = options_.seed,
                     .threads = options_.threads};
    for (std::size_t i = 0; i < paired_.size(); ++i) {
        const auto& told = judged_[i].told;
        const bool usable = !told.measure.empty() && paired_[i].measure != Measure::Times &&
                            !judged_[i].instead && told.name != options_.target &&
                            told.name != options_.scores;
        if (usable) {
            input.columns.push_back(&paired_[i]);
        }
    }
    if (input.columns.empty()) {
        report_.not_run.emplace_back(
            "all columns at once: no column of numbers or categories can be compared");
        return {};
    }
    if (std::min(report_.reference_rows, report_.current_rows) < kFewestJointRows) {
        report_.not_run.push_back(
            fmt::format("all columns at once: give {} rows a table", kFewestJointRows));
        return {};
    }
    if (options_.joint_rows < 2 * kFewestJointRows) {
        report_.not_run.push_back(fmt::format(
            "all columns at once: give --joint-rows of {} or more", 2 * kFewestJointRows));
        return {};
    }
    progress_.say("all columns at once", 0.7);
    tell_joint(TRY(joint_drift(input, progress_)));
    return {};
}

void Comparison::tell_joint(JointDrift joint) {
    const bool told = !joint.moved.empty();
    std::vector<std::string> by;
    for (const auto& each : joint.drivers) {
        by.push_back(each.column);
    }
    std::string why = told && !by.empty() ? " It goes by " + listed(by) + "." : "";
    if (joint.auc.high < 0.5) {
        why = " Below 0.5 it is misled: neighbouring rows are alike, as in a sorted table.";
    }
    joint.sentence = fmt::format(
        "A classifier {} tell current rows from those of the reference (AUC {}, {} to {}; 0.5 is a "
        "coin).{}",
        told ? "can" : "cannot", figure(joint.auc.value), figure(joint.auc.low),
        figure(joint.auc.high), why);
    if (told) {
        report_.issues.push_back(
            {.code = "joint-drift",
             .severity = joint.moved == "warning" ? Severity::Warning : Severity::Info,
             .column = {},
             .rows = joint.current_rows,
             .sentence = joint.sentence,
             .fix = "Look at the rows that look most new, and ask where they "
                    "come from."});
    }
    report_.joint = std::move(joint);
}

Result<> Comparison::look_at_scores() {
    if (options_.scores.empty()) {
        report_.not_run.emplace_back("what drift means for a model: give --scores and --target");
        return {};
    }
    progress_.say("what it means for the model", 0.9);
    auto model = TRY(model_drift({.reference_scores = reference_.find(options_.scores),
                                  .current_scores = current_.find(options_.scores),
                                  .reference_labels = options_.reference_labels,
                                  .target = options_.target,
                                  .cut = options_.cut,
                                  .confidence = options_.confidence,
                                  .seed = options_.seed}));
    for (auto& issue : model_issues(model, report_.current_rows)) {
        report_.issues.push_back(std::move(issue));
    }
    report_.model = std::move(model);
    return {};
}

}  // namespace

Result<DriftReport> compare(const engine::Table& current, const engine::Table& reference,
                            const CompareOptions& options, const Progress& progress) {
    TRY(check_compared(current, reference, options));
    return Comparison(current, reference, options, progress).run();
}

}  // namespace assay::data
