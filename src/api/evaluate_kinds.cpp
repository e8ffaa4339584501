#include "api/evaluate_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/amounts.hpp"
#include "api/evaluate_request.hpp"
#include "api/parameters.hpp"
#include "base/text.hpp"

namespace assay::api {

namespace {

Result<> read_class_columns(const Request& request, study::EvaluationOptions& out) {
    for (const auto& each : request.names("probs")) {
        const auto [name, sql] =
            TRY(parse_pair("probs", each, "CLASS=COLUMN", "cat=p_cat,dog=p_dog,bird=p_bird"));
        if (std::ranges::find(out.probs, name, &study::ClassColumn::name) != out.probs.end()) {
            return fail(ErrorCode::InvalidInput, "--probs: class \"" + name + "\" stands twice",
                        "give each class one column");
        }
        out.probs.push_back({name, sql});
    }
    if (out.probs.size() == 1) {
        return fail(ErrorCode::InvalidInput, "--probs: one class alone cannot be told apart",
                    "give every class a column, or a yes/no label with --score");
    }
    return {};
}

Result<> read_levels(const Request& request, study::EvaluationOptions& out) {
    for (const auto& each : request.names("quantile")) {
        const auto [name, sql] =
            TRY(parse_pair("quantile", each, "LEVEL=COLUMN", "0.1=low,0.9=high"));
        const auto level = parse_number(name);
        if (!level || *level <= 0 || *level >= 1) {
            return fail(ErrorCode::InvalidInput,
                        "--quantile: \"" + name + "\" is not a level between 0 and 1",
                        "write for example --quantile 0.1=low,0.9=high");
        }
        out.quantiles.push_back({*level, sql});
    }
    std::ranges::sort(out.quantiles, {}, &study::LevelColumn::level);
    const auto twice = std::ranges::adjacent_find(out.quantiles, {}, &study::LevelColumn::level);
    if (twice != out.quantiles.end()) {
        return fail(ErrorCode::InvalidInput,
                    "--quantile: level " + fmt::format("{}", twice->level) + " stands twice",
                    "give each level one column");
    }
    return {};
}

Result<> read_error_costs(const Request& request, study::EvaluationOptions& out) {
    const auto under = request.number("under-cost");
    const auto over = request.number("over-cost");
    const auto tolerance = request.number("tolerance");
    if (!under && !over) {
        return !tolerance
                   ? Result<>{}
                   : fail(ErrorCode::InvalidInput, "--tolerance is given, but not what errors cost",
                          "say what an error costs with --under-cost and --over-cost");
    }
    out.error_costs = validate::ErrorCosts{
        .under = under.value_or(0), .over = over.value_or(0), .tolerance = tolerance.value_or(0)};
    const auto& costs = *out.error_costs;
    if (costs.under < 0 || costs.over < 0 || costs.tolerance < 0) {
        return fail(ErrorCode::InvalidInput,
                    "--under-cost, --over-cost, --tolerance: a price is written without a sign",
                    "write what one unit of error costs, such as 3");
    }
    return costs.under + costs.over > 0
               ? Result<>{}
               : fail(ErrorCode::InvalidInput, "--under-cost and --over-cost are both 0",
                      "say what a unit of error costs");
}

/// Flags that mean something for one kind of prediction only.
struct KindFlag {
    std::string_view flag;
    study::Task task;
};
constexpr std::array<KindFlag, 19> kKindFlags{{{"score", study::Task::Binary},
                                               {"positive", study::Task::Binary},
                                               {"rule", study::Task::Binary},
                                               {"true-positive", study::Task::Binary},
                                               {"false-positive", study::Task::Binary},
                                               {"false-negative", study::Task::Binary},
                                               {"true-negative", study::Task::Binary},
                                               {"capacity", study::Task::Binary},
                                               {"papers-cost", study::Task::Binary},
                                               {"papers-catch", study::Task::Binary},
                                               {"papers-capacity", study::Task::Binary},
                                               {"scenario", study::Task::Binary},
                                               {"human", study::Task::Binary},
                                               {"probs", study::Task::Multiclass},
                                               {"cost-matrix", study::Task::Multiclass},
                                               {"quantile", study::Task::Regression},
                                               {"under-cost", study::Task::Regression},
                                               {"over-cost", study::Task::Regression},
                                               {"tolerance", study::Task::Regression}}};

std::string task_words(study::Task task) {
    return task == study::Task::Binary       ? "yes/no decisions"
           : task == study::Task::Multiclass ? "several classes"
                                             : "numbers";
}

Result<> check_flags(const Request& request, study::Task task) {
    for (const auto& each : kKindFlags) {
        if (each.task != task && request.has(each.flag)) {
            return fail(ErrorCode::InvalidInput,
                        "--" + std::string(each.flag) + " is of " + task_words(each.task) +
                            ", and these are predictions of " + task_words(task),
                        "leave it out, or say another --task");
        }
    }
    return {};
}

}  // namespace

std::vector<Parameter> kind_parameters() {
    constexpr const char* kClasses = "several classes";
    constexpr const char* kNumbers = "numbers";
    return {list_parameter(kClasses, "probs", "CLASS=COLUMN,…", "probability of each class"),
            {.name = "cost-matrix",
             .kind = ParameterKind::InputFile,
             .help = "money of each decision: rows true, columns decided",
             .section = kClasses,
             .value = "FILE.csv"},
            list_parameter(kNumbers, "quantile", "LEVEL=COLUMN,…",
                           "predicted quantiles: 0.1=low,0.9=high"),
            number_parameter(kNumbers, "under-cost", "NUMBER", "what a unit too low costs"),
            number_parameter(kNumbers, "over-cost", "NUMBER", "what a unit too high costs"),
            number_parameter(kNumbers, "tolerance", "NUMBER", "errors up to it cost nothing")};
}

Result<> read_kind_options(const Request& request, study::EvaluationOptions& out) {
    const std::string task = request.text("task");
    if (!task.empty()) {
        out.task = task == "binary"       ? study::Task::Binary
                   : task == "multiclass" ? study::Task::Multiclass
                                          : study::Task::Regression;
    }
    TRY(read_class_columns(request, out));
    TRY(read_levels(request, out));
    return read_error_costs(request, out);
}

Result<study::Task> task_of(const Request& request, const EvaluateRequest& asked,
                            engine::Engine& engine) {
    const auto task = TRY(study::recognise_task(asked.product, asked.options, engine));
    TRY(check_flags(request, task));
    const bool binary = task == study::Task::Binary;
    if (asked.options.decision.empty() &&
        (task == study::Task::Regression || (binary && asked.options.score.empty()))) {
        return fail(ErrorCode::InvalidInput,
                    binary ? "no predictions: neither a score nor a decision"
                           : "no predictions: which column holds the predicted number?",
                    binary ? "name the model's column with --score COLUMN or --prediction COLUMN"
                           : "name it with --prediction COLUMN");
    }
    if (task == study::Task::Multiclass && asked.options.decision.empty() &&
        asked.options.probs.empty()) {
        return fail(ErrorCode::InvalidInput, "no predictions: neither probabilities nor a class",
                    "give --probs class=column,… or --prediction COLUMN");
    }
    return task;
}

}  // namespace assay::api
