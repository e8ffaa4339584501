#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/text.hpp"
#include "study/problem_parts.hpp"

namespace assay::study {
namespace {

using engine::Column;
using engine::Type;

std::vector<std::string> distinct_texts(const Column& target, std::size_t most) {
    std::vector<bool> used(target.levels.size());
    for (const auto code : target.codes) {
        if (code != engine::kMissingCode) {
            used[static_cast<std::size_t>(code)] = true;
        }
    }
    std::vector<std::string> out;
    for (std::size_t i = 0; i < used.size() && out.size() < most; ++i) {
        if (used[i]) {
            out.push_back(target.levels[i]);
        }
    }
    return out;
}

std::vector<double> distinct_numbers(const Column& target, std::size_t most) {
    std::vector<double> out;
    for (const double value : target.numbers) {
        if (!std::isnan(value) && std::ranges::find(out, value) == out.end()) {
            out.push_back(value);
        }
        if (out.size() == most) {
            break;
        }
    }
    return out;
}

/// The distinct values of a target as text, in order of first appearance; at most `most`.
std::vector<std::string> distinct(const Column& target, std::size_t most) {
    if (target.type == Type::Text) {
        return distinct_texts(target, most);
    }
    std::vector<std::string> out;
    for (const double value : distinct_numbers(target, most)) {
        out.push_back(target.type == Type::Boolean ? (value != 0 ? "true" : "false")
                                                   : fmt::format("{}", value));
    }
    return out;
}

/// The value that the decision is for, when the product file does not say.
std::optional<std::string> likely_positive(const std::vector<std::string>& values) {
    static constexpr std::array<std::string_view, 8> kYes{"true", "1",   "yes",      "y",
                                                          "Yes",  "YES", "positive", "TRUE"};
    for (const auto word : kYes) {
        if (std::ranges::find(values, word) != values.end()) {
            return std::string(word);
        }
    }
    return std::nullopt;
}

/// True where a cell of the target equals the positive value as text.
bool equals(const Column& target, std::size_t row, const std::string& positive,
            std::optional<double> number) {
    if (target.type == Type::Text) {
        return target.levels[static_cast<std::size_t>(target.codes[row])] == positive;
    }
    return number && target.numbers[row] == *number;
}

std::optional<double> as_number(const Column& target, const std::string& positive) {
    if (target.type == Type::Boolean) {
        if (positive == "true" || positive == "1") {
            return 1.0;
        }
        if (positive == "false" || positive == "0") {
            return 0.0;
        }
        return std::nullopt;
    }
    char* end = nullptr;
    const double value = std::strtod(positive.c_str(), &end);
    if (positive.empty() || *end != '\0') {
        return std::nullopt;
    }
    return value;
}

Result<std::string> positive_value(const Product& product, const std::vector<std::string>& values) {
    constexpr std::size_t kTwo = 2;
    if (!product.positive.empty()) {
        if (std::ranges::find(values, product.positive) != values.end() || values.size() > kTwo ||
            product.positive == "1" || product.positive == "0" || product.positive == "true" ||
            product.positive == "false") {
            return product.positive;
        }
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: column \"{}\" never holds \"{}\"",
                                product.where("data.positive"), product.target, product.positive),
                    "its values are " + listed(values));
    }
    if (values.size() == 1) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: column \"{}\" holds one value alone, \"{}\": one class cannot "
                                "be learned or judged",
                                product.where("data.target"), product.target, values[0]),
                    "check [data] target and query, or add rows of the other class");
    }
    if (values.size() > kTwo) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: column \"{}\" has more than two values ({}, …), and a study "
                                "decides between two",
                                product.where("data.target"), product.target,
                                listed(std::span(values).first(3))),
                    "say with [data] positive which value the decision is for, or make a yes/no "
                    "column in [data] query, for example amount > 100 AS large");
    }
    if (const auto found = likely_positive(values)) {
        return *found;
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: it is not clear which value of \"{}\" the decision is for",
                            product.where("data.target"), product.target),
                fmt::format("set [data] positive (or --positive) to {}",
                            values.size() == kTwo ? values[0] + " or " + values[1] : values[0]));
}

Result<> both_classes(const Product& product, const Problem& problem, std::int64_t fewest) {
    std::int64_t positives = 0;
    for (const auto row : problem.labelled) {
        positives += problem.label[static_cast<std::size_t>(row)];
    }
    const auto rows = static_cast<std::int64_t>(problem.labelled.size());
    if (positives == 0 || positives == rows) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: all {} labelled rows have {} \"{}\": one class alone cannot "
                                "be learned or judged",
                                product.where("data.target"), count(rows),
                                positives == 0 ? "a value other than" : "the value",
                                problem.positive_words),
                    "check [data] target and positive, or add rows of the other class");
    }
    const auto rarer = std::min(positives, rows - positives);
    if (rarer < fewest) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} has {} rows with a target, {} of them {}: a study needs at "
                                "least {} rows of each class",
                                product.source, count(rows), count(positives),
                                problem.positive_words, fewest),
                    "add labelled rows; 100 and more of the rarer class make a verdict likely");
    }
    return {};
}

Result<> check_weights(const Product& product, const Problem& problem, const Column& weights) {
    if (weights.numbers.empty()) {
        return fail(ErrorCode::InvalidInput,
                    product.where("data.weight") + " does not give numbers",
                    "use a numeric column or expression");
    }
    for (const auto row : problem.labelled) {
        const double value = weights.numbers[static_cast<std::size_t>(row)];
        if (!(value >= 0) || !std::isfinite(value)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} is {} in row {}: weights are finite and not negative",
                                    product.where("data.weight"), value, count(row + 1)),
                        "mend the column, or wrap it, for example coalesce(weight, 0)");
        }
    }
    return {};
}

/// Corrects a sampled table back to the share of positives in use.
void weigh_to_rate(Problem& problem, double rate) {
    const double seen = problem.positive_rate();
    for (const auto row : problem.labelled) {
        const auto at = static_cast<std::size_t>(row);
        problem.weight[at] *= problem.label[at] == 1 ? rate / seen : (1 - rate) / (1 - seen);
    }
}

Result<> scale_to_mean_one(Problem& problem) {
    double sum = 0;
    for (const auto row : problem.labelled) {
        sum += problem.weight[static_cast<std::size_t>(row)];
    }
    if (!(sum > 0)) {
        return fail(ErrorCode::InvalidInput, "all weights are zero", "check [data] weight");
    }
    const double scale = static_cast<double>(problem.labelled.size()) / sum;
    for (auto& each : problem.weight) {
        each *= scale;
    }
    return {};
}

void note_selection(const Product& product, Problem& problem, std::int64_t unseen) {
    if (product.label_seen_when.empty()) {
        return;
    }
    problem.issues.push_back(
        {.code = "selected-labels",
         .severity = data::Severity::Warning,
         .column = product.target,
         .rows = unseen,
         .sentence = fmt::format(
             "The label is only known where {}: {} rows without it were not used. What holds for "
             "the rows that were seen need not hold for them.",
             product.label_seen_when, count(unseen)),
         .fix = "act on a small random share of all rows, and learn from that"});
}

}  // namespace

Result<> read_labels(const Product& product, Problem& problem, const Column* seen,
                     std::int64_t fewest_of_a_class) {
    const auto* target = problem.table.find(product.target);
    ASSAY_CHECK(target != nullptr);
    if (target->type == Type::Date || target->type == Type::Timestamp) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: column \"{}\" holds times, not a yes/no outcome",
                                product.where("data.target"), product.target),
                    "make a yes/no column in [data] query");
    }
    constexpr std::size_t kShown = 12;
    const auto values = distinct(*target, kShown);
    if (values.empty()) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{}: column \"{}\" is empty in all {} rows", product.where("data.target"),
                        product.target, count(static_cast<std::int64_t>(problem.table.rows))),
            "check [data] target and query");
    }
    const auto positive = TRY(positive_value(product, values));
    const auto number = as_number(*target, positive);
    problem.positive_words = product.target + " = " + positive;
    problem.label.assign(problem.table.rows, data::kNoLabel);
    std::int64_t unseen = 0;
    for (std::size_t row = 0; row < problem.table.rows; ++row) {
        const bool hidden = seen != nullptr && !seen->numbers.empty() && !(seen->numbers[row] != 0);
        unseen += hidden ? 1 : 0;
        if (target->missing(row) || hidden) {
            ++problem.unlabelled;
            continue;
        }
        problem.label[row] = equals(*target, row, positive, number) ? 1 : 0;
        problem.labelled.push_back(static_cast<std::int32_t>(row));
    }
    note_selection(product, problem, unseen);
    return both_classes(product, problem, fewest_of_a_class);
}

Result<> read_weights(const Product& product, Problem& problem, const Column* weights) {
    problem.weight.assign(problem.table.rows, 1.0);
    problem.weighted = weights != nullptr || product.positive_rate.has_value();
    if (weights != nullptr) {
        TRY(check_weights(product, problem, *weights));
        problem.weight = weights->numbers;
    }
    if (product.positive_rate) {
        weigh_to_rate(problem, *product.positive_rate);
    }
    return problem.weighted ? scale_to_mean_one(problem) : Result<>{};
}

}  // namespace assay::study
