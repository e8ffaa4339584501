#include "study/prediction_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "study/problem_parts.hpp"

namespace assay::study {
namespace {

constexpr std::string_view kModel = "__assay_model_";

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// A column of the table, or SQL, that becomes one option of the problem.
NamedOption option_of(std::string name, const std::string& sql, bool is_score) {
    return {.name = std::move(name),
            .score = is_score ? sql : std::string(),
            .decision = is_score ? std::string() : sql};
}

/// What is read as options beside those of the product, and under which flag.
struct Asked {
    std::string name, sql, flag;
    bool is_score = true;
};

std::string scenario_column(std::size_t i) {
    return fmt::format("scenario_{}", i);
}

std::vector<Asked> asked_columns(const Product& product, const EvaluationOptions& options,
                                 const std::vector<std::string>& names) {
    std::vector<Asked> out;
    const auto add = [&](std::string name, const std::string& sql, std::string flag,
                         bool is_score) {
        if (!sql.empty()) {
            out.push_back({std::string(kModel) + std::move(name), sql, std::move(flag), is_score});
        }
    };
    add("score", options.score, "--score", true);
    add("decision", options.decision, "--prediction", false);
    if (holds(names, options.against)) {
        add("against", options.against, "--against", true);
    }
    add("human", options.human, "--human", false);
    add("seconds", options.human_seconds, "--human-seconds", true);
    for (std::size_t i = 0; i < product.scenarios.size(); ++i) {
        add(scenario_column(i), product.scenarios[i].sql, product.where(scenario_key(i, "sql")),
            false);
    }
    return out;
}

/// The product with every column that is asked for as an option of its own, behind its own.
Product with_asked(Product product, const std::vector<Asked>& asked) {
    for (const auto& each : asked) {
        const auto key = fmt::format("option.{}.{}", product.options.size(),
                                     each.is_score ? "score" : "decision");
        product.flags[key] = each.flag;
        product.options.push_back(option_of(each.name, each.sql, each.is_score));
    }
    return product;
}

validate::Finding scenario_left_out(const ScenarioSpec& scenario, const std::string& why) {
    auto out = left_out("scenario " + scenario.name, why);
    out.severity = validate::Severity::Warning;  // a bar that nothing was held against
    return out;
}

/// Rule, options and scenarios of the product file may need columns that a table of predictions
/// lacks. A scenario keeps its place, so that those behind it keep their lines. What is no SQL is
/// an error all the same.
bool drop_failing(const Error& error, Product& product, std::size_t own_options,
                  std::vector<validate::Finding>& findings) {
    const auto names = [&](const std::string& key) {
        return error.code == ErrorCode::NotFound && !product.flags.contains(key) &&
               error.what.starts_with(product.where(key));
    };
    const std::string why = error.what.substr(0, error.what.find('\n'));
    if (!product.rule.empty() && names("rule.sql")) {
        product.rule.clear();
        findings.push_back(left_out("the rule", why));
        return true;
    }
    for (std::size_t i = 0; i < own_options; ++i) {
        if (names(fmt::format("option.{}.score", i)) ||
            names(fmt::format("option.{}.decision", i))) {
            findings.push_back(left_out("option " + product.options[i].name, why));
            product.options.erase(product.options.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        }
    }
    for (std::size_t i = 0; i < product.scenarios.size(); ++i) {
        auto& scenario = product.scenarios[i];
        if (!scenario.sql.empty() && names(scenario_key(i, "sql"))) {
            findings.push_back(scenario_left_out(scenario, why));
            scenario.sql.clear();
            return true;
        }
    }
    return false;
}

/// Decisions that were asked for by flags and scenarios say yes or no.
Result<> check_decisions(const std::vector<Asked>& asked, const Problem& problem) {
    for (const auto& each : asked) {
        const auto found = std::ranges::find(problem.fixed, each.name, &Fixed::name);
        if (!each.is_score && found != problem.fixed.end()) {
            TRY(check_yes_no(found->values, fmt::format("{} \"{}\"", each.flag, each.sql)));
        }
    }
    return {};
}

Result<Problem> read_problem_rows(Product& product, const EvaluationOptions& options,
                                  const std::vector<std::string>& names, engine::Engine& engine,
                                  std::vector<validate::Finding>& findings) {
    while (true) {
        const Product whole = with_asked(product, asked_columns(product, options, names));
        auto problem = read_rows(whole, engine, 1);
        if (problem) {
            TRY(check_decisions(asked_columns(product, options, names), *problem));
            choose_features(whole, *problem);
            return problem;
        }
        if (product.file.empty() ||
            !drop_failing(problem.error(), product, product.options.size(), findings)) {
            return problem;
        }
    }
}

std::vector<double> take(Problem& problem, const std::string& name) {
    const auto found = std::ranges::find(problem.fixed, std::string(kModel) + name, &Fixed::name);
    return found == problem.fixed.end() ? std::vector<double>() : std::move(found->values);
}

/// The judged model first, then what it is held against, then the rule and the options.
void gather_models(const EvaluationOptions& options, const std::vector<std::string>& names,
                   PredictionRows& rows) {
    const std::string& said = options.score.empty() ? options.decision : options.score;
    const std::string name = shown_name(said, names, "model");
    rows.models.push_back({.name = name,
                           .label = "model \"" + name + "\"",
                           .score = take(rows.problem, "score"),
                           .decision = take(rows.problem, "decision")});
    if (auto against = take(rows.problem, "against"); !against.empty()) {
        rows.models.push_back({.name = options.against,
                               .label = "model \"" + options.against + "\"",
                               .score = std::move(against),
                               .decision = {}});
        rows.against_second = true;
    }
    rows.human = take(rows.problem, "human");
    rows.human_seconds = take(rows.problem, "seconds");
    for (auto& each : rows.problem.fixed) {
        if (each.name.starts_with(kModel)) {
            continue;
        }
        if (rows.baseline.empty()) {
            rows.baseline = each.name;
        }
        ModelColumns model{.name = each.name, .label = each.label, .score = {}, .decision = {}};
        (each.is_score ? model.score : model.decision) = std::move(each.values);
        rows.models.push_back(std::move(model));
    }
}

/// Scenarios with their rows. What the product no longer can say the rows of is no longer in it.
Result<> gather_scenarios(engine::Engine& engine, PredictionRows& rows) {
    auto& given = rows.product.scenarios;
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto& scenario = given[i];
        if (!scenario.sql.empty()) {
            rows.scenarios.push_back({.said = scenario,
                                      .which = scenario.sql,
                                      .member = take(rows.problem, scenario_column(i))});
        } else if (!scenario.file.empty() && rows.product.id.empty()) {
            rows.findings.push_back(
                scenario_left_out(scenario, "no column of ids is named to find its rows by"));
            rows.findings.back().fix = "name the table's ids with --id";
            scenario.file.clear();
        } else if (!scenario.file.empty()) {
            auto member = TRY(
                listed_rows(scenario, rows.product.where(scenario_key(i, "file")), engine, rows));
            rows.scenarios.push_back(
                {.said = scenario,
                 .which = fmt::format("{} in {}", rows.product.id, scenario.file),
                 .member = std::move(member)});
        }
    }
    std::erase_if(given, [](const auto& each) { return each.sql.empty() && each.file.empty(); });
    return {};
}

/// Columns that a score, a decision or an option is made of; not those of scenarios.
std::vector<std::string> predicted_columns(const Product& product, const std::vector<Asked>& asked,
                                           const std::vector<std::string>& names) {
    std::vector<std::string> made_of;
    for (const auto& each : asked) {
        if (!each.name.starts_with(std::string(kModel) + "scenario")) {
            made_of.push_back(each.sql);
        }
    }
    for (const auto& each : product.options) {
        made_of.push_back(each.score + " " + each.decision);
    }
    return columns_of(made_of, names);
}
void say_ranges(const Product& product, std::vector<validate::Finding>& findings) {
    const auto say = [&](const Amount& amount, const char* what) {
        if (amount.is_range()) {
            findings.push_back(
                {.code = "cost-range",
                 .severity = validate::Severity::Info,
                 .column = what,
                 .sentence =
                     fmt::format("{} is a range, {} to {}: its middle, {}, is used.", what,
                                 figure(amount.low), figure(amount.high), figure(amount.middle())),
                 .fix = "a study carries the range through"});
        }
    };
    say(product.true_positive.amount, "true_positive");
    say(product.false_positive.amount, "false_positive");
    say(product.false_negative.amount, "false_negative");
    say(product.true_negative.amount, "true_negative");
    say(product.decisions_per_month, "decisions_per_month");
    if (!product.costs_given) {
        findings.push_back(
            {.code = "no-costs",
             .severity = validate::Severity::Info,
             .sentence = "No costs are given: a right act counts +1, a wrong one −1.",
             .fix = "say what outcomes are worth, for example --true-positive 6 "
                    "--false-positive -2"});
    }
}

}  // namespace

Result<> check_yes_no(std::span<const double> values, const std::string& where) {
    const auto odd = std::ranges::find_if(
        values, [](double each) { return !std::isnan(each) && each != 0 && each != 1; });
    if (odd == values.end()) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("{} holds {} in row {}, neither yes nor no", where, figure(*odd),
                            count(odd - values.begin() + 1)),
                "give a boolean, or a column of 0 and 1; of a number a comparison makes one");
}

Result<PredictionRows> read_prediction_rows(const Product& product,
                                            const EvaluationOptions& options,
                                            engine::Engine& engine) {
    if (options.human.empty() && !options.human_seconds.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("--human-seconds \"{}\" has no --human to belong to",
                                options.human_seconds),
                    "name the column of the person's decisions with --human");
    }
    PredictionRows rows{};
    rows.product = product;
    const auto names = TRY(column_names(product, engine));
    drop_absent(rows.product, names, rows.findings);
    rows.problem = TRY(read_problem_rows(rows.product, options, names, engine, rows.findings));
    rows.label.assign(rows.problem.table.rows, data::kNoLabel);
    for (const auto row : rows.problem.labelled) {
        const auto at = static_cast<std::size_t>(row);
        rows.label[at] = rows.problem.label[at];
    }
    gather_models(options, names, rows);
    read_ids(rows);
    TRY(gather_scenarios(engine, rows));
    rows.gains = rows.problem.gains(rows.problem.prices);
    rows.predicted =
        predicted_columns(rows.product, asked_columns(rows.product, options, names), names);
    rows.slices = slice_names(rows);
    say_ranges(rows.product, rows.findings);
    as_findings(rows.problem.issues, rows.findings);
    TRY(add_input("predictions", product.source, engine, rows));
    if (!options.against.empty() && !rows.against_second) {
        TRY(read_against(options, engine, rows));
        TRY(add_input("predictions of " + rows.models[1].name, options.against, engine, rows));
    }
    add_product_input(rows);
    return rows;
}

}  // namespace assay::study
