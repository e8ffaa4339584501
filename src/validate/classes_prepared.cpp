#include "validate/classes_prepared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace assay::validate {
namespace {

constexpr double kRounding = 1e-6;  // of a sum of probabilities: not worth a word
constexpr double kBroken = 0.01;    // beyond it they are no probabilities

Result<> check_columns(const MulticlassInput& input) {
    const std::size_t rows = input.label.size();
    const std::size_t classes = input.classes.size();
    TRY(check_lengths(input, rows));
    for (const auto& model : input.models) {
        TRY(same_length(rows, model.decision.size(), "the decision of " + model.name));
        for (const auto& each : model.probability) {
            TRY(same_length(rows, each.size(), "a probability of " + model.name));
        }
        if (!model.probability.empty() && model.probability.size() != classes) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} gives probabilities of {} classes, there are {}",
                                    model.name, model.probability.size(), classes),
                        "give one column a class");
        }
        if (model.probability.empty() && model.decision.empty()) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} has neither probabilities nor a decision", model.name),
                        "give --probs class=column,… or --prediction COLUMN");
        }
    }
    if (!input.money.empty() && input.money.size() != classes * classes) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the table of money has {} cells, {} classes need {}",
                                input.money.size(), classes, classes * classes),
                    "give one row and one column a class");
    }
    return {};
}

Result<> check_classes(std::span<const std::int32_t> values, std::size_t classes,
                       std::string_view what) {
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (values[row] >= static_cast<std::int32_t>(classes)) {
            return fail(
                ErrorCode::InvalidInput,
                fmt::format("{} of row {} is class number {}, there are {}", what,
                            count(static_cast<std::int64_t>(row) + 1), values[row], classes),
                "name every class");
        }
    }
    return {};
}

bool is_complete(const ClassesModel& model, std::size_t row) {
    return (model.decision.empty() || model.decision[row] >= 0) &&
           std::ranges::none_of(model.probability,
                                [&](const auto& each) { return std::isnan(each[row]); });
}

std::vector<std::int32_t> usable_rows(const MulticlassInput& input,
                                      std::vector<Finding>& findings) {
    std::vector<std::int32_t> out;
    std::int64_t unlabelled = 0;
    std::int64_t unpredicted = 0;
    for (std::size_t row = 0; row < input.label.size(); ++row) {
        if (input.label[row] < 0) {
            ++unlabelled;
        } else if (!std::ranges::all_of(input.models, [&](const ClassesModel& model) {
                       return is_complete(model, row);
                   })) {
            ++unpredicted;
        } else {
            out.push_back(static_cast<std::int32_t>(row));
        }
    }
    left_out(unlabelled, unpredicted, "prediction", findings);
    return out;
}

/// Probabilities of one model are in [0, 1] and sum to one.
Result<> check_probabilities(const MulticlassInput& input, const ClassesModel& model,
                             const std::vector<std::int32_t>& rows,
                             std::vector<Finding>& findings) {
    if (model.probability.empty()) {
        return {};
    }
    std::int64_t rounded = 0;
    double worst = 1;
    for (const auto row : rows) {
        const auto at = static_cast<std::size_t>(row);
        double sum = 0;
        for (std::size_t k = 0; k < model.probability.size(); ++k) {
            const double p = model.probability[k][at];
            if (!(p >= 0 && p <= 1)) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("the probability of \"{}\" by {} is {} in row {}",
                                        input.classes[k], model.label, p, count(row + 1)),
                            "give probabilities in [0, 1], one column a class");
            }
            sum += p;
        }
        if (std::abs(sum - 1) > kBroken) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the probabilities of {} sum to {} in row {}, not to 1",
                                    model.label, fmt::format("{:.6g}", sum), count(row + 1)),
                        "give the probability of every class, each a column of --probs");
        }
        rounded += std::abs(sum - 1) > kRounding ? 1 : 0;
        worst = std::abs(sum - 1) > std::abs(worst - 1) ? sum : worst;
    }
    if (rounded > 0) {
        findings.push_back({.code = "sums-not-to-one",
                            .severity = Severity::Info,
                            .column = model.name,
                            .rows = rounded,
                            .sentence = fmt::format(
                                "The probabilities of {} do not quite sum to one in {}; the "
                                "farthest is {}. They are used as they are.",
                                model.label, counted(rounded, "row"), fmt::format("{:.6g}", worst)),
                            .fix = "give them unrounded"});
    }
    return {};
}

std::uint64_t key_of(const MulticlassInput& input, std::size_t row) {
    std::vector<std::uint64_t> parts{static_cast<std::uint64_t>(input.label[row])};
    for (const auto& model : input.models) {
        parts.push_back(model.decision.empty() ? 0
                                               : static_cast<std::uint64_t>(model.decision[row]));
        for (const auto& each : model.probability) {
            parts.push_back(std::bit_cast<std::uint64_t>(each[row]));
        }
    }
    parts.push_back(input.weight.empty() ? 0 : std::bit_cast<std::uint64_t>(input.weight[row]));
    return fast_hash({reinterpret_cast<const char*>(parts.data()), parts.size() * sizeof parts[0]});
}

Result<> check_label(const PreparedClasses& prepared) {
    if (prepared.size() == 0) {
        return fail(ErrorCode::InvalidInput, "no row has both a label and a prediction",
                    "check the columns of label and prediction");
    }
    const auto first = prepared.label.front();
    if (std::ranges::all_of(prepared.label, [&](std::int32_t each) { return each == first; })) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("all {} with a label and a prediction are \"{}\": one class alone "
                                "cannot be told apart",
                                counted(static_cast<std::int64_t>(prepared.size()), "row"),
                                prepared.classes[static_cast<std::size_t>(first)]),
                    "check the label, or add rows of the other classes");
    }
    return {};
}

void decide(const PreparedClasses& prepared, PreparedClassesModel& model) {
    if (!model.given.empty()) {
        model.decided = model.given;
        model.decided_by = "its decisions";
    } else if (!prepared.money.empty()) {
        model.decided = by_costs(prepared, model, 1);
        model.decided_by = "the class with the most expected money";
    } else {
        model.decided = likeliest(model);
        model.decided_by = "its likeliest class";
    }
}

}  // namespace

Prepared PreparedClasses::against_rest(std::size_t of) const {
    Prepared out;
    static_cast<Sample&>(out) = *this;
    for (const auto each : label) {
        out.label.push_back(each == static_cast<std::int32_t>(of) ? 1 : 0);
    }
    return out;
}

Prepared PreparedClasses::right(std::span<const std::int32_t> decided) const {
    Prepared out;
    static_cast<Sample&>(out) = *this;
    for (std::size_t row = 0; row < size(); ++row) {
        out.label.push_back(decided[row] == label[row] ? 1 : 0);
    }
    return out;
}

Result<PreparedClasses> prepare(const MulticlassInput& input, std::vector<Finding>& findings) {
    if (input.models.empty()) {
        return fail(ErrorCode::InvalidInput, "no model to evaluate",
                    "give probabilities of the classes, or a decided class");
    }
    TRY(check_columns(input));
    TRY(check_classes(input.label, input.classes.size(), "the label"));
    auto usable = usable_rows(input, findings);
    for (const auto& model : input.models) {
        TRY(check_classes(model.decision, input.classes.size(), "the decision"));
        TRY(check_probabilities(input, model, usable, findings));
    }
    PreparedClasses out;
    static_cast<Sample&>(out) = TRY(
        take_rows(input, std::move(usable), [&](std::size_t row) { return key_of(input, row); }));
    out.classes = input.classes;
    out.label = picked(input.label, out.rows);
    out.money = input.money;
    TRY(check_label(out));
    for (const auto& model : input.models) {
        PreparedClassesModel each{.name = model.name, .label = model.label};
        for (const auto& column : model.probability) {
            each.probability.push_back(picked(column, out.rows));
        }
        each.given = picked(model.decision, out.rows);
        decide(out, each);
        out.models.push_back(std::move(each));
    }
    deal_halves(out, {}, input.seed);
    return out;
}

}  // namespace assay::validate
