#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "data/card.hpp"
#include "study/product.hpp"

namespace assay::study {
namespace {

constexpr std::array<std::string_view, 6> kBuiltIn{"nothing", "everything", "rule",
                                                   "average", "linear",     "boosted"};
/// `value` as the error names it, what is wanted, and what to do.
Result<> require(bool holds, const Product& product, std::string_view key, std::string_view what,
                 std::string_view hint) {
    if (holds) {
        return {};
    }
    return fail(ErrorCode::InvalidInput, fmt::format("{}: {}", product.where(key), what),
                std::string(hint));
}

Result<> require_number(bool holds, const Product& product, std::string_view key, double value,
                        std::string_view wanted, std::string_view hint = "") {
    return require(holds, product, key, fmt::format("{} is not {}", value, wanted), hint);
}

Result<> check_positive(const Product& product, std::string_view key, const Amount& amount) {
    return require_number(amount.low > 0, product, key, amount.low, "above 0");
}

Result<> check_not_negative(const Product& product, std::string_view key, const Amount& amount) {
    return require_number(amount.low >= 0, product, key, amount.low, "0 or more",
                          "a price is written without a sign");
}

Result<> check_columns(const Product& product, std::string_view key,
                       const std::vector<std::string>& columns) {
    const bool target = std::ranges::find(columns, product.target) != columns.end();
    TRY(require(!target, product, key, fmt::format("\"{}\" is the target", product.target),
                "take it out of the list"));
    for (auto each = columns.begin(); each != columns.end(); ++each) {
        TRY(require(std::find(each + 1, columns.end(), *each) == columns.end(), product, key,
                    fmt::format("\"{}\" stands there twice", *each), "name each column once"));
    }
    return {};
}

Result<> check_not_target(const Product& product, std::string_view key, const std::string& column) {
    return require(column.empty() || column != product.target, product, key,
                   fmt::format("\"{}\" is the target", column),
                   "name another column, or leave the key out");
}

Result<> check_data(const Product& product) {
    TRY(require(!product.source.empty(), product, "data.source", "no data is named",
                "write source = \"table.csv\" under [data]"));
    TRY(require(!product.target.empty(), product, "data.target", "no target is named",
                "write target = \"column that says what came true\" under [data]"));
    TRY(check_not_target(product, "data.id", product.id));
    TRY(check_not_target(product, "data.time", product.time));
    TRY(check_not_target(product, "data.entity", product.entity));
    TRY(check_not_target(product, "data.weight", product.weight));
    TRY(check_columns(product, "data.groups", product.groups));
    TRY(check_columns(product, "data.ignore", product.ignore));
    TRY(check_columns(product, "data.trusted", product.trusted));
    TRY(require(product.known_at.empty() || !product.time.empty(), product, "data.known_at",
                "there is no time to hold it against",
                "name the column of the decision's moment: time = \"…\" under [data]"));
    const double rate = product.positive_rate.value_or(0.5);
    return require_number(rate > 0 && rate < 1, product, "data.positive_rate", rate,
                          "between 0 and 1", "write a share: 2 % is 0.02");
}

Result<> check_purpose(const Product& product) {
    const auto& all = data::purposes();
    const bool known =
        product.purpose.empty() || std::ranges::find(all, product.purpose) != all.end();
    return require(
        known, product, "product.purpose",
        fmt::format("\"{}\" is not a known purpose", product.purpose),
        (nearest(product.purpose, all).empty() ? "" : suggest(product.purpose, all) + "; ") +
            "known: " + listed(all));
}

Result<> check_option(const Product& product, std::size_t i) {
    const NamedOption& option = product.options[i];
    const std::string path = fmt::format("option.{}", i);
    TRY(require(!option.name.empty(), product, path, "has no name", "write name = \"vendor\""));
    TRY(require(std::ranges::find(kBuiltIn, option.name) == kBuiltIn.end(), product, path + ".name",
                fmt::format("\"{}\" is one of assay's own options", option.name),
                "choose another name, such as \"vendor\" or \"today\""));
    for (std::size_t j = 0; j < i; ++j) {
        TRY(require(product.options[j].name != option.name, product, path + ".name",
                    fmt::format("\"{}\" names an earlier option", option.name),
                    "give each option its own name"));
    }
    TRY(require(!option.score.empty() || !option.decision.empty(), product, path,
                fmt::format("\"{}\" has neither a score nor a decision", option.name),
                "write score = \"column or SQL\" or decision = \"column or SQL\""));
    return require(option.score.empty() || option.decision.empty(), product, path,
                   fmt::format("\"{}\" has a score, \"{}\", and a decision, \"{}\"", option.name,
                               option.score, option.decision),
                   "keep one: assay turns a score into decisions by the costs");
}

Result<> check_scenario_rows(const Product& product, const ScenarioSpec& scenario,
                             const std::string& path) {
    TRY(require(!scenario.sql.empty() || !scenario.file.empty(), product, path,
                fmt::format("\"{}\" does not say which rows it is about", scenario.name),
                "write sql = \"month IN (12, 1, 2)\", or file = \"a table of their ids\""));
    TRY(require(scenario.sql.empty() || scenario.file.empty(), product, path,
                fmt::format("\"{}\" has SQL, \"{}\", and a file, \"{}\"", scenario.name,
                            scenario.sql, scenario.file),
                "keep one of them"));
    return require(scenario.file.empty() || !product.id.empty(), product, path + ".file",
                   "there is no id to find its rows by",
                   "name the column that the file shares with the data: id = \"…\" under [data]");
}

Result<> check_scenario(const Product& product, std::size_t i) {
    const ScenarioSpec& scenario = product.scenarios[i];
    const std::string path = fmt::format("scenario.{}", i);
    const auto& all = scenario_metrics();
    TRY(require(!scenario.name.empty(), product, path, "has no name", "write name = \"winter\""));
    for (std::size_t j = 0; j < i; ++j) {
        TRY(require(product.scenarios[j].name != scenario.name, product, path + ".name",
                    fmt::format("\"{}\" names an earlier scenario", scenario.name),
                    "give each scenario its own name"));
    }
    TRY(check_scenario_rows(product, scenario, path));
    TRY(require(std::ranges::find(all, scenario.metric) != all.end(), product, path + ".metric",
                fmt::format("\"{}\" is not a metric of a scenario", scenario.metric),
                suggest(scenario.metric, all)));
    TRY(require(scenario.has_bar, product, path,
                fmt::format("\"{}\" has no bar to reach", scenario.name),
                "write at_least or at_most"));
    const bool share = scenario.metric != "log_loss" && scenario.metric != "value_per_1000";
    const std::string key = scenario.at_least ? ".at_least" : ".at_most";
    return require_number(!share || (scenario.bar >= 0 && scenario.bar <= 1), product, path + key,
                          scenario.bar, "between 0 and 1", "write a share: 70 % is 0.70");
}

Result<> check_costs(const Product& product) {
    TRY(require(!product.currency.empty(), product, "costs.currency", "is empty",
                "write a currency, such as \"USD\", or a plain unit, such as \"minutes\""));
    TRY(check_positive(product, "costs.decisions_per_month", product.decisions_per_month));
    const double capacity = product.review_capacity.value_or(1);
    TRY(require_number(capacity > 0, product, "costs.review_capacity", capacity, "above 0",
                       "leave it out when there is no limit"));
    TRY(check_not_negative(product, "costs.build", product.build));
    TRY(check_not_negative(product, "costs.label", product.label));
    const double labels = product.labels_per_month.value_or(1);
    return require_number(labels > 0, product, "costs.labels_per_month", labels, "above 0",
                          "leave it out when labels come with the decisions");
}

Result<> check_bar(const Product& product, const Target& target) {
    const std::string_view side = target.at_least ? "target.at_least" : "target.at_most";
    TRY(require(!target.metric.name.empty(), product, side,
                fmt::format("{} of which metric?", target.bar), "write metric = \"auc\""));
    const bool rises = target.metric.higher_is_better();
    TRY(require(
        rises == target.at_least, product, side,
        fmt::format("{} is better when it is {}", target.metric.name, rises ? "higher" : "lower"),
        rises ? "write at_least" : "write at_most"));
    return require_number(!target.metric.is_share() || (target.bar >= 0 && target.bar <= 1),
                          product, side, target.bar, "between 0 and 1",
                          "write a share: 70 % is 0.70");
}

Result<> check_target(const Product& product) {
    if (!product.target_criterion) {
        return {};
    }
    const Target& target = *product.target_criterion;
    if (target.has_bar) {
        TRY(check_bar(product, target));
    } else {
        TRY(require(target.metric.name.empty(), product, "target.metric",
                    fmt::format("{} has no bar to reach", target.metric.text()),
                    "write at_least or at_most"));
        TRY(require(target.smallest_gain_per_month.has_value(), product, "target",
                    "says nothing about what counts as success",
                    "write metric and at_least, or smallest_gain_per_month"));
    }
    const double gain = target.smallest_gain_per_month.value_or(0);
    return require_number(gain >= 0, product, "target.smallest_gain_per_month", gain, "0 or more");
}

Result<> check_settings(const Product& product) {
    const Settings& s = product.settings;
    TRY(require_number(s.certainty > 0.5 && s.certainty < 1, product, "study.certainty",
                       s.certainty, "between 0.5 and 1", "0.8 means: sure 8 times in 10"));
    TRY(require_number(s.horizon_months > 0 && s.horizon_months <= 1200, product,
                       "study.horizon_months", s.horizon_months, "between 0 and 1200"));
    TRY(require_number(s.margin >= 0 && s.margin <= 0.5, product, "study.margin", s.margin,
                       "between 0 and 0.5", "a share: 1 % is 0.01"));
    TRY(require_number(s.train_rows >= 100, product, "study.train_rows", s.train_rows,
                       "100 or more"));
    TRY(require_number(s.folds >= 2 && s.folds <= 100, product, "study.folds", s.folds,
                       "between 2 and 100"));
    TRY(require_number(s.seeds >= 1 && s.seeds <= 100, product, "study.seeds", s.seeds,
                       "between 1 and 100"));
    TRY(require_number(s.blocks >= 2 && s.blocks <= 100, product, "study.blocks", s.blocks,
                       "between 2 and 100"));
    return require_number(s.draws >= 500 && s.draws <= 100000, product, "study.draws", s.draws,
                          "between 500 and 100000");
}

}  // namespace

Result<> validate_product(const Product& product) {
    TRY(check_purpose(product));
    TRY(check_data(product));
    TRY(require(!product.rule.empty() || !product.lines.contains("rule"), product, "rule.sql",
                "the rule is empty", "write sql = \"column >= 15\", or leave [rule] out"));
    for (std::size_t i = 0; i < product.options.size(); ++i) {
        TRY(check_option(product, i));
    }
    for (std::size_t i = 0; i < product.scenarios.size(); ++i) {
        TRY(check_scenario(product, i));
    }
    TRY(check_costs(product));
    TRY(check_target(product));
    return check_settings(product);
}

const std::vector<std::string>& scenario_metrics() {
    static const std::vector<std::string> kMetrics{
        "auc", "average_precision", "brier", "log_loss", "precision", "recall", "value_per_1000"};
    return kMetrics;
}

Product with_costs(Product product) {
    if (!product.costs_given) {
        product.true_positive.amount = Amount::exactly(1);
        product.false_positive.amount = Amount::exactly(-1);
    }
    return product;
}

}  // namespace assay::study
