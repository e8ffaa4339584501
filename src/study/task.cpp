#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "study/prediction_rows.hpp"

// Which kind of evaluation label and predictions ask for.

namespace assay::study {
namespace {

constexpr std::size_t kFewValues = 20;  // of whole numbers that are classes

/// What decides: the values of a column, as far as they matter.
struct Values {
    bool text = false, time = false, whole = true;
    std::size_t distinct = 0;  // counted up to kFewValues + 1 for numbers
};

Values values_of(const engine::Column& column) {
    Values out{.text = column.type == engine::Type::Text, .time = !column.times.empty()};
    if (out.text) {
        std::set<std::int32_t> seen(column.codes.begin(), column.codes.end());
        seen.erase(engine::kMissingCode);
        out.distinct = seen.size();
        return out;
    }
    std::set<double> seen;
    for (const double each : column.numbers) {
        if (std::isnan(each)) {
            continue;
        }
        out.whole = out.whole && each == std::trunc(each);
        if (seen.size() <= kFewValues) {
            seen.insert(each);
        }
    }
    out.distinct = seen.size();
    return out;
}

/// Label and prediction alone, as fast as a file gives two columns.
struct Pair {
    engine::Table table;
    const engine::Column* label = nullptr;
    const engine::Column* prediction = nullptr;
};

Result<Pair> read_pair(const Product& product, const EvaluationOptions& options,
                       engine::Engine& engine) {
    Product narrow;
    narrow.source = product.source;
    const std::string from = product.query.empty() ? "data" : "(" + product.query + ")";
    const auto names = TRY(column_names(product, engine));
    if (std::ranges::find(names, product.target) == names.end()) {
        return fail(ErrorCode::NotFound,
                    fmt::format("{}: {} has no column \"{}\"", product.where("data.target"),
                                product.source, product.target),
                    suggest(product.target, names));
    }
    std::string columns = quoted_name(product.target) + " AS label";
    const bool is_column = std::ranges::find(names, options.decision) != names.end();
    if (is_column) {
        columns += ", " + quoted_name(options.decision) + " AS prediction";
    }
    narrow.query = "SELECT " + columns + " FROM " + from;
    std::vector<FurtherColumn> further;
    Pair out{.table = TRY(read_table(narrow, engine, further)).table};
    out.label = out.table.find("label");
    out.prediction = out.table.find("prediction");
    return out;
}

std::string held(const Values& values) {
    return values.time                    ? "times"
           : values.text                  ? fmt::format("{} texts", values.distinct)
           : !values.whole                ? "numbers"
           : values.distinct > kFewValues ? "many whole numbers"
                                          : fmt::format("{} whole numbers", values.distinct);
}

tl::unexpected<Error> fits_none(const Product& product, const Values& label,
                                const std::string& why) {
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: column \"{}\" holds {}{}", product.where("data.target"),
                            product.target, held(label), why),
                "a yes/no label goes with --score or --prediction (or --positive says which value "
                "counts); classes with --probs class=column,… or a predicted class by "
                "--prediction; a number with a predicted number by --prediction");
}

bool few(const Values& values) {
    return !values.text && values.whole && values.distinct <= kFewValues;
}

/// Of two values: a prediction beside it says yes or no, or names one of two classes.
Result<Task> of_two(const Product& product, const Values& label, const Values* prediction) {
    if (prediction != nullptr && !prediction->text && prediction->distinct > 2) {
        return fits_none(product, label, ", and --prediction more than a yes or no");
    }
    return label.text && prediction != nullptr && prediction->text ? Task::Multiclass
                                                                   : Task::Binary;
}

/// Of more: text needs text (or nothing known), numbers need numbers.
Result<Task> of_many(const Product& product, const Values& label, const Values* prediction) {
    const bool known = prediction != nullptr;
    if (known && (prediction->time || prediction->text != label.text)) {
        return fits_none(product, label, ", and --prediction " + held(*prediction));
    }
    return label.text || (known && few(label) && few(*prediction)) ? Task::Multiclass
                                                                   : Task::Regression;
}

/// By what label and prediction hold; the flags left it open.
Result<Task> by_values(const Product& product, const Values& label, const Values* prediction) {
    if (label.time || label.distinct == 0) {
        return fits_none(product, label, "");
    }
    if (!product.positive.empty()) {
        return Task::Binary;
    }
    return label.distinct <= 2 ? of_two(product, label, prediction)
                               : of_many(product, label, prediction);
}

}  // namespace

Result<Task> recognise_task(const Product& product, const EvaluationOptions& options,
                            engine::Engine& engine) {
    if (options.task) {
        return *options.task;
    }
    if (!options.probs.empty() || !options.cost_matrix.empty()) {
        return Task::Multiclass;
    }
    if (!options.quantiles.empty() || options.error_costs) {
        return Task::Regression;
    }
    if (!options.score.empty() && !product.positive.empty()) {
        return Task::Binary;
    }
    const auto pair = TRY(read_pair(product, options, engine));
    const auto label = values_of(*pair.label);
    if (!options.score.empty()) {
        if (label.time || (label.distinct > 2 && product.positive.empty())) {
            return fits_none(product, label, ", and --score is the chance of one of two");
        }
        return Task::Binary;
    }
    std::optional<Values> prediction;
    if (pair.prediction != nullptr) {
        prediction = values_of(*pair.prediction);
    }
    return by_values(product, label, prediction ? &*prediction : nullptr);
}

}  // namespace assay::study
