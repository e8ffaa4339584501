#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "study/prediction_rows.hpp"

// What reading a table of predictions is, whatever they predict.

namespace assay::study {
namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// True where a name stands as a word of an SQL expression.
bool mentions(const std::string& sql, const std::string& name) {
    const auto part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name, at + 1)) {
        const auto end = at + name.size();
        if ((at == 0 || !part(sql[at - 1])) && (end == sql.size() || !part(sql[end]))) {
            return true;
        }
    }
    return false;
}

}  // namespace

validate::Finding left_out(const std::string& what, const std::string& why) {
    return {.code = "not-in-table",
            .severity = validate::Severity::Info,
            .column = what,
            .sentence = fmt::format("{} is left out: {}.", capitalised(what), why),
            .fix = "add its columns to the table of predictions"};
}

void drop_absent(Product& product, const std::vector<std::string>& names,
                 std::vector<validate::Finding>& findings) {
    const auto drop = [&](std::string& column, std::string_view key) {
        if (!column.empty() && !product.flags.contains(key) && !holds(names, column)) {
            findings.push_back(left_out(std::string(key.substr(key.find('.') + 1)),
                                        fmt::format("the table has no column \"{}\"", column)));
            column.clear();
        }
    };
    drop(product.id, "data.id");
    drop(product.time, "data.time");
    drop(product.entity, "data.entity");
    if (!product.flags.contains("data.groups")) {
        for (auto& group : product.groups) {
            drop(group, "data.groups");
        }
        std::erase(product.groups, std::string());
    }
    std::erase_if(product.ignore, [&](const auto& each) { return !holds(names, each); });
    std::erase_if(product.trusted, [&](const auto& each) { return !holds(names, each); });
    product.known_at.clear();
    if (!product.flags.contains("data.label_seen_when")) {
        product.label_seen_when.clear();
    }
}

Result<std::vector<std::string>> column_names(const Product& product, engine::Engine& engine) {
    const auto described =
        TRY(engine.describe({.location = product.source, .query = product.query}));
    std::vector<std::string> out;
    for (const auto& each : described) {
        out.push_back(each.name);
    }
    return out;
}

void read_ids(TableRows& rows) {
    const auto* column = rows.problem.table.find(rows.product.id);
    if (column == nullptr) {
        return;
    }
    std::map<std::string, std::int32_t> numbers;
    for (std::size_t row = 0; row < rows.problem.table.rows; ++row) {
        rows.id_text.push_back(cell_text(*column, row));
        const auto next = static_cast<std::int32_t>(numbers.size());
        rows.id.push_back(numbers.try_emplace(rows.id_text.back(), next).first->second);
    }
}

std::string shown_name(const std::string& sql, const std::vector<std::string>& names,
                       const char* otherwise) {
    return holds(names, sql) ? sql : otherwise;
}

std::vector<std::string> columns_of(const std::vector<std::string>& sql,
                                    const std::vector<std::string>& names) {
    std::vector<std::string> out;
    std::ranges::copy_if(names, std::back_inserter(out), [&](const std::string& name) {
        return std::ranges::any_of(sql,
                                   [&](const std::string& each) { return mentions(each, name); });
    });
    return out;
}

std::vector<std::string> slice_names(const TableRows& rows) {
    constexpr std::size_t kMost = 20;
    std::vector<std::string> out = rows.product.groups;
    for (const auto& name : rows.problem.feature_names) {
        const auto kind = model::feature_kind(*rows.problem.table.find(name));
        if (!holds(rows.predicted, name) && kind != model::FeatureKind::Text && !holds(out, name) &&
            out.size() < kMost) {
            out.push_back(name);
        }
    }
    return out;
}

void as_findings(const std::vector<data::Issue>& issues, std::vector<validate::Finding>& out) {
    for (const auto& each : issues) {
        out.push_back({.code = each.code,
                       .severity = static_cast<validate::Severity>(each.severity),
                       .column = each.column,
                       .rows = each.rows,
                       .sentence = each.sentence,
                       .fix = each.fix});
    }
}

Result<> add_input(const std::string& what, const std::string& name, const engine::Engine& engine,
                   TableRows& rows) {
    std::error_code ignored;
    const auto file = engine.file_of(name);
    if (std::filesystem::is_regular_file(file, ignored)) {
        rows.inputs.push_back({.what = what, .name = name, .sha256 = TRY(sha256_file(file))});
    }
    return {};
}

void add_product_input(TableRows& rows) {
    const auto& product = rows.product;
    if (!product.text.empty()) {
        rows.inputs.push_back({.what = "product file",
                               .name = std::filesystem::path(product.file).filename().string(),
                               .sha256 = sha256_hex(product.text)});
    }
}

}  // namespace assay::study
