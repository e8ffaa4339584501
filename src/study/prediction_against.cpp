#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <unordered_map>

#include "base/text.hpp"
#include "study/prediction_rows.hpp"

namespace assay::study {
namespace {

namespace fs = std::filesystem;

/// The other file's score and decision, in its own order, and its ids if it has them.
struct Other {
    engine::Table table;
    std::vector<double> score, decision;
    const engine::Column* id = nullptr;
};

Result<std::vector<double>> numbers_of(const engine::Table& table, const std::string& name,
                                       const std::string& flag, const std::string& file) {
    const auto* column = table.find(name);
    if (column == nullptr) {
        return std::vector<double>();
    }
    if (column->numbers.empty() && column->size() > 0) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} gives no numbers in {}", flag, file),
                    "use a numeric column, or an SQL expression that is a number or a boolean");
    }
    return column->numbers;
}

Result<Other> read_other(const EvaluationOptions& options, const PredictionRows& rows,
                         engine::Engine& engine) {
    std::vector<engine::Expression> expressions;
    const auto described = TRY(engine.describe({.location = options.against, .query = {}}));
    const auto add = [&](const char* name, const std::string& sql, const char* flag) {
        const bool is_column =
            std::ranges::find(described, sql, &engine::ColumnInfo::name) != described.end();
        if (!sql.empty()) {
            expressions.push_back({.name = name,
                                   .sql = is_column ? quoted_name(sql) : sql,
                                   .where = fmt::format("{} in {}", flag, options.against)});
        }
    };
    add("__assay_score", options.score, "--score");
    add("__assay_decision", options.decision, "--prediction");
    Other out;
    out.table = TRY(engine.read({.location = options.against, .query = {}}, expressions));
    out.score = TRY(numbers_of(out.table, "__assay_score", "--score", options.against));
    out.decision = TRY(numbers_of(out.table, "__assay_decision", "--prediction", options.against));
    if (!rows.product.id.empty()) {
        out.id = out.table.find(rows.product.id);
        if (out.id == nullptr) {
            return fail(ErrorCode::NotFound,
                        fmt::format("{} has no column \"{}\" to join it by", options.against,
                                    rows.product.id),
                        suggest(rows.product.id, out.table.names()));
        }
    }
    return out;
}

/// For each row the row of the other file, or -1.
Result<std::vector<std::int64_t>> joined_by_id(const Other& other, const PredictionRows& rows,
                                               const std::string& file) {
    std::unordered_map<std::string, std::int64_t> where;
    for (std::size_t row = 0; row < other.table.rows; ++row) {
        const auto text = cell_text(*other.id, row);
        if (!where.try_emplace(text, static_cast<std::int64_t>(row)).second) {
            return fail(
                ErrorCode::InvalidInput,
                fmt::format("{} has {} = {} twice, in row {} and before", file, rows.product.id,
                            text, count(static_cast<std::int64_t>(row) + 1)),
                "keep one row an id: only then is it clear which belongs to which");
        }
    }
    std::vector<std::int64_t> out;
    bool any = false;
    for (const auto& text : rows.id_text) {
        const auto found = where.find(text);
        out.push_back(found == where.end() ? -1 : found->second);
        any = any || out.back() >= 0;
    }
    if (!any) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} and {} share no value of \"{}\"", rows.product.source, file,
                                rows.product.id),
                    "check that both are predictions for the same rows");
    }
    return out;
}

Result<std::vector<std::int64_t>> joined_by_order(const Other& other, const PredictionRows& rows,
                                                  const std::string& file) {
    if (other.table.rows != rows.label.size()) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{} has {}, {} {}: without an id they must match row by row", file,
                        counted(static_cast<std::int64_t>(other.table.rows), "row"),
                        rows.product.source, count(static_cast<std::int64_t>(rows.label.size()))),
            "name the column that both share with --id");
    }
    std::vector<std::int64_t> out(rows.label.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = static_cast<std::int64_t>(row);
    }
    return out;
}

std::vector<double> aligned(const std::vector<double>& values,
                            const std::vector<std::int64_t>& where) {
    std::vector<double> out;
    for (const auto row : where) {
        if (!values.empty()) {
            out.push_back(row < 0 ? std::nan("") : values[static_cast<std::size_t>(row)]);
        }
    }
    return out;
}

}  // namespace

Result<> read_against(const EvaluationOptions& options, engine::Engine& engine,
                      PredictionRows& rows) {
    const std::string& file = options.against;
    std::error_code ignored;
    if (!fs::exists(engine.file_of(file), ignored)) {
        return fail(
            ErrorCode::NotFound,
            fmt::format("--against: \"{}\" is neither a column of {} nor a file or snapshot", file,
                        rows.product.source),
            suggest(file, rows.problem.table.names()));
    }
    const Other other = TRY(read_other(options, rows, engine));
    const auto where = TRY(other.id != nullptr ? joined_by_id(other, rows, file)
                                               : joined_by_order(other, rows, file));
    const std::string name = fs::path(file).stem().string();
    rows.models.insert(rows.models.begin() + 1, {.name = name,
                                                 .label = "model \"" + name + "\"",
                                                 .score = aligned(other.score, where),
                                                 .decision = aligned(other.decision, where)});
    rows.against_second = true;
    return {};
}

}  // namespace assay::study
