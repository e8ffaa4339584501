#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "study/prediction_rows.hpp"
#include "study/problem_parts.hpp"

namespace assay::study {
namespace {

/// Where the list of a scenario has its ids: under the name that the product file gives, or that
/// the judged table has. Errors say whose file it is.
Result<std::string> list_column(const ScenarioSpec& scenario, const std::string& id,
                                const std::string& where, engine::Engine& engine) {
    Product list;
    list.source = scenario.file;
    const auto names = column_names(list, engine);
    if (!names) {
        return fail(names.error().code, where + ": " + names.error().what, names.error().hint);
    }
    for (const auto& name : {scenario.id, id}) {
        if (!name.empty() && std::ranges::find(*names, name) != names->end()) {
            return name;
        }
    }
    const auto& wanted = scenario.id.empty() ? id : scenario.id;
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: {} has no column \"{}\" to find its rows by", where, scenario.file,
                            wanted),
                suggest(wanted, *names));
}

Result<engine::Table> read_list(const ScenarioSpec& scenario, const std::string& id,
                                const std::string& where, engine::Engine& engine) {
    const auto column = TRY(list_column(scenario, id, where, engine));
    auto table = engine.read(
        {.location = scenario.file, .query = "SELECT " + quoted_name(column) + " FROM data"});
    if (!table) {
        return fail(table.error().code, where + ": " + table.error().what, table.error().hint);
    }
    return table;
}

validate::Finding not_there(const ScenarioSpec& scenario, std::size_t missing, std::size_t listed) {
    return {.code = "scenario-ids",
            .severity = validate::Severity::Warning,
            .column = scenario.name,
            .sentence =
                fmt::format("Of {} that {} lists, {} {} not among the judged rows.",
                            counted(static_cast<std::int64_t>(listed), "id"), scenario.file,
                            count(static_cast<std::int64_t>(missing)), missing == 1 ? "is" : "are"),
            .fix = "give predictions for them, or take them out of the file"};
}

}  // namespace

std::string scenario_key(std::size_t i, const char* key) {
    return fmt::format("scenario.{}.{}", i, key);
}

Result<std::vector<double>> listed_rows(const ScenarioSpec& scenario, const std::string& where,
                                        engine::Engine& engine, TableRows& rows) {
    const auto table = TRY(read_list(scenario, rows.product.id, where, engine));
    const auto& ids = table.columns.front();
    std::unordered_set<std::string> listed;
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (!ids.missing(row)) {
            listed.insert(cell_text(ids, row));
        }
    }
    std::vector<double> member;
    std::unordered_set<std::string> found;
    for (const auto& id : rows.id_text) {
        const bool there = listed.contains(id);
        member.push_back(there ? 1 : 0);
        if (there) {
            found.insert(id);
        }
    }
    if (found.size() < listed.size()) {
        rows.findings.push_back(not_there(scenario, listed.size() - found.size(), listed.size()));
    }
    TRY(add_input("scenario " + scenario.name, scenario.file, engine, rows));
    return member;
}

Result<> check_scenarios(const Product& product, engine::Engine& engine) {
    std::vector<engine::Expression> asked;
    for (std::size_t i = 0; i < product.scenarios.size(); ++i) {
        const auto& scenario = product.scenarios[i];
        if (scenario.file.empty()) {
            asked.push_back({.name = scenario_key(i, "sql"),
                             .sql = scenario.sql,
                             .where = product.where(scenario_key(i, "sql"))});
        } else {
            TRY(list_column(scenario, product.id, product.where(scenario_key(i, "file")), engine));
        }
    }
    if (asked.empty()) {
        return {};
    }
    const std::string rows = product.query.empty() ? "data" : "(\n" + product.query + "\n)";
    TRY(engine.read({.location = product.source, .query = "SELECT * FROM " + rows + " LIMIT 1"},
                    asked));
    return {};
}

}  // namespace assay::study
