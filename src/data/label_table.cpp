#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "data/label_values.hpp"
#include "data/labelling.hpp"

namespace assay::data {
namespace {

/// What the names have in common before their last separator: "p_" of "p_cat" and "p_car".
std::size_t shared_prefix(const std::vector<std::string>& names) {
    std::size_t length = names.front().size();
    for (const auto& name : names) {
        const auto end =
            std::mismatch(name.begin(), name.end(), names.front().begin(), names.front().end());
        length = std::min(length, static_cast<std::size_t>(end.first - name.begin()));
    }
    const auto separator = names.front().substr(0, length).find_last_of("_.-: ");
    return separator == std::string::npos ? 0 : separator + 1;
}

/// Names of the classes: as the columns are named where a label is so named, else their own part.
std::vector<std::string> class_names(const std::vector<std::string>& columns,
                                     const std::set<std::string>& labels) {
    const bool whole = std::any_of(columns.begin(), columns.end(),
                                   [&](const auto& name) { return labels.contains(name); });
    const std::size_t shared = whole ? 0 : shared_prefix(columns);
    std::vector<std::string> out;
    for (const auto& name : columns) {
        out.push_back(name.substr(shared));
    }
    return out;
}

std::set<std::string> distinct_text(const engine::Column& column) {
    std::set<std::string> out;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.missing(row)) {
            continue;
        }
        // Text columns hold their distinct values already.
        if (column.type == engine::Type::Text) {
            return {column.levels.begin(), column.levels.end()};
        }
        out.insert(cell_text(column, row));
    }
    return out;
}

/// The class of each value of a label column, remembered by value.
class ClassOf {
  public:
    ClassOf(const engine::Column& column, const std::vector<std::string>& classes)
        : column_(column), names_(classes), by_code_(column.levels.size(), kUnknown) {}

    Result<std::int32_t> operator()(std::size_t row) {
        if (column_.type != engine::Type::Text) {
            return named(row, cell_text(column_, row));
        }
        auto& known = by_code_[static_cast<std::size_t>(column_.codes[row])];
        if (known == kUnknown) {
            known = TRY(named(row, cell_text(column_, row)));
        }
        return known;
    }

  private:
    static constexpr std::int32_t kUnknown = -2;

    Result<std::int32_t> named(std::size_t row, const std::string& text) const {
        const std::int32_t found = names_.find(text);
        if (found < 0) {
            return fail(ErrorCode::InvalidInput,
                        "row " + std::to_string(row + 1) + ", column \"" + column_.name +
                            "\": label \"" + text + "\" is none of the classes",
                        "the classes are " + listed(names_.all()) +
                            "; say them with --classes, in the order of --probs");
        }
        return found;
    }

    const engine::Column& column_;
    Names names_;
    std::vector<std::int32_t> by_code_;
};

Result<std::vector<const engine::Column*>> chance_columns(const engine::Table& table,
                                                          const std::vector<std::string>& names) {
    std::vector<const engine::Column*> out;
    for (const auto& name : names) {
        const engine::Column* column = TRY(column_for(table, "probs", name));
        if (column->numbers.empty() && column->size() > 0) {
            return fail(ErrorCode::InvalidInput,
                        "--probs: column \"" + name + "\" holds no numbers",
                        "name one column of chances for each class");
        }
        out.push_back(column);
    }
    return out;
}

Result<> check_columns(const LabelTableColumns& columns) {
    if (columns.chances.size() < 2) {
        return fail(ErrorCode::InvalidInput,
                    "--probs names " +
                        counted(static_cast<std::int64_t>(columns.chances.size()), "column") +
                        ": a class needs another to be mistaken for",
                    "name one column of chances for each class: --probs p_cat,p_dog");
    }
    const std::set<std::string> distinct(columns.chances.begin(), columns.chances.end());
    if (distinct.size() < columns.chances.size()) {
        return fail(ErrorCode::InvalidInput, "--probs names a column twice",
                    "name one column of chances for each class");
    }
    if (!columns.classes.empty() && columns.classes.size() != columns.chances.size()) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(columns.classes.size()) + " --classes for " +
                        std::to_string(columns.chances.size()) + " columns of --probs",
                    "name a class for each column, in the same order");
    }
    return {};
}

/// Where a row's chances are no chances, the row is named as the table counts it, not as the rows
/// that have a label do.
Result<> check_rows(const LabelTable& out) {
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < out.classes.size(); ++k) {
            const double chance = out.chances[k][i];
            sum += chance;
            if (!(chance >= 0 && chance <= 1 + stats::kChanceSlack)) {
                return fail(ErrorCode::InvalidInput,
                            "row " + std::to_string(out.rows[i] + 1) + ": the chance of \"" +
                                out.classes[k] + "\" is " + fmt::format("{:g}", chance) +
                                ", not in 0 to 1",
                            "give chances, not scores or log-odds, in every row");
            }
        }
        if (!(std::abs(sum - 1) <= stats::kChanceSlack)) {
            return fail(ErrorCode::InvalidInput,
                        "row " + std::to_string(out.rows[i] + 1) + ": the chances sum to " +
                            fmt::format("{:g}", sum) + ", not to 1",
                        "name the column of every class in --probs, and no other");
        }
    }
    return {};
}

Result<> add_rows(const engine::Column& label, const engine::Column* reference,
                  const std::vector<const engine::Column*>& chances, LabelTable& out) {
    ClassOf class_of(label, out.classes);
    out.chances.resize(chances.size());
    for (std::size_t row = 0; row < out.table.rows; ++row) {
        if (!label.missing(row)) {
            out.rows.push_back(row);
            out.labels.push_back(TRY(class_of(row)));
        }
    }
    for (std::size_t k = 0; k < chances.size(); ++k) {
        out.chances[k].reserve(out.rows.size());
        for (const std::size_t row : out.rows) {
            out.chances[k].push_back(chances[k]->numbers[row]);
        }
    }
    if (reference != nullptr) {
        ClassOf checked(*reference, out.classes);
        for (const std::size_t row : out.rows) {
            out.checked.push_back(reference->missing(row) ? -1 : TRY(checked(row)));
        }
    }
    return {};
}

void say_gaps(LabelTable& out) {
    const auto gaps = static_cast<std::int64_t>(out.table.rows - out.rows.size());
    if (gaps > 0) {
        out.issues.push_back(issue(
            "no-label", Severity::Warning, gaps,
            counted(gaps, "row") + (gaps == 1 ? " has no label and was not judged."
                                              : " have no label and were not judged."),
            "label the rows, or drop them: WHERE " + quoted_name(out.label) + " IS NOT NULL"));
    }
    std::vector<std::int64_t> counts(out.classes.size(), 0);
    for (const auto label : out.labels) {
        ++counts[static_cast<std::size_t>(label)];
    }
    for (std::size_t k = 0; k < counts.size(); ++k) {
        if (counts[k] == 0) {
            out.issues.push_back(issue("class-without-rows", Severity::Warning, 0,
                                       "No row is labelled \"" + out.classes[k] +
                                           "\", so nothing can be said of that class.",
                                       "drop its column from --probs, or label rows of it"));
        }
    }
}

/// A column that is named after one class, and is said to be another's.
void say_crossed(const LabelTableColumns& said, LabelTable& out) {
    if (said.classes.empty()) {
        return;
    }
    const std::set<std::string> known(said.classes.begin(), said.classes.end());
    const auto own = class_names(said.chances, known);
    for (std::size_t k = 0; k < own.size(); ++k) {
        if (own[k] != said.classes[k] && known.contains(own[k])) {
            out.issues.push_back(issue("classes-crossed", Severity::Warning, 0,
                                       "Column \"" + said.chances[k] +
                                           "\" is taken for the chance of \"" + said.classes[k] +
                                           "\", as the order of --classes says.",
                                       "write --classes in the order of --probs"));
        }
    }
}

}  // namespace

Result<LabelTable> read_label_table(engine::Table table, const engine::Table* matrix,
                                    const LabelTableColumns& columns) {
    LabelTableColumns said = columns;
    if (matrix != nullptr && said.chances.empty()) {
        said.chances = matrix->names();
    }
    TRY(check_columns(said));
    if (matrix != nullptr && matrix->rows != table.rows) {
        return fail(ErrorCode::InvalidInput,
                    "the table has " + counted(static_cast<std::int64_t>(table.rows), "row") +
                        ", its chances have " + count(static_cast<std::int64_t>(matrix->rows)),
                    "both need the same rows in the same order");
    }
    LabelTable out;
    out.table = std::move(table);
    out.label = said.label;
    out.id = said.id;
    out.reference = said.reference;
    const engine::Column* label = TRY(column_for(out.table, "label", said.label));
    if (!said.id.empty()) {
        TRY(column_for(out.table, "id", said.id));
    }
    const engine::Column* reference = nullptr;
    if (!said.reference.empty()) {
        reference = TRY(column_for(out.table, "reference", said.reference));
    }
    const auto chances = TRY(chance_columns(matrix != nullptr ? *matrix : out.table, said.chances));
    out.classes =
        said.classes.empty() ? class_names(said.chances, distinct_text(*label)) : said.classes;
    TRY(add_rows(*label, reference, chances, out));
    if (out.rows.empty()) {
        return fail(ErrorCode::InvalidInput, "no row has a label in \"" + out.label + "\"",
                    "name the column of labels with --label");
    }
    TRY(check_rows(out));
    say_crossed(said, out);
    say_gaps(out);
    return out;
}

}  // namespace assay::data
