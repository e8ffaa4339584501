#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <numeric>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "stats/rate.hpp"
#include "study/assemble.hpp"
#include "study/card_gate.hpp"
#include "study/changes.hpp"
#include "study/drivers.hpp"
#include "study/leaks.hpp"
#include "study/measure.hpp"
#include "study/predictions.hpp"
#include "study/study.hpp"
#include "study/words.hpp"

namespace assay::study {
namespace {

/// Progress of one step, as a share of the whole study; safe to call from several threads.
class Steps {
  public:
    explicit Steps(const Progress& outer) : outer_(outer) {}

    /// The step that begins now, from the end of the last to `until` of the whole.
    Progress next(double until) {
        const double from = until_;
        until_ = until;
        return {.report =
                    [this, from, until](std::string_view step, double share) {
                        const std::lock_guard lock(guard_);
                        outer_.say(step, from + (until - from) * share);
                    },
                .stop = outer_.stop};
    }

  private:
    const Progress& outer_;
    double until_ = 0;
    std::mutex guard_;
};

data::CheckInput check_input(const Product& product, const Problem& problem) {
    return {.table = &problem.table,
            .features = problem.feature_names,
            .labels = problem.label,
            .times = problem.time,
            .entities = problem.entity,
            .target = product.target,
            .time = product.time,
            .id = product.id,
            .entity = product.entity};
}

void sort_issues(std::vector<data::Issue>& issues) {
    std::ranges::stable_sort(issues, [](const data::Issue& a, const data::Issue& b) {
        return a.severity != b.severity ? a.severity > b.severity : false;
    });
}

std::string day_text(std::int64_t micros) {
    const auto days = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(micros)));
    const std::chrono::year_month_day date(days);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

DataSummary data_summary(const Problem& problem) {
    DataSummary out;
    out.rows = static_cast<std::int64_t>(problem.labelled.size());
    out.columns = static_cast<std::int64_t>(problem.feature_names.size());
    out.unlabelled = problem.unlabelled;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (const auto row : problem.labelled) {
        const auto r = static_cast<std::size_t>(row);
        out.positives += problem.label[r];
        if (problem.by_time()) {
            first = std::min(first, problem.time[r]);
            last = std::max(last, problem.time[r]);
        }
    }
    if (problem.by_time()) {
        out.first = day_text(first);
        out.last = day_text(last);
    }
    if (problem.weighted) {
        out.positive_rate.value = problem.positive_rate();
        out.positive_rate.method = "weighted";
    } else {
        out.positive_rate =
            stats::wilson_estimate({.hits = out.positives, .trials = out.rows}, 0.9);
    }
    return out;
}

/// Columns that slices may use: groups first, then what drives the value, then the rest.
std::vector<std::string> slice_order(const Product& product, const Problem& problem,
                                     const std::vector<Driver>& drivers,
                                     const std::vector<std::string>& without) {
    constexpr std::size_t kMost = 20;
    std::vector<std::string> out;
    const auto add = [&](const std::string& name) {
        const auto* column = problem.table.find(name);
        const bool known = std::ranges::find(out, name) != out.end();
        const bool suspect = std::ranges::find(without, name) != without.end();
        if (column == nullptr || known || suspect || out.size() >= kMost) {
            return;
        }
        if (model::feature_kind(*column) != model::FeatureKind::Text) {
            out.push_back(name);
        }
    };
    for (const auto& name : product.groups) {
        add(name);
    }
    for (const auto& driver : drivers) {
        for (const auto& name : driver.columns) {
            add(name);
        }
    }
    for (const auto& name : problem.feature_names) {
        add(name);
    }
    return out;
}

/// Verdict of another set of columns, as it stands beside the headline.
OtherVerdict other_verdict(const Outcome& outcome, const Measured& measured,
                           std::vector<std::string> columns, const char* how) {
    OtherVerdict out{.name = outcome.name,
                     .columns = std::move(columns),
                     .probability = outcome.probability,
                     .auc = 0,
                     .sentence = {}};
    const auto truths = part_truths(*measured.problem, measured.tested);
    out.auc = metric_moments({.name = "auc", .parameter = 0}, measured.options[measured.model],
                             measured.tested, truths, measured.parts, 1, 2)
                  .mean;
    out.sentence = fmt::format(
        "{} {}, the model's AUC is {:.3f} and the verdict: {} ({}).", how, listed(out.columns),
        out.auc, verdict_words(std::string(name_of(out.name))), likeliest_words(out.probability));
    return out;
}

Result<Provenance> provenance(const Product& product, engine::Engine& engine,
                              const StudyOptions& options, const Problem& problem) {
    Provenance out{.version = options.version,
                   .engine = TRY(engine.version()),
                   .boosting = model::boosting_version(),
                   .seed = static_cast<std::int64_t>(options.seed),
                   .threads = options.threads,
                   .inputs = {}};
    std::error_code ignored;
    const bool is_file = std::filesystem::is_regular_file(product.source, ignored);
    out.inputs.push_back(
        {.what = "data",
         .name = product.source,
         .sha256 = is_file ? TRY(sha256_file(product.source)) : predictions_hash(problem.table)});
    if (!product.text.empty()) {
        out.inputs.push_back({.what = "product file",
                              .name = std::filesystem::path(product.file).filename().string(),
                              .sha256 = sha256_hex(product.text)});
    }
    return out;
}

Result<> save_outputs(const Measured& measured, const model::Features& features,
                      const engine::Table& predictions, engine::Engine& engine,
                      const StudyOptions& options, const Progress& progress) {
    if (!options.predictions.empty()) {
        TRY(engine.write(predictions, options.predictions));
    }
    if (options.save_model.empty()) {
        return {};
    }
    auto rows = measured.problem->labelled;
    if (measured.problem->by_time()) {
        std::ranges::stable_sort(rows, {}, [&](std::int32_t row) {
            return measured.problem->time[static_cast<std::size_t>(row)];
        });
    }
    const auto most = static_cast<std::size_t>(measured.rows_now);
    if (rows.size() > most && measured.problem->by_time()) {
        rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(most));
    }
    const auto fitted =
        TRY(fit_part(*measured.problem, features, kind_of(measured.options[measured.model].role),
                     rows, {rows.front()}, options.seed, progress));
    return fitted.model->save(options.save_model);
}

/// A study in the making: what was computed, in the order in which the document is written from it.
struct Study {
    const Product& product;
    const StudyOptions& options;
    engine::Engine& engine;
    Steps steps;
    Settled settings{};
    Problem problem{};
    Splits splits{};
    Suspects suspects{};
    model::Features features{};
    Measured measured{};
    Terms terms{};
    PricedWorlds worlds{};
    Outcome outcome{};
    Document document{};

    Facts facts() const { return {product, measured, worlds, outcome, terms}; }
};

Result<> read_and_check(Study& study) {
    auto progress = study.steps.next(0.02);
    const auto card = TRY(permitted_card(study.product));
    progress.say("reading " + study.product.source, 0);
    study.problem = TRY(read_problem(study.product, study.engine));
    study.splits = TRY(split(study.problem, study.settings.split));
    progress = study.steps.next(0.06);
    progress.say("checking the data", 0);
    auto& summary = study.document.data;
    summary = data_summary(study.problem);
    summary.issues = study.problem.issues;
    if (card) {
        const auto unasked = data::consent_issues(*card, study.problem.table);
        summary.issues.insert(summary.issues.end(), unasked.begin(), unasked.end());
    }
    const auto found = data::check(check_input(study.product, study.problem));
    summary.issues.insert(summary.issues.end(), found.begin(), found.end());
    progress = study.steps.next(0.10);
    progress.say("looking for columns that know the answer", 0);
    study.suspects = TRY(find_leaks(study.product, study.problem, study.splits, study.options.seed,
                                    study.options.threads, progress));
    summary.issues.insert(summary.issues.end(), study.suspects.issues.begin(),
                          study.suspects.issues.end());
    sort_issues(summary.issues);
    study.features = study.problem.features(study.suspects.columns);
    study.terms = terms_of(study.product, deadline_months(study.product, summary.last));
    return {};
}

Result<> measure_and_judge(Study& study) {
    study.measured = TRY(measure(study.product, study.problem, study.features, study.splits,
                                 study.terms, study.settings, study.steps.next(0.60)));
    TRY(measure_learning(study.features, study.terms, study.settings, study.measured,
                         study.steps.next(0.78)));
    study.worlds = worlds_at(study.measured, study.terms, study.measured.draws);
    study.outcome = judge(study.worlds.worlds, study.measured.certainty, study.measured.can_decide);
    return {};
}

/// Where it hurts, what drives it, what would change it.
Result<> look_closer(Study& study) {
    auto& document = study.document;
    auto progress = study.steps.next(0.86);
    if (!study.options.quick) {
        constexpr std::size_t kMost = 15;
        document.drivers = TRY(drivers(study.measured, study.features, study.terms, kMost,
                                       study.options.threads, progress));
    }
    progress = study.steps.next(0.90);
    progress.say("looking where it hurts", 0);
    TRY(assemble_views(
        study.facts(),
        slice_order(study.product, study.problem, document.drivers, study.suspects.columns),
        study.options.seed, document));
    const auto& measured = study.measured;
    const double level =
        measured.metric ? measured.metric_today() : document.options[measured.model].auc.value;
    document.learning_curve = assemble_curve(study.facts(), study.settings.shown, level);
    document.noise = assemble_noise(study.facts());
    progress = study.steps.next(0.96);
    progress.say("what would change it", 0);
    document.verdict.would_change =
        TRY(what_would_change(study.measured, study.terms, study.product, study.outcome.name,
                              study.options.threads, progress));
    return {};
}

/// The verdict with the suspected columns, beside the headline without them.
Result<> judge_with_suspects(Study& study, const Progress& progress) {
    const auto& columns = study.suspects.columns;
    if (columns.empty()) {
        return {};
    }
    const auto with = TRY(measure_again(study.product, study.problem, study.problem.features(),
                                        study.splits, study.terms, study.settings, progress));
    const auto outcome = judge(worlds_at(with.measured, study.terms, with.measured.draws).worlds,
                               with.measured.certainty, with.measured.can_decide);
    auto& verdict = study.document.verdict;
    verdict.without_suspects = other_verdict(study.outcome, study.measured, columns, "Without");
    verdict.with_suspects = other_verdict(outcome, with.measured, columns, "With");
    return {};
}

/// Provenance, evidence, words and claims; the files that were asked for; the id at last.
Result<> finish(Study& study, const Progress& progress) {
    auto& document = study.document;
    document.product = product_json(study.product);
    document.provenance =
        TRY(provenance(study.product, study.engine, study.options, study.problem));
    const auto predictions = predictions_table(study.measured, study.terms, study.product);
    for (const auto& input : document.provenance.inputs) {
        document.evidence.push_back({input.what, input.sha256});
    }
    document.evidence.push_back({"predictions", predictions_hash(predictions)});
    say_verdict(study.facts(), document);
    say_sections(study.facts(), document);
    document.claims = assemble_claims(study.facts(), document);
    TRY(save_outputs(study.measured, study.features, predictions, study.engine, study.options,
                     progress));
    document.id = document_id(document);
    progress.say("done", 1);
    return {};
}

}  // namespace

Result<Document> run_study(const Product& given, engine::Engine& engine,
                           const StudyOptions& options, const Progress& progress) {
    TRY(validate_product(given));
    const auto product = with_costs(given);
    Study study{product, options, engine, Steps(progress)};
    study.settings = settings_of(product, options);
    TRY(read_and_check(study));
    TRY(measure_and_judge(study));
    auto& document = study.document;
    document.title = product.decision.empty() ? product.name : product.decision;
    document.currency = product.currency;
    document.verdict = assemble_verdict(study.facts());
    document.options = assemble_options(study.facts());
    TRY(look_closer(study));
    const auto last = study.steps.next(1.0);
    TRY(judge_with_suspects(study, last));
    TRY(finish(study, last));
    return std::move(document);
}

}  // namespace assay::study
