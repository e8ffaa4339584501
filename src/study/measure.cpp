#include "study/measure.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include "base/digest.hpp"

namespace assay::study {
namespace {

constexpr int kLeastBlocks = 5;  // with fewer, a study with time never decides

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Value per decision of a rung on inner rows: what the choice between rungs may look at.
double inner_value(const Problem& problem, const OptionScores& option, const Economics& economics) {
    const auto gains = problem.gains(economics.prices);
    double value = 0;
    double weight = 0;
    for (const auto& part : option.parts) {
        PartScores inner{.probability = part.hold_probability,
                         .raw = part.hold_probability,
                         .hold = part.hold,
                         .hold_probability = part.hold_probability,
                         .chosen_column = {},
                         .model = {},
                         .calibration = {}};
        const auto decision =
            decide(inner, part.hold, gains, economics.capacity_share, Scores::Calibrated);
        for (std::size_t i = 0; i < part.hold.size(); ++i) {
            const auto row = at(part.hold[i]);
            const double gain = problem.label[row] == 1 ? gains.positive(row) : gains.negative(row);
            value += problem.weight[row] * static_cast<double>(decision.act[i]) * gain;
            weight += problem.weight[row];
        }
    }
    return weight > 0 ? value / weight : 0;
}

/// The first rung, or a later one where inner evidence puts it beyond the best earlier one by the
/// margin.
std::size_t choose_rung(const Measured& measured, const Terms& terms) {
    std::size_t chosen = 0;
    double best = 0;
    for (std::size_t o = 0; o < measured.options.size(); ++o) {
        const auto& option = measured.options[o];
        if (option.simple) {
            continue;
        }
        const double value = inner_value(*measured.problem, option, terms.economics);
        if (chosen == 0 || value > best + terms.margin_share * std::abs(best)) {
            chosen = o;
            best = value;
        }
    }
    return chosen;
}

std::optional<std::chrono::sys_days> parse_day(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const char* start = text.data();
    std::from_chars(start, start + 4, year);
    std::from_chars(start + 5, start + 7, month);
    std::from_chars(start + 8, start + 10, day);
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days{date};
}

Json amount_json(const Amount& amount) {
    return amount.is_range() ? Json::array({amount.low, amount.high}) : Json(amount.low);
}

Json cost_json(const Cost& cost) {
    return cost.sql.empty() ? amount_json(cost.amount) : Json(cost.sql);
}

Json data_json(const Product& product) {
    Json out = {{"source", product.source},
                {"card", product.card},
                {"query", product.query},
                {"target", product.target},
                {"positive", product.positive},
                {"id", product.id},
                {"time", product.time},
                {"entity", product.entity},
                {"groups", product.groups},
                {"ignore", product.ignore},
                {"trusted", product.trusted},
                {"weight", product.weight},
                {"positive_rate", to_json(product.positive_rate)},
                {"label_seen_when", product.label_seen_when}};
    out["known_at"] = to_json(product.known_at);
    return out;
}

Json costs_json(const Product& product) {
    return {{"currency", product.currency},
            {"true_positive", cost_json(product.true_positive)},
            {"false_positive", cost_json(product.false_positive)},
            {"false_negative", cost_json(product.false_negative)},
            {"true_negative", cost_json(product.true_negative)},
            {"decisions_per_month", amount_json(product.decisions_per_month)},
            {"review_capacity", to_json(product.review_capacity)},
            {"model_per_month", amount_json(product.model_per_month)},
            {"build", amount_json(product.build)},
            {"label", product.label_given ? amount_json(product.label) : Json(nullptr)},
            {"labels_per_month", to_json(product.labels_per_month)}};
}

}  // namespace

Settled settings_of(const Product& product, const StudyOptions& options) {
    const auto& settings = product.settings;
    Settled out{.split = {.folds = settings.folds,
                          .seeds = settings.seeds,
                          .blocks = settings.blocks,
                          .train_rows = settings.train_rows,
                          .seed = options.seed},
                .ladder = {.seed = options.seed, .threads = options.threads},
                .shown = {.name = "auc", .parameter = 0},
                .draws = static_cast<std::size_t>(settings.draws)};
    if (options.quick) {
        out.split.folds = std::min(out.split.folds, 3);
        out.split.seeds = 1;
        out.split.blocks = std::min(out.split.blocks, kLeastBlocks);
        out.split.train_rows = std::min(out.split.train_rows, 20000);
    }
    const auto& target = product.target_criterion;
    if (target && target->has_bar && target->metric.name != "value_per_month") {
        out.shown = target->metric;
    }
    return out;
}

model::Kind kind_of(Role role) {
    switch (role) {
        case Role::Linear:
            return model::Kind::Linear;
        case Role::Average:
            return model::Kind::Average;
        case Role::Boosted:
        case Role::Nothing:
        case Role::Everything:
        case Role::Fixed:
            return model::Kind::Boosted;
    }
    return model::Kind::Boosted;
}

double deadline_months(const Product& product, const std::string& newest_day) {
    const double horizon = product.settings.horizon_months;
    if (!product.target_criterion || newest_day.empty()) {
        return horizon;
    }
    const auto by = parse_day(product.target_criterion->by);
    const auto newest = parse_day(newest_day);
    if (!by || !newest || *by <= *newest) {
        return horizon;
    }
    constexpr double kDaysAMonth = 365.25 / 12;
    return std::min(horizon, static_cast<double>((*by - *newest).count()) / kDaysAMonth);
}

Result<Measured> measure(const Product& product, const Problem& problem,
                         const model::Features& features, const Splits& splits, const Terms& terms,
                         const Settled& settings, const Progress& progress) {
    Measured out;
    out.problem = &problem;
    out.splits = &splits;
    out.seed = settings.split.seed;
    out.draws = settings.draws;
    out.certainty = product.settings.certainty;
    out.tested = tested_rows(problem, splits, out.seed);
    out.parts = {.by_time = problem.by_time(), .test_to_train = splits.test_to_train};
    out.can_decide = !problem.by_time() || splits.blocks_usable >= kLeastBlocks;
    out.options = TRY(climb(problem, features, splits, settings.ladder, progress));
    out.model = choose_rung(out, terms);
    out.rows_labelled = static_cast<double>(problem.labelled.size());
    if (problem.by_time()) {
        out.rows_now = std::min(out.rows_labelled, static_cast<double>(settings.split.train_rows));
    } else {
        out.rows_now = splits.train_rows;
        const auto folds = static_cast<double>(settings.split.folds);
        out.rows_per_training_row = folds / (folds - 1);
    }
    out.weights =
        stats::poisson_weights(out.draws, static_cast<std::size_t>(out.tested.groups), out.seed);
    out.target = product.target_criterion;
    if (out.target && out.target->has_bar && out.target->metric.name != "value_per_month") {
        const auto truths = part_truths(problem, out.tested);
        const double share = out.target->metric.parameter / std::max(1.0, terms.decisions.middle());
        out.metric = metric_moments(out.target->metric, out.options[out.model], out.tested, truths,
                                    out.parts, share, out.tested.groups);
        if (std::isnan(out.metric->mean)) {
            return fail(ErrorCode::InvalidInput,
                        product.where("target.metric") + ": " + out.target->metric.text() +
                            " cannot be computed in any test part: each lacks one class",
                        "use fewer blocks or folds, or another metric");
        }
    }
    return out;
}

Result<> measure_learning(const model::Features& features, const Terms& terms,
                          const Settled& settings, Measured& measured, const Progress& progress) {
    const auto& chosen = measured.options[measured.model];
    const CurveRequest request{
        .kind = kind_of(chosen.role),
        .metric = settings.shown,
        .share_at_k = settings.shown.parameter / std::max(1.0, terms.decisions.middle()),
        .economics = terms.economics,
        .seed = settings.split.seed,
        .threads = settings.ladder.threads};
    measured.curve = TRY(
        measure_curve(*measured.problem, features, *measured.splits, chosen, request, progress));
    const auto& curve = measured.curve;
    std::vector<double> sizes{measured.rows_now};
    for (const double multiple : kMultiples) {
        sizes.push_back(multiple * measured.rows_now);
    }
    measured.metric_forecast = stats::fit_learning_curve(
        curve_points(curve.rows, curve.metric), sizes, stats::CurveKind::Metric,
        settings.shown.higher_is_better(), settings.split.seed);
    measured.money_forecast =
        stats::fit_learning_curve(curve_points(curve.rows, curve.money), sizes,
                                  stats::CurveKind::Money, true, settings.split.seed);
    if (measured.parts.by_time && measured.metric) {
        measured.metric_shift = shift_to(curve.rows, curve.metric, *measured.splits,
                                         measured.tested, measured.rows_now);
    }
    return {};
}

Result<Again> measure_again(const Product& product, const Problem& problem,
                            const model::Features& features, const Splits& splits,
                            const Terms& terms, const Settled& settings, const Progress& progress) {
    Again out{.splits = std::make_unique<Splits>(splits), .measured = {}};
    std::erase_if(out.splits->parts, [](const Part& part) { return part.seed > 0; });
    out.measured = TRY(measure(product, problem, features, *out.splits, terms, settings, progress));
    return out;
}

Json product_json(const Product& product) {
    Json options = Json::array();
    for (const auto& option : product.options) {
        options.push_back({{"name", option.name},
                           {"score", option.score},
                           {"decision", option.decision},
                           {"per_month", option.per_month}});
    }
    Json scenarios = Json::array();
    for (const auto& scenario : product.scenarios) {
        scenarios.push_back({{"name", scenario.name},
                             {"sql", scenario.sql},
                             {"file", scenario.file},
                             {"metric", scenario.metric},
                             {scenario.at_least ? "at_least" : "at_most", scenario.bar}});
    }
    Json target = nullptr;
    if (product.target_criterion) {
        const auto& criterion = *product.target_criterion;
        target = {{"metric", criterion.has_bar ? criterion.metric.text() : ""},
                  {criterion.at_least ? "at_least" : "at_most", criterion.bar},
                  {"by", criterion.by},
                  {"smallest_gain_per_month", to_json(criterion.smallest_gain_per_month)}};
    }
    const auto& settings = product.settings;
    return {{"product",
             {{"name", product.name},
              {"objective", product.objective},
              {"decision", product.decision},
              {"owner", product.owner},
              {"purpose", product.purpose}}},
            {"data", data_json(product)},
            {"rule", product.rule},
            {"options", options},
            {"scenarios", scenarios},
            {"costs", costs_json(product)},
            {"target", target},
            {"study",
             {{"certainty", settings.certainty},
              {"horizon_months", settings.horizon_months},
              {"margin", settings.margin},
              {"train_rows", settings.train_rows},
              {"folds", settings.folds},
              {"seeds", settings.seeds},
              {"blocks", settings.blocks},
              {"draws", settings.draws}}}};
}

std::string document_id(const Document& document) {
    auto json = document_json(document);
    json.erase("run");
    json.erase("id");
    constexpr std::size_t kDigits = 16;
    return sha256_hex(canonical(json)).substr(0, kDigits);
}

}  // namespace assay::study
