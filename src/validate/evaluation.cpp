#include "validate/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "validate/cuts.hpp"

namespace assay::validate {
namespace {

constexpr std::size_t kEnoughToTell = 30;  // rows; of fewer a column may tell labels by luck

/// Rows and decisions of every model, made once.
struct Work {
    const EvaluationInput& input;
    Prepared prepared;
    std::vector<Acting> actings = {};  // one a model
    std::optional<std::size_t> baseline = {};

    const PreparedModel& judged() const { return prepared.models.front(); }
    std::string baseline_words() const {
        return baseline ? prepared.models[*baseline].label : "doing nothing";
    }
    std::span<const double> baseline_act() const {
        return baseline ? std::span<const double>(actings[*baseline].act)
                        : std::span<const double>();
    }
};

Result<Work> begin(const EvaluationInput& input, std::vector<Finding>& findings) {
    Work out{.input = input, .prepared = TRY(prepare(input, findings))};
    for (std::size_t i = 0; i < out.prepared.models.size(); ++i) {
        out.actings.push_back(acting(input, out.prepared, out.prepared.models[i]));
        if (!input.baseline.empty() && out.prepared.models[i].name == input.baseline) {
            out.baseline = i;
        }
    }
    return out;
}

std::string role_of(const EvaluationInput& input, std::size_t model) {
    return model == 0 ? "judged" : model == 1 && input.against_second ? "against" : "option";
}

std::string decided_by(const Acting& acting) {
    if (acting.chosen_by == "costs" && std::isfinite(acting.cut)) {
        return "the cut that the costs imply, " + figure(acting.cut);
    }
    if (acting.chosen_by == "costs" || acting.chosen_by == "costs by row") {
        return "expected money, row by row";
    }
    if (acting.chosen_by == "capacity") {
        return "the costs and the capacity";
    }
    return acting.chosen_by == "best value" ? "a cut chosen by value on the other half of the rows"
                                            : acting.chosen_by;
}

stats::Estimate not_told(const char* why, double confidence) {
    return {.confidence = confidence, .method = why};
}

void fill_scores(const Work& work, const PreparedModel& model, ModelEvaluation& out) {
    const double confidence = work.input.confidence;
    const auto& prepared = work.prepared;
    out.auc = out.average_precision = out.brier = out.log_loss =
        not_told("not applicable: decisions without a score", confidence);
    if (!model.score.empty()) {
        out.auc = auc_estimate(prepared, model.score, confidence);
        out.average_precision =
            share_estimate(prepared, average_precision_of(prepared, model.score), confidence);
        out.brier = out.log_loss = not_told("not applicable: no probabilities", confidence);
    }
    if (model.kind == Kind::Probability) {
        out.brier = loss_estimate(prepared, brier_of(prepared, model.score), confidence);
        out.log_loss = loss_estimate(prepared, log_loss_of(prepared, model.score), confidence);
    }
}

void fill_decisions(const Work& work, std::span<const double> act, ModelEvaluation& out) {
    const double confidence = work.input.confidence;
    const double scale = work.input.decisions_per_month;
    const auto& prepared = work.prepared;
    const auto decisions = prepared.decisions({}, act);
    const auto rates = act_rates(decisions, confidence);
    out.acts = rates.acts;
    out.precision = rates.precision;
    out.recall = rates.recall;
    out.confusion = confusion(decisions);
    const auto value = value_of(prepared, act);
    out.value_per_1000 = estimate(prepared, value, confidence, 1000);
    out.value_per_month = estimate(prepared, value, confidence, scale);
    out.against_baseline =
        work.baseline
            ? estimate(prepared, difference(value, value_of(prepared, work.baseline_act())),
                       confidence, scale)
            : out.value_per_month;
}

/// What the capacity did to decisions.
std::string capacity_note(const Work& work, const Acting& acting, double acts) {
    const double allowed = work.input.capacity_share;
    if (acting.wanted > 0) {
        return fmt::format(
            "its decisions exceed the capacity ({} rows, {} allowed): each act "
            "counts in part",
            in_100(acting.wanted), figure(allowed * 100, 2));
    }
    if (acting.in_part()) {
        return "rows that share the score at the cut exceed the capacity: each of them acts in "
               "part";
    }
    const double over = acts - allowed;
    return over > 0.005 ? fmt::format("acts on {} in 100 rows more than the capacity allows",
                                      figure(over * 100, 2))
                        : std::string();
}

ModelEvaluation evaluate_model(const Work& work, std::size_t i) {
    const PreparedModel& model = work.prepared.models[i];
    ModelEvaluation out{.name = model.name,
                        .label = model.label,
                        .role = role_of(work.input, i),
                        .kind = words_of(model.kind),
                        .decided_by = decided_by(work.actings[i])};
    fill_scores(work, model, out);
    fill_decisions(work, work.actings[i].act, out);
    out.note = capacity_note(work, work.actings[i], out.acts.value);
    return out;
}

ModelEvaluation acting_on_all(const Work& work) {
    Acting all{.act = std::vector<double>(work.prepared.size(), 1.0)};
    serve_within(work.prepared, work.input.capacity_share, all);
    ModelEvaluation out{.name = "everything",
                        .label = "acting on all",
                        .role = "reference",
                        .kind = words_of(Kind::Decision),
                        .decided_by = "acts on every row"};
    out.auc = out.average_precision = out.brier = out.log_loss =
        not_told("not applicable", work.input.confidence);
    fill_decisions(work, all.act, out);
    out.note = capacity_note(work, all, out.acts.value);
    return out;
}

/// What only scores allow: calibration, the ranking curve, the cut, the lights.
void look_at_scores(const Work& work, Evaluation& out) {
    const auto& model = work.judged();
    const auto& input = work.input;
    const auto& acting = work.actings.front();
    out.cut.chosen_by = acting.chosen_by;
    out.cut.at = out.cut.by_costs = out.cut.best = std::nan("");
    out.cut.seen_value_per_month = std::nan("");
    out.calibration.option = model.name;
    if (model.score.empty()) {
        out.cut.sentence = "Decisions without a score leave no cut to choose.";
        out.calibration.sentence = "There are no probabilities to hold.";
        return;
    }
    constexpr int kPoints = 80;
    const auto decisions = work.prepared.decisions(model.score, acting.act);
    out.ranking = ranking_curve(decisions, kPoints);
    out.cut = cut_choice(input, work.prepared, model, acting);
    if (model.kind == Kind::Probability) {
        out.calibration = calibration(model.name, decisions, input.confidence);
        out.corp = corp_curve(work.prepared, model.score, input.confidence, input.seed);
    } else {
        out.calibration.sentence = "There are no probabilities to hold.";
    }
    if (input.papers) {
        out.lights = lights(input, work.prepared, model);
    }
}

/// Whether numbers order the label without a mistake, up or down.
bool orders_label(const engine::Column& column, const Prepared& prepared) {
    if (column.numbers.empty()) {
        return false;
    }
    std::array<double, 2> low{HUGE_VAL, HUGE_VAL};
    std::array<double, 2> high{-HUGE_VAL, -HUGE_VAL};
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        const auto value = column.numbers[static_cast<std::size_t>(prepared.rows[row])];
        const auto label = prepared.label[row];
        if (!std::isnan(value)) {
            low[label] = std::min(low[label], value);
            high[label] = std::max(high[label], value);
        }
    }
    const bool both = std::isfinite(low[0]) && std::isfinite(low[1]);
    return both && (high[0] < low[1] || high[1] < low[0]);
}

/// Whether a column of two values is a cut on the score: another decision by the same model.
bool cuts_score(const SliceColumn& column, std::span<const double> score) {
    constexpr int kFewest = 10;
    std::array<double, 2> low{HUGE_VAL, HUGE_VAL};
    std::array<double, 2> high{-HUGE_VAL, -HUGE_VAL};
    std::array<int, 2> rows{};
    if (column.words.size() != 2 || score.empty()) {
        return false;
    }
    for (std::size_t row = 0; row < score.size(); ++row) {
        if (column.level[row] >= 0) {
            const auto level = static_cast<std::size_t>(column.level[row]);
            low[level] = std::min(low[level], score[row]);
            high[level] = std::max(high[level], score[row]);
            ++rows[level];
        }
    }
    return std::min(rows[0], rows[1]) >= kFewest && (high[0] < low[1] || high[1] < low[0]);
}

/// Columns for slices, without those that follow from the label or from the decision.
std::vector<SliceColumn> honest_columns(const Work& work, std::vector<Finding>& findings) {
    const auto& prepared = work.prepared;
    auto out = slice_columns(work.input, prepared);
    const std::vector<std::int32_t> label(prepared.label.begin(), prepared.label.end());
    auto told = drop_telling(out, label);
    for (const auto* column : work.input.slices) {
        if (prepared.size() >= kEnoughToTell && orders_label(*column, prepared) &&
            std::erase_if(out, [&](const auto& each) { return each.name == column->name; }) > 0) {
            told.push_back(column->name);
        }
    }
    telling_columns(told, "the label", findings);
    std::vector<std::int32_t> acts;
    for (const double each : work.actings.front().act) {
        acts.push_back(each > 0 ? 1 : 0);
    }
    told = drop_telling(out, acts);
    std::erase_if(out, [&](const SliceColumn& each) {
        const bool cut = cuts_score(each, prepared.models.front().score);
        if (cut) {
            told.push_back(each.name);
        }
        return cut;
    });
    telling_columns(told, "the decision", findings);
    rank_findings(findings);
    return out;
}

Result<> look_at_parts(const Work& work, Evaluation& out) {
    const auto& input = work.input;
    const auto& model = work.judged();
    const auto probability = model.kind == Kind::Probability ? std::span<const double>(model.score)
                                                             : std::span<const double>();
    const auto decisions = work.prepared.decisions(probability, work.actings.front().act);
    const auto columns = honest_columns(work, out.integrity);
    const bool rule = work.baseline && input.baseline == "rule";
    out.slices =
        TRY(slices(decisions, rule ? work.baseline_act() : std::span<const double>(), columns,
                   {.confidence = input.confidence,
                    .top = 5,
                    .seed = input.seed,
                    .currency = input.currency}));
    for (const auto* column : input.groups) {
        GroupView view{
            .groups = groups(decisions, *column, work.prepared.rows, input.confidence, input.seed)};
        if (!model.score.empty()) {
            view.prices = constraint_prices(input, work.prepared, model, *column);
        }
        out.groups.push_back(std::move(view));
    }
    if (!work.prepared.entity.empty()) {
        out.reach = reach(input, work.prepared, work.actings.front().act, work.baseline_act(),
                          work.baseline_words());
    }
    if (input.against_second) {
        out.comparison =
            compare(input, work.prepared, work.actings[0].act, work.actings[1].act, columns);
    }
    out.scenarios = run_scenarios(input, work.prepared, model, work.actings.front().act);
    if (input.human) {
        out.human = against_human(input, work.prepared, model, work.actings.front().act);
    }
    return {};
}

std::vector<std::string> not_run(const Work& work) {
    const auto& input = work.input;
    const auto& model = work.judged();
    return not_looked_at({
        {model.score.empty(),
         "discrimination, calibration, cuts and the price of constraints: give --score"},
        {model.kind == Kind::Score, "calibration, Brier score, log loss: give probabilities"},
        {input.id.empty(), "duplicated ids: give --id"},
        {input.groups.empty(), "gaps between groups and their price: give --groups"},
        {input.entity.empty(), "who gains: give --entity"},
        {!input.against_second, "comparison in pairs: give --against"},
        {!input.papers && !model.score.empty(),
         "three-way lights: give --papers-cost and --papers-catch"},
        {!input.human, "comparison with a person: give --human"},
        {input.scenarios.empty(), "scenarios: give --scenario, or [[scenario]] in a product file"},
    });
}

std::vector<std::string> methods(const Work& work) {
    const bool independent = work.prepared.independent();
    std::vector<std::string> out{
        independence_words(work.prepared),
        independent ? "AUC by DeLong on the logit scale (DeLong, DeLong & Clarke-Pearson 1988)."
                    : "AUC by the influence of each cluster (Obuchowski 1997), on the logit scale.",
        "Average precision by the influence of each row (infinitesimal jackknife), on the logit "
        "scale.",
        "Shares by Wilson's score at the effective number of rows (Korn & Graubard 1998); money by "
        "Student's t on clusters.",
        "Cuts are chosen on one half of the clusters and valued on the other, both ways round "
        "(cross-fitting), so that a value holds the choice of its cut.",
        "Slices by SliceLine on regret in money (Sagadeeva & Boehm 2021), found on one half, "
        "confirmed on the other (Holm 1979); gaps between groups with simultaneous max-T bands.",
        "Calibration by CORP with consistency bands (Dimitriadis, Gneiting & Jordan 2021).",
    };
    if (std::ranges::any_of(work.actings, &Acting::in_part)) {
        out.emplace_back(
            "Decisions beyond the capacity act in part: shares, counts and money are what is "
            "expected when any of them may be served. Flips and McNemar's test take a row that "
            "acts in part as acted on, as before the capacity.");
    }
    return out;
}

std::string headline(const Evaluation& out) {
    const auto& model = out.models.front();
    if (auto grave = distrust_words(out.integrity); !grave.empty()) {
        return grave;
    }
    std::string order;
    if (std::isfinite(model.auc.value)) {
        order = fmt::format("{} ranks a positive above a negative in {}{}; its",
                            capitalised(model.label), in_100(model.auc.value),
                            range_words(model.auc, 100));
    } else {
        order = capitalised(model.label) + ": its";
    }
    const auto& gain = model.against_baseline;
    return fmt::format("{} decisions earn {} a month{} {} {}{}.", order,
                       money(gain.value, out.currency), range_words(gain),
                       out.baseline == "doing nothing" ? "against" : "more than", out.baseline,
                       chance_words(gain));
}

}  // namespace

Result<Evaluation> evaluate(const EvaluationInput& input) {
    Evaluation out;
    const Work work = TRY(begin(input, out.integrity));
    const Prepared& prepared = work.prepared;
    check_integrity(input, prepared, out.integrity);
    out.rows = static_cast<std::int64_t>(prepared.size());
    out.positives = std::ranges::count(prepared.label, 1);
    out.clusters = prepared.clusters;
    const std::vector<double> label(prepared.label.begin(), prepared.label.end());
    out.positive_rate = rate_estimate(robust(prepared, mean_of(prepared, label)), input.confidence);
    out.currency = input.currency;
    out.decisions_per_month = input.decisions_per_month;
    out.baseline = work.baseline_words();
    for (std::size_t i = 0; i < prepared.models.size(); ++i) {
        out.models.push_back(evaluate_model(work, i));
    }
    out.models.push_back(acting_on_all(work));
    look_at_scores(work, out);
    TRY(look_at_parts(work, out));
    out.not_run = not_run(work);
    out.methods = methods(work);
    out.headline = headline(out);
    return out;
}

Result<std::vector<Headline>> headlines(const EvaluationInput& input, double confidence) {
    std::vector<Finding> ignored;
    const Work work = TRY(begin(input, ignored));
    std::vector<Headline> out;
    if (!work.judged().score.empty()) {
        out.push_back({.metric = "auc",
                       .estimate = auc_estimate(work.prepared, work.judged().score, confidence)});
    }
    const auto value = value_of(work.prepared, work.actings.front().act);
    const double scale = input.decisions_per_month;
    out.push_back({.metric = "value_per_month",
                   .estimate = estimate(work.prepared, value, confidence, scale)});
    if (work.baseline) {
        out.push_back(
            {.metric = "against_baseline",
             .estimate = estimate(work.prepared,
                                  difference(value, value_of(work.prepared, work.baseline_act())),
                                  confidence, scale)});
    }
    return out;
}

}  // namespace assay::validate
