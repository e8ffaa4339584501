#include "study/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "study/problem_parts.hpp"

namespace assay::study {
namespace {

constexpr std::string_view kPrefix = "__assay_";

/// Every SQL expression of the product file, as a further column of the one query.
std::vector<FurtherColumn> expressions(const Product& product) {
    std::vector<FurtherColumn> out;
    const auto add = [&](std::string_view name, std::string_view sql, std::string_view key) {
        if (!sql.empty()) {
            out.push_back({std::string(name), std::string(sql), product.where(key)});
        }
    };
    add("rule", product.rule, "rule.sql");
    add("tp", product.true_positive.sql, "costs.true_positive");
    add("fp", product.false_positive.sql, "costs.false_positive");
    add("fn", product.false_negative.sql, "costs.false_negative");
    add("tn", product.true_negative.sql, "costs.true_negative");
    add("weight", product.weight, "data.weight");
    add("seen", product.label_seen_when, "data.label_seen_when");
    for (std::size_t i = 0; i < product.options.size(); ++i) {
        const auto& option = product.options[i];
        const bool score = !option.score.empty();
        add(fmt::format("option_{}", i), score ? option.score : option.decision,
            fmt::format("option.{}.{}", i, score ? "score" : "decision"));
    }
    return out;
}

/// Whether SQL is but the name of a column.
bool is_name(std::string_view sql) {
    return std::ranges::all_of(sql, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ' ';
    });
}

Result<> column_exists(const Product& product, const std::vector<std::string>& columns,
                       const std::string& name, std::string_view key) {
    if (name.empty() || std::ranges::find(columns, name) != columns.end()) {
        return {};
    }
    return fail(
        ErrorCode::NotFound,
        fmt::format("{}: {} has no column \"{}\"", product.where(key), product.source, name),
        suggest(name, columns));
}

Result<> columns_exist(const Product& product, const std::vector<std::string>& columns) {
    TRY(column_exists(product, columns, product.target, "data.target"));
    TRY(column_exists(product, columns, product.id, "data.id"));
    TRY(column_exists(product, columns, product.time, "data.time"));
    TRY(column_exists(product, columns, product.entity, "data.entity"));
    for (const auto& name : product.groups) {
        TRY(column_exists(product, columns, name, "data.groups"));
    }
    for (const auto& name : product.ignore) {
        TRY(column_exists(product, columns, name, "data.ignore"));
    }
    for (const auto& name : product.trusted) {
        TRY(column_exists(product, columns, name, "data.trusted"));
    }
    for (const auto& [column, known] : product.known_at) {
        TRY(column_exists(product, columns, column, "data.known_at." + column));
        TRY(column_exists(product, columns, known, "data.known_at." + column));
    }
    return {};
}

/// Numbers of an expression column; `where` for the error when it gave text or times.
Result<std::vector<double>> numbers(const Product& product, const engine::Column& column,
                                    std::string_view key) {
    if (column.numbers.empty() && column.size() > 0) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} gives {}, not numbers", product.where(key),
                                column.type == engine::Type::Text ? "text" : "times"),
                    "use a numeric column, or an SQL expression that is a number or a boolean");
    }
    return column.numbers;
}

Result<> read_cost(const Product& product, Problem& problem, const Cost& cost, Amount& amount,
                   std::vector<double>& rows, std::string_view name, std::string_view key) {
    amount = cost.amount;
    const auto* column = further_column(problem.table, name);
    if (column == nullptr) {
        return {};
    }
    rows = TRY(numbers(product, *column, key));
    for (const auto row : problem.labelled) {
        if (!std::isfinite(rows[static_cast<std::size_t>(row)])) {
            return fail(
                ErrorCode::InvalidInput,
                fmt::format("{} has no finite value in row {}", product.where(key), count(row + 1)),
                "wrap it, for example coalesce(column, 0)");
        }
    }
    return {};
}

Result<> read_costs(const Product& product, Problem& problem) {
    auto& prices = problem.prices;
    TRY(read_cost(product, problem, product.true_positive, prices.true_positive,
                  problem.true_positive, "tp", "costs.true_positive"));
    TRY(read_cost(product, problem, product.false_positive, prices.false_positive,
                  problem.false_positive, "fp", "costs.false_positive"));
    TRY(read_cost(product, problem, product.false_negative, prices.false_negative,
                  problem.false_negative, "fn", "costs.false_negative"));
    return read_cost(product, problem, product.true_negative, prices.true_negative,
                     problem.true_negative, "tn", "costs.true_negative");
}

Result<> read_fixed(const Product& product, Problem& problem) {
    if (const auto* rule = further_column(problem.table, "rule")) {
        Fixed fixed{.name = "rule", .label = "your rule", .values = {}, .per_month = 0};
        fixed.is_score = rule->type != engine::Type::Boolean;
        fixed.values = TRY(numbers(product, *rule, "rule.sql"));
        problem.fixed.push_back(std::move(fixed));
    }
    for (std::size_t i = 0; i < product.options.size(); ++i) {
        const auto& option = product.options[i];
        const bool score = !option.score.empty();
        const auto key = fmt::format("option.{}.{}", i, score ? "score" : "decision");
        const auto* column = further_column(problem.table, fmt::format("option_{}", i));
        ASSAY_CHECK(column != nullptr);
        problem.fixed.push_back({.name = option.name,
                                 .label = option.name,
                                 .is_score = score,
                                 .values = TRY(numbers(product, *column, key)),
                                 .per_month = option.per_month});
    }
    return {};
}

/// Further columns as the engine reads them: numbers as expressions, any type in the query itself.
struct AskedColumns {
    std::vector<engine::Expression> numbers;
    std::string selected;           // ", (sql) AS name" of each other
    std::vector<std::string> said;  // where these come from
};

Result<AskedColumns> split_columns(const Product& product, std::span<const FurtherColumn> further,
                                   const std::vector<std::string>& columns) {
    AskedColumns out;
    for (const auto& each : further) {
        const bool is_column = std::ranges::find(columns, each.sql) != columns.end();
        const std::string sql = is_column ? quoted_name(each.sql) : each.sql;
        const auto name = std::string(kPrefix) + each.name;
        if (!each.any_type) {
            out.numbers.push_back({.name = name, .sql = sql, .where = each.where});
        } else if (is_column || !is_name(each.sql)) {
            out.selected += fmt::format(", ({}) AS {}", sql, quoted_name(name));
            out.said.push_back(each.where);
        } else {
            return fail(
                ErrorCode::NotFound,
                fmt::format("{}: {} has no column \"{}\"", each.where, product.source, each.sql),
                suggest(each.sql, columns));
        }
    }
    return out;
}

Result<engine::Table> read_columns(const Product& product, engine::Engine& engine,
                                   const AskedColumns& asked, std::vector<std::string>& skipped) {
    engine::Source source{.location = product.source, .query = product.query};
    if (!asked.selected.empty()) {
        source.query = fmt::format("SELECT *{} FROM {}", asked.selected,
                                   product.query.empty() ? "data" : "(" + product.query + ")");
    }
    auto table = engine.read(source, asked.numbers, &skipped);
    constexpr std::string_view kQuery = "[data] query";
    if (!table && !asked.selected.empty() && product.query.empty() &&
        table.error().what.starts_with(kQuery)) {
        // The query was made here: the person wrote but the columns.
        const auto& error = table.error();
        return fail(error.code, listed(asked.said) + error.what.substr(kQuery.size()), error.hint);
    }
    return table;
}

}  // namespace

Gains Problem::gains(const Prices& at) const {
    const auto combine = [&](const std::vector<double>& act_rows, const Amount& act_amount,
                             const std::vector<double>& pass_rows, const Amount& pass_amount) {
        if (act_rows.empty() && pass_rows.empty()) {
            return std::vector<double>{act_amount.middle() - pass_amount.middle()};
        }
        std::vector<double> out(table.rows);
        for (std::size_t row = 0; row < out.size(); ++row) {
            out[row] = (act_rows.empty() ? act_amount.middle() : act_rows[row]) -
                       (pass_rows.empty() ? pass_amount.middle() : pass_rows[row]);
        }
        return out;
    };
    return {
        .if_positive = combine(true_positive, at.true_positive, false_negative, at.false_negative),
        .if_negative = combine(false_positive, at.false_positive, true_negative, at.true_negative)};
}

model::Features Problem::features(std::span<const std::string> without) const {
    model::Features out;
    out.rows = table.rows;
    for (const auto& name : feature_names) {
        if (std::ranges::find(without, name) != without.end()) {
            continue;
        }
        const auto* column = table.find(name);
        out.columns.push_back(model::view(*column, model::feature_kind(*column)));
    }
    return out;
}

double Problem::positive_rate() const {
    double positives = 0;
    double all = 0;
    for (const auto row : labelled) {
        const auto at = static_cast<std::size_t>(row);
        positives += label[at] == 1 ? weight[at] : 0;
        all += weight[at];
    }
    return positives / all;
}

const engine::Column* further_column(const engine::Table& table, std::string_view name) {
    return table.find(std::string(kPrefix) + std::string(name));
}

void drop_further(engine::Table& table) {
    std::erase_if(table.columns,
                  [](const engine::Column& column) { return column.name.starts_with(kPrefix); });
}

Result<Problem> read_table(const Product& product, engine::Engine& engine,
                           std::span<const FurtherColumn> further) {
    const engine::Source source{.location = product.source, .query = product.query};
    const auto described = TRY(engine.describe(source));
    std::vector<std::string> columns;
    for (const auto& column : described) {
        columns.push_back(column.name);
    }
    TRY(columns_exist(product, columns));
    const auto asked = TRY(split_columns(product, further, columns));
    Problem problem;
    std::vector<std::string> skipped;
    problem.table = TRY(read_columns(product, engine, asked, skipped));
    for (const auto& name : skipped) {
        problem.issues.push_back(
            {.code = "left-out",
             .severity = data::Severity::Info,
             .column = name,
             .rows = static_cast<std::int64_t>(problem.table.rows),
             .sentence =
                 fmt::format("Column \"{}\" holds lists or structures and is left out.", name),
             .fix = "unpack it in [data] query"});
    }
    return problem;
}

Result<Problem> read_rows(const Product& product, engine::Engine& engine,
                          std::int64_t fewest_of_a_class) {
    const auto further = expressions(product);
    Problem problem = TRY(read_table(product, engine, further));
    TRY(read_labels(product, problem, further_column(problem.table, "seen"), fewest_of_a_class));
    TRY(read_costs(product, problem));
    TRY(read_fixed(product, problem));
    TRY(read_weights(product, problem, further_column(problem.table, "weight")));
    TRY(read_time_and_entity(product, problem));
    drop_further(problem.table);
    return problem;
}

Result<Problem> read_problem(const Product& product, engine::Engine& engine) {
    constexpr std::int64_t kFewestOfAClass = 10;
    TRY(check_scenarios(product, engine));
    Problem problem = TRY(read_rows(product, engine, kFewestOfAClass));
    choose_features(product, problem);
    if (problem.feature_names.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} leaves no column for a model: all are target, id, entity or "
                                "ignored",
                                product.source),
                    "take a column out of [data] ignore, or add columns to the table");
    }
    return problem;
}

}  // namespace assay::study
