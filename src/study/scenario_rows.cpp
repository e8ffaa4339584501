#include <fmt/format.h>

#include <unordered_set>

#include "base/text.hpp"
#include "study/prediction_rows.hpp"

namespace assay::study {
namespace {

/// The column of ids in a scenario's file. Errors say whose file it is.
Result<engine::Table> read_list(const std::string& file, const std::string& id,
                                const std::string& where, engine::Engine& engine) {
    const auto said = [&](const Error& error) {
        return fail(error.code, where + ": " + error.what, error.hint);
    };
    const auto columns = engine.describe({.location = file, .query = {}});
    if (!columns) {
        return said(columns.error());
    }
    std::vector<std::string> names;
    for (const auto& each : *columns) {
        names.push_back(each.name);
    }
    if (std::ranges::find(names, id) == names.end()) {
        return fail(ErrorCode::NotFound,
                    fmt::format("{}: {} has no column \"{}\" to find its rows by", where, file, id),
                    suggest(id, names));
    }
    auto table =
        engine.read({.location = file, .query = "SELECT " + quoted_name(id) + " FROM data"});
    return table ? std::move(table) : said(table.error());
}

validate::Finding not_there(const ScenarioSpec& scenario, std::size_t missing, std::size_t listed) {
    return {.code = "scenario-ids",
            .severity = validate::Severity::Warning,
            .column = scenario.name,
            .sentence =
                fmt::format("Of {} that {} lists, {} {} not in the table.",
                            counted(static_cast<std::int64_t>(listed), "id"), scenario.file,
                            count(static_cast<std::int64_t>(missing)), missing == 1 ? "is" : "are"),
            .fix = "give predictions for them, or take them out of the file"};
}

}  // namespace

Result<std::vector<double>> listed_rows(const ScenarioSpec& scenario, const std::string& where,
                                        engine::Engine& engine, TableRows& rows) {
    const auto table = TRY(read_list(scenario.file, rows.product.id, where, engine));
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

}  // namespace assay::study
