#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "study/evaluation_kinds.hpp"

// Reading a table of predicted classes or numbers: all but labels and predictions.

namespace assay::study {
namespace {

/// What a product file says of yes/no decisions means nothing here.
void drop_decisions(Product& product, std::vector<validate::Finding>& findings) {
    const bool has_rule = !product.rule.empty();
    const auto own = std::erase_if(product.options, [&](const NamedOption& each) {
        const auto at = static_cast<std::size_t>(&each - product.options.data());
        return !product.flags.contains(fmt::format("option.{}.score", at));
    });
    product.rule.clear();
    if (has_rule || own > 0 || product.costs_given) {
        findings.push_back(
            {.code = "yes-no-only",
             .severity = validate::Severity::Info,
             .sentence = "Rule, options and costs of outcomes belong to yes/no decisions, and are "
                         "left out.",
             .fix = "give --option, and --cost-matrix or --under-cost and --over-cost"});
    }
}

std::vector<std::string> texts_of(const engine::Column& column) {
    std::vector<std::string> out;
    for (std::size_t row = 0; row < column.size(); ++row) {
        out.push_back(class_text(column, row));
    }
    return out;
}

/// Every row and column of the table of money is a class.
Result<> check_matrix_names(const engine::Table& table, const std::vector<std::string>& truths,
                            const std::vector<std::string>& classes, const std::string& what) {
    const auto known = [&](const std::string& name, const char* place) -> Result<> {
        return std::ranges::find(classes, name) != classes.end()
                   ? Result<>{}
                   : fail(ErrorCode::InvalidInput,
                          fmt::format("{}: {} \"{}\" is no class", what, place, name),
                          suggest(name, classes));
    };
    for (const auto& each : truths) {
        TRY(known(each, "row"));
    }
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
        TRY(known(table.columns[i].name, "column"));
    }
    return {};
}

Result<double> matrix_cell(const engine::Table& table, const std::vector<std::string>& truths,
                           const std::string& is, const std::string& decided,
                           const std::string& what) {
    const auto row = std::ranges::find(truths, is);
    const auto* column = table.find(decided);
    if (row == truths.end() || column == nullptr) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} has no {} \"{}\"", what, column == nullptr ? "column" : "row",
                                column == nullptr ? decided : is),
                    "give every class a row and a column");
    }
    const auto at = static_cast<std::size_t>(row - truths.begin());
    if (column->numbers.empty() || !std::isfinite(column->numbers[at])) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: true \"{}\", decided \"{}\" is no number", what, is, decided),
                    "write money: gains positive, losses negative");
    }
    return column->numbers[at];
}

}  // namespace

std::string class_text(const engine::Column& column, std::size_t row) {
    if (column.type == engine::Type::Boolean && !column.missing(row)) {
        return column.numbers[row] != 0 ? "true" : "false";
    }
    return cell_text(column, row);
}

std::vector<FurtherColumn> flagged_options(const Product& product) {
    std::vector<FurtherColumn> out;
    for (std::size_t i = 0; i < product.options.size(); ++i) {
        const auto& each = product.options[i];
        if (product.flags.contains(fmt::format("option.{}.score", i))) {
            out.push_back(
                {fmt::format("option_{}", out.size()), each.score, "--option " + each.name});
        }
    }
    return out;
}

Result<> read_kind_table(const EvaluationOptions& options, const KindReading& reading,
                         engine::Engine& engine, TableRows& rows) {
    auto& product = rows.product;
    const auto names = TRY(column_names(product, engine));
    drop_absent(product, names, rows.findings);
    drop_decisions(product, rows.findings);
    std::vector<FurtherColumn> further = reading.asked;
    std::vector<std::string> made_of;
    for (const auto& each : further) {
        made_of.push_back(each.sql);
    }
    const auto add = [&](const char* name, const std::string& sql, const char* key) {
        if (!sql.empty()) {
            further.push_back({name, sql, product.where(key)});
        }
    };
    add("weight", product.weight, "data.weight");
    add("seen", product.label_seen_when, "data.label_seen_when");
    rows.problem = TRY(read_table(product, engine, further));
    auto& problem = rows.problem;
    problem.label.assign(problem.table.rows, 0);
    TRY(reading.labels(rows));
    TRY(read_weights(product, problem, further_column(problem.table, "weight")));
    TRY(read_time_and_entity(product, problem));
    drop_further(problem.table);
    choose_features(product, problem);
    read_ids(rows);
    rows.predicted = columns_of(made_of, names);
    rows.slices = slice_names(rows);
    as_findings(problem.issues, rows.findings);
    TRY(add_input("predictions", product.source, engine, rows));
    add_product_input(rows);
    if (!options.cost_matrix.empty()) {
        TRY(add_input("table of money", options.cost_matrix, engine, rows));
    }
    return {};
}

Result<std::vector<double>> read_cost_matrix(const std::string& file,
                                             const std::vector<std::string>& classes,
                                             engine::Engine& engine) {
    const auto table = TRY(engine.read({.location = file, .query = {}}));
    const std::string what = "--cost-matrix " + file;
    if (table.columns.size() < 2) {
        return fail(ErrorCode::InvalidInput, what + " has fewer than two columns",
                    "the first column names the true class, each other one a decided class");
    }
    const auto truths = texts_of(table.columns.front());
    TRY(check_matrix_names(table, truths, classes, what));
    std::vector<double> out;
    for (const auto& is : classes) {
        for (const auto& decided : classes) {
            out.push_back(TRY(matrix_cell(table, truths, is, decided, what)));
        }
    }
    return out;
}

}  // namespace assay::study
