#include "data/inspection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/text.hpp"
#include "data/column_work.hpp"
#include "data/deliveries.hpp"
#include "data/isolation.hpp"
#include "data/two_threads.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

std::vector<Outline> outlines_of(const engine::Table& table) {
    std::vector<Outline> out(table.columns.size());
    on_two_threads(out.size(), [&](std::size_t at) {
        out[at] = outline(table.columns[at], distribute(table.columns[at]));
    });
    return out;
}

void find_unit_changes(const Scene& scene, const std::vector<Outline>& before,
                       const std::vector<Outline>& now, const std::string& when, Issues& issues) {
    for (const auto& each : now) {
        const auto old = std::ranges::find(before, each.name, &Outline::name);
        if (old != before.end() && each.name != scene.input->key) {
            find_unit_change(*old, each, when, issues);
        }
    }
}

void find_against(const Scene& scene, const ColumnWork& work, Issues& issues) {
    if (scene.input->against == nullptr) {
        return;
    }
    auto before = outlines_of(*scene.input->against);
    const auto now = work.outlines();
    if (scene.labels_only_before) {
        std::erase_if(before, [&](const auto& each) { return each.name == scene.input->target; });
    }
    find_schema_changes(before, now, issues);
    find_unit_changes(scene, before, now, scene.input->against_source, issues);
}

void find_against_known(const Scene& scene, const ColumnWork& work, Issues& issues,
                        Untold& untold) {
    const auto* deliveries = scene.input->deliveries;
    if (deliveries == nullptr || deliveries->known.empty()) {
        return;
    }
    const auto known = merge(deliveries->known);
    const auto fresh = merge(deliveries->fresh);
    const auto before = outlines_before(*deliveries, known);
    find_schema_changes(before, work.outlines(), issues);
    find_unit_changes(scene, before, work.outlines(), files_said(*deliveries), issues);
    find_drift_from_known(scene, known, fresh, issues);
    find_delivered_before(scene, known, fresh, issues, untold);
}

void find_leaks(const Scene& scene, const ColumnWork& work, Issues& issues) {
    constexpr double kLeak = 0.95;
    constexpr double kQuestion = 0.70;
    constexpr double kKeyTells = 0.65;
    const auto rows = count_labels(scene.check.labels).rows;
    const auto& columns = scene.input->table->columns;
    const engine::Column* strongest = nullptr;
    double most = kQuestion;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const double auc = work.strength(at);
        const auto& name = columns[at].name;
        if (name == scene.input->key) {
            if (auc >= kKeyTells) {
                issues.push_back(
                    {.code = "key-predicts",
                     .severity = Severity::Warning,
                     .column = name,
                     .rows = rows,
                     .sentence = fmt::format(
                         "{} alone orders the target (AUC {}). Keys were handed out in an order "
                         "that knows the outcome; whatever follows that order looks like "
                         "knowledge.",
                         name, figure(auc)),
                     .fix = "Find out how the keys came about, and keep what rises with them out "
                            "of the model."});
            }
        } else if (auc >= kLeak) {
            issues.push_back(
                {.code = "target-leak",
                 .severity = Severity::Error,
                 .column = name,
                 .rows = rows,
                 .sentence = fmt::format(
                     "{} alone orders the target almost wholly (AUC {:.3f}). Such a column usually "
                     "becomes known only with the outcome.",
                     name, auc),
                 .fix = fmt::format("If it is known only later: SELECT * EXCLUDE ({}) FROM data",
                                    quoted_name(name))});
        } else if (auc >= most) {
            most = auc;
            strongest = &columns[at];
        }
    }
    if (strongest != nullptr) {
        issues.push_back(
            {.code = "strongest-column",
             .severity = Severity::Question,
             .column = strongest->name,
             .rows = rows,
             .sentence = fmt::format("{} is the strongest column (AUC alone {:.3f}): when is it "
                                     "known? If only after the decision, what it tells cannot be "
                                     "had.",
                                     strongest->name, most),
             .fix = "Ask who fills it in, and when."});
    }
}

void find_in_whole(const Scene& scene, Issues& issues) {
    const auto& input = *scene.input;
    find_odd_rows(scene.check, input.seed, issues);
    if (scene.parts) {
        if (scene.time != nullptr) {
            find_training_later(scene.check, *scene.parts, issues);
        }
        if (scene.entity != nullptr) {
            find_shared(*scene.parts, input.entity, scene.entities, false, issues);
        }
        if (scene.key != nullptr) {
            find_shared(*scene.parts, input.key, code_values(*scene.key).code, true, issues);
        }
    }
    find_group_trouble(scene, issues);
    if (scene.time != nullptr) {
        find_volume_trouble(scene, issues);
    }
    if (scene.key != nullptr) {
        find_key_trouble(*scene.key, issues);
    }
    for (const auto& each : input.references) {
        find_reference_trouble(*input.table->find(each.own), *each.table->find(each.column),
                               each.column + " of " + each.source, issues);
    }
}

const IssueKind& kind_of(const Issue& issue) {
    const auto& kinds = issue_kinds();
    const auto found = std::ranges::find_if(kinds, [&](const IssueKind& kind) {
        return std::ranges::find(kind.codes, issue.code) != kind.codes.end();
    });
    ASSAY_CHECK(found != kinds.end());
    return *found;
}

/// The rows as a person finds them again: by key, else by number from 1.
std::vector<std::string> ids_of(const Scene& scene, const Issue& issue) {
    std::vector<std::string> out;
    for (const auto row : issue.at) {
        const auto* key = scene.key;
        if (key == nullptr || key->missing(row)) {
            out.push_back(std::to_string(row + 1));
        } else {
            out.push_back(is_ordered(*key)
                              ? value_text(*key, value_at(*key, row))
                              : key->levels[static_cast<std::size_t>(key->codes[row])]);
        }
    }
    return out;
}

/// How much the column tells the target, 0.05 to 1; the whole table, the target itself, and every
/// column without a target count in full.
double weight_of(const Scene& scene, const ColumnWork& work, const std::string& column) {
    constexpr double kLeast = 0.05;
    const auto& columns = scene.input->table->columns;
    const auto found = std::ranges::find(columns, column, &engine::Column::name);
    if (found == columns.end() || scene.input->labels.empty() || is_time(*found) ||
        column == scene.input->target || column == scene.input->split ||
        column == scene.input->key || is_prediction(*scene.input, column)) {
        return 1;
    }
    return std::max(kLeast,
                    2 * work.strength(static_cast<std::size_t>(found - columns.begin())) - 1);
}

/// A remedy in the words of this command, where a finding's own speaks of a product file.
std::string fix_of(const Issue& issue) {
    return issue.code == "id-like"
               ? fmt::format("Give it as --key {}, and keep it out of the model.", issue.column)
               : issue.fix;
}

std::vector<Finding> ranked(const Scene& scene, const ColumnWork& work, Issues issues) {
    std::vector<Finding> out;
    const auto all = static_cast<double>(std::max<std::size_t>(1, scene.input->table->rows));
    for (auto& issue : issues) {
        const auto& kind = kind_of(issue);
        const double share = std::min(1.0, static_cast<double>(issue.rows) / all);
        out.push_back({.number = kind.number,
                       .issue = std::string(kind.name),
                       .code = issue.code,
                       .severity = issue.severity,
                       .column = issue.column,
                       .rows = issue.rows,
                       .cost = share * weight_of(scene, work, issue.column),
                       .ids = ids_of(scene, issue),
                       .sentence = std::move(issue.sentence),
                       .fix = fix_of(issue)});
    }
    std::ranges::stable_sort(out, [](const Finding& a, const Finding& b) {
        return a.severity == b.severity ? a.cost > b.cost : a.severity > b.severity;
    });
    return out;
}

void tell_the_rest(const InspectionInput& input, const Untold& untold, Inspection& out) {
    for (const auto& kind : issue_kinds()) {
        const auto why = untold.find(kind.number);
        const auto needs = why == untold.end() ? kind.needs(input) : why->second;
        if (!needs.empty()) {
            out.not_run.push_back({kind.number, std::string(kind.name), needs});
        } else if (std::ranges::find(out.findings, kind.number, &Finding::number) ==
                   out.findings.end()) {
            out.clean.push_back({kind.number, std::string(kind.name)});
        }
    }
}

std::string sentence_of(const Inspection& inspection) {
    std::vector<std::string> said;
    for (const auto& [severity, name] :
         {std::pair{Severity::Error, "error"}, std::pair{Severity::Warning, "warning"},
          std::pair{Severity::Question, "question"}, std::pair{Severity::Info, "note"}}) {
        const auto found = std::ranges::count(inspection.findings, severity, &Finding::severity);
        if (found > 0) {
            said.push_back(counted(found, name));
        }
    }
    const auto clean = count(std::ssize(inspection.clean));
    const auto found = said.empty() ? std::string("Nothing was found") : capitalised(listed(said));
    return fmt::format(
        "{} in {} of {}; of {} issues {} {} clean and {} could not be looked for in "
        "full.",
        found, counted(inspection.rows, "row"), counted(inspection.columns, "column"), kIssues,
        clean, inspection.clean.size() == 1 ? "is" : "are", count(std::ssize(inspection.not_run)));
}

}  // namespace

Result<Inspection> inspect(const InspectionInput& input, const Progress& progress) {
    ASSAY_CHECK(input.table != nullptr);
    if (input.table->rows == 0) {
        return fail(ErrorCode::InvalidInput, input.source + " has no rows",
                    "there is nothing to check");
    }
    auto scene = TRY(read_scene(input));
    scene.check.entities = scene.entities;
    ColumnWork work(scene);
    auto follow = input.probs;
    follow.push_back(input.scores);
    auto issues = check_with(
        scene.check,
        [&](std::size_t at, const engine::Column& column, const Distribution& values) {
            work.look(at, column, values);
        },
        follow);
    work.finish(issues);
    find_against(scene, work, issues);
    Untold untold;
    find_against_known(scene, work, issues, untold);
    if (!input.labels.empty()) {
        find_leaks(scene, work, issues);
    }
    find_in_whole(scene, issues);
    TRY(find_drift_of_all(scene, progress, issues, untold));
    TRY(progress.check());
    TRY(find_untrusted_labels(scene, issues, untold));

    Inspection out;
    out.source = input.source;
    out.against = input.against_source;
    out.rows = static_cast<std::int64_t>(input.table->rows);
    out.columns = std::ssize(input.table->columns);
    out.findings = ranked(scene, work, std::move(issues));
    tell_the_rest(input, untold, out);
    out.sentence = sentence_of(out);
    if (input.deliveries != nullptr) {
        tell_files(*input.deliveries, out);
    }
    return out;
}

}  // namespace assay::data
