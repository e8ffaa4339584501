#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "study/evaluation_kinds.hpp"
#include "study/words.hpp"

namespace assay::study {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostClasses = 200;

/// The columns of one model: probabilities by class, and a decided class.
std::vector<FurtherColumn> model_columns(const EvaluationOptions& options) {
    std::vector<FurtherColumn> out;
    for (std::size_t k = 0; k < options.probs.size(); ++k) {
        out.push_back(
            {fmt::format("prob_{}", k), options.probs[k].sql, "--probs " + options.probs[k].name});
    }
    if (!options.decision.empty()) {
        out.push_back({"decision", options.decision, "--prediction", true});
    }
    return out;
}

/// Classes that were declared; else all that are seen, numbers by size, texts by name.
class ClassNames {
  public:
    explicit ClassNames(const EvaluationOptions& options) {
        for (const auto& each : options.probs) {
            declared_ = true;
            names_.push_back(each.name);
        }
    }

    void see(const engine::Column& column) {
        if (!column.times.empty()) {
            return;  // no classes; numbered() says so
        }
        for (std::size_t row = 0; !declared_ && row < column.size(); ++row) {
            if (column.missing(row)) {
                continue;
            }
            const bool text = column.type == engine::Type::Text;
            const double value = text ? std::nan("") : column.numbers[row];
            const std::pair key{text ? 0.0 : value, class_text(column, row)};
            seen_.insert(key);
        }
    }

    Result<std::vector<std::string>> names(const std::string& target) {
        for (const auto& [value, name] : seen_) {
            if (std::ranges::find(names_, name) == names_.end()) {
                names_.push_back(name);
            }
        }
        if (names_.size() > kMostClasses) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("column \"{}\" and its predictions hold {} classes, at most {} "
                                    "can be judged",
                                    target, names_.size(), kMostClasses),
                        "if it is a number, say --task regression; else gather rare classes");
        }
        return names_;
    }

  private:
    bool declared_ = false;
    std::vector<std::string> names_;
    std::set<std::pair<double, std::string>> seen_;
};

/// Each row's class; a text that is none is an error with row and value.
Result<std::vector<std::int32_t>> numbered(const engine::Column& column,
                                           const std::vector<std::string>& classes,
                                           const std::string& what) {
    if (!column.times.empty()) {
        return fail(ErrorCode::InvalidInput, what + " holds times, not classes",
                    "give a column of text or of whole numbers");
    }
    std::map<std::string, std::int32_t> numbers;
    for (const auto& each : classes) {
        numbers.emplace(each, static_cast<std::int32_t>(numbers.size()));
    }
    std::vector<std::int32_t> out;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.missing(row)) {
            out.push_back(validate::kNoClass);
            continue;
        }
        const auto text = class_text(column, row);
        const auto found = numbers.find(text);
        if (found == numbers.end()) {
            return fail(
                ErrorCode::InvalidInput,
                fmt::format(
                    "{} is \"{}\" in row {}, which is none of the classes {}", what, text,
                    count(static_cast<std::int64_t>(row) + 1),
                    listed(std::span(classes).first(std::min<std::size_t>(classes.size(), 8)))),
                "give every class a column: --probs class=column,…");
        }
        out.push_back(found->second);
    }
    return out;
}

Result<std::vector<double>> chances(const engine::Column& column, const std::string& where) {
    if (column.numbers.empty() && column.size() > 0) {
        return fail(ErrorCode::InvalidInput, where + " gives no numbers",
                    "name a numeric column for each class");
    }
    return column.numbers;
}

Result<ClassModelColumns> read_model(const EvaluationOptions& options, const engine::Table& table,
                                     const ClassRows& rows, std::string name) {
    ClassModelColumns out{
        .name = name, .label = "model \"" + name + "\"", .probability = {}, .decision = {}};
    for (std::size_t k = 0; k < options.probs.size(); ++k) {
        const auto* column = further_column(table, fmt::format("prob_{}", k));
        out.probability.push_back(TRY(chances(*column, "--probs " + options.probs[k].name)));
    }
    if (const auto* column = further_column(table, "decision")) {
        out.decision = TRY(numbered(*column, rows.classes, "--prediction"));
    }
    return out;
}

Result<ClassModelColumns> read_decided(const ClassRows& rows, const std::string& further,
                                       const std::string& name, const std::string& flag) {
    const auto* column = further_column(rows.problem.table, further);
    return ClassModelColumns{.name = name,
                             .label = "model \"" + name + "\"",
                             .probability = {},
                             .decision = TRY(numbered(*column, rows.classes, flag))};
}

template <class T>
std::vector<T> aligned(const std::vector<T>& values, const OtherFile& other, T missing) {
    std::vector<T> out;
    for (const auto row : other.where) {
        if (!values.empty()) {
            out.push_back(row < 0 ? missing : values[static_cast<std::size_t>(row)]);
        }
    }
    return out;
}

Result<> read_against_file(const EvaluationOptions& options, engine::Engine& engine,
                           ClassRows& rows) {
    const auto other = TRY(read_other(options, model_columns(options), engine, rows));
    auto model =
        TRY(read_model(options, other.table, rows, fs::path(options.against).stem().string()));
    for (auto& each : model.probability) {
        each = aligned(each, other, std::nan(""));
    }
    model.decision = aligned(model.decision, other, validate::kNoClass);
    rows.models.insert(rows.models.begin() + 1, std::move(model));
    rows.against_second = true;
    return add_input("predictions of " + rows.models[1].name, options.against, engine, rows);
}

/// Wrong decisions are what days may share.
std::vector<double> wrong(const ClassRows& rows) {
    const auto& model = rows.models.front();
    std::vector<double> out(rows.label.size(), 0.0);
    for (std::size_t row = 0; row < out.size(); ++row) {
        if (rows.label[row] < 0) {
            continue;
        }
        const auto is = static_cast<std::size_t>(rows.label[row]);
        out[row] = model.decision.empty()                   ? 1 - model.probability[is][row]
                   : model.decision[row] == rows.label[row] ? 0.0
                                                            : 1.0;
        out[row] = std::isnan(out[row]) ? 0.0 : out[row];
    }
    return out;
}

Result<> read_labels_and_models(const EvaluationOptions& options, bool against_column,
                                ClassRows& rows) {
    auto& problem = rows.problem;
    const auto& target = *problem.table.find(rows.product.target);
    const auto* seen = further_column(problem.table, "seen");
    if (!target.times.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("--label: column \"{}\" holds times, not classes", target.name),
                    "give a column of text or of whole numbers");
    }
    ClassNames names(options);
    names.see(target);
    for (const char* each : {"decision", "against"}) {
        if (const auto* column = further_column(problem.table, each)) {
            names.see(*column);
        }
    }
    for (std::size_t i = 0; i < rows.product.options.size(); ++i) {
        names.see(*further_column(problem.table, fmt::format("option_{}", i)));
    }
    rows.classes = TRY(names.names(target.name));
    rows.label = TRY(numbered(target, rows.classes, "--label"));
    for (std::size_t row = 0; row < rows.label.size(); ++row) {
        const bool hidden = seen != nullptr && !seen->numbers.empty() && !(seen->numbers[row] != 0);
        rows.label[row] = hidden ? validate::kNoClass : rows.label[row];
        if (rows.label[row] >= 0) {
            problem.labelled.push_back(static_cast<std::int32_t>(row));
        }
    }
    const auto name = shown_name(options.decision, problem.table.names(), "model");
    rows.models.push_back(TRY(read_model(options, problem.table, rows, name)));
    if (against_column) {
        rows.models.push_back(TRY(read_decided(rows, "against", options.against, "--against")));
        rows.against_second = true;
    }
    for (std::size_t i = 0; i < rows.product.options.size(); ++i) {
        const auto& option = rows.product.options[i];
        rows.models.push_back(TRY(read_decided(rows, fmt::format("option_{}", i), option.name,
                                               "--option " + option.name)));
        rows.models.back().label = option.name;
    }
    problem.daily = wrong(rows);
    return {};
}

}  // namespace

HashedColumns ClassRows::hashed() const {
    HashedColumns out;
    const auto number_of = [&](std::int32_t of) {
        return of < 0 ? std::uint64_t{0} : fast_hash(classes[static_cast<std::size_t>(of)], 1);
    };
    for (const auto each : label) {
        out.label.push_back(number_of(each));
    }
    for (const auto& model : models) {
        std::vector<double> decided;
        for (const auto each : model.decision) {
            constexpr int kExact = 12;  // 52 bits of a hash are a number without loss
            decided.push_back(static_cast<double>(number_of(each) >> kExact));
        }
        out.own.push_back(std::move(decided));
    }
    for (std::size_t i = 0; i < models.size(); ++i) {
        out.models.emplace_back(models[i].probability.begin(), models[i].probability.end());
        out.models.back().emplace_back(out.own[i]);
    }
    return out;
}

Result<ClassRows> read_class_rows(const Product& product, const EvaluationOptions& options,
                                  engine::Engine& engine) {
    ClassRows rows;
    rows.product = product;
    const auto names = TRY(column_names(product, engine));
    const bool against_column = std::ranges::find(names, options.against) != names.end();
    KindReading reading{.asked = model_columns(options), .labels = {}};
    if (against_column) {
        reading.asked.push_back({"against", options.against, "--against", true});
    }
    for (auto& each : flagged_options(product)) {
        each.any_type = true;
        reading.asked.push_back(std::move(each));
    }
    reading.labels = [&](TableRows&) {
        return read_labels_and_models(options, against_column, rows);
    };
    TRY(read_kind_table(options, reading, engine, rows));
    if (!options.against.empty() && !against_column) {
        TRY(read_against_file(options, engine, rows));
    }
    if (!options.cost_matrix.empty()) {
        rows.money = TRY(read_cost_matrix(options.cost_matrix, rows.classes, engine));
    }
    return rows;
}

Result<ClassRows> KindOf<validate::MulticlassEvaluation>::read(const Product& product,
                                                               const EvaluationOptions& options,
                                                               engine::Engine& engine) {
    return read_class_rows(product, options, engine);
}

validate::MulticlassInput KindOf<validate::MulticlassEvaluation>::input(
    const ClassRows& rows, const RowHashes& hashes, const EvaluationOptions& options) {
    validate::MulticlassInput out;
    for (const auto& model : rows.models) {
        out.models.push_back({.name = model.name,
                              .label = model.label,
                              .probability = {model.probability.begin(), model.probability.end()},
                              .decision = model.decision});
    }
    out.against_second = rows.against_second;
    out.classes = rows.classes;
    out.label = rows.label;
    out.money = rows.money;
    fill_rows_input(rows, hashes, options, out);
    return out;
}

std::vector<ClaimedNumber> KindOf<validate::MulticlassEvaluation>::claimed(
    const MulticlassDocument& document, const ClassRows&) {
    const auto& model = document.models.front();
    return {{.statement =
                 fmt::format("Accuracy of {} is {}.", model.label, with_range(model.accuracy, "")),
             .quantity = "accuracy of " + model.name,
             .unit = {},
             .estimate = model.accuracy,
             .share = true},
            {.statement = fmt::format(
                 "{} is worth {} a month against {}.", capitalised(model.label),
                 with_range(model.against_baseline, document.currency), document.baseline),
             .quantity = fmt::format("value_per_month of {} - constant", model.name),
             .unit = document.currency + " a month",
             .estimate = model.against_baseline}};
}

}  // namespace assay::study
