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

/// For each row the row of the other file, or -1.
Result<std::vector<std::int64_t>> joined_by_id(const engine::Table& table, const TableRows& rows,
                                               const std::string& file) {
    const auto* id = table.find(rows.product.id);
    if (id == nullptr) {
        return fail(ErrorCode::NotFound,
                    fmt::format("{} has no column \"{}\" to join it by", file, rows.product.id),
                    suggest(rows.product.id, table.names()));
    }
    std::unordered_map<std::string, std::int64_t> where;
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto text = cell_text(*id, row);
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

Result<std::vector<std::int64_t>> joined_by_order(const engine::Table& table, const TableRows& rows,
                                                  const std::string& file) {
    if (table.rows != rows.problem.table.rows) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{} has {}, {} {}: without an id they must match row by row", file,
                        counted(static_cast<std::int64_t>(table.rows), "row"), rows.product.source,
                        count(static_cast<std::int64_t>(rows.problem.table.rows))),
            "name the column that both share with --id");
    }
    std::vector<std::int64_t> out(rows.problem.table.rows);
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = static_cast<std::int64_t>(row);
    }
    return out;
}

bool same_value(const engine::Column& a, std::size_t row, const engine::Column& b,
                std::size_t other) {
    if (a.numbers.empty() || b.numbers.empty()) {
        return cell_text(a, row) == cell_text(b, other);
    }
    constexpr double kSlack = 1e-6;  // a file may hold fewer digits
    const double first = a.numbers[row];
    const double second = b.numbers[other];
    return std::abs(first - second) <= kSlack * std::max(std::abs(first), std::abs(second));
}

/// Rows whose labels are known in both files and differ, and the first of them.
struct Unlike {
    std::int64_t rows = 0, joined = 0;
    std::size_t first = 0, other = 0;
};

Unlike unlike_labels(const engine::Column& ours, const engine::Column& theirs,
                     const std::vector<std::int64_t>& where) {
    Unlike out;
    for (std::size_t row = 0; row < where.size(); ++row) {
        const auto other = static_cast<std::size_t>(where[row]);
        if (where[row] < 0 || ours.missing(row) || theirs.missing(other)) {
            continue;
        }
        ++out.joined;
        if (!same_value(ours, row, theirs, other)) {
            out.first = out.rows == 0 ? row : out.first;
            out.other = out.rows == 0 ? other : out.other;
            ++out.rows;
        }
    }
    return out;
}

/// Where the other file has the label too, it has to be the same: else rows were joined that do
/// not belong together.
Result<> same_labels(const OtherFile& other, const TableRows& rows, const std::string& file) {
    const auto& name = rows.product.target;
    const auto* ours = rows.problem.table.find(name);
    const auto* theirs = other.table.find(name);
    if (ours == nullptr || theirs == nullptr) {
        return {};
    }
    const auto unlike = unlike_labels(*ours, *theirs, other.where);
    if (unlike.rows == 0) {
        return {};
    }
    const bool by_order = rows.product.id.empty();
    return fail(
        ErrorCode::InvalidInput,
        fmt::format("{} and {} differ in the label \"{}\" in {} of {}: row {} has {}, {} there",
                    rows.product.source, file, name, count(unlike.rows),
                    counted(unlike.joined, "joined row"),
                    by_order
                        ? count(static_cast<std::int64_t>(unlike.first) + 1)
                        : fmt::format("with {} = {}", rows.product.id, rows.id_text[unlike.first]),
                    cell_text(*ours, unlike.first), cell_text(*theirs, unlike.other)),
        by_order ? "without an id rows are joined by order; name the column that both share with "
                   "--id"
                 : "check that both hold predictions for the same rows");
}

}  // namespace

Result<OtherFile> read_other(const EvaluationOptions& options, std::span<const FurtherColumn> asked,
                             engine::Engine& engine, const TableRows& rows) {
    const std::string& file = options.against;
    std::error_code ignored;
    if (!fs::exists(engine.file_of(file), ignored)) {
        return fail(
            ErrorCode::NotFound,
            fmt::format("--against: \"{}\" is neither a column of {} nor a file or snapshot", file,
                        rows.product.source),
            suggest(file, rows.problem.table.names()));
    }
    Product other;
    other.source = file;
    std::vector<FurtherColumn> further(asked.begin(), asked.end());
    for (auto& each : further) {
        each.where += " in " + file;
    }
    OtherFile out{.table = TRY(read_table(other, engine, further)).table, .where = {}};
    out.where = TRY(rows.product.id.empty() ? joined_by_order(out.table, rows, file)
                                            : joined_by_id(out.table, rows, file));
    TRY(same_labels(out, rows, file));
    return out;
}

Result<std::vector<double>> other_numbers(const OtherFile& other, const FurtherColumn& asked) {
    const auto* column = further_column(other.table, asked.name);
    std::vector<double> out;
    if (column == nullptr) {
        return out;
    }
    if (column->numbers.empty() && column->size() > 0) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} gives no numbers in the other file", asked.where),
                    "use a numeric column, or an SQL expression that is a number or a boolean");
    }
    for (const auto row : other.where) {
        out.push_back(row < 0 ? std::nan("") : column->numbers[static_cast<std::size_t>(row)]);
    }
    return out;
}

Result<> read_against(const EvaluationOptions& options, engine::Engine& engine,
                      PredictionRows& rows) {
    const FurtherColumn score{"score", options.score, "--score"};
    const FurtherColumn decision{"decision", options.decision, "--prediction"};
    std::vector<FurtherColumn> asked;
    for (const auto& each : {score, decision}) {
        if (!each.sql.empty()) {
            asked.push_back(each);
        }
    }
    const auto other = TRY(read_other(options, asked, engine, rows));
    auto decided = TRY(other_numbers(other, decision));
    TRY(check_yes_no(decided, fmt::format("--prediction in {}", options.against)));
    const std::string name = fs::path(options.against).stem().string();
    rows.models.insert(rows.models.begin() + 1, {.name = name,
                                                 .label = "model \"" + name + "\"",
                                                 .score = TRY(other_numbers(other, score)),
                                                 .decision = std::move(decided)});
    rows.against_second = true;
    return {};
}

}  // namespace assay::study
